"""Every way in, and everything that can be wrong with it: set aside with its reason, and the others go on."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from selon.errors import BadSetting
from selon.ingest.given import Given
from selon.ingest.load import count_reports, load_reports
from selon.model.report import Report, SetAside

NEWS = "Un pont coupé\n\nLe pont a été coupé mardi par la crue, selon le maire de la ville.\n"


def read(*paths: Path | str, given: Given | None = None) -> list[Report | SetAside]:
    return list(load_reports([str(p) for p in paths], given or Given()))


def one(path: Path, given: Given | None = None) -> Report:
    (report,) = read(path, given=given)
    assert isinstance(report, Report), report
    return report


def aside(path: Path) -> SetAside:
    (item,) = read(path)
    assert isinstance(item, SetAside), item
    assert item.origin == str(path)
    return item


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-32", "mac_roman", "cp850"]
)
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "pont.txt").write_bytes(NEWS.encode(encoding))
    report = one(tmp_path / "pont.txt")
    assert (report.id, report.clean, report.language) == ("pont", NEWS, "fr")


def test_old_line_ends_and_split_accents_are_made_clean_and_lead_back(tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_bytes("Le pont a e\u0301te\u0301 coupé\r\nmardi par la crue du fleuve.".encode())
    report = one(tmp_path / "pont.txt")
    assert report.clean == "Le pont a été coupé\nmardi par la crue du fleuve."
    at = report.clean.index("été")
    assert report.text.source[slice(*report.text.to_source((at, at + 3)))] == "e\u0301te\u0301"


def test_what_is_given_wins_over_what_the_file_says(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": NEWS, "id": "x", "outlet": "Un journal", "published": "2021-03-02"}) + "\n")
    given = Given(published="2021-03-03T08:00+01:00", outlet="Le Courrier", id="y", credit="AFP", url="https://a.example/")
    report = one(path, given)
    assert (report.id, report.outlet, report.credit, report.url) == ("y", "Le Courrier", "AFP", "https://a.example/")
    assert report.published == "2021-03-03T08:00+01:00"


def test_one_id_given_for_several_reports_is_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text((json.dumps({"text": NEWS}) + "\n") * 2)
    assert [r.id for r in read(tmp_path, given=Given(id="z")) if isinstance(r, Report)] == ["z", "z-2"]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(BadSetting, match="18 octobre"):
        Given(published="18 octobre")


def test_lines_give_their_fields_and_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n" + json.dumps({"text": NEWS, "credit": "AFP", "url": "https://a.example/1", "more": [1]}) + "\n")
    report = one(path)
    assert (report.credit, report.url, report.line, report.origin) == ("AFP", "https://a.example/1", 2, str(path))
    assert len(report.id) == 16


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{nope", "no-json"),
        ("[" * 100_000, "no-json"),
        ("3", "wrong-field"),
        ("[]", "wrong-field"),
        ('{"id": "a"}', "no-text"),
        ('{"text": null}', "no-text"),
        ('{"text": ""}', "empty"),
        ('{"text": "  \\n "}', "empty"),
        ('{"text": 12}', "wrong-field"),
        ('{"text": ["a"]}', "wrong-field"),
        ('{"text": "Il pleut.", "outlet": 3}', "wrong-field"),
        ('{"text": "Il pleut.", "published": "hier"}', "wrong-field"),
        ('{"text": "Il pleut.", "published": 1600000000}', "wrong-field"),
        ('{"text": "a\\ud800b"}', "bad-characters"),
        ('{"text": "a\\u0000b"}', "bad-characters"),
        ('{"text": "Il pleut.", "id": "' + "x" * 300 + '"}', "wrong-field"),
        ("\ufffd\x00\x01", "binary"),
    ],
)
def test_a_bad_line_is_set_aside_and_the_others_go_on(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": NEWS})
    path.write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    first, bad, last = read(path)
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(bad, SetAside)
    assert (bad.reason, bad.line, bad.origin) == (reason, 2, str(path))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.docx", b"PK\x03\x04\x14\x00\x06\x00", "binary"),
        ("a.txt", b"The army said on Tuesday that it had retaken the town from the rebels.", "other-language"),
        ("a.txt", "قال الجيش يوم الثلاثاء إنه استعاد المدينة من المسلحين بعد معارك عنيفة".encode(), "other-language"),
        ("a.pdf", b"%PDF-1.4 nothing", "broken-pdf"),
        ("a.html", b"<html><body><nav><a href='/'>Accueil</a></nav></body></html>", "page-without-article"),
        ("a.html", b"<!-- -->", "page-without-article"),
        ("a.rss", b"<rss version='2.0'><channel><title>x</title></channel></rss>", "feed-without-items"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00broken", "broken-archive"),
        ("a.txt.gz", gzip.compress(NEWS.encode(), mtime=0)[:-12], "broken-archive"),
        ("a.json", b'{"text": ', "no-json"),
        ("a.txt", ("mot " * 110_000).encode(), "too-long"),
    ],
)
def test_a_bad_file_is_set_aside_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    item = aside(tmp_path / name)
    assert item.reason == reason
    assert item.detail


def test_a_broken_pdf_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nrien")
    assert aside(path).reason == "broken-pdf"
    assert caplog.records == []


def test_the_language_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Armee hat am Dienstag die Stadt von den Rebellen zurückerobert, sagte ein Sprecher.")
    assert aside(tmp_path / "a.txt").detail == "the text is in German; selon reads French"


def test_a_language_that_is_given_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Alep. Homs. Idleb. Tartous.")
    assert one(tmp_path / "a.txt", Given(language="fr")).language == "fr"


@pytest.mark.parametrize("text", ["Il pleut.", "Tués", "12 morts", "Gaza. 12.", "ALEP: DOUZE MORTS", "2021"])
def test_a_text_too_short_to_tell_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert one(tmp_path / "a.txt").clean == text


def test_a_french_report_with_a_long_english_quotation_is_french(tmp_path: Path) -> None:
    quoted = '"We have seen the bridge go down and nobody came to help us for two days," she wrote.'
    (tmp_path / "a.txt").write_text(f"{NEWS}\n{quoted}\n\nLe maire n'a pas répondu à la lettre de cette habitante.")
    assert one(tmp_path / "a.txt").language == "fr"


def test_a_folder_is_read_in_order_without_what_lies_beside_the_reports(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/notes.md", ".hidden.txt", "z.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS)
    assert [Path(r.origin).name for r in read(tmp_path)] == ["c.txt", "b.txt"]


def test_a_stem_that_stands_twice_takes_its_folders(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS)
    ids = [r.id for r in read(tmp_path) if isinstance(r, Report)]
    assert [i[-3:] for i in ids] == ["x-a", "y-a", "b"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to(tmp_path / "nothing")
    found = read(tmp_path)
    assert [type(r) for r in found] == [Report, SetAside]
    assert isinstance(found[1], SetAside)
    assert found[1].reason == "missing"


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.txt")
    (tmp_path / "c.txt").write_text(NEWS)
    shut, report = read(tmp_path)
    assert isinstance(shut, SetAside)
    assert (shut.reason, shut.origin) == ("unreadable", str(tmp_path / "b.txt"))
    assert isinstance(report, Report)


def test_a_file_that_is_missing_or_shut_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aside(tmp_path / "nothing.txt").reason == "missing"
    (tmp_path / "shut.txt").write_text(NEWS)

    def shut(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", shut)
    assert aside(tmp_path / "shut.txt").reason == "unreadable"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (NEWS.encode(), "text/plain"),
        (gzip.compress(NEWS.encode(), mtime=0), "text/plain"),
        (json.dumps({"text": NEWS}).encode() + b"\n", "text/plain"),
        (
            f"<!DOCTYPE html><html><body><article><h1>Un pont</h1><p>{NEWS.strip()}</p></article></body></html>".encode(),
            "text/html",
        ),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch, data: bytes, media: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (report,) = load_reports(["-"])
    assert isinstance(report, Report)
    assert (report.origin, report.media_type) == ("-", media)
    assert "Le pont a été coupé mardi par la crue" in report.clean


def test_reports_are_counted_beforehand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    with gzip.open(tmp_path / "b.jsonl.gz", "wt") as packed:
        packed.write((json.dumps({"text": NEWS}) + "\n") * 5)
    assert count_reports([str(tmp_path)]) == 6
    assert count_reports(["-"]) is None


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "pipe.jsonl"
    os.mkfifo(path)
    end = os.open(path, os.O_RDWR)
    os.write(end, (json.dumps({"text": NEWS}) + "\n").encode())
    # nothing closes the pipe: only a lazy reader returns
    assert isinstance(next(load_reports([str(path)])), Report)
    os.close(end)
