"""The patterns by which numbers are found, built from a pack's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from selon.lang.inflection import verb_forms
from selon.lang.pack import Cue, Pack

# spaces that stand between thousands: plain, no-break, thin, narrow no-break, figure
SPACES = " \u00a0\u2009\u202f\u2007"
_SPACE = f"[{SPACES}]"
# digits that belong to a name (`F-16`, `5+5`), a clock time (`14h`), a rank (`2e`), a share or a fraction are left alone
# a word without the space before it is none of these (`dans la ville.Deux gardes`, `au nord,deux gardes`)
_GLUED = r"(?<=[a-zà-ÿ]{3}\.)(?-i:(?=[A-ZÀ-Ý]))|(?<=[a-zà-ÿ]{3},)(?=[^\W\d_])"
_OPEN = rf"(?<![\w+/])(?:(?<!\w[-–.,])|{_GLUED})(?<!\w['’]\d)"
_CLOSE = rf"(?![\w+/]|[.,]\d|-\w|{_SPACE}?%|['’]\d)"
# Swiss papers part thousands with an apostrophe
_DIGITS = (
    rf"(?:\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?![.,{SPACES}]?\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d)|"
    rf"\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
)


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
    ones: frozenset[str]
    # before a few, words of place and not of amount
    spatial: frozenset[str]
    scales: Mapping[str, float]
    collectives: Mapping[str, float]
    vague_values: Mapping[str, float]
    qualifiers: Mapping[str, Cue]
    qualifiers_after: Mapping[str, Cue]
    language: str

    def plain(self, words: str) -> str:
        """Return words as the tables have them: lower case, straight apostrophes, single spaces."""
        return plain(words)


# asked for some four thousand words a report, most of them again and again (no other size was tried)
@lru_cache(maxsize=1 << 16)
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


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Parts of patterns, as text: what a number is built of."""

    words: str
    scale: str
    half: str
    sizes: str
    ones: str
    collectives: str
    singles: str
    tens: str
    of: str

    @property
    def plain(self) -> str:
        """Digits or words, with a scale and a half."""
        return rf"(?:{_DIGITS}(?:\s+(?:{self.scale})\b(?:\s+{self.half}\b)?)?|{self.words}(?:\s+{self.half}\b)?)"

    @property
    def times(self) -> str:
        """What stands before a collective: `une`, `trois`, `une bonne`."""
        return rf"(?:(?:{self.ones}|{_DIGITS}|{self.words})\s+(?:(?:{self.sizes})\s+)?)"

    @property
    def bound(self) -> str:
        """One end of a range."""
        return rf"(?:{self.times}?(?:{self.collectives})\b|{self.plain})"


def _pieces(pack: Pack) -> _Pieces:
    collectives, vague = pack.numbers("numbers", "collectives"), pack.numbers("numbers", "vague")
    return _Pieces(
        words=_spelled(pack),
        scale=any_of(pack.numbers("numbers", "scales")),
        half=re.escape(pack_word(pack, "half")),
        sizes=any_of(pack.words("numbers", "vague_words.sizes")),
        ones=any_of(pack.words("numbers", "ones")),
        collectives=any_of(collectives),
        singles=any_of(c for c in collectives if c not in vague),
        tens=any_of(vague),
        of=pack_word(pack, "vague_words.of"),
    )


def _ranges(pieces: _Pieces, pack: Pack) -> tuple[str, str]:
    """Return the pattern of a range and the pattern that takes its two ends."""
    joiners = any_of(pack.words("numbers", "ranges.joiners"))
    openers = any_of(pack.words("numbers", "ranges.openers"))
    opener_joiner = re.escape(pack_word(pack, "ranges.opener_joiner"))
    between = rf"(?:{openers})\s+(?:{pieces.bound}|(?:{pieces.ones}))\s+{opener_joiner}\s+{pieces.bound}"
    loose = rf"{pieces.bound}(?:\s*(?:{joiners})\s+|{_SPACE}?[-–]{_SPACE}?(?=\d)){pieces.bound}"
    # `une ou deux`: before digits `un` is another number (`tuant un à 12 km de là`)
    from_one = rf"(?:{pieces.ones})\s*(?:{joiners})\s+(?!\d){pieces.bound}"
    first = rf"{pieces.bound}|{pieces.ones}"
    ends = rf"(?:(?:{openers})\s+)?({first})(?:\s*(?:{joiners}|{opener_joiner}|[-–])\s*)({pieces.bound})\Z"
    return f"{between}|{loose}|{from_one}", ends


