"""Cut noun phrases that can name somebody: `le porte-parole de l'armée, Jean Dupont`, `une source de sécurité`.

In: tokens. Out: runs of tokens `[start, end)`. The cuts are made over tags and order, because the parser hangs a
speaker after its verb anywhere.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from selon.read.actor_known import ends_medium, is_medium, known_end, links_foreign, names_medium, new_name
from selon.read.actor_words import ActorWords
from selon.read.attribution_groups import lower
from selon.read.attribution_words import AttributionWords

_NAMING = {"NOUN", "PROPN", "X", "SYM"}
_BEFORE_HEAD = {"DET", "NUM", "ADJ"}
# letters of `van`, `der`, `dos`
LONGEST_PARTICLE = 4
# tokens of a name in quotation marks, with the mark that closes it
LONGEST_QUOTED = 8


def is_capital(token: Token) -> bool:
    """Say whether a token is written as a name."""
    return bool(token.text[:1].isupper())


def _is_name_part(doc: Doc, at: int, start: int) -> bool:
    """Say whether a token goes on with a name whatever its tag (`al-Baghdadi`, `Ben Laden`)."""
    token = doc[at]
    if token.like_url and at > start:
        # `le site Exemple.org`
        return True
    if token.text in {"-", "–"}:
        return at > start and not doc[at - 1].whitespace_ and not token.whitespace_
    if token.text in {"’", "'"}:
        return not token.whitespace_ and at > start and not doc[at - 1].whitespace_
    if _glued(doc, at, start) or _particle(doc, at, start):
        return True
    if token.pos_ in {"DET", "ADP"}:
        # `Anne Le Goff`: the article of a name
        following = doc[at + 1] if at + 1 < len(doc) else None
        return is_capital(token) and at > start and following is not None and is_capital(following)
    return is_capital(token) and token.pos_ != "PUNCT"


def _particle(doc: Doc, at: int, start: int) -> bool:
    """Say whether a small word stands inside a foreign name (`Anna van der Kamp`)."""
    if doc[at].pos_ not in {"PROPN", "X", "NOUN"} and doc[at].ent_type_ != "PER":
        return False
    small = doc[at].is_lower and doc[at].is_alpha and len(doc[at]) <= LONGEST_PARTICLE
    following = next((t for t in doc[at + 1 : at + 3] if is_capital(t)), None)
    named = at > start and doc[at - 1].ent_type_ == "PER"
    return small and named and following is not None and following.ent_type_ == "PER"


def _is_prefix(doc: Doc, at: int, end: int) -> bool:
    """Say whether a hyphen and a name follow right away (`forces pro-X`)."""
    inside = _has_capital(doc[at]) and "-" in doc[at].text
    return inside or (at + 2 < end and doc[at + 1].text == "-" and not doc[at].whitespace_ and _has_capital(doc[at + 2]))


def _glued(doc: Doc, at: int, start: int) -> bool:
    """Say whether a token hangs on the one before it by a hyphen or an apostrophe (`état-major`)."""
    if doc[at].text in {"-", "–"}:
        return at > start and not doc[at - 1].whitespace_ and not doc[at].whitespace_
    return at > start and doc[at - 1].text in {"-", "’", "'"} and not doc[at - 1].whitespace_


def phrase_at(doc: Doc, at: int, end: int, words: AttributionWords, actors: ActorWords) -> int:
    """Return the end of the noun phrase that starts at a token; `at` itself where none does."""
    here, head = _head_of(doc, at, end, words, actors)
    if head is None:
        return at
    while here < end:
        token = doc[here]
        word = lower(token)
        if words.has("times", word) and not (is_capital(token) and is_capital(doc[here - 1])):
            # but `le quotidien Le Matin`
            break
        if links_foreign(doc, here, at, words):
            here += 1
        elif token.pos_ in {"NOUN", "PROPN"} or _is_name_part(doc, here, at) or _is_prefix(doc, here, end):
            if new_name(doc, here, at, words, actors):
                break
            plain = (
                token.pos_ == "NOUN" and not is_capital(token) and not _glued(doc, here, at) and not _is_prefix(doc, here, end)
            )
            cited = here > at and here + 1 < end and words.has("by", lower(doc[here + 1]))
            if plain and (cited or not _flat(doc, here, at)):
                break
            here += 1
        elif here > at and _numbered(doc[here - 1], token, words):
            # `France 24`, `la numéro deux du parti`
            here += 1
        elif _is_adjective(doc, here, end, words):
            here += 1
        else:
            # `à l'AFP des sources locales`: what is told is no complement of the medium
            told = here > at and ends_medium(doc, here, at, actors)
            after = here if told else _complement(doc, here, at, end, words, actors)
            after = _quoted_name(doc, here, at, end, actors) if after == here else after
            if after == here:
                break
            here = after
    return here


def _quoted_name(doc: Doc, at: int, start: int, end: int, actors: ActorWords) -> int:
    """Return the index after a name in quotation marks behind a body (`le collectif "Nos rives"`), `at` where none stands."""
    opens = at > start and doc[at].text in {'"', "«", "“"} and doc[at - 1].lower_ in actors.bodies
    inner = doc[at + 1 : min(end, at + LONGEST_QUOTED)] if opens else ()
    closing = next((t.i for t in inner if t.text in {'"', "»", "”"}), None)
    if closing is None or closing == at + 1 or not is_capital(doc[at + 1]):
        return at
    said = any("VerbForm=Fin" in str(t.morph) or t.text in {",", ".", "!", "?", ":"} for t in doc[at + 1 : closing])
    return at if said else closing + 1


def _head_of(doc: Doc, at: int, end: int, words: AttributionWords, actors: ActorWords) -> tuple[int, int | None]:
    """Return the index after the head noun, and the head."""
    here = at
    while here < end:
        token = doc[here]
        word = lower(token)
        if words.has("times", word) and not _ends_something(doc, here, end, words):
            return here, None
        if here == at and token.pos_ in {"ADV", "VERB"} and here + 1 < end and doc[here + 1].pos_ == "DET":
            # `Auparavant la mairie`; but `à Sputnik une source`
            return (here + 1, here) if is_capital(token) and not token.is_sent_start else (here, None)
        if words.has("one_of", word) and here + 1 < end and words.has("of", lower(doc[here + 1])):
            return here + 1, here
        if known := known_end(doc, here, end, actors):
            return known, here
        if is_capital(token) and words.has("channels", word):
            return here + 1, here
        if here + 1 < end and (word, lower(doc[here + 1])) in words.listed["split_nouns"]:
            return here + 2, here
        if token.pos_ == "VERB" and here > at and doc[here - 1].pos_ == "DET" and actors.is_noun(token.lower_):
            # `l'opposant`
            return here + 1, here
        if token.pos_ in _NAMING or (is_capital(token) and token.pos_ in {"VERB", "ADV", "INTJ", "ADJ"} and here > at):
            return here + 1, here
        if token.pos_ == "ADJ" and here > at and (_noun_like(doc, here, end) or _acts(doc, here, end, actors)):
            return here + 1, here
        partitive = here == at and words.has("of", word)
        many = token.pos_ == "ADV" and here == at
        # `le plus récent bilan`
        degree = token.pos_ == "ADV" and here > at and doc[here - 1].pos_ == "DET" and _adjective_next(doc, here, end)
        if token.pos_ not in _BEFORE_HEAD and not partitive and not many and not degree and not is_capital(token):
            return here, None
        here += 1
    return here, None


def _numbered(before: Token, number: Token, words: AttributionWords) -> bool:
    ranked = words.has("ranked", lower(before)) and number.pos_ in {"NUM", "DET", "PRON", "ADJ"}
    return ranked or (number.pos_ == "NUM" and number.text.isdigit() and is_capital(before))


def _adjective_next(doc: Doc, at: int, end: int) -> bool:
    return at + 1 < end and doc[at + 1].pos_ == "ADJ"


def _ends_something(doc: Doc, at: int, end: int, words: AttributionWords) -> bool:
    """Say whether `la fin`, `le début` is of something that is no time (`la fin des combats`)."""
    if not words.has("ends", lower(doc[at])) or at + 1 >= end or not words.has("of", lower(doc[at + 1])):
        return False
    return not any(words.has("times", lower(t)) or t.pos_ == "NUM" for t in doc[at + 2 : min(end, at + 4)])


def _noun_like(doc: Doc, at: int, end: int) -> bool:
    """Say whether an adjective stands where the noun should (`les séparatistes`, `le même`)."""
    following = doc[at + 1] if at + 1 < end else None
    return following is None or following.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}


def _acts(doc: Doc, at: int, end: int, actors: ActorWords) -> bool:
    """Say whether a word tagged as an adjective is the person (`un responsable cité par X`)."""
    following = doc[at + 1] if at + 1 < end else None
    return doc[at].lower_ in actors.persons and (following is None or not actors.is_noun(following.lower_))


def _flat(doc: Doc, here: int, start: int) -> bool:
    """Say whether a noun right after the head belongs to it (`colonel porte-parole`, `groupe Etat islamique`)."""
    token = doc[here]
    before = doc[here - 1]
    if before.pos_ in {"ADJ", "NUM", "DET", "ADP"} and before.i >= start:
        return True
    return token.dep_ in {"flat:name", "amod", "nmod", "appos", "flat:foreign", "compound", "fixed"} and token.head.i >= start


def _is_adjective(doc: Doc, here: int, end: int, words: AttributionWords) -> bool:
    """Say whether a participle or adjective belongs to the noun before it (`forces armées`, `Nations unies`)."""
    token = doc[here]
    following = lower(doc[here + 1]) if here + 1 < end else ""
    participle = "VerbForm=Part" in str(token.morph) and "Tense=Past" in str(token.morph)
    if token.pos_ == "ADJ" or (token.pos_ in {"VERB", "AUX"} and participle):
        if participle and here > 0 and words.has("ranks_high", lower(doc[here - 1])):
            return True
        if (
            (participle or not words.has("made", token.lower_))
            and here > 0
            and (words.has("reached", token.lower_) or words.has("made", token.lower_))
        ):
            # `un habitant de X joint depuis Y`, `un rapport de l'ONU publié mardi`
            return False
        # `un responsable cité par X`, `un homme blessé dans l'attaque` are told, not named
        opens = participle and words.has("after_participle", following) and not is_capital(doc[here - 1])
        return not words.has("by", following) and not opens and not (participle and _disagrees(doc, here))
    return token.pos_ == "ADV" and here + 1 < end and doc[here + 1].pos_ == "ADJ"


def _disagrees(doc: Doc, here: int) -> bool:
    """Say whether a participle is of another number than the plural noun before it (`a, selon des témoins, lancé`)."""
    return doc[here - 1].pos_ == "NOUN" and "Plur" in str(doc[here - 1].morph) and "Number=Sing" in str(doc[here].morph)


def _complement(doc: Doc, here: int, start: int, end: int, words: AttributionWords, actors: ActorWords) -> int:
    """Return the end of a complement (`de la Défense`, `aux droits de l'homme`) that opens here, `here` if none."""
    word = lower(doc[here])
    if doc[here].pos_ in {"CCONJ", "X"} and here + 1 < end and not words.has("but", word):
        return _second_half(doc, here, start, end, words, actors)
    of = words.has("of", word)
    if doc[here].pos_ not in {"ADP", "DET"} and not of:
        return here
    if doc[here].pos_ == "DET" and not of:
        return here
    inner, head = _head_of(doc, here + 1, end, words, actors)
    if head is None or words.has("times", lower(doc[head])) or words.has("as", word):
        return here
    if doc[here + 1].pos_ == "VERB" and not is_capital(doc[here + 1]):
        return here
    if not of and not _belongs(doc, here, head, start, words, actors):
        return here
    return inner


def _second_half(doc: Doc, here: int, start: int, end: int, words: AttributionWords, actors: ActorWords) -> int:
    """Return the end of what `et` joins to a phrase: `yéménites et saoudiennes`, `de l'Intérieur et de la Justice`."""
    following = doc[here + 1]
    if is_capital(following) and is_capital(doc[here - 1]) and not words.has("and", lower(doc[here])):
        # a foreign name: `Science and Environment`
        return here + 2
    if is_capital(following) and is_capital(doc[here - 1]) and here - 2 >= start and doc[here - 2].lower_ in actors.bodies:
        # `la commission Justice et Paix`
        return here + 2
    if following.pos_ == "ADJ" and doc[here - 1].pos_ == "ADJ":
        return here + 2
    if following.pos_ == "ADJ" and words.has("of", lower(doc[here - 2])) and _of_head(doc, following, start):
        # `des sources de sécurité et médicales`
        return here + 2
    if _shares_article(doc, here, start, words):
        # `la Ligue des pêcheurs et mareyeurs`
        return here + 2
    if words.has("of", lower(following)) or words.has("to", lower(following)):
        after = _complement(doc, here + 1, start, end, words, actors)
        return after if after > here + 1 else here
    return here


def _shares_article(doc: Doc, here: int, start: int, words: AttributionWords) -> bool:
    """Say whether the noun behind `et` has its article with the one before, after `de`: a bare noun opens no phrase."""
    one, other = doc[here - 1], doc[here + 1]
    bare = other.pos_ == "NOUN" and other.is_lower and one.is_lower and one.pos_ in {"NOUN", "ADJ"}
    joined = words.has("and", lower(doc[here])) and here - 2 > start and words.has("of", lower(doc[here - 2]))
    return bare and joined and all("Number=Plur" in str(t.morph) for t in (one, other))


def _of_head(doc: Doc, adjective: Token, start: int) -> bool:
    """Say whether an adjective in the plural agrees with the first noun of a phrase and not with the next word."""
    head = next((t for t in doc[start : adjective.i] if t.pos_ == "NOUN"), None)
    following = doc[adjective.i + 1] if adjective.i + 1 < len(doc) else None
    plural = head is not None and "Number=Plur" in str(head.morph) and "Number=Plur" in str(adjective.morph)
    return plural and (following is None or following.pos_ not in {"NOUN", "PROPN", "ADJ"})


def _belongs(doc: Doc, here: int, head: int, start: int, words: AttributionWords, actors: ActorWords) -> bool:
    """Say whether a complement with `à`, `en`, `pour`, `sur` is part of the name."""
    if is_medium(doc, here + 1, head + 1, actors) or words.has("channels", lower(doc[head])):
        return False
    if words.has("how_one_speaks", lower(doc[head])):
        return False
    nouns = [t for t in doc[start:here] if t.pos_ in {"NOUN", "PROPN"}]
    if len(nouns) == 1 and nouns[0].pos_ == "PROPN":
        # `l'ONU à New York a annoncé`
        return False
    anchor = doc[head].head
    return (
        start <= anchor.i < here
        and doc[head].dep_ in {"nmod", "obl:arg", "obl:mod", "conj"}
        # `l'Office de lutte contre la drogue`
        and (lower(doc[here]) not in words.sets["not_in_name"] or doc[here - 1].lower_ in words.sets["leads_on"])
    )


def extend_right(
    doc: Doc, start: int, end: int, limit: int, words: AttributionWords, actors: ActorWords, *, closed: bool = False
) -> int:
    """Return the end of a phrase with what stands in apposition to it: `(HCR)`, `, Jean Dupont`, `, chef de X`, `et Y`.

    With `closed` an apposition must be closed by a comma (`Selon X, chef de Y, la ville est tombée`).
    """
    here = end
    while here < limit:
        after = _joined_right(doc, start, here, limit, words, actors, closed)
        if after == here:
            return here
        here = after
    return here


def _joined_right(doc: Doc, start: int, here: int, limit: int, words: AttributionWords, actors: ActorWords, closed: bool) -> int:
    if doc[here].text == "(":
        close = next((i for i in range(here + 1, min(limit, here + 14)) if doc[i].text == ")"), None)
        # `selon la police (16 selon les rebelles)`: another count, no other name
        counts = close is not None and (doc[here + 1].like_num or doc[here + 1].pos_ == "NUM")
        return here if close is None or counts else close + 1
    if here > 0 and doc[here - 1].text == ")" and words.has("of", lower(doc[here])):
        # `l'Institut d'études (IE) de Lyon`
        return max(here, phrase_at(doc, here + 1, limit, words, actors)) if here + 1 < limit else here
    if doc[here].text == ",":
        after = phrase_at(doc, here + 1, limit, words, actors)
        # `selon la Croix-Rouge, 56 morts`: who is counted is no other name
        fits = after > here + 1 and doc[here + 1].pos_ != "NUM" and _is_apposition(doc, here + 1, after, limit, actors, closed)
        # `D'après Le Soir, Anna Kern, maire du port, part`: no paper is a person
        fits = fits and (not closed or (_is_person(doc, start, here, actors) and not names_medium(doc, start, here, actors)))
        return after if fits else here
    if words.has("name_links", lower(doc[here])) and doc[here].pos_ in {"ADP", "ADV"}:
        after = phrase_at(doc, here + 1, limit, words, actors)
        named = after > here + 1 and after + 1 < limit and doc[after].text == "," and doc[after + 1].pos_ == "PROPN"
        return after if named and _is_person(doc, start, here, actors) else here
    if words.has("and", lower(doc[here])):
        after = phrase_at(doc, here + 1, limit, words, actors)
        ends = after >= limit or doc[after].pos_ in {"PUNCT", "ADP"} or closed
        fits = after > here + 1 and ends and names_somebody(doc, here + 1, after, actors)
        return after if fits else here
    return here


def _is_apposition(doc: Doc, start: int, end: int, limit: int, actors: ActorWords, closed: bool) -> bool:
    if not names_somebody(doc, start, end, actors):
        return False
    if closed:
        return _told_apart(doc, start, end, actors) and _closes(doc, end, limit)
    following = doc[end] if end < limit else None
    if following is None or following.pos_ in {"PUNCT", "ADP", "PRON", "ADV", "CCONJ"}:
        return True
    return following.pos_ == "VERB" and "VerbForm=Part" in str(following.morph)


def _is_person(doc: Doc, start: int, end: int, actors: ActorWords) -> bool:
    """Say whether a phrase is of one person: only he is told apart by a role or a name."""
    head = next((t for t in doc[start:end] if t.pos_ in {"NOUN", "PROPN"}), doc[start])
    one = "Number=Plur" not in str(head.morph)
    named = head.pos_ == "PROPN" or head.ent_type_ == "PER"
    return one and (head.lower_ in actors.persons or named or head.lower_ in actors.sets["generic_bodies"])


def _told_apart(doc: Doc, start: int, end: int, actors: ActorWords) -> bool:
    """Say whether a phrase between commas can only tell who the one before is, and not be the next subject."""
    head = next((t for t in doc[start:end] if t.pos_ in {"NOUN", "PROPN"}), doc[start])
    role = head.lower_ in actors.persons and "Number=Plur" not in str(head.morph)
    name = doc[start].pos_ == "PROPN" and end - start >= 2 and doc[start].ent_type_ != "LOC"
    return role or name


def _closes(doc: Doc, end: int, limit: int) -> bool:
    for i in range(end, limit):
        if doc[i].text == ",":
            return True
        if "VerbForm=Fin" in str(doc[i].morph) and doc[i].pos_ in {"VERB", "AUX"} and doc[i].dep_ != "acl:relcl":
            return False
    return False


def names_somebody(doc: Doc, start: int, end: int, actors: ActorWords) -> bool:
    """Say whether a phrase has a noun for a person, body or witness, or a name."""
    words = doc[start:end].text.lower()
    if is_medium(doc, start, end, actors) or words in actors.sets["singular"] or words in actors.sets["plural"]:
        return True
    return any((actors.is_noun(t.lower_) and not _in_course(t, actors)) or _is_named(t) for t in doc[start:end])


def _in_course(token: Token, actors: ActorWords) -> bool:
    """Say whether a word is part of a preposition and no body (`au cours de la nuit`)."""
    return token.i > 0 and (token.nbor(-1).lower_, token.lower_) in actors.in_turns


def _is_named(token: Token) -> bool:
    """Say whether a token is written as a name and not only at the head of its sentence."""
    if not _has_capital(token) or token.pos_ not in {"PROPN", "NOUN", "X", "ADJ"}:
        return False
    return not token.is_sent_start or token.pos_ == "PROPN" or bool(token.ent_type_) or (token.is_upper and len(token) > 1)


def _has_capital(token: Token) -> bool:
    # `pro-Assad`, `l'ex-Séléka`
    return any(letter.isupper() for letter in token.text)
