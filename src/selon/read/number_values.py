"""The value of a number's words: its bounds, its own span, and how exact it says to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import text2num

from selon.model.span import Span
from selon.read.number_patterns import SPACES, NumberPatterns
from selon.read.number_ranges import looks_like_year

# what `deux à trois cents` and the like are made of: digits times hundreds
DIGITS_END, HUNDRED, HUNDREDS_END = 10.0, 100.0, 1000.0
_SEPARATORS = re.compile(rf"[{SPACES}'’]|\.(?=\d{{3}}(?!\d))|,(?=\d{{3}}(?:,|\Z))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a number's words say; `outer` also holds the word that opens a range."""

    span: Span
    outer: Span
    low: float
    high: float
    qualifier: str
    rule: str


def read_value(text: str, span: Span, kind: str, patterns: NumberPatterns, *, counted: bool = False) -> Value | None:
    """Return the value of a match of the number pattern, None where the words make no number.

    `counted` tells of a range that bounds what is counted behind it, though its numbers look like years.
    """
    words = span.words(text)
    if kind == "range":
        return _range(text, span, patterns, counted=counted)
    if kind == "vague":
        return _vague(words, span, patterns)
    if kind in ("collective", "single"):
        found = _collective(words, patterns)
        return None if found is None else _exact(span, found, "number.collective", "about")
    if kind == "one":
        return _exact(span, 1.0, "number.one")
    number = _plain(words, patterns)
    if number is None:
        number = _collective(words, patterns)
        return None if number is None else _exact(span, number, "number.collective", "about")
    rule = "number.digits" if words.replace(".", "")[-1:].isdigit() else "number.words"
    return _exact(span, number, "number.scale" if _is_scaled(words, patterns) else rule)


def _exact(span: Span, number: float, rule: str, qualifier: str = "exact") -> Value:
    return Value(span=span, outer=span, low=number, high=number, qualifier=qualifier, rule=rule)


def _is_scaled(words: str, patterns: NumberPatterns) -> bool:
    match = patterns.scaled.fullmatch(words)
    return bool(match and match[2]) or any(patterns.scales.get(w, 0) > 1000 for w in patterns.plain(words).split())


def _vague(words: str, span: Span, patterns: NumberPatterns) -> Value | None:
    match = patterns.vague.search(words)
    if match is None:
        return None
    low = patterns.vague_values[patterns.plain(match[1])]
    if match[2]:
        low *= patterns.vague_values[patterns.plain(match[2])] / 2
    return Value(span=span, outer=span, low=low, high=low, qualifier="vague", rule="number.vague")


def _collective(words: str, patterns: NumberPatterns) -> float | None:
    match = patterns.collective.match(words)
    if match is None:
        return None
    times = 1.0
    if match[1] and patterns.plain(match[1]) not in patterns.ones:
        times = _plain(match[1], patterns) or 1.0
    return times * patterns.collectives[patterns.plain(match[2])]


def _plain(words: str, patterns: NumberPatterns) -> float | None:
    """Return the value of digits or words, with a scale after them and a half after that."""
    match = patterns.scaled.fullmatch(words)
    if match is None:
        return _spelled(patterns.plain(words), patterns.language)
    number = _digits(match[1]) if match[1][0].isdigit() else _spelled(patterns.plain(match[1]), patterns.language)
    if number is None:
        return None
    scale = patterns.scales[patterns.plain(match[2])] if match[2] else _last_scale(match[1], patterns)
    return number * (scale if match[2] else 1.0) + (scale / 2 if match[3] else 0.0)


def _last_scale(words: str, patterns: NumberPatterns) -> float:
    return patterns.scales.get(patterns.plain(words).split()[-1], 1.0)


def _digits(words: str) -> float | None:
    try:
        return float(_SEPARATORS.sub("", words).replace(",", "."))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _spelled(words: str, language: str) -> float | None:
    try:
        return float(text2num(words, language))
    except ValueError:
        return None


def _bound(words: str, patterns: NumberPatterns) -> float | None:
    return _plain(words, patterns) or _collective(words, patterns)


def _range(text: str, span: Span, patterns: NumberPatterns, *, counted: bool) -> Value | None:
    match = patterns.bounds.match(text[span.start : span.end])
    if match is None:
        return None
    low, high = _bound(match[1], patterns), _bound(match[2], patterns)
    if low is None or high is None:
        return None
    low = _shared_scale(low, high, _spelled_scale(match[2], patterns))
    if low >= high or (not counted and any(looks_like_year(match[n]) for n in (1, 2))):
        return None
    own = Span(span.start + match.start(1), span.end)
    return Value(span=own, outer=span, low=low, high=high, qualifier="between", rule="number.range")


def split_range(text: str, span: Span, patterns: NumberPatterns) -> list[Span]:
    """Return the two numbers of a range that is none (`passé de 10 à 15`, `2-1`)."""
    match = patterns.bounds.match(text[span.start : span.end])
    if match is None or (looks_like_year(match[1]) and looks_like_year(match[2]) and not text[span.start].isalpha()):
        # `la guerre (1861-1865)`
        return []
    return [Span(span.start + match.start(n), span.start + match.end(n)) for n in (1, 2)]


def _shared_scale(low: float, high: float, spelled: float) -> float:
    """Return the lower bound of `deux à trois mille`, `20 à 30.000`: the scale of the upper one is meant twice."""
    for scale in (1e9, 1e6, 1e3):
        if high >= scale and high % (scale / 10) == 0 and low < 1000 and low < high / scale:
            return low * scale
    # `deux à trois cents`: only where the word says so, `2 à 300` stays
    shared = high < HUNDREDS_END and high % spelled == 0 and low < min(DIGITS_END, high / spelled)
    return low * spelled if shared else low


def _spelled_scale(words: str, patterns: NumberPatterns) -> float:
    """Return what a bound in words counts by: hundreds, or the dozens that it names; 1 for digits."""
    if any(c.isdigit() for c in words):
        return 1.0
    return patterns.collectives.get(patterns.plain(words).split()[-1], HUNDRED)
