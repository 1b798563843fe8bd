"""Tell names that the pack lists: bodies with small words in them, media that are told or speak themselves."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from selon.read.actor_words import ActorWords
from selon.read.attribution_groups import lower
from selon.read.attribution_words import AttributionWords

_ACRONYM = re.compile(r"^[A-Z][A-Z0-9]{1,}s?$")


def is_medium(doc: Doc, start: int, end: int, actors: ActorWords) -> bool:
    """Say whether tokens name a news medium or journalists (`l'AFP`, `la chaîne Al Arabiya`, `des journalistes`)."""
    tokens = [t for t in doc[start:end] if t.pos_ != "DET"]
    if not tokens:
        return False
    if any(t.lower_ in actors.media_nouns for t in tokens[:2]):
        return True
    joined = tuple(re.findall(r"\w+", " ".join(t.text for t in doc[start:end]).casefold()))
    if start > 0 and joined and ("le", *joined) in actors.media and doc[start - 1].lower_ in actors.sets["contracted"]:
        # `au Monde`: its article is part of the preposition
        return True
    return any(joined[i : i + length] in actors.media for length in actors.media_lengths for i in range(min(3, len(joined))))


def names_medium(doc: Doc, start: int, end: int, actors: ActorWords) -> bool:
    """Say whether tokens are the name of a medium and nothing else, its article aside (`le Guardian`)."""
    first = start + (doc[start].pos_ == "DET")
    runs = (tuple(re.findall(r"\w+", doc[i:end].text.casefold())) for i in {start, first})
    return any(run in actors.media for run in runs)


def is_told_only(token: Token, actors: ActorWords) -> bool:
    """Say whether a name is of a news agency, which papers are not taken up by (`l'AFP`)."""
    return token.is_upper or token.text.casefold() in actors.agencies


def ends_medium(doc: Doc, end: int, start: int, actors: ActorWords) -> bool:
    """Say whether what ends here is an agency, or a medium of two words and no more (`selon France 2 des marins`)."""
    agency = (doc[end - 1].text.casefold(),) in actors.media
    return agency or (end - start == 2 and tuple(t.text.casefold() for t in doc[start:end]) in actors.media)


def known_end(doc: Doc, at: int, end: int, actors: ActorWords) -> int:
    """Return the end of a body's name that the pack lists, 0 where none starts."""
    for name in actors.known.get(doc[at].text, ()):
        if at + len(name) <= end and all(doc[at + i].text.casefold() == w.casefold() for i, w in enumerate(name)):
            return at + len(name)
    return 0


def links_foreign(doc: Doc, at: int, start: int, words: AttributionWords) -> bool:
    """Say whether a small foreign word joins two parts of a name (`Watch on Rivers and Ports`)."""
    if at <= start or at + 1 >= len(doc) or not words.has("foreign_links", doc[at].text):
        return False
    following = doc[at + 1]
    return doc[at - 1].text[:1].isupper() and (following.text[:1].isupper() or words.has("foreign_links", following.text))


def new_name(doc: Doc, here: int, start: int, words: AttributionWords, actors: ActorWords) -> bool:
    """Say whether a new name starts after a medium (`à l'AFP Jean Dupont`)."""
    if here == start:
        return False
    before = doc[here - 1]
    token = doc[here]
    if words.has("channels", lower(token)):
        # `son compte Twitter`
        return False
    if token.like_url or (before.lower_, token.lower_) in actors.media:
        # `BFM TV`, `le site Exemple.org`
        return False
    # `Presse Océan`, but `à l'Agence France-Presse Anna Kern`
    paper = before.text[:1].isupper() and before.lower_ in actors.media_nouns and doc[before.i - 1].text != "-"
    # `l'agence de presse Norda`, but `à la presse Anna Kern`
    of_press = before.i - 1 > start and words.has("of", lower(before.nbor(-1)))
    channel = before.lower_ in words.sets["channels"] and not paper and not of_press
    # `à des journalistes Jean Dupont`: several have no name
    several = before.is_lower and before.lower_ in actors.media_nouns & actors.persons and "Number=Plur" in str(before.morph)
    known = tuple(re.findall(r"\w+", before.text.casefold())) in actors.media or channel or several
    return known and token.text[:1].isupper() and (not _ACRONYM.match(token.text) or len(token.text) <= 2)
