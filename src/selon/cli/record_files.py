"""Write a record as a JSON file named by its report's id."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
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
    kept = re.sub(r"[^a-z0-9._-]+|[.]{2,}", "-", report_id.lower()).strip("-.")[:LONGEST]
    if kept == report_id:
        return f"{kept}.json"
    return f"{kept}-{hashlib.sha256(report_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}.json".lstrip("-")


class RecordFolder:
    """A folder that records are written into, whole or not at all; a second report under an id gets a name of its own."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; it is made with the first record."""
        self.folder = folder
        self._written: Counter[str] = Counter()

    def write(self, record: Record) -> Path:
        """Write a record; return the path.

        Raises:
            InputError: the folder cannot be written to.
        """
        name = file_name(record.report.id)
        self._written[name] += 1
        if self._written[name] > 1:
            # two dots: no id makes such a name
            name = f"{name.removesuffix('.json')}..{self._written[name]}.json"
        path = self.folder / name
        part = path.with_name(f".{name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(record_json(record), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise InputError(f"the record cannot be written: {error.strerror}", where=str(path)) from None
        return path
