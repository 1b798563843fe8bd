"""Find the attributions that only headlines have: `X: "..."`, `... (ministre)`, `L'ONU "inquiète" de ...`."""

from __future__ import annotations

from selon.model.parsed import Sentence
from selon.model.span import Span
from selon.read.actor_known import is_medium
from selon.read.actor_phrases import names_somebody, phrase_at
from selon.read.attribution import Attribution
from selon.read.attribution_between import Sight
from selon.read.attribution_speakers import Speaker
from selon.read.content_spans import Contents

# a longer bracket is no source
LONGEST_BRACKET = 8


def find_in_headline(sight: Sight, sentence: Sentence, contents: Contents) -> list[Attribution]:
    """Return the attribution that a headline makes by its form alone."""
    if sentence.paragraph != 0 and not sentence.headline:
        return []
    for find in (_in_brackets, _before_colon, _quoted_adjective):
        found = find(sight, sentence, contents)
        if found is not None:
            return [found]
    return []


def _in_brackets(sight: Sight, sentence: Sentence, contents: Contents) -> Attribution | None:
    """Return what stands before a source in brackets at the end."""
    doc = sight.doc
    last = sight.end - 1
    while last > sight.start and doc[last].is_space:
        last -= 1
    opening = next((i for i in range(last, max(sight.start, last - LONGEST_BRACKET), -1) if doc[i].text == "("), None)
    if opening is None or doc[last].text != ")" or opening == sight.start:
        return None
    inside = doc[opening + 1 : last]
    acronym = len(inside) == 1 and inside[0].text.isupper() and len(inside[0].text) > 1
    acronym = acronym or any(t.ent_type_ == "PER" for t in inside)
    speaks = acronym or any(sight.actors.is_noun(t.lower_) for t in inside)
    if not speaks or is_medium(doc, opening + 1, last, sight.actors) or any(t.like_num for t in inside):
        return None
    author = Span(inside.start_char, inside.end_char)
    return _made(contents, contents.before(sentence, doc[opening].idx), author, "fr.attribution.headline-brackets", 0.7)


def _before_colon(sight: Sight, _sentence: Sentence, contents: Contents) -> Attribution | None:
    """Return the quotation after a name and a colon."""
    doc = sight.doc
    end = phrase_at(doc, sight.start, sight.end, sight.words, sight.actors)
    if end == sight.start or end >= sight.end or doc[end].text != ":":
        return None
    quotation = contents.quote_opening(doc[end].idx + 1)
    lead = doc[sight.start : end]
    head = next((t for t in lead if t.pos_ in {"NOUN", "PROPN"}), None)
    body = head is not None and (head.pos_ == "PROPN" or head.is_upper) and head.ent_type_ == "ORG"
    speaks = body or any(sight.actors.is_noun(t.lower_) or t.ent_type_ == "PER" for t in lead)
    # `Attentat à Lorient: "..."` tells what it is about
    if quotation is None or not speaks or (head is not None and sight.words.has("crimes", head.lower_)):
        return None
    author = Span(lead.start_char, lead.end_char)
    return _made(contents, [quotation.inner], author, "fr.attribution.headline-colon", 0.7)


def _quoted_adjective(sight: Sight, sentence: Sentence, contents: Contents) -> Attribution | None:
    """Return what somebody is said to be in his own word (`L'ONU "inquiète" du sort de ...`)."""
    doc = sight.doc
    start = sight.start
    topic = contents.after_topic(sentence)
    while start < sight.end and doc[start].idx < topic:
        start += 1
    end = phrase_at(doc, start, sight.end, sight.words, sight.actors)
    if end == start or end + 1 >= sight.end or not names_somebody(doc, start, end, sight.actors):
        return None
    quotation = contents.quote_opening(doc[end].idx)
    first = doc[end + 1]
    agrees = first.pos_ in {"ADJ", "VERB", "NOUN"} and "VerbForm=Fin" not in str(first.morph) and first.is_lower
    if quotation is None or quotation.outer.start != doc[end].idx or not agrees:
        return None
    author = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    spans = contents.after(sentence, doc[end].idx, sentence.span.end)
    return _made(contents, spans, author, "fr.attribution.headline-adjective", 0.55)


def _made(contents: Contents, spans: list[Span], author: Span, rule: str, sure: float) -> Attribution | None:
    if not spans:
        return None
    return Attribution(
        content=tuple(spans), cue=None, author=author, act="say", rule=rule, type=contents.type_of(spans), sure=sure
    )


def closes_headline(sight: Sight, sentence: Sentence, speaker: Speaker) -> bool:
    """Say whether a speaker ends a headline, which needs no verb before (`Dix morts à X, affirment les rebelles`)."""
    headline = sentence.paragraph == 0 or sentence.headline
    first = phrase_at(sight.doc, sight.start, sight.end, sight.words, sight.actors)
    head = next((t for t in sight.doc[sight.start : first] if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or head.pos_ == "PROPN" or head.lower_ in sight.actors.bodies | sight.actors.persons:
        # `Le ministère, tenu par X, annonce un bilan`: it speaks itself
        return False
    return headline and not any(t.is_alpha for t in sight.doc[speaker.end : sight.end])
