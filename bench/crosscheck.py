"""How long it takes to hold 100,000 reports against each other, and to add 100 to them.

    python bench/run.py crosscheck          SELON_BENCH_REPORTS=5000 for fewer

Some hundred reports of the corpus are read once; a seeded script varies them: other days, countries, towns, numbers and
words, so that variants are no copies of one another; one in twelve is a copy of an earlier variant with a changed sentence,
one in twelve tells the event of an earlier one with other words and a newer toll. Only figures are put in: the cross-check
looks at no other claims.
"""

from __future__ import annotations

import copy
import json
import os
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bench.sample import Row, peak_megabytes, reports
from sqlalchemy import insert

from selon.crosscheck.run import run
from selon.journey import read_many
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.tables import claims, readings
from selon.ledger.tables import reports as report_rows
from selon.model.as_json import record_json

CORES = 2
NUMBER = int(os.environ.get("SELON_BENCH_REPORTS", "100000"))
READ, ADDED, SEED = 300, 100, 4
COUNTRIES = (
    *("SY", "IQ", "YE", "LY", "ML", "NE", "BF", "NG", "CD", "CF", "SS", "SD", "SO", "ET", "AF"),
    *("PK", "MM", "UA", "IL", "PS", "LB", "HT", "CO", "MX", "TD", "CM", "MZ", "BI", "KE", "TR"),
)
OUTLETS = ("Le Courrier du Nord", "Radio des Plaines", "La Gazette", "L'Écho", "Agence du Fleuve")
DAYS = 1500
# a country has so many towns in which something happens
TOWNS = 120
_WORD = re.compile(r"\w+")


def bases() -> list[tuple[str, list[dict[str, Any]]]]:
    """Return texts with their figures, read once and kept under build/."""
    kept = Path(__file__).resolve().parent.parent / "build" / "bench-bases.json"
    if not kept.exists():
        found = reports(READ)
        rows = [[r.clean, record_json(m)["figures"]] for r, m in zip(found, read_many(found), strict=True)]
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return [(text, figures) for text, figures in json.loads(kept.read_text(encoding="utf-8")) if len(text) > 400]


class Maker:
    """Makes report after report; the same seed makes the same ones."""

    def __init__(self, seed: int, days: int = DAYS) -> None:
        """Begin; the reports are spread over so many days."""
        self.days = days
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.bases = bases()
        self.earlier: list[dict[str, Any]] = []

    def report(self, number: int) -> dict[str, Any]:
        """Return the next report: its text, its day, its figures."""
        kind = self.chance.random()
        if self.earlier and kind < 1 / 12:
            made = self._copy(self.chance.choice(self.earlier))
        elif self.earlier and kind < 2 / 12:
            made = self._update(self.chance.choice(self.earlier))
        else:
            made = self._variant()
        # only the last ones are copied and updated: news of some days
        self.earlier = [*self.earlier[-40:], made]
        return {**made, "id": f"r{number}"}

    def _variant(self) -> dict[str, Any]:
        text, figures = self.chance.choice(self.bases)
        country = self.chance.choice(COUNTRIES)
        town = f"Ville {country}{self.chance.randrange(TOWNS)}"
        day = datetime(2016, 1, 1) + timedelta(days=self.chance.randrange(self.days), hours=self.chance.randrange(24))
        made = [self._figure(f, country, town, day) for f in figures]
        return {"text": self._other_words(text, 0.25), "day": day, "figures": made, "outlet": self.chance.choice(OUTLETS)}

    def _other_words(self, text: str, share: float) -> str:
        return _WORD.sub(
            lambda m: f"{m.group()}{self.chance.randrange(10**6)}" if self.chance.random() < share else m.group(), text
        )

    def _figure(self, figure: dict[str, Any], country: str, town: str, day: datetime) -> dict[str, Any]:
        made = {k: copy.copy(v) for k, v in figure.items() if k != "derivation"}
        factor = self.chance.choice((1, 1, 2, 3, 5, 7, 11))
        for bound in ("low", "high"):
            made[bound] = None if figure[bound] is None else figure[bound] * factor
        if figure["place"]:
            wide = figure["place"].get("precision") == "country"
            made["place"] = {**figure["place"], "country": country, "name": country if wide else town, "geonames": None}
            if not wide:
                where = random.Random(town)  # noqa: S311 - a point for each town, always the same
                made["place"] |= {"latitude": where.uniform(-30, 50), "longitude": where.uniform(-20, 100)}
        if figure["period"] and figure["period"]["start"] and figure["period"]["start"] == figure["period"]["end"]:
            told = (day - timedelta(days=self.chance.randrange(2))).date().isoformat()
            made["period"] = {"start": told, "end": told}
        return made

    def _copy(self, one: dict[str, Any]) -> dict[str, Any]:
        day = one["day"] + timedelta(hours=self.chance.randrange(1, 8))
        return {**one, "text": self._other_words(one["text"], 0.01), "day": day, "outlet": self.chance.choice(OUTLETS)}

    def _update(self, one: dict[str, Any]) -> dict[str, Any]:
        newer = copy.deepcopy(one["figures"])
        for figure in newer:
            for bound in ("low", "high"):
                figure[bound] = None if figure[bound] is None else figure[bound] + 2
        day = one["day"] + timedelta(hours=self.chance.randrange(3, 30))
        return {**one, "text": self._other_words(one["text"], 0.3), "day": day, "figures": newer}


