"""Assemble figures: how many, of whom, says who, where, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.claims.figure_context import Context, Draft
from selon.claims.figure_drafts import make_draft
from selon.claims.figure_measure import FARTHEST
from selon.claims.figure_measure_turned import only_charged
from selon.claims.figure_nouns import Counted, find_counted
from selon.claims.figure_period import settle_periods
from selon.claims.figure_place import settle_figure_places
from selon.claims.figure_repeats import settle_repeats
from selon.claims.figure_side import side_of
from selon.claims.figure_source import settle_sources
from selon.claims.figure_triggers import find_triggers
from selon.claims.figure_whole import with_wholes
from selon.claims.weigh import Weighed, weighed
from selon.lang.pack import Pack
from selon.model.record import Derivation, Figure, Source
from selon.model.report import SetAside
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.numbers import NumberMention

# the raw confidence, put right by calibration: at best, what a far verb takes away, and what each field taken over from
# elsewhere in the report leaves
SUREST = 0.9
UNSURE_FAR = 0.6
TAKEN_OVER = 0.88
OWN_WORDS = (".sentence", ".statement", ".listed", ".state")


@dataclass(frozen=True, slots=True)
class Made:
    """The figures of a report, in order, and the numbers that count nothing known.

    `by_rule` are the same figures where the rules alone place and date them: the trees have learned of numbers, and the acts
    beside them are placed by these (on the gold 96 events and not 95, 76 of them on the right day and not 74).
    """

    figures: list[Figure]
    by_rule: list[Figure]
    set_aside: list[SetAside]


def make_figures(numbers: Sequence[NumberMention], settled: Settled, pack: Pack) -> Made:
    """Return the figures of a report, and the numbers that count nothing known."""
    drafts, set_aside = make_drafts(numbers, settled, pack)
    sources = settle_sources(drafts, settled, pack)
    dated = settle_periods(drafts, settled, pack)
    placed, scenes = settle_figure_places(drafts, settled, pack, dated)
    likely = weighed(drafts, [source for source, _ in sources], (placed, scenes), dated, pack)
    by_rule = [Weighed(*scope) for scope in zip(placed, dated.found, strict=True)]
    # places and days of a number that is only a sum of others are its own: wholes of this kind are told last
    told = with_wholes(drafts, settled.parsed, pack)
    sides = [side_of(draft.counted, settled.parsed, pack) for draft in told]
    figures, ruled = (
        [_figure(d, *source, one, side) for d, source, one, side in zip(told, sources, many, sides, strict=True)]
        for many in (likely, by_rule)
    )
    return Made(figures, ruled, set_aside)


def make_drafts(numbers: Sequence[NumberMention], settled: Settled, pack: Pack) -> tuple[list[Draft], list[SetAside]]:
    """Return what is counted and measured, sentence by sentence."""
    parsed = settled.parsed
    by_sentence: dict[int, list[NumberMention]] = {}
    for number in numbers:
        if not _is_time(number, settled):
            by_sentence.setdefault(parsed.sentence_at(number.span.start).index, []).append(number)
    drafts: list[Draft] = []
    charged: set[int] = set()
    set_aside: list[SetAside] = []
    for index, found in by_sentence.items():
        sentence = parsed.sentences[index]
        counted = [c for n in found if (c := find_counted(n, parsed, pack)) and _may_count(c) and not _of_speaker(c, settled)]
        if not counted:
            continue
        nouns = [Span(c.number.span.start, c.noun_span.end) for c in counted if c.noun_span and c.kind != "unknown"]
        triggers = find_triggers(parsed, sentence.span, pack, nouns, {c.number.begins for c in counted})
        spans = [c.number.span for c in counted]
        for one in counted:
            draft = make_draft(one, Context(triggers, spans, drafts, sentence, parsed), pack)
            if draft:
                charged |= {len(drafts)} if only_charged(draft.measured, triggers, parsed, pack) else set()
                drafts.append(draft)
            elif one.kind == "person" and one.number.rule != "number.one":
                set_aside.append(_aside(one))
    return _free_the_charged(settle_repeats(drafts, parsed, pack), charged), set_aside


def _free_the_charged(drafts: list[Draft], charged: set[int]) -> list[Draft]:
    """Return who is only charged as not detained, and those told of again where the report tells of nobody in jail.

    Later than all else: a charge against one is a count as an arrest is.
    """
    held = any(d.measured.measure == "detained" and d.measured.trigger for at, d in enumerate(drafts) if at not in charged)
    again = set() if held or not charged else {at for at, d in enumerate(drafts) if d.measured.rule == "measure.told_elsewhere"}
    freed = {at for at in charged | again if drafts[at].measured.measure == "detained"}
    return [replace(d, measured=replace(d.measured, measure="other")) if at in freed else d for at, d in enumerate(drafts)]


def _may_count(counted: Counted) -> bool:
    """Say whether a number is worth a look: `un` and `une` only before somebody, `autre`, or in a list."""
    return counted.number.rule != "number.one" or counted.kind in ("person", "trade", "none")


def _of_speaker(counted: Counted, settled: Settled) -> bool:
    """Say whether a number only belongs to who speaks (`a précisé un médiateur`, `ont annoncé les deux camps`)."""
    if counted.number.rule != "number.one" and counted.kind != "thing":
        return False
    return any(
        s.source is not None and s.source.span is not None and _leads(counted.number.span, s.source.span)
        for s in settled.statements
    )


def _leads(number: Span, source: Span) -> bool:
    """Say whether a number stands at the head of a source's words or right before them."""
    return source.overlaps(number) or 0 <= source.start - number.end <= 1


