"""Tell which times are those of words: when something was said, written or learnt, not when it happened.

In: the span of an expression of time. Out: whether it hangs on a verb or a noun of saying (`a annoncé lundi`,
`le bilan diffusé lundi`, `dans un communiqué mardi`).
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span

# relations by which a time hangs on what it dates
DATES = frozenset({"obl:mod", "obl:arg", "nmod", "advmod", "appos", "flat", "dep", "amod", "conj", "obl"})

# tokens from a verb in an aside to its time: `estimait le gouvernement central en mai`
ASIDE = 6


@cache
def _sayers(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(pack.words("times", "saying.verbs")), frozenset(pack.words("times", "saying.nouns"))


def dates_words(span: Span, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a time tells when something was said: what it hangs on is a verb or a noun of saying.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> text = "L'armée a annoncé mardi que le village avait été repris lundi."
    >>> parsed = parse(Report(id="a", text=clean_text(text)), load_pack("fr"))
    >>> [dates_words(Span(at, at + 5), parsed, load_pack("fr")) for at in (text.find("mardi"), text.find("lundi"))]
    [True, False]
    """
    tokens = parsed.tokens(span)
    if not len(tokens):
        return False
    head = tokens.root.head
    if head.head.i < head.i and (head.dep_.startswith("nsubj") or (head.dep_ == "obj" and _is_aside(head.head, tokens.root))):
        # `a appris l'agence mardi`: behind its subject the time is the verb's
        head = head.head
    if head.i == tokens.root.i or tokens.root.dep_ not in DATES:
        return False
    return is_saying(head, pack) and not _before_aside(tokens.root, head, parsed)


def _is_aside(verb: Token, time: Token) -> bool:
    """Say whether a verb opens an aside, its subject and the time right behind it (`..., estimait le gouvernement en mai`)."""
    if time.i - verb.i > ASIDE or any(t.is_punct for t in verb.doc[verb.i : time.i]):
        return False
    first = min((verb.i, *(t.i for t in verb.children if t.dep_.startswith(("aux", "expl")))))
    return first > 0 and verb.doc[first - 1].is_punct


def _before_aside(time: Token, verb: Token, parsed: Parsed) -> bool:
    """Say whether a time ends what an aside tells of (`tués mardi, a annoncé l'armée`); at the head it dates the speech."""
    if time.i > verb.i or "," not in parsed.text[time.idx : verb.idx]:
        return False
    start = parsed.sentence_at(time.idx).span.start
    return any(t.pos_ in ("VERB", "NUM") for t in parsed.tokens(Span(start, time.idx))) if time.idx > start else False


def is_saying(head: Token, pack: Pack) -> bool:
    """Say whether a word is a verb or a noun of saying."""
    verbs, nouns = _sayers(pack)
    if head.pos_ == "NOUN":
        return head.lemma_.lower() in nouns
    told = head.dep_.startswith("acl") and head.head.pos_ == "NOUN" and head.head.lemma_.lower() in nouns
    return told or (head.lemma_.lower() in verbs and not _breaks_out(head, pack))


def _breaks_out(verb: Token, pack: Pack) -> bool:
    """Say whether a verb of saying tells of what began by itself: `un incendie s'est déclaré dimanche`."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
    return subject is not None and subject.lemma_.lower() in pack.words("times", "saying.of_itself")
