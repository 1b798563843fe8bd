"""Build the expressions that find times, from the forms and tables of a pack.

A form is a regular expression with named parts: `{weekday}` is any word of the table `weekdays`, `{weekday:b}` a
second one of the same form; a part may also be a snippet of `[patterns]`. `‹` and `›` mark what belongs to the
expression of time when the form also names its surroundings. A space is any white space inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from selon.errors import PackError
from selon.lang.pack import Cue, Pack

TOPICS = ("times_clock", "times_dates", "times_near", "times_spans")
# so many letters at a place tell which forms can begin there: two leave four forms of a hundred on the mean, and more letters
# are no faster (100 reports of the corpus: 1.7 ms a report with two, 2.3, 2.1 and 1.9 with three, four and six, 10 with one
# expression of all forms)
OPENING = 2
# snippets whose words are kept as a part; the others only widen a form
KEPT = frozenset(
    [
        "day",
        "monthnum",
        "year",
        "hour",
        "minute",
        "number",
        "zone",
        "one_unit",
        "near_which",
        "plural_which",
        "weekend",
        "quarter",
        "decade",
        "century",
        "andhalf",
        "this",
    ]
)
_PART = re.compile(r"\{([a-z_]+)(?::([a-z]))?\}")
_SPACE = "[ \u00a0\u202f\u2009]+"
# a part of a form and the table whose keys are its words and whose values its codes
TABLES = {
    "weekday": "weekdays",
    "month": "months",
    "unit": "units",
    "part": "parts_of_day",
    "deictic": "deictics",
    "season": "seasons",
    "edge": "edges",
    "ordinal": "ordinals",
    "which": "which",
    "vague": "vague",
    "collective": "collectives",
    "noon": "noons",
    "often": "often_units",
}
# a part whose words are a snippet, and the table that gives their codes
CODED_BY = {"one_unit": "unit", "near_which": "which", "plural_which": "which", "weekend": "unit", "quarter": "unit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of a cue, compiled alone, with the guards of its cue."""

    cue: Cue
    pattern: re.Pattern[str]
    unless_before: re.Pattern[str] | None
    only_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None


class Openings:
    r"""Which forms can begin with given letters, worked out when the letters are first met.

    >>> Openings([r"(?<!\w)le soir", r"(?<!\w)l(?:undi|e matin)", r"\d+ mai"]).of("le")
    (0, 1)
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        # `regex` can say whether a text is the beginning of a match; `re`, which cannot, matches the same expressions faster
        self._expressions = [regex.compile(expression, regex.IGNORECASE) for expression in expressions]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, letters: str) -> tuple[int, ...]:
        """Return the positions of the forms that can begin with these letters."""
        if letters not in self._known:
            self._known[letters] = tuple(n for n, one in enumerate(self._expressions) if one.match(letters, partial=True))
        return self._known[letters]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """All forms in order, which of them can begin where, and the codes of the words of each table."""

    forms: tuple[Form, ...]
    openings: Openings
    anchor: re.Pattern[str]
    codes: Mapping[str, Mapping[str, str]]


def _words(table: Mapping[str, str]) -> str:
    ordered = sorted(table, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)


def _loose(expression: str) -> str:
    """Let a space be any space and an apostrophe any apostrophe."""
    return re.sub(r" [?*]| ", lambda m: _SPACE if m[0] == " " else _SPACE[:-1] + "*", expression).replace("'", "['’]")


class _Parts:
    """The named parts of a pack's forms."""

    def __init__(self, pack: Pack) -> None:
        self.tables = {part: _table(pack, topic_key) for part, topic_key in TABLES.items()}
        self.snippets = pack.mapping("times", "patterns")

    def expand(self, form: str, suffix: str, *, named: bool = True, used: set[str] | None = None) -> str:
        """Return a form as a regular expression whose groups end in `suffix`."""
        used = set() if used is None else used

        def one(part: re.Match[str]) -> str:
            name, which = part.groups()
            if name in self.tables:
                inner = _words(self.tables[name])
            elif name in self.snippets:
                inner = self.expand(self.snippets[name], suffix, named=named, used=used)
                if name not in KEPT:
                    return f"(?:{inner})"
            else:
                raise PackError(f"unknown part {{{name}}} in the form {form!r}", where="lang/times")
            if not named:
                return f"(?:{inner})"
            # the same part in another branch of the form gets a letter of its own from the end of the alphabet
            group = next(g for g in (f"{name}_{which}" if which else name, *(f"{name}_{c}" for c in "zyxwvut")) if g not in used)
            used.add(group)
            return f"(?P<{group}__{suffix}>{inner})"

        expanded = _PART.sub(one, form)
        return expanded.replace("‹", f"(?P<hit__{suffix}>" if named else "(?:").replace("›", ")")


def _table(pack: Pack, key: str) -> dict[str, str]:
    if key == "collectives":
        return {word: str(int(n)) for word, n in pack.numbers("times", key).items()}
    return pack.mapping("times", key)


@cache
def load_forms(pack: Pack) -> Forms:
    """Return the forms of a pack, compiled once."""
    parts = _Parts(pack)
    forms: list[Form] = []
    for cue in (cue for topic in TOPICS for cue in pack.cues(topic)):
        for written in cue.forms:
            source = _loose(parts.expand(written, str(len(forms)))) + r"(?!\w)"
            forms.append(
                Form(
                    cue=cue,
                    pattern=re.compile(rf"(?<!\w)(?:{source})", re.IGNORECASE),
                    unless_before=_guard(parts, cue, "unless_before", r"(?<!\w)(?:{})\W*\Z"),
                    only_before=_guard(parts, cue, "only_before", r"(?<!\w)(?:{})\Z"),
                    unless_after=_guard(parts, cue, "unless_after", r"(?:{})"),
                )
            )
    codes = {part: {_key(word): code for word, code in table.items()} for part, table in parts.tables.items()}
    return Forms(
        forms=tuple(forms),
        openings=Openings([form.pattern.pattern for form in forms]),
        anchor=_anchor(parts, pack),
        codes=codes,
    )


def _anchor(parts: _Parts, pack: Pack) -> re.Pattern[str]:
    """Return what finds the words without which no expression of time stands: a quick look before the forms."""
    tables = ("weekday", "month", "unit", "part", "deictic", "season", "noon", "often")
    words = [_words(parts.tables[name]) for name in tables] + [re.escape(w) for w in pack.words("times", "anchors.words")]
    figures = r"\d+ ?[hH/:.-](?=\d|\W)|(?:1[5-9]|20)\d\d"
    return re.compile(rf"(?<!\w)(?:{_loose('|'.join(words))}|{figures})|\d{_SPACE[:-1]}*[hH]\b", re.IGNORECASE)


def _guard(parts: _Parts, cue: Cue, key: str, frame: str) -> re.Pattern[str] | None:
    written = cue.settings.get(key)
    if not written:
        return None
    return re.compile(frame.replace("{}", _loose(parts.expand(written, "0", named=False))), re.IGNORECASE)


def _key(word: str) -> str:
    return re.sub(r"\s+", " ", word.lower().replace("’", "'"))


def code_of(forms: Forms, part: str, word: str) -> str:
    """Return the code that a word of a table stands for, the word itself where no table has it."""
    return forms.codes.get(part, {}).get(_key(word), word)
