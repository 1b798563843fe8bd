"""Tell when a number may count: each time of the report in all that it may mean, with what is known of it beside the number.

In: the periods that the rules give and the times of the report. Out: candidates, for `weigh`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from selon.claims.figure_event_day import Periods, Scene, opens_act
from selon.claims.figure_near import time_cost
from selon.claims.figure_past import told_long_before
from selon.claims.figure_place_words import NARROW, breadth
from selon.claims.figure_since import today_of
from selon.claims.figure_state import AT_END
from selon.claims.figure_told import is_before
from selon.claims.weigh_numbers import Features, Numbers, Row, Shared, Sight, order, tense_of
from selon.claims.weights import is_sure
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Derivation, Period
from selon.model.span import Span
from selon.read.number_patterns import plain

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
        "period.rate",
        "period.from-to",
        "period.still",
        "period.at-that-time",
        "period.both",
        "period.of-act",
        "period.lately",
        "period.finer",
        "period.tried",
        "period.plague",
        "period.living",
        "period.arrested",
        "period.as-of",
    ),
)
TOLD = ("periods.then", "periods.since", "periods.range", "periods.until", "periods.in", "periods.ahead", "periods.up-to-now")
# what these say is told in so many words: where the trees read otherwise, cross-fitted on numbers of the press, these were
# right 8 times of 15 and the trees twice; two more are told in words and stand in tests. `tried` was right on two marks where
# trees were not, and never wrong where they were right
SURE = frozenset(
    {
        *("period.so-long-before", "period.war", "period.sum", "period.afterwards", "period.taken-up", "period.estimated"),
        *("period.rate", "period.from-to", "period.still", "period.both", "period.of-act"),
        *("period.lately", "period.finer", "period.tried", "period.plague", "period.living", "period.as-of"),
    }
)
# told in the number's own sentence, both ends were right 8 times where the trees read otherwise, and the trees twice; the time
# that a clause opens at (`depuis 2017, quand`) is told as plainly
OWN, BOUNDS = "period.sentence", frozenset({"periods.range", "periods.when"})
# a length of time that is told with a number (`en un mois`)
LENGTH = frozenset({"periods.up-to-now"})
# length of the value of a year
YEAR = len("2020")
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


class PeriodChoices:
    """The periods that each number of a report may count, none at all among them, with what is known of each."""

    def __init__(self, ruled: Periods, numbers: Numbers) -> None:
        scene = ruled.scene
        self.by_rule = ruled.told
        self.scene, self.numbers, self.found = scene, numbers, ruled.found
        self.today = today_of(scene.settled)
        self.ruled = [_days(p) for p in ruled.found]
        self.shared = Shared(self.ruled, numbers)
        self.own = [_days(p) for p in ruled.own]
        self.event = _days(ruled.event)
        self.told = list(_told(scene, self.today))
        self.earlier = told_long_before(scene.drafts, ruled.found, scene.settled, scene.words.before)
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
                self.places.setdefault(numbers.parsed.sentence_at(place.span.start).index, set()).add(place.name)

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

    @property
    def mentions(self) -> list[Span]:
        """Return the words of all times of the report."""
        return [t.span for told in self.candidates.values() for t in told]

    def is_sure(self, at: int) -> bool:
        """Say whether the days of a number were told in so many words."""
        if is_sure(self.by_rule[at], SURE) or _is_told_by(self.by_rule[at], BOUNDS):
            return True
        return self._is_headed(at) or self._is_added(at)

    def _is_added(self, at: int) -> bool:
        """Say whether the news adds to a number with a length of its own: `neuf morts, s'ajoutant à 90 tués en un mois`."""
        draft, number = self.scene.drafts[at], self.scene.drafts[at].counted.number.span
        if not _is_told_by(self.by_rule[at], LENGTH):
            return False
        return any(
            plain(t.text) in self.scene.words.adding
            for t in self.numbers.parsed.tokens((draft.sentence.span.start, number.start))
        )

    def _is_headed(self, at: int) -> bool:
        """Say whether a number has the time that opens its sentence: `Il y a dix ans, ils étaient 900`, `Fin 2020, `."""
        told, settled, sentence = self.by_rule[at], self.scene.settled, self.scene.drafts[at].sentence.span
        span = told.derivation.span if told is not None and told.derivation is not None else None
        if span is None or told is None or told.derivation is None or told.derivation.rule != OWN or not sentence.holds(span):
            return False
        if settled.parsed.text[sentence.start : span.start].strip(' "«-–'):
            return False
        time = next((t for t in settled.times if t.span == span), None)
        if AT_END in told.derivation.rules():
            # the end of a month (`Fin avril`) may be a stretch as well as a day
            return time is not None and len(time.value) == YEAR
        return time is not None and time.derivation is not None and bool(time.derivation.rules() & self.scene.words.ago_rules)

    def taken(self, at: int, row: Row) -> Period | None:
        """Return the period of a candidate, as the time nearest to the number tells it."""
        days, draft, ruled = row.candidate, self.scene.drafts[at], self.found[at]
        if days is None:
            return None
        near = min(self.candidates[days], key=lambda t: (t.how, abs(t.span.start - draft.counted.end)), default=None)
        before = (near.period.derivation if near else None, ruled.derivation if ruled else None)
        parts = tuple(d for d in before if d is not None)
        derivation = Derivation(rule="period.weighed", span=near.span if near else None, of="period", parts=parts)
        if near is not None and near.how == AS_TOLD:
            return Period(start=near.period.start, end=near.period.end, derivation=derivation)
        return Period(start=days[0], end=days[1], derivation=derivation)

    def rows(self, at: int) -> list[Row]:
        """Return the candidates of a number, none at all among them."""
        number = {**self.numbers.features(at), **self._number(at)}
        sight = _Sight(at, self)
        rows: list[Row] = []
        for days, told in self.candidates.items():
            if self.ruled[at] is None and self._is_ahead(at, told):
                continue
            pair = {**self._pair(at, days), **sight.features(days, told)}
            rows.append(Row(days, [(t.span, t.how) for t in told], {**number, **self.known[days], **pair}))
        nothing = {"none": 1.0, "ruled": float(self.ruled[at] is None), **self.shared.features(at, None)}
        rows.append(Row(None, (), {**number, **nothing}))
        return rows

    def _is_ahead(self, at: int, told: Sequence[Told]) -> bool:
        """Say whether a time is told only below a number, of acts long before (`Neuf gardes avaient été tués en mai 2016`)."""
        here = self.scene.drafts[at].sentence.index
        return bool(told) and all(t.sentence.index > here and t.sentence.index in self.earlier for t in told)

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
            **self.shared.features(at, days),
        }


class _Sight(Sight):
    """What stands around one number, for its days."""

    def __init__(self, at: int, report: PeriodChoices) -> None:
        super().__init__(report.scene.drafts[at], report.numbers)
        self.report, sentence = report, self.draft.sentence
        before = [t for t in report.times if t.span.end <= self.start]
        behind = [t for t in report.times if t.span.start >= self.start and t.sentence.index == sentence.index]
        self.last = _days(before[-1].period) if before else None
        self.next = _days(behind[0].period) if behind else None
        scene = report.scene
        here = (t for t in report.times if t.sentence.index == sentence.index)
        self.costs = {t.span: time_cost(self.draft, t.span, scene.drafts, scene.settled, scene.words) for t in here}
        last = next((p.name for p in reversed(report.narrow) if p.span and p.span.end <= self.start), None)
        self.places = report.places.get(sentence.index, {last} if last else set())

    def features(self, days: Days, told: Sequence[Told]) -> Features:
        """Return how a period stands to the number: in its sentence, before it, behind it."""
        sentence = self.draft.sentence
        near = (t for t in told if t.sentence.paragraph == sentence.paragraph and t.span.end <= self.start)
        places = [self.report.places.get(t.sentence.index, set()) for t in told if t.how == AS_TOLD]
        found: Features = {
            "last": float(days == self.last),
            "next": float(days == self.next),
            "later": float(bool(told) and all(t.span.start > self.start for t in told)),
            "before in paragraph": float(sum(1 for _ in near)),
            "same place": float(sum(bool(p & self.places) for p in places)),
            "other place": float(sum(bool(p) and not p & self.places for p in places)),
            **self.elsewhere([t.sentence for t in told]),
        }
        here = [t for t in told if t.sentence.index == sentence.index]
        if here:
            found |= self._beside(min(here, key=lambda t: (t.how, self.costs[t.span])))
        gone = [t for t in told if t.sentence.index < sentence.index]
        if gone:
            found |= self._gone(gone[-1])
        ahead = next((t for t in told if t.sentence.index > sentence.index), None)
        if ahead is not None:
            found |= {"ahead tense": ahead.tense, "ahead act": float(ahead.act)}
        return found

    def _beside(self, one: Told) -> Features:
        return {
            **self.between(one.token),
            "cost": self.costs[one.span],
            "here how": float(one.how),
            "here tense": one.tense,
            "here rule": one.rule,
            "here said": float(one.said),
            "here usable": float(one.usable),
            "here opens": float(one.opens),
            "same verb": float(one.verb is not None and one.verb == self.over),
        }

    def _gone(self, one: Told) -> Features:
        return {
            **self.since(one.sentence),
            "ago tense": one.tense,
            "ago how": float(one.how),
            "ago said": float(one.said),
            "ago act": float(one.act),
            "ago usable": float(one.usable),
            "ago rule": one.rule,
            "ago opens": float(one.opens),
            "between": float(sum(one.span.end <= t.span.start < self.start for t in self.report.times)),
        }


def _is_told_by(given: Period | None, rules: frozenset[str]) -> bool:
    """Say whether the sentence of a number tells its days by such rules: `entre mardi et jeudi`."""
    told = given.derivation if given is not None else None
    return told is not None and told.rule == OWN and not told.rules().isdisjoint(rules)


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
