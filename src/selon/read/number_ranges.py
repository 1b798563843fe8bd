"""Tell ranges of numbers from stretches of years: `1500 à 1600 personnes`, but `de 1998 à 2003` and `(1939-1945)`.

In: a parsed report. Out: where two bare numbers, one of which may be a year, bound what is counted behind them.
"""

from __future__ import annotations

import re
from functools import cache

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import any_of, pack_word

# tokens from the second number to the noun that it counts: `2000 jeunes combattants`
REACH = 2
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def looks_like_year(words: str) -> bool:
    """Say whether digits may be a year.

    >>> looks_like_year("1861"), looks_like_year("1.861"), looks_like_year("2500")
    (True, False, False)
    """
    return _YEAR.fullmatch(words) is not None


def counted_ranges(parsed: Parsed, pack: Pack) -> list[Span]:
    """Return where ranges with a number that may be a year count a noun, each from its first number to its second.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> text = "Entre 1500 et 1700 marins ont fui. Entre 2011 et 2014, le port est resté fermé."
    >>> parsed = parse(Report(id="a", text=clean_text(text)), pack)
    >>> [span.words(parsed.text) for span in counted_ranges(parsed, pack)]
    ['1500 et 1700']
    """
    key = (pack.code, "counted ranges")
    if key not in parsed.found:
        found = (m for m in _pattern(pack).finditer(parsed.text) if looks_like_year(m["low"]) or looks_like_year(m["high"]))
        spans = (Span(m.start("low"), m.end("high")) for m in found)
        parsed.found[key] = [span for span in spans if _counts(span, parsed) or _is_predicate(span, parsed)]
    return list(parsed.found[key])


def _counts(span: Span, parsed: Parsed) -> bool:
    """Say whether one of two numbers counts a noun just behind both: which of them, parses differ in."""
    tokens = parsed.tokens(span)
    return any(
        t.dep_ == "nummod" and t.head.pos_ == "NOUN" and 0 < t.head.i - tokens[-1].i <= REACH for t in (tokens[0], tokens[-1])
    )


def _is_predicate(span: Span, parsed: Parsed) -> bool:
    """Say whether two numbers are what somebody is said to be (`étaient 1500 à 2000`, `étaient entre 1500 et 2000 à crier`).

    With a preposition before it (`étaient entre 1939 et 1945 en exil`) a stretch of years may stand there: what those
    counted do must follow, or the clause end.
    """
    tokens, doc = parsed.tokens(span), parsed.doc
    before = [t.pos_ for t in doc[max(0, tokens.start - 2) : tokens.start]]
    if before[-1:] == ["AUX"]:
        return True
    if before != ["AUX", "ADP"]:
        return False
    after = doc[tokens.end : tokens.end + 2]
    acts = len(after) == 2 and after[0].pos_ == "ADP" and "Inf" in after[1].morph.get("VerbForm", [])
    return acts or (len(after) > 0 and after[0].pos_ == "PUNCT")


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of two bare numbers that may bound a third: none with a point or a word."""
    openers, joiners = any_of(pack.words("numbers", "ranges.openers")), any_of(pack.words("numbers", "ranges.joiners"))
    between = rf"\s+{re.escape(pack_word(pack, 'ranges.opener_joiner'))}\s+"
    loose = rf"\s*(?:{joiners})\s+|\s?[-–]\s?"
    low, high = r"(?<![\d.,:/-])(?P<low>\d{1,4})", r"(?P<high>\d{3,4})(?![.,:/-]?\d)"
    return re.compile(rf"(?:\b(?P<opener>{openers})\s+)?{low}(?(opener){between}|(?:{loose})){high}", re.IGNORECASE)
