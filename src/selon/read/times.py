"""Find expressions of time in place.

In: a parse. Out: each expression of date, time, duration or repetition with its exact words, what kind of
expression it is and its parts as codes (`weekday` 1 to 7, `month` 1 to 12, `unit` D W M Y, `which` -1 0 1), so
that nothing after this stage needs the words. Refused: ages, counts that look like years, names of feasts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from text_to_num import text2num

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.number_ranges import counted_ranges
from selon.read.time_forms import CODED_BY, OPENING, Form, Forms, code_of, load_forms

# how far before a form its guards look: the longest of them is three words
_LOOK_BACK = 40
# how far before its first word of the calendar an expression can begin: `il y a un peu plus d'une vingtaine d'`
_REACH = 42
_WORD_START = re.compile(r"(?<!\w)[\w(,–-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """An expression of time as it stands, not yet on a calendar."""

    span: Span
    rule: str
    kind: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


def find_times(parsed: Parsed, pack: Pack) -> list[TimeMention]:
    """Return the expressions of time of a report, in order.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> parsed = parse(Report(id="a", text=clean_text("Un obus est tombé mardi soir.")), load_pack("fr"))
    >>> [(m.span.words(parsed.text), dict(m.parts)) for m in find_times(parsed, load_pack("fr"))]
    [('mardi soir', {'weekday': '2', 'part': 'EV'})]
    """
    return list(_scan(parsed, pack, load_forms(pack)))


def _scan(parsed: Parsed, pack: Pack, forms: Forms) -> Iterator[TimeMention]:
    text, done = parsed.text, 0
    for start in _starts(text, forms):
        if start < done:
            continue
        mention = _first_good(start, parsed, pack, forms)
        if mention is not None and mention.span.start >= done:
            yield mention
            done = mention.span.end


def _starts(text: str, forms: Forms) -> Iterator[int]:
    """Yield where an expression can begin: at the words shortly before one of the calendar or the clock."""
    done = 0
    for anchor in forms.anchor.finditer(text):
        for word in _WORD_START.finditer(text, max(done, anchor.start() - _REACH), anchor.start() + 1):
            yield word.start()
        done = max(done, anchor.start() + 1)


def _first_good(start: int, parsed: Parsed, pack: Pack, forms: Forms) -> TimeMention | None:
    """Return the first form that matches there and whose guards let it pass."""
    text = parsed.text
    for number in forms.openings.of(text[start : start + OPENING].lower()):
        form = forms.forms[number]
        match = form.pattern.match(text, start)
        if match is None:
            continue
        groups = {k.rsplit("__", 1)[0]: v for k, v in match.groupdict().items() if v is not None}
        hit = f"hit__{number}"
        span = Span(*match.span(hit)) if groups.get("hit") is not None else Span(*match.span())
        if _passes(form, match.start(), span, parsed, pack):
            groups.pop("hit", None)
            return TimeMention(span=span, rule=form.cue.id, kind=form.cue.role, parts=_codes(groups, form, pack, forms))
    return None


def _codes(groups: Mapping[str, str], form: Form, pack: Pack, forms: Forms) -> dict[str, str]:
    parts: dict[str, str] = {}
    for written, word in groups.items():
        name, which = (written[:-2], written[-1]) if written[-2:-1] == "_" else (written, "")
        base = CODED_BY.get(name, name)
        # x, y and z are other ways to write the same part, b is a second part of the kind
        key = f"{base}_b" if which == "b" else base
        parts[key] = count_of(word, pack) if base == "number" else code_of(forms, base, word)
    for key, value in form.cue.settings.items():
        if key.startswith("set_"):
            parts.setdefault(key.removeprefix("set_"), value)
    if "collective" in parts:
        parts["number"] = parts.pop("collective")
    if "vague" in parts:
        parts["number"] = parts.pop("vague")
    return parts


@cache
def count_of(word: str, pack: Pack) -> str:
    """Return a count in digits: `trois` is `3`, `2,5` is `2.5`.

    >>> from selon.lang.pack import load_pack
    >>> count_of("vingt-cinq", load_pack("fr")), count_of("une", load_pack("fr"))
    ('25', '1')
    """
    if word[0].isdigit():
        return word.replace(",", ".")
    ones = pack.words("times", "numerals.ones")
    if word.lower() in ones:
        return "1"
    try:
        return str(text2num(word.lower(), pack.code))
    except ValueError:
        return "X"


def _passes(form: Form, start: int, span: Span, parsed: Parsed, pack: Pack) -> bool:
    text = parsed.text
    before = text[max(0, start - _LOOK_BACK) : start]
    if form.unless_before and form.unless_before.search(before):
        return False
    if form.only_before and not form.only_before.search(before):
        return False
    if form.unless_after and form.unless_after.match(text, span.end):
        return False
    checks = form.cue.settings.get("checks", "").split()
    if "lower" in checks and text[span.start].isupper() and not _opens(span, parsed):
        return False
    if "uncounted" in checks and (_counts(span, parsed) or any(r.overlaps(span) for r in counted_ranges(parsed, pack))):
        return False
    if "single" in checks and not _stands_alone(span, before, parsed, pack):
        return False
    return "age" not in checks or not _is_age(span, before, parsed, pack)


def _stands_alone(span: Span, before: str, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a count of one is a length of time: `un jour` alone is some day or other."""
    first = span.words(parsed.text).split()[0].lower()
    if _words_after("singles.after", pack).match(parsed.text, span.end):
        return True
    return first not in pack.words("times", "numerals.ones") or _words_before("singles.before", pack).search(before) is not None


