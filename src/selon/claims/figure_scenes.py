"""Tell which mentions of places say where something happened: no governments, no authors, no origins.

In: the places of a report. Out: those that can be scenes; what a mention only explains, or stands aside of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_place_words import COUNTRY, PlaceWords, breadth
from selon.gazetteer.containment import place_candidate
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# tokens before a name in which `entre` is looked for, and before it the noun of what runs between two
PARTY_REACH = 7
TIE_REACH = 4
# what may stand between a verb of speech and its speaker, in characters: a place, a day, a medium
SPEECH_REACH = 60
# what may stand between a speaker and the place where he speaks (`a annoncé l'OMS à Juba`), in characters
SPOKEN = 4
# characters behind a place that opens its sentence in which its comma stands (`A Alep, `, `A Davao (sud), `)
FRONTED = 30
# tokens before `au monde` in which a rank stands
RANK_REACH = 7
# words before what a superlative tells in which it stands (`le plus touché de X`, `la plus grande ville de X`)
BOUND = 3
# tokens before a name in which it is told that people have been taken from there
LEFT_REACH = 14
# tokens before a name in which its owner stands
OWNER_REACH = 8
# tokens before a country among which `morts pour` stands, and the words of that pair
FALLEN_REACH = 4
PAIR = 2
# clauses that may tell of somebody else
ASIDE = frozenset({"acl:relcl", "advcl"})


def usable_places(settled: Settled, words: PlaceWords) -> list[Place]:
    """Return the mentions that say where something happened: no governments, no authors, no origins."""
    return [p for p in told_places(settled) if p.span and _is_scene(p, settled, words)]


def told_places(settled: Settled) -> list[Place]:
    """Return all places that a report names or describes, in order."""
    return sorted((p for p in (*settled.places, *settled.described) if p.span), key=lambda p: p.span or Span(0, 0))


def _is_scene(place: Place, settled: Settled, words: PlaceWords) -> bool:
    if place.span is None or _in_attribution(place, settled, words):
        return False
    token = settled.parsed.token_at(place.span.start)
    if token is None:
        return False
    if _is_fronted(token, place, settled, words) or _is_struck(token, words):
        return True
    sentence = settled.parsed.sentence_at(place.span.start)
    if token.is_sent_start:
        # `Yémen: dix morts` names the scene, `Israël frappe Gaza` the one who acts
        after = settled.parsed.text[place.span.end : place.span.end + 2].strip()
        return after[:1] in (":", ",", "-", "–", "(", "")
    if sentence.region == "dateline":
        return False
    near = [plain(t.text) for t in token.doc[max(0, token.i - 5) : token.i]]
    lead = [plain(t.text) for t in token.doc[max(0, token.i - OWNER_REACH) : token.i]]
    if token.dep_ == "conj" and (token.head.dep_.startswith("nsubj") or _after(token.head, words)):
        return False
    if _is_party(token, words) or _is_bound(token, words) or _is_made_there(token, words) or is_left(token, words):
        return False
    away = any(w in words.origins for w in near) and not _is_whereabouts(token, words)
    if (near and near[-1] in words.elsewhere) or away or _is_bordered(token, place, words) or _is_died_for(token, place, words):
        return False
    if _is_owned(lead, words):
        return False
    if token.dep_ == "nmod" and token.head.i < token.i and plain(token.head.text) in words.voices:
        return False
    return not token.dep_.startswith("nsubj")


def opens_sentence(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place opens its sentence (`A Davao, ...`): it is the scene of all that follows there."""
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and _is_fronted(token, place, settled, words)


