"""The pack's words about places, as sets that are made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.gazetteer.keys import strong_key
from selon.lang.pack import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLexicon:
    """What stands before, inside and around names of places."""

    articles: dict[str, str]
    locative: frozenset[str]
    surely: frozenset[str]
    surest: frozenset[str]
    loose: frozenset[str]
    beside: frozenset[str]
    linking: frozenset[str]
    joining: frozenset[str]
    spellings: dict[str, str]
    descriptions: frozenset[str]
    described: frozenset[str]
    apposed: frozenset[str]
    titles: frozenset[str]
    namers: frozenset[str]
    compass: frozenset[str]
    near: frozenset[str]
    particles: frozenset[str]
    starts: frozenset[str]
    greater: frozenset[str]
    capital_compass: frozenset[str]
    heads: frozenset[str]
    capital_heads: frozenset[str]
    not_first: frozenset[str]
    body_names: tuple[str, ...]
    never: frozenset[str]
    frames: dict[str, str]
    singular: dict[str, str]
    # all plurals that announce a list of names, those that are frames themselves too: `les villages de X et Y`
    announced: dict[str, str]
    pronouns: frozenset[str]
    bare: frozenset[str]
    capital_wholes: dict[str, str]
    wholes: dict[str, str]
    of_town: frozenset[str]
    acronyms: frozenset[str]
    whole: tuple[str, ...]
    glue: tuple[str, ...]
    rules: dict[str, str]


@cache
def place_lexicon(pack: Pack) -> PlaceLexicon:
    """Return the lexicon of a pack."""

    def words(key: str) -> frozenset[str]:
        return frozenset(pack.words("places", key))

    frames = {w: kind for kind in ("exact", "settlement", "district", "province") for w in words(f"frames.{kind}")}
    plurals = pack.mapping("places", "plurals")
    announced = {plurals.get(w, w + pack.words("places", "plural_ending")[0]): w for w in frames}
    singular = {plural: w for plural, w in announced.items() if plural not in frames}
    countries = pack.groups("places_countries", "names").values()
    return PlaceLexicon(
        articles=pack.mapping("places", "articles"),
        locative=words("before.locative"),
        surely=words("before.surely"),
        surest=words("before.surest"),
        loose=words("before.loose"),
        beside=words("before.beside"),
        linking=words("before.linking"),
        joining=words("before.joining"),
        spellings=pack.mapping("places", "before.spellings"),
        descriptions=words("after.descriptions"),
        described=words("after.articles"),
        apposed=words("before.apposed"),
        titles=words("before.titles"),
        namers=words("before.namers"),
        compass=words("before.compass"),
        near=words("before.near") | words("before.compass"),
        particles=words("inside.particles"),
        starts=words("inside.starts"),
        greater=words("inside.greater"),
        capital_compass=words("inside.compass"),
        heads=words("bodies.heads"),
        capital_heads=words("bodies.capital_heads"),
        not_first=words("bodies.not_first"),
        body_names=pack.words("places", "bodies.names"),
        never=words("bodies.never"),
        frames={**frames, **{plural: frames[w] for plural, w in singular.items()}},
        singular=singular,
        announced=announced,
        pronouns=words("before.pronouns"),
        capital_wholes={w: kind for kind, nouns in pack.groups("places", "wholes.capital").items() for w in nouns},
        wholes={w: kind for kind, nouns in pack.groups("places", "wholes.any").items() for w in nouns},
        of_town=words("wholes_of_town"),
        acronyms=frozenset(strong_key(n) for names in countries for n in names if n.isupper()),
        bare=words("frames.bare"),
        whole=pack.words("places", "frames.exact_whole"),
        glue=pack.words("places", "inside.glue"),
        rules={cue.role: cue.id for cue in pack.cues("places")},
    )
