"""PDF files: the text of their pages as paragraphs, without the heads and feet that every page repeats."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from selon.ingest.draft import Draft, Taken
from selon.ingest.rewrite import Rewrite
from selon.ingest.taken import NotTaken
from selon.model.span import Text

# the library tells its log of each flaw of a file; what of it matters is said in the reason of what is set aside
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_LINE = re.compile(r"[^\n]+")
_NUMBERS = re.compile(r"\d+")
_WORD_CUT = re.compile(r"\w[-\u00ad\u2010]$")
_ENDS = re.compile(r"[.!?…:][\"»”’)]*$")
# a line this much shorter than the widest one ends its paragraph
SHORT = 0.75
# a gap this much wider than the usual one parts two paragraphs
WIDE_GAP = 1.35
# a head or foot stands on this share of the pages
REPEATED = 0.6


def read_pdf(data: bytes, origin: str) -> Iterator[Taken]:
    """Yield the text of a PDF.

    Raises:
        NotTaken: it is broken, locked, or holds pictures only.
    """
    pages = _pages(data)
    if not any(page.strip() for page in pages):
        raise NotTaken("pdf-without-text", "its pages hold pictures and no text: it must go through character recognition first")
    yield Draft(text=paragraphs_of(pages), origin=origin, media_type="application/pdf")


def _pages(data: bytes) -> list[str]:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotTaken("locked-pdf", "the PDF is locked with a password")
        return [_page(page) for page in reader.pages]
    except NotTaken:
        raise
    except PyPdfError as error:
        raise NotTaken("broken-pdf", f"the PDF is broken: {error}") from None
    except Exception as error:  # noqa: BLE001 - the edge of a batch: a file made to break the library ends here
        raise NotTaken("broken-pdf", f"the PDF is broken: {type(error).__name__}") from None


def _page(page: PageObject) -> str:
    """Return the text of a page, with an empty line where the gap between two lines is wider than usual."""
    pieces: list[tuple[str, float]] = []

    def see(words: str, outer: list[float], inner: list[float], *_: object) -> None:
        pieces.append((words, inner[5] * outer[3] + outer[5]))

    plain = page.extract_text(visitor_text=see)
    drops = [a[1] - b[1] for a, b in pairwise(pieces) if a[0].endswith("\n") and a[1] > b[1]]
    if not drops or "".join(words for words, _ in pieces).strip() != plain.strip():
        return plain
    usual = median(drops)
    made = ""
    for (words, height), (_, below) in zip(pieces, [*pieces[1:], ("", pieces[-1][1])], strict=True):
        made += words
        if words.endswith("\n") and height - below > WIDE_GAP * usual:
            made += "\n"
    return made


def paragraphs_of(pages: list[str]) -> Text:
    r"""Return the text of pages with their lines joined into paragraphs; spans lead back to the pages' text.

    >>> paragraphs_of(["Les combats ont repris mardi matin autour de la vil-\nle assiégée.\nIl pleut."]).clean
    'Les combats ont repris mardi matin autour de la ville assiégée.\n\nIl pleut.\n'
    """
    source = "\n".join(pages)
    lines = [(m.start(), m.end()) for m in _LINE.finditer(source) if m.group().strip()]
    repeated = _repeated(pages)
    lines = [(a, b) for a, b in lines if _shape(source[a:b]) not in repeated]
    width = sorted(b - a for a, b in lines)[int(len(lines) * 0.9)] if lines else 0
    gapped = "\n\n" in source.strip()
    made = Rewrite(source)
    for number, line in enumerate(lines):
        start, end = _trimmed(source, *line)
        following = lines[number + 1] if number + 1 < len(lines) else None
        gap = source[end : following[0]] if following else ""
        parted = "\n\n" in gap.replace(" ", "")
        if following is None or parted or (not gapped and _ends(source, start, end, following, width)):
            made.keep(start, end).put("\n\n" if following else "\n")
        elif _WORD_CUT.search(source[start:end]) and source[following[0]].islower():
            made.keep(start, end - 1)
        else:
            made.keep(start, end).put(" ")
    return made.text()


def _ends(source: str, start: int, end: int, following: tuple[int, int], width: int) -> bool:
    """Say whether a paragraph ends with a line: a short one, before a line that begins anew."""
    anew = not source[following[0] : following[1]].lstrip()[:1].islower()
    finished = bool(_ENDS.search(source[start:end]))
    return anew and (end - start < SHORT * width or (finished and end - start < 0.9 * width))


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    words = source[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _shape(line: str) -> str:
    return _NUMBERS.sub("#", line).strip()


def _repeated(pages: list[str]) -> set[str]:
    """Return the first and last lines that most pages share, page numbers aside."""
    if len(pages) < 3:
        return set()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [_shape(line) for line in page.split("\n") if line.strip()]
        edges.update({*lines[:2], *lines[-2:]})
    return {line for line, count in edges.items() if count > REPEATED * len(pages)}
