"""What a report tells of where it is about: the countries that it names, and which country stands beside which name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selon.gazetteer import Candidate, demonyms, load
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation
from selon.model.span import Span
from selon.read.place_names import CURATED
from selon.read.places import PlaceMention

# weight of a country named, of its capital and of an adjective for it: a capital stands often for a government that
# speaks of somewhere else, an adjective often for soldiers who are somewhere else (tried 1 to 5, the order matters only)
NAMED, CAPITAL, ADJECTIVE = 3.0, 1.0, 1.0
HEADLINE = 2.0
# `bande de Gaza`, `Darfour`, `Donbass` name a war as much as a country does
TERRITORY = 2.0
# a large town or a region that no other country has by that name hints at its country, each mention a little
HINT, HINTING = 0.5, 100_000
# one behind a border is a neighbour of where the report plays: `la frontière malienne` (no other value was tried)
BORDER = 0.5
# a country named later in the same clause: `X, une ville du nord de la Syrie`
REACH = 70
# characters before a country in which the border stands (no other value was tried)
LEAD = 30
# tokens before a name: a noun, the adjective of a people and `de`
NOUN_AND_PEOPLE = 3
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """How much of a report speaks of each country."""

    weights: Mapping[str, float] = field(default_factory=dict)
    named: dict[str, Span] = field(default_factory=dict)

    def share(self, code: str | None) -> float:
        """Return the share of a country, 0 to 1."""
        total = sum(self.weights.values())
        return self.weights.get(code, 0.0) / total if code and total else 0.0

    @property
    def main(self) -> str | None:
        """Return the country that more than half of the report is about, None where none is."""
        best = max(self.weights, key=lambda code: self.weights[code], default=None)
        return best if self.share(best) > 0.5 else None


def weigh_countries(mentions: Sequence[PlaceMention], parsed: Parsed, pack: Pack) -> Countries:
    """Return the countries of a report with their weights."""
    weights: defaultdict[str, float] = defaultdict(float)
    named: dict[str, Span] = {}
    for mention in mentions:
        found = load().find(mention.core)
        code = next((c.country for c in found if c.kind == "country"), None)
        if code:
            headline = HEADLINE if parsed.sentence_at(mention.span.start).headline or mention.span.start < 40 else 0.0
            weights[code] += BORDER if _is_behind_border(mention.span.start, parsed, pack) else NAMED + headline
            named.setdefault(code, mention.span)
        elif found and found[0].capital and found[0].country:
            weights[found[0].country] += CAPITAL
        elif found and found[0].id >= CURATED and found[0].kind == "province" and found[0].country:
            weights[found[0].country] += TERRITORY
        elif found and (sure := _sure_country(found)):
            weights[sure] += HINT
    table = demonyms(pack)
    for word in _WORD.finditer(parsed.text.lower()):
        if code := table.get(word.group()):
            weights[code] += BORDER if _is_behind_border(word.start(), parsed, pack) else ADJECTIVE
            named.setdefault(code, Span(*word.span()))
    return Countries(weights=weights, named=named)


def _is_behind_border(start: int, parsed: Parsed, pack: Pack) -> bool:
    """Say whether a border stands before a country, with nothing but `de`, `avec` and articles between."""
    small = {
        *pack.words("places", "before.linking"),
        *pack.mapping("places", "articles"),
        *pack.words("places", "before.bordering"),
    }
    lead = _WORD.findall(parsed.text[max(0, start - LEAD) : start].lower())
    while lead and lead[-1] in small:
        lead.pop()
    return bool(lead) and lead[-1] in pack.words("places", "before.borders")


def _sure_country(found: Sequence[Candidate]) -> str | None:
    """Return the country of a name that can hardly mean a place in another one: `Yvelines`, `Marseille`."""
    first = found[0]
    rivals = [c.population for c in found if c.country != first.country]
    if first.population < HINTING or any(r * 10 > first.population for r in rivals):
        return None
    return first.country


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A country or region that the words put a name in: `Bhopal (Inde)`, `X, en Syrie`."""

    country: str | None
    span: Span
    province: str = ""


def country_beside(mention: PlaceMention, mentions: Sequence[PlaceMention], parsed: Parsed, pack: Pack) -> Beside | None:
    """Return the country named right after a place in the same sentence, with no other town between; not one behind a border.

    Or that of the people that the noun before it has: `la ville saoudienne de X`.
    """
    people = _people_before(mention, parsed, pack)
    if people is not None:
        return people
    sentence = parsed.sentence_at(mention.span.start).span
    for other in mentions:
        if other.span.start < mention.span.end or other.span.start > min(sentence.end, mention.span.end + REACH):
            continue
        found = load().find(other.core)
        country = next((c.country for c in found if c.kind == "country"), None)
        between = parsed.text[mention.span.end : other.span.start]
        if country and _is_behind_border(other.span.start, parsed, pack):
            continue
        if country and leads_to(between):
            return Beside(country=country, span=other.span)
        province = next((c for c in found if c.kind == "province"), None)
        if province is None or not leads_to(between):
            return None
    return None


def _people_before(mention: PlaceMention, parsed: Parsed, pack: Pack) -> Beside | None:
    """Return the country of a town or province that an adjective of a people tells: `la ville saoudienne de X`."""
    token = parsed.token_at(mention.span.start)
    before = list(token.doc[max(token.sent.start, token.i - NOUN_AND_PEOPLE) : token.i]) if token is not None else []
    if len(before) < NOUN_AND_PEOPLE or before[-1].lower_ not in pack.words("places_described", "of_words"):
        return None
    noun, people = before[0].lower_, before[1]
    kinds = pack.groups("places_described", "taken_up.kinds")
    code = demonyms(pack).get(people.lower_)
    if code is None or not any(noun in nouns for nouns in kinds.values()):
        return None
    return Beside(country=code, span=Span(people.idx, people.idx + len(people)))


def leads_to(between: str) -> bool:
    """Say whether the words between two names put the first in the second, as far as marks tell: no full stop, no list."""
    return not re.search(r"[.;:!?»”\"]|\bet\b", between) and bool(re.search(r"[,(]|\w", between)) and len(between) > 1


def explain(rule: str, span: Span | None, note: str = "") -> Derivation:
    """Return a small derivation of where a place lies."""
    return Derivation(rule=rule, span=span, of="country", note=note)
