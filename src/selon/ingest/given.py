"""What the user says of the reports from outside, on the command line or in a call; it wins over what a file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from selon.errors import BadSetting

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# nothing that selon reads was printed before the first newspaper; a later year is a slip of the pen
FIRST_YEAR, LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Metadata that the user gives: it fills in or corrects what comes with the reports.

    Raises:
        BadSetting: `published` is no date or date-time in ISO 8601.

    >>> Given(published="2016-10-18").published
    '2016-10-18'
    """

    published: str | None = None
    outlet: str | None = None
    credit: str | None = None
    url: str | None = None
    id: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and iso_date(self.published) is None:
            raise BadSetting(f"{self.published!r} is no date", hint="write 2016-10-18 or 2016-10-18T08:00+02:00")


def iso_date(written: str) -> str | None:
    """Return a date or date-time in ISO 8601 in its usual writing; None where the words are no such date.

    >>> iso_date("2016-10-18 08:00Z"), iso_date("18 octobre")
    ('2016-10-18T08:00:00+00:00', None)
    """
    words = written.strip()
    try:
        when = datetime.fromisoformat(words)
    except ValueError:
        return None
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None
    return words if _DAY.fullmatch(words) else when.isoformat()
