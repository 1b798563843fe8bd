"""Weigh when: of the days that a report tells, which a number is likeliest to count.

In: the periods that the rules give and the times of the report. Out: the same, another where it is likelier by more than a
margin. Without trees in the pack the rules stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from selon.claims.figure_context import Draft
from selon.claims.figure_event_day import Periods, Scene, opens_act
from selon.claims.figure_near import time_cost
from selon.claims.figure_place_words import NARROW, breadth
from selon.claims.figure_since import today_of
from selon.claims.figure_told import is_before
from selon.claims.weigh_numbers import RELATIONS, Features, Numbers, order, path_between, tense_of
from selon.claims.weights import is_sure, likeliest, load_weights
from selon.lang.pack import Pack
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Derivation, Period
from selon.model.span import Span

# the order is that of the trees: new rules go to the end
RULES = (
    *("period.sentence", "period.event", "period.state", "period.told_elsewhere", "period.paragraph", "period.before"),
    *(
        "period.taken-up",
        "period.so-long-before",
        "period.ongoing",
        "period.war",
        "period.sum",
        "period.afterwards",
        "period.estimated",
    ),
)
TOLD = ("periods.then", "periods.since", "periods.range", "periods.until", "periods.in", "periods.ahead", "periods.up-to-now")
# what these say is told in so many words: where the trees read otherwise, cross-fitted on numbers of the press, these were
# right 8 times of 16 and the trees twice
SURE = frozenset(
    {"period.so-long-before", "period.war", "period.sum", "period.afterwards", "period.taken-up", "period.estimated"}
)
FAR = 99.0
# how a candidate comes from a time: as it is told, from it to the day of the report, its first day, its last
AS_TOLD, SINCE, FIRST, LAST, NONE = range(5)

Days = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time of the report and one of the periods that it may mean."""

    span: Span
    period: Period
    how: int
    token: Token
    sentence: Sentence
    verb: Token | None
    tense: float
    rule: float
    said: bool
    usable: bool
    opens: bool
    act: bool


def weighed_periods(ruled: Periods, numbers: Numbers, pack: Pack) -> list[Period | None]:
    """Return the period of each number, in order: that of the rules, or one that is likelier."""
    weights = load_weights(pack, "period")
    if weights is None:
        return ruled.found
    chosen: list[Period | None] = []
    for at, rows in enumerate(period_candidates(ruled, numbers)):
        if is_sure(ruled.told[at], SURE):
            chosen.append(ruled.found[at])
            continue
        scores = weights.scores([features for _, _, features in rows])
        first = next(n for n, (_, _, features) in enumerate(rows) if features["ruled"])
        best = likeliest(scores, first, weights.margin)
        days, told, _ = rows[best]
        period, draft = ruled.found[at], ruled.scene.drafts[at]
        chosen.append(period if best == first else _taken(days, told, period, draft))
    return chosen


def period_candidates(ruled: Periods, numbers: Numbers) -> list[list[tuple[Days | None, Sequence[Told], Features]]]:
    """Return for each number the periods that it may count, none at all among them, with what is known of each."""
    report = _Report(ruled, numbers)
    return [report.rows(at) for at in range(len(ruled.scene.drafts))]


def _taken(days: Days | None, told: Sequence[Told], ruled: Period | None, draft: Draft) -> Period | None:
    if days is None:
        return None
    near = min(told, key=lambda t: (t.how, abs(t.span.start - draft.counted.end)), default=None)
    before = (near.period.derivation if near else None, ruled.derivation if ruled else None)
    parts = tuple(d for d in before if d is not None)
    derivation = Derivation(rule="period.weighed", span=near.span if near else None, of="period", parts=parts)
    if near is not None and near.how == AS_TOLD:
        return Period(start=near.period.start, end=near.period.end, derivation=derivation)
    return Period(start=days[0], end=days[1], derivation=derivation)


def _days(period: Period | None) -> Days | None:
    if period is None or not (period.start or period.end):
        return None
    return period.start and period.start[:10], period.end and period.end[:10]


