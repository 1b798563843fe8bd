"""Who stands at a word: the actor that the report knows there, or the words themselves, as a source."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.record import Derivation, Source
from selon.model.settled import Settled
from selon.model.span import Span

# how many words a name of a party may have: longer runs are clauses that the parser hung there
LONGEST_NAME = 9
_NAME_PARTS = frozenset({"det", "amod", "nmod", "flat:name", "flat:foreign", "case", "fixed", "compound", "nummod", "appos"})
# a verb without a subject of its own takes that of the verb it hangs on by one of these
_CLIMB = frozenset({"conj", "xcomp", "acl", "advcl", "cop", "aux", "aux:tense", "aux:pass", "aux:caus"})
# marks that end a name
BREAKS = frozenset({",", "(", ")", ":", ";", "--", "«", "»", '"', "."})
_JOINED = re.compile(r"(?:-\w+)+")
_TAIL = re.compile(r"\w+(?:-\w+)*")
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:caus", "expl:subj")


def party_at(token: Token, settled: Settled) -> Source | None:
    """Return who is named at a word: the actor that the report knows there, else the words; None for a pronoun of nobody."""
    for actor in settled.actors:
        for span in actor.mentions:
            if span.start <= token.idx < span.end:
                return Source(
                    name=actor.name,
                    span=span,
                    organization=actor.organization,
                    role=actor.role,
                    kind=actor.kind,
                    derivation=Derivation(rule="party.actor", span=span),
                )
    if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    span = name_span(token, settled.parsed.text)
    return Source(name=span.words(settled.parsed.text), span=span, derivation=Derivation(rule="party.words", span=span))


def name_span(token: Token, text: str) -> Span:
    """Return where in a text the name that a noun leads stands: the noun, what qualifies it, no article, no clause."""
    words = [token]
    parts = _NAME_PARTS - {"nmod", "appos"} if token.pos_ == "PROPN" else _NAME_PARTS
    for child in token.children:
        if child.dep_ in parts and child.dep_ not in ("case",) and abs(child.i - token.i) <= LONGEST_NAME:
            words.extend(t for t in child.subtree if abs(t.i - token.i) <= LONGEST_NAME and not t.is_space)
    first, last = min(w.i for w in words), max(w.i for w in words)
    run = _before_break(token.doc[first : min(last + 1, first + LONGEST_NAME)], token)
    while len(run) > 1 and (run[0].pos_ in ("DET", "ADP", "PUNCT", "NUM", "PRON") or run[0].is_space):
        run = run[1:]
    while len(run) > 1 and (run[-1].pos_ in ("DET", "ADP", "PUNCT", "CCONJ") or run[-1].is_space):
        run = run[:-1]
    return _whole_words(Span(run.start_char, run.end_char), text)


def _before_break(run: SpacySpan, head: Token) -> SpacySpan:
    """Return a run of words up to the first mark that ends a name after its head: what stands behind is said of it."""
    stop = next((t.i for t in run if t.i > head.i and t.text in BREAKS), run.end)
    return run.doc[run.start : stop]


def _whole_words(span: Span, text: str) -> Span:
    """Return a span with the rest of the words that hyphens join to its end (`Croix-Rouge`)."""
    rest = _JOINED.match(text, span.end) if text[span.end - 1 : span.end] != "-" else _TAIL.match(text, span.end)
    return Span(span.start, rest.end()) if rest else span


def subjects_of(token: Token) -> list[Token]:
    """Return the subjects of a verb, its own or those of the verb that it is joined to; with what is joined to them."""
    at: Token = token
    for _ in range(4):
        own = [c for c in at.children if c.dep_ in _SUBJECTS]
        if own and all("Rel" in c.morph.get("PronType", []) for c in own) and at.head.pos_ in ("NOUN", "PROPN"):
            # `X, qui a ...`: who acts is whom the relative clause is said of
            return [at.head]
        if own:
            return [t for s in own for t in (s, *(c for c in s.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")))]
        if at.dep_ in ("acl", "acl:relcl") and at.head.pos_ in ("NOUN", "PROPN"):
            return [at.head]
        if at.dep_ not in _CLIMB or at.head is at:
            return []
        at = at.head
    return []


def agents_of_passive(token: Token) -> list[Token]:
    """Return the authors after `par` of a passive or a participle, with what is joined to them."""
    own = [c for c in token.children if c.dep_ == "obl:agent"]
    return [t for s in own for t in (s, *(c for c in s.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")))]


@cache
def _doers(pack: Pack) -> frozenset[str]:
    """Return the nouns of who can act, in the singular: persons, bodies, armed men."""
    lists = (
        ("actors", "persons"),
        ("actors", "bodies"),
        ("actors", "anybody"),
        ("event_actors", "armed"),
        ("event_actors", "doers"),
    )
    return frozenset(w.lower() for topic, key in lists for w in pack.words(topic, key))


def may_act(token: Token, settled: Settled, pack: Pack) -> bool:
    """Say whether a word names somebody: a known actor, a name, a noun of persons, bodies or armed men."""
    if any(span.start <= token.idx < span.end for actor in settled.actors for span in actor.mentions):
        return True
    if token.pos_ == "PROPN" or token.lower_.startswith(pack.words("event_actors", "side_prefixes")):
        return True
    return bool({token.lemma_.lower(), token.lower_, counting_words(pack).singular(token.lower_)} & _doers(pack))
