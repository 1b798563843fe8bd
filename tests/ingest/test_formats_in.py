"""Pages, PDF, feeds and items of agencies: the text and what they say of themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.ingest.load import load_reports
from selon.model.report import Report, SetAside

ROOT = Path(__file__).resolve().parents[2]
PARAGRAPH = "Le pont a été coupé mardi par la crue, selon le maire de la ville, qui a demandé l'aide de l'armée."
PAGE = f"""<!DOCTYPE html><html lang="fr"><head><title>Un pont coupé | Le Courrier</title>
<meta property="og:title" content="Un pont coupé"><meta property="og:site_name" content="Le Courrier">
HEAD</head><body><nav><a href="/">Accueil</a></nav><article><h1>Un pont coupé</h1><p>{PARAGRAPH}</p>
<p>Les habitants traversent à gué depuis lundi&nbsp;; deux d'entre eux ont &eacute;t&eacute; emport&eacute;s.</p>
</article></body></html>"""


def load(path: Path) -> list[Report]:
    found = list(load_reports([str(path)]))
    assert all(isinstance(item, Report) for item in found), found
    return [item for item in found if isinstance(item, Report)]


def page(tmp_path: Path, head: str, encoding: str = "utf-8") -> Report:
    (tmp_path / "pont.html").write_bytes(PAGE.replace("HEAD", head).encode(encoding))
    return load(tmp_path / "pont.html")[0]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2021-03-03T08:15:00+01:00">', "2021-03-03T08:15:00+01:00"),
        ('<meta itemprop="datePublished" content="2021-03-03">', "2021-03-03"),
        ('<meta name="Date" content="2021-03-03">', "2021-03-03"),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2021-03-03T08:15:00Z"}]}</script>',
            "2021-03-03T08:15:00+00:00",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta property="article:published_time" content="mercredi">', None),
        ("", None),
    ],
)
def test_a_page_is_as_old_as_its_metadata_say(tmp_path: Path, head: str, published: str | None) -> None:
    report = page(tmp_path, head)
    assert (report.published, report.outlet, report.media_type) == (published, "Le Courrier", "text/html")


def test_a_page_gives_its_title_and_paragraphs_and_no_menu(tmp_path: Path) -> None:
    report = page(tmp_path, '<meta name="author" content="Lina Morel">')
    title, first, second = report.clean.strip().split("\n\n")
    assert (title, first, report.credit) == ("Un pont coupé", PARAGRAPH, "Lina Morel")
    assert second.startswith("Les habitants traversent à gué")


def test_words_of_a_page_lead_back_to_its_markup(tmp_path: Path) -> None:
    report = page(tmp_path, "")
    start = report.clean.index("ont été emportés")
    source = report.text.source[slice(*report.text.to_source((start, start + len("ont été emportés"))))]
    assert source == "ont &eacute;t&eacute; emport&eacute;s"


def test_a_page_in_an_old_encoding_that_it_names(tmp_path: Path) -> None:
    report = page(tmp_path, '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1")
    assert PARAGRAPH in report.clean


def test_a_pdf_gives_the_paragraphs_that_went_into_it() -> None:
    kept = (ROOT / "tests/ingest/data/djugu-2.txt").read_text(encoding="utf-8")
    (report,) = load(ROOT / "examples/djugu-2.pdf")
    assert report.clean == kept
    assert (report.id, report.media_type) == ("djugu-2", "application/pdf")


def test_a_pdf_of_pictures_is_set_aside(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "image.pdf")
    (item,) = load_reports([str(tmp_path / "image.pdf")])
    assert isinstance(item, SetAside)
    assert item.reason == "pdf-without-text"


def test_a_locked_pdf_is_set_aside(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(ROOT / "examples/djugu-2.pdf"))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "ferme.pdf")
    (item,) = load_reports([str(tmp_path / "ferme.pdf")])
    assert isinstance(item, SetAside)
    assert item.reason == "locked-pdf"


def test_a_feed_gives_a_report_for_each_item(tmp_path: Path) -> None:
    item = (
        "<item><title>Un pont coupé</title><link>https://courrier.example/{n}</link><guid>p{n}</guid>"
        "<pubDate>Wed, 03 Mar 2021 08:15:00 +0100</pubDate>"
        f"<description><![CDATA[<p>{PARAGRAPH}</p><p>Il reste un <b>gué</b> &agrave; pied.</p>]]></description></item>"
    )
    items = item.replace("{n}", "1") + item.replace("{n}", "2")
    (tmp_path / "fil.xml").write_text(
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Le Courrier</title>{items}</channel></rss>"
    )
    first, second = load(tmp_path / "fil.xml")
    assert (first.id, second.id, first.outlet, first.url) == ("p1", "p2", "Le Courrier", "https://courrier.example/1")
    assert first.published == "2021-03-03T07:15:00+00:00"
    assert first.clean == f"Un pont coupé\n\n{PARAGRAPH}\n\nIl reste un gué à pied.\n"


NINJS = {
    "uri": "https://agence.example/urn/1",
    "language": "fr-FR",
    "versionCreated": "2021-03-03T08:15:00+01:00",
    "headlines": [{"role": "main", "value": "Un pont coupé"}],
    "bodies": [{"role": "main", "contentType": "text/plain", "value": PARAGRAPH}],
    "infoSources": [{"name": "AFP", "role": "originator"}],
}


def test_an_item_of_ninjs(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(NINJS))
    (report,) = load(tmp_path / "a.json")
    assert (report.clean, report.credit, report.language) == (f"Un pont coupé\n\n{PARAGRAPH}", "AFP", "fr")
    assert (report.id, report.published) == (NINJS["uri"], "2021-03-03T08:15:00+01:00")


def test_an_item_that_was_withdrawn_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{**NINJS, "pubStatus": "canceled"}, NINJS]))
    withdrawn, kept = load_reports([str(tmp_path / "a.json")])
    assert isinstance(withdrawn, SetAside)
    assert (withdrawn.reason, withdrawn.line) == ("canceled", 1)
    assert isinstance(kept, Report)


def test_the_examples_are_taken_whole() -> None:
    found = load(ROOT / "examples")
    assert len(found) == 14
    assert len({report.id for report in found}) == 14
    assert all(150 <= len(report.clean.split()) <= 400 for report in found)
