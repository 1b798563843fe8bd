"""Find numbers in place: digits, words, collectives, ranges, with their qualifiers.

In: a parsed report. Out: every number that stands on its own, counted thing or not. Left out: digits glued into
names (`F-16`, `G20`, `5+5`), clock times (`14h30`), ranks (`2e`), shares (`12%`) and scores.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import NumberPatterns, number_patterns
from selon.read.number_ranges import counted_ranges
from selon.read.number_values import Value, read_value, split_range

# below, nobody counts about so many
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number as it stands, with its bounds; not yet known to count anything.

    `qualifier_span` holds the words that qualify it, `rules` the ids of the cues that had a say; `superseded` is true for
    the first number of a passage (`passé de 10 à 15`).
    """

    span: Span
    low: float | None
    high: float | None
    qualifier: str
    rule: str
    qualifier_span: Span | None = None
    rules: tuple[str, ...] = ()
    superseded: bool = False

    @property
    def begins(self) -> int:
        """Return where the number begins, with a qualifier that stands before it."""
        return min(self.span.start, self.qualifier_span.start) if self.qualifier_span else self.span.start


def find_numbers(parsed: Parsed, pack: Pack) -> list[NumberMention]:
    """Return the numbers of a report, in order.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Au moins 1.200 civils et une dizaine de soldats.")), pack)
    >>> [(n.span.words(parsed.text), n.low, n.high) for n in find_numbers(parsed, pack)]
    [('1.200', 1200.0, None), ('une dizaine', 10.0, 10.0)]
    """
    patterns = number_patterns(pack)
    counted = counted_ranges(parsed, pack)
    found = [
        mention
        for match in patterns.number.finditer(parsed.text)
        if match.lastgroup
        for mention in _mentions(parsed.text, Span(*match.span()), match.lastgroup, patterns, counted)
    ]
    again = [
        m for match in patterns.as_many.finditer(parsed.text) if (m := _as_many(match.start(), match.group(), found, parsed))
    ]
    return sorted([*_scaled_in_brackets(found, parsed), *again], key=lambda m: m.span)


def _scaled_in_brackets(found: list[NumberMention], parsed: Parsed) -> list[NumberMention]:
    """Return the numbers, a decimal alone in brackets in the scale of the one before (`(6,6 millions), la Zambie (3,7)`)."""
    text, scaled = parsed.text, list[NumberMention]()
    for one in found:
        alone = text[one.span.start - 1 : one.span.start] == "(" and text[one.span.end : one.span.end + 1] == ")"
        if alone and one.low and one.low % 1 and one.low == one.high:
            scale = _scale_before(scaled, parsed.sentence_at(one.span.start).span)
            scaled.append(replace(one, low=one.low * scale, high=one.low * scale))
        else:
            scaled.append(one)
    return scaled


def _scale_before(found: list[NumberMention], sentence: Span) -> float:
    """Return the scale of the last number with one in a sentence, 1 where there is none."""
    before = next((m for m in reversed(found) if m.rule == "number.scale" and sentence.holds(m.span)), None)
    size = (before.low or before.high or 1.0) if before else 1.0
    return next((scale for scale in (1e9, 1e6) if size >= scale), 1.0)


def _as_many(start: int, words: str, found: list[NumberMention], parsed: Parsed) -> NumberMention | None:
    """Return the number before in the sentence, said again (`et autant de blessés`)."""
    sentence = parsed.sentence_at(start).span
    before = next((m for m in reversed(found) if sentence.start <= m.span.start and m.span.end <= start), None)
    if before is None:
        return None
    span = Span(start, start + len(words.split(maxsplit=1)[0]))
    return replace(before, span=span, rule="number.as_many", rules=("number.as_many",), qualifier_span=None)


def _mentions(text: str, span: Span, kind: str, patterns: NumberPatterns, counted: list[Span]) -> list[NumberMention]:
    if kind != "range":
        one = _mention(text, span, kind, patterns)
        return [one] if one else []
    passage = patterns.passage.search(text, max(0, span.start - 90), span.start) is not None
    whole = None if passage else _mention(text, span, kind, patterns, counted=any(span.holds(c) for c in counted))
    if whole:
        return [whole]
    halves = [_mention(text, half, "scaled", patterns) for half in split_range(text, span, patterns)]
    found = [half for half in halves if half]
    if passage and len(found) == 2:
        return [replace(found[0], superseded=True, rules=(*found[0].rules, "number.passage")), found[1]]
    return found


def _mention(text: str, span: Span, kind: str, patterns: NumberPatterns, *, counted: bool = False) -> NumberMention | None:
    value = read_value(text, span, kind, patterns, counted=counted)
    if value is None:
        return None
    qualifier, where, rule = _qualifier(text, value, patterns)
    low, high = _bounds(value, qualifier)
    return NumberMention(
        span=value.span,
        low=low,
        high=high,
        qualifier=qualifier,
        rule=value.rule,
        qualifier_span=where,
        rules=(value.rule, rule) if rule else (value.rule,),
    )


def _qualifier(text: str, value: Value, patterns: NumberPatterns) -> tuple[str, Span | None, str]:
    """Return the qualifier of a number, the words that give it and the cue's id."""
    before = patterns.before.search(text, max(0, value.outer.start - 40), value.outer.start)
    if before and not _tells_where(before[1], value, patterns):
        cue = patterns.qualifiers[patterns.plain(before[1])]
        return cue.settings["qualifier"], Span(*before.span(1)), cue.id
    after = patterns.after.match(text, value.outer.end)
    if after:
        cue = patterns.qualifiers_after[patterns.plain(after[1])]
        return cue.settings["qualifier"], Span(*after.span(1)), cue.id
    return value.qualifier, None, ""


def _tells_where(words: str, value: Value, patterns: NumberPatterns) -> bool:
    """Say whether words tell a place and no amount: nobody counts `près de deux bureaux`, something is near them."""
    small = value.low is not None and value.low == value.high and value.low < FEW and value.low % 1 == 0
    return small and patterns.plain(words) in patterns.spatial


def _bounds(value: Value, qualifier: str) -> tuple[float | None, float | None]:
    if qualifier in ("at_least", "more_than", "vague"):
        return value.low, None
    if qualifier in ("at_most", "less_than"):
        return None, value.high
    return value.low, value.high
