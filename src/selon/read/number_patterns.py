"""The patterns by which numbers are found, built from a pack's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from selon.lang.pack import Cue, Pack

# spaces that stand between thousands: plain, no-break, thin, narrow no-break, figure
SPACES = " \u00a0\u2009\u202f\u2007"
_SPACE = f"[{SPACES}]"
# digits that belong to a name (`F-16`, `5+5`), a clock time (`14h`), a rank (`2e`), a share or a fraction are left alone
_OPEN = r"(?<![\w+/])(?<!\w[-–.,])(?<!\w['’]\d)"
_CLOSE = rf"(?![\w+/]|[.,]\d|-\w|{_SPACE}?%|['’]\d)"
_DIGITS = rf"(?:\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?![.,{SPACES}]?\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """Compiled patterns, and the tables that the words of a number are looked up in."""

    number: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    vague: re.Pattern[str]
    collective: re.Pattern[str]
    scaled: re.Pattern[str]
    bounds: re.Pattern[str]
    passage: re.Pattern[str]
    as_many: re.Pattern[str]
    half: str
    ones: frozenset[str]
    scales: Mapping[str, float]
    collectives: Mapping[str, float]
    vague_values: Mapping[str, float]
    qualifiers: Mapping[str, Cue]
    qualifiers_after: Mapping[str, Cue]
    language: str

    def plain(self, words: str) -> str:
        """Return words as the tables have them: lower case, straight apostrophes, single spaces."""
        return plain(words)


def plain(words: str) -> str:
    """Return words in lower case, with straight apostrophes and single spaces.

    >>> plain("Plus  d’")
    "plus d'"
    """
    return " ".join(words.lower().replace("’", "'").split())


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first, with either apostrophe and any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace("'", "['’]").replace(r"\ ", r"\s+") for w in ordered)


@cache
def number_patterns(pack: Pack) -> NumberPatterns:
    """Return the patterns of a pack, compiled once."""
    scales = pack.numbers("numbers", "scales")
    collectives = pack.numbers("numbers", "collectives")
    vague = pack.numbers("numbers", "vague")
    words = _spelled(pack)
    scale = any_of(s for s in scales)
    half = re.escape(pack_word(pack, "half"))
    plain_number = rf"(?:{_DIGITS}(?:\s+(?:{scale})\b(?:\s+{half}\b)?)?|{words}(?:\s+{half}\b)?)"
    sizes = any_of(pack.words("numbers", "vague_words.sizes"))
    ones = any_of(pack.words("numbers", "ones"))
    one_or_more = rf"(?:(?:{ones}|{_DIGITS}|{words})\s+(?:(?:{sizes})\s+)?)"
    collective = rf"{one_or_more}?(?:{any_of(collectives)})\b(?:\s+{half}\b)?"
    openers = any_of(pack.words("numbers", "vague_words.openers"))
    tens = any_of(vague)
    one_vague = rf"(?:(?:{openers})\s+)?(?:{tens})\b(?:\s+de\s+(?:{tens})\b)?"
    either = any_of(pack.words("numbers", "vague_words.joiners"))
    vague_pattern = rf"{one_vague}(?:(?:{either})\s+{one_vague})?"
    joiners = any_of(pack.words("numbers", "ranges.joiners"))
    range_openers = any_of(pack.words("numbers", "ranges.openers"))
    opener_joiner = re.escape(str(pack_word(pack, "ranges.opener_joiner")))
    bound = rf"(?:{one_or_more}?(?:{any_of(collectives)})\b|{plain_number})"
    between = rf"(?:{range_openers})\s+{bound}\s+{opener_joiner}\s+{bound}"
    loose = rf"{bound}(?:\s*(?:{joiners})\s+|{_SPACE}?[-–]{_SPACE}?(?=\d)){bound}"
    number = "|".join(
        [
            rf"(?P<range>{between}|{loose})",
            rf"(?P<collective>{one_or_more}(?:{any_of(collectives)})\b)",
            rf"(?P<vague>{vague_pattern})",
            rf"(?P<single>{any_of(c for c in collectives if c not in vague)})\b",
            rf"(?P<digits>{_DIGITS})(?!\s+(?:{scale})\b)",
            rf"(?P<scaled>{plain_number})",
            rf"(?P<one>{ones})",
        ]
    )
    flags = re.IGNORECASE
    before = {form: cue for cue in pack.cues("numbers") if cue.role == "before" for form in cue.forms}
    after = {form: cue for cue in pack.cues("numbers") if cue.role == "after" for form in cue.forms}
    return NumberPatterns(
        number=re.compile(rf"{_OPEN}(?:{number}){_CLOSE}", flags),
        before=re.compile(rf"(?<!\w)({any_of(before)})(?:(?<=['’])|\s+)(?:les\s+|ces\s+)?\Z", flags),
        after=re.compile(rf"(?:\s+(?!et\b|ou\b|,)\w+){{0,2}}?\s*,?\s+({any_of(after)})\b(?!\s+(?:\d|{ones}\s|{words}))", flags),
        vague=re.compile(rf"({tens})\b(?:\s+de\s+({tens})\b)?", flags),
        collective=re.compile(rf"(?:({ones}|{_DIGITS}|{words})\s+(?:(?:{sizes})\s+)?)?({any_of(collectives)})\b", flags),
        scaled=re.compile(rf"({_DIGITS}|{words}|{ones})(?:\s+({scale})\b)?(\s+{half}\b)?", flags),
        bounds=re.compile(rf"(?:(?:{range_openers})\s+)?({bound})(?:\s*(?:{joiners}|{opener_joiner}|[-–])\s*)({bound})\Z", flags),
        passage=_passage(pack),
        as_many=re.compile(rf"(?<!\w)({any_of(f for c in pack.cues('numbers') if c.role == 'as_many' for f in c.forms)})", flags),
        half=half,
        ones=frozenset(pack.words("numbers", "ones")),
        scales=scales,
        collectives=collectives,
        vague_values=vague,
        qualifiers=before,
        qualifiers_after=after,
        language=pack.code,
    )


def _passage(pack: Pack) -> re.Pattern[str]:
    verbs = any_of(pack.words("numbers", "passage.verbs"))
    return re.compile(rf"(?<!\w)(?:{verbs})\s(?:[^.;]{{0,50}}\s)?{pack_word(pack, 'passage.opener')}\s+\Z", re.IGNORECASE)


def pack_word(pack: Pack, key: str) -> str:
    """Return a single word of the topic `numbers`."""
    value: object = pack.table("numbers")
    for part in key.split("."):
        value = value[part] if isinstance(value, Mapping) else ""
    return str(value)


def _spelled(pack: Pack) -> str:
    """Return the pattern of a spelled number, `un` alone left out."""
    units = any_of(pack.words("numbers", "units"))
    scales = any_of(s for s in pack.numbers("numbers", "scales"))
    ones = any_of(pack.words("numbers", "ones"))
    tens = any_of(pack.words("numbers", "tens"))
    joined = rf"(?:{tens})(?:\s+|-){pack_word(pack, 'and')}(?:\s+|-)(?:{any_of(pack.words('numbers', 'after_and'))})"
    word = rf"(?:{joined}|(?:{units})(?:[-\s](?:{ones})(?![-\w]))?)"
    more = rf"(?:[-\s](?:{joined}|{units}|{scales})(?!\w))*"
    return rf"(?:(?:{word}(?!\w){more}|(?:{ones})\s+(?:{scales})(?!\w){more}))(?!\w)"
