"""Put names of places on the map."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from selon.gazetteer import Candidate, Gazetteer, load
from selon.gazetteer.keys import strong_key
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, Place
from selon.model.span import Span
from selon.read.place_lexicon import place_lexicon
from selon.read.places import PlaceMention
from selon.resolve.place_anchor import anchor_of, towns_around
from selon.resolve.place_choice import LIKELY, WORLD_CITY, Choice, Wanted, choose
from selon.resolve.place_context import Countries, country_beside, explain, leads_to, weigh_countries
from selon.resolve.place_offsets import offset_before

_PRECISION = {"sea": "region", "region": "region", "country": "country", "province": "province", "district": "district",
              "settlement": "settlement", "exact": "exact"}  # fmt: skip
# the words between two names side by side are no longer: `, ainsi qu'à`
JOINT = 12
_APART = re.compile(r"[\s,'’\u00a0]+")
# a mention that no gazetteer knows is sure as a mention, unsure as a place
UNKNOWN = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The report and what is known of its countries."""

    mentions: Sequence[PlaceMention]
    parsed: Parsed
    pack: Pack
    countries: Countries
    gazetteer: Gazetteer

    @property
    def of_areas(self) -> tuple[str, ...]:
        """Return the prepositions that stand before lands and regions."""
        return self.pack.words("places", "before.of_areas")

    @property
    def quarters(self) -> tuple[str, ...]:
        """Return the nouns of parts of towns."""
        return self.pack.words("places", "frames.in_town")


def settle_places(mentions: Sequence[PlaceMention], parsed: Parsed, pack: Pack) -> list[Place]:
    """Return the places with country and point, in order; what no gazetteer has keeps null.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> from selon.read.places import find_places
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Un marché a brûlé à Tripoli, au Liban.")), pack)
    >>> [(p.name, p.country) for p in settle_places(find_places(parsed, pack), parsed, pack)]
    [('Tripoli', 'LB'), ('Liban', 'LB')]
    """
    ground = Ground(
        mentions=mentions,
        parsed=parsed,
        pack=pack,
        countries=weigh_countries(mentions, parsed, pack),
        gazetteer=load(),
    )
    groups: dict[str, list[PlaceMention]] = {}
    for mention in mentions:
        groups.setdefault(_group_key(mention, pack), []).append(mention)
    choices = _choose_all(groups, ground)
    return [_place(m, choices, ground) for m in mentions]


def _group_key(mention: PlaceMention, pack: Pack) -> str:
    """Mentions of one name are one place, but for a province and the town that it is named after."""
    area = mention.frame if mention.kind == "province" and mention.frame not in pack.mapping("places", "units") else ""
    return f"{strong_key(mention.core)}|{'province' if area else ''}"


def _choose_all(groups: dict[str, list[PlaceMention]], ground: Ground) -> dict[str, Choice]:
    """Two rounds: in the second one, each name is chosen knowing where the others lie."""
    choices: dict[str, Choice] = {}
    for _ in range(2):
        round_: dict[str, Choice] = {}
        for key, group in groups.items():
            settled = [c.place for k, c in choices.items() if k != key and not c.place.is_area and c.confidence > 0.6]
            choice = _choose(group, ground, settled, choices)
            if choice:
                round_[key] = choice
        choices = round_
    return choices


