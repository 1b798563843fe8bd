"""Find who stands behind the one that an attribution names.

`selon un bilan établi jeudi par la mairie`: who made the document. `a rapporté la radio, citant le maire`: who is cited.
`dit-on à la mairie`: the body that one is at.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.read.actor_phrases import extend_right, names_somebody, phrase_at
from selon.read.attribution_between import Sight, skip_between, words_time
from selon.read.attribution_groups import VerbGroup, lower
from selon.read.attribution_speakers import Speaker, speaker_before

# tokens from the participle to its `par`
FAR_BY = 6
# tokens from a verb to its `que`
FAR_THAT = 2


def maker_of(sight: Sight, start: int, end: int) -> Speaker | None:
    """Return the one by whom a document was made, who stands after it; None where none is named."""
    head = next((t for t in sight.doc[start:end] if t.pos_ == "NOUN"), None)
    if head is None or head.lower_ not in sight.actors.documents or any(t.text == "," for t in sight.doc[start:end]):
        return None
    at = end + (end < sight.end and sight.doc[end].text == ",")
    if (dated := _of_day(sight, end)) is not None:
        return dated
    if end - 1 > head.i and _made(sight, end - 1):
        # the parser may take it for a noun: `un bilan communiqué jeudi par X`
        at = end - 1
    if at >= sight.end or not _made(sight, at) or _differ(head, sight.doc[at]):
        return None
    by = _by(sight, at + 1)
    if by is None:
        return None
    after = phrase_at(sight.doc, by + 1, sight.end, sight.words, sight.actors)
    named = after > by + 1 and names_somebody(sight.doc, by + 1, after, sight.actors)
    if not named:
        return None
    return Speaker(start=by + 1, end=extend_right(sight.doc, by + 1, after, sight.end, sight.words, sight.actors))


def _of_day(sight: Sight, end: int) -> Speaker | None:
    """Return the maker who stands behind the day of a document (`selon le décompte jeudi soir de la préfecture`)."""
    at = end
    while at < sight.end and words_time(sight, at):
        at += 1
    if at == end or at + 1 >= sight.end or not sight.words.has("of", lower(sight.doc[at])):
        return None
    after = phrase_at(sight.doc, at + 1, sight.end, sight.words, sight.actors)
    named = after > at + 1 and names_somebody(sight.doc, at + 1, after, sight.actors)
    return Speaker(start=at + 1, end=after) if named else None


def cited_by(sight: Sight, end: int) -> Speaker | None:
    """Return the one whom a speaker that ends here cites right away (`selon la radio, qui cite le maire`)."""
    at = end + (end < sight.end and sight.doc[end].text == ",")
    if at < sight.end and (
        lower(sight.doc[at]) in sight.words.sets["relatives"] or sight.words.has("in_gerund", lower(sight.doc[at]))
    ):
        at += 1
    if at + 1 >= sight.end or not sight.words.has("citing", lower(sight.doc[at])):
        return None
    after = phrase_at(sight.doc, at + 1, sight.end, sight.words, sight.actors)
    named = after > at + 1 and names_somebody(sight.doc, at + 1, after, sight.actors)
    return (
        Speaker(start=at + 1, end=extend_right(sight.doc, at + 1, after, sight.end, sight.words, sight.actors)) if named else None
    )


def said_at(sight: Sight, group: VerbGroup) -> Speaker | None:
    """Return the body where one says it (`indique-t-on au ministère`), or its side (`a-t-on précisé du côté suisse`).

    Of another pronoun the one who it is, where he stands behind (`a-t-elle écrit, la maire Anna Kern.`).
    """
    if group.pronoun is None or group.end >= sight.end:
        return None
    if not sight.words.has("one_says", lower(sight.doc[group.pronoun])):
        return _told_after(sight, group)
    first = group.end
    while first < sight.end and words_time(sight, first):
        first += 1
    if sight.words.phrase_at("noun_heads", sight.doc, first, sight.end):
        # `a-t-on indiqué mardi de source médicale`
        return Speaker(start=first + 1, end=phrase_at(sight.doc, first + 1, sight.end, sight.words, sight.actors))
    side = group.end + sight.words.phrase_at("on_side", sight.doc, group.end, sight.end)
    if group.end < side < sight.end and sight.doc[side].pos_ == "ADJ":
        return Speaker(start=side - 1, end=side + 1)
    start = group.end + sight.words.phrase_at("says_at", sight.doc, group.end, sight.end)
    after = phrase_at(sight.doc, start, sight.end, sight.words, sight.actors) if start > group.end else start
    known = after > start and names_somebody(sight.doc, start, after, sight.actors)
    return Speaker(start=start, end=after) if known else None


def shows_nothing(sight: Sight, group: VerbGroup) -> bool:
    """Say whether a verb that only findings speak by tells of another (`la crise montre que`, no `le rapport montre que`)."""
    if "D" not in group.verb.frames:
        return False
    that = any(sight.words.has("that", lower(t)) for t in sight.doc[group.end : min(sight.end, group.end + FAR_THAT)])
    speaker = speaker_before(sight, group) if that and group.form == "finite" and group.pronoun is None else None
    tokens = sight.doc[speaker.start : speaker.end] if speaker is not None else ()
    head = next((t for t in tokens if t.pos_ in {"NOUN", "PROPN"}), None)
    return head is None or not sight.words.has("findings", head.lower_)


def _told_after(sight: Sight, group: VerbGroup) -> Speaker | None:
    """Return the person behind a comma who tells who the pronoun of a verb is, where nothing but what he adds follows."""
    at = skip_between(sight, group.end)[0]
    if at + 1 >= sight.end or sight.doc[at].text != ",":
        return None
    after = phrase_at(sight.doc, at + 1, sight.end, sight.words, sight.actors)
    person = sight.doc[at + 1 : after]
    if not any(t.ent_type_ == "PER" for t in person) or not any(t.lower_ in sight.actors.persons for t in person):
        return None
    rest = sight.doc[after : min(sight.end, after + 2)]
    adds = len(rest) > 1 and rest[0].text == "," and sight.words.forms.get(lower(rest[1]))
    closes = not len(rest) or (rest[0].is_punct and (len(rest) == 1 or not any(t.is_alpha for t in rest)))
    return Speaker(start=at + 1, end=after) if closes or adds else None


def _made(sight: Sight, at: int) -> bool:
    return sight.words.has("made", sight.doc[at].lower_)


def _differ(noun: Token, participle: Token) -> bool:
    """Say whether a participle is another noun's (`un bilan de l'attaque menée par X`)."""
    one, other = noun.morph.get("Gender", []), participle.morph.get("Gender", [])
    return bool(one) and bool(other) and one != other


def _by(sight: Sight, at: int) -> int | None:
    """Return the `par` that follows a participle, past days and adverbs."""
    for i in range(at, min(sight.end, at + FAR_BY)):
        if sight.words.has("by", lower(sight.doc[i])):
            return i
    moved = skip_between(sight, at)[0]
    return moved if moved < sight.end and sight.words.has("by", lower(sight.doc[moved])) else None
