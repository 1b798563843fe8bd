"""Cut the words said: what stands before an incise, after a verb, between quotation marks.

In: a report's parse and offsets of its clean text. Out: spans without quotation marks at their edges, without the
attribution, without `que`, `mais`, the final full stop.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from selon.model.parsed import Parsed, Quotation, Sentence
from selon.model.span import Span
from selon.read.attribution_groups import lower
from selon.read.attribution_words import AttributionWords

_EDGE = " \t\n\u00a0\u202f"
_MARKS = '"«»“”„'
_AFTER = ",;:-–—*•"
_STOPS = ".!?…"
# the tokenizer leaves the apostrophe alone between `qu` and a quotation mark
_ELISION = "'’"


@dataclass(frozen=True)
class Contents:
    """Cuts contents out of one report."""

    parsed: Parsed
    words: AttributionWords

    @cached_property
    def text(self) -> str:
        """Return the clean text."""
        return self.parsed.text

    @cached_property
    def _closing(self) -> dict[int, Quotation]:
        return {q.outer.end: q for q in self.parsed.quotations}

    @cached_property
    def _opening(self) -> dict[int, Quotation]:
        return {q.outer.start: q for q in self.parsed.quotations}

    def trim(self, start: int, end: int) -> Span | None:
        """Return the span without white space, marks and commas at its edges; None where nothing is left."""
        text = self.text
        while start < end and (text[start] in _EDGE + _MARKS + _AFTER + _ELISION):
            start += 1
        while end > start and text[end - 1] in _EDGE + _MARKS + _AFTER:
            end -= 1
        # the full stop of the sentence is not said, that of an abbreviation or of the quotation stays
        if (
            end > start
            and text[end - 1] in "."
            and self.parsed.quotation_at(end - 1) is None
            and not text[start:end].endswith("(...)")
        ):
            end -= 1
        while end > start and text[end - 1] in _EDGE + _MARKS:
            end -= 1
        return Span(start, end) if end > start else None

    def quote_ending(self, offset: int) -> Quotation | None:
        """Return the quotation that closes right before an offset, commas and spaces between them aside."""
        while offset > 0 and self.text[offset - 1] in _EDGE + _AFTER:
            offset -= 1
        return self._closing.get(offset)

    def quote_opening(self, offset: int) -> Quotation | None:
        """Return the quotation that opens right after an offset, spaces aside."""
        while offset < len(self.text) and self.text[offset] in _EDGE + _ELISION:
            offset += 1
        return self._opening.get(offset)

    def start_of(self, sentence: Sentence) -> int:
        """Return where a sentence starts: at the quotation that runs into it, else at its first word."""
        start = sentence.span.start
        quotation = self.parsed.quotation_at(start)
        if quotation is not None and quotation.outer.start < start:
            first = self.parsed.sentence_at(quotation.outer.start)
            return first.span.start
        return self.after_topic(sentence)

    def after_topic(self, sentence: Sentence) -> int:
        """Return where a headline starts after its topic (`Libye: `)."""
        start = sentence.span.start
        if sentence.paragraph != 0 and not sentence.headline:
            return start
        colon = self.text.find(":", start, min(sentence.span.end, start + 60))
        if colon < 0 or self.parsed.quotation_at(colon) is not None:
            return start
        tokens = self.parsed.tokens((start, colon))
        return colon + 1 if len(tokens) <= 5 and not any(t.pos_ in {"VERB", "AUX"} for t in tokens) else start

    def before(self, sentence: Sentence, offset: int, floor: int | None = None) -> list[Span]:
        """Return what stands before an incise that opens at an offset."""
        start = self.start_of(sentence) if floor is None else floor
        quotation = self.quote_ending(offset)
        if quotation is not None:
            start = min(start, self._sentence_start_of(quotation)) if floor is None else start
            lead = self.text[start : quotation.outer.start].strip(_EDGE + _AFTER)
            ends_open = self.text[start : quotation.outer.start].rstrip().endswith(":")
            if not lead or ends_open or start > quotation.outer.start:
                return [quotation.inner]
            return self.one(self.skip_head(start), quotation.inner.end)
        return self._before_bare(start, offset)

    def _sentence_start_of(self, quotation: Quotation) -> int:
        sentence = self.parsed.sentence_at(quotation.outer.start)
        return self.after_topic(sentence)

    def _before_bare(self, start: int, offset: int) -> list[Span]:
        quotation = self.quote_opening(start)
        if quotation is not None and quotation.outer.end < offset and self._only_apposition(quotation.outer.end, offset):
            return [quotation.inner]
        return self.one(self.skip_head(start), offset)

    def _only_apposition(self, start: int, end: int) -> bool:
        """Say whether only a noun phrase in apposition stands between a quotation and its attribution."""
        if not self.text[start:end].lstrip().startswith(","):
            return False
        tokens = self.parsed.tokens((start, end))
        return len(tokens) > 1 and tokens[1].pos_ in {"DET", "NOUN", "PROPN", "ADP"} and not has_finite(tokens)

    def skip_head(self, start: int) -> int:
        """Return the offset after `mais`, `et` and the like at the head of a sentence."""
        tokens = self.parsed.tokens((start, min(len(self.text), start + 30)))
        for token in tokens:
            if token.text in _MARKS or token.is_space or token.text in _AFTER:
                continue
            if self.words.has("drop_head", lower(token)) and token.idx >= start:
                return token.idx + len(token)
            break
        return start

    def after(self, sentence: Sentence, offset: int, limit: int) -> list[Span]:
        """Return what stands after a verb, up to a limit or the end of the sentence and of the quotation in it."""
        quotation = self.quote_opening(offset)
        if quotation is not None and quotation.outer.end >= limit:
            return [quotation.inner]
        end = min(limit, sentence.span.end)
        last = self.parsed.quotation_at(end - 1)
        # a quotation that opens in the content and runs over the end of the sentence belongs to it
        if last is not None and last.outer.start > offset and last.outer.end > end and limit >= sentence.span.end:
            end = last.inner.end
        return self.one(offset, self._without_tail(offset, end))

    def _without_tail(self, start: int, end: int) -> int:
        """Return where a content ends without what the reporter adds after a comma.

        `..., dans un communiqué`; after a closing quotation mark also `, lors de ...`, `, qui ...`.
        """
        tokens = self.parsed.tokens((start, end))
        for token in tokens:
            if token.text != "," or token.idx <= start or token.i + 1 >= tokens.end or self.parsed.quotation_at(token.idx):
                continue
            following = tokens.doc[token.i + 1]
            rest = tokens.doc[token.i + 1 : tokens.end]
            quoted = any(start <= q.outer.start and q.outer.end <= token.idx for q in self.parsed.quotations)
            quoted = quoted and not any(t.text in _MARKS for t in rest)
            opens = following.pos_ == "ADP" or self.words.has("relatives", lower(following))
            if quoted and opens and not self.words.has("purpose", lower(following)):
                return int(token.idx)
            added = self.words.phrase_at("reporter_tail", tokens.doc, following.i, tokens.end) and not has_finite(rest)
            # `il s'agit d'un attentat, avec dix morts`: who counts goes on
            if added and not any(t.pos_ == "NUM" for t in rest):
                return int(token.idx)
            if self.words.phrase_at("answered", tokens.doc, following.i, tokens.end):
                return int(token.idx)
            channel = any(self.words.has("channels", lower(t)) for t in rest[:6])
            if self.words.has("told", lower(following)) and channel and not has_finite(rest):
                return int(token.idx)
        return end

    def one(self, start: int, end: int) -> list[Span]:
        """Return a stretch as the one span of a content, none where nothing is left of it."""
        span = self.trim(start, end)
        return [span] if span else []

    def type_of(self, spans: list[Span]) -> str:
        """Return `direct`, `indirect` or `mixed`."""
        quotations = self.parsed.quotations
        inside = [any(q.outer.holds(s) for q in quotations) for s in spans]
        if all(inside):
            return "direct"
        return "mixed" if any(q.inner.overlaps(s) for q in quotations for s in spans) else "indirect"


def has_finite(tokens: object) -> bool:
    """Say whether a finite verb stands among tokens."""
    return any("VerbForm=Fin" in str(t.morph) for t in tokens if t.pos_ in {"VERB", "AUX"})  # type: ignore[attr-defined]
