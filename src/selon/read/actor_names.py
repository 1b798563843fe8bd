"""Gather what the parts of a noun phrase say of somebody: a person's name, a role, a body, an acronym."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.actor_known import is_medium, known_end
from selon.read.actor_phrases import is_capital
from selon.read.actor_words import ActorWords
from selon.read.attribution_groups import lower
from selon.read.attribution_words import attribution_words

ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z0-9-]{1,9}$")
# tokens with a capital after `de` from which the last two are a person
LONG_TAIL = 3


def phrase_parts(doc: Doc, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the parts of a phrase between commas and brackets; the last says whether it stands in brackets."""
    found = []
    at = start
    inside = False
    for i in range(start, end):
        if doc[i].text in {",", "(", ")"}:
            if i > at:
                found.append((at, i, inside))
            at = i + 1
            inside = doc[i].text == "("
    if end > at:
        found.append((at, end, inside))
    return found


class PhraseReader:
    """Gathers person, role, body and acronym from the parts of a phrase."""

    def __init__(self, parsed: Parsed, pack: Pack, actors: ActorWords) -> None:
        self.parsed, self.actors = parsed, actors
        self.doc = parsed.doc
        self.words = attribution_words(pack)
        self.person: str | None = None
        self.role: str | None = None
        self.body: str | None = None
        self.acronym: str | None = None
        self.head: int | None = None

    def take(self, start: int, end: int, inside: bool) -> None:
        """Read one part."""
        if inside:
            if end - start == 1 and ACRONYM.match(self.doc[start].text):
                self.acronym = self.acronym or self.doc[start].text
            return
        known = known_end(self.doc, start + (self.doc[start].pos_ == "DET" and end - start > 1), end, self.actors)
        two = start < known < end and self.words.has("and", lower(self.doc[known]))
        if (known == end or two) and self.body is None and self.role is None:
            first = start + (self.doc[start].pos_ == "DET")
            self.head = first if self.head is None else self.head
            self.body = self._text(first, known)
            return
        noun = next((i for i in range(start, end) if self._is_head(i)), None)
        if self.head is None:
            self.head = (
                noun if noun is not None else next((i for i in range(start, end) if self.doc[i].pos_ in {"NOUN", "PROPN"}), start)
            )
        name = self._name(start, end, noun)
        if name is not None:
            self.person = self.person or self._without_title(*name)
        stop = name[0] if name is not None and noun is not None and name[0] > noun else end
        if noun is not None and (name is None or noun < name[0]):
            self._noun(noun, stop)
        elif noun is None and name is None and self._names_described(start, end):
            self.body = self._text(start, end)

    def take_first_of_two(self, start: int, end: int) -> None:
        """Read the first of two bodies that speak together (`l'ONU et la Croix-Rouge`) as the body."""
        both = next((i for i in range(start + 1, end - 1) if self.words.has("and", lower(self.doc[i]))), None)
        if both is None or self.person or self.role or any(t.text == "," for t in self.doc[start:both]):
            return
        right = self.doc[both + 1]
        second = (
            right.pos_ in {"DET", "PROPN"} and not self.words.has("of", lower(right)) and not self.words.has("to", lower(right))
        )
        first = start + (self.doc[start].pos_ == "DET")
        if second and first < both and not self.words.has("of", lower(self.doc[start])):
            self.body = self._text(first, both)

    def _without_title(self, start: int, end: int) -> str | None:
        """Return a name without `M.`, `Mme`, `général`."""
        while start < end - 1 and self.doc[start].lower_ in self.actors.sets["titles"]:
            start += 1
        return self._text(start, end)

    def _is_head(self, i: int) -> bool:
        token = self.doc[i]
        before = self.doc[i - 1] if i > 0 and not self.doc[i].is_sent_start else None
        particle = before is not None and is_capital(before) and before.lower_ in self.actors.sets["particles"]
        if particle and is_capital(token) and before is not None and token.ent_type_ == before.ent_type_ == "PER":
            # `Paul Le Roi`
            return False
        return self.actors.is_noun(token.lower_) and (
            not is_capital(token) or token.pos_ == "NOUN" or i == 0 or token.lower_ in self.actors.bodies
        )

    def _noun(self, noun: int, stop: int) -> None:
        word = self.doc[noun].lower_
        if word in self.actors.persons:
            self._person_noun(noun, stop)
        elif word in self.actors.bodies:
            self.body = self._text(noun, stop) if self.body is None or self._more_proper(noun) else self.body
        elif word in self.actors.documents:
            self.body = self.body or self._complement(noun, stop)

    def _person_noun(self, noun: int, stop: int) -> None:
        """Read what a person is, and for which body: `directeur` of `Croix-Rouge`, `ministre de la Défense` of none."""
        private = self.actors.kinds["resident"].search(self.doc[noun].lower_) is not None
        body = self._complement(noun, stop)
        # a portfolio is no body
        office = body is not None and body.split()[0].casefold() in self.actors.sets["portfolios"]
        opens = next(
            (i for i in range(noun + 1, stop) if self.doc[i].pos_ == "ADP" or self.words.has("of", lower(self.doc[i]))), stop
        )
        first = noun
        while first > 0 and self.doc[first - 1].pos_ in {"ADJ", "NOUN"} and not self.doc[first].is_sent_start:
            # `Premier ministre`, `ancien général`
            first -= 1
        self.role = self.role or self._text(first, stop if private or office else opens)
        self.body = self.body or (None if private or office else body)

    def _more_proper(self, noun: int) -> bool:
        """Say whether a body is named by its own name where the one before was only described (`une ONG locale, le Forum X`)."""
        named = is_capital(self.doc[noun]) and not self.doc[noun].text.isupper()
        described = self.body is not None and (self.body[:1].islower() or self.body.split()[0].isupper())
        return named and self.role is None and described and " " in (self.body or "")

    def _names_described(self, start: int, end: int) -> bool:
        """Say whether a part is the one name, with a hyphen, of a medium described before it (`la radio du port, Al-Bahr`)."""
        described = self.body is not None and self.body[:1].islower() and self.role is None and self.person is None
        one = end - start > 1 and " " not in self.doc[start:end].text and is_capital(self.doc[start])
        medium = self.head is not None and self.doc[self.head].lower_ in self.actors.media_nouns
        return described and one and medium

    def _complement(self, noun: int, stop: int) -> str | None:
        """Return the words after `de`, `du`, `à` of a role: the body it speaks for."""
        for i in range(noun + 1, stop):
            if self.doc[i].pos_ == "ADP" or self.words.has("of", lower(self.doc[i])):
                if i + 1 < stop and self.doc[i + 1].lower_ in self.actors.sets["role_ends"]:
                    # `chef de file des députés`
                    continue
                first = i + 1
                while first < stop and self.doc[first].pos_ == "DET":
                    first += 1
                return self._text(first, self._after_acronym(first, stop)) if first < stop else None
        return None

    def _after_acronym(self, first: int, stop: int) -> int:
        """Return where a body named by its acronym ends: what follows is the office (`émissaire de l'ONU pour la Syrie`)."""
        known = known_end(self.doc, first, stop, self.actors)
        if first < known < stop and self.doc[known].pos_ == "ADP" and not self.words.has("of", lower(self.doc[known])):
            # `haut-commissaire des Nations unies aux réfugiés`
            return known
        if not ACRONYM.match(self.doc[first].text) or not self.doc[first].is_upper or first + 1 >= stop:
            return stop
        return first + 1 if self.doc[first + 1].pos_ == "ADP" and not self.words.has("of", lower(self.doc[first + 1])) else stop

    def _name(self, start: int, end: int, noun: int | None) -> tuple[int, int] | None:
        """Return the run of tokens that is the name of a person."""
        if noun is None and (whole := self._whole_name(start, end)):
            return whole
        first = end
        while first > start and self._in_name(first - 1):
            first -= 1
        if first == start and end - first > 1 and self.doc[first].pos_ == "DET" and noun is None:
            return None
        while first < end and not is_capital(self.doc[first]):
            first += 1
        # `de l'ONU Jean Dupont`: the acronym is not his
        for i in range(first, end - 2):
            # but `FO-Marine` is one name
            joined = self.doc[i + 1].text == "-" and not self.doc[i].whitespace_
            if self.doc[i].text.isupper() and len(self.doc[i].text) > 1 and not joined:
                first = i + 1
        if first >= end:
            return None
        if (
            noun is not None
            and first > start
            and self.words.has("and", lower(self.doc[first - 1]))
            and not self._person_at(first)
        ):
            # `la commission Justice et Paix`
            return None
        if is_medium(self.doc, first, end, self.actors):
            return None
        governed = first > start and (
            self.doc[first - 1].pos_ == "ADP" or (self.doc[first - 1].pos_ == "DET" and noun is not None)
        )
        people = [i for i in range(first, end) if self.doc[i].ent_type_ == "PER"]
        known = known_end(self.doc, first, end, self.actors) if governed else 0
        if known > first and end - known > 1 and all(is_capital(t) for t in self.doc[known:end]):
            # `le candidat à la Maison Blanche Jean Dupont`
            return (known, end)
        if governed:
            later = next((i for i in people if i > first and self.doc[i - 1].ent_type_ != "PER"), None)
            if later is None and self._long_tail(first, end, noun):
                later = self._two_words(first, end)
            return (later, end) if later is not None else None
        if noun is not None and self.doc[noun].lower_ in self.actors.persons and noun < first:
            another = self._names_body(first, end) or self._belongs_to_another(noun, first)
            return None if another else (first, end)
        # `le gouverneur de X, Ahmed Yunis`: a name right after an office is a person's, wherever the model puts it
        told = self.role is not None and first == start and end - first > 1 and not self.doc[first].is_upper
        if noun is None and (people or told or self._looks_personal(first, end)):
            return (first, end)
        return None

    def _names_body(self, first: int, end: int) -> bool:
        """Say whether a name is that of a body: of the noun before it (`l'Autorité Portuaire`), or short (`les députés RDP`)."""
        before = self.doc[first - 1]
        if end - first == 1 and len(self.doc[first]) > 1 and self.doc[first].is_upper:
            return True
        portfolio = before.text.casefold() in self.actors.sets["portfolios"] and end - first > 1
        if before.lower_ not in self.actors.bodies or portfolio:
            # `le ministre de la Défense Jean Dupont`
            return False
        # `le syndicat FO-Marine` is one word in three tokens
        one = end - first == 1 or (self.doc[first].is_upper and " " not in self.doc[first:end].text)
        return one or (is_capital(before) and not any(self._person_at(i) for i in range(first, end)))

    def _person_at(self, at: int) -> bool:
        return self.doc[at].ent_type_ == "PER"

    def _whole_name(self, start: int, end: int) -> tuple[int, int] | None:
        """Return a part that is nothing but a name, small words and all (`Thomas de Kerangal`)."""
        while start < end and self.doc[start].lower_ in self.actors.sets["titles"]:
            start += 1
        if start >= end or self.doc[start].ent_type_ != "PER" or not is_capital(self.doc[start]):
            return None
        fits = all(
            is_capital(t) or t.lower_ in self.actors.sets["particles"] or t.text in {"-", "’", "'"} for t in self.doc[start:end]
        )
        return (start, end) if fits and end - start > 1 and self.doc[start].pos_ != "DET" else None

    def _long_tail(self, first: int, end: int, noun: int | None) -> bool:
        """Say whether a place and a person run together (`le maire de Port-Bou Jean Dupuy`)."""
        if noun is None or self.doc[noun].lower_ not in self.actors.persons or end - first < LONG_TAIL:
            return False
        words = " ".join(t.text for t in self.doc[first:end]).casefold()
        known = any(" ".join(name).casefold() in words for names in self.actors.known.values() for name in names)
        tail = self._two_words(first, end)
        # `Omar al-Sadi` is a person wherever the model puts him
        article = any(t.is_lower and t.text in self.actors.sets["particles"] for t in self.doc[tail + 1 : end])
        other = {t.ent_type_ for t in self.doc[tail:end]} & {"ORG", "LOC"}
        return not known and tail > first and (article or not other)

    def _two_words(self, first: int, end: int) -> int:
        """Return where the last two written words of a run start, with the article of a name (`Omar al-Sadi`, `Omar al Sadi`)."""
        at = end
        for _ in range(2):
            at -= 1
            while at > first and not self.doc[at - 1].whitespace_:
                at -= 1
        while at > first and self.doc[at].is_lower and self.doc[at].text in self.actors.sets["particles"]:
            at -= 1
        return at

    def _belongs_to_another(self, noun: int, first: int) -> bool:
        """Say whether a name is of a person inside the phrase (`le porte-parole de la ministre Anna Kern`)."""
        of = any(self.words.has("of", lower(self.doc[i])) for i in range(noun + 1, first))
        opens = noun > 0 and self.doc[noun - 1].pos_ in {"DET", "NUM", "ADJ"}
        if of and opens and "Number=Plur" in str(self.doc[noun].morph):
            # `des représentants de l'usine Alba`: many have no one name
            return True
        inner = next((i for i in range(first - 1, noun, -1) if self.doc[i].lower_ in self.actors.persons), None)
        if (
            inner is None
            or "Number=Plur" in str(self.doc[inner].morph)
            or any(self.doc[i].pos_ == "ADP" for i in range(inner, first))
        ):
            return False
        return any(self.words.has("of", lower(self.doc[i])) for i in range(noun + 1, inner))

    def _in_name(self, i: int) -> bool:
        token = self.doc[i]
        if token.text in {"-", "–", "’", "'"} or token.text.casefold() in self.actors.sets["name_links"]:
            return True
        if token.text.casefold() in self.actors.sets["portfolios"]:
            return False
        if token.pos_ == "ADJ" and i > 0 and self.doc[i - 1].text.casefold() in self.actors.sets["portfolios"]:
            # `ministère des Affaires Etrangères`
            return False
        if i > 1 and self.doc[i - 1].text == "-" and not self.doc[i - 1].whitespace_ and is_capital(self.doc[i - 2]):
            # `Ban Ki-moon`
            return True
        return is_capital(token) and not (self.actors.is_noun(token.lower_) and token.pos_ == "NOUN")

    def _looks_personal(self, start: int, end: int) -> bool:
        labels = {self.doc[i].ent_type_ for i in range(start, end)}
        return (
            end - start >= 2
            and not labels & {"ORG", "LOC"}
            and not any(ACRONYM.match(self.doc[i].text) and len(self.doc[i].text) > 2 for i in range(start, end))
        )

    def _text(self, start: int, end: int) -> str:
        last = self.doc[end - 1]
        return " ".join(self.parsed.text[self.doc[start].idx : last.idx + len(last)].split())
