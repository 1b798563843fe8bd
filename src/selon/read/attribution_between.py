"""Pass what stands between a verb of speech and its speaker: days, adverbs, channels, the medium that was told.

In: a sentence with its word sets, the token after the verb. Out: the token where the speaker may start.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from selon.read.actor_known import is_medium
from selon.read.actor_phrases import phrase_at
from selon.read.actor_words import ActorWords
from selon.read.attribution_groups import lower
from selon.read.attribution_words import AttributionWords

# figures of a year: `en 2016`
YEAR = 4


@dataclass(frozen=True)
class Sight:
    """What the finders look with: the tokens of a sentence and the word sets."""

    doc: Doc
    start: int
    end: int
    words: AttributionWords
    actors: ActorWords


def skip_between(sight: Sight, at: int) -> tuple[int, tuple[int, int] | None]:
    """Return the index after time words, adverbs and phrases with a preposition, and the medium that was told.

    `à l'AFP`, `jeudi matin sur RFI`, `dans un communiqué`, `de son côté`.
    """
    doc, words = sight.doc, sight.words
    told: tuple[int, int] | None = None
    inserted = False
    while at < sight.end:
        token = doc[at]
        word = lower(token)
        if token.text == "," and inserted:
            # the comma that closes `, vendredi,`
            at, inserted = at + 1, False
        elif _to_another_day(sight, at):
            at += 2
        elif idiom := _idiom(sight, at):
            at += idiom
        elif (dated := _date_end(sight, at)) > at:
            at = dated
        elif words.has("links", word) and token.pos_ in {"ADP", "ADV", "DET", "SCONJ"}:
            after, medium = _linked(sight, at)
            if after == at:
                after = at + 1 if token.pos_ == "ADV" else at
            if after == at:
                return at, told
            told = told or medium
            at = after
        elif token.text == "," and _goes_on(sight, at + 1):
            at, inserted = at + 1, True
        elif token.pos_ == "ADV" or words.has("times", word) or _put_out(sight, at):
            at += 1
        else:
            return at, told
    return at, told


def _to_another_day(sight: Sight, at: int) -> bool:
    """Say whether a night or a stretch of time goes on here (`dans la nuit de lundi à mardi`)."""
    small = sight.words.has("of", lower(sight.doc[at])) or sight.words.has("to", lower(sight.doc[at]))
    return small and at > sight.start and words_time(sight, at - 1) and at + 1 < sight.end and words_time(sight, at + 1)


def _put_out(sight: Sight, at: int) -> bool:
    """Say whether a participle tells how a text went out (`dans un communiqué mis en ligne dimanche`)."""
    past = "VerbForm=Part" in str(sight.doc[at].morph) and "Tense=Past" in str(sight.doc[at].morph)
    return past and at > sight.start and sight.words.has("channels", lower(sight.doc[at - 1]))


def _idiom(sight: Sight, at: int) -> int:
    """Return how many tokens a turn like `de son côté` has here, 0 where none stands."""
    return sight.words.phrase_at("idioms", sight.doc, at, sight.end)


def _date_end(sight: Sight, at: int) -> int:
    """Return the index after a date or a span of time (`le 26 avril`, `il y a dix jours`); `at` where none stands."""
    here = at
    if (
        lower(sight.doc[at]) in sight.words.sets["ago"]
        and " ".join(lower(t) for t in sight.doc[at : at + 3]) in sight.words.sets["ago_phrases"]
    ):
        here = at + 3
    while here < min(sight.end, at + 6) and sight.doc[here].pos_ in {"DET", "NUM", "ADJ", "ADV", "ADP"}:
        if words_time(sight, here):
            break
        if sight.doc[here].pos_ == "ADP" and here == at:
            return at
        here += 1
    if here < sight.end and words_time(sight, here):
        here += 1
        if _of_something(sight, here):
            return at
        if here + 1 < sight.end and sight.doc[here].text == "-" and not sight.doc[here].whitespace_:
            # `ce mois-ci`
            return here + 2
        # `la semaine dernière`
        following = sight.doc[here] if here < sight.end else None
        return here + 1 if following is not None and following.pos_ == "ADJ" and following.is_lower else here
    return at


def _of_something(sight: Sight, at: int) -> bool:
    """Say whether a word of time has a complement that is none (`la fin de l'offensive`, not `la fin de la semaine`)."""
    if (
        at + 1 >= sight.end
        or not sight.words.has("ends", lower(sight.doc[at - 1]))
        or not sight.words.has("of", lower(sight.doc[at]))
        or sight.doc[at - 2].pos_ == "ADP"
    ):
        return False
    return not any(words_time(sight, i) or sight.doc[i].pos_ == "NUM" for i in range(at + 1, min(sight.end, at + 4)))


def _goes_on(sight: Sight, at: int) -> bool:
    """Say whether more of the same stands after a comma."""
    if at >= sight.end:
        return False
    token = sight.doc[at]
    return (
        token.pos_ == "ADV"
        or sight.words.has("times", lower(token))
        or _idiom(sight, at) > 0
        or _date_end(sight, at) > at
        or (sight.words.has("links", lower(token)) and token.pos_ == "ADP")
    )


def _linked(sight: Sight, at: int) -> tuple[int, tuple[int, int] | None]:
    """Return the end of a phrase with a preposition, and its words if they name a medium."""
    doc, words = sight.doc, sight.words
    inner = at + 1
    while inner < sight.end and doc[inner].pos_ in {"ADP", "ADV"} and doc[inner].text != ",":
        inner += 1
    if inner < sight.end and doc[inner].pos_ == "DET" and inner + 1 < sight.end and doc[inner + 1].pos_ == "ADP":
        inner += 1
    if inner < sight.end and doc[inner].pos_ == "NUM" and doc[inner].text.isdigit() and len(doc[inner].text) == YEAR:
        return inner + 1, None
    # `dès le 3 juin`
    if (dated := _date_end(sight, inner) if inner < sight.end else inner) > inner:
        return dated, None
    # `dans l'après-midi`, `de son côté`: a time word or a pronoun may be the head
    if inner < sight.end and words.has("times", lower(doc[inner])):
        return inner + 1, None
    if inner + 1 < sight.end and doc[inner].pos_ in {"DET", "ADJ", "NUM"} and words.has("times", lower(doc[inner + 1])):
        return (at if _of_something(sight, inner + 2) else _month_end(sight, inner + 2)), None
    after = phrase_at(doc, inner, sight.end, words, sight.actors)
    if after == inner:
        return at, None
    # `dans un communiqué l'armée`: the phrase of the preposition takes no second article
    if words.has("told", lower(doc[at])) and is_medium(doc, inner, after, sight.actors):
        return after, (inner, after)
    return after, None


def _month_end(sight: Sight, at: int) -> int:
    """Return the index after the name of a month that a word of time has (`le mois d'avril`)."""
    named = at + 1 < sight.end and sight.words.has("of", lower(sight.doc[at])) and words_time(sight, at + 1)
    return at + 2 if named else at


def words_time(sight: Sight, at: int) -> bool:
    """Say whether a token is a word of time."""
    return sight.words.has("times", lower(sight.doc[at]))
