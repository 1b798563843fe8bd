"""Nothing from a report is ever markup, however long, odd or malicious it is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.show.asking import data
from tests.show.conftest import BASE

from selon.ledger.ledger import Ledger, open_ledger
from selon.model.record import Figure, Place, Record, ReportHead, Source
from selon.model.report import Report
from selon.model.span import Span, clean_text
from selon.show.app import make_app
from selon.show.settings import DeskSettings, hosts_for

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">"\'&amp;{{ 7*7 }}{% raw %}\u202egnp.exe\u202c ]]><!--'


def hostile_ledger(tmp_path: Path, text: str, numbers: list[Span] | None = None) -> Ledger:
    """Return a ledger with a report that holds markup in every field."""
    numbers = [Span(len(EVIL) + 1, len(EVIL) + 2)] if numbers is None else numbers
    source = Source(name=EVIL, organization=EVIL, role=EVIL, told_to=EVIL)
    place = Place(name=EVIL, country="LB", latitude=34.0, longitude=35.0)
    figures = tuple(
        Figure(
            span=span,
            low=7.0,
            high=7.0,
            qualifier="exact",
            measure="killed",
            group=EVIL[:70],
            side=EVIL,
            source=source,
            place=place,
        )
        for span in numbers
    )
    head = ReportHead(
        id=EVIL,
        language="fr",
        published="2021-03-17",
        published_by="given",
        outlet=EVIL,
        url="javascript:alert(3)",
        agencies=(EVIL,),
    )
    report = Report(id=EVIL, text=clean_text(text), published="2021-03-17", outlet=EVIL, url="javascript:alert(3)", origin=EVIL)
    ledger = open_ledger(tmp_path / "h.sqlite")
    ledger.append(report, Record(report=head, figures=figures, reader="selon 0.1.0"))
    return ledger


def hostile_desk(tmp_path: Path, text: str, numbers: list[Span]) -> TestClient:
    ledger = hostile_ledger(tmp_path, text, numbers)
    settings = DeskSettings(ledger=ledger, secret="s", hosts=hosts_for("127.0.0.1", 8000), token="jeton")
    client = TestClient(make_app(settings), base_url=BASE)
    client.get("/login?token=jeton")
    return client


@pytest.mark.parametrize(
    "address", ["/", "/reports", "/reports/1", "/figures", "/review", "/map", "/timeline", "/actors", "/search?q=script"]
)
def test_markup_in_every_field_stays_text(tmp_path: Path, address: str) -> None:
    desk = hostile_desk(tmp_path, f"{EVIL} 7 morts {EVIL}", [Span(len(EVIL) + 1, len(EVIL) + 2)])
    page = desk.get(address)
    assert page.status_code == 200
    for raw in ("<script>alert", "<img src=x", "javascript:alert", "]]><!--"):
        assert raw not in page.text
    assert 'href="javascript' not in page.text


def test_a_search_for_markup_shows_it_as_text(tmp_path: Path) -> None:
    desk = hostile_desk(tmp_path, "rien 7", [Span(5, 6)])
    page = desk.get("/search", params={"q": '"><script>alert(1)</script>'})
    assert page.status_code == 200 and "<script>alert" not in page.text


def test_a_line_of_200_kilobytes_with_a_thousand_claims_is_drawn(tmp_path: Path) -> None:
    text = "mot 7 " * 34_000
    spans = [Span(n * 6 + 4, n * 6 + 5) for n in range(0, 34_000, 34)]
    desk = hostile_desk(tmp_path, text, spans)
    begun = time.perf_counter()
    page = desk.get("/reports/1")
    took = time.perf_counter() - begun
    assert page.status_code == 200 and page.text.count('class="m m-figure') >= 1000
    assert took < 20
    assert len(data(desk, "/reports/1.json")["claims"]) == 1000


def test_odd_addresses_are_answered_calmly(tmp_path: Path) -> None:
    desk = hostile_desk(tmp_path, "rien 7", [Span(5, 6)])
    for address in (
        "/figures?page=-1", "/figures?page=99999999999999", "/figures?measure=%00", "/figures?since=never", "/review?report=abc",
        "/reports?page=0", "/search?q=" + "%22" * 300, "/search?q=*", "/map?country=%F0%9F%92%A5",
        "/timeline?kind=../..", "/reports/00000000001",
    ):  # fmt: skip
        assert desk.get(address).status_code in {200, 404}, address
