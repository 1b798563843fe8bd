"""The forms of the topic `report` as regular expressions: words of the pack put in for the names in braces.

A space in a form stands for any run of spaces, an apostrophe for any apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from selon.errors import PackError
from selon.lang.pack import Cue, Pack

TOPIC = "report"
_NAMED = re.compile(r"\{([A-Z]+)(?::([a-z_]+))?\}")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_DASHES = r"–—\-"
_SPACES = "[ \u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True)
class Form:
    """A cue with one pattern for all its forms."""

    cue: Cue
    patterns: tuple[re.Pattern[str], ...]

    @property
    def where(self) -> str:
        """Return where in a paragraph it stands: `line`, `start`, `end`, or `inside`."""
        return self.cue.settings.get("where", "inside")

    @property
    def within(self) -> str:
        """Return in which paragraphs it stands: `top`, `bottom`, `any`."""
        return self.cue.settings.get("within", "any")


@cache
def forms(pack: Pack) -> tuple[Form, ...]:
    """Return the cues of the topic with their patterns, in the order of the file.

    >>> from selon.lang.pack import load_pack
    >>> forms(load_pack("fr"))[0].where
    'start'
    """
    found = []
    for cue in pack.cues(TOPIC):
        try:
            found.append(Form(cue, tuple(re.compile(expand(form, pack)) for form in cue.forms)))
        except re.error as error:
            raise PackError(f"cue {cue.id!r}: {error}", where=f"lang/{pack.code}/{TOPIC}.toml") from None
    return tuple(found)


def expand(form: str, pack: Pack) -> str:
    """Return a form as a regular expression.

    >>> from selon.lang.pack import load_pack
    >>> bool(re.fullmatch(expand("{PLACE}, {DATE} {DASH}", load_pack("fr")), "Port-au-Prince, 3 mars —"))
    True
    """
    made = _NAMED.sub(lambda m: _named(m.group(1), m.group(2), pack), _loose(form))
    for name in ("place", "agency"):
        # a name may stand in several branches of a form; the first one is the one that is asked for
        first, group, rest = made.partition(f"(?P<{name}>")
        made = first + group + rest.replace(group or "(?P<", "(?:")
    return made


def _loose(form: str) -> str:
    """Return a form that takes any space for a space and any apostrophe for an apostrophe, in classes too."""
    made, inside, before = "", False, ""
    for character in form:
        if character == " ":
            made += _SPACES[1:-1] if inside else _SPACES
        elif character == "'":
            made += "'’" if inside else "['’]"
        else:
            made += character
        if before != "\\" and character in "[]":
            inside = character == "["
        before = character
    return made


def _named(name: str, key: str | None, pack: Pack) -> str:
    if name == "WORDS" and key:
        return any_of(pack.words(TOPIC, key))
    made = {
        "PLACE": lambda: f"(?P<place>{_names(pack, 5)}(?: ?/ ?{_names(pack, 5)})*)",
        "TOWN": lambda: f"(?P<place>{_names(pack, 4)})",
        "LAND": lambda: _names(pack, 3),
        "NAME": lambda: _names(pack, 3, least=1),
        "DATE": lambda: _date(pack),
        "DASH": lambda: f"(?:[{_DASHES}]{{1,2}})",
        "DASHES": lambda: _DASHES,
        "AGENCY": lambda: agency_pattern(pack),
        "ARTICLE": lambda: _loose(str(pack.table(TOPIC)["article"])),
        "MEDIUM": lambda: rf"(?:{_CAPITAL}|[a-z]+[A-Z]|\d)[\w.'’!&-]*(?: [\w.'’!&-]+){{0,4}}",
    }
    if name not in made:
        raise PackError(f"unknown name {{{name}}} in a form", where=f"lang/{pack.code}/{TOPIC}.toml")
    return made[name]()


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, whole words only.

    >>> bool(re.match(any_of(["a", "a b"]), "a b")), bool(re.match(any_of(["a"]), "ab"))
    (True, False)
    """
    ordered = sorted(words, key=lambda w: (-len(w), w))
    inner = "|".join(re.escape(w).replace(r"\ ", " ") for w in ordered)
    return rf"(?<!\w)(?:{_loose(inner)})(?!\w)" if not any(w.endswith("'") for w in ordered) else rf"(?<!\w)(?:{_loose(inner)})"


def _names(pack: Pack, most: int, least: int = 0) -> str:
    joints = "|".join(_loose(re.escape(w)) for w in sorted(pack.words(TOPIC, "name_joints"), key=len, reverse=True))
    word = rf"(?:[dlDL]['’]|[ae]l-)?{_CAPITAL}[\w’'.-]*"
    return rf"(?<!\w){word}(?:{_SPACES}(?:(?:{joints}){_SPACES}?)?{word}){{{least},{most}}}"


def _date(pack: Pack) -> str:
    months, days = any_of(pack.words(TOPIC, "months")), any_of(pack.words(TOPIC, "weekdays"))
    day = rf"(?:{days}{_SPACES})?\d{{1,2}}(?:er)?{_SPACES}{months}\.?(?:{_SPACES}\d{{4}})?"
    return rf"(?:(?i:{day})|(?i:{days})|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"


@cache
def agencies(pack: Pack) -> dict[str, str]:
    """Return the spellings of agencies with the name of each.

    >>> from selon.lang.pack import load_pack
    >>> agencies(load_pack("fr"))["Chine nouvelle"]
    'Xinhua'
    """
    return {spelling: name for name, spellings in pack.groups(TOPIC, "agencies").items() for spelling in spellings}


@cache
def agencies_by_noun(pack: Pack) -> dict[str, str]:
    """Return the spellings that are an agency's only beside the word for one."""
    return {spelling: name for name, spellings in pack.groups(TOPIC, "agencies_by_noun").items() for spelling in spellings}


def agency_pattern(pack: Pack) -> str:
    """Return a pattern for one agency or several, in a group named `agency`."""
    one = any_of([*agencies(pack), *agencies_by_noun(pack)])
    return rf"(?P<agency>{one}(?:{_SPACES}?(?:,|/|;|&|\+|-|et|with|avec){_SPACES}?{one})*)"


def agencies_in(words: str, pack: Pack) -> tuple[str, ...]:
    """Return the names of the agencies that a credit names, in its order.

    >>> from selon.lang.pack import load_pack
    >>> agencies_in("Le Courrier avec AFP-Services et Reuters", load_pack("fr"))
    ('AFP', 'Reuters')
    """
    known, pattern = _every_agency(pack)
    found = {re.sub(r"\s+", " ", m.group()).replace("’", "'"): None for m in pattern.finditer(words)}
    return tuple(dict.fromkeys(known[spelling] for spelling in found if spelling in known))


@cache
def _every_agency(pack: Pack) -> tuple[dict[str, str], re.Pattern[str]]:
    known = {**agencies(pack), **agencies_by_noun(pack)}
    return known, re.compile(any_of(known))
