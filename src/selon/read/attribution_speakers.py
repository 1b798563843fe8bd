"""Find who speaks at a verb of speech: the phrase before it, or after it, past what stands between."""

from __future__ import annotations

from dataclasses import dataclass

from selon.read.actor_phrases import extend_right, names_somebody, phrase_at
from selon.read.attribution_between import Sight, skip_between, words_time
from selon.read.attribution_groups import VerbGroup, lower

# tokens of what may stand between a verb and its speaker
LONGEST_INSERTED = 15
# tokens from a preposition to the noun that it governs
NEAR_CASE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Tokens `[start, end)` that name the speaker, and those that name the medium that was told."""

    start: int
    end: int
    told: tuple[int, int] | None = None


def speaker_after(sight: Sight, group: VerbGroup) -> Speaker | None:
    """Return the speaker after a verb (`a annoncé jeudi à l'AFP le ministre`); None where none stands."""
    at, told = skip_between(sight, group.end)
    pronouns = sight.actors.sets["singular"] | sight.actors.sets["plural"]
    if at < sight.end and sight.doc[at].pos_ == "PRON" and lower(sight.doc[at]) in pronouns:
        # `a ajouté celui qui ...`
        return Speaker(start=at, end=at + 1, told=told)
    at = _past_inserted(sight, at)
    after = phrase_at(sight.doc, at, sight.end, sight.words, sight.actors)
    if after == at and told is not None:
        # `a raconté à des journalistes Jean Dupont`
        at, told = _split_told(sight, told)
        after = phrase_at(sight.doc, at, sight.end, sight.words, sight.actors)
    if after == at:
        return None
    end = extend_right(sight.doc, at, after, sight.end, sight.words, sight.actors)
    if told is None:
        _, told = skip_between(sight, end)
    return Speaker(start=at, end=end, told=told)


def _past_inserted(sight: Sight, at: int) -> int:
    """Return the index after what stands between commas before a speaker (`souffle, assise sur un banc, Anna Kern`)."""
    if at >= sight.end or sight.doc[at].text != ",":
        return at
    if _named_after_comma(sight, at + 1):
        return at + 1
    closing = next((i for i in range(at + 1, min(sight.end, at + LONGEST_INSERTED)) if sight.doc[i].text == ","), None)
    # a comma that only the hand put there: `ont rapporté mardi, les médias`
    start = at + 1 if closing is None else closing + 1
    inserted = sight.doc[at + 1 : start]
    if any("VerbForm=Fin" in str(t.morph) or t.text in {'"', "«", "»", ":"} for t in inserted):
        return at
    after = phrase_at(sight.doc, start, sight.end, sight.words, sight.actors) if start < sight.end else start
    closes = after > start and (after >= sight.end or sight.doc[after].pos_ == "PUNCT")
    told = len(inserted) > 1 and (inserted[0].pos_ in {"VERB", "ADP", "ADJ"} or sight.words.has("reached", lower(inserted[0])))
    opens = closing is None or told
    return start if closes and opens and names_somebody(sight.doc, start, after, sight.actors) else at


def _named_after_comma(sight: Sight, at: int) -> bool:
    """Say whether a person with an office stands behind a comma that no other opened (`a dit à Lomé, Anna Kern, maire`)."""
    if at >= sight.end or sight.doc[at].ent_type_ != "PER":
        return False
    after = phrase_at(sight.doc, at, sight.end, sight.words, sight.actors)
    if after + 1 >= sight.end or sight.doc[after].text != ",":
        return False
    office = phrase_at(sight.doc, after + 1, sight.end, sight.words, sight.actors)
    return any(t.lower_ in sight.actors.persons for t in sight.doc[after + 1 : office])


def _split_told(sight: Sight, told: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    name = next(
        (i for i in range(told[0] + 1, told[1]) if sight.doc[i].text[:1].isupper() and sight.doc[i - 1].pos_ == "NOUN"), None
    )
    return (told[1], told) if name is None else (name, (told[0], name))


def speaker_before(sight: Sight, group: VerbGroup) -> Speaker | None:
    """Return the subject that stands before a verb, with its appositions; a pronoun as itself."""
    head = _subject_token(sight, group)
    if head is None:
        return None
    if sight.doc[head].pos_ == "PRON" and lower(sight.doc[head]) in sight.words.sets["relatives"]:
        return _antecedent(sight, head)
    if sight.words.has("one_of", lower(sight.doc[head])):
        # `l'un d'eux, Jean Dupont, dit`
        end = max(head + 1, phrase_at(sight.doc, head, group.start, sight.words, sight.actors))
        if sight.doc[head + 1].pos_ == "ADP" and end == head + 1:
            end = head + 3
        return Speaker(start=head, end=extend_right(sight.doc, head, end, group.start, sight.words, sight.actors))
    if sight.doc[head].pos_ == "PRON":
        return Speaker(start=head, end=head + 1)
    return _around(sight, head, group.start)


def _subject_token(sight: Sight, group: VerbGroup) -> int | None:
    verb = sight.doc[group.at]
    again = group.start - 2
    tonic = again > sight.start and sight.doc[again].pos_ == "PRON" and sight.doc[again - 1].text == ","
    if tonic and sight.doc[again + 1].text == ",":
        # `Les ONG, elles, parlent de ...`
        return _nearest(sight, again - 1)
    for i in range(group.start - 1, max(sight.start, group.start - 4), -1):
        # the parser may hang a farther noun on a verb that `qui` stands before
        if lower(sight.doc[i]) in sight.words.sets["relatives"] and sight.doc[i].dep_.startswith("nsubj"):
            return i
    seen = 0
    while seen < 3:
        for child in reversed(list(verb.lefts)):
            # `Au tribunal, le rapporteur a dit`; `des` may be an article
            cases = (c for c in child.lefts if c.dep_ == "case" and child.i - c.i <= NEAR_CASE)
            governed = any(not sight.words.has("of", lower(c)) for c in cases)
            near = sight.start <= child.i < group.start and not words_time(sight, child.i)
            if child.dep_.startswith("nsubj") and near and not governed:
                return _of_joined(sight, group, int(child.i))
        if verb.dep_ not in {"conj", "xcomp", "aux:tense", "aux:pass", "cop"} or verb.head is verb:
            break
        verb = verb.head
        seen += 1
    return _nearest(sight, group.start)


def _of_joined(sight: Sight, group: VerbGroup, subject: int) -> int:
    """Return the subject of the verb that `et` joins a verb to, where the parser takes its object for one.

    `Le roi a reconnu la perte de dix gardes et a affirmé avoir tué vingt rebelles`: nobody but the king affirms.
    """
    if sight.doc[group.start - 1].pos_ != "CCONJ":
        return subject
    told = next((i for i in range(subject - 1, sight.start, -1) if sight.doc[i].morph.get("VerbForm", []) == ["Fin"]), None)
    if told is None:
        return subject
    # a clause of its own between the two has a subject of its own
    own = [t.i for t in sight.doc[sight.start : told] if t.dep_.startswith("nsubj")]
    return own[-1] if own else subject


def _nearest(sight: Sight, before: int) -> int | None:
    """Return the head of the nearest phrase to the left that no preposition governs."""
    best: int | None = None
    at = sight.start
    governed = False
    while at < before:
        word = lower(sight.doc[at])
        token = sight.doc[at]
        if token.pos_ == "PRON" and (
            word in sight.words.sets["relatives"] or word in sight.actors.sets["singular"] or word in sight.actors.sets["plural"]
        ):
            best = at
            at += 1
            continue
        after = (
            phrase_at(sight.doc, at, before, sight.words, sight.actors)
            if token.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM"}
            else at
        )
        if after > at:
            governed = at > sight.start and (_case_before(sight, at) or (governed and _joins_names(sight, at)))
            if not governed and names_somebody(sight.doc, at, after, sight.actors):
                best = _head_token(sight, at, after)
            at = after
        else:
            at += 1
    return best


def _case_before(sight: Sight, at: int) -> bool:
    """Say whether a preposition governs a phrase; `des` behind a conjunction is an article (`mais des habitants disent`)."""
    opens = at - 2 >= sight.start and sight.doc[at - 2].pos_ == "CCONJ" and not sight.words.has("and", lower(sight.doc[at - 2]))
    return sight.doc[at - 1].pos_ == "ADP" and not (opens and sight.words.has("of", lower(sight.doc[at - 1])))


def _joins_names(sight: Sight, at: int) -> bool:
    """Say whether `et` joins a name to the one before it (`conclu entre Berne et Lima`)."""
    return sight.words.has("and", lower(sight.doc[at - 1])) and sight.doc[at].pos_ == "PROPN"


def _head_token(sight: Sight, start: int, end: int) -> int:
    return next((i for i in range(start, end) if sight.doc[i].pos_ in {"NOUN", "PROPN"}), start)


def _antecedent(sight: Sight, relative: int) -> Speaker | None:
    at = relative - 1
    while at > sight.start and sight.doc[at].text in {",", "("}:
        at -= 1
    if sight.doc[at].text == ")":
        at = next((i for i in range(at, sight.start, -1) if sight.doc[i].text == "("), at) - 1
    found = _around(sight, at, relative)
    return found and _speaking_part(sight, found)


def _speaking_part(sight: Sight, speaker: Speaker) -> Speaker:
    """Return the part of a phrase that can speak (`l'espoir des familles, qui demandent`)."""
    tokens = sight.doc[speaker.start : speaker.end]
    head = next((t for t in tokens if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None or sight.actors.is_noun(head.lower_) or head.text[:1].isupper() or any(t.text == "," for t in tokens):
        return speaker
    parts = [t for t in tokens if t.i > head.i and (t.pos_ == "PROPN" or sight.actors.is_noun(t.lower_))]
    if not parts:
        return speaker
    # `des attaques attribuées à Téhéran, qui dément`: the nearest name; `l'espoir des familles`: the noun that can speak
    start = next((t.i for t in parts if t.pos_ != "PROPN"), None)
    if start is None:
        start = parts[-1].i
        while start - 1 > head.i and sight.doc[start - 1].pos_ == "PROPN":
            start -= 1
    return Speaker(start=start, end=speaker.end, told=speaker.told)


def _around(sight: Sight, head: int, before: int) -> Speaker | None:
    """Return the phrase that holds a token, with its appositions on both sides."""
    phrases = _phrases(sight, before)
    holding = next((k for k, (s, e) in enumerate(phrases) if s <= head < e), None)
    if holding is None:
        return Speaker(start=head, end=head + 1)
    # `les forces du gouvernement (GNA) ont`: the short form stands for the long one
    if holding > 0 and sight.doc[phrases[holding][0] - 1].text == "(":
        holding -= 1
    start, end = phrases[holding]
    # `Le porte-parole de l'armée, Jean Dupont, a dit`: the parser may call either the subject
    while holding > 0 and _joined(sight, phrases[holding - 1], phrases[holding]):
        holding -= 1
        start = phrases[holding][0]
    end = extend_right(sight.doc, start, end, before, sight.words, sight.actors)
    return Speaker(start=start, end=end)


def _joined(sight: Sight, left: tuple[int, int], right: tuple[int, int]) -> bool:
    between = sight.doc[left[1] : right[0]]
    if len(between) != 1 or between[0].text != ",":
        return False
    governed = left[0] > sight.start and sight.doc[left[0] - 1].pos_ == "ADP"
    # `tandis que les blessés occupent l'hôpital, le médecin appelle`: an object
    named = any(t.ent_type_ == "PER" for t in sight.doc[left[0] : left[1]])
    governed = governed or (left[0] > sight.start and not named and sight.doc[left[0] - 1].pos_ in {"VERB", "AUX"})
    governed = governed or sight.words.has("opens_place", sight.doc[left[0]].text)
    return not governed and names_somebody(sight.doc, left[0], left[1], sight.actors)


def _phrases(sight: Sight, before: int) -> list[tuple[int, int]]:
    found = []
    at = sight.start
    while at < before:
        if words_time(sight, at):
            at += 1
            continue
        if sight.doc[at].pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"} and (
            sight.doc[at].pos_ != "VERB" or _written_as_name(sight, at)
        ):
            after = phrase_at(sight.doc, at, before, sight.words, sight.actors)
            if after > at:
                found.append((at, after))
                at = after
                continue
        at += 1
    return found


def _written_as_name(sight: Sight, at: int) -> bool:
    """Say whether a word that the model takes for a verb has a capital for a name (not `Interrogée sur les combats`)."""
    opens = at == sight.start and "VerbForm=Part" in str(sight.doc[at].morph)
    return bool(sight.doc[at].text[:1].isupper()) and not (opens and at + 1 < sight.end and sight.doc[at + 1].text[:1].islower())


def main_subject(sight: Sight) -> Speaker | None:
    """Return the subject of the sentence's main clause."""
    for token in sight.doc[sight.start : sight.end]:
        if token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT" and token.i < token.head.i:
            if token.pos_ == "PRON":
                return Speaker(start=token.i, end=token.i + 1)
            return _around(sight, token.i, token.head.i)
    return _behind_opening(sight)


