"""Put names of places on the map."""

from __future__ import annotations

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
from selon.resolve.place_anchor import anchor_of
from selon.resolve.place_choice import LIKELY, WORLD_CITY, Choice, Wanted, choose
from selon.resolve.place_context import Countries, country_beside, explain, weigh_countries
from selon.resolve.place_offsets import offset_before

_PRECISION = {"sea": "region", "region": "region", "country": "country", "province": "province", "district": "district",
              "settlement": "settlement", "exact": "exact"}  # fmt: skip
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
            choice = _choose(group, ground, settled)
            if choice:
                round_[key] = choice
        choices = round_
    return choices


def _choose(group: list[PlaceMention], ground: Ground, settled: list[Candidate]) -> Choice | None:
    core = group[0].core
    beside = next((b for m in group if (b := country_beside(m, ground.mentions, ground.parsed))), None)
    units = ground.pack.mapping("places", "units")
    wanted = Wanted(
        kinds=frozenset(m.kind for m in group if m.kind and m.frame not in units),
        units=frozenset(units[m.frame] for m in group if m.frame in units),
        article=all(m.article for m in group),
        beside=beside,
    )
    found = ground.gazetteer.find(core)
    if all(m.kind == "exact" and m.name != m.core and m.cue for m in group):
        # a church or hotel that bears a name: a town of that name elsewhere has nothing to do with it
        return None
    choice = choose(found, wanted, ground.countries, settled)
    if choice is None or _far_fetched(choice.place, ground):
        near = [beside.country] if beside and beside.country else _main_countries(ground)
        weak = [c for c in ground.gazetteer.find(core, countries=near, weak=True) if c.match == "weak"] if near else []
        weak = [c for c in weak if c.kind in ("settlement", "province", "district")]
        choice = choose(weak, wanted, ground.countries, settled) or choice
    return choice


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
    if mention.span != _core_span(mention, ground.parsed) or (mention.kind == "exact" and mention.name != mention.core):
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
    anchor = anchor_of(mention, ground.mentions, ground.parsed, ground.pack)
    town = choices.get(_group_key(anchor, ground.pack)) if anchor else None
    if town and anchor and town.place.kind == "settlement":
        rule = place_lexicon(ground.pack).rules["anchor"]
        parts.append(Derivation(rule=rule, span=anchor.span, of="point", note=town.place.name))
        return _without_gazetteer(mention, town.place, "district", parts)
    beside = country_beside(mention, ground.mentions, ground.parsed)
    country = beside.country if beside else ground.countries.main
    span = beside.span if beside else ground.countries.named.get(country or "")
    if country:
        parts.append(explain("places.country-named", span, note=country))
    return _without_gazetteer(mention, Candidate(id=0, name="", kind="", country=country), mention.kind or "settlement", parts)


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
