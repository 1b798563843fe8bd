"""Make the vectors that the tagger, the parser and the finder of names rest on: spaCy's own layers, each word embedded once.

In: a model's `tok2vec`, hashed features and known vectors mixed, then windows over three tokens. Out: the same numbers but for
their last digits. Of the tokens of a batch three in ten are different words, and only for those is the first half computed;
the windows are computed a report at a time, in place: some 20 ms less for each report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Vectors = NDArray[np.float32]
# names of the layers that are known here, as thinc writes them
MIX = "maxout>>layernorm>>dropout"
WINDOW = f"residual(expand_window>>{MIX})"
# spreads the features of a token over 64 bits, as in splitmix64
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Window:
    """One layer over a token and its neighbours; of its weights each piece stands in one stretch."""

    weights: Vectors
    bias: Vectors
    scale: Vectors
    shift: Vectors


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TokenVectors:
    """The layers of a `tok2vec`: the first half those of the model, the windows with weights laid out anew."""

    # what is asked of each token: the key of its known vector, then the features that are hashed
    columns: list[int | str]
    hashed: Any
    known: Vectors
    mix: Any
    # how many empty tokens stand before and after a report
    pad: int
    windows: Sequence[Window]

    def of(self, docs: Sequence[Doc]) -> list[Vectors]:
        """Return the vectors of the tokens of each report."""
        tokens = np.concatenate([doc.to_array(self.columns) for doc in docs])
        keys = np.zeros(len(tokens), dtype=np.uint64)
        for column in tokens.T:
            keys = (keys ^ column) * _SPREAD
            keys ^= keys >> np.uint64(29)
        _, first, word_of = np.unique(keys, return_index=True, return_inverse=True)
        words = self._embedded(tokens[first], docs[0])
        ends = np.cumsum([len(doc) for doc in docs])
        return [self._read(words[of_report]) for of_report in np.split(word_of, ends[:-1])]

    def _embedded(self, words: NDArray[np.uint64], doc: Doc) -> Vectors:
        """Return the vectors of words by themselves."""
        table: Any = doc.vocab.vectors
        rows = table.find(keys=words[:, 0])
        known = table.data[rows] @ self.known.T
        known[rows < 0] = 0
        hashed = self.hashed.predict(np.ascontiguousarray(words[:, 1:]))
        mixed: Vectors = self.mix.predict(np.hstack([hashed, known]))
        return mixed

    def _read(self, words: Vectors) -> Vectors:
        """Return the vectors of a report's tokens, of each with those around it."""
        width = words.shape[1]
        length = len(words) + 2 * self.pad
        # one empty line more at each end, for the windows there
        lines = np.zeros((length + 2, width), dtype=np.float32)
        vectors = lines[1:-1]
        vectors[self.pad : len(vectors) - self.pad] = words
        around = as_strided(lines, (length, 3 * width), (lines.strides[0], lines.itemsize), writeable=False)
        seen = np.empty((length, 3 * width), dtype=np.float32)
        pieces = np.empty((length, len(self.windows[0].weights)), dtype=np.float32)
        best, squares = np.empty_like(vectors), np.empty_like(vectors)
        for window in self.windows:
            np.copyto(seen, around)
            np.dot(seen, window.weights.T, out=pieces)
            pieces += window.bias
            np.maximum(pieces[:, :width], pieces[:, width : 2 * width], out=best)
            for start in range(2 * width, pieces.shape[1], width):
                np.maximum(best, pieces[:, start : start + width], out=best)
            best -= best.mean(axis=1, keepdims=True)
            np.multiply(best, best, out=squares)
            best *= (squares.mean(axis=1, keepdims=True) + 1e-08) ** -0.5
            best *= window.scale
            best += window.shift
            vectors += best
        return vectors[self.pad : len(vectors) - self.pad].copy()


def embed_once(model: Language) -> None:
    """Let each `tok2vec` of a model embed each word of a batch once, where its layers are known here."""
    for _, pipe in model.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") and hasattr(pipe.model, "walk") else ():
            found = _token_vectors(node, model)
            if found is not None:
                node._func = _forward(found, node._func)


def _forward(vectors: TokenVectors, own: Callable[..., Any]) -> Callable[..., Any]:
    """Return what thinc calls for a node: the vectors of reports with tokens; to learn and where there are none its own way."""

    def forward(node: object, docs: Sequence[Doc], is_train: bool) -> object:
        if is_train or not any(map(len, docs)):
            return own(node, docs, is_train)
        return vectors.of(docs), None

    return forward


def _token_vectors(node: Model[Any, Any], model: Language) -> TokenVectors | None:
    """Return the layers of a node, None where it is no `tok2vec` or its layers are not those known here."""
    table: Any = model.vocab.vectors
    layers: list[Any] = node.layers  # thinc's types say less of an array than numpy's
    if len(layers) != 2 or table.mode != "default":
        return None
    embed, encode = layers
    by_name = {each.name: each for each in embed.walk()}
    hashed = next((each for name, each in by_name.items() if name.startswith("with_array(ints-getitem>>hashembed|")), None)
    windows = encode.layers[0].layers if encode.name.startswith("with_array(residual(") else []
    features, known, mix = (by_name.get(name) for name in ("extract_features", "static_vectors", MIX))
    if hashed is None or features is None or known is None or mix is None or "ragged2list" not in by_name:
        return None
    if not windows or any(window.name != WINDOW for window in windows):
        return None
    return TokenVectors(
        columns=[table.attr, *features.attrs["columns"]],
        hashed=hashed.layers[0],
        known=known.get_param("W"),
        mix=mix,
        pad=encode.attrs["pad"],
        windows=[_window(window) for window in windows],
    )


def _window(layer: Model[Any, Any]) -> Window:
    """Return one layer over three tokens, its weights piece by piece."""
    parts: dict[str, Any] = {part.name: part for part in layer.walk()}
    weights, bias = parts["maxout"].get_param("W"), parts["maxout"].get_param("b")
    return Window(
        weights=weights.transpose(1, 0, 2).reshape(-1, weights.shape[-1]),
        bias=bias.T.ravel(),
        scale=parts["layernorm"].get_param("G"),
        shift=parts["layernorm"].get_param("b"),
    )
