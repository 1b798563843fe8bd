"""Places of the user's own go before those of the packages; what cannot be taken is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.errors import BadSetting
from selon.gazetteer.own import add_places, build_geonames, own_layers, read_geonames


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SELON_CACHE", str(tmp_path / "cache"))
    return tmp_path


def write(folder: Path, *rows: str) -> Path:
    path = folder / "lieux.csv"
    path.write_text("\n".join(["name,other_names,latitude,longitude,country", *rows]) + "\n", encoding="utf-8")
    return path


def test_added_places_are_found(folder: Path) -> None:
    assert add_places(write(folder, "Zarboulane,Zarbulan|Zerboulane,12.5,-1.5,BF")) == 1
    (layer,) = own_layers()
    assert [c.country for c in layer.named("zerboulane")] == ["BF"]
    layer.close()


def test_a_second_file_adds_to_the_first(folder: Path) -> None:
    add_places(write(folder, "Zarboulane,,12.5,-1.5,BF"))
    assert add_places(write(folder, "Torgowadda,,6.9,79.8,LK")) == 2


@pytest.mark.parametrize(
    ("row", "says"),
    [(",,1,1,BF", "without a name"), ("X,,abc,1,BF", "no number"), ("X,,91,1,BF", "outside"), ("X,,1,1,Burkina", "country code")],
)
def test_a_bad_row_is_refused_with_its_line(folder: Path, row: str, says: str) -> None:
    with pytest.raises(BadSetting, match=says) as caught:
        add_places(write(folder, row))
    assert caught.value.where.endswith(":2")


def test_a_geonames_file_becomes_a_layer(folder: Path) -> None:
    path = folder / "ZZ.txt"
    cells = [
        "99",
        "Zarboulane",
        "Zarboulane",
        "Zerboulane",
        "12.5",
        "-1.5",
        "P",
        "PPL",
        "BF",
        "",
        "05",
        "",
        "",
        "",
        "800",
        "",
        "",
        "",
        "",
    ]
    path.write_text("\t".join(cells) + "\n", encoding="utf-8")
    assert build_geonames(path) == 1
    (layer,) = own_layers()
    assert layer.named("zerboulane")[0].adm1 == "BF.05"
    layer.close()


def test_another_file_is_no_geonames_file(folder: Path) -> None:
    with pytest.raises(BadSetting, match="15 columns"):
        list(read_geonames(write(folder)))
