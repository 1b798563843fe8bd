"""Read the numbers whose place and days are marked: of corpus reports, dispatches of our own, the packs, the gold to look at.

The marks of corpus reports stand in marked/scopes.jsonl and marked/figures.jsonl by offsets; written/*.txt are dispatches of
our own, each number marked where it stands: `{douze|killed|Gao|2019-03-04..2019-03-04|armée malienne}`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from marked import CORPUS, marked_rows, named
from run import BENCH, HERE, half_of

SCOPES = HERE / "marked" / "scopes.jsonl"
WRITTEN = HERE / "written"
MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\|([^{}|]*)\|([^{}|]*)\|([^{}|]*)\}")

# from these no rule and no tree may be made, and nothing learned
UNSEEN = ("apart", "check", "opened")

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Scoped:
    """A report with the places and periods that are right for its numbers; places are in the form of the gold."""

    kind: str
    row: dict[str, Any]
    places: dict[Span, list[Any]] = field(default_factory=dict)
    periods: dict[Span, list[Any]] = field(default_factory=dict)
    # marked in some of the reports: what is counted, of whom, and who says so
    measures: dict[Span, list[str]] = field(default_factory=dict)
    groups: dict[Span, list[str]] = field(default_factory=dict)
    sources: dict[Span, list[Any]] = field(default_factory=dict)


def scoped_reports() -> Iterator[Scoped]:
    """Yield all marked reports; from those of the kinds `apart` and `check` no rule and no tree may be made."""
    yield from _written()
    yield from _of_pack()
    yield from _of_gold()
    if not CORPUS.exists():
        return
    for half, row, marks in marked_rows():
        yield _of_figures(half, row, marks["figures"])
    yield from _marked()


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401 - a mark: one reading or a list of them
    return value if isinstance(value, list) else [value]


def _of_figures(kind: str, row: dict[str, Any], figures: list[dict[str, Any]]) -> Scoped:
    one = Scoped(kind=kind, row=row)
    for figure in figures:
        one.places[tuple(figure["span"])] = _as_list(figure.get("place"))
        one.periods[tuple(figure["span"])] = _as_list(figure.get("period"))
        one.measures[tuple(figure["span"])] = _as_list(figure["measure"])
        one.groups[tuple(figure["span"])] = _as_list(figure["group"])
        one.sources[tuple(figure["span"])] = _as_list(figure.get("source"))
    return one


def _of_gold() -> Iterator[Scoped]:
    import gold as gold_files

    if not (BENCH / "dev" / "reports.jsonl").exists():
        return
    for row in map(json.loads, (BENCH / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()):
        yield _of_figures(half_of(row["id"]), row, gold_files.load(BENCH / "dev" / f"{row['id']}.yaml")["figures"])


def _marked() -> Iterator[Scoped]:
    import gold as gold_files

    marks = {m["report"]: m for m in map(json.loads, SCOPES.read_text(encoding="utf-8").splitlines())}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            mark = marks.get(row["id"])
            text = gold_files.normalise(row["text"]) if mark else ""
            if mark is None or hashlib.sha256(text.encode()).hexdigest()[:16] != mark["text_sha256"]:
                continue
            one = Scoped(kind="scopes", row=row)
            for number in mark["numbers"]:
                if number["measure"] is not None:
                    one.places[tuple(number["span"])] = [named(p, text) for p in number["place"]]
                    one.periods[tuple(number["span"])] = number["period"]
                    one.measures[tuple(number["span"])] = _as_list(number["measure"])
                    if "source" in number:
                        one.sources[tuple(number["span"])] = [named(s, text) for s in _as_list(number["source"])]
            yield one


def _place(name: str) -> dict[str, Any]:
    """Return a place that is right by its name alone."""
    return {"names": [name]}


def _of_pack() -> Iterator[Scoped]:
    """Yield the sentences that the rules of scope were made with."""
    from selon.lang.marks import read_marks
    from selon.lang.pack import load_pack

    pack = load_pack("fr")
    published = str(pack.table("pack")["examples_published"])
    for cue in pack.cues("scope"):
        for at, sentence in enumerate((*cue.yes, *cue.no)):
            text, marks = read_marks(sentence)
            one = Scoped(kind="pack", row={"id": f"pack-{cue.id}-{at}", "published": published, "text": text})
            for mark in marks:
                if mark.kind != "figure":
                    continue
                span, place, period = (mark.span.start, mark.span.end), mark.fields.get("place"), mark.fields.get("period")
                if place is not None:
                    one.places[span] = [None if place == "null" else _place(place)]
                if period is not None:
                    start, _, end = period.partition("/")
                    ends = {"start": None if start == "None" else start, "end": None if end == "None" else end}
                    one.periods[span] = [None if period == "null" else ends]
            yield one


def _written() -> Iterator[Scoped]:
    for path in sorted(WRITTEN.glob("*.txt")):
        for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
            head, _, body = block.partition("\n")
            name, _, published = head.partition("| published ")
            yield parse_written(name.strip(), published.strip(), body.strip())


def parse_written(name: str, published: str, body: str) -> Scoped:
    """Return a written dispatch without its marks, and what they say.

    >>> one = parse_written("a1", "2019-03-05", "{Douze|killed|Gao|2019-03-04..D|-} soldats sont morts à Gao.")
    >>> one.row["text"], one.places
    ('Douze soldats sont morts à Gao.', {(0, 5): [{'names': ['Gao']}]})
    """
    text, at = "", 0
    one = Scoped(kind="written", row={})
    for mark in MARK.finditer(body):
        text += body[at : mark.start()]
        at = mark.end()
        span = (len(text), len(text) + len(mark[1].strip()))
        text += mark[1].strip()
        places = [p.strip() for p in mark[3].split("/")]
        one.places[span] = [None if p == "-" else _place(p.lstrip("=")) for p in places]
        one.periods[span] = [_days(p.strip(), published[:10]) for p in mark[4].split("/")]
        one.measures[span] = [m.strip() for m in mark[2].split("/")]
        one.sources[span] = [None if (s := source.strip()) == "-" else _place(s) for source in mark[5].split("/")]
    one.row.update(id=f"written-{name}", published=published, text=text + body[at:])
    return one


def _days(written: str, today: str) -> dict[str, str | None] | None:
    if written == "-":
        return None
    start, _, end = written.partition("..")
    known: dict[str, str | None] = {"?": None, "D": today}
    return {"start": known.get(start, start), "end": known.get(end, end)}
