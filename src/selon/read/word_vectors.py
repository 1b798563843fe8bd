"""Turn the words of some sentences into vectors, each told by the words around it, with the encoder of the pack.

In: a parse and the sentences that matter. Out: a vector for each piece of a word, and where each token's pieces stand. A pack
without an encoder gives none. The three files (`words.onnx`, `words.npz`, `words.model`) are made by tools/learn_words.py.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor
from spacy.tokens import Token

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Sentence

# pieces that are read together: the longer, the more a sentence knows of those before it, and the dearer each piece
WINDOW = 224
# a sentence may go over the end of a window by so much before it is cut
OVER = 60
# each window but the first begins with so many pieces of the headline
HEADLINE = 24
# of what is looked at, so many pieces count
MOST = 8
START, END, UNKNOWN = 0, 2, 3

Pieces = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """Where the pieces of a token stand: the window, the row of the first, how many."""

    window: int
    row: int
    count: int


@dataclass(frozen=True)
class Vectors:
    """The vectors of a report's windows one after the other, and where each token stands among them."""

    rows: NDArray[np.float32]
    homes: Mapping[int, Home]

    def of(self, tokens: Iterable[int]) -> NDArray[np.float32] | None:
        """Return the mean vector of the first pieces of some tokens, None where no encoder has seen them."""
        seen = rows_of(self.homes, tokens)
        if seen is None:
            return None
        mean: NDArray[np.float32] = self.rows[seen].mean(axis=0)
        return mean


def rows_of(homes: Mapping[int, Home], tokens: Iterable[int]) -> slice | None:
    """Return the rows of the first pieces of some tokens, within the window of the first.

    >>> rows_of({4: Home(0, 11, 2), 5: Home(0, 13, 1), 6: Home(1, 20, 1)}, [3, 4, 5, 6])
    slice(11, 14, None)
    """
    seen = [home for token in tokens if (home := homes.get(token)) is not None]
    if not seen:
        return None
    count = sum(home.count for home in seen if home.window == seen[0].window)
    return slice(seen[0].row, seen[0].row + min(MOST, count))


class Cutter:
    """Cuts words into the pieces that an encoder knows."""

    def __init__(self, pieces: bytes) -> None:
        self._processor = SentencePieceProcessor(model_proto=pieces)
        self.pieces = lru_cache(maxsize=50_000)(self._pieces_of)

    def _pieces_of(self, word: str, spaced: bool) -> Pieces:
        text = unicodedata.normalize("NFKC", word).strip()
        if not text:
            return (UNKNOWN,)
        return tuple(self._processor.encode((" " if spaced else "") + text))

    def windows(self, parsed: Parsed, wanted: Sequence[Sentence]) -> tuple[list[list[int]], dict[int, Home]]:
        """Return the pieces of some sentences in windows, and where each token will stand once they are encoded."""
        text = parsed.text
        return cut_windows(
            [
                [(t.i, self.pieces(t.text, t.idx == 0 or text[t.idx - 1].isspace())) for t in parsed.tokens(sentence.span)]
                for sentence in wanted
            ]
        )


class Encoder:
    """The encoder of a pack: the first vectors of pieces of words, and the layers that tell each by those around it."""

    def __init__(self, layers: bytes, cutter: Cutter, kept: Mapping[str, NDArray[Any]]) -> None:
        options = onnxruntime.SessionOptions()
        # one core reads: the same sums in the same order each time
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # joined with the sum before it, a norm takes five times as long (31 against 23 ms for 143 pieces)
        slower = ["SkipLayerNormFusion"]
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(layers, options, providers=providers, disabled_optimizers=slower)
        self._cutter = cutter
        self._words, self._scale = kept["words"], kept["words scale"]
        self._positions = kept["positions"].astype(np.float32)

    def vectors(self, parsed: Parsed, wanted: Sequence[Sentence]) -> Vectors:
        """Return the vectors of the pieces of some sentences, which are in the order of the text."""
        windows, homes = self._cutter.windows(parsed, wanted)
        return Vectors(np.concatenate([self._encoded(window) for window in windows]), homes)

    def _encoded(self, window: Sequence[int]) -> NDArray[np.float32]:
        ids = np.array((START, *window, END))
        first = self._words[ids] * self._scale[ids] + self._positions[: len(ids)]
        found: NDArray[np.float32] = self._session.run(None, {"words": first[None].astype(np.float32)})[0][0]
        return found


def cut_windows(sentences: Sequence[Sequence[tuple[int, Pieces]]]) -> tuple[list[list[int]], dict[int, Home]]:
    """Return windows of whole sentences where they fit, and where the pieces of each token stand once all are encoded.

    >>> windows, homes = cut_windows([[(0, (9, 8)), (1, (7,))], [(5, (6,))]])
    >>> windows, homes[5]
    ([[9, 8, 7, 6]], Home(window=0, row=4, count=1))
    """
    head = [piece for _, pieces in (sentences[0] if sentences else ()) for piece in pieces][:HEADLINE]
    windows: list[list[int]] = [[]]
    homes: dict[int, Home] = {}
    before = 0

    def begin() -> None:
        nonlocal before
        # the mark of the start and that of the end are encoded too
        before += len(windows[-1]) + 2
        windows.append(list(head))

    for sentence in sentences:
        if windows[-1] and len(windows[-1]) + sum(len(pieces) for _, pieces in sentence) > WINDOW:
            begin()
        for token, pieces in sentence:
            if len(windows[-1]) + len(pieces) > WINDOW + OVER:
                begin()
            homes[token] = Home(len(windows) - 1, before + 1 + len(windows[-1]), len(pieces))
            windows[-1] += pieces
    return windows, homes


@cache
def load_encoder(pack: Pack) -> Encoder | None:
    """Return the encoder of a pack, None where it has none."""
    layers, pieces = pack.folder / "words.onnx", pack.folder / "words.model"
    kept = load_words(pack)
    if kept is None or not layers.is_file():
        return None
    return Encoder(layers.read_bytes(), Cutter(pieces.read_bytes()), kept)


@cache
def load_words(pack: Pack) -> Mapping[str, NDArray[Any]] | None:
    """Return the arrays that stand beside the encoder, None where a pack has none."""
    path = pack.folder / "words.npz"
    if not path.is_file():
        return None
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
        return {name: kept[name] for name in kept.files}


def tokens_in(parsed: Parsed, span: tuple[int, int]) -> list[Token]:
    """Return the tokens that a span touches, at least one."""
    found = list(parsed.tokens(span))
    return found or [parsed.token_at(span[0]) or parsed.doc[0]]
