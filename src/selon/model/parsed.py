"""A report with its linguistic parse: what every finder of the reader looks at.

Offsets everywhere are code points of the clean text; `Parsed.token_at` leads from them to spaCy's tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from selon.model.report import Report
from selon.model.span import Span

# of 652 figures of the press set with curly apostrophes 18 had another place or period before they were read as straight ones
_CURLY = re.compile(r"(?<=\w)’(?=[\w«“])")
_HYPHENS = {0x2010: "-", 0x2011: "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its place in the text, its paragraph, and whether it is the headline.

    `region` is the role of the region that it stands in (`caption`, `credit`, ...), "" for news.
    """

    index: int
    span: Span
    paragraph: int
    headline: bool
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch between quotation marks: `outer` with the marks, `inner` without."""

    outer: Span
    inner: Span


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A report, its parse, its sentences, paragraphs and quotations."""

    report: Report
    doc: Doc
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    # what finders that are asked several times have found, under keys of their own
    found: dict[object, list[Any]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """Return the text as it is read (see `reading_form`); words are quoted from the report's own, at the same places."""
        return reading_form(self.report.clean)

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    @cached_property
    def _token_ends(self) -> list[int]:
        return [token.idx + len(token) for token in self.doc]

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """Return the numbers of the tokens by what they say and by their lemma, both in small letters."""
        found: dict[str, list[int]] = {}
        for token in self.doc:
            for word in {token.lower_, token.lemma_.lower()}:
                found.setdefault(word, []).append(token.i)
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds an offset; None before the first one."""
        at = bisect_right(self._token_starts, offset) - 1
        return self.doc[at] if at >= 0 else None

    def tokens(self, span: tuple[int, int]) -> TokenSpan:
        """Return the tokens that a span touches (possibly none, for white space)."""
        first = max(0, bisect_right(self._token_starts, span[0]) - 1)
        if first < len(self._token_ends) and self._token_ends[first] <= span[0]:
            first += 1
        last = bisect_right(self._token_starts, span[1] - 1)
        # `doc[first:last]` takes three times as long, and is asked for three hundred times a report
        return TokenSpan(self.doc, first, max(first, last))

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that an offset stands in, or the one before the gap that it stands in."""
        at = max(0, bisect_right(self._sentence_starts, offset) - 1)
        return self.sentences[at]

    def sentences_in(self, paragraph: int) -> Sequence[Sentence]:
        """Return the sentences of a paragraph, in order."""
        return [s for s in self.sentences if s.paragraph == paragraph]

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that an offset stands in, None outside of any."""
        for quotation in self.quotations:
            if quotation.outer.start <= offset < quotation.outer.end:
                return quotation
        return None


def reading_form(text: str) -> str:
    """Return a text of the same length with straight apostrophes inside words and plain hyphens, as lexicons have them.

    >>> reading_form("jusqu’à N’Djamena, au sud\u2011est")
    "jusqu'à N'Djamena, au sud-est"
    """
    return _CURLY.sub("'", text).translate(_HYPHENS)


def verb_over(token: Token) -> Token | None:
    """Return the verb that a token hangs on, over nouns and prepositions; None where it hangs on none."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def token_span(token: Token) -> Span:
    """Return where a token stands in the clean text."""
    return Span(token.idx, token.idx + len(token))


def words_span(tokens: TokenSpan) -> Span:
    """Return where a run of tokens stands in the clean text."""
    return Span(tokens.start_char, tokens.end_char)