def _is_fronted(token: Token, place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place opens its sentence (`A Davao, ...`): it is the scene of all that follows there."""
    before = token.doc[token.i - 1] if token.i else None
    while before is not None and before.i and (before.pos_ == "DET" or plain(before.text) in words.joints | words.areas):
        # `Dans l'Assam, ...`, `Dans la province de Gao, ...`
        before = token.doc[before.i - 1]
    first = settled.parsed.sentence_at(token.idx).span.start
    opens = before is not None and before.idx == first and plain(before.text) in words.inside
    return opens and place.span is not None and "," in settled.parsed.text[place.span.end : place.span.end + FRONTED]


def _is_struck(token: Token, words: PlaceWords) -> bool:
    """Say whether a name is the subject of what was done to a place (`Tunis a été secouée`), or of its mourning."""
    if token.dep_ == "nsubj" and any(v.lemma_ in words.mourning for v in (token.head, *token.head.children) if v.pos_ == "VERB"):
        return True
    being = any(c.dep_ == "cop" for c in token.head.children)
    if token.dep_ == "nsubj" and being and plain(token.head.text) in words.happened.theatres:
        # `Tunis a été la cible d'un raid`
        return True
    return token.dep_ == "nsubj:pass" and token.head.lemma_ in words.struck


def _is_party(token: Token, words: PlaceWords) -> bool:
    """Say whether a name is one of two that something runs between (`un accord entre Moscou et Ankara`)."""
    before = [plain(t.text) for t in token.doc[max(0, token.i - PARTY_REACH) : token.i]]
    at = next((n for n in reversed(range(len(before))) if before[n] in words.between), None)
    return at is not None and any(w in words.ties for w in before[max(0, at - TIE_REACH) : at])


def _is_bound(token: Token, words: PlaceWords) -> bool:
    """Say whether a name only bounds a comparison: `le pays le plus touché de la région`, `plus peuplé que Gao`."""
    at = token.i - 1
    while at > token.sent.start and plain(token.doc[at].text) in words.of:
        at -= 1
    if at == token.i - 1:
        return False
    lead = [plain(t.text) for t in token.doc[max(token.sent.start, at - BOUND) : at]]
    return tells_superlative(lead, words)


def tells_superlative(said: Sequence[str], words: PlaceWords) -> bool:
    """Say whether a superlative stands among words in small letters: `le plus touché`."""
    return any(f"{a} {b}" in words.superlatives for a, b in pairwise(said))


def is_end(token: Token, words: PlaceWords) -> bool:
    """Say whether a name is one of two between which something lies (`dans la commune de X, entre Auch et Gao`)."""
    at = token.i - 1
    while at > token.sent.start and (token.doc[at].pos_ == "DET" or plain(token.doc[at].text) in words.joints):
        at -= 1
    if plain(token.doc[at].text) in words.between:
        return True
    first = token.head if token.dep_ == "conj" else None
    return first is not None and first.i < token.i and is_end(first, words)


def _is_made_there(token: Token, words: PlaceWords) -> bool:
    """Say whether a name tells where what is counted was made (`14 tonnes de drogue produites à X`): it was found elsewhere."""
    verb = verb_over(token)
    return verb is not None and verb.dep_ == "acl" and verb.lemma_ in words.made


def is_left(token: Token, words: PlaceWords) -> bool:
    """Say whether a place is where people told of have been taken from: `un car transportant des familles évacuées de X a sauté`.

    `Des familles ont été évacuées de X` and a headline with no other verb tell of X itself.
    """
    start = token.sent.start
    for at in range(token.i - 1, max(start, token.i - LEFT_REACH), -1):
        word = token.doc[at]
        if word.lemma_ in words.fates.leaving and "Part" in word.morph.get("VerbForm", []):
            gone = word.morph.get("Tense", []) == ["Pres"] or plain(word.nbor(1).text) in words.of
            behind = token.doc[at - 1].pos_ in ("NOUN", "PROPN", "ADJ")
            return gone and behind and any("Fin" in t.morph.get("VerbForm", []) for t in token.sent)
        if word.pos_ in ("VERB", "AUX") or (word.is_punct and word.text != ","):
            return False
    return False


def _after(token: Token, words: PlaceWords) -> bool:
    """Say whether a name follows a word that makes it a party (`par Moscou et Ankara`)."""
    return token.i > 0 and plain(token.doc[token.i - 1].text) in words.elsewhere


def _is_bordered(token: Token, place: Place, words: PlaceWords) -> bool:
    """Say whether a name only tells whom a border or a war is with: `à la frontière avec le Mali`, `la frontière du Mali`."""
    before = next((t for t in reversed(token.doc[token.sent.start : token.i]) if t.pos_ != "DET"), None)
    if before is not None and plain(before.text) in words.opposite:
        return True
    last = next((t for t in reversed(token.doc[token.sent.start : token.i]) if plain(t.text) not in words.of), None)
    return breadth(place) >= COUNTRY and last is not None and plain(last.text) in words.opposite


def _is_whereabouts(token: Token, words: PlaceWords) -> bool:
    """Say whether a clause tells where those who are counted had gone: `ont disparu alors qu'ils étaient partis dans le parc`."""
    verb = verb_over(token)
    return verb is not None and verb.dep_ == "advcl" and verb.lemma_ in words.fates.going


def _is_died_for(token: Token, place: Place, words: PlaceWords) -> bool:
    """Say whether a country is the one that somebody died for (`tombés au combat et morts pour la Pologne`), and no scene."""
    if breadth(place) < COUNTRY:
        return False
    said = [t for t in token.doc[max(token.sent.start, token.i - FALLEN_REACH) : token.i] if t.pos_ != "DET"]
    if len(said) < PAIR or plain(said[-1].text) not in words.fates.dying_for or plain(said[-2].text) not in words.fates.fallen:
        return False
    # `douze morts pour la Pologne et neuf pour le Chili` counts by country
    return said[-2].i == 0 or said[-2].nbor(-1).pos_ != "NUM"


def _is_owned(near: list[str], words: PlaceWords) -> bool:
    """Say whether a place belongs to a body or a person (`la police de X`), and is no scene."""
    owner = list(near)
    while owner and (owner[-1] in words.of or (owner[-1] in words.areas and len(owner) > 1 and owner[-2] in words.of)):
        owner.pop()
    # `4.500 militaires au Sahel`: no owner, but where they are; `un poste de police de X` is a place, no police
    inside = any(w in words.inside for w in near[len(owner) :])
    post = len(owner) > 2 and owner[-2] in words.of and owner[-3] in words.posts
    return len(owner) < len(near) and bool(owner) and owner[-1] in words.owners and not inside and not post


def _in_attribution(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place stands in the words that tell who speaks."""
    if place.span is None:
        return False
    sentence = settled.parsed.sentence_at(place.span.start).span
    for statement in settled.statements:
        source = statement.source
        if source is None or source.span is None or not sentence.holds(source.span):
            continue
        if source.span.overlaps(place.span):
            return True
        if statement.cue is not None and _lies_between(place.span, statement.cue, source.span):
            return True
        after = place.span.start - source.span.end
        held = any(s.holds(place.span) for s in statement.spans) or in_relative(place, settled)
        if 0 <= after <= SPOKEN and not held and is_seat(place):
            return True
        if 0 <= after <= 60 and not held and "," in settled.parsed.text[source.span.end : place.span.start]:
            return not _opens_phrase(place, source.span.end, settled, words)
    return False


def is_seat(place: Place) -> bool:
    """Say whether a place is a capital: whoever speaks there speaks for a government or a body."""
    known = place_candidate(place)
    return known is not None and known.capital


def _opens_phrase(place: Place, end: int, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a comma and a word of place lead away from who speaks (`selon des témoins, dans le quartier de X`)."""
    between = settled.parsed.text[end : place.span.start if place.span else end].strip()
    follow = plain(between[1:]).split() if between.startswith(",") else []
    return bool(follow) and follow[0] in words.inside


def in_relative(place: Place, settled: Settled) -> bool:
    """Say whether a place stands in a relative clause (`..., où s'est produite l'attaque`): it tells the act again."""
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and any(t.dep_ == "acl:relcl" for t in token.ancestors)


def _lies_between(span: Span, one: Span, other: Span) -> bool:
    """Say whether a place stands between the verb of speech and the speaker (`a déclaré à Genève le porte-parole`)."""
    first, last = sorted((one, other))
    return first.end <= span.start and span.end <= last.start and last.start - first.end <= SPEECH_REACH


def stands_beside(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a mention tells only what is near."""
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and is_beside(token, words)


def is_beside(token: Token, words: PlaceWords) -> bool:
    """Say whether a name tells only what is near (`au sud de Gao`, `à 20 km de la ville de Gao`)."""
    at = token.i - 1
    while (
        at >= 0
        and (plain(token.doc[at].text) in words.joints or token.doc[at].pos_ == "ADJ")
        and plain(token.doc[at].text) not in words.beside
    ):
        at -= 1
    return at >= 0 and plain(token.doc[at].text) in words.beside


def is_aside(token: Token) -> Token | None:
    """Return the verb of the clause that a place stands in, where it tells of somebody else (`alors que le ministre est à X`)."""
    verb = verb_over(token)
    if verb is None or verb.dep_ not in ASIDE:
        return None
    subject = next((t for t in verb.children if t.dep_.startswith("nsubj")), None)
    return verb if subject is not None and subject.pos_ in ("NOUN", "PROPN") else None


def is_of_seizure(token: Token, words: PlaceWords) -> bool:
    """Say whether a place is where those had been seized whom the sentence tells freed (`libération de deux otages pris à X`)."""
    verb = verb_over(token)
    if verb is None or verb.dep_ != "acl" or verb.i < verb.head.i or verb.lemma_ not in words.fates.seizing:
        return False
    own = {t.i for t in verb.subtree}
    return any(t.lemma_ in words.fates.freeing and t.i not in own for t in verb.sent)


def is_besides(sentence: Sentence, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a sentence tells of yet another act (`par ailleurs`, `dans une autre attaque`)."""
    said = plain(sentence.span.words(settled.parsed.text))
    return any(mark in said for mark in words.besides)


def _is_ranked(token: Token, words: PlaceWords) -> bool:
    """Say whether the world only ranks what stands before it: `la pire famine au monde`, `le pays le plus pauvre du monde`."""
    said = [plain(t.text) for t in token.doc[max(token.sent.start, token.i - RANK_REACH) : token.i]]
    pairs = {f"{a} {b}" for a, b in pairwise(said)}
    return any(w in words.ranks for w in said) or any(s in pairs for s in words.superlatives)


def is_of_world(token: Token, words: PlaceWords) -> bool:
    """Say whether a word tells of the whole world: as a place (`dans le monde`), not as people (`a ému le monde`).

    The name of a body tells nothing of it (`l'Organisation mondiale du tourisme`), nor does a rank (`la pire crise au monde`).
    """
    if plain(token.text) not in words.world:
        return False
    body = token.dep_ == "amod" and token.head.text[:1].isupper() and not token.head.is_sent_start
    if body and plain(token.head.text) not in words.wars.nouns:
        return False
    if token.pos_ != "NOUN" or token.i == 0:
        return True
    before = token.doc[token.i - 1]
    if before.pos_ == "ADP" and _is_ranked(token, words):
        return False
    # `du monde`, `au monde` are contractions; before an article stands a word of place
    return before.pos_ == "ADP" or token.i == 1 or token.doc[token.i - 2].pos_ == "ADP"
