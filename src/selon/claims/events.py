"""Assemble events: what happened.

In: triggers and what is settled of the report. Out: one event for each act; a later mention of the same act adds
nothing, unless it brings a day or a place of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.claims.event_actors import agents_of
from selon.claims.event_frames import breadth, modality_of, patients_of, period_of_trigger, place_of_trigger
from selon.claims.figure_since import days_in
from selon.gazetteer.containment import is_within
from selon.lang.pack import Pack
from selon.model.record import Derivation, Event, Figure, Period, Place
from selon.model.settled import Settled
from selon.read.triggers import Trigger
from selon.resolve.time_periods import find_periods

# acts that the press names now by one word, now by another; a second word of the same family is the same act
FAMILIES = (
    frozenset({"air_strike", "shelling", "bombing", "armed_attack", "clash", "execution"}),
    frozenset({"territory_gained", "territory_lost"}),
)
# rules by which an act has the place and the days that its own words say; borrowed days do not part two acts
OWN_PLACE, OWN_DAY = "event.place.nearest", "event.period.sentence"
# the act of speech by which an event is told as not so (`nie avoir attaqué`)
DENY = "deny"
# the headline and the first sentence tell one act twice
LEAD = 1
# days of a year
YEAR = 366
# how sure a trigger is, by its kind, before calibration: measured on the half of the gold that may be looked at
NOUN, VERB, WEAK = 0.6, 0.6, 0.4


def make_events(triggers: Sequence[Trigger], figures: Sequence[Figure], settled: Settled, pack: Pack) -> list[Event]:
    """Return the events of a report, in order."""
    events: list[Event] = []
    periods = find_periods(settled.times, settled.head, settled.parsed, pack)
    for trigger in triggers:
        if trigger.weak and _stronger_beside(trigger, triggers, settled):
            continue
        place, placed = place_of_trigger(trigger, settled, figures)
        period, dated = period_of_trigger(trigger, periods, settled, figures)
        event = _event(trigger, (place, placed), (period, dated), settled, pack)
        points_back = _points_back(trigger, settled)
        told = events if not _told_for_itself(trigger, settled) else [e for e in events if e.type == event.type]
        another = _another(trigger, settled, pack)
        known = next((events.index(k) for k in told if _same_act(event, k, points_back)), None) if not another else None
        if known is None and trigger.weak and not another:
            known = next((n for n, k in enumerate(events) if _tells_deaths_of(event, k)), None)
        if known is None and trigger.weak and _runs_for_years(period):
            continue
        if known is None:
            events.append(event)
        else:
            events[known] = _told_again(events[known], event, lead=settled.parsed.sentence_at(trigger.span.start).index <= LEAD)
    return events


def _told_for_itself(trigger: Trigger, settled: Settled) -> bool:
    """Say whether a fight is what its clause is about (`les combats ont repris`), not what an attack is called again."""
    return trigger.type == "clash" and settled.parsed.doc[trigger.head].dep_.startswith("nsubj")


def _runs_for_years(period: Period | None) -> bool:
    """Say whether deaths are told of more than a year: those of a war (`la guerre a tué des milliers de civils`), of no act."""
    return period is not None and period.start is not None and period.end is not None and days_in(period) > YEAR


def _stronger_beside(trigger: Trigger, triggers: Sequence[Trigger], settled: Settled) -> bool:
    """Say whether the sentence of a weak trigger names the act by a word of its own."""
    sentence = settled.parsed.sentence_at(trigger.span.start)
    family = _family(trigger.type)
    return any(t is not trigger and not t.weak and t.type in family and sentence.span.holds(t.span) for t in triggers)


def _family(kind: str) -> frozenset[str]:
    return next((f for f in FAMILIES if kind in f), frozenset({kind}))


def _tells_deaths_of(killing: Event, known: Event) -> bool:
    """Say whether a killing is the toll of an act that is known: an act of violence of the same days, or of no day."""
    if known.type not in _family(killing.type):
        return False
    days = (killing.period, known.period)
    return any(d is None for d in days) or (days[0].start, days[0].end) == (days[1].start, days[1].end)  # type: ignore[union-attr]


def _told_again(first: Event, again: Event, *, lead: bool) -> Event:
    """Return an act with what a later mention adds: its day, a narrower place, who acted, if the first leaves them open."""
    place = first.place
    if again.place is not None and (place is None or breadth(again.place) < breadth(place)):
        place = again.place
    told = replace(first, place=place, period=first.period or again.period, actors=first.actors or again.actors)
    if lead and first.confidence == WEAK and again.confidence > WEAK:
        # the word for the act itself, once it comes, stands for it rather than the killing that the headline told
        return replace(told, span=again.span, type=again.type, confidence=again.confidence, derivation=again.derivation)
    return told


def _event(
    trigger: Trigger, where: tuple[Place | None, bool], when: tuple[Period | None, bool], settled: Settled, pack: Pack
) -> Event:
    (place, placed), (period, dated) = where, when
    token = settled.parsed.doc[trigger.head]
    said = settled.source_at(trigger.span)
    parts = [Derivation(rule=trigger.rule, span=trigger.span, of="type")]
    if place is not None:
        parts.append(Derivation(rule=OWN_PLACE if placed else "event.place.beside", span=place.span, of="place"))
    if period is not None:
        parts.append(Derivation(rule=OWN_DAY if dated else "event.period.beside", of="period"))
    return Event(
        span=trigger.span,
        type=trigger.type,
        actors=agents_of(trigger, settled, pack),
        targets=patients_of(token, settled),
        place=place,
        period=period,
        source=said[0] if said else None,
        modality="denied" if said and said[1].act == DENY else modality_of(token),
        confidence=WEAK if trigger.weak else VERB if trigger.verb else NOUN,
        derivation=Derivation(rule=trigger.rule, span=trigger.span, parts=tuple(parts)),
    )


def _another(trigger: Trigger, settled: Settled, pack: Pack) -> bool:
    """Say whether words at an act tell it as one more (`a également tué`, `une autre frappe`), past the lead of the report."""
    if settled.parsed.sentence_at(trigger.span.start).index <= LEAD:
        return False
    words = pack.words("events", "another")
    return any(c.lower_ in words for c in settled.parsed.doc[trigger.head].children if c.dep_ in ("advmod", "amod", "det"))


def _points_back(trigger: Trigger, settled: Settled) -> bool:
    """Say whether a mention speaks of an act as known: a definite or pointing article, or a lead that repeats the headline."""
    parsed = settled.parsed
    if parsed.sentences[0].headline and parsed.sentence_at(trigger.span.start).index <= LEAD:
        return True
    token = parsed.doc[trigger.head]
    if trigger.verb:
        return False
    return any(
        "Def" in c.morph.get("Definite", []) or "Dem" in c.morph.get("PronType", []) or "Yes" in c.morph.get("Poss", [])
        for c in token.children
    )


def _same_act(event: Event, known: Event, points_back: bool) -> bool:
    """Say whether an event tells again what is known: same family, no other day and no other place."""
    if event.type != known.type and not (points_back and event.type in _family(known.type)):
        return False
    if event.type != known.type and known.type == "clash":
        return False
    if points_back:
        return True
    day, other = event.period, known.period
    if day and other and _says(event, OWN_DAY) and (day.start, day.end) != (other.start, other.end):
        # days that an act borrows from a number beside it or from the sentence before do not make it another
        return False
    a, b = event.place, known.place
    if a is None or b is None or a.name == b.name:
        return True
    # with no day of its own, an act told of a country may be the one that was told of a town of it
    return event.period is None and bool(is_within(b, a))


def _says(event: Event, rule: str) -> bool:
    """Say whether an act has its place or its days by its own words."""
    return event.derivation is not None and any(p.rule == rule for p in event.derivation.parts)
