"""Find the incise that stands inside its quotation: `« L'eau manque, confie une mère. Les puits sont secs. »`.

In: a sentence and a speech verb between quotation marks. Out: the words of the quotation on both sides of the incise.
"""

from __future__ import annotations

from selon.model.parsed import Quotation, Sentence, words_span
from selon.model.span import Span
from selon.read.actor_phrases import names_somebody
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.attribution_speakers import Speaker, speaker_after
from selon.read.content_spans import Contents, has_finite

# what may stand right before an incise inside a quotation
_BEFORE = frozenset([",", "?", "!", "…"])


def find_inside(contents: Contents, sight: Sight, sentence: Sentence, group: VerbGroup) -> Attribution | None:
    """Return the attribution that a speech verb inside a quotation makes by itself; None where it is told by the speaker."""
    quotation = contents.parsed.quotation_at(sight.doc[group.start].idx)
    opens = group.start > sight.start and sight.doc[group.start - 1].text in _BEFORE
    if quotation is None or not opens or group.form != "finite" or "s" not in group.verb.frames or group.negated:
        return None
    speaker = _speaker(sight, group)
    if speaker is None or not has_finite(contents.parsed.tokens((quotation.inner.start, sight.doc[group.start].idx))):
        return None
    spans = _around(contents, sight, sentence, quotation, group, speaker.end)
    if not spans:
        return None
    return Attribution(
        content=tuple(spans),
        cue=words_span(sight.doc[group.start : group.end]),
        author=words_span(sight.doc[speaker.start : speaker.end]),
        act=group.verb.act,
        rule="fr.attribution.incise-inside",
        type="direct",
        told=words_span(sight.doc[speaker.told[0] : speaker.told[1]]) if speaker.told else None,
        sure=0.75,
    )


def _speaker(sight: Sight, group: VerbGroup) -> Speaker | None:
    """Return who speaks after the verb; nobody whom only the one who is quoted can name so (`dit mon frère`)."""
    if group.pronoun is not None:
        end, told = skip_between(sight, group.end)
        return Speaker(start=group.pronoun, end=group.pronoun + 1, told=told) if end <= sight.end else None
    speaker = speaker_after(sight, group)
    if speaker is None or sight.words.has("my", lower(sight.doc[speaker.start])):
        return None
    somebody = names_somebody(sight.doc, speaker.start, speaker.end, sight.actors)
    closes = speaker.end >= sight.end or sight.doc[speaker.end].pos_ in {"PUNCT", "ADP"} or not sight.doc[speaker.end].is_alpha
    return speaker if somebody and closes else None


def _around(contents: Contents, sight: Sight, sentence: Sentence, quotation: Quotation, group: VerbGroup, end: int) -> list[Span]:
    """Return what is said before the incise and after it, up to the end of the quotation."""
    spans = contents.one(quotation.inner.start, sight.doc[group.start].idx)
    if not spans:
        return []
    after = skip_between(sight, max(end, group.end))[0]
    rest = sight.doc[after : sight.end]
    if after < sight.end and sight.doc[after].text == "," and has_finite(rest):
        start = sight.doc[after].idx + 1
    else:
        # `, confie Anna, 34 ans, mère de deux enfants. Les puits ...`
        start = sentence.span.end
    return spans + contents.one(start, quotation.inner.end) if start < quotation.inner.end else spans
