"""What a report says of places, for the words that describe one: the pack's words, the places named, the country it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Token

from selon.gazetteer import demonyms
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Place

TOPIC = "places_described"
# sentences back in which a noun takes up a place
BACK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribingWords:
    """The words of the pack, as sets."""

    capital: tuple[str, ...]
    pointing: frozenset[str]
    other_seats: frozenset[str]
    of_country: frozenset[str]
    of_words: frozenset[str]
    articles: frozenset[str]
    being: frozenset[str]
    seats: dict[str, str]
    capitals: dict[str, tuple[str, ...]]
    takers: frozenset[str]
    other: frozenset[str]
    relatives: frozenset[str]
    agents: frozenset[str]
    offices: frozenset[str]
    kinds: dict[str, frozenset[str]]
    spot: tuple[str, ...]
    this: frozenset[str]
    last: frozenset[str]
    soil: tuple[str, ...]
    beyond: dict[str, str]
    rules: dict[str, str]


@cache
def describing_words(pack: Pack) -> DescribingWords:
    """Return the words of a pack."""

    def those(key: str) -> frozenset[str]:
        return frozenset(pack.words(TOPIC, key))

    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for kind, nouns in pack.groups(TOPIC, "taken_up.kinds").items():
        for noun in nouns:
            kinds[noun].add(kind)
    return DescribingWords(
        capital=pack.words(TOPIC, "capital"),
        pointing=those("pointing"),
        other_seats=those("other_seats"),
        of_country=those("of_country"),
        of_words=those("of_words"),
        articles=those("articles"),
        being=those("being"),
        seats=pack.mapping(TOPIC, "seats"),
        capitals=pack.groups(TOPIC, "capitals"),
        takers=those("taken_up.pointing"),
        other=those("taken_up.other"),
        relatives=those("taken_up.relatives"),
        agents=those("taken_up.agents"),
        offices=those("taken_up.offices"),
        kinds={noun: frozenset(found) for noun, found in kinds.items()},
        spot=pack.words(TOPIC, "taken_up.spot"),
        this=those("taken_up.this"),
        last=those("taken_up.last"),
        soil=pack.words(TOPIC, "soil.nouns"),
        beyond=pack.mapping(TOPIC, "beyond"),
        rules={cue.role: cue.id for cue in pack.cues(TOPIC)},
    )


@dataclass(frozen=True)
class PlaceScene:
    """A report with the places that it names, in order."""

    parsed: Parsed
    places: Sequence[Place]
    pack: Pack

    @property
    def words(self) -> DescribingWords:
        """Return the words of its language."""
        return describing_words(self.pack)

    @cached_property
    def starts(self) -> dict[int, Place]:
        """Return the places by where their names begin."""
        return {p.span.start: p for p in self.places if p.span}

    @cached_property
    def ends(self) -> frozenset[int]:
        """Return where names of places end."""
        return frozenset(p.span.end for p in self.places if p.span)

    @cached_property
    def main(self) -> str | None:
        """Return the country that the report speaks of, twice as much as of any other: a name counts three, a town one."""
        weights: defaultdict[str, float] = defaultdict(float)
        for place in self.places:
            if place.country and not self.is_dateline(place):
                weights[place.country] += 3.0 if place.precision == "country" else 1.0
        table, by_word = demonyms(self.pack), self.parsed.by_word
        for form in table.keys() & by_word.keys():
            weights[table[form]] += len(by_word[form])
        best, second = [*sorted(weights, key=lambda c: -weights[c]), None, None][:2]
        return best if best and (second is None or weights[best] >= 2 * weights[second]) else None

    def is_dateline(self, place: Place) -> bool:
        """Say whether a place is only where the report was filed from."""
        return any(r.role == "dateline" and place.span and r.span.holds(place.span) for r in self.parsed.report.regions)

    def before(self, token: Token) -> Iterator[Place]:
        """Yield the places named before a word, the last first, as far back as a noun takes one up."""
        here = self.parsed.sentence_at(token.idx).index
        for place in reversed(self.places):
            if place.span is None or place.span.end > token.idx or self.is_dateline(place):
                continue
            if here - self.parsed.sentence_at(place.span.start).index > BACK:
                return
            yield place

    def says_what(self, first: Token, last: Token) -> bool:
        """Say whether a noun and its adjectives stand beside a name that they explain (`la capitale, X`, `X est la ville`)."""
        lead = self.parsed.text[: (first.nbor(-1) if first.i else first).idx].rstrip(" ,(\u00a0\n")
        if len(lead) in self.ends and self.parsed.text[len(lead) : first.idx].strip().startswith((",", "(")):
            return True
        follow = last.idx + len(last)
        rest = self.parsed.text[follow : follow + 4]
        follow += len(rest) - len(rest.lstrip(' ,(«"\u00a0'))
        return follow in self.starts or any(c.dep_ == "cop" for c in first.children) or first.head.lemma_ in self.words.being


def next_token(token: Token) -> Token | None:
    """Return the word after one, None at the end of the text."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def adjectives_after(token: Token, pack: Pack) -> tuple[Token, set[str]]:
    """Return the last adjective after a noun, and all of them in small letters."""
    table, last, said = demonyms(pack), token, set[str]()
    while (after := next_token(last)) is not None and len(said) < 3:
        if after.pos_ not in ("ADJ", "VERB") and after.lower_ not in table:
            break
        if not after.is_alpha and "-" not in after.text:
            break
        last = after
        said.add(after.lower_)
    return last, said
