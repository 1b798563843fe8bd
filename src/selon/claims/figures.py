"""Assemble figures: how many, of whom, says who, where, when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.claims.figure_measure import Measured, choose_measure
from selon.claims.figure_nouns import Counted, find_counted
from selon.claims.figure_triggers import Trigger, find_triggers
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Derivation, Figure
from selon.model.report import SetAside
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.numbers import NumberMention

# measures of harm and custody: what `un` and `une` may count
HARM = frozenset({"killed", "wounded", "missing", "abducted", "detained", "freed"})
# how near the verb must stand for `un` to be a count: set on the look half
ONE_REACH = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making: what is counted and measured, before its scope is known."""

    counted: Counted
    measured: Measured
    group: str
    sentence: Sentence
    part_of: Span | None = None


def make_figures(numbers: Sequence[NumberMention], settled: Settled, pack: Pack) -> tuple[list[Figure], list[SetAside]]:
    """Return the figures of a report, in order, and the numbers that count nothing known."""
    drafts, set_aside = make_drafts(numbers, settled, pack)
    return [_figure(draft) for draft in drafts], set_aside


def make_drafts(numbers: Sequence[NumberMention], settled: Settled, pack: Pack) -> tuple[list[Draft], list[SetAside]]:
    """Return what is counted and measured, sentence by sentence."""
    parsed = settled.parsed
    by_sentence: dict[int, list[NumberMention]] = {}
    for number in numbers:
        if not _is_time(number, settled):
            by_sentence.setdefault(parsed.sentence_at(number.span.start).index, []).append(number)
    drafts: list[Draft] = []
    set_aside: list[SetAside] = []
    for index, found in by_sentence.items():
        sentence = parsed.sentences[index]
        counted = [c for n in found if (c := find_counted(n, parsed, pack))]
        if not counted:
            continue
        nouns = [Span(c.number.span.start, c.noun_span.end) for c in counted if c.noun_span and c.kind != "unknown"]
        triggers = find_triggers(parsed, sentence.span, pack, nouns)
        spans = [c.number.span for c in counted]
        for one in counted:
            draft = _draft(one, triggers, spans, drafts, settled, sentence, pack)
            if draft:
                drafts.append(draft)
            elif one.kind == "person" and one.number.rule != "number.one":
                set_aside.append(_aside(one))
    return drafts, set_aside


def _is_time(number: NumberMention, settled: Settled) -> bool:
    return any(t.span.holds(number.span) for t in settled.times)


def _draft(
    one: Counted, triggers: Sequence[Trigger], spans: Sequence[Span], drafts: Sequence[Draft], settled: Settled, sentence: Sentence, pack: Pack
) -> Draft | None:
    if one.kind == "unknown":
        return None
    measured = choose_measure(one, triggers, spans, settled.parsed, pack)
    previous = drafts[-1] if drafts and drafts[-1].sentence.index in (sentence.index, sentence.index - 1) else None
    group = one.group
    if one.number.rule == "number.one":
        if one.kind != "person" or measured is None or measured.measure not in HARM:
            return None
        if measured.cost > ONE_REACH:
            return None
    if one.kind == "thing":
        if measured is None and one.noun and one.noun.thing != "buildings":
            measured = Measured(measure=one.noun.thing, trigger=None, cost=0.0, rule="measure.thing")
        if measured is None or not one.noun:
            return None
    if one.kind == "none":
        if previous is None or (measured is None and not one.other):
            return None
        group = previous.group
        if measured is None:
            measured = previous.measured
        elif measured.cost > SUBJECT_REACH:
            return None
    if measured is None:
        measured = Measured(measure="present", trigger=None, cost=20.0, rule="measure.none")
    return Draft(counted=one, measured=measured, group=group or "people", sentence=sentence)


SUBJECT_REACH = 6.0


def _aside(one: Counted) -> SetAside:
    return SetAside(
        reason="number-without-measure", detail=one.noun.key if one.noun else "", span=one.number.span, rule=one.number.rule
    )


def _figure(draft: Draft) -> Figure:
    number = draft.counted.number
    parts = [
        Derivation(rule=number.rule, span=number.span, of="number"),
        Derivation(
            rule=draft.measured.rule,
            span=draft.measured.trigger.span if draft.measured.trigger else draft.counted.noun_span,
            of="measure",
        ),
        Derivation(rule=f"group.{draft.group}", span=draft.counted.noun_span, of="group"),
    ]
    parts += [Derivation(rule=rule, span=number.qualifier_span, of="qualifier") for rule in number.rules[1:]]
    return Figure(
        span=number.span,
        low=number.low,
        high=number.high,
        qualifier=number.qualifier,
        measure=draft.measured.measure,
        group=draft.group,
        side=draft.counted.side,
        part_of=draft.part_of,
        derivation=Derivation(rule="figure", span=number.span, parts=tuple(parts)),
    )
