"""Write a record as a JSON file named by its report's id."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path

from selon.errors import InputError
from selon.model.as_json import record_json
from selon.model.record import Record

# file systems take 255 bytes; the name keeps room for a hash and endings
LONGEST = 120


def file_name(report_id: str) -> str:
    """Return a safe file name for an id: the id itself where it can be one, else what can be kept of it and a hash.

    Ids that differ have names that differ, also where capitals do not count.

    >>> file_name("alep-decembre"), file_name("../ailleurs")
    ('alep-decembre.json', 'ailleurs-e3516cdb.json')
    """
    kept = re.sub(r"[^a-z0-9._-]+", "-", report_id.lower()).strip("-.")[:LONGEST]
    if kept == report_id:
        return f"{kept}.json"
    return f"{kept}-{hashlib.sha256(report_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.json".lstrip("-")


def write_record(folder: Path, record: Record) -> Path:
    """Write a record into a folder, whole or not at all; return the path.

    Raises:
        InputError: the folder cannot be written to.
    """
    path = folder / file_name(record.report.id)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(record_json(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(f"the record cannot be written: {error.strerror}", where=str(path)) from None
    return path
