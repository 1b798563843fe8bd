"""Whether two numbers agree, given their qualifiers."""

from __future__ import annotations

import math
from enum import Enum

from selon.crosscheck.figure import Compared

# "environ 200.000" and 210.000 can both be true: a rounded number stands for a tenth around it
ABOUT = 0.1
# who rounds 79.5 to 80 rounds by less than this; no other value was tried
ROUNDED = 0.03


class Match(Enum):
    """How two numbers stand to each other."""

    EQUAL = "equal"
    AGREE = "agree"
    CLASH = "clash"


def limits(figure: Compared) -> tuple[float, float]:
    """Return the lowest and the highest number that the words allow, infinite where they leave it open."""
    low = figure.low if figure.low is not None else 0.0
    high = figure.high if figure.high is not None else math.inf
    if figure.qualifier == "about":
        return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def match(a: Compared, b: Compared) -> Match:
    """Return how the numbers of two figures stand to each other: the same, both possible, or not.

    The same number said once as a minimum and once without is the same number; `more than 160` is not 160.
    """
    if _said(a) == _said(b) and _kind(a) == _kind(b):
        return Match.EQUAL
    mine, theirs = limits(a), limits(b)
    return Match.AGREE if max(mine[0], theirs[0]) <= min(mine[1], theirs[1]) else Match.CLASH


def _kind(figure: Compared) -> str:
    """Return what the qualifier does to the number: `at_least`, `exact` and `about` name the number itself."""
    return figure.qualifier if figure.qualifier in ("more_than", "less_than", "between", "vague") else "named"


def _said(figure: Compared) -> float | None:
    return figure.low if figure.low is not None else figure.high


def size(figure: Compared) -> float:
    """Return the number by which figures are ordered: the lowest that is said, else the highest."""
    said = _said(figure)
    return 0.0 if said is None else said


def fits_in(part: Compared, whole: Compared) -> bool:
    """Say whether the first number can be part of the second."""
    return limits(part)[0] <= limits(whole)[1]


# two minima of one thing lie closer together than this: "au moins 20" under "au moins 207" counts something narrower
FAR = 0.5


def far_less(part: Compared, whole: Compared) -> bool:
    """Say whether the first is less than half of the second."""
    return size(part) < FAR * size(whole)


def at_most_half(part: Compared, whole: Compared) -> bool:
    """Say whether the first is half of the second or less."""
    return size(part) <= FAR * size(whole)


def same_rounded(a: Compared, b: Compared) -> bool:
    """Say whether one number is the other one rounded (`près de 80 millions`, `79,5 millions`)."""
    if "about" not in (a.qualifier, b.qualifier) or "vague" in (a.qualifier, b.qualifier):
        return False
    return abs(size(a) - size(b)) <= ROUNDED * max(size(a), size(b))


def one_value(a: Compared, b: Compared) -> bool:
    """Say whether both name one number, whatever their qualifiers (`plus de 200.000`, `environ 200.000`)."""
    return _said(a) is not None and _said(a) == _said(b)


def clearly_less(part: Compared, whole: Compared) -> bool:
    """Say whether the first is less than the second as they stand."""
    return size(part) < size(whole)
