"""Tell where a number may belong: each place of the report, with what is known of it beside the number.

In: the places that the rules give and what the report tells of places. Out: candidates, for `weigh`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from selon.claims.figure_elsewhere import Scenes, land_of
from selon.claims.figure_own_place import distance_to, housed_place
from selon.claims.figure_place_words import NARROW, SETTLEMENT, PlaceWords, breadth
from selon.claims.figure_scenes import is_left, is_seat, opens_sentence, stands_beside
from selon.claims.figure_since import days_in
from selon.claims.weigh_numbers import RELATIONS, Features, Numbers, Row, Shared, Sight, order
from selon.claims.weights import is_sure
from selon.gazetteer.containment import is_within
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Derivation, Period, Place
from selon.model.span import Span
from selon.read.number_patterns import plain

# the order is that of the trees: new rules go to the end
RULES = (
    *("place.sentence", "place.event", "place.before", "place.told_elsewhere", "place.background", "place.frame"),
    *(
        "place.several",
        "place.taken-up",
        "place.country-noun",
        "place.listed",
        "place.of-speaker",
        "place.ranked",
        "place.heading",
        "place.mourned",
    ),
)
# what these say is told in so many words: where the trees read otherwise, cross-fitted on numbers of the press, these were
# right 12 times of 20 and the trees 3
SURE = frozenset(
    {
        *("place.country-noun", "place.heading", "place.listed", "place.of-speaker", "place.ranked", "place.several"),
        "place.mourned",
    }
)
# so is a country that the sentence describes (`arrêtés outre-Rhin`, `au large des côtes maliennes`): where one of the two was
# right, cross-fitted on the press, it was the rules 7 times of 8
DESCRIBED = frozenset({"place.soil"})
# the toll of a war is of no town, whatever stands around it
OF_WAR = frozenset({"place.of-war"})
SENTENCE = "place.sentence"
# `l'assaut s'est déroulé au Niger`: said so, the place of the event stands
HAPPENED = "place.event"
VERBAL = ("VERB", "AUX")
# those who are moved may be counted where they have left
MOVED = frozenset({"evacuated", "displaced", "freed", "arrived", "returned"})
# sentences and days from here on are all far
FAR = 99.0
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place of the report where it is told."""

    place: Place
    span: Span
    key: str
    token: Token
    sentence: Sentence
    usable: bool
    beside: bool
    opens: bool
    act: bool
    lead: float
    verb: Token | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that numbers may belong to, with all its mentions and what is known of it whatever the number."""

    place: Place
    mentions: Sequence[Mention]
    known: Features


def _key(place: Place) -> str:
    return str(place.geonames) if place.geonames is not None else place.name.lower()


# places of one name may stand for different spots
_Spot = tuple[str, str | None, float | None, float | None]


def _spot(place: Place) -> _Spot:
    return _key(place), place.country, place.latitude, place.longitude


def is_described(given: Place | None) -> bool:
    """Say whether a sentence gives a country by its soil, its coast or what lies before it.

    >>> from selon.model.span import Span
    >>> soil = Derivation(rule="place.soil", span=Span(0, 10))
    >>> why = Derivation(rule="place.sentence", span=Span(0, 10), of="place", parts=(soil,))
    >>> is_described(Place(name="Allemagne", country="DE", precision="country", derivation=why))
    True
    """
    why = given.derivation if given is not None else None
    return why is not None and why.rule == SENTENCE and any(part.rule in DESCRIBED for part in why.parts)


class PlaceChoices:
    """The places that each number of a report may belong to, none at all among them, with what is known of each."""

    def __init__(self, found: Sequence[Place | None], scenes: Scenes, numbers: Numbers) -> None:
        self.found, self.scenes, self.numbers = found, scenes, numbers
        self.told = _mentions(scenes)
        self.sure = SURE | {HAPPENED} if scenes.happened else SURE
        self.ruled = [_key(p) if p else None for p in found]
        self.shared = Shared(self.ruled, numbers)
        self.own = [_key(p) if p else None for p in scenes.own]
        self.event = scenes.event
        self.times = _times(scenes)
        self.countries = Counter(m.place.country for m in self.told)
        self._inside: dict[tuple[_Spot, _Spot], bool] = {}
        self.candidates = self._candidates()
        # where people have been taken from is no scene, unless the report tells of it otherwise
        self.left = {
            key for key, c in self.candidates.items() if c.mentions and all(is_left(m.token, scenes.words) for m in c.mentions)
        }

    def _candidates(self) -> dict[str, Candidate]:
        by_key: dict[str, list[Mention]] = {}
        places: dict[str, Place] = {}
        for mention in self.told:
            by_key.setdefault(mention.key, []).append(mention)
            places.setdefault(mention.key, mention.place)
        given = [p for p in (*self.found, *self.scenes.own, self.event) if p is not None]
        lands = [land_of(p, self.scenes.settled) for p in given]
        for place in (*given, *lands):
            places.setdefault(_key(place), place)
        return {
            key: Candidate(place=p, mentions=by_key.get(key, ()), known=self._known(p, by_key.get(key, ())))
            for key, p in places.items()
        }

    def _known(self, place: Place, mentions: Sequence[Mention]) -> Features:
        total, event = max(1, len(self.told)), self.event
        usable = sum(m.usable for m in mentions)
        first = min((m.sentence.paragraph for m in mentions), default=FAR)
        return {
            "breadth": float(breadth(place)),
            "seat": float(is_seat(place)),
            "share": len(mentions) / total,
            "usable": float(usable),
            "usable share": usable / max(1, len(self.scenes.usable)),
            "country share": self.countries[place.country] / total,
            "first": float(first),
            "headline": float(any(m.sentence.paragraph == 0 for m in mentions)),
            "lead": float(any(m.sentence.paragraph == 1 for m in mentions)),
            "numbered": float(sum(m.sentence.index in self.numbers.numbered for m in mentions)),
            "subject": float(sum(m.token.dep_ == "nsubj" for m in mentions)),
            "acts": float(sum(m.act for m in mentions)),
            "event": float(event is not None and _key(place) == _key(event)),
            "of event's country": float(event is not None and place.country == event.country),
            "in event": float(event is not None and self._lies_in(place, event)),
            "holds event": float(event is not None and self._lies_in(event, place)),
        }

    def _lies_in(self, inner: Place, outer: Place) -> bool:
        """Say whether a place lies in another one; each pair is asked for once, though every number has it."""
        pair = _spot(inner), _spot(outer)
        if pair not in self._inside:
            self._inside[pair] = _key(inner) != _key(outer) and bool(is_within(inner, outer))
        return self._inside[pair]

    @property
    def mentions(self) -> list[Span]:
        """Return the words of all places of the report."""
        return [m.span for m in self.told]

    def is_sure(self, at: int) -> bool:
        """Say whether the place of a number was told in so many words."""
        return is_sure(self.found[at], self.sure) or is_described(self.found[at]) or self._is_headed(at) or self._is_housed(at)

    def _is_housed(self, at: int) -> bool:
        """Say whether a number has the place of the building that took those in counted: `Un hôpital de X a reçu 30 corps`."""
        place = housed_place(self.numbers.drafts[at], self.scenes.settled, self.scenes.words)
        return place is not None and self.ruled[at] == _key(place)

    def _is_headed(self, at: int) -> bool:
        """Say whether a place opens the sentence and no verb parts it from the number: `A Gao, dix soldats sont morts`.

        `A Genève, l'ONU a compté dix morts` tells where somebody speaks.
        """
        place, draft = self.found[at], self.numbers.drafts[at]
        why = place.derivation if place is not None else None
        if place is None or why is None or why.rule != SENTENCE or why.span is None:
            return False
        number = draft.counted.number.begins
        here = [m for m in self.told if m.usable and m.sentence is draft.sentence]
        if len(here) != 1 or not here[0].opens or here[0].span != why.span or why.span.end > number:
            return False
        return not any(t.pos_ in VERBAL for t in self.scenes.settled.parsed.tokens(Span(why.span.end, number)))

    def taken(self, at: int, row: Row) -> Place | None:
        """Return the place of a candidate, where it is named nearest to the number."""
        candidate, draft, ruled = row.candidate, self.scenes.drafts[at], self.found[at]
        if candidate is None:
            return None
        here = [m for m in candidate.mentions if m.sentence.index == draft.sentence.index]
        near = min(here or candidate.mentions, key=lambda m: abs(m.span.start - draft.counted.end), default=None)
        place: Place = near.place if near else candidate.place
        parts = tuple(p.derivation for p in (place, ruled) if p is not None and p.derivation is not None)
        span = near.span if near else place.span
        derivation = Derivation(rule="place.weighed", span=span, of="place", parts=parts)
        return replace(place, span=span if here else None, derivation=derivation)

    def rows(self, at: int) -> list[Row]:
        """Return the candidates of a number, none at all among them."""
        number = {**self.numbers.features(at), **self._number(at)}
        sight = _Sight(at, self)
        rows: list[Row] = []
        for key, candidate in self.candidates.items():
            if key != self.ruled[at] and self._is_no_scene(at, key, candidate):
                continue
            pair = {**self._pair(at, key, candidate), **sight.features(key, candidate)}
            rows.append(Row(candidate, [(m.span, 0) for m in candidate.mentions], {**number, **candidate.known, **pair}))
        nowhere = {"none": 1.0, "ruled": float(self.ruled[at] is None), "own": 0.0}
        rows.append(Row(None, (), {**number, **nowhere, **self.shared.features(at, None)}))
        return rows

    def _is_no_scene(self, at: int, key: str, candidate: Candidate) -> bool:
        """Say whether a number cannot be of a place: people were only taken from there, or it is a town and a war is told."""
        if key in self.left and self.scenes.drafts[at].measured.measure not in MOVED:
            return True
        return breadth(candidate.place) <= SETTLEMENT and is_sure(self.found[at], OF_WAR)

    def _number(self, at: int) -> Features:
        draft, ruled, period = self.scenes.drafts[at], self.found[at], self.scenes.periods[at]
        here = [m for m in self.told if m.sentence.index == draft.sentence.index]
        rule = ruled.derivation.rule if ruled is not None and ruled.derivation is not None else ""
        return {
            "background": float(at in self.scenes.background),
            "rule": order(rule, RULES),
            "ruled breadth": float(breadth(ruled)) if ruled is not None else -1.0,
            "event breadth": float(breadth(self.event)) if self.event is not None else -1.0,
            "candidates": float(len(self.candidates)),
            "countries": float(len(self.countries)),
            "here": float(len(here)),
            "usable here": float(sum(m.usable for m in here)),
            "has own": float(self.own[at] is not None),
            "days": float(min(LONGEST, days_in(period))) if period and period.start and period.end else -1.0,
            "timed": float(draft.sentence.index in self.times),
        }

    def _pair(self, at: int, key: str, candidate: Candidate) -> Features:
        ruled, place = self.found[at], candidate.place
        period = _days(self.scenes.periods[at])
        told = [self.times.get(m.sentence.index, frozenset()) for m in candidate.mentions]
        same = [n for n, p in enumerate(self.scenes.periods) if n != at and period is not None and _days(p) == period]
        return {
            "ruled": float(key == self.ruled[at]),
            "own": float(key == self.own[at]),
            "of ruled country": float(ruled is not None and place.country == ruled.country),
            "in ruled": float(ruled is not None and key != self.ruled[at] and self._lies_in(place, ruled)),
            "holds ruled": float(ruled is not None and key != self.ruled[at] and self._lies_in(ruled, place)),
            "same days": float(sum(period in days for days in told)),
            "other days": float(sum(bool(days) and period not in days for days in told)),
            "period has": sum(self.ruled[n] == key for n in same) / len(same) if same else -1.0,
            "toll's own": float(sum(self.own[n] == key for n in self.numbers.alike[at]["toll"])),
            **self.shared.features(at, key),
        }


class _Sight(Sight):
    """What stands around one number, for places."""

    def __init__(self, at: int, report: PlaceChoices) -> None:
        super().__init__(report.scenes.drafts[at], report.numbers)
        self.report = report
        before = [m for m in report.told if m.span.end <= self.start]
        self.last = before[-1].key if before else None
        usable = [m for m in before if m.usable]
        self.last_usable = usable[-1].key if usable else None
        self.narrow = [m for m in usable if breadth(m.place) <= NARROW]
        self.last_narrow = self.narrow[-1].key if self.narrow else None
        here = [m for m in report.told if m.sentence.index == self.draft.sentence.index]
        drafts = report.scenes.drafts
        self.distances = {m.span: distance_to(self.draft, m.span, drafts, report.numbers.parsed) for m in here}
        self.nearest = min(self.distances.values(), default=FAR)

    def features(self, key: str, candidate: Candidate) -> Features:
        """Return how a place stands to the number: in its sentence, before it, behind it."""
        sentence, mentions = self.draft.sentence, candidate.mentions
        before = [m for m in mentions if m.span.end <= self.start]
        found: Features = {
            "last": float(key == self.last),
            "last usable": float(key == self.last_usable),
            "last narrow": float(key == self.last_narrow),
            "in paragraph": float(sum(m.sentence.paragraph == sentence.paragraph for m in mentions)),
            "before in paragraph": float(sum(m.sentence.paragraph == sentence.paragraph for m in before)),
            "later": float(bool(mentions) and not before and mentions[0].span.start > self.start),
            "between": float(len({m.key for m in self.narrow if m.span.start >= before[-1].span.end})) if before else -1.0,
            **self.elsewhere([m.sentence for m in mentions]),
        }
        here = [m for m in mentions if m.sentence.index == sentence.index]
        if here:
            found |= self._beside(min(here, key=lambda m: self.distances[m.span]))
        gone = [m for m in before if m.sentence.index < sentence.index]
        if gone:
            found |= self._gone(gone[-1])
        return found

    def _beside(self, mention: Mention) -> Features:
        distance = self.distances[mention.span]
        return {
            **self.between(mention.token),
            "distance": distance,
            "closest": float(distance <= self.nearest),
            "led by": mention.lead,
            "is usable": float(mention.usable),
            "is beside": float(mention.beside),
            "opens": float(mention.opens),
            "same verb": float(mention.verb == self.over),
        }

    def _gone(self, mention: Mention) -> Features:
        return {
            **self.since(mention.sentence),
            "ago relation": order(mention.token.dep_, RELATIONS),
            "ago led by": mention.lead,
            "ago usable": float(mention.usable),
            "ago act": float(mention.act),
            "ago numbered": float(mention.sentence.index in self.numbers.numbered),
        }


def _days(period: Period | None) -> tuple[str | None, str | None] | None:
    if period is None or not (period.start or period.end):
        return None
    return period.start and period.start[:10], period.end and period.end[:10]


def _times(scenes: Scenes) -> dict[int, frozenset[tuple[str | None, str | None] | None]]:
    """Return the days that each sentence tells, of those that have any."""
    found: dict[int, set[tuple[str | None, str | None] | None]] = {}
    for span, period in scenes.told:
        if period.start or period.end:
            found.setdefault(scenes.settled.parsed.sentence_at(span.start).index, set()).add(_days(period))
    return {index: frozenset(days) for index, days in found.items()}


def _mentions(scenes: Scenes) -> list[Mention]:
    settled, words = scenes.settled, scenes.words
    usable = {p.span for p in scenes.usable}
    found = []
    for place in sorted((p for p in (*settled.places, *settled.described) if p.span), key=lambda p: p.span or Span(0, 0)):
        token = settled.parsed.token_at(place.span.start) if place.span else None
        if place.span is None or token is None:
            continue
        sentence = settled.parsed.sentence_at(place.span.start)
        found.append(
            Mention(
                place=place,
                span=place.span,
                key=_key(place),
                token=token,
                sentence=sentence,
                usable=place.span in usable,
                beside=stands_beside(place, settled, words),
                opens=opens_sentence(place, settled, words),
                act=sentence.index in words.acts,
                lead=_lead(token, words),
                verb=verb_over(token),
            )
        )
    return found


def _lead(token: Token, words: PlaceWords) -> float:
    """Return a code for the word before a name: of place 1, of belonging 2, of origin 3, of an actor 4, else 0."""
    if token.is_sent_start or token.i == 0:
        return 5.0
    before = plain(token.nbor(-1).text)
    kinds = (words.inside, words.of, words.origins, words.elsewhere)
    return next((float(n) for n, kind in enumerate(kinds, 1) if before in kind), 0.0)
