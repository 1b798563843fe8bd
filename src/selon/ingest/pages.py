"""Saved web pages: the article's text without menus and notices, and what the page says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml import html as markup

from selon.ingest.decode import decode
from selon.ingest.draft import Draft, Taken
from selon.ingest.given import iso_date
from selon.ingest.markup import align
from selon.ingest.taken import NotTaken

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SENTENCE = re.compile(r"\w[^\n]{25,}[.!?…»\"”]")
_BLANK = re.compile(r"\s+")
# where pages say when they were published, the most telling first
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')='date']/@content",
    "//meta[translate(@name,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')='dc.date.issued']/@content",
    "//meta[translate(@name,'ABCDEFGHIJKLMNOPQRSTUVWXYZ','abcdefghijklmnopqrstuvwxyz')='dc.date']/@content",
    "//meta[@name='pubdate' or @name='publish-date' or @name='publication_date' or @name='parsely-pub-date']/@content",
    "//article//header//time/@datetime",
    "//time[@pubdate]/@datetime",
)


def read_page(data: bytes, origin: str) -> Iterator[Taken]:
    """Yield the article of a page.

    Raises:
        NotTaken: no article in it, or no text.
    """
    declared = _CHARSET.search(data[:4096])
    source = decode(data, declared=declared.group(1).decode("ascii") if declared else None)
    yield draft_of_page(source, origin)


def draft_of_page(source: str, origin: str) -> Draft:
    """Return the article of a page's source, with title, date, outlet, author and address."""
    found = _extracted(source)
    lines = [line for line in str(found["text"] or "").split("\n") if line.strip()]
    if not any(_SENTENCE.search(line) for line in lines):
        raise NotTaken("page-without-article", "the page holds no article")
    title = str(found["title"] or "").strip()
    if title and _plain(title) != _plain(lines[0]):
        lines = [title, *(line for line in lines if _plain(line) != _plain(title))]
    return Draft(
        text=align(source, lines),
        published=_published(source),
        outlet=_words(found, "sitename"),
        credit=_words(found, "author"),
        url=_words(found, "url"),
        origin=origin,
        media_type="text/html",
    )


def _extracted(source: str) -> dict[str, object]:
    """Return what trafilatura takes out of a page, as plain data; raise where it finds nothing."""
    found = None
    if source.strip():
        found = trafilatura.bare_extraction(source, include_comments=False, with_metadata=True)
    if found is None:
        raise NotTaken("page-without-article", "the page holds no article")
    kept = ("text", "title", "sitename", "author", "url")
    return {name: getattr(found, name, None) for name in kept}


def _words(found: dict[str, object], name: str) -> str | None:
    value = found[name]
    return (str(value).strip() or None) if value else None


def _plain(words: str) -> str:
    return _BLANK.sub(" ", words).strip().casefold()


def _published(source: str) -> str | None:
    """Return the day or moment of publication that the page's metadata give; the text of the page is not searched."""
    try:
        tree = markup.document_fromstring(source.encode("utf-8"), parser=markup.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    written = [str(value) for path in _DATES for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        written = [*_linked(str(script)), *written]
    return next((when for when in map(iso_date, written) if when), None)


def _linked(script: str) -> list[str]:
    """Return the values of `datePublished` in linked data."""
    try:
        todo: list[object] = [json.loads(script)]
    except (ValueError, RecursionError):
        return []
    found = []
    while todo:
        value = todo.pop(0)
        if isinstance(value, dict):
            if isinstance(value.get("datePublished"), str):
                found.append(value["datePublished"])
            todo.extend(value.values())
        elif isinstance(value, list):
            todo.extend(value)
    return found
