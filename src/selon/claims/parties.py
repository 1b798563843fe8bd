"""Who stands at a word: the actor that the report knows there, or the words themselves, as a source."""

from __future__ import annotations

import re
from dataclasses import replace
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
    named = _name_set_to(token)
    for word in (token, *named):
        for actor, span in ((a, m) for a in settled.actors for m in a.mentions if m.start <= word.idx < m.end):
            known = Source(
                name=actor.name,
                span=span,
                organization=actor.organization,
                role=actor.role,
                kind=actor.kind,
                derivation=Derivation(rule="party.actor", span=span),
            )
            return known if word is token else _in_office(known, token, settled)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "INTJ", "X"):
        return None
    span = name_span(token, settled.parsed.text)
    return Source(name=span.words(settled.parsed.text), span=span, derivation=Derivation(rule="party.words", span=span))


def _in_office(known: Source, noun: Token, settled: Settled) -> Source:
    """Return somebody with the role that the noun before his name says, and the body in it (`le chef du Front, X,`)."""
    text = settled.parsed.text
    body = next((c for c in noun.children if c.dep_ == "nmod" and c.text[0].isupper()), None)
    said = name_span(body, text).words(text) if body is not None else None
    return replace(known, role=known.role or name_span(noun, text).words(text), organization=known.organization or said)


def _name_set_to(token: Token) -> list[Token]:
    """Return the name set to the noun of a person, with a comma or without (`le président X`, `le chef du mouvement, X,`)."""
    end = max([token.i, *(t.i for c in token.children if c.dep_ in ("amod", "nmod") for t in c.subtree)]) + 1
    after = (end, end + 1) if end < len(token.doc) and token.doc[end].text == "," else (end,)
    return [c for c in token.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i in after and token.pos_ == "NOUN"]


def name_span(token: Token, text: str) -> Span:
    """Return where in a text the name that a noun leads stands: the noun, what qualifies it, no article, no clause."""
    words = [token]
    parts = _NAME_PARTS - {"nmod", "appos"} if token.pos_ == "PROPN" else _NAME_PARTS
    for child in token.children:
        part = (child.dep_ in parts and child.dep_ != "case") or _completes(child, token)
        if part and abs(child.i - token.i) <= LONGEST_NAME:
            words.extend(t for t in child.subtree if abs(t.i - token.i) <= LONGEST_NAME and not t.is_space)
    first, last = min(w.i for w in words), max(w.i for w in words)
    run = _before_joined(_before_break(token.doc[first : min(last + 1, first + LONGEST_NAME)], token), token)
    while len(run) > 1 and (run[0].pos_ in ("DET", "ADP", "PUNCT", "NUM", "PRON") or run[0].is_space):
        run = run[1:]
    while len(run) > 1 and (run[-1].pos_ in ("DET", "ADP", "PUNCT", "CCONJ") or run[-1].is_space):
        run = run[:-1]
    return _whole_words(Span(run.start_char, run.end_char), text)


def _completes(child: Token, name: Token) -> bool:
    """Say whether a word is part of the name right before it: a name (`le Clan du Golfe`), a bare participle (`hommes armés`)."""
    if child.dep_ == "acl" and child.i == name.i + 1:
        return "Part" in child.morph.get("VerbForm", []) and not any(True for _ in child.children)
    return (
        name.pos_ == child.pos_ == "PROPN" and child.dep_ == "nmod" and child.left_edge.i == name.i + 1 and child.i - name.i < 4
    )


def _before_break(run: SpacySpan, head: Token) -> SpacySpan:
    """Return a run of words up to what ends a name after its head, a mark or a clause: what stands behind is said of it."""
    stop = next((t.i for t in run if t.i > head.i and (t.text in BREAKS or t.pos_ == "SCONJ")), run.end)
    return run.doc[run.start : stop]


def _before_joined(run: SpacySpan, head: Token) -> SpacySpan:
    """Return a run of words up to what is joined to its head: another party (`l'armée et les rebelles du Nord`)."""
    others = [c for c in joined(head) if head.i < c.i < run.end]
    link = next((c.i for other in others[:1] for c in other.children if c.dep_ == "cc" and c.i > head.i), run.end)
    return run.doc[run.start : link]


def _whole_words(span: Span, text: str) -> Span:
    """Return a span with the rest of the words that hyphens join to its end (`Croix-Rouge`)."""
    rest = _JOINED.match(text, span.end) if text[span.end - 1 : span.end] != "-" else _TAIL.match(text, span.end)
    return Span(span.start, rest.end()) if rest else span


