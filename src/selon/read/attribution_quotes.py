"""Give the quotations that no verb carries to the one who speaks before them, or to nobody.

`"A", a dit X. "B."`: B is said by X. A headline's `X: "..."`. A word or two between marks is no speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.model.parsed import Parsed, Quotation
from selon.read.attribution import Attribution
from selon.read.content_spans import has_finite

# fewer tokens without a verb are scare quotes
LEAST_TOKENS = 5


def find_left_quotations(parsed: Parsed, found: Sequence[Attribution]) -> list[Attribution]:
    """Return an attribution for each quotation that is speech and that no other holds."""
    made: list[Attribution] = []
    spans = [s for a in found for s in a.content]
    for quotation in parsed.quotations:
        if any(s.overlaps(quotation.inner) for s in spans) or not _is_speech(parsed, quotation):
            continue
        if not _goes_on(parsed, quotation):
            continue
        made.append(
            Attribution(
                content=(quotation.inner,),
                cue=None,
                author=None,
                act="say",
                rule="fr.attribution.quote-goes-on",
                type="direct",
                goes_on=True,
                sure=0.5,
            )
        )
    return made


def _goes_on(parsed: Parsed, quotation: Quotation) -> bool:
    """Say whether a quotation goes on with the speaker before: it opens its sentence, or only its verb stands in it."""
    sentence = parsed.sentence_at(quotation.outer.start)
    lead = parsed.text[sentence.span.start : quotation.outer.start]
    if lead.rstrip().endswith(":"):
        return False
    tokens = parsed.tokens((sentence.span.start, quotation.outer.start)) if lead.strip() else ()
    if has_finite(tokens):
        return False
    first = next((t for t in parsed.tokens(quotation.inner) if t.pos_ not in {"PUNCT", "ADV", "PRON"}), None)
    return not len(tokens) or (first is not None and "VerbForm=Fin" in str(first.morph)) or lead.rstrip().endswith(",")


def _is_speech(parsed: Parsed, quotation: Quotation) -> bool:
    tokens = [t for t in parsed.tokens(quotation.inner) if t.pos_ != "PUNCT"]
    after = parsed.text[quotation.outer.end : quotation.outer.end + 1]
    whole = parsed.text[quotation.inner.end - 1 : quotation.inner.end] in ".!?…" or after in {".", "!", "?"}
    if len(tokens) < LEAST_TOKENS and not whole:
        return False
    return has_finite(tokens)
