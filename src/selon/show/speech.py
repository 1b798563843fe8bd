"""The language of the page: texts from the gettext catalogues; dates, numbers and plurals by Babel.

Catalogues stand in `locale/<code>/desk.po`. A message that a catalogue lacks is shown as it is written in the page,
and a test says which ones lack.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from selon.crosscheck.names import with_first_day

LANGUAGES = ("fr", "en")
_DAY_LENGTH = len("2021-03-18")


@cache
def _catalogue(code: str) -> Translations:
    path = resources.files("selon.show") / "locale" / code / "desk.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


# a page says the same few days and numbers a thousand times, and Babel takes 20 microseconds for each
@lru_cache(maxsize=20_000)
def _number(value: float, code: str) -> str:
    return str(format_decimal(value, locale=code))


@lru_cache(maxsize=20_000)
def _day(value: str, style: str, code: str) -> str:
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return with_first_day(str(format_date(found, format=style, locale=code)), code)


class Speech:
    """How the page speaks to one visitor."""

    def __init__(self, code: str) -> None:
        """Take a language; the first one where it is unknown."""
        self.code = code if code in LANGUAGES else LANGUAGES[0]
        self.locale = Locale.parse(self.code)
        self.catalogue = _catalogue(self.code)

    def text(self, message: str, **values: object) -> str:
        """Return a text in this language.

        >>> Speech("fr").text("Reports")
        'Dépêches'
        """
        found = str(self.catalogue.ugettext(message))
        return found % values if values else found

    def plural(self, one: str, many: str, count: float, **values: object) -> str:
        """Return a text that depends on a number, written as this language writes it.

        >>> Speech("fr").plural("%(n)s report", "%(n)s reports", 1)
        '1 dépêche'
        """
        found = str(self.catalogue.ungettext(one, many, int(count)))
        return found % {"n": self.number(count), **values}

    def word(self, topic: str, value: object) -> str:
        """Return the word for a value of the record (`measure`, `killed`); the value itself where there is none.

        >>> Speech("en").word("stance", "cannot_guarantee")
        'cannot guarantee'
        """
        if value is None or value == "":
            return "—"
        message = f"{topic}.{value}"
        found = str(self.catalogue.ugettext(message))
        return str(value).replace("_", " ") if found == message else found

    def number(self, value: float | None) -> str:
        """Return a number as people write it.

        >>> Speech("en").number(275000.0)
        '275,000'
        """
        return "" if value is None else _number(value, self.code)

    def bounds(self, low: float | None, high: float | None, qualifier: str = "") -> str:
        """Return what a figure says of its number, a minimum as a minimum.

        >>> Speech("en").bounds(12, None, "at_least")
        'at least 12'
        """
        low_words, high_words = self.number(low), self.number(high)
        if qualifier in {"exact", ""} and low == high:
            return low_words
        values = {"low": low_words, "high": high_words}
        message = f"bounds.{qualifier}"
        if qualifier and str(self.catalogue.ugettext(message)) != message:
            return self.text(message, **values)
        if low is None:
            return f"≤ {high_words}"
        return f"≥ {low_words}" if high is None else low_words if low == high else f"{low_words}–{high_words}"

    def day(self, value: str | None, style: str = "medium") -> str:
        """Return a date as people write it, from ISO 8601; the text itself where it is no date.

        >>> Speech("fr").day("2021-03-18")
        '18 mars 2021'
        """
        return _day(value, style, self.code) if value else "—"

    def short_day(self, day: date, *, with_year: bool = False) -> str:
        """Return a date as the axis of a chart has room for it.

        >>> Speech("fr").short_day(date(2021, 3, 18))
        '18 mars'
        """
        return self._dated(format_skeleton("yMMM" if with_year else "MMMd", day, locale=self.locale))

    def moment(self, value: str | None) -> str:
        """Return a date with its clock time and zone, or a date alone.

        >>> Speech("fr").moment("2016-10-20T08:00+03:00")
        '20 oct. 2016, 08:00 (UTC+3)'
        """
        if not value or "T" not in value:
            return self.day(value)
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return value
        clock = f"{self.day(value)}, {format_datetime(found, 'HH:mm', locale=self.locale)}"
        offset = found.utcoffset()
        if offset is None:
            return clock
        hours = offset.total_seconds() / 3600
        return f"{clock} (UTC{hours:+.2g})" if hours else f"{clock} (UTC)"

    def universal(self, value: str | None) -> str:
        """Return the universal time of a clock time that was given with another offset; empty where there is none.

        >>> Speech("fr").universal("2016-10-20T08:00+03:00")
        '05:00 UTC'
        """
        if not value or "T" not in value:
            return ""
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            return ""
        if not found.utcoffset():
            return ""
        moved = found.astimezone(UTC)
        day = "" if moved.date() == found.date() else f"{self.day(moved.date().isoformat())}, "
        return f"{day}{moved:%H:%M} UTC"

    def period(self, start: str | None, end: str | None) -> str:
        """Return a period in words.

        >>> Speech("fr").period("2021-03-01", "2021-03-18")
        '1er–18 mars 2021'
        """
        if not start and not end:
            return "—"
        if start == end:
            return self.moment(start)
        if not start:
            return self.text("until %(day)s", day=self.moment(end))
        if not end:
            return self.text("since %(day)s", day=self.moment(start))
        if len(start) == len(end) == _DAY_LENGTH:
            return self._days(start, end)
        return f"{self.moment(start)} – {self.moment(end)}"

    def _days(self, start: str, end: str) -> str:
        try:
            first, last = date.fromisoformat(start), date.fromisoformat(end)
        except ValueError:
            return f"{start} – {end}"
        return self._dated(format_interval(first, last, "yMMMd", locale=self.locale))

    def _dated(self, written: object) -> str:
        return with_first_day(str(written), self.code)

    def country(self, code: str | None) -> str:
        """Return the name of a country.

        >>> Speech("fr").country("LB")
        'Liban'
        """
        return "" if not code else str(self.locale.territories.get(code, code))


_TOPICS = {
    ("arrangement", "kind"): "arrangement",
    ("arrangement", "status"): "arrangement_status",
    ("event", "type"): "event",
    ("statement", "type"): "speech",
    ("time", "type"): "time",
}


def vocabulary(kind: str, field: str) -> str:
    """Return which words name the values of a field.

    >>> vocabulary("event", "type"), vocabulary("figure", "source.kind")
    ('event', 'source')
    """
    if field == "source.kind":
        return "source"
    return _TOPICS.get((kind, field), field.rpartition(".")[2])


def known(code: str) -> bool:
    """Say whether there is a catalogue for a language."""
    try:
        return str(Locale.parse(code).language) in LANGUAGES
    except (UnknownLocaleError, ValueError):
        return False
