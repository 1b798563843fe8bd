"""What an analyst does at the desk, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.show.browser import browser, come_in, needs_chromium, serving
from tests.show.test_hostile import EVIL, hostile_ledger

from selon.cli.app import run as command
from selon.ledger.ledger import Ledger, open_ledger

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
pytestmark = [pytest.mark.browser, needs_chromium]
PAGES = ("/", "/reports", "/search?q=attaque", "/figures", "/dossiers", "/arrangements", "/timeline", "/map", "/actors",
         "/review", "/tasks", "/trail", "/exports")  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for this file."""
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports, read and compared by the commands themselves."""
    path = tmp_path_factory.mktemp("journeys") / "livre.sqlite"
    assert command(["read", str(EXAMPLES), "--ledger", str(path)]) in {0, 3}
    assert command(["crosscheck", str(path)]) == 0
    return path


@pytest.fixture
def examples(made: Path, tmp_path: Path) -> Path:
    """A copy for each journey: what one corrects or reads anew is not there for the next, whatever their order."""
    return Path(shutil.copy(made, tmp_path / "livre.sqlite"))


@pytest.fixture
def desk(examples: Path) -> Iterator[str]:
    """The address of a desk over the examples."""
    with open_ledger(examples) as ledger, serving(ledger) as address:
        yield address


@pytest.fixture
def page(chromium: Browser, desk: str) -> Iterator[Page]:
    """Somebody at the desk; nothing may have gone wrong in their browser."""
    found = come_in(chromium, desk)
    yield found
    assert found.complaints == []  # type: ignore[attr-defined]
    found.context.close()


def test_from_a_search_to_the_words_behind_a_source(page: Page) -> None:
    page.get_by_role("searchbox", name="Chercher dans les textes").fill("ayorou")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit").first).to_have_text(re.compile("ayorou", re.IGNORECASE))
    page.locator("a.title").first.click()
    card = page.locator("article.card.k-figure").first
    source = card.locator("details.field", has_text="Source").first
    source.locator("summary").click()
    words = source.locator("q.words").first
    expect(words).to_be_visible()
    said = words.inner_text()
    assert said in page.locator("article.text").inner_text()
    # the words light up in the text itself
    assert page.evaluate("CSS.highlights.get('behind')?.size") >= 1


def test_the_dossier_of_a_disputed_toll_leads_to_words(page: Page, desk: str) -> None:
    page.goto(f"{desk}/dossiers")
    page.locator("tbody tr", has_text="litige").first.locator("a").first.click()
    expect(page.locator("h1")).to_contain_text("Tués")
    expect(page.locator(".lead")).to_contain_text("Rapporté par")
    expect(page.locator("#disputes li").first).to_contain_text("contre")
    point = page.locator("svg.chart.wide a.p").first
    point.focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.card:target")).to_be_visible()


def test_the_matrix_of_positions_is_walked_with_the_keyboard(page: Page, desk: str) -> None:
    page.goto(f"{desk}/arrangements")
    page.locator("tbody tr", has_text="Kassala").first.locator("a").first.click()
    cells = page.locator("table.matrix details.said > summary")
    cells.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.matrix blockquote").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('table.matrix') !== null")


def test_a_number_is_corrected_by_keyboard_alone_and_outlives_a_new_reader(
    page: Page, desk: str, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{desk}/review?kind=figure")
    claim = page.locator(".review").get_attribute("data-claim")
    page.keyboard.press("c")
    page.keyboard.type("77")
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("77")
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == "why":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("relu : le total est de 77")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article.card .line")).to_contain_text("77")
    expect(page.locator("ol.trail")).to_contain_text("relu : le total est de 77")

    monkeypatch.setattr("selon.journey.READER", "selon 99.0.0")
    monkeypatch.setattr("selon.ledger.intake.READER", "selon 99.0.0")
    assert command(["read", str(EXAMPLES), "--ledger", str(examples)]) in {0, 3}
    page.goto(f"{desk}/claims/{claim}")
    expect(page.locator("article.card .line")).to_contain_text("77")
    expect(page.locator("article.card .chip.corrected")).to_be_visible()

    page.goto(f"{desk}/exports")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="selon.jsonl", exact=True).click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8").splitlines()
    assert any('"low": 77' in line or '"low":77' in line for line in lines)
    assert all(json.loads(line) for line in lines)


def test_the_keys_of_the_review_go_on_and_back(page: Page, desk: str) -> None:
    page.goto(f"{desk}/review")
    first = page.locator(".review").get_attribute("data-claim")
    page.keyboard.press("j")
    expect(page.locator(".review")).not_to_have_attribute("data-claim", str(first))
    page.keyboard.press("k")
    expect(page.locator(".review")).to_have_attribute("data-claim", str(first))
    page.keyboard.press("a")
    expect(page.locator(".review")).not_to_have_attribute("data-claim", str(first))
    page.goto(f"{desk}/review?claim={first}")
    expect(page.locator("article.card .chip.accepted")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("article.card .chip.accepted")).to_have_count(0)
    # the page after the undo has no chip before its script listens
    page.wait_for_load_state()
    page.keyboard.press("w")
    expect(page.locator("details.why[open]")).to_be_visible()


def test_marked_words_become_a_claim(page: Page, desk: str) -> None:
    page.goto(f"{desk}/reports/2")
    page.locator("#add > summary").click()
    page.evaluate("""() => {
        const walker = document.createTreeWalker(document.querySelector('article.text'), NodeFilter.SHOW_TEXT);
        let node = walker.nextNode();
        while (node.data.trim().length < 12) node = walker.nextNode();
        const range = new Range(); range.setStart(node, 1); range.setEnd(node, 9);
        getSelection().removeAllRanges(); getSelection().addRange(range);
    }""")
    expect(page.locator("#add [name=end]")).to_have_value(re.compile(r"^\d+$"))
    page.locator("#add [name=kind]").select_option("event")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.locator("article.card .chip.added")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_each_page_is_readable_and_fits(chromium: Browser, desk: str, width: int, scheme: str) -> None:
    page = come_in(chromium, desk, width=width, scheme=scheme)
    page.goto(f"{desk}/dossiers")
    inner = [page.locator("td a.title-link").first.get_attribute("href")]
    page.goto(f"{desk}/arrangements")
    inner.append(page.locator("td a.title-link").first.get_attribute("href"))
    page.goto(f"{desk}/actors")
    inner.append(page.locator("td a.title-link").first.get_attribute("href"))
    for address in (*PAGES, "/reports/1", "/reports/1/beside/2", *inner):
        page.goto(f"{desk}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"], "resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{address}: {found.generate_report()[:1500]}"
    assert page.complaints == []  # type: ignore[attr-defined]
    page.context.close()


def test_hostile_reports_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    ledger: Ledger = hostile_ledger(tmp_path, f"{EVIL} 7 morts\n" + "mot " * 50_000)
    with ledger, serving(ledger) as desk:
        page = come_in(chromium, desk, width=390)
        for address in ("/reports/1", "/reports", "/figures", "/review", "/map", "/actors"):
            page.goto(f"{desk}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        page.goto(f"{desk}/reports/1")
        assert EVIL.split("\u202e")[0] in page.locator("article.text").inner_text()
        assert page.complaints == []  # type: ignore[attr-defined]
        page.context.close()
