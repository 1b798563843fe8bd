"""Give the quotations that no verb carries to the one who speaks before them, or to nobody.

`"A", a dit X. "B."`: B is said by X. A headline's `X: "..."`. A word or two between marks is no speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed, Quotation, words_span
from selon.read.actor_words import actor_words
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import lower
from selon.read.attribution_speakers import Speaker, main_subject
from selon.read.attribution_words import attribution_words
from selon.read.content_spans import has_finite

# fewer tokens without a verb are scare quotes
LEAST_TOKENS = 5


def find_left_quotations(parsed: Parsed, found: Sequence[Attribution], pack: Pack) -> list[Attribution]:
    """Return an attribution for each quotation that is speech and that no other holds."""
    made: list[Attribution] = []
    spans = [s for a in found for s in a.content]
    for quotation in parsed.quotations:
        if any(s.overlaps(quotation.inner) for s in spans) or not _is_speech(parsed, quotation):
            continue
        announced = _announced(parsed, quotation, pack)
        if announced is not None:
            made.append(announced)
        if announced is not None or not _goes_on(parsed, quotation):
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


def _announced(parsed: Parsed, quotation: Quotation, pack: Pack) -> Attribution | None:
    """Return a quotation that a colon gives to the subject before it (`Anna Kern ne cache pas sa joie : « ... »`)."""
    lead = parsed.text[: quotation.outer.start].rstrip()
    if not lead.endswith(":"):
        return None
    sentence = parsed.sentence_at(len(lead) - 1)
    tokens = parsed.tokens((sentence.span.start, len(lead)))
    actors = actor_words(pack)
    sight = Sight(parsed.doc, tokens.start, tokens.end, attribution_words(pack), actors)
    subject = main_subject(sight) if has_finite(tokens) and not sentence.headline else None
    if subject is None:
        return None
    first = parsed.doc[subject.start]
    pronoun = first.pos_ == "PRON" and lower(first) in actors.sets["singular"] | actors.sets["plural"]
    if not pronoun and not _is_person(sight, subject):
        return None
    return Attribution(
        content=(quotation.inner,),
        cue=None,
        author=words_span(parsed.doc[subject.start : subject.end]),
        act="say",
        rule="fr.attribution.subject-colon",
        type="direct",
        sure=0.55,
    )


def _is_person(sight: Sight, subject: Speaker) -> bool:
    """Say whether a subject is somebody by its head, not only by a name in it (`La peur de Rosa est grande`)."""
    head = next((t for t in sight.doc[subject.start : subject.end] if t.pos_ in {"NOUN", "PROPN"}), None)
    return head is not None and (head.ent_type_ == "PER" or sight.actors.is_noun(head.lower_))


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
