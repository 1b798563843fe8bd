"""The cues of the topic `report`: each sentence is read as marked, and nothing else of it is set apart."""

from __future__ import annotations

import pytest

from selon.ingest.fields import report_from_fields
from selon.ingest.regions import find_regions, parts_of
from selon.lang.marks import read_marks
from selon.lang.pack import Cue, load_pack
from selon.read.parse import parse
from selon.resolve.head import find_agencies

FR = load_pack("fr")
CASES = [
    (cue, written, fires) for cue in FR.cues("report") for fires, kept in ((True, cue.yes), (False, cue.no)) for written in kept
]


@pytest.mark.parametrize(("cue", "written", "fires"), CASES, ids=[f"{c.id}/{n}" for n, (c, _, _) in enumerate(CASES)])
def test_sentence_is_read_as_marked(cue: Cue, written: str, fires: bool) -> None:
    bare, marks = read_marks(written)
    report = report_from_fields({"text": bare})
    agencies = list(find_agencies(parse(report, FR), FR)) if cue.role == "told" else []
    regions = {(r.role, r.span) for r in report.regions if r.role != "headline"}
    assert regions == {(m.kind, m.span) for m in marks if m.kind != "agency"}
    if cue.role == "told":
        told = {bare[slice(*a.span)] for a in agencies if a.span}
        assert {m.span.words(bare).removeprefix("l'") for m in marks if m.kind == "agency"} == told
    rules = {r.rule for r in report.regions} | {a.rule for a in agencies}
    assert (cue.id in rules) == fires


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("BEYROUTH, 18 octobre (Reuters) - ", "BEYROUTH", "Reuters"),
        ("BEYROUTH/MOSCOU (Reuters) - ", "BEYROUTH/MOSCOU", "Reuters"),
        ("Alep (Syrie) (AFP) - ", "Alep", "AFP"),
        ("Port-au-Prince (AFP) – ", "Port-au-Prince", "AFP"),
        ("GENÈVE (AFP) — ", "GENÈVE", "AFP"),
        ("LE CAIRE/GAZA (Reuters) - ", "LE CAIRE/GAZA", "Reuters"),
        ("DAMAS, 18 octobre (Xinhua) -- ", "DAMAS", "Xinhua"),
        ("N'Djamena, 2 mars 2021 (AFP) - ", "N'Djamena", "AFP"),
        ("NATIONS UNIES (New York), 2 mars (Reuters) - ", "NATIONS UNIES", "Reuters"),
        ("Khan Younès (Territoires palestiniens) (AFP) - ", "Khan Younès", "AFP"),
    ],
)
def test_datelines_of_agencies_give_place_and_agency(opening: str, place: str, agency: str) -> None:
    text = f"Un pont coupé\n\n{opening}Le pont a été coupé mardi.\n\nIl reste un gué."
    report = report_from_fields({"text": text})
    region = next(r for r in report.regions if r.role == "dateline")
    assert region.span.words(text) == opening.rstrip()
    assert parts_of(region, text, FR) == {"place": place, "agency": agency}


@pytest.mark.parametrize(
    "line",
    [
        "Le maire (sans étiquette) - élu en mars - n'a rien dit.",
        "L'ONU a dénoncé (mardi) - une fois de plus - les tirs.",
        "Selon l'AFP, le pont est coupé.",
        "Par ailleurs, deux ponts sont coupés.",
        "Avec les pluies, deux ponts sont coupés.",
    ],
)
def test_news_is_no_region(line: str) -> None:
    text = f"Un pont coupé\n\n{line}\n\nIl reste un gué."
    assert [r.role for r in find_regions(text, FR)] == ["headline"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Un pont coupé\n\nLe pont est coupé.", "Un pont coupé"),
        ("Un pont est-il coupé ?\n\nLe pont est coupé.", "Un pont est-il coupé ?"),
        ("Publié le 3 mars 2021\n\nUn pont coupé\n\nLe pont est coupé depuis lundi.", "Un pont coupé"),
        ("Le pont est coupé.\n\nIl reste un gué.", None),
        ("Le pont est coupé", None),
        ("", None),
    ],
)
def test_headline_is_a_short_first_line(text: str, headline: str | None) -> None:
    found = [r.span.words(text) for r in find_regions(text, FR) if r.role == "headline"]
    assert found == ([headline] if headline else [])
