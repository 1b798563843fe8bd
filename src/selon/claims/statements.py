"""Assemble statements: who says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.claims.statement_speakers import Speakers
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, ReportHead, Source, Statement
from selon.model.settled import Actor
from selon.read.actor_words import actor_words
from selon.read.attribution import Attribution
from selon.read.number_patterns import plain

# paragraphs behind a headline in which the report names who it is about (no other value was tried)
OPENING = 3
# what quotes words of nobody who stands beside them, and characters of words that are not said again by chance
ALONE = "fr.attribution.quote-goes-on"
SPOKEN = 20


def make_statements(
    attributions: Sequence[Attribution], actors: Sequence[Actor], _head: ReportHead, parsed: Parsed, pack: Pack
) -> list[Statement]:
    """Return the statements of a report, in order."""
    speakers = Speakers(parsed=parsed, actors=actors, pack=pack)
    made: dict[int, Statement] = {}
    # in the order in which speakers are named: a pronoun leads back to the one before
    for number in sorted(range(len(attributions)), key=lambda n: _order(attributions[n])):
        attribution = attributions[number]
        source = speakers.source_of(attribution)
        if source is None and attribution.goes_on:
            continue
        made[number] = _statement(attribution, source)
    told = _told_again_below([made[n] for n in sorted(made, key=lambda n: made[n].spans)], parsed)
    named = _named_below(told)
    return _bodies_named_below(named, parsed, pack)


def told_by_somebody(statements: Sequence[Statement], pack: Pack) -> list[Statement]:
    """Return statements without those of a toll that nobody is named for (`un précédent bilan faisait état de dix morts`)."""
    tolls = pack.words("scope", "nameless_tolls")
    return [
        s
        for s in statements
        if s.source is None or s.source.organization is not None or plain(s.source.name).rpartition(" ")[2] not in tolls
    ]


def _told_again_below(statements: Sequence[Statement], parsed: Parsed) -> list[Statement]:
    """Return statements in which words quoted alone are those of whoever says them further down, as a heading has them."""
    alone = {n for n, s in enumerate(statements) if s.cue is None and s.derivation is not None and s.derivation.rule == ALONE}
    if not alone:
        return list(statements)
    given = [(plain(x.words(parsed.text)), s) for s in statements if s.cue is not None and s.source for x in s.spans]
    found = list(statements)
    for at in alone:
        one = statements[at]
        words = plain(one.spans[0].words(parsed.text)).rstrip(".!?… ")
        again = next((s for said, s in given if words in said and s.spans > one.spans), None) if len(words) >= SPOKEN else None
        if again is not None and again.source is not None:
            found[at] = replace(one, source=replace(again.source, span=None))
    return found


def _named_below(statements: Sequence[Statement]) -> list[Statement]:
    """Return statements in which an office has the name of the one person whom the report further down names in it."""
    held: dict[tuple[str, str], set[str]] = {}
    for source in (s.source for s in statements if s.source is not None):
        if source.role and source.organization and not _is_office(source):
            held.setdefault((source.role, source.organization), set()).add(source.name)
    return [
        replace(s, source=replace(s.source, name=next(iter(names))))
        if s.source is not None
        and _is_office(s.source)
        and len(names := held.get((s.source.role or "", s.source.organization or ""), set())) == 1
        else s
        for s in statements
    ]


def _bodies_named_below(statements: Sequence[Statement], parsed: Parsed, pack: Pack) -> list[Statement]:
    """Return statements in which the headline's one word for a body (`(ministère)`) has the name by which the report opens."""
    bodies = actor_words(pack).bodies
    opening = [
        s.source for s in statements if s.source is not None and 0 < parsed.sentence_at(s.spans[0].start).paragraph <= OPENING
    ]
    return [
        replace(s, source=replace(s.source, name=full.name, organization=full.organization))
        if s.source is not None
        and s.source.name in bodies
        and parsed.sentence_at(s.spans[0].start).paragraph == 0
        and (full := next((o for o in opening if o.name.startswith(f"{s.source.name} ")), None)) is not None
        else s
        for s in statements
    ]


def _is_office(source: Source) -> bool:
    """Say whether somebody is only told by his office (`le président du club`)."""
    return source.role is not None and source.name.startswith(f"{source.role} ")


def _order(attribution: Attribution) -> tuple[int, int]:
    where = attribution.cue or attribution.content[0]
    return (where.start, attribution.content[0].start)


def _statement(attribution: Attribution, source: Source | None) -> Statement:
    parts = tuple(Derivation(rule=attribution.rule, span=span, of="spans") for span in attribution.content[:1])
    if source is not None and source.derivation is not None:
        parts += (source.derivation,)
    return Statement(
        spans=attribution.content,
        type=attribution.type,
        source=source,
        cue=attribution.cue,
        act=attribution.act,
        confidence=round(attribution.sure * (1.0 if source else 0.5), 2),
        derivation=Derivation(rule=attribution.rule, span=attribution.cue, parts=parts),
    )
