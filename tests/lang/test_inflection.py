"""Verbs in their forms."""

from __future__ import annotations

import pytest

from selon.lang.inflection import verb_forms
from selon.lang.pack import load_pack


@pytest.mark.parametrize(
    ("verb", "form", "kind"),
    [
        ("réclamer", "réclame", "finite"),
        ("exiger", "exigeait", "finite"),
        ("annoncer", "annonça", "finite"),
        ("libérer", "libère", "finite"),
        ("reprendre", "reprises", "participle"),
        ("détruire", "détruites", "participle"),
        ("battre", "battant", "gerund"),
        ("conquérir", "conquise", "participle"),
        ("s'obstiner", "s'obstiner", "infinitive"),
    ],
)
def test_form_is_known(verb: str, form: str, kind: str) -> None:
    assert verb_forms(verb, load_pack("fr"))[form] == kind


def test_unknown_class_has_only_its_infinitive() -> None:
    assert verb_forms("ouïr dire", load_pack("fr")) == {"ouïr dire": "infinitive"}
