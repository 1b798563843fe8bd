"""How fast the desk answers on a ledger of 10,000 reports: first opening, median and 95th percentile for each page.

The reports are invented here: 40 towns, 60 sources, two years, four figures and three statements each, one question that 2,000
figures answer. The ledger is kept in build/ and made again when this file or the tables of a ledger change. A first opening is
that of a desk just started, which has put nothing together yet; what a comparison keeps is there.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from bench.sample import Row, peak_megabytes
from starlette.testclient import TestClient

from selon.crosscheck.run import run
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.rows import make_rows
from selon.ledger.schema import head_version
from selon.model.record import Arrangement, Event, Figure, Period, Place, Position, Record, ReportHead, Source, Statement
from selon.model.report import Report
from selon.model.span import Span, clean_text
from selon.show.app import make_app
from selon.show.settings import DeskSettings, hosts_for

REPORTS, ONE_QUESTION, TIMES = 10_000, 2_000, 12
BUILD = Path(__file__).resolve().parent.parent / "build"
SYLLABLES = ("ka", "lem", "ra", "dou", "si", "ver", "na", "bol", "té", "mar", "gou", "li")


def names(count: int, seed: int) -> list[str]:
    """Return invented names."""
    dice = random.Random(seed)  # noqa: S311 - invented data
    return ["".join(dice.choices(SYLLABLES, k=3)).capitalize() + f" {n}" for n in range(count)]


WORDS = [word.split()[0].lower() for word in names(4000, 3)]
TOWNS = [
    Place(name=name, country=("LB", "SY", "IQ", "JO")[n % 4], latitude=31.0 + n % 7, longitude=36.0 + n % 6, confidence=0.9)
    for n, name in enumerate(names(40, 1))
]
KINDS = ("medical", "state", "ngo", "armed_group")
SOURCES = [Source(name=f"Croissant de {name}", kind=KINDS[n % 4]) for n, name in enumerate(names(60, 2))]


def invented(number: int) -> tuple[Report, Record]:
    """Return an invented report with its record."""
    dice = random.Random(number)  # noqa: S311
    one = number < ONE_QUESTION
    town = TOWNS[0] if one else dice.choice(TOWNS[1:])
    told = date(2021, 1, 1) + timedelta(days=number % 300 if one else dice.randrange(700))
    happened = "2021-01-01" if one else (told - timedelta(days=dice.randrange(4))).isoformat()
    text, figures, statements = f"Bilan à {town.name}\n", [], []
    for n in range(4):
        source, count = dice.choice(SOURCES), dice.randrange(2, 400)
        sentence = (
            f"Au moins {count} personnes ont été touchées à {town.name}, selon {source.name}, qui parle de secteur {number}-{n}. "
        )
        at = len(text) + sentence.index(str(count))
        measure = "killed" if n == 0 else dice.choice(("wounded", "displaced", "evacuated"))
        figures.append(
            Figure(
                span=Span(at, at + len(str(count))), low=float(count), high=None if n % 2 else float(count),
                qualifier="at_least" if n % 2 else "exact", measure=measure, group="people", source=source, place=town,
                period=Period(start=happened, end=happened), confidence=0.8,
            )
        )  # fmt: skip
        if n:
            said = Span(len(text), len(text) + len(sentence) - 2)
            statements.append(Statement(spans=(said,), type="indirect", source=source, act="say"))
        # other words in every report, as the press has them: else all would be copies of one another
        text += sentence + " ".join(dice.choices(WORDS, k=55)).capitalize() + ". "
    truce = Arrangement(
        span=Span(0, 5), kind="ceasefire", status="announced", by=(dice.choice(SOURCES),), place=town, start=happened,
        positions=(Position(who=dice.choice(SOURCES), stance=dice.choice(("accepts", "refuses")), span=Span(0, 5)),),
    )  # fmt: skip
    event = Event(span=Span(0, 5), type="shelling", place=town, period=Period(start=happened, end=happened))
    outlet = f"Journal {number % 30}"
    head = ReportHead(id=f"r{number}", language="fr", published=told.isoformat(), published_by="given", outlet=outlet)
    report = Report(id=head.id, text=clean_text(text), published=head.published, outlet=head.outlet, origin="bench")
    return report, Record(
        report=head, figures=tuple(figures), statements=tuple(statements), events=(event,), reader="bench 1.0",
        arrangements=(truce,) if number % 20 == 0 else (),
    )  # fmt: skip


def made_ledger() -> Ledger:
    """Return the ledger, made if this file changed since."""
    mark = hashlib.sha256(Path(__file__).read_bytes() + head_version().encode()).hexdigest()[:12]
    path = BUILD / f"bench-pages-{mark}.sqlite"
    if path.exists():
        return open_ledger(path)
    BUILD.mkdir(exist_ok=True)
    for old in BUILD.glob("bench-pages-*"):
        old.unlink()
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    ledger = open_ledger(part)
    for at in range(0, REPORTS, 200):
        ledger.append_many([make_rows(*invented(n)) for n in range(at, at + 200)])
    run(ledger)
    with ledger.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        if raw is not None:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()
    part.rename(path)
    return open_ledger(path)


def rows() -> Iterator[Row]:
    """Yield the rows."""
    begin = time.perf_counter()
    ledger = made_ledger()
    yield Row("ledger of 10,000 reports, made or opened", time.perf_counter() - begin, "s")
    with _opened(ledger) as desk:
        pages = _addresses(desk)
    for name, addresses in pages.items():
        with _opened(ledger) as desk:
            begin, worked = time.perf_counter(), time.process_time()
            desk.get(addresses[0])
            yield Row(f"{name}, first opening", (time.perf_counter() - begin) * 1000, "ms")
            # others may be at work on the machine
            yield Row(f"{name}, first opening by the clock of the core", (time.process_time() - worked) * 1000, "ms")
            yield from _timed(desk, name, addresses)
    ledger.close()
    yield Row("peak memory", peak_megabytes(), "MB")


@contextmanager
def _opened(ledger: Ledger) -> Iterator[TestClient]:
    """Give a desk just started, with somebody who came in."""
    settings = DeskSettings(ledger=ledger, secret="bench", hosts=hosts_for("127.0.0.1", 8000), token="bench")  # noqa: S106
    with TestClient(make_app(settings), base_url="http://127.0.0.1:8000") as desk:
        desk.get("/login?token=bench", follow_redirects=False)
        yield desk


def _addresses(desk: TestClient) -> dict[str, list[str]]:
    found = desk.get("/dossiers.json").json()["dossiers"]
    biggest = max(found, key=lambda d: d["figures"])
    place = TOWNS[0]
    point = f"{place.latitude:.3f}~{place.longitude:.3f}"
    whole = f"killed~people~{place.country}~{place.name.replace(' ', '%20')}~2021-01-01~2021-01-01~settlement~{point}"
    threads = desk.get("/arrangements.json").json()["arrangements"]
    actors = desk.get("/actors.json").json()["actors"]
    return {
        "home": ["/"],
        "search": [
            "/search?q=" + q for q in ("secours", "croissant", "koleva", '"routes sont restées"', "bilan journal", "médic*")
        ],
        "reports": ["/reports", "/reports?page=40"],
        "report": [f"/reports/{n}" for n in range(1, 9000, 900)],
        "figures": ["/figures", "/figures?measure=killed&place=ka", "/figures?source=croissant&order=low"],
        "dossiers": ["/dossiers"],
        "dossier of 2,000 figures": ["/dossiers/" + whole.replace("%", "%25")],
        "biggest other dossier": ["/dossiers/" + biggest["key"].replace("%", "%25")],
        "arrangements": ["/arrangements"],
        "arrangement": ["/arrangements/" + t["key"] for t in threads[:4]],
        "time line": ["/timeline", "/timeline?kind=event"],
        "map": ["/map"],
        "actors": ["/actors"],
        "actor": ["/actors/" + a["key"] for a in actors[:4]],
        "review": ["/review", "/review?kind=figure"],
        "tasks": ["/tasks"],
        "trail": ["/trail"],
    }


def _timed(desk: TestClient, name: str, addresses: list[str]) -> Iterator[Row]:
    times = []
    for n in range(max(TIMES, len(addresses))):
        begin = time.perf_counter()
        answer = desk.get(addresses[n % len(addresses)])
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status_code != 200:
            yield Row(f"{name}: answered {answer.status_code}", 0.0, "")
            return
    times.sort()
    yield Row(f"{name}, median", statistics.median(times), "ms")
    yield Row(f"{name}, 95th percentile", times[min(len(times) - 1, round(0.95 * len(times)))], "ms")
