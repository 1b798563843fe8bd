"""Whatever bytes a file holds, reading it ends, and each of its parts is a report or set aside with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.ingest.load import load_reports
from selon.model.report import Report

NEWS = "Un pont coupé\n\nLe pont a été coupé mardi, selon le maire."
SEEDS = {
    ".txt": NEWS.encode(),
    ".html": f"<html><body><article><h1>Un pont</h1><p>{NEWS}</p></article></body></html>".encode(),
    ".jsonl": b'{"text": "Il pleut.", "id": "a"}\n{"text": "Il neige."}\n',
    ".json": b'[{"text": "Il pleut."}, {"uri": "a", "bodies": [{"value": "x"}]}]',
    ".xml": b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>a</title></item></channel></rss>",
    ".pdf": (Path(__file__).resolve().parents[2] / "examples/djugu-2.pdf").read_bytes(),
    ".txt.gz": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
}


@pytest.mark.parametrize("ending", SEEDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_reading_ends_and_says_why(tmp_path: Path, ending: str, data: st.DataObject) -> None:
    seed = SEEDS[ending]
    at = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(at, min(len(seed), at + 20)))
    path = tmp_path / f"a{ending}"
    path.write_bytes(seed[:at] + data.draw(st.binary(max_size=30)) + seed[end:])
    for item in load_reports([str(path)]):
        if isinstance(item, Report):
            assert item.clean.strip()
            assert all(0 <= r.span.start < r.span.end <= len(item.clean) for r in item.regions)
            assert all(a.span.end <= b.span.start for a, b in zip(item.regions, item.regions[1:], strict=False))
        else:
            assert item.reason and item.detail
            assert item.origin == str(path)
