"""Find the second half of what is said where its attribution cuts it in two."""

from __future__ import annotations

from spacy.tokens import Token

from selon.model.parsed import Sentence
from selon.model.span import Span
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_groups import lower
from selon.read.content_spans import Contents, has_finite

VERBAL = frozenset({"VERB", "AUX"})


def second_half(contents: Contents, sight: Sight, sentence: Sentence, spans: list[Span], end: int) -> list[Span]:
    """Return the second half of a content that its attribution cuts in two."""
    end = skip_between(sight, end)[0]
    if end >= sight.end or not spans:
        return []
    token = sight.doc[end]
    after_comma = token.idx + 1 if token.text in {",", ":", ";", "-", "–"} else token.idx
    quotation = contents.quote_opening(after_comma)
    if quotation is not None and token.text in {",", ":"}:
        return [quotation.inner]
    cut = contents.parsed.tokens((spans[0].start, spans[-1].end))
    closed = any(q.inner.end == spans[-1].end for q in contents.parsed.quotations)
    if closed and (has_finite(cut) or token.pos_ != "PUNCT"):
        return []
    if token.text == "," and end + 1 < sight.end and sight.words.has("because", lower(sight.doc[end + 1])):
        return contents.one(sight.doc[end + 1].idx, sentence.span.end)
    if token.text == ".":
        return []
    lead = contents.parsed.tokens((spans[0].start, spans[-1].end))
    if token.pos_ == "PUNCT" and (token.text != "," or has_finite(lead)):
        return []
    # `ont selon lui quitté le port`: the attribution stands inside the verb
    inside = token.pos_ in VERBAL and len(lead) > 0 and _verb_open(lead[-1])
    if token.pos_ != "PUNCT" and has_finite(lead) and not inside and token.pos_ not in {"DET", "NOUN", "PROPN", "NUM"}:
        return []
    if token.text == "," and not has_finite(sight.doc[end : sight.end]):
        return []
    return contents.one(after_comma, sentence.span.end)


def _verb_open(last: Token) -> bool:
    """Say whether a verb waits for its rest (`ont`, `doit`); one told to its end does not (`ont coulé`)."""
    return last.pos_ == "AUX" or (last.pos_ == "VERB" and "VerbForm=Part" not in str(last.morph))


def clause_goes_on(contents: Contents, sight: Sight, sentence: Sentence, spans: list[Span], at: int, end: int) -> list[Span]:
    """Return the rest of a clause that `, selon X,` interrupts (`a fait, selon X, dix morts`)."""
    if not spans or end + 1 >= sight.end or sight.doc[end].text != "," or sight.doc[at - 1].text != ",":
        return []
    following = sight.doc[end + 1]
    rest = sight.doc[end + 1 : sight.end]
    opens = following.pos_ in {"DET", "NUM", "NOUN", "PROPN", "ADP", "ADJ"} or "VerbForm=Inf" in str(following.morph)
    if (
        not opens
        or any(sight.words.phrase_at("heads", sight.doc, t.i, sight.end) for t in rest)
        or lower(following) in sight.words.sets["relatives"]
    ):
        return []
    return contents.one(following.idx, sentence.span.end)