def _vague(pieces: _Pieces, pack: Pack) -> str:
    openers = any_of(pack.words("numbers", "vague_words.openers"))
    either = any_of(pack.words("numbers", "vague_words.joiners"))
    one = rf"(?:(?:{openers})\s+)?(?:{pieces.tens})\b(?:\s+{pieces.of}\s+(?:{pieces.tens})\b)?"
    return rf"{one}(?:(?:{either})\s+{one})?"


@cache
def number_patterns(pack: Pack) -> NumberPatterns:
    """Return the patterns of a pack, compiled once."""
    pieces = _pieces(pack)
    ranges, ends = _ranges(pieces, pack)
    number = "|".join(
        [
            rf"(?P<range>{ranges})",
            rf"(?P<collective>{pieces.times}(?:{pieces.collectives})\b)",
            rf"(?P<vague>{_vague(pieces, pack)})",
            rf"(?P<single>{pieces.singles})\b",
            rf"(?P<digits>{_DIGITS})(?!\s+(?:{pieces.scale})\b)",
            rf"(?P<scaled>{pieces.plain})",
            rf"(?P<one>{pieces.ones})",
        ]
    )
    flags = re.IGNORECASE
    before, after = {**_cue_forms(pack, "before"), **_verb_cue_forms(pack)}, _cue_forms(pack, "after")
    adverbs = any_of((*pack.words("numbers", "adverbs_between"), *pack.mapping("times", "weekdays")))
    articles = any_of((*pack.words("numbers", "articles"), *pack.words("numbers", "reached_over")))
    superlatives = any_of(pack.words("numbers", "superlatives"))
    links = any_of(pack.words("numbers", "links"))
    next_number = rf"(?!\s+(?:\d|{pieces.ones}\s|{pieces.words}))"
    return NumberPatterns(
        number=re.compile(rf"{_OPEN}(?={_beginning(pack)})(?:{number}){_CLOSE}", flags),
        before=re.compile(
            rf"(?<!\w)({any_of(before)})(?:(?<=['’])|\s+)(?:(?:{adverbs})\s+)?(?:[\"«“]\s?)?(?:(?:{articles})\s+)?\Z", flags
        ),
        after=re.compile(
            rf"(?:\s+(?!(?:{links})\b|,)\w+){{0,2}}?\s*,?\s+({any_of(after)})\b{next_number}(?!\s+(?:{superlatives})\b)", flags
        ),
        vague=re.compile(rf"({pieces.tens})\b(?:\s+{pieces.of}\s+({pieces.tens})\b)?", flags),
        collective=re.compile(
            rf"(?:({pieces.ones}|{_DIGITS}|{pieces.words})\s+(?:(?:{pieces.sizes})\s+)?)?({pieces.collectives})\b", flags
        ),
        scaled=re.compile(rf"({_DIGITS}|{pieces.words}|{pieces.ones})(?:\s+({pieces.scale})\b)?(\s+{pieces.half}\b)?", flags),
        bounds=re.compile(ends, flags),
        passage=_passage(pack),
        as_many=re.compile(rf"(?<!\w)({any_of(_cue_forms(pack, 'as_many'))})", flags),
        ones=frozenset(pack.words("numbers", "ones")),
        spatial=frozenset(plain(words) for words in pack.words("numbers", "spatial")),
        scales=pack.numbers("numbers", "scales"),
        collectives=pack.numbers("numbers", "collectives"),
        vague_values=pack.numbers("numbers", "vague"),
        qualifiers=before,
        qualifiers_after=after,
        language=pack.code,
    )


def _beginning(pack: Pack) -> str:
    """Return what a number begins with, a digit or two letters: of most words nothing more need be asked."""
    lists = ("ones", "units", "tens", "vague_words.openers", "ranges.openers")
    words = [word for key in lists for word in pack.words("numbers", key)]
    words += [word for key in ("collectives", "vague") for word in pack.numbers("numbers", key)]
    return "|".join([r"\d", *sorted({re.escape(word[:2]) for word in words})])


def _cue_forms(pack: Pack, role: str) -> dict[str, Cue]:
    return {form: cue for cue in pack.cues("numbers") if cue.role == role for form in cue.forms}


def _verb_cue_forms(pack: Pack) -> dict[str, Cue]:
    """Return all forms of the verbs that qualify a number, with the words after them (`dépasse`, `n'excède pas`)."""
    found = dict[str, Cue]()
    for cue in (cue for cue in pack.cues("numbers") if cue.role == "before_verb"):
        for verb, _, rest in (form.partition(" ") for form in cue.forms):
            found |= {plain(f"{form} {rest}"): cue for form in verb_forms(verb, pack)}
    return found


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
