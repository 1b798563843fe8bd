"""Gather what is looked at around the numbers of a report, and tell each by the words that it is made of and stands among.

In: numbers, sources and the words of candidates. Out: things (numbers, verbs, counted nouns, places, times, sources), and for
each a row of numbers: of its own words, of the verb that it hangs on, of its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from selon.claims.weigh_numbers import MEASURES, Numbers
from selon.lang.pack import Pack
from selon.model.parsed import verb_over
from selon.model.record import Source
from selon.model.span import Span
from selon.read.word_vectors import Matrix, token_vectors, tokens_in

# the order is that of the file
NUMBER, PLACE, TIME, SOURCE, TRIGGER, NOUN = range(6)
# codes for what is no number, and for a number whose measure the file does not know
NO_NUMBER, NO_MEASURE = 31, 30
# of what is looked at so many words count
MOST = 8
# what a sentence is about
CONTENT = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})


@dataclass(frozen=True, slots=True)
class Seen:
    """Something of the report that is looked at: what it is, its words, its sentence and tokens."""

    kind: int
    span: Span
    sentence: int
    tokens: Sequence[Token]

    @property
    def token(self) -> Token:
        """Return the token that the others hang on."""
        first, last = self.tokens[0].i, self.tokens[-1].i
        return next((t for t in self.tokens if t.head.i == t.i or not first <= t.head.i <= last), self.tokens[0])


def how_far(sentences: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return codes for how far things stand from each other: in sentences, and within one in tokens.

    >>> how_far(np.array([0, 0, 2]), np.array([0, 9, 40]))[0].tolist()
    [32, 35, 18]
    """
    apart = sentences[None, :] - sentences[:, None]
    steps = tokens[None, :] - tokens[:, None]
    near, far = np.minimum(15, np.abs(steps) // 3), np.minimum(15, np.abs(apart))
    found: NDArray[np.int64] = np.where(apart == 0, np.where(steps >= 0, 32, 48) + near, np.where(apart > 0, 16, 0) + far)
    return found


class Things:
    """All that is looked at in a report: its numbers with their verbs and nouns, the sources, the places and times."""

    def __init__(self, numbers: Numbers, sources: Sequence[Source | None], mentions: Mapping[int, Sequence[Span]]) -> None:
        self.numbers, self.parsed = numbers, numbers.parsed
        self._at: dict[tuple[int, Span], int] = {}
        self.seen: list[Seen] = []
        stated = [s.source for s in numbers.settled.statements]
        names = {s.name for s in stated if s is not None and s.span is not None}
        for source in (*stated, *(s for s in sources if s is not None and s.name not in names)):
            if source is not None and source.span is not None:
                self._see(SOURCE, source.span)
        for draft in numbers.drafts:
            self._see(NUMBER, draft.counted.number.span)
            if draft.measured.trigger is not None:
                self._see(TRIGGER, draft.measured.trigger.span)
            if draft.counted.noun_span is not None:
                self._see(NOUN, draft.counted.noun_span)
        for kind, spans in mentions.items():
            for span in spans:
                self._see(kind, span)

    def _see(self, kind: int, span: Span) -> None:
        if (kind, span) in self._at:
            return
        self._at[kind, span] = len(self.seen)
        tokens = tokens_in(self.parsed, span)[:MOST]
        self.seen.append(Seen(kind, span, self.parsed.sentence_at(span.start).index, tokens))

    def at(self, kind: int, span: Span) -> int:
        """Return the position of a thing."""
        return self._at[kind, span]

    def of_number(self, number: int) -> tuple[int, int | None, int | None]:
        """Return the positions of a number, of the verb that gave its measure and of what it counts, None where there is none."""
        draft = self.numbers.drafts[number]
        trigger, noun = draft.measured.trigger, draft.counted.noun_span
        return (
            self.at(NUMBER, draft.counted.number.span),
            self.at(TRIGGER, trigger.span) if trigger is not None else None,
            self.at(NOUN, noun) if noun is not None else None,
        )

    @cached_property
    def far(self) -> NDArray[np.int64]:
        """Return codes for how far the things stand from each other."""
        return how_far(np.array([one.sentence for one in self.seen]), np.array([one.tokens[0].i for one in self.seen]))

    @cached_property
    def measures(self) -> NDArray[np.int64]:
        """Return for each thing the code of its measure, NO_NUMBER for what is none."""
        codes = np.full(len(self.seen), NO_NUMBER)
        for number, draft in enumerate(self.numbers.drafts):
            known = draft.measured.measure in MEASURES
            codes[self.of_number(number)[0]] = MEASURES.index(draft.measured.measure) if known else NO_MEASURE
        return codes

    @cached_property
    def roles(self) -> list[tuple[str, str, str, str]]:
        """Return for each thing how it hangs in its sentence and its part of speech, then the same of what it hangs on."""
        tokens = [one.token for one in self.seen]
        return [(t.dep_, t.pos_, t.head.dep_, t.head.pos_) for t in tokens]


def _means(rows: Matrix, ends: Sequence[tuple[int, int]], counted: Matrix | None = None) -> Matrix:
    """Return the mean of the rows from a token up to another for each such run: of those counted, zeros where none is."""
    firsts = np.cumsum([0, *(last - first for first, last in ends[:-1])])
    tokens = np.concatenate([np.arange(first, last) for first, last in ends])
    counts = np.ones(len(tokens), np.float32) if counted is None else counted[tokens]
    sums = np.add.reduceat(rows[tokens] * counts[:, None], firsts, axis=0)
    return np.asarray(sums / np.maximum(1, np.add.reduceat(counts, firsts))[:, None], np.float32)


def shown(things: Things, pack: Pack) -> Matrix | None:
    """Return what the words of each thing and those around it tell, one thing a line; None where no words are known.

    Three rows of a token one after the other: the mean of its own words, that of the verb which it hangs on (zeros where there
    is none), the mean of its sentence, in which the list of words counts for words of content alone.
    """
    parsed, doc = things.parsed, things.parsed.doc
    rows = token_vectors(parsed, pack)
    if rows is None:
        return None
    made = doc.tensor.shape[1]
    sentences = sorted({one.sentence for one in things.seen})
    bounds = [(tokens.start, tokens.end) for tokens in (parsed.tokens(parsed.sentences[s].span) for s in sentences)]
    content = np.array([token.pos_ in CONTENT for token in doc], dtype=np.float32)
    about = np.concatenate([_means(rows[:, :made], bounds), _means(rows[:, made:], bounds, content)], axis=1)
    own = _means(rows, [(one.tokens[0].i, one.tokens[-1].i + 1) for one in things.seen])
    verbs = [verb_over(one.tokens[0]) for one in things.seen]
    over = np.stack([np.zeros(rows.shape[1], np.float32) if verb is None else rows[verb.i] for verb in verbs])
    return np.concatenate([own, over, about[np.searchsorted(sentences, [one.sentence for one in things.seen])]], axis=1)
