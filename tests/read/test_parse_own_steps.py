"""The parse with spaCy's weights and our own steps: the same as spaCy's own, and spaCy's own where the layers are not known."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read import parse
from selon.read.parse_embedding import embed_once
from selon.read.parse_transitions import transitions_of

TEXTS = (
    "Mali: douze soldats tués près de Gao\n\nDouze soldats ont été tués mardi dans une embuscade, a annoncé le général Traoré.",
    "Selon la Croix-Rouge, qui cite le maire de Tombouctou, 3.200 familles -dont 800 d'enfants seuls- ont fui vers le Niger.",
    "«Nous n'avons plus d'eau», dit Aïcha Diallo. L'ONU n'a pas confirmé. Qsdfgxz, 2.000 habitants, est vide.",
    "Un.",
    "",
)


def read(texts: tuple[str, ...]) -> list[Doc]:
    reports = [Report(id=str(n), text=clean_text(text)) for n, text in enumerate(texts)]
    return [parsed.doc for parsed in parse.parse_many(reports, load_pack("fr"))]


def told(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.head.i, t.dep_, t.pos_, t.lemma_, str(t.morph), t.ent_type_, t.ent_iob_) for t in doc]


def forget() -> None:
    parse.load_model.cache_clear()
    parse._stages.cache_clear()


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(load_pack("fr").spacy_model)


def test_both_find_the_same() -> None:
    ours = read(TEXTS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parse, "embed_once", lambda _model: None)
        patched.setattr(parse, "transitions_of", lambda _pipe: None)
        forget()
        theirs = read(TEXTS)
    forget()
    assert [told(doc) for doc in ours] == [told(doc) for doc in theirs]
    assert any(t.ent_type_ == "LOC" for doc in ours for t in doc)
    for one, other in zip(ours, theirs, strict=True):
        assert np.allclose(one.tensor, other.tensor, atol=1e-4)


def test_alone_or_in_a_batch_a_report_is_read_the_same() -> None:
    together = [told(doc) for doc in read(TEXTS)]
    assert [told(doc) for text in TEXTS for doc in read((text,))] == together


def test_either_apostrophe_is_read_the_same() -> None:
    straight = "L'armée n'a pas dit combien d'habitants l'avaient suivie jusqu'à Gao."
    curly = straight.replace("'", "’")
    (one,), (other,) = read((straight,)), read((curly,))
    assert told(one) == told(other)
    # a quotation mark is none
    assert "’" in [t.text for t in read(("Il a dit ‘non’ mardi.",))[0]]


def test_the_steps_of_the_parser_and_of_the_finder_of_names_are_ours(model: Language) -> None:
    own = {name for name, pipe in model.pipeline if transitions_of(pipe) is not None}
    assert own == {"parser", "ner"}


def test_layers_that_are_not_known_are_left_to_spacy(model: Language) -> None:
    layers = [SimpleNamespace(name="other", walk=lambda: []), SimpleNamespace(name="new", layers=[])]
    node = SimpleNamespace(layers=layers, _func="its own")
    pipe = SimpleNamespace(model=SimpleNamespace(walk=lambda: [node]))
    embed_once(SimpleNamespace(pipeline=[("tok2vec", pipe)], vocab=model.vocab))  # type: ignore[arg-type]
    assert node._func == "its own"


def test_a_parser_with_a_beam_is_left_to_spacy(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    parser: Any = model.get_pipe("parser")
    monkeypatch.setitem(parser.cfg, "beam_width", 4)
    assert transitions_of(parser) is None


def test_a_parser_of_another_build_is_left_to_spacy(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    names: Any = model.get_pipe("ner")
    assert transitions_of(names) is not None
    monkeypatch.delitem(names.model._refs, "upper")
    assert transitions_of(names) is None
