"""Feeds saved as files (RSS, Atom): a report for each item."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from time import struct_time

import feedparser
from lxml import html as markup

from selon.ingest.draft import Draft, Taken
from selon.ingest.markup import align
from selon.ingest.taken import NotTaken

_BLOCKS = frozenset(["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "tr", "figure", "figcaption"])


def read_feed(data: bytes, origin: str) -> Iterator[Taken]:
    """Yield the items of a feed; an item without a word is set aside.

    Raises:
        NotTaken: there is no item in it.
    """
    feed = feedparser.parse(data)
    if not feed.entries:
        raise NotTaken("feed-without-items", "the feed holds no item")
    outlet = str(feed.feed.get("title") or "").strip() or None
    for number, entry in enumerate(feed.entries, 1):
        draft = _draft(entry, outlet, origin)
        yield draft or NotTaken("no-text", f"item {number} of the feed has no text").aside(origin)


def _draft(entry: Mapping[str, object], outlet: str | None, origin: str) -> Draft | None:
    contents = entry.get("content")
    first = contents[0] if isinstance(contents, list) and contents else {}
    body = str(first.get("value") or entry.get("summary") or "")
    title = str(entry.get("title") or "").strip()
    source = f"<h1>{title}</h1>\n{body}"
    lines = [title, *_lines(body)] if title else _lines(body)
    if not any(line.strip() for line in lines):
        return None
    return Draft(
        text=align(source, lines),
        id=str(entry.get("id") or entry.get("link") or "")[:200] or None,
        published=_moment(entry),
        outlet=outlet,
        credit=str(entry.get("author") or "")[:400] or None,
        url=str(entry.get("link") or "") or None,
        origin=origin,
        media_type="application/feed",
    )


def _moment(entry: Mapping[str, object]) -> str | None:
    when = entry.get("published_parsed")
    return datetime.fromtimestamp(timegm(when), UTC).isoformat() if isinstance(when, struct_time) else None


def _lines(body: str) -> list[str]:
    """Return the lines that a fragment of a page shows."""
    if not body.strip():
        return []
    tree = markup.fragment_fromstring(body, create_parent="div")
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = "\n" + (element.tail or "")
            element.text = "\n" + (element.text or "")
    return [" ".join(line.split()) for line in tree.text_content().split("\n") if line.strip()]