def _aside(one: Counted) -> SetAside:
    return SetAside(
        reason="number-without-measure", detail=one.noun.key if one.noun else "", span=one.number.span, rule=one.number.rule
    )


def _is_time(number: NumberMention, settled: Settled) -> bool:
    return any(t.span.holds(number.span) for t in settled.times)


def _sureness(draft: Draft, parts: Sequence[Derivation]) -> float:
    """Return a raw confidence: less for a far verb and for each field that was taken over from elsewhere."""
    far = min(1.0, max(0.0, draft.measured.cost) / FARTHEST)
    taken = sum(p.of in ("source", "place", "period") and not p.rule.endswith(OWN_WORDS) for p in parts)
    return round(SUREST * (1.0 - UNSURE_FAR * far) * TAKEN_OVER**taken, 3)


def _measured(draft: Draft, weighed: str | None) -> Derivation:
    span = draft.measured.trigger.span if draft.measured.trigger else draft.counted.noun_span
    ruled = Derivation(rule=draft.measured.rule, span=span, of="measure")
    return ruled if weighed is None else Derivation(rule="measure.weighed", span=span, of="measure", parts=(ruled,))


def _figure(draft: Draft, source: Source | None, source_by: Derivation | None, scope: Weighed, side: str | None) -> Figure:
    number = draft.counted.number
    parts = [
        Derivation(rule=number.rule, span=number.span, of="number"),
        _measured(draft, scope.measure),
        Derivation(rule=f"group.{draft.group}", span=draft.counted.noun_span, of="group"),
    ]
    parts += [Derivation(rule=rule, span=number.qualifier_span, of="qualifier") for rule in number.rules[1:]]
    parts += [Derivation(rule=hit.rule, span=hit.span, of=of) for of, hit in draft.hits]
    parts += [source_by] if source_by else []
    parts += [given.derivation for given in (scope.place, scope.period) if given and given.derivation]
    return Figure(
        span=number.span,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        measure=scope.measure or draft.measured.measure,
        group=draft.group,
        side=side,
        source=source,
        place=scope.place,
        period=scope.period,
        part_of=draft.part_of,
        modality=draft.modality,
        superseded=draft.superseded,
        confidence=_sureness(draft, parts),
        derivation=Derivation(rule="figure", span=number.span, parts=tuple(parts)),
    )
