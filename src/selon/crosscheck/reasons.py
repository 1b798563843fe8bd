"""Reasons as sentences that a person can check, in French or English.

In: a `Reason` (a code and values). Out: words. Values are data in every language: `what` is `killed/children`, a number
`at_least/12/`, days are ISO; here they become words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from string import Formatter

from babel.dates import format_date
from babel.numbers import format_decimal

from selon.crosscheck.findings import Reason
from selon.crosscheck.names import LANGUAGES, phrases, table, with_first_day

_NUMBERS = frozenset({"first", "second", "newer", "older", "part", "whole"})
_DAYS = frozenset({"start", "end"})
_HOURS_IN_TWO_DAYS = 48


def sentence(reason: Reason, language: str = "fr") -> str:
    """Return a reason in words, without capital or full stop.

    >>> sentence(Reason(code="common_agency", values=(("agency", "AFP"),)))
    'les deux nomment la même agence : AFP'
    """
    values = {k: _shown(k, v, language) for k, v in reason.values}
    templates = table(language, "reasons")
    # French and English both have a form for one and a form for more
    code = f"{reason.code}_one" if values.get("reports") == "1" else reason.code
    template = templates.get(code, templates[reason.code])
    return template.format_map(dict.fromkeys(gaps(reason.code), "") | _grouped(values, reason, language) | values)


def sentences(reasons: Iterable[Reason], language: str = "fr") -> str:
    """Return several reasons as one sentence with capital and full stop.

    >>> sentences([Reason(code="open_place"), Reason(code="open_period")], "en")
    'One of the two does not say where; one of the two does not say when.'
    """
    parts = list(dict.fromkeys(sentence(r, language) for r in reasons))
    whole = str(phrases(language)["joiner"]).join(parts)
    return whole[:1].upper() + whole[1:] + "." if whole else ""


@cache
def gaps(code: str) -> frozenset[str]:
    """Return the names of the gaps that a reason's sentence has in any language."""
    found = {name for language in LANGUAGES for _, name, _, _ in Formatter().parse(table(language, "reasons")[code]) if name}
    if "when" in found:
        found |= {"start", "end"}
    return frozenset(found | ({"place"} if "where" in found else set()))


def _grouped(values: Mapping[str, str], reason: Reason, language: str) -> dict[str, str]:
    """Return what is made of several values: where and when."""
    words = table(language, "when")
    given = dict(reason.values)
    found = {}
    if values.get("place"):
        found["where"] = words["where"].format(place=values["place"])
    start, end = given.get("start"), given.get("end")
    if start and end:
        found["when"] = words["day" if start[:10] == end[:10] else "span"].format(start=values["start"], end=values["end"])
    elif start or end:
        found["when"] = words["since" if start else "until"].format(start=values.get("start", ""), end=values.get("end", ""))
    return found


def _shown(name: str, value: str, language: str) -> str:
    if name in _NUMBERS:
        return number_words(value, language)
    if name in _DAYS:
        return day_words(value, language)
    if name.endswith("what"):
        return what_words(value, language)
    if name.endswith("_place"):
        return value or table(language, "unsaid")["place"]
    if name.endswith("_days"):
        return days_words(value, language)
    if name == "field":
        return table(language, "fields").get(value, value)
    return gap_words(value, language) if name == "gap" else value


def what_words(what: str, language: str) -> str:
    """Return what is counted, from `measure/group`.

    >>> what_words("killed/children", "fr")
    'les morts (enfants)'
    """
    measure, _, group = what.partition("/")
    counted = table(language, "groups").get(group, group)
    named = table(language, "measures").get(measure, measure)
    return f"{named} ({counted})" if counted else named


def number_words(number: str, language: str) -> str:
    """Return a number with its qualifier, from `qualifier/low/high`.

    >>> number_words("at_least/12000/", "en")
    'at least 12,000'
    """
    qualifier, _, bounds = number.partition("/")
    low, _, high = bounds.partition("/")
    template = table(language, "qualifiers").get(qualifier, "{low}")
    return template.format(low=_decimal(low or high, language), high=_decimal(high or low, language))


def _decimal(written: str, language: str) -> str:
    return str(format_decimal(float(written), locale=language)) if written else "?"


def day_words(day: str, language: str) -> str:
    """Return an ISO day as it is written; what is no day stays as it is.

    >>> day_words("2019-04-21", "fr"), day_words("2019-04-01", "fr")
    ('21 avril 2019', '1er avril 2019')
    """
    try:
        return with_first_day(str(format_date(date.fromisoformat(day[:10]), format="long", locale=language)), language)
    except ValueError:
        return day


def days_words(days: str, language: str) -> str:
    """Return a period in words, from `start/end`.

    >>> days_words("2019-04-21/2019-04-21", "en")
    'April 21, 2019'
    """
    start, _, end = days.partition("/")
    if not start and not end:
        return table(language, "unsaid")["days"]
    written = [day_words(day, language) if day else "…" for day in (start, end)]
    return written[0] if start[:10] == end[:10] else " – ".join(written)


def gap_words(hours: str, language: str) -> str:
    """Return a stretch of hours in words."""
    words, many = table(language, "gaps"), float(hours)
    if many < 1:
        return words["moment"]
    if many < _HOURS_IN_TWO_DAYS:
        return words["hours"].format(n=round(many))
    return words["days"].format(n=round(many / 24))
