"""Tell which places and times are of an act that a sentence only calls to mind: `ce rapt rappelle celui de X en 2014`.

In: a draft and a place or time of its sentence. Out: whether that stands behind such a verb, and the number before it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.model.parsed import Parsed
from selon.model.span import Span


def is_recalled(draft: Draft, span: Span, parsed: Parsed, recalling: Collection[str]) -> bool:
    """Say whether a time or place is of an act that is only called to mind: `si 90 ont fui, ce rapt rappelle celui de X`."""
    between = parsed.tokens(Span(draft.counted.end, span.start)) if span.start > draft.counted.end else ()
    at = next((n for n, t in enumerate(between) if _recalls(t, recalling)), None)
    return at is not None and not any(t.is_punct for t in between[at:])


def recalls(drafts: Sequence[Draft], parsed: Parsed, recalling: Collection[str]) -> list[Span]:
    """Return the verbs that call another act to mind, in the sentences that have numbers: `ce rapt rappelle celui de X`."""
    told = {d.sentence.index: d.sentence.span for d in drafts}
    verbs = (t for span in told.values() for t in parsed.tokens(span) if _recalls(t, recalling))
    return [Span(t.idx, t.idx + len(t)) for t in verbs]


def _recalls(token: Token, recalling: Collection[str]) -> bool:
    # `6.500 soldats ont été rappelés` calls nothing to mind
    return token.lemma_ in recalling and token.pos_ == "VERB" and "Fin" in token.morph.get("VerbForm", [])
