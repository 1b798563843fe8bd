from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.cli.record_files import RecordFolder, file_name
from selon.errors import InputError
from selon.model.record import Record, ReportHead


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_different_ids_have_different_safe_names(ids: list[str]) -> None:
    names = [file_name(one) for one in ids]
    assert len({name.casefold() for name in names}) == 2
    for name in names:
        assert Path(name).name == name
        assert not name.startswith(".")
        assert len(name.encode()) < 200


@pytest.mark.parametrize("one", ["../../etc/passwd", "a/b", "CON", "nul\0", "..", " ", "é" * 300])
def test_an_id_never_leads_out_of_the_folder(tmp_path: Path, one: str) -> None:
    head = ReportHead(id=one, language="fr", published=None, published_by=None)
    path = RecordFolder(tmp_path / "fiches").write(Record(report=head))
    assert path.resolve().parent == (tmp_path / "fiches").resolve()
    assert [p.name for p in (tmp_path / "fiches").iterdir()] == [path.name]


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "fiches").write_text("un fichier")
    head = ReportHead(id="a", language="fr", published=None, published_by=None)
    with pytest.raises(InputError, match="cannot be written"):
        RecordFolder(tmp_path / "fiches").write(Record(report=head))


def test_two_reports_under_one_id_are_both_kept(tmp_path: Path) -> None:
    folder = RecordFolder(tmp_path)
    head = ReportHead(id="depeche", language="fr", published=None, published_by=None)
    assert [folder.write(Record(report=head)).name for _ in range(2)] == ["depeche.json", "depeche..2.json"]