def _date(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _between(first: date | None, last: date | None) -> float:
    return float((last - first).days) if first is not None and last is not None else -1.0


class _Report:
    """What the features of all numbers of a report are made of."""

    def __init__(self, ruled: Periods, numbers: Numbers) -> None:
        scene = ruled.scene
        self.scene, self.numbers, self.found = scene, numbers, ruled.found
        self.parsed = scene.settled.parsed
        self.today = today_of(scene.settled)
        self.ruled = [_days(p) for p in ruled.found]
        self.own = [_days(p) for p in ruled.own]
        self.event = _days(ruled.event)
        self.told = list(_told(scene, self.today))
        self.times = [t for t in self.told if t.how == AS_TOLD]
        self.candidates: dict[Days, list[Told]] = {}
        for one in self.told:
            if (days := self._meant(one)) is not None:
                self.candidates.setdefault(days, []).append(one)
        given = (*self.ruled, *self.own, self.event, (self.today, self.today) if self.today else None)
        for days in given:
            if days is not None:
                self.candidates.setdefault(days, [])
        self.known = {days: self._known(days, told) for days, told in self.candidates.items()}
        self.places: dict[int, set[str]] = {}
        self.narrow = [p for p in scene.settled.places if p.span and breadth(p) <= NARROW]
        for place in self.narrow:
            if place.span is not None:
                self.places.setdefault(self.parsed.sentence_at(place.span.start).index, set()).add(place.name)

    def _meant(self, one: Told) -> Days | None:
        start, end = one.period.start, one.period.end
        if one.how == SINCE:
            return start and start[:10], self.today
        if one.how in (FIRST, LAST):
            day = start if one.how == FIRST else end
            return day and day[:10], day and day[:10]
        return _days(one.period)

    def _known(self, days: Days, told: Sequence[Told]) -> Features:
        first, last, today = _date(days[0]), _date(days[1]), _date(self.today)
        return {
            "age": _between(first, today),
            "end age": _between(last, today),
            "length": _between(first, last),
            "today": float(days == (self.today, self.today)),
            "event": float(days == self.event),
            "starts with event": float(self.event is not None and self.event[0] == days[0]),
            "mentions": float(len(told)),
            "as told": float(sum(t.how == AS_TOLD for t in told)),
            "how": float(min((t.how for t in told), default=NONE)),
            "first": float(min((t.sentence.paragraph for t in told), default=FAR)),
            "headline": float(any(t.sentence.headline for t in told)),
            "acts": float(sum(t.act for t in told)),
            "said": float(sum(t.said for t in told)),
            "opens": float(sum(t.opens for t in told)),
        }

    def rows(self, at: int) -> list[tuple[Days | None, Sequence[Told], Features]]:
        """Return the candidates of a number."""
        number = {**self.numbers.features(at), **self._number(at)}
        sight = _Sight(at, self)
        rows: list[tuple[Days | None, Sequence[Told], Features]] = []
        for days, told in self.candidates.items():
            pair = {**self._pair(at, days), **sight.features(days, told)}
            rows.append((days, told, {**number, **self.known[days], **pair}))
        nothing = {"none": 1.0, "ruled": float(self.ruled[at] is None), **self.numbers.shared(at, self.ruled, None)}
        rows.append((None, (), {**number, **nothing}))
        return rows

    def _number(self, at: int) -> Features:
        draft, ruled, today = self.scene.drafts[at], self.found[at], _date(self.today)
        words, measure = self.scene.words, draft.measured.measure
        days = self.ruled[at]
        rule = ruled.derivation.rule if ruled is not None and ruled.derivation is not None else ""
        return {
            "rule": order(rule, RULES),
            "before the event": float(is_before(draft, self.scene.settled, words.before)),
            "state": float(measure in words.states),
            "held": float(measure in words.held),
            "of event": float(measure in words.of_event),
            "candidates": float(len(self.candidates)),
            "times here": float(sum(t.sentence.index == draft.sentence.index for t in self.times)),
            "event age": _between(_date(self.event[0]), today) if self.event else -1.0,
            "ruled age": _between(_date(days[0]), today) if days else -1.0,
            "ruled length": _between(_date(days[0]), _date(days[1])) if days else -1.0,
        }

    def _pair(self, at: int, days: Days) -> Features:
        ruled = self.ruled[at]
        return {
            "ruled": float(days == ruled),
            "own": float(days == self.own[at]),
            "in ruled": float(ruled is not None and days != ruled and _holds(ruled, days)),
            "holds ruled": float(ruled is not None and days != ruled and _holds(days, ruled)),
            "starts with ruled": float(ruled is not None and ruled[0] == days[0]),
            "toll's own": float(sum(self.own[n] == days for n in self.numbers.alike[at]["toll"])),
            "sentence's own": float(sum(self.own[n] == days for n in self.numbers.alike[at]["sentence"])),
            **self.numbers.shared(at, self.ruled, days),
        }


class _Sight:
    """What stands around one number."""

    def __init__(self, at: int, report: _Report) -> None:
        self.draft, self.report = report.scene.drafts[at], report
        parsed, draft = report.parsed, self.draft
        self.start = draft.counted.number.span.start
        token = parsed.token_at(self.start)
        self.token = token if token is not None else parsed.doc[0]
        self.over = verb_over(self.token)
        self.trigger = draft.measured.trigger.token if draft.measured.trigger else None
        self.above = {t.i: n for n, t in enumerate((self.token, *self.token.ancestors))}
        before = [t for t in report.times if t.span.end <= self.start]
        behind = [t for t in report.times if t.span.start >= self.start and t.sentence.index == draft.sentence.index]
        self.last = _days(before[-1].period) if before else None
        self.next = _days(behind[0].period) if behind else None
        here = [t for t in report.times if t.sentence.index == draft.sentence.index]
        self.costs = {
            t.span: time_cost(draft, t.span, report.scene.drafts, report.scene.settled, report.scene.words) for t in here
        }
        last = next((p.name for p in reversed(report.narrow) if p.span and p.span.end <= self.start), None)
        self.places = report.places.get(draft.sentence.index, {last} if last else set())

    def features(self, days: Days, told: Sequence[Told]) -> Features:
        """Return how a period stands to the number: in its sentence, before it, behind it."""
        sentence = self.draft.sentence
        found: Features = {
            "last": float(days == self.last),
            "next": float(days == self.next),
            "later": float(bool(told) and all(t.span.start > self.start for t in told)),
            "before in paragraph": float(
                sum(t.sentence.paragraph == sentence.paragraph and t.span.end <= self.start for t in told)
            ),
        }
        places = [self.report.places.get(t.sentence.index, set()) for t in told if t.how == AS_TOLD]
        found["same place"] = float(sum(bool(p & self.places) for p in places))
        found["other place"] = float(sum(bool(p) and not p & self.places for p in places))
        here = [t for t in told if t.sentence.index == sentence.index]
        if here:
            found |= self._beside(min(here, key=lambda t: (t.how, self.costs[t.span])))
        gone = [t for t in told if t.sentence.index < sentence.index]
        if gone:
            found |= self._gone(gone[-1])
        ahead = next((t for t in told if t.sentence.index > sentence.index), None)
        if ahead is not None:
            found["ahead"] = float(ahead.sentence.index - sentence.index)
            found["paragraphs ahead"] = float(ahead.sentence.paragraph - sentence.paragraph)
            found["ahead tense"] = ahead.tense
            found["ahead act"] = float(ahead.act)
        about = self.report.numbers.about
        others = [t.sentence for t in told if t.sentence.index != sentence.index]
        if others:
            found["about"] = float(max(len(about(s) & about(sentence)) for s in others))
        return found

    def _beside(self, one: Told) -> Features:
        first, last = sorted((one.token.i, self.token.i))
        between = self.report.parsed.doc[first + 1 : last]
        verb = one.verb
        return {
            "cost": self.costs[one.span],
            "here how": float(one.how),
            "tokens": float(last - first),
            "commas": float(sum(t.text == "," for t in between)),
            "verbs": float(sum(t.pos_ == "VERB" for t in between)),
            "behind": float(one.span.start > self.start),
            "relation": order(one.token.dep_, RELATIONS),
            "here tense": one.tense,
            "here rule": one.rule,
            "here said": float(one.said),
            "here usable": float(one.usable),
            "here opens": float(one.opens),
            "same verb": float(verb is not None and verb == self.over),
            "of trigger": float(self.trigger is not None and self.trigger in (verb, *one.token.ancestors)),
            "path": path_between(self.above, one.token),
        }

    def _gone(self, one: Told) -> Features:
        sentence = self.draft.sentence
        return {
            "ago": float(sentence.index - one.sentence.index),
            "paragraphs ago": float(sentence.paragraph - one.sentence.paragraph),
            "ago tense": one.tense,
            "ago how": float(one.how),
            "ago said": float(one.said),
            "ago act": float(one.act),
            "ago usable": float(one.usable),
            "ago rule": one.rule,
            "ago opens": float(one.opens),
            "between": float(sum(one.span.end <= t.span.start < self.start for t in self.report.times)),
        }


def _holds(outer: Days, inner: Days) -> bool:
    if not (outer[0] and outer[1] and inner[0] and inner[1]):
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _told(scene: Scene, today: str | None) -> Iterable[Told]:
    """Yield each time of a report with all that it may mean."""
    parsed, words = scene.settled.parsed, scene.words
    usable = {span for span, _ in scene.periods}
    for span, period in scene.told:
        token = parsed.token_at(span.start)
        if token is None:
            continue
        verb = verb_over(token)
        meanings = [AS_TOLD]
        if period.start and today and period.start[:10] <= today and _days(period) != (period.start[:10], today):
            meanings.append(SINCE)
        if period.start and period.end and period.start[:10] != period.end[:10]:
            meanings += [FIRST, LAST]
        opens, sentence = opens_act(span, period, scene), parsed.sentence_at(span.start)
        rule = order(period.derivation.rule, TOLD) if period.derivation is not None else -2.0
        act = verb is not None and verb.i in words.acts
        for how in meanings:
            yield Told(
                span=span,
                period=period,
                how=how,
                token=token,
                sentence=sentence,
                verb=verb,
                tense=tense_of(verb),
                rule=rule,
                said=span in words.said,
                usable=span in usable,
                opens=opens,
                act=act,
            )
