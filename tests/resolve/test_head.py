"""Whose copy a report is, where it was filed, who wrote it: from the credit, the text's own lines, and what people told whom."""

from __future__ import annotations

import pytest

from selon.ingest.fields import report_from_fields
from selon.lang.pack import load_pack
from selon.model.record import ReportHead
from selon.read.parse import parse
from selon.read.times import find_times
from selon.resolve.head import settle_head

FR = load_pack("fr")


def head(text: str, **fields: str) -> ReportHead:
    parsed = parse(report_from_fields({"text": text, **fields}), FR)
    return settle_head(parsed, find_times(parsed, FR), FR)


@pytest.mark.parametrize(
    ("credit", "agencies"),
    [
        ("AFP", ("AFP",)),
        ("Le Courrier avec AFP-Services", ("AFP",)),
        ("Source : Reuters, AFP", ("Reuters", "AFP")),
        ("Agence France-Presse", ("AFP",)),
        ("La Gazette (avec l'agence Anadolu)", ("Anadolu",)),
        ("France Info", ()),
        ("Le Monde", ()),
        ("Radio Okapi", ()),
        ("", ()),
    ],
)
def test_agencies_of_a_credit(credit: str, agencies: tuple[str, ...]) -> None:
    assert head("Le pont est coupé.", credit=credit).agencies == agencies


def test_an_outlet_that_is_an_agency_counts() -> None:
    assert head("Le pont est coupé.", outlet="Reuters").agencies == ("Reuters",)


@pytest.mark.parametrize(
    ("sentence", "agencies"),
    [
        ("Le pont est coupé, a déclaré à l'AFP le maire de la ville.", ("AFP",)),
        ("Le pont est coupé, a dit un habitant mercredi à Reuters par téléphone.", ("Reuters",)),
        ("« Le pont est coupé », confie à l’Agence France-Presse un habitant.", ("AFP",)),
        ("Le maire, joint par l'AFP, parle d'un pont coupé.", ("AFP",)),
        ("Contacté par un journaliste de Reuters, le maire se tait.", ("Reuters",)),
        ("Un correspondant de l'AFP a vu le pont.", ("AFP",)),
        ("Dans un message transmis à l'agence Reuters, le groupe menace la ville.", ("Reuters",)),
        ("Le ministre a déclaré à l'agence Interfax que le pont tenait.", ("Interfax",)),
        ("Le ministre a déclaré à l'agence de presse Sana que le pont tenait.", ("SANA",)),
        ("Il a dit à Sana que le pont tenait.", ()),
        ("Selon l'agence Sana, le pont tient.", ()),
        ("Le ministre, cité par l'agence Tass, a nié.", ()),
        ("Le pont est coupé, rapporte Reuters.", ()),
        ("Le maire a déclaré à la radio publique que le pont tenait.", ()),
    ],
)
def test_agencies_that_were_told(sentence: str, agencies: tuple[str, ...]) -> None:
    assert head(sentence).agencies == agencies


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("BEYROUTH, 18 octobre (Reuters) - Le pont est coupé.", "BEYROUTH"),
        ("BEYROUTH - Le pont est coupé.", "BEYROUTH"),
        ("BULLETIN METEO - Le pont est coupé.", None),
        ("EGYPTE - Le pont est coupé.", None),
        ("Alep (Syrie) - Le pont est coupé.", "Alep"),
        ("A Beyrouth, le pont est coupé.", None),
    ],
)
def test_dateline_is_a_town(line: str, place: str | None) -> None:
    assert head(f"Un pont coupé\n\n{line}\n\nIl reste un gué.").dateline == place


def test_a_line_of_a_correspondent_gives_the_place() -> None:
    text = "Un pont coupé\n\nDe notre correspondante à Bangui\n\nLe pont est coupé."
    assert head(text).dateline == "Bangui"


def test_bylines_are_the_names_of_the_line_and_of_the_desk() -> None:
    text = "Un pont coupé\n\nPar Lina Morel et Paul Vasseur\n\nLe pont est coupé.\n\n(Awa Ndiaye, édité par Marc Olivier)"
    assert head(text).bylines == ("Lina Morel", "Paul Vasseur", "Awa Ndiaye")


def test_each_agency_has_its_reason() -> None:
    derivation = head("Le pont est coupé, a déclaré à l'AFP le maire.", credit="Reuters").derivation
    assert derivation is not None
    assert [(part.rule, part.note) for part in derivation.parts if part.of == "agencies"] == [
        ("report.given-credit", "Reuters"),
        ("report.told-agency", "AFP"),
    ]