def lead_subject(sight: Sight) -> Speaker | None:
    """Return the subject of the words that a colon closes (`Le maire a réagi : "...", dit-il`), wherever the parser hangs it."""
    for token in sight.doc[sight.start : sight.end]:
        if token.dep_.startswith("nsubj") and token.i < token.head.i < sight.end and token.pos_ in {"NOUN", "PROPN"}:
            return _around(sight, token.i, token.head.i)
    return None


def _behind_opening(sight: Sight) -> Speaker | None:
    """Return the subject behind an infinitive that the parser takes for the sentence (`Après avoir dîné, le maire a`)."""
    root = next((t for t in sight.doc[sight.start : sight.end] if t.dep_ == "ROOT"), None)
    if root is None or not any("VerbForm=Inf" in str(c.morph) for c in root.children if c.dep_.startswith("aux")):
        return None
    for token in sight.doc[root.i + 1 : sight.end]:
        if token.dep_.startswith("nsubj") and token.i < token.head.i and token.pos_ in {"NOUN", "PROPN"}:
            found = _around(sight, token.i, token.head.i)
            return found if found is not None and sight.doc[found.start - 1].text == "," else None
    return None


def phrase_before(sight: Sight, at: int) -> Speaker | None:
    """Return the phrase that ends right before a token."""
    last = next((p for p in reversed(_phrases(sight, at)) if p[1] == at), None)
    return Speaker(start=last[0], end=last[1]) if last else None


def antecedent(sight: Sight, which: int, before: int) -> Speaker | None:
    """Return the phrase that `lequel`, `laquelle` takes up: the nearest one of its gender and number."""
    ours = sight.doc[which].morph.to_dict()
    for at in range(before - 1, sight.start, -1):
        token = sight.doc[at]
        if token.pos_ not in {"NOUN", "PROPN"} or words_time(sight, at):
            continue
        theirs = token.morph.to_dict()
        clash = any(key in ours and key in theirs and ours[key] != theirs[key] for key in ("Gender", "Number"))
        named = (
            token.pos_ == "PROPN" or any(t.pos_ == "DET" for t in sight.doc[max(sight.start, at - 2) : at]) or at == sight.start
        )
        if not clash and named and sight.doc[at - 1].pos_ != "PROPN":
            return Speaker(start=at, end=max(at + 1, phrase_at(sight.doc, at, before, sight.words, sight.actors)))
    return None