@cache
def _words_before(key: str, pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("times", key), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words.replace(chr(39), '[' + chr(39) + '’]')})\s*\Z", re.IGNORECASE)


def _opens(span: Span, parsed: Parsed) -> bool:
    """Say whether a capital is due to the place: the head of a sentence, or a line all in capitals."""
    sentence = parsed.sentence_at(span.start)
    return sentence.span.start == span.start or sentence.span.words(parsed.text).isupper()


def _counts(span: Span, parsed: Parsed) -> bool:
    """Say whether four digits count the noun after them rather than name a year."""
    tokens = parsed.tokens(span)
    if not len(tokens):
        return False
    last = tokens[-1]
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    # "2020 mettant": a participle that the tagger calls an adjective never counts
    return after is not None and after.pos_ == "NOUN" and last.head.i == after.i and last.dep_ == "nummod"


@cache
def _words_after(key: str, pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("times", key), key=len, reverse=True))
    return re.compile(rf"\s+(?:{words})(?!\w)", re.IGNORECASE)


def _after_capital(before: str, parsed: Parsed, span: Span, pack: Pack) -> bool:
    """Say whether years hang on a name or a nationality over a preposition: `Syrien de 44 ans`."""
    words = before.split()
    token = parsed.token_at(span.start - 1)
    if token is None or plain(token.text) not in pack.words("times", "ages.of") or len(words) < 2:
        return False
    named = words[-2][:1].isupper() and words[-2][1:2].islower()
    return named and not token.nbor(-1).is_sent_start if token.i > 0 else False


def _is_age(span: Span, before: str, parsed: Parsed, pack: Pack) -> bool:
    """Say whether years are somebody's age: after an age word, or set off behind a name."""
    if _words_before("ages.before", pack).search(before) or _after_capital(before, parsed, span, pack):
        return True
    after = parsed.text[span.end : span.end + 1]
    lead = before.rstrip()[-1:]
    if lead in (",", "(") and after in (",", ")", ".", ";", ":", ""):
        token = parsed.token_at(span.start - 2)
        while token is not None and token.i > 0 and token.is_punct:
            token = token.nbor(-1)
        return token is not None and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
    return False
