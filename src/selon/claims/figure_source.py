"""Settle who gives each number: the statement that it stands in, or where the report tells it again.

In: drafts and statements. Out: for each draft a source with the rule that gave it, None for the report's own voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from selon.claims.figure_aside import aside
from selon.claims.figure_context import are_listed
from selon.claims.figure_counts import counted_by
from selon.claims.figure_drafts import Draft
from selon.claims.figure_told import rounds
from selon.claims.figure_voice import taken_up
from selon.lang.pack import Pack
from selon.model.record import Derivation, Source, Statement
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.attribution_words import attribution_words
from selon.read.content_spans import has_finite
from selon.read.number_patterns import plain

Found = tuple[Source | None, Derivation | None]
# characters between who is inserted and the number behind: a comma, a space
AFTER_INSERTED = 2
# how many paragraphs from the top are headline and lead
LEAD = 2
# characters of a heading inside a report, and what none ends with
LONGEST_HEADING = 90
FULL_STOPS = frozenset('.!…:,;"»')
# tokens from a bracket to the number in it, the second one too (`(16 morts à la gare et 12 dans le train)`);
# no other value was tried
NEAR_BRACKET = 9
# tokens from a deed to the bracket that counts its dead
FAR_DEED = 14
# what the toll of an act counts
LOSSES = frozenset({"killed", "wounded", "missing"})
# tokens from a part of a whole to the part that is joined to it (no other value was tried)
FAR_PART = 9
# attributions of a whole clause: who counts inside it is told of
TELLING = frozenset({"fr.attribution.incise", "fr.attribution.selon", "fr.attribution.a-t-il-dit"})
# so few are killed in many acts: where the lead tells as many, those told of below may be others
FEW = 10


@cache
def _nameless(pack: Pack) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(pack.words("scope", "nameless_sources")), pack.words("scope", "made_by")


def settle_sources(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> list[Found]:
    """Return the source of each draft, in order."""
    own = [_own(draft, settled, pack) for draft in drafts]
    for at in range(1, len(drafts)):
        # `qui ont fait, selon X, 56 morts et 140 blessés`
        if _inserted(drafts[at - 1], settled) and are_listed(drafts[at - 1], drafts[at], settled.parsed):
            own[at] = own[at - 1]
    by_span = {d.counted.number.span: n for n, d in enumerate(drafts)}
    found = list(own)
    for at in range(len(drafts)):
        if found[at] == (None, None):
            taken = taken_up(at, drafts, found, settled, pack)
            taken = taken if taken[1] is not None else counted_by(drafts[at], settled, pack)
            found[at] = (None, taken[1]) if taken[0] is not None and _is_nameless(taken[0], pack) else taken
    for at, draft in enumerate(drafts):
        if draft.part_of in by_span and found[at][0] is None and found[at][1] is None:
            whole = by_span[draft.part_of]
            if drafts[whole].sentence.index == draft.sentence.index:
                found[at] = found[whole]
    for at in range(1, len(drafts)):
        if found[at][0] is None and found[at][1] is None and _joins(drafts[at - 1], drafts[at], settled):
            found[at] = found[at - 1]
    for at, draft in enumerate(drafts):
        if found[at][0] is None and found[at][1] is None and _opens(draft, settled) and not draft.superseded:
            found[at] = _told_below(at, drafts, found, settled)
    for at, draft in enumerate(drafts):
        if draft.part_of in by_span and found[at][0] is None and found[at][1] is None:
            whole = by_span[draft.part_of]
            if drafts[whole].sentence.index == draft.sentence.index:
                found[at] = found[whole]
    return found


def _joins(part: Draft, other: Draft, settled: Settled) -> bool:
    """Say whether a number is joined to the part of a whole before it (`dont dix enfants et douze femmes`)."""
    between = settled.parsed.tokens(
        (part.counted.number.span.end, max(part.counted.number.span.end, other.counted.number.span.start))
    )
    same = part.sentence is other.sentence and part.part_of is not None and len(between) <= FAR_PART
    joined = same and any(t.pos_ == "CCONJ" for t in between)
    return joined and not has_finite(between) and not any(t.text in {";", ":"} for t in between)


def _opens(draft: Draft, settled: Settled) -> bool:
    """Say whether a number stands in the headline or a heading, or a number that is not small in the lead."""
    few = draft.counted.number.low is not None and draft.counted.number.low <= FEW
    lead = 1 if few else LEAD
    return draft.sentence.paragraph < lead or draft.sentence.headline or _is_heading(draft, settled)


def _is_heading(draft: Draft, settled: Settled) -> bool:
    """Say whether a number stands in a paragraph of one short line without a full stop (`- Dix morts -`)."""
    start, end = settled.parsed.paragraphs[draft.sentence.paragraph]
    words = settled.parsed.text[start:end].strip()
    return len(words) < LONGEST_HEADING and words[-1:] not in FULL_STOPS


def _own(draft: Draft, settled: Settled, pack: Pack) -> Found:
    said = _inserted(draft, settled) or settled.source_at(draft.counted.number.span)
    if said is None or _reminds(draft, settled, pack):
        return None, None
    source, statement = _who_tells(_told_by(said, draft, settled, pack), draft, settled, pack)
    if (rule := aside(draft, source, statement, settled, pack)) is not None:
        return None, Derivation(rule=rule, span=source.span, of="source")
    if _is_nameless(source, pack):
        return None, Derivation(rule="source.nameless", span=source.span, of="source")
    parts = (source.derivation,) if source.derivation else ()
    return source, Derivation(rule="source.statement", span=_where(source, statement), of="source", parts=parts)


def _inserted(draft: Draft, settled: Settled) -> tuple[Source, Statement] | None:
    """Return who is named right before a number, between it and its verb (`nie les tirs qui ont fait, selon X, 56 morts`)."""
    begins = draft.counted.number.begins
    for said in settled.statements:
        span = said.source.span if said.source is not None else None
        if said.source is None or span is None or not _tells_clause(said) or not 0 < begins - span.end <= AFTER_INSERTED:
            continue
        # what is inserted stands behind words of the same clause, not at its head
        head = settled.parsed.text[: said.cue.start if said.cue else span.start].rstrip()
        if head.endswith(",") and settled.parsed.text[span.end : begins].strip() == ",":
            return said.source, said
    return None


def _reminds(draft: Draft, settled: Settled, pack: Pack) -> bool:
    """Say whether the report reminds of what somebody else names (`le séisme de Lisbonne (900 morts), selon X`)."""
    parsed, at = settled.parsed, draft.counted.number.span.start
    token = parsed.token_at(at)
    if token is None or parsed.quotation_at(at) is not None:
        return False
    doc = parsed.doc
    bracket = next((i for i in range(token.i - 1, max(0, token.i - NEAR_BRACKET), -1) if doc[i].text in {"(", ")"}), None)
    if bracket is None or doc[bracket].text != "(":
        return False
    # `le séisme de mars dernier (12 morts)`
    named = next((t for t in reversed(doc[max(0, bracket - 2) : bracket]) if t.pos_ != "ADJ"), doc[bracket - 1])
    words = attribution_words(pack)
    known = named.pos_ == "PROPN" or named.ent_type_ == "LOC" or named.text.isdigit() or words.has("times", named.lower_)
    # `ceux de Lisbonne (900 morts)` after the first deed is named
    deeds = words.sets["crimes"] | words.sets["such"]
    return known and any(t.lower_ in deeds for t in doc[max(0, bracket - FAR_DEED) : bracket])


def _told_by(said: tuple[Source, Statement], draft: Draft, settled: Settled, pack: Pack) -> tuple[Source, Statement]:
    """Return who tells a toll that nobody is named for, where he does (`X a dit que le bilan faisait état de dix morts`)."""
    if not _is_nameless(said[0], pack):
        return said
    span = draft.counted.number.span
    around = (s for s in settled.statements if s.source is not None and any(x.holds(span) for x in s.spans))
    named = [(s.source, s) for s in around if s.source is not None and not _is_nameless(s.source, pack)]
    return min(named, key=lambda x: sum(y.end - y.start for y in x[1].spans), default=said)


def _who_tells(said: tuple[Source, Statement], draft: Draft, settled: Settled, pack: Pack) -> tuple[Source, Statement]:
    """Return who tells what a body or a land is only said to have counted (`Le Pérou compte 12 cas, selon le ministère`)."""
    cue = said[1].cue
    verbs = frozenset((*pack.words("scope", "hosts"), *pack.words("scope", "counting_verbs")))
    if cue is None or _tells_clause(said[1]) or not any(t.lemma_ in verbs for t in settled.parsed.tokens(cue)):
        return said
    span = draft.counted.number.span
    around = (s for s in settled.statements if _tells_clause(s) and any(x.holds(span) for x in s.spans))
    return next(((s.source, s) for s in around if s.source is not None and not _is_nameless(s.source, pack)), said)


def _tells_clause(statement: Statement) -> bool:
    return statement.derivation is not None and statement.derivation.rule in TELLING


def _where(source: Source, statement: Statement) -> Span | None:
    return source.span or statement.cue


def _is_nameless(source: Source, pack: Pack) -> bool:
    nameless, made_by = _nameless(pack)
    words = plain(source.name).split()
    head = next((w for w in words if w in nameless), None)
    return head is not None and source.organization is None and not any(m.strip() in " ".join(words) for m in made_by)


def _mourns(draft: Draft, settled: Settled) -> bool:
    """Say whether a number is only regretted: who deplores a toll that all know has not given it."""
    said = settled.source_at(draft.counted.number.span)
    return said is not None and said[1].act == "regret"


def _told_below(at: int, drafts: Sequence[Draft], found: Sequence[Found], settled: Settled) -> Found:
    """Return the source that the report names further down for the same number of the same thing."""
    ways = (_same_toll, _same_number, _told_loosely) if drafts[at].sentence.paragraph == 0 else (_same_toll, _same_number)
    for same in ways:
        for other in range(at + 1, len(drafts)):
            source, derivation = found[other]
            if source is not None and not _mourns(drafts[other], settled) and same(drafts[at], drafts[other]):
                parts = (derivation,) if derivation else ()
                return source, Derivation(
                    rule="source.told_below", span=drafts[other].counted.number.span, of="source", parts=parts
                )
    return None, None


def _same_toll(one: Draft, other: Draft) -> bool:
    return _same_number(one, other) and one.group == other.group


def _same_number(one: Draft, other: Draft) -> bool:
    a, b = one.counted.number, other.counted.number
    same_value = bool({a.low, a.high} & {b.low, b.high} - {None}) or rounds(a.low, b.low)
    return one.measured.measure == other.measured.measure and same_value


def _told_loosely(one: Draft, other: Draft) -> bool:
    """Say whether the text tells the same people or things with another verb (`80 pompiers fouillent`, `mobilise 80 pompiers`).

    Not the dead and wounded of a headline: a toll is told with its own words, and what else there are so many of is no toll.
    """
    a, b = one.counted.number, other.counted.number
    same = a.low == b.low and a.low is not None and a.low > 1 and one.group == other.group
    return same and one.measured.measure not in LOSSES
