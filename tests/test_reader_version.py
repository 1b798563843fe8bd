"""The version of the reader: it moves with everything that a reading depends on."""

from __future__ import annotations

from pathlib import Path

import selon
from selon.journey import READ_WITH


def test_every_file_that_is_read_with_is_in_the_version() -> None:
    here = Path(selon.__file__).parent
    files = [f for stage in ("lang", "read", "resolve", "claims") for f in (here / stage).rglob("*") if f.is_file()]
    others = {f.name for f in files if f.suffix not in READ_WITH | {".pyc", ".md"}}
    assert len(files) > 100
    assert others <= {"py.typed"}, "a file of a kind that the version does not know"
