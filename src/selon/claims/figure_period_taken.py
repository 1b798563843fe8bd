"""Settle when, for a number without a time in its sentence: the period that it takes over from the rest of the report.

In: a draft, the periods of the numbers before it and the event's. Out: the period with its reason, None where all leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.figure_context import TOLL, Draft
from selon.claims.figure_event_day import (
    Scene,
    is_other_part,
    is_recent,
    since_then,
    since_told,
    story_day,
    with_rule,
)
from selon.claims.figure_near import is_against, is_alone
from selon.claims.figure_since import days_in, is_of_days
from selon.claims.figure_state import as_of, estimated, is_flow, is_kept, state_day
from selon.claims.figure_told import FEW, is_before, is_of_war, same_toll, war_stretch
from selon.claims.figure_wide import of_several_acts
from selon.model.record import Period

# those newly driven out are counted over more days than this, or with the act that drove them out
FLOW = 27
# acts that one number adds up lie in so many days before the report; set by eye, not measured
SUMMED = 4
# days that words must be older than the event, so that they tell of another act (no other value was tried)
EARLIER = 2
# rules of periods that no number behind takes over
ALONE = frozenset({"period.still", "period.so-long-before", "period.plague"})


def taken_over(
    at: int, own: Sequence[Period | None], found: Sequence[Period | None], event: Period | None, scene: Scene
) -> Period | None:
    """Return the period that a number without a time in its sentence takes from elsewhere."""
    draft, words = scene.drafts[at], scene.words
    told = (
        since_told(draft, scene) or as_of(draft, own, scene) or _told_elsewhere(at, own, found, scene) or estimated(draft, scene)
    )
    if told is not None:
        return told
    if draft.measured.measure in words.states or _is_held(at, scene):
        return state_day(draft, event, scene)
    past = _past_beside(draft, event, found, scene) if is_before(draft, scene.settled, words.before, led=True) else None
    if past is not None:
        return past
    beside = _beside(at, found, scene)
    if beside is not None:
        return found[beside]
    if draft.measured.measure not in words.of_event or draft.modality in ("planned", "hypothetical"):
        return None
    if is_of_war(draft, scene.settled, words.wars):
        war = war_stretch(draft, scene.periods, scene.settled, words.wars)
        return with_rule(war, "period.war", war.derivation.span if war.derivation else None) if war else None
    here = _summed(at, own, scene) or since_then(draft, scene) or story_day(draft, scene)
    if here is not None:
        return here
    if event is None:
        return None
    return _by_then(draft, event, scene) or with_rule(event, "period.event", event.derivation.span if event.derivation else None)


def _by_then(draft: Draft, event: Period, scene: Scene) -> Period | None:
    """Return the day of words said before the event: what they tell is none of it (`Il y a une semaine, X avait nié`)."""
    said, sentence = scene.settled.source_at(draft.counted.number.span), draft.sentence.span
    cue = said[1].cue if said is not None else None
    if said is None or cue is None or event.start is None:
        return None
    for span, period in scene.periods:
        lead = scene.settled.parsed.text[sentence.start : span.start].strip(' "«-–') if sentence.holds(span) else "-"
        if lead or span.end > cue.start or any(s.holds(span) for s in said[1].spans) or not is_of_days(period):
            continue
        gap = days_in(Period(start=period.end, end=event.start))
        return with_rule(period, "period.said-then", span) if gap >= EARLIER else None
    return None


def _summed(at: int, own: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the days of all the acts that a number at the top adds up (`19 morts dans deux attaques`)."""
    draft, drafts = scene.drafts[at], scene.drafts
    if draft.sentence.paragraph > 1 or not of_several_acts(draft, drafts):
        return None
    days = [
        p
        for d, p in zip(drafts, own, strict=True)
        if p is not None
        and d.measured.measure in TOLL
        and is_of_days(p)
        and is_recent(p, scene.settled, SUMMED)
        and not is_before(d, scene.settled, scene.words.before)
    ]
    if len({p.start for p in days}) < 2:
        return None
    whole = Period(start=min(str(p.start) for p in days), end=max(str(p.end) for p in days), derivation=days[0].derivation)
    return with_rule(whole, "period.sum", days[0].derivation.span if days[0].derivation else None)