def subjects_of(token: Token) -> list[Token]:
    """Return the subjects of a verb, its own or those of the verb that it is joined to; with what is joined to them."""
    at: Token = token
    for _ in range(4):
        perfect = any("Inf" in c.morph.get("VerbForm", []) for c in at.children if c.dep_ == "aux:tense")
        # `dit avoir repris le contrôle`: what stands behind a perfect infinitive is no subject of it
        own = [c for c in at.children if c.dep_ in _SUBJECTS and not (perfect and c.i > at.i)]
        if own and all("Rel" in c.morph.get("PronType", []) for c in own) and at.head.pos_ in ("NOUN", "PROPN"):
            # `X, qui a ...`: who acts is whom the relative clause is said of
            return [at.head]
        if own:
            return _one_of_apposed([t for o in own for s in _behind_slug(o) for t in (*_lost_before(s), s, *joined(s))])
        if at.dep_ in ("acl", "acl:relcl") and at.head.pos_ in ("NOUN", "PROPN"):
            return [at.head]
        if at.dep_ not in _CLIMB or at.head.i == at.i:
            return []
        blamed = [c for c in at.head.children if at.dep_ == "xcomp" and c.dep_ == "obj" and at.head.i < c.i < at.i]
        if blamed and blamed[0].pos_ in ("NOUN", "PROPN"):
            # `X accuse Y d'avoir bombardé`, `X pousse Y à signer`: Y does it
            return [blamed[0], *joined(blamed[0])]
        at = at.head
    return []


def _behind_slug(subject: Token) -> list[Token]:
    """Return a subject; the one behind the mark where it is the word that opens a headline (`Gaza: X et Y s'entendent`)."""
    if subject.i + 1 >= len(subject.doc) or subject.doc[subject.i + 1].text != ":":
        return [subject]
    return [c for c in subject.children if c.i > subject.i + 1 and c.pos_ in ("NOUN", "PROPN")][:1]


def joined(token: Token) -> list[Token]:
    """Return the nouns that are joined to one."""
    nouns = [c for c in token.children if c.dep_ == "conj" and (c.pos_ in ("NOUN", "PROPN") or _stands_as_noun(c))]
    # `le ministère de l'Intérieur et des Cultes`: what has a case that the first has not completes its name
    return nouns if _has_case(token) else [c for c in nouns if not _has_case(c)]


def _has_case(token: Token) -> bool:
    return any(t.pos_ == "ADP" for t in token.doc[token.left_edge.i : token.i])


def _stands_as_noun(token: Token) -> bool:
    """Say whether what is tagged an adjective stands where a noun does: right behind a word that joins (`armée et rebelles`)."""
    return token.pos_ == "ADJ" and token.i > 0 and token.doc[token.i - 1].pos_ in ("CCONJ", "DET")


def with_joined(token: Token) -> list[Token]:
    """Return the nouns that are joined to one, the next one behind a word that joins where the parser hung it elsewhere."""
    hung = [c for c in token.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "ADJ")]
    parts = [t.i for c in token.children if c.i > token.i and c.dep_ in ("flat:name", "amod", "nmod") for t in c.subtree]
    at = max(parts, default=token.i) + 1
    if hung or at + 1 >= len(token.doc) or token.doc[at].pos_ != "CCONJ":
        return hung
    behind = next((t for t in token.doc[at + 1 : at + 4] if t.pos_ not in ("DET", "ADP", "NUM")), None)
    return [behind] if behind is not None and behind.dep_ == "conj" and behind.pos_ in ("NOUN", "PROPN") else []


def _lost_before(subject: Token) -> list[Token]:
    """Return the first of two joined subjects where the parser hung it over the verb (`X et Y ont signé`: only Y hangs there)."""
    left = subject.left_edge.i
    if left < 2 or subject.doc[left - 1].pos_ != "CCONJ" or subject.doc[left - 1].head != subject.head:
        return []
    first = subject.doc[left - 2]
    while first.dep_ in ("amod", "nmod", "flat:name") and first.head.pos_ in ("NOUN", "PROPN") and first.head.i < first.i:
        if any(t.text in BREAKS for t in subject.doc[first.head.i : first.i]):
            break
        first = first.head
    return [first] if first.pos_ in ("NOUN", "PROPN") and not first.dep_.startswith("ob") else []


def _one_of_apposed(tokens: list[Token]) -> list[Token]:
    """Return the named one of two subjects that are one man (`le chef de la junte, le colonel X, ...`): no word joins them."""
    if len(tokens) != 2:
        return tokens
    first, second = tokens
    between = first.doc[first.i + 1 : second.i]
    if any(t.pos_ == "CCONJ" for t in between) or not any(t.text == "," for t in between):
        return tokens
    return [
        next((t for t in tokens if t.pos_ == "PROPN" or any(c.pos_ == "PROPN" and c.dep_ == "appos" for c in t.children)), first)
    ]


def agents_of_passive(token: Token) -> list[Token]:
    """Return the authors after `par` of a passive or a participle, with what is joined to them."""
    own = [c for c in token.children if c.dep_ == "obl:agent"]
    return [t for s in own for t in (s, *joined(s))]


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
    if (
        token.pos_ == "PROPN"
        or _written_as_name(token, settled)
        or token.lower_.startswith(pack.words("event_actors", "side_prefixes"))
    ):
        return True
    return bool({token.lemma_.lower(), token.lower_, counting_words(pack).singular(token.lower_)} & _doers(pack))


def _written_as_name(token: Token, settled: Settled) -> bool:
    """Say whether a noun is written as names are, whatever its tag: a place, initials, a capital where no sentence begins."""
    if not token.text[0].isupper():
        return False
    begins = settled.parsed.sentence_at(token.idx).span.start == token.idx
    known = any(p.span is not None and p.span.start == token.idx for p in settled.places)
    return known or (token.pos_ == "NOUN" and (token.is_upper or not begins))
