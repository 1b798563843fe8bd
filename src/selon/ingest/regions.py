"""Find what in the text of a report is not news: headline, datelines, credits, bylines, captions, notices.

The cues of the pack's topic `report` say what they look like; each region names the cue that found it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.gazetteer import load
from selon.ingest.forms import Form, forms
from selon.lang.pack import Pack
from selon.model.report import Region
from selon.model.span import Span

_LINE = re.compile(r"[^\n]+")
_FULL_STOP = re.compile(r"(?<!\.\.)[.;:,][\"»”’)\]]*$")
# paragraphs from the top that may hold a dateline (headline, kicker, summary, byline, date, text), and from the foot a desk
TOP, BOTTOM = 7, 5
# a longer paragraph is no line of service
LONGEST_LINE = 420
# an opening or closing piece of service is no longer
LONGEST_EDGE = 160
# a town with its country and the day
LONGEST_TOWN = 60
# the longest headline of the corpus has 190 characters
LONGEST_HEADLINE = 230


def find_regions(text: str, pack: Pack) -> tuple[Region, ...]:
    r"""Return the regions of a text, in order; none overlaps another.

    >>> from selon.lang.pack import load_pack
    >>> found = find_regions("Trêve rompue\n\nHoms (Syrie) (AFP) - Des obus sont tombés.", load_pack("fr"))
    >>> [(region.role, region.span) for region in found]
    [('headline', Span(start=0, end=12)), ('dateline', Span(start=14, end=34))]
    """
    paragraphs = list(_paragraphs(text))
    headline = _headline(text, paragraphs, pack)
    found: list[Region] = []
    for number, paragraph in enumerate(paragraphs):
        if number == headline:
            found.append(Region(role="headline", span=paragraph, rule="headline"))
        elif headline is not None and number < headline:
            found.extend(_in_paragraph(text, paragraph, 0, len(paragraphs), pack))
        elif broken := _broken(text, paragraphs[max(0, number - 1) : number + 1], number, pack):
            found = [r for r in found if not r.span.overlaps(broken.span)]
            found.append(broken)
        else:
            # the first paragraph of a text without a headline may begin with a dateline
            found.extend(_in_paragraph(text, paragraph, number, len(paragraphs), pack))
    return tuple(found)


def _broken(text: str, lines: list[Span], number: int, pack: Pack) -> Region | None:
    """Return the dateline that a line break parts: the town on one line, the agency at the head of the next."""
    if (
        len(lines) < 2
        or number > TOP
        or text[lines[0].end : lines[1].start] != "\n"
        or lines[0].end - lines[0].start > LONGEST_TOWN
    ):
        return None
    joined = Span(lines[0].start, lines[1].end)
    here = [form for form in forms(pack) if form.cue.role == "dateline"]
    opened = _opening(here, f"{text[: lines[0].end]} {text[lines[1].start :]}", joined)
    return opened[0] if opened and opened[0].span.end > lines[1].start else None


def _paragraphs(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        words = line.group().strip()
        if words:
            start = line.start() + line.group().index(words[0])
            yield Span(start, start + len(words))


def _headline(text: str, paragraphs: list[Span], pack: Pack) -> int | None:
    """Return the number of the paragraph that is the headline: a short one at the top that ends without a full stop."""
    for number, paragraph in enumerate(paragraphs[:3]):
        if len(paragraphs) < 2 or number == len(paragraphs) - 1:
            return None
        if any(r.span == paragraph for r in _in_paragraph(text, paragraph, number, len(paragraphs), pack)):
            continue
        words = paragraph.words(text)
        short = len(words) <= LONGEST_HEADLINE and len(words) < 3 * len(paragraphs[number + 1].words(text)) + 60
        return number if short and not _FULL_STOP.search(words) else None
    return None


def _in_paragraph(text: str, paragraph: Span, number: int, count: int, pack: Pack) -> list[Region]:
    """Return the regions of a paragraph: the whole of it, or what opens and what closes it."""
    words = paragraph.words(text)
    here = [form for form in forms(pack) if _may_stand(form, number, count)]
    if len(words) <= LONGEST_LINE:
        for form in here:
            if form.where == "line" and any((m := p.fullmatch(words)) and _is_checked(form, m) for p in form.patterns):
                return list(_whole(form, text, paragraph))
    return [*_opening(here, text, paragraph), *_closing(here, text, paragraph)]


def _may_stand(form: Form, number: int, count: int) -> bool:
    if form.within == "top":
        return number < TOP
    return form.within != "bottom" or number >= max(1, count - BOTTOM)


def _whole(form: Form, text: str, paragraph: Span) -> Iterator[Region]:
    """Yield a line as a region; what the form calls `maker` at its end is a credit of its own."""
    found = next(m for p in form.patterns if (m := p.fullmatch(text, paragraph.start, paragraph.end)))
    cut = found.start("maker") if "maker" in found.re.groupindex else -1
    if cut < 0:
        yield Region(role=form.cue.role, span=paragraph, rule=form.cue.id)
        return
    yield Region(role=form.cue.role, span=Span(paragraph.start, cut), rule=form.cue.id)
    yield Region(role="credit", span=Span(cut, paragraph.end), rule=form.cue.id)


def _opening(here: list[Form], text: str, paragraph: Span) -> list[Region]:
    last = min(paragraph.end, paragraph.start + LONGEST_EDGE)
    for form in here:
        for pattern in form.patterns if form.where == "start" else ():
            found = pattern.match(text, paragraph.start, last)
            if found and found.end() < paragraph.end and _is_checked(form, found):
                return [Region(role=form.cue.role, span=Span(paragraph.start, found.end()), rule=form.cue.id)]
    return []


def _is_checked(form: Form, found: re.Match[str]) -> bool:
    """Say whether the place of a form that also fits other words is a town that the gazetteer knows."""
    if form.cue.settings.get("check") != "town":
        return True
    parts = (found.group("place") or "").split("/")
    return all(any(place.kind == "settlement" for place in load().find(part.strip())) for part in parts)


def _closing(here: list[Form], text: str, paragraph: Span) -> list[Region]:
    first = max(paragraph.start + 1, paragraph.end - LONGEST_EDGE)
    for form in here:
        for pattern in form.patterns if form.where == "end" else ():
            for found in pattern.finditer(text, first, paragraph.end):
                if found.end() == paragraph.end:
                    return [Region(role=form.cue.role, span=Span(*found.span()), rule=form.cue.id)]
    return []


def parts_of(region: Region, text: str, pack: Pack) -> dict[str, str]:
    r"""Return the named parts of a region: `place`, `agency`.

    >>> from selon.lang.pack import load_pack
    >>> text = "Trêve rompue\n\nHoms (Syrie) (AFP) - Des obus sont tombés."
    >>> parts_of(find_regions(text, load_pack("fr"))[1], text, load_pack("fr"))
    {'place': 'Homs', 'agency': 'AFP'}
    """
    for form in forms(pack):
        if form.cue.id == region.rule:
            for pattern in form.patterns:
                found = pattern.fullmatch(region.span.words(text)) or pattern.match(text, region.span.start)
                if found and found.end() in (region.span.end, len(region.span.words(text))):
                    return {name: words for name, words in found.groupdict().items() if words}
    return {}
