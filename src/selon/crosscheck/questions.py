"""A question as a person asks it, as a key, and as a figure that others are held against.

In: words in French or English (`tués, Sri Lanka, 21 avril 2019`; `children wounded, Aleppo, October 2016`), or a key. Out: a
`Question`. Refused, in one clear line: words that say neither what is counted nor where, and a place that nobody knows: an
answer about the whole world would look like one about that place.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from functools import cache
from itertools import takewhile
from urllib.parse import quote, unquote

from babel import Locale

from selon.crosscheck.figure import Compared, Head, Spot, ordinal
from selon.crosscheck.findings import Question
from selon.crosscheck.names import LANGUAGES, lists, plain, table
from selon.errors import BadSetting
from selon.gazetteer.index import load
from selon.model.span import Span

_DAY = re.compile(r"\b(\d{1,2})(?:er)?\s+(\w+)\s+(\d{4})\b")
# two days of a month, with a dash or a short word between them: `14-15 mars 2021`, `14 au 15 mars 2021`
_DAYS = re.compile(r"\b(\d{1,2})(?:er)?(?:\s*[-–/]\s*|\s+\w{1,3}\s+)(\d{1,2})(?:er)?\s+(\w+)\s+(\d{4})\b")
_DAY_AFTER = re.compile(r"\b(\w+)\s+(\d{1,2}),?\s+(\d{4})\b")
_MONTH = re.compile(r"\b(\w+)\s+(\d{4})\b")
_ISO = re.compile(r"\b(\d{4}-\d{2}-\d{2})(?:\s*(?:/|\.\.|–|-)\s*(\d{4}-\d{2}-\d{2}))?\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SEPARATOR = "~"
# letters of a country's code; Babel's territories have regions with three digits too
_CODE = 2
# the fields of a key
_FIELDS = 9


@cache
def _months() -> dict[str, int]:
    return {plain(name): int(n) for code in LANGUAGES for name, n in table(code, "months").items()}


@cache
def _asked(kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code in LANGUAGES:
        for meaning, words in lists(code, kind).items():
            for word in words:
                found.setdefault(plain(word), meaning)
    return found


# looks a name up among the places that reports name
Told = Callable[[str], Spot | None]


def read_question(words: str, told: Told | None = None) -> Question:
    """Return the question that the words ask; `told` gives places that only the reports know.

    Raises:
        BadSetting: neither what is counted nor a place that is known.

    >>> asked = read_question("tués, Sri Lanka, 21 avril 2019")
    >>> asked.measure, asked.country, asked.start
    ('killed', 'LK', '2019-04-21')
    """
    left, start, end = _take_days(words)
    said = re.split(r"[\s,;:()]+", left)
    measure = next((m for w in said if (m := _asked("asked_measures").get(plain(w)))), None)
    group = next((g for w in said if (g := _asked("asked_groups").get(plain(w)))), None)
    if measure is None and group is None:
        raise BadSetting(f"nothing that is counted in {words!r}", hint='try: selon dossier "tués, Sri Lanka, 21 avril 2019"')
    place = _take_place(left, told)
    if place is None and start is None:
        raise BadSetting(f"neither a place nor a day in {words!r}", hint='try: selon dossier "killed, Sri Lanka, 21 April 2019"')
    spot = place or Spot(name="", said="")
    return Question(
        measure=measure or "killed",
        group=group or "people",
        place=spot.said or None,
        country=spot.country,
        start=start,
        end=end,
        latitude=spot.latitude,
        longitude=spot.longitude,
        precision=spot.precision,
    )


def _take_days(words: str) -> tuple[str, str | None, str | None]:
    """Return the words without their dates, and the first and last day that these name."""
    for pattern, reader in (
        (_ISO, _iso),
        (_DAYS, _days),
        (_DAY, _day),
        (_DAY_AFTER, _day_after),
        (_MONTH, _month),
        (_YEAR, _year),
    ):
        for match in pattern.finditer(words):
            days = reader(match)
            if days is not None:
                return words[: match.start()] + words[match.end() :], *days
    return words, None, None


def _iso(match: re.Match[str]) -> tuple[str, str] | None:
    return match.group(1), match.group(2) or match.group(1)


def _days(match: re.Match[str]) -> tuple[str, str] | None:
    first, last, month, year = match.groups()
    start, end = _whole_day(year, month, first), _whole_day(year, month, last)
    return (start[0], end[1]) if start and end and start < end else None


def _day(match: re.Match[str]) -> tuple[str, str] | None:
    return _whole_day(match.group(3), match.group(2), match.group(1))


def _day_after(match: re.Match[str]) -> tuple[str, str] | None:
    return _whole_day(match.group(3), match.group(1), match.group(2))


def _whole_day(year: str, month: str, day: str) -> tuple[str, str] | None:
    number = _months().get(plain(month))
    if number is None or not 1 <= int(day) <= monthrange(int(year), number)[1]:
        return None
    found = f"{year}-{number:02d}-{int(day):02d}"
    return found, found


def _month(match: re.Match[str]) -> tuple[str, str] | None:
    number = _months().get(plain(match.group(1)))
    if number is None:
        return None
    year = int(match.group(2))
    return f"{year}-{number:02d}-01", f"{year}-{number:02d}-{monthrange(year, number)[1]:02d}"


def _year(match: re.Match[str]) -> tuple[str, str] | None:
    return f"{match.group()}-01-01", f"{match.group()}-12-31"


@cache
def _countries() -> dict[str, str]:
    """Return the countries by their names in every language of the questions."""
    found = {plain(str(name)): str(code) for tongue in LANGUAGES for code, name in Locale(tongue).territories.items()}
    return {name: code for name, code in found.items() if len(code) == _CODE and code.isalpha()}


def _name_parts(words: str) -> list[list[str]]:
    """Return what may be a place: for each part between commas the part, then what follows each of its capitals.

    >>> _name_parts("Combien de tués à Alep ?, Syrie")
    [['Combien de tués à Alep', 'Combien de à Alep', 'Alep'], ['Syrie', 'Syrie']]
    """
    known = _asked("asked_measures").keys() | _asked("asked_groups").keys()
    parts: list[list[str]] = []
    for part in re.split(r"[,;:()?!]", words):
        kept = [w for w in part.split() if plain(w) not in known]
        if kept:
            parts.append([part.strip(), *(" ".join(kept[n:]) for n, w in enumerate(kept) if w[:1].isupper())])
    return parts


def _take_place(words: str, told: Told | None) -> Spot | None:
    """Return the place that is asked for: the first one known, in the country where one is named beside it.

    Raises:
        BadSetting: a name was given and nobody knows the place.
    """
    parts = _name_parts(words)
    countries = [
        Spot(name=plain(n), said=n, country=c, precision="country")
        for part in parts
        for n in part
        if (c := _countries().get(plain(n)))
    ]
    named = [part for part in parts if not any(_countries().get(plain(n)) for n in part)]
    for part in named:
        for name in part:
            if found := _settlement(name, [spot.country for spot in countries if spot.country]):
                return found
    reported = (told(name) for part in named for name in part) if told is not None else iter(())
    if spot := next((spot for spot in reported if spot is not None), None):
        return spot
    for part in named:
        unknown = _unknown(part, first=part is parts[0])
        if unknown is not None:
            raise BadSetting(f"no place of the name {unknown!r} is known", hint="add it with: selon gazetteer add FILE.csv")
    return countries[0] if countries else None


def _unknown(part: list[str], *, first: bool) -> str | None:
    """Return the name that a part gives and that no gazetteer has: its last capital, or its only word."""
    alone = len(part[0].split()) == 1
    capitals = part[1:]
    if first and not alone and capitals and part[0].startswith(capitals[0].split()[0]):
        # the first word of a question has its capital from the sentence
        capitals = capitals[1:]
    if not capitals:
        return part[0] if alone else None
    return " ".join(takewhile(lambda word: word[:1].isupper(), capitals[-1].split()))


def _settlement(name: str, countries: list[str]) -> Spot | None:
    found = load().find(name, countries=countries)
    if not found:
        return None
    best = found[0]
    return Spot(
        name=plain(name),
        said=name,
        country=best.country,
        latitude=best.latitude,
        longitude=best.longitude,
        precision=best.kind if best.kind in ("country", "province", "district", "region") else "settlement",
    )


def key_of(question: Question) -> str:
    """Return the key of a question: short words that an address can carry.

    >>> key_of(Question(measure="killed", place="Sri Lanka", country="LK", start="2019-04-21", end="2019-04-21"))
    'killed~people~LK~Sri%20Lanka~2019-04-21~2019-04-21~country~~'
    """
    point = ("", "") if question.latitude is None else (f"{question.latitude:.3f}", f"{question.longitude:.3f}")
    parts = (
        question.measure,
        question.group,
        question.country,
        question.place,
        question.start,
        question.end,
        question.precision,
        *point,
    )
    return _SEPARATOR.join(quote(p or "", safe="") for p in parts)


def question_of(key: str) -> Question:
    """Return the question of a key.

    Raises:
        BadSetting: no key of a dossier.
    """
    parts = [unquote(p) or None for p in key.split(_SEPARATOR)]
    if len(parts) != _FIELDS or parts[0] is None:
        raise BadSetting(f"not the key of a dossier: {key!r}")
    group, country, place, start, end, precision, latitude, longitude = parts[1:]
    return Question(
        measure=parts[0],
        group=group or "people",
        country=country,
        place=place,
        start=start,
        end=end,
        precision=precision or "country",
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
    )


def spot_of_question(question: Question) -> Spot | None:
    """Return the place of a question as it is compared."""
    if question.place is None:
        return None
    return Spot(
        name=plain(question.place),
        said=question.place,
        country=question.country,
        latitude=question.latitude,
        longitude=question.longitude,
        precision=question.precision,
    )


def figure_of_question(question: Question) -> Compared:
    """Return a question as a figure without a number, so that figures can be held against it."""
    return Compared(
        claim=0,
        head=Head(key=0, id="", published=question.end or question.start),
        span=Span(0, 0),
        low=None,
        high=None,
        qualifier="exact",
        measure=question.measure,
        group=question.group,
        side=None,
        source=None,
        body=None,
        source_kind=None,
        told_to=None,
        place=spot_of_question(question),
        start=ordinal(question.start),
        end=ordinal(question.end, last=True),
        part_of=None,
        modality="asserted",
        superseded=False,
    )
