"""Tell tokens by numbers: what the tagger has made of each and of those around it, and where the model's list of words has it.

In: a parse. Out: a row for each token. A model that has no list of words, or a parse without the tagger's rows, gives none.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.parse import load_model

Matrix = NDArray[np.float32]


class WordList:
    """The model's list of words: words that are used alike have rows that are alike."""

    def __init__(self, name: str) -> None:
        self._vectors = load_model(name).vocab.vectors
        # the last row is that of all words that the list does not have
        nothing = np.zeros((1, self._vectors.shape[1]), np.float32)
        self.rows: Matrix = np.concatenate([np.asarray(self._vectors.data, np.float32), nothing])

    def of(self, parsed: Parsed) -> Matrix:
        """Return the row of each token, zeros where the list does not have it."""
        found = self._vectors.find(keys=parsed.doc.to_array(["ORTH"]).ravel())
        rows: Matrix = self.rows[found]
        return rows


@cache
def load_word_list(pack: Pack) -> WordList:
    """Return the list of words of a pack's model, loaded once."""
    return WordList(pack.spacy_model)


def token_vectors(parsed: Parsed, pack: Pack) -> Matrix | None:
    """Return what is known of each token, one a line: the tagger's numbers, then those of the list of words.

    None where the model has made neither.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> token_vectors(parse(Report(id="a", text=clean_text("Douze civils ont péri.")), pack), pack).shape
    (5, 396)
    """
    made, listed = parsed.doc.tensor, load_word_list(pack).of(parsed)
    if not len(made) or not listed.shape[1]:
        return None
    return np.concatenate([np.asarray(made, np.float32), listed], axis=1)


def tokens_in(parsed: Parsed, span: tuple[int, int]) -> list[Token]:
    """Return the tokens that a span touches, at least one."""
    found = list(parsed.tokens(span))
    return found or [parsed.token_at(span[0]) or parsed.doc[0]]