def fill(ledger: Ledger, maker: Maker, first: int, number: int) -> int:
    """Put reports into a ledger, straight into its tables; return how many figures."""
    count = 0
    for at in range(first, first + number, 2000):
        made = [(n, maker.report(n)) for n in range(at, min(at + 2000, first + number))]
        with ledger.writing() as connection:
            connection.execute(insert(report_rows), [_report_row(n, m) for n, m in made])
            connection.execute(insert(readings), [_reading_row(n) for n, _ in made])
            rows = [row for n, m in made for row in _claim_rows(n, m)]
            connection.execute(insert(claims), rows)
            count += len(rows)
    return count


def _report_row(key: int, made: dict[str, Any]) -> dict[str, Any]:
    return {
        **{"key": key, "report_id": made["id"], "edition": 1, "content_sha256": f"{key:064d}", "language": "fr"},
        **{"outlet": made["outlet"], "credit": None, "url": None, "published": made["day"].isoformat() + "+00:00"},
        **{"published_by": "given", "published_days": [], "agencies": ["AFP"] if key % 2 else [], "dateline": None},
        **{"bylines": [], "title": "", "clean_text": made["text"], "source_text": None, "offset_anchors": [[0, 0]]},
        **{
            "regions": [],
            "media_type": "text/plain",
            "origin": "bench",
            "origin_line": None,
            "received_at": "",
            "status": "usable",
        },
    }


def _reading_row(key: int) -> dict[str, Any]:
    stamp = {"reader": "bench", "given_sha256": "", "read_at": "", "current": True, "head": {}}
    return {"key": key, "report": key, **stamp}


def _claim_rows(key: int, made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for n, figure in enumerate(made["figures"]):
        place, period = figure["place"] or {}, figure["period"] or {}
        yield {
            **{"claim_id": f"{key}-{n}", "reading": key, "report": key, "kind": "figure", "position": n, "current": True},
            **{"start": figure["span"][0], "end": figure["span"][1], "confidence": 0.5, "entry": figure},
            **{"measure": figure["measure"], "country": place.get("country"), "period_start": period.get("start")},
        }


def processor_seconds() -> float:
    """Return the time that this process and those it started have used: what others do on the machine is left out."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def rows() -> Iterator[Row]:
    """Yield the rows: a quarter of the reports in the same years, a quarter with as many reports a day, and all of them."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = max(1000, NUMBER // 4), NUMBER
        runs = ((small, DAYS, "over the same years"), (small, DAYS * small // large, "as many a day"), (large, DAYS, "all"))
        times = {}
        for number, days, name in runs:
            maker, begin, title = Maker(SEED, days), time.perf_counter(), f"{number:,} reports, {name}"
            with open_ledger(Path(folder) / f"livre-{number}-{days}.sqlite") as ledger:
                figures = fill(ledger, maker, 1, number)
                yield Row(f"{title}: making them ({figures:,} figures)", time.perf_counter() - begin, "s")
                busy = processor_seconds()
                done = run(ledger)
                times[name] = processor_seconds() - busy
                yield Row(f"{title}: compared", done.seconds, "s")
                yield Row(f"{title}: time of the processor", times[name], "s")
                yield Row(f"{title}: relations", done.relations, "of figures")
                yield Row(f"{title}: copies", done.copies, "pairs")
                if number == large:
                    fill(ledger, maker, number + 1, ADDED)
                    yield Row(f"{ADDED} added to {number:,}", run(ledger).seconds, "s")
        for name in ("over the same years", "as many a day"):
            longer = times["all"] / times[name]
            yield Row(f"{large / small:.0f} times as many reports, {name}: time of the processor", longer, "times as long")
        yield Row("peak memory of this process", peak_megabytes(), "MB")
        workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        yield Row("peak memory of the largest worker", workers, "MB")