def _choose(group: list[PlaceMention], ground: Ground, settled: list[Candidate], choices: dict[str, Choice]) -> Choice | None:
    core = group[0].core
    beside = next((b for m in group if (b := country_beside(m, ground.mentions, ground.parsed, ground.pack))), None)
    units = ground.pack.mapping("places", "units")
    wanted = Wanted(
        kinds=frozenset(m.kind for m in group if m.kind and m.frame not in units),
        units=frozenset(units[m.frame] for m in group if m.frame in units),
        article=all(m.article for m in group),
        beside=beside,
        area=any(m.preposition in ground.of_areas for m in group),
        quarter=any(m.frame in ground.quarters for m in group),
        joined=frozenset(c for m in group for c in _joined(m, ground, choices)),
    )
    found = ground.gazetteer.find(core)
    if all(
        m.kind == "exact" and m.name != m.core and m.cue and m.rule == place_lexicon(ground.pack).rules["bare"] for m in group
    ):
        # a church or hotel that bears a name: a town of that name elsewhere has nothing to do with it
        return None
    choice = choose(found, wanted, ground.countries, settled)
    if choice is None or _far_fetched(choice.place, ground):
        near = [beside.country] if beside and beside.country else _main_countries(ground)
        weak = [c for c in ground.gazetteer.find(core, countries=near, weak=True) if c.match == "weak"] if near else []
        weak = [c for c in weak if c.kind in ("settlement", "province", "district")]
        choice = choose(weak, wanted, ground.countries, settled) or choice
    return choice


def _joined(mention: PlaceMention, ground: Ground, choices: dict[str, Choice]) -> list[str]:
    """Return the countries of the names right beside one in a list (`à Paris et à Nice`)."""
    at = bisect_left(ground.mentions, mention.span, key=lambda m: m.span)
    found = []
    for one, two in ((at - 1, at), (at, at + 1)):
        if one < 0 or two >= len(ground.mentions):
            continue
        left, right = ground.mentions[one], ground.mentions[two]
        between = ground.parsed.text[left.span.end : right.span.start]
        choice = choices.get(_group_key(right if one == at else left, ground.pack))
        if len(between) <= JOINT and choice and choice.place.country and _is_joint(between, ground.pack):
            found.append(choice.place.country)
    return found


def _is_joint(between: str, pack: Pack) -> bool:
    lexicon = place_lexicon(pack)
    words = [w for w in _APART.split(between.lower()) if w]
    joined = any(w in lexicon.joining for w in words) or between.startswith(",")
    return joined and all(
        w in lexicon.joining or w in lexicon.locative or w in lexicon.loose or w in lexicon.articles for w in words
    )


def _far_fetched(place: Candidate, ground: Ground) -> bool:
    """A town of middling size in a country that the report never names."""
    if place.is_area or place.capital or place.country is None or place.kind == "exact":
        return False
    return not ground.countries.weights[place.country] and place.population < WORLD_CITY


def _main_countries(ground: Ground) -> list[str]:
    return [c for c in ground.countries.weights if ground.countries.share(c) >= LIKELY]


def _place(mention: PlaceMention, choices: dict[str, Choice], ground: Ground) -> Place:
    choice = choices.get(_group_key(mention, ground.pack))
    parts = [Derivation(rule=mention.rule, span=mention.cue or mention.span, of="name")]
    if choice is None:
        return _unknown(mention, choices, ground, parts)
    place = choice.place
    precision = _PRECISION[place.kind]
    if mention.kind == "district" and mention.name != mention.core:
        # `le Grand Londres` lies around the town that it is named after
        precision = "district"
    elif mention.span != _core_span(mention, ground.parsed) or (mention.kind == "exact" and mention.name != mention.core):
        precision = "exact"
    elif place.kind == "settlement" and mention.frame in ground.pack.mapping("places", "units"):
        precision = "district"
    offset = offset_before(mention.span, ground.parsed, ground.pack)
    if offset and precision in ("settlement", "exact"):
        precision = "district"
        parts.append(Derivation(rule=offset.rule, span=offset.span, of="precision", note=offset.words))
    parts.append(_why_country(place, ground))
    latitude, longitude = _point(place, ground)
    return Place(
        name=mention.name,
        span=mention.span,
        country=place.country,
        latitude=latitude,
        longitude=longitude,
        geonames=place.geonames,
        precision=precision,
        confidence=choice.confidence,
        derivation=Derivation(rule=mention.rule, span=mention.span, note=f"gazetteer: {place.name}", parts=tuple(parts)),
    )


