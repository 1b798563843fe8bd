"""Tell whose number it is where no statement holds it: `Ce bilan ...`, `Le bilan de la mairie est de ...`, a list after a colon.

In: drafts in the order of the text, with the sources found so far. Out: a source for one of them, or none.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence, words_span
from selon.model.record import Derivation, Source, Statement
from selon.model.settled import Settled
from selon.read.actor_words import actor_words
from selon.read.actors import read_phrase
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_makers import maker_of
from selon.read.attribution_speakers import main_subject
from selon.read.attribution_words import attribution_words
from selon.read.content_spans import has_finite
from selon.resolve.actor_kinds import kind_of

Found = tuple[Source | None, Derivation | None]
# a toll is taken up again at most this many sentences further down
NEAR = 3
# points of a list after its colon
LONGEST_LIST = 12


def taken_up(at: int, drafts: Sequence[Draft], found: Sequence[Found], settled: Settled, pack: Pack) -> Found:
    """Return the source of a number that its sentence, its toll or its list takes from what stands before."""
    sentence = drafts[at].sentence
    tokens = settled.parsed.tokens(sentence.span)
    words, actors = attribution_words(pack), actor_words(pack)
    sight = Sight(settled.parsed.doc, tokens.start, tokens.end, words, actors)
    if len(tokens) > 1 and lower(tokens[0]) in actors.sets["again"] and tokens[1].lower_ in actors.documents:
        return _before(at, drafts, found)
    own = _of_toll(sight, settled.parsed, pack)
    return own if own[0] is not None else _of_list(sentence, settled)


def _before(at: int, drafts: Sequence[Draft], found: Sequence[Found]) -> Found:
    """Return the source of the number before (`Ce bilan comprend huit enfants`)."""
    for other in range(at - 1, -1, -1):
        source, derivation = found[other]
        if drafts[at].sentence.index - drafts[other].sentence.index > NEAR:
            break
        if source is not None:
            parts = (derivation,) if derivation else ()
            where = drafts[other].counted.number.span
            return source, Derivation(rule="source.same_toll", span=where, of="source", parts=parts)
    return None, None


def _of_toll(sight: Sight, parsed: Parsed, pack: Pack) -> Found:
    """Return who made the toll that is the subject of the sentence (`Le bilan établi par la mairie est de dix morts`)."""
    subject = main_subject(sight)
    head = next((t for t in sight.doc[subject.start : subject.end] if t.pos_ == "NOUN"), None) if subject else None
    if subject is None or head is None or head.lower_ not in sight.actors.documents:
        return None, None
    maker = maker_of(sight, subject.start, subject.end)
    if maker is None:
        return None, None
    span = words_span(sight.doc[maker.start : maker.end])
    read = read_phrase(parsed, span, pack)
    kind = kind_of(" ".join(x for x in (read.name, read.role, read.body) if x), pack)
    rule = Derivation(rule="source.own_toll", span=span, of="source")
    return Source(name=read.name, span=span, organization=read.body, role=read.role, kind=kind, derivation=rule), rule


def _of_list(sentence: Sentence, settled: Settled) -> Found:
    """Return the source of the sentence whose colon opens the list that a point stands in."""
    parsed = settled.parsed
    if has_finite(parsed.tokens(sentence.span)):
        return None, None
    for index in range(sentence.index - 1, max(-1, sentence.index - LONGEST_LIST), -1):
        before = parsed.sentences[index]
        words = parsed.text[before.span.start : before.span.end].rstrip()
        if words.endswith(":"):
            return _said_in(before, settled.statements)
        if has_finite(parsed.tokens(before.span)):
            break
    return None, None


def _said_in(sentence: Sentence, statements: Sequence[Statement]) -> Found:
    inside = [s for s in statements if s.source is not None and any(sentence.span.overlaps(x) for x in s.spans)]
    if not inside or inside[-1].source is None:
        return None, None
    last = inside[-1].source
    return last, Derivation(rule="source.list", span=last.span or inside[-1].spans[-1], of="source")
