"""Every sentence of every cue of every pack: what must be read is marked in the sentence, and nothing else may be read.

A topic's file names in `kinds` the marks that its sentences are complete for: a figure that is read in a sentence of
`figures.toml` and not marked there fails. In a `yes` sentence the cue itself must have had a say, in a `no` sentence
it must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from selon.journey import assemble
from selon.lang.marks import Mark, read_marks
from selon.lang.pack import Cue, Pack, load_pack, pack_codes
from selon.model.as_json import as_json
from selon.model.record import Derivation, Record
from selon.model.report import Report
from selon.model.span import Span, clean_text
from selon.read.parse import parse_many


def sentences() -> Iterator[tuple[str, str, str, str, bool]]:
    for code in pack_codes():
        pack = load_pack(code)
        for topic in pack.topics:
            # tests/ingest/test_regions.py and tests/resolve/test_place_described.py hold the sentences of these
            if topic in ("report", "places_described"):
                continue
            for cue in pack.cues(topic):
                for fires, written in ((True, cue.yes), (False, cue.no)):
                    for sentence in written:
                        yield code, topic, cue.id, sentence, fires


EXAMPLES = list(sentences())


@cache
def records(code: str) -> dict[str, Record]:
    pack = load_pack(code)
    published = str(pack.table("pack")["examples_published"])
    bare = sorted({read_marks(s)[0] for c, _, _, s, _ in EXAMPLES if c == code})
    reports = [Report(id=str(n), text=clean_text(s), published=published) for n, s in enumerate(bare)]
    return {parsed.text: assemble(parsed, pack) for parsed in parse_many(reports, pack)}


def cue_of(pack: Pack, topic: str, cue_id: str) -> Cue:
    return next(c for c in pack.cues(topic) if c.id == cue_id)


def entries(record: Record, kind: str) -> list[tuple[tuple[Span, ...], dict[str, object], Derivation | None]]:
    sources = (*(e.source for e in record.statements), *(e.source for e in record.figures))
    lists: dict[str, tuple[object, ...]] = {
        "figure": record.figures,
        "statement": record.statements,
        "time": record.times,
        "place": record.places,
        "arrangement": record.arrangements,
        "event": record.events,
        "source": tuple(s for s in sources if s is not None and s.span is not None),
        "position": tuple(p for a in record.arrangements for p in a.positions),
    }
    found: list[tuple[tuple[Span, ...], dict[str, object], Derivation | None]] = []
    seen: set[tuple[Span, ...]] = set()
    for entry in lists.get(kind, ()):
        plain = as_json(entry)
        assert isinstance(plain, dict)
        spans: tuple[Span, ...] = getattr(entry, "spans", None) or (entry.span,)  # type: ignore[attr-defined]
        if kind == "source" and spans in seen:
            continue
        seen.add(spans)
        found.append((spans, dict(plain), getattr(entry, "derivation", None)))
    return found


def expected(marks: list[Mark], kind: str) -> dict[tuple[Span, ...], dict[str, str]]:
    """Marks of a kind; those that share an `n` are one entry of several spans."""
    groups: dict[str, list[Mark]] = {}
    for number, mark in enumerate(m for m in marks if m.kind == kind):
        groups.setdefault(mark.fields.get("n", f"#{number}"), []).append(mark)
    return {
        tuple(m.span for m in group): {k: v for m in group for k, v in m.fields.items() if k != "n"} for group in groups.values()
    }


def field_words(value: object) -> str:
    """A field as a mark writes it: a source or place by its name, null as `null`, several joined by `|`."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        if "name" in value:
            return str(value["name"])
        if "start" in value:
            return f"{value['start']}/{value['end']}"
    if isinstance(value, list):
        return "|".join(field_words(v) for v in value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


@pytest.mark.parametrize(
    ("code", "topic", "cue_id", "sentence", "fires"),
    EXAMPLES,
    ids=[f"{c}/{t}/{i}/{n}" for n, (c, t, i, _, _) in enumerate(EXAMPLES)],
)
def test_sentence_is_read_as_marked(code: str, topic: str, cue_id: str, sentence: str, fires: bool) -> None:
    pack = load_pack(code)
    bare, marks = read_marks(sentence)
    record = records(code)[bare]
    kinds = {*pack.words(topic, "kinds"), *(m.kind for m in marks)} - {"dateline", "agency", "byline", "caption", "credit"}
    for kind in sorted(kinds):
        read = {spans: (fields, derivation) for spans, fields, derivation in entries(record, kind)}
        wanted = expected(marks, kind)
        assert {tuple(s.words(bare) for s in spans) for spans in read} == {
            tuple(s.words(bare) for s in spans) for spans in wanted
        }, kind
        assert set(read) == set(wanted), kind
        for spans, fields in wanted.items():
            said = {name: field_words(read[spans][0].get(name)) for name in fields}
            assert said == dict(fields), spans[0].words(bare)
    rules = {r for kind in pack.words(topic, "kinds") for _, _, d in entries(record, kind) if d for r in d.rules()}
    assert (cue_id in rules) == fires, f"{cue_id} {'had no say' if fires else 'had a say'} in {bare!r}"
