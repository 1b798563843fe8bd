"""The signature of a text: what lineage keeps of it, so that no text is loaded twice.

In: a clean text. Out: the hash of each sentence with its number of words and whether it stands in quotation marks,
and a MinHash of the runs of words. A few hundred bytes for a report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

Hashes = NDArray[np.uint64]
Counts = NDArray[np.uint16]
MinHash = NDArray[np.uint32]

# 128 permutations estimate a likeness of one half within 0.045
PERMUTATIONS = 128
SEED = 20161018
# runs of four words: shorter ones are shared by all news, longer ones break at every edited word
RUN = 4
# a shorter sentence (a title, `a-t-il ajouté`) comes up in texts that have nothing to do with each other
LEAST_WORDS = 7

_END = re.compile(r"(?<=[.!?…])[\s\"»”]+|\n+")
_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0300-\u036f]+")
_QUOTE_MARKS = re.compile('[«»“”"]')
_OPENING, _CLOSING, _STRAIGHT = "«“", "»”", '"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is kept of a text: sentences by hash, their words, which of them are quoted, and the MinHash."""

    words: int
    sentences: Hashes
    lengths: Counts
    quoted: NDArray[np.bool_]
    minhash: MinHash


def signature_of(text: str) -> Signature:
    """Return the signature of a text.

    >>> signature_of("Trois écoles ont été fermées lundi dans la ville.").lengths.tolist()
    [9]
    """
    folded = _fold(text)
    rows = [row for row in _sentences(folded) if row[1] >= LEAST_WORDS]
    words = _WORD.findall(folded)
    return Signature(
        words=len(words),
        sentences=np.array([row[0] for row in rows], dtype=np.uint64),
        lengths=np.array([min(row[1], 65535) for row in rows], dtype=np.uint16),
        quoted=np.array([row[2] for row in rows], dtype=np.bool_),
        minhash=_minhash(words),
    )


def _fold(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))


def _sentences(text: str) -> list[tuple[int, int, bool]]:
    """Return hash, number of words and `quoted` of each sentence of a folded text."""
    found = []
    at, inside = 0, False
    for cut in [*(m.span() for m in _END.finditer(text)), (len(text), len(text))]:
        piece = text[at : cut[1]]
        words = _WORD.findall(piece)
        opens_quoted = inside or piece.lstrip()[:1] in (*_OPENING, _STRAIGHT)
        inside = _inside_after(piece, inside=inside)
        if words:
            digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
            found.append((int.from_bytes(digest, "little"), len(words), opens_quoted))
        if "\n\n" in text[cut[0] : cut[1]]:
            inside = False  # a mark left open ends with its paragraph
        at = cut[1]
    return found


def _inside_after(piece: str, *, inside: bool) -> bool:
    for character in _QUOTE_MARKS.findall(piece):
        if character in _OPENING:
            inside = True
        elif character in _CLOSING:
            inside = False
        elif character == _STRAIGHT:
            inside = not inside
    return inside


def _minhash(words: Sequence[str]) -> MinHash:
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(runs))
    return np.array(sketch.digest(), dtype=np.uint32)


def likeness(a: Signature, b: Signature) -> float:
    """Return the share of runs of words that two texts have in common, of all that either has (estimated)."""
    return float(np.mean(a.minhash == b.minhash))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two texts share: words in shared sentences, and how much of each text these are."""

    sentences: int
    words: int
    of_first: float
    of_second: float
    quoted_in_first: float
    quoted_in_second: float
    likeness: float


def shared(a: Signature, b: Signature) -> Shared:
    """Return what two texts share."""
    in_a, in_b = np.isin(a.sentences, b.sentences), np.isin(b.sentences, a.sentences)
    words_a, words_b = int(a.lengths[in_a].sum()), int(b.lengths[in_b].sum())
    return Shared(
        sentences=int(in_a.sum()),
        words=min(words_a, words_b),
        of_first=words_a / max(1, int(a.lengths.sum())),
        of_second=words_b / max(1, int(b.lengths.sum())),
        quoted_in_first=int(a.lengths[in_a & a.quoted].sum()) / max(1, words_a),
        quoted_in_second=int(b.lengths[in_b & b.quoted].sum()) / max(1, words_b),
        likeness=likeness(a, b),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """The signatures of many texts as three arrays: MinHashes in rows, all sentences in a line, how many are of each text."""

    minhashes: NDArray[np.uint32]
    sentences: Hashes
    counts: NDArray[np.int64]


_HEAD, _OF_SENTENCE = 8, 8 + 2 + 1


def stack(kept: Sequence[bytes]) -> Stack:
    """Return kept signatures as arrays: to take each apart takes longer than to look through all.

    >>> texts = ("Trois écoles ont été fermées lundi dans la ville.", "Rien.")
    >>> two = stack([to_bytes(signature_of(text)) for text in texts])
    >>> two.minhashes.shape, two.counts.tolist()
    ((2, 128), [1, 0])
    """
    at = _HEAD + 4 * PERMUTATIONS
    counts = [(len(one) - at) // _OF_SENTENCE for one in kept]
    minhashes = b"".join([one[_HEAD:at] for one in kept])
    sentences = b"".join([one[at : at + 8 * many] for one, many in zip(kept, counts, strict=True)])
    return Stack(
        minhashes=np.frombuffer(minhashes, dtype="<u4").reshape(-1, PERMUTATIONS),
        sentences=np.frombuffer(sentences, dtype="<u8"),
        counts=np.array(counts, dtype=np.int64),
    )


def to_bytes(signature: Signature) -> bytes:
    """Return a signature as bytes, to be kept.

    >>> sample = signature_of("Trois écoles ont été fermées lundi dans la ville.")
    >>> from_bytes(to_bytes(sample)).words
    9
    """
    many = len(signature.sentences)
    head = np.array([signature.words, many], dtype="<u4").tobytes()
    body = (signature.minhash.astype("<u4"), signature.sentences.astype("<u8"), signature.lengths.astype("<u2"))
    return head + b"".join(part.tobytes() for part in body) + signature.quoted.astype(np.uint8).tobytes()


def from_bytes(kept: bytes) -> Signature:
    """Return a signature from its bytes."""
    words, many = (int(x) for x in np.frombuffer(kept, dtype="<u4", count=2))
    at = 8
    minhash = np.frombuffer(kept, dtype="<u4", count=PERMUTATIONS, offset=at)
    at += 4 * PERMUTATIONS
    sentences = np.frombuffer(kept, dtype="<u8", count=many, offset=at)
    at += 8 * many
    lengths = np.frombuffer(kept, dtype="<u2", count=many, offset=at)
    quoted = np.frombuffer(kept, dtype=np.uint8, count=many, offset=at + 2 * many).astype(np.bool_)
    return Signature(words=words, sentences=sentences, lengths=lengths, quoted=quoted, minhash=minhash)
