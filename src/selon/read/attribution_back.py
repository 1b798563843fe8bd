"""Find the sentences that only name a source: what they give it is the sentence before.

`Le col est fermé. C'est ce qu'a annoncé la préfecture.` `Le col est fermé. Selon la préfecture.`
"""

from __future__ import annotations

from selon.model.parsed import Sentence, words_span
from selon.model.span import Span
from selon.read.actor_phrases import names_somebody, phrase_at
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight, skip_between
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.attribution_speakers import Speaker, speaker_after, speaker_before
from selon.read.content_spans import Contents, has_finite

# tokens of `C'est ce que le ministère de la Défense nationale` before its verb
FAR_VERB = 16
# tokens of a subject and `l'` before a verb
LEAST_LEAD = 2


def find_back(contents: Contents, sight: Sight, sentence: Sentence, groups: list[VerbGroup]) -> Attribution | None:
    """Return the attribution of the sentence before that `C'est ce que` opens; None where the sentence is of another kind."""
    opens = sight.words.phrase_at("that_is", sight.doc, sight.start, sight.end)
    what = opens and sight.words.phrase_at("what_that", sight.doc, sight.start + opens, sight.end)
    first = sight.start + opens + what
    if not what:
        return _it_back(contents, sight, sentence, groups)
    group = groups[0] if groups else None
    if group is None or group.start - first > FAR_VERB or group.form != "finite" or "q" not in group.verb.frames:
        return None
    inner = Sight(sight.doc, first, sight.end, sight.words, sight.actors)
    speaker = speaker_after(inner, group) if group.start == first else speaker_before(inner, group)
    if speaker is None or not _somebody(sight, speaker):
        return None
    spans = sentence_before(contents, sentence)
    return spans and _made(sight, spans, (group.start, group.end), speaker, group.verb.act, "fr.attribution.that-is-what")


def _it_back(contents: Contents, sight: Sight, sentence: Sentence, groups: list[VerbGroup]) -> Attribution | None:
    """Return the sentence before where a pronoun takes it up as what is said (`Le préfet l'a annoncé dans un communiqué.`)."""
    group = groups[0] if groups else None
    if group is None or group.start - sight.start < LEAST_LEAD or group.form != "finite" or group.negated:
        return None
    clitic, before = sight.doc[group.start - 1], lower(sight.doc[group.start - 2])
    it = clitic.pos_ == "PRON" and lower(clitic) in sight.words.sets["it"]
    if not it or not {"s", "q"} <= group.verb.frames or before in sight.words.sets["relatives"] | sight.words.sets["like"]:
        return None
    after = skip_between(sight, group.end)[0]
    if after < sight.end and sight.doc[after].pos_ not in {"PUNCT", "CCONJ"} and not sight.doc[after].is_space:
        return None
    if after < sight.end and sight.doc[after].text in {":", "«", '"', "“"}:
        return None
    speaker = speaker_before(sight, group)
    if speaker is None or not _somebody(sight, speaker):
        return None
    span = sentence_before(contents, sentence)
    return span and _made(sight, span, (group.start, group.end), speaker, group.verb.act, "fr.attribution.it-back")


def back_alone(
    contents: Contents, sight: Sight, sentence: Sentence, cue: tuple[int, int], author: tuple[int, int]
) -> Attribution | None:
    """Return the attribution of the sentence before to a source that stands alone in its own (`Selon la préfecture.`)."""
    end = _with_apposition(sight, author[1])
    comma = end < sight.end and sight.doc[end].text == ","
    tail = lower(sight.doc[end + comma]) if end + comma < sight.end else ""
    # `D'après X, chef du village, qui l'a dit à la radio.`
    relative = any(t.text == "," for t in sight.doc[author[0] : end]) and tail in sight.words.sets["relatives"]
    if sentence.headline or (not relative and any(t.is_alpha for t in sight.doc[end : sight.end])):
        return None
    spans = sentence_before(contents, sentence)
    speaker = Speaker(start=author[0], end=end)
    return spans and _made(sight, spans, cue, speaker, "say", "fr.attribution.selon-alone")


def _with_apposition(sight: Sight, end: int) -> int:
    """Return where an author ends with what only tells who he is (`X, chef du village`)."""
    if end + 1 >= sight.end or sight.doc[end].text != ",":
        return end
    after = phrase_at(sight.doc, end + 1, sight.end, sight.words, sight.actors)
    role = any(sight.actors.is_noun(t.lower_) for t in sight.doc[end + 1 : after])
    if not role or any(t.like_num for t in sight.doc[end:after]):
        return end
    return after


def sentence_before(contents: Contents, sentence: Sentence) -> Span | None:
    """Return the sentence right before this one, where it tells something in the same or the last paragraph."""
    if sentence.index == 0:
        return None
    before = contents.parsed.sentences[sentence.index - 1]
    near = sentence.paragraph - before.paragraph <= 1 and not before.headline and not before.region
    told = near and has_finite(contents.parsed.tokens(before.span))
    return contents.trim(before.span.start, before.span.end) if told else None


def _somebody(sight: Sight, speaker: Speaker) -> bool:
    first = sight.doc[speaker.start]
    pronoun = first.pos_ == "PRON" and lower(first) in sight.actors.sets["singular"] | sight.actors.sets["plural"]
    return pronoun or names_somebody(sight.doc, speaker.start, speaker.end, sight.actors)


def _made(sight: Sight, span: Span, cue: tuple[int, int], speaker: Speaker, act: str, rule: str) -> Attribution:
    return Attribution(
        content=(span,),
        cue=words_span(sight.doc[cue[0] : cue[1]]),
        author=words_span(sight.doc[speaker.start : speaker.end]),
        act=act,
        rule=rule,
        told=words_span(sight.doc[speaker.told[0] : speaker.told[1]]) if speaker.told else None,
        sure=0.7,
    )