def _point(place: Candidate, ground: Ground) -> tuple[float | None, float | None]:
    """Return the centre: of a province the middle of its towns, its precision says that it is no pin; of a country none."""
    if place.kind in ("country", "region", "sea"):
        return None, None
    if place.latitude is None and place.country:
        # a district of which no town is known lies around the town that it is named after
        namesakes = ground.gazetteer.find(place.name, countries=[place.country])
        town = next((c for c in namesakes if c.kind == "settlement" and c.adm1 == place.adm1), place)
        return town.latitude, town.longitude
    return place.latitude, place.longitude


def _core_span(mention: PlaceMention, parsed: Parsed) -> Span:
    at = parsed.text.find(mention.core, mention.span.start, mention.span.end)
    return Span(at, at + len(mention.core)) if at >= 0 else mention.span


def _why_country(place: Candidate, ground: Ground) -> Derivation:
    span = ground.countries.named.get(place.country or "")
    return explain("places.country-named" if span else "places.population", span, note=place.country or "")


def _unknown(mention: PlaceMention, choices: dict[str, Choice], ground: Ground, parts: list[Derivation]) -> Place:
    kind = mention.kind or "settlement"
    anchor = anchor_of(mention, ground.mentions, ground.parsed, ground.pack)
    for near in (anchor, *towns_around(mention, ground.mentions, ground.pack)):
        town = choices.get(_group_key(near, ground.pack)) if near else None
        if town and near and _may_hold(town.place, near is anchor, ground):
            rule = place_lexicon(ground.pack).rules["anchor"]
            parts.append(Derivation(rule=rule, span=near.span, of="point", note=town.place.name))
            return _without_gazetteer(mention, town.place, kind, parts)
    beside = country_beside(mention, ground.mentions, ground.parsed, ground.pack)
    near_by = _nearest_known(mention, choices, ground) if beside is None else None
    country = beside.country if beside else near_by[1] if near_by else ground.countries.main
    span = beside.span if beside else near_by[0] if near_by else ground.countries.named.get(country or "")
    if country and kind != "region":
        parts.append(explain("places.country-named", span, note=country))
    where = Candidate(id=0, name="", kind="", country=country if kind != "region" else None)
    return _without_gazetteer(mention, where, kind, parts)


def _may_hold(town: Candidate, said: bool, ground: Ground) -> bool:
    """Say whether a place may be the town of a quarter: said to be, or a town of the country that the report is about."""
    return town.kind == "settlement" and (said or ground.countries.main in (None, town.country))


def _nearest_known(mention: PlaceMention, choices: dict[str, Choice], ground: Ground) -> tuple[Span, str] | None:
    """Return the town or region that the sentence puts it in, with its country; failing that, the last name before it."""
    sentence = ground.parsed.sentence_at(mention.span.start).span
    found: list[tuple[int, Span, str]] = []
    for other in ground.mentions:
        choice = choices.get(_group_key(other, ground.pack))
        if choice is None or choice.place.country is None or other.span == mention.span:
            continue
        if choice.place.capital and choice.place.country != ground.countries.main:
            # `Washington` speaks of places anywhere
            continue
        between = ground.parsed.text[mention.span.end : other.span.start]
        if sentence.holds(other.span) and choice.place.kind != "country" and leads_to(between):
            found.append((abs(other.span.start - mention.span.start), other.span, choice.place.country))
        elif ground.countries.main is None and other.span.end <= mention.span.start:
            found.append((len(ground.parsed.text) + mention.span.start - other.span.end, other.span, choice.place.country))
    best = min(found, default=None)
    return best[1:] if best else None


def _without_gazetteer(mention: PlaceMention, where: Candidate, precision: str, parts: list[Derivation]) -> Place:
    return Place(
        name=mention.name,
        span=mention.span,
        country=where.country,
        latitude=where.latitude,
        longitude=where.longitude,
        precision=precision,
        confidence=UNKNOWN,
        derivation=Derivation(rule=mention.rule, span=mention.span, note="in no gazetteer", parts=tuple(parts)),
    )
