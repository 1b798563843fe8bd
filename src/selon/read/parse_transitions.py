"""Follow the transitions of spaCy's parser and of its finder of names, a step of all reports of a batch at once.

In: a pipe of the model that reads by transitions, reports. Out: the states that the pipe itself reaches, for it to set.
spaCy lets go of Python's lock while it steps and takes it again in between: of a parse of 133 ms a report some 20 went into
that. Here the lock is kept, and the sums of a step are numpy's, in spaCy's order. See docs/decisions/0011-steps-of-the-parse.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]  # compiled, without types
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Transitions:
    """A pipe that reads by transitions, its weights laid out so that each piece of the hidden units stands in one stretch."""

    pipe: Any
    # from a token's vector to what it adds to the hidden units at each place that a state looks at, and what no token adds
    lower: NDArray[np.float32]
    nothing: NDArray[np.float32]
    bias: NDArray[np.float32]
    places: int
    pieces: int
    upper: NDArray[np.float32]
    upper_bias: NDArray[np.float32]

    def states(self, docs: Sequence[Doc]) -> list[Any]:
        """Return the state that each report ends in, as the pipe itself would."""
        states: list[Any] = self.pipe.moves.init_batch(docs)
        going = [state for state in states if not state.is_final()]
        if not going:
            return states
        added = self._added(docs)
        places = np.arange(self.places, dtype=np.intp)
        width = len(self.bias) // self.pieces
        # all that spaCy asks of the model to say which tokens a state looks at; a token that is not there is -1
        looks = SimpleNamespace(state2vec=SimpleNamespace(nF=self.places))
        while going:
            tokens = ParserStepModel.get_token_ids(looks, going)
            hidden = np.add.reduce(added.take((tokens + 1) * self.places + places, axis=0), axis=1)
            hidden += self.bias
            best = hidden[:, :width]
            for piece in range(1, self.pieces):
                best = np.maximum(best, hidden[:, piece * width : (piece + 1) * width])
            scores = best @ self.upper
            scores += self.upper_bias
            going = self.pipe.transition_states(going, scores)
        return states

    def _added(self, docs: Sequence[Doc]) -> NDArray[np.float32]:
        """Return what each token adds at each place, a line for each of both; the first token is none."""
        vectors = self.pipe.model.get_ref("tok2vec").predict(docs)
        added = np.empty((len(vectors) + 1, len(self.lower)), dtype=np.float32)
        added[0] = self.nothing
        np.dot(vectors, self.lower.T, out=added[1:])
        return added.reshape(-1, len(self.bias))

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set in each report what the pipe reads."""
        self.pipe.set_annotations(docs, self.states(docs))


def transitions_of(pipe: object) -> Transitions | None:
    """Return how to follow a pipe of the model, None where it does not read by transitions of the kind known here."""
    if not isinstance(pipe, DependencyParser | EntityRecognizer):
        return None
    asked: Any = pipe  # spaCy gives no types for its parser
    model = asked.model
    if asked.cfg.get("beam_width") != 1 or not all(model.has_ref(name) for name in ("tok2vec", "lower", "upper")):
        return None
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    whole = model.attrs.get("has_upper") and not model.attrs.get("unseen_classes")
    if not whole or not lower.has_dim("nP") or lower.get_dim("nP") < 2:
        return None
    weights = lower.get_param("W").transpose(0, 2, 1, 3)
    return Transitions(
        pipe=asked,
        lower=np.ascontiguousarray(weights).reshape(-1, weights.shape[-1]),
        nothing=lower.get_param("pad")[0].transpose(0, 2, 1).ravel(),
        bias=lower.get_param("b").T.ravel(),
        places=lower.get_dim("nF"),
        pieces=lower.get_dim("nP"),
        upper=upper.get_param("W").T,
        upper_bias=upper.get_param("b"),
    )
