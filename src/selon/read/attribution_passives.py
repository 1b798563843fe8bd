"""Find what a passive gives to somebody: `L'attaque a été revendiquée par X`, `qualifiée d'"invasion" par X`.

In: a sentence and a speech verb in the passive. Out: the spans of what is said, and the words that name who says it.
"""

from __future__ import annotations

from selon.model.parsed import words_span
from selon.model.span import Span
from selon.read.actor_phrases import extend_right, names_somebody, phrase_at
from selon.read.attribution_between import Sight
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.attribution_speakers import Speaker, antecedent, phrase_before, speaker_before
from selon.read.content_spans import Contents

# tokens from a participle to its `par`
FAR_BY = 8
Given = tuple[list[Span], Span]


def take_passive(contents: Contents, sight: Sight, group: VerbGroup) -> Given | None:
    """Return what a passive gives to somebody, and to whom."""
    doc, words = sight.doc, sight.words
    if "w" in group.verb.frames and group.end < sight.end and (called := _called(contents, sight, group)):
        return called
    by = next((i for i in range(group.end, min(sight.end, group.end + FAR_BY)) if words.has("by", lower(doc[i]))), None)
    if by is None:
        return None
    after = phrase_at(doc, by + 1, sight.end, words, sight.actors)
    if after == by + 1 or not names_somebody(doc, by + 1, after, sight.actors):
        return None
    if "z" in group.verb.frames and any(words.has("judges", lower(t)) for t in doc[by + 1 : after]):
        # `condamné par la justice` is a sentence, no word on it
        return None
    blamed = next((i for i in range(by + 1, after) if words.has("to", lower(doc[i]))), after)
    if group.verb.act == "accuse" and blamed > by + 1:
        # `imputée par X à Y`
        after = blamed
    end = extend_right(doc, by + 1, after, sight.end, words, sight.actors)
    if (charge := _charge(contents, sight, group, end)) is not None:
        return [charge], words_span(doc[by + 1 : end])
    content = _subject(sight, group, end)
    negated = group.start > sight.start and words.has("negations", lower(doc[group.start - 1]))
    if content is None or negated or group.negated or doc[content.start].pos_ == "PRON" or _is_source(sight, group, content):
        return None
    last = doc[_with_relative(sight, group, content.end) - 1]
    spans = contents.one(doc[content.start].idx, last.idx + len(last))
    return (spans + _amount(contents, sight, group, by, end), words_span(doc[by + 1 : end])) if spans else None


def _charge(contents: Contents, sight: Sight, group: VerbGroup, end: int) -> Span | None:
    """Return what somebody is accused of behind the one who does (`accusé par X d'avoir tué dix hommes`)."""
    at = end + (end < sight.end and sight.doc[end].text == ",")
    if "o" not in group.verb.frames or at + 1 >= sight.end or not sight.words.has("of", lower(sight.doc[at])):
        return None
    done = any("VerbForm=Inf" in str(t.morph) for t in sight.doc[at + 1 : at + 3])
    said = contents.one(sight.doc[at + 1].idx, sight.doc[sight.end - 1].idx) if done else []
    return said[0] if said else None


def _amount(contents: Contents, sight: Sight, group: VerbGroup, by: int, end: int) -> list[Span]:
    """Return what somebody estimates a thing at (`estimée à 300 par X`, `estimées par X à 300 hommes`)."""
    doc, words = sight.doc, sight.words
    if "E" not in group.verb.frames:
        return []
    if by > group.end:
        return contents.one(doc[group.end].idx, doc[by].idx)
    if end >= sight.end or not words.has("to", lower(doc[end])):
        return []
    last = next((t.i for t in doc[end : sight.end] if t.pos_ in {"PUNCT", "CCONJ"}), sight.end)
    return contents.one(doc[end].idx, doc[last - 1].idx + len(doc[last - 1]))


def _subject(sight: Sight, group: VerbGroup, end: int) -> Speaker | None:
    """Return the subject of a passive; `end` is where its author ends."""
    # `les "dix morts" revendiqués par X`: the quotation mark closes the phrase
    closing = group.start - 1 > sight.start and sight.doc[group.start - 1].text in {'"', "»", "”"}
    content = phrase_before(sight, group.start - closing)
    if content is not None:
        return content
    if group.start == sight.start and end + 1 < sight.end and sight.doc[end].text == ",":
        # `Revendiquée par X, l'attaque ...`
        last = phrase_at(sight.doc, end + 1, sight.end, sight.words, sight.actors)
        return Speaker(start=end + 1, end=last) if last > end + 1 else None
    bare = group.start == group.at
    return antecedent(sight, group.at, group.start) if bare else speaker_before(sight, group)


def _is_source(sight: Sight, group: VerbGroup, content: Speaker) -> bool:
    """Say whether the subject is itself a source (`selon une note invoquée par X`), no words of the one who names it."""
    head = next((t for t in sight.doc[content.start : content.end] if t.pos_ == "NOUN"), None)
    if group.verb.act == "say" and head is not None and head.lower_ in sight.actors.documents:
        return True
    before = range(max(sight.start, content.start - 3), content.start)
    return any(i + sight.words.phrase_at("heads", sight.doc, i, content.start) == content.start for i in before)


def _with_relative(sight: Sight, group: VerbGroup, end: int) -> int:
    """Return where the subject of a passive ends with its relative clause (`L'attaque, qui a eu lieu à X, a été ...`)."""
    opens = end + 1 < group.start and sight.doc[end].text == ","
    closes = sight.doc[group.start - 1].text == ","
    relative = opens and lower(sight.doc[end + 1]) in sight.words.sets["relatives"]
    return group.start - 1 if relative and closes else end


def _called(contents: Contents, sight: Sight, group: VerbGroup) -> Given | None:
    """Return the word that somebody has for a thing (`qualifiée d'"invasion" par Damas`)."""
    doc = sight.doc
    quotation = contents.quote_opening(doc[group.end].idx + len(doc[group.end]))
    after = next((t.i for t in doc[group.end : sight.end] if quotation and t.idx >= quotation.outer.end), sight.end)
    if quotation is None or after + 1 >= sight.end or not sight.words.has("by", lower(doc[after])):
        return None
    end = phrase_at(doc, after + 1, sight.end, sight.words, sight.actors)
    if end == after + 1 or not names_somebody(doc, after + 1, end, sight.actors):
        return None
    return [quotation.inner], words_span(doc[after + 1 : end])
