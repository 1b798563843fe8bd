"""The formats that a ledger can be written in, by name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from selon.errors import BadSetting
from selon.export.annotations import write_annotations
from selon.export.flat import write_flat
from selon.export.hxl import write_hxl
from selon.export.json_lines import write_lines
from selon.export.loss import LossReport
from selon.export.plover import write_plover
from selon.export.tolls import write_acled, write_ucdp
from selon.ledger.ledger import Ledger

FORMATS: dict[str, Callable[[Ledger, TextIO, LossReport], None]] = {
    "csv": write_flat,
    "jsonl": write_lines,
    "hxl": write_hxl,
    "annotations": write_annotations,
    "plover": write_plover,
    "acled": write_acled,
    "ucdp": write_ucdp,
}


def write(format: str, ledger: Ledger, out: Path | TextIO) -> LossReport:
    """Write a ledger in a format; return what the format could not carry. A file appears only when all of it is written.

    Raises:
        BadSetting: no such format.
        ExportError: words of a claim do not stand in the text where they are said to stand.
    """
    writer = FORMATS.get(format)
    if writer is None:
        raise BadSetting(f"no format {format!r}", hint=f"formats: {', '.join(FORMATS)}")
    loss = LossReport(format=format)
    if not isinstance(out, Path):
        writer(ledger, out, loss)
        return loss
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            writer(ledger, stream, loss)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return loss