def _told_elsewhere(at: int, own: Sequence[Period | None], found: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the period of the whole that a number is part of, or of the same toll told with its time."""
    draft, drafts = scene.drafts[at], scene.drafts
    whole = next((n for n, d in enumerate(drafts[:at]) if d.counted.number.span == draft.part_of), None)
    if whole is not None and found[whole]:
        return found[whole]
    same = next(
        (n for n, d in enumerate(drafts) if n != at and own[n] and same_toll(draft, d) and not _is_other_few(draft, d)), None
    )
    # the same people told twice may be there on two days; the same graves are those that were told with a time
    if same is not None and (draft.measured.measure not in scene.words.states or draft.counted.kind == "thing"):
        return with_rule(own[same] or Period(start=None, end=None), "period.told_elsewhere", drafts[same].counted.number.span)
    flow = draft.measured.measure in scene.words.held and is_flow(draft, scene)
    if not flow and not _is_held(at, scene):
        return None
    # the totals of a report on the displaced are all of the day that one of them tells, those newly driven out of its stretch
    alike = [(d, p) for n, d in enumerate(drafts[:at]) if (p := own[n]) and d.measured.measure == draft.measured.measure]
    told = next((p for d, p in alike if is_flow(d, scene) == flow and (not flow or days_in(p) > FLOW)), None)
    return with_rule(told, "period.told_elsewhere", told.derivation.span if told.derivation else None) if told else None


def _is_other_few(draft: Draft, later: Draft) -> bool:
    """Say whether a few who are told below are others: only the top of a report is told again with its day farther down."""
    low = later.counted.number.low
    return draft.sentence.paragraph > 1 and later.sentence.index > draft.sentence.index and low is not None and low <= FEW


def _is_held(at: int, scene: Scene) -> bool:
    """Say whether a noun tells of a state that lasts (`détient 120 otages`), and not of a toll with dead and wounded."""
    draft = scene.drafts[at]
    if draft.measured.measure not in scene.words.held or (
        draft.measured.rule != "measure.noun" and not is_kept(draft, scene.words)
    ):
        return False
    return not any(d.sentence is draft.sentence and d.measured.measure in ("killed", "wounded") for d in scene.drafts)


def _past_beside(draft: Draft, event: Period | None, found: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the past time that the sentence before tells, for a number in the pluperfect."""
    for span, period in reversed(scene.periods):
        gap = draft.sentence.index - scene.settled.parsed.sentence_at(span.start).index
        if gap not in (0, 1, 2):
            continue
        if period.start and period.end and (event is None or str(period.end) < str(event.start)):
            return with_rule(period, "period.before", span)
    return _past_told(draft, event, found, scene)


def _past_told(draft: Draft, event: Period | None, found: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the day of the toll of an earlier act that was told last before a toll in the pluperfect."""
    if draft.measured.measure not in TOLL or event is None:
        return None
    for before, period in zip(reversed(scene.drafts[: len(found)]), reversed(found), strict=True):
        if before.measured.measure in TOLL and period is not None and period.start and is_of_days(period):
            past = str(period.end) < str(event.start)
            return with_rule(period, "period.before", before.counted.number.span) if past else None
    return None


def _beside(at: int, found: Sequence[Period | None], scene: Scene) -> int | None:
    """Return the draft before in the same paragraph, whose time still holds."""
    draft = scene.drafts[at]
    near = next((n for n in range(at - 1, -1, -1) if not _is_apart(scene.drafts[n], found[n], scene)), None)
    known = found[near] if near is not None else None
    if near is None or known is None or not (known.start or known.end):
        return None
    before = scene.drafts[near]
    # these tell of what the number itself counts, not of what is told around it
    still = known.derivation is not None and known.derivation.rule in ALONE
    if still or before.measured.measure in scene.words.states or before.sentence.paragraph != draft.sentence.paragraph:
        return None
    return near if draft.sentence.index - before.sentence.index <= 2 else None


def _is_apart(draft: Draft, period: Period | None, scene: Scene) -> bool:
    """Say whether the time of a number is not that of its sentence: it is set against it, or of a part's own act or time."""
    span = period.derivation.span if period is not None and period.derivation is not None else None
    alone = span is not None and is_alone(draft, span, scene.settled.parsed, scene.words)
    return alone or is_against(draft, scene.settled.parsed, scene.words) or is_other_part(draft, scene.drafts)
