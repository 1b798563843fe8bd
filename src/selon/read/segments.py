"""Cut a text into paragraphs, sentences and quotations, before anything else looks at it.

The cuts are made by rule and given to the parser, whose own cuts go wrong at dashes, brackets and line ends.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from selon.lang.pack import Pack
from selon.model.parsed import Quotation, Sentence
from selon.model.report import Report
from selon.model.span import Span

_END = re.compile(r"[.!?…]+[\"»”’')\]]*(?=\s|$)|[.!?…]+\s?[»](?=\s|$)|(?<=[a-zà-ÿ]{3})[.!?][\"»”]?(?=[A-ZÀ-Ý«“][a-zà-ÿ’' ])")
_LINE = re.compile(r"[^\n]+")
_OPENS = re.compile(r"\s*[\"«“(\[–—-]*\s*[\"«“]?\s*(?:[A-ZÀ-ÖØ-Þ0-9]|\Z)")
# no sentence of the press is longer; a line without any full stop is cut so that the parser stays near-linear
LONGEST = 2500
# a quotation runs over at most this many paragraphs more
FURTHEST = 4


def cut_paragraphs(text: str) -> tuple[Span, ...]:
    r"""Return the paragraphs: the lines that hold something, without the white space around them.

    >>> cut_paragraphs("Titre\n\nUn mot. ")
    (Span(start=0, end=5), Span(start=7, end=14))
    """
    found = []
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words[0])
            found.append(Span(start, start + len(words)))
    return tuple(found)


@cache
def _no_end(pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("segments", "abbreviations"), key=len, reverse=True))
    return re.compile(rf"(?:(?<!\w)(?:{words})|(?<![\w°])[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ])*)\.$")


def cut_sentences(text: str, paragraph: Span, pack: Pack) -> list[Span]:
    """Return the sentences of a paragraph.

    >>> from selon.lang.pack import load_pack
    >>> text = "M. Diallo est arrivé. Il parle."
    >>> [s.words(text) for s in cut_sentences(text, Span(0, 31), load_pack("fr"))]
    ['M. Diallo est arrivé.', 'Il parle.']
    """
    found: list[Span] = []
    start = paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        stop = end.end()
        head = text[start : end.start() + 1]
        if _no_end(pack).search(head) and stop < paragraph.end:
            continue
        if not _OPENS.match(text, stop, paragraph.end) and stop < paragraph.end:
            continue
        # a closing mark after a space belongs to the sentence it closes
        found.append(Span(start, stop))
        start = stop
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        found.append(Span(start, paragraph.end))
    return [piece for sentence in found for piece in _cut_long(text, sentence)]


def _cut_long(text: str, sentence: Span) -> list[Span]:
    pieces = []
    start = sentence.start
    while sentence.end - start > LONGEST:
        stop = text.rfind(" ", start + 1, start + LONGEST)
        stop = stop if stop > start else start + LONGEST
        pieces.append(Span(start, stop))
        start = stop
        while start < sentence.end and text[start].isspace():
            start += 1
    if start < sentence.end:
        pieces.append(Span(start, sentence.end))
    return pieces


def find_sentences(report: Report, pack: Pack) -> tuple[tuple[Span, ...], tuple[Sentence, ...]]:
    """Return the paragraphs and the sentences of a report, each sentence with its region."""
    text = report.clean
    paragraphs = cut_paragraphs(text)
    sentences: list[Sentence] = []
    headline = next((r.span for r in report.regions if r.role == "headline"), None)
    for number, paragraph in enumerate(paragraphs):
        for span in _with_region_cuts(report, cut_sentences(text, paragraph, pack)):
            role = next((r.role for r in report.regions if r.role != "headline" and r.span.holds(span)), "")
            sentences.append(
                Sentence(
                    index=len(sentences),
                    span=span,
                    paragraph=number,
                    headline=headline is not None and headline.overlaps(span),
                    region=role,
                )
            )
    return paragraphs, tuple(sentences)


def _with_region_cuts(report: Report, spans: list[Span]) -> list[Span]:
    """Cut the sentences at the edges of regions: a dateline glued to a sentence spoils its parse."""
    text = report.clean
    found = []
    for span in spans:
        edges = {e for r in report.regions for e in r.span if span.start < e < span.end}
        points = [span.start, *sorted(edges), span.end]
        for start, end in pairwise(points):
            piece = text[start:end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                found.append(Span(start + lead, start + len(piece.rstrip())))
    return found


def find_quotations(text: str, paragraphs: tuple[Span, ...], pack: Pack) -> tuple[Quotation, ...]:
    """Return the quotations; one may run over paragraphs, and a mark left open ends with its paragraph.

    >>> from selon.lang.pack import load_pack
    >>> q = find_quotations('Il dit "non" et part.', (Span(0, 21),), load_pack("fr"))
    >>> q[0].inner.words('Il dit "non" et part.')
    'non'
    """
    pairs = pack.words("segments", "quotation_marks")
    opening = re.compile(f"[{re.escape(''.join(pair[0] for pair in pairs))}]")
    found: list[Quotation] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        at = max(at, paragraph.start)
        while mark := opening.search(text, at, paragraph.end):
            at = mark.start()
            pair = next(p for p in pairs if p[0] == text[at])
            if pair[0] == pair[1] and not _opens(text, at, paragraph):
                at += 1
                continue
            close = _closing(text, at, paragraph.end, pair)
            if close is None:
                close = _closing_later(text, paragraphs[number + 1 : number + 1 + FURTHEST], pair)
            if close is None and (again := _opens_again(text, at, paragraph.end, pair)):
                # the writer forgot to close it, and where it ended nobody can tell
                at = again
                continue
            end = paragraph.end if close is None else close
            outer = Span(at, end if close is None else end + 1)
            found.append(Quotation(outer=outer, inner=_inside(text, at + 1, end)))
            at = outer.end
    return tuple(found)


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Say whether a straight mark may open: it does not lean on the word before it (`non", dit-il`)."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not (before.isalnum() or before in ".!?…)") or after.isalnum()


def _closes(text: str, at: int, end: int) -> bool:
    """Say whether a straight mark may close: it does not lean on the word after it only."""
    before = text[at - 1]
    after = text[at + 1] if at + 1 < end else " "
    return not (before.isspace() or before in "('’") or after.isspace() or after in ",.;:!?)"


def _closing(text: str, start: int, end: int, pair: str) -> int | None:
    """Return where the mark closes that stands at `start`; None if not before `end`."""
    depth = 0
    for at in range(start + 1, end):
        if pair[0] == pair[1]:
            if text[at] == pair[1]:
                return at if _closes(text, at, end) else None
        elif text[at] == pair[0]:
            depth += 1
        elif text[at] == pair[1]:
            if depth == 0:
                return at
            depth -= 1
    # `« A « B »`: a closing mark is missing; the last one closes all
    return text.rfind(pair[1], start + 1, end) if depth and text.rfind(pair[1], start + 1, end) > 0 else None


def _opens_again(text: str, start: int, end: int, pair: str) -> int | None:
    """Return where the same mark opens once more inside a quotation that was never closed."""
    again = text.find(pair[0], start + 1, end)
    return again if again > 0 else None


def _closing_later(text: str, paragraphs: tuple[Span, ...], pair: str) -> int | None:
    """Return where a quotation closes that goes on in the next paragraphs.

    Each of them may open with the mark again (the press's old custom); one that opens otherwise or has no closing
    mark ends the search.
    """
    for paragraph in paragraphs:
        start = paragraph.start
        reopened = text[start] == pair[0]
        first = next((i for i in range(start + reopened, paragraph.end) if text[i] in pair), None)
        if first is None:
            if reopened:
                continue
            return None
        if pair[0] == pair[1]:
            return first if not reopened and _closes(text, first, paragraph.end) and not text[first - 1].isspace() else None
        return first if text[first] == pair[1] else None
    return None


def _inside(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
