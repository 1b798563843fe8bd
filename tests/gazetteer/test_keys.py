"""Keys fold the spellings of the press and keep names of different places apart."""

from __future__ import annotations

import pytest

from selon.gazetteer.keys import is_latin, strong_key, weak_key


@pytest.mark.parametrize(
    ("one", "two"),
    [("Etats-Unis", "États-Unis"), ("Deir ez-Zor", "Deir Ezzor"), ("N'Djamena", "N’Djamena"), ("Al Bab", "al-Bab")],
)
def test_one_spelling_has_one_strong_key(one: str, two: str) -> None:
    assert strong_key(one) == strong_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Saraqeb", "Sarakeb"),
        ("Idleb", "Idlib"),
        ("Hodeida", "Al-Hudaydah"),
        ("Kandahar", "Qandahar"),
        ("Djebel", "Jebel"),
        ("Koursk", "Kursk"),
        ("Charm el-Cheikh", "Sharm al-Sheikh"),
        ("Tarhouna", "Tarhunah"),
    ],
)
def test_transliterations_share_a_weak_key(one: str, two: str) -> None:
    assert weak_key(one) == weak_key(two) != ""


@pytest.mark.parametrize(("one", "two"), [("Homs", "Hama"), ("Gao", "Goma"), ("Kidal", "Kandahar"), ("Tripoli", "Tibesti")])
def test_other_places_keep_other_weak_keys(one: str, two: str) -> None:
    assert weak_key(one) != weak_key(two)


def test_short_skeletons_are_no_keys() -> None:
    assert weak_key("Ras") == ""


def test_cyrillic_is_not_latin() -> None:
    assert not is_latin("Київ")
