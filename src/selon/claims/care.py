"""Flag names that should be covered: victims, witnesses, detainees, children, exact homes.

In: what is settled of a report. Out: spans with a reason. Somebody who speaks or acts in a public role is not
flagged, nor is a name that nothing around it makes a private person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from selon.lang.pack import Pack
from selon.model.record import SensitiveName
from selon.model.settled import Actor, Settled
from selon.model.span import Span

# words this near to a name speak of it: `Amina, une mère de 32 ans, blessée à la jambe`
NEAR = 9
# somebody younger than this is a child
OF_AGE = 18
# in this order of weight: a child who was killed is flagged as a child
_REASONS = ("child", "victim", "detainee", "witness")


def find_sensitive(settled: Settled, pack: Pack) -> list[SensitiveName]:
    """Return the names of a report that a page should cover, in order."""
    found = [flag for actor in settled.actors if actor.person for flag in _of_person(actor, settled, pack)]
    found.extend(_homes(settled, pack))
    return sorted(found, key=lambda f: f.span)


def _of_person(actor: Actor, settled: Settled, pack: Pack) -> Iterator[SensitiveName]:
    if _is_public(actor, settled, pack) or all(_has_article(mention, settled) for mention in actor.mentions):
        return
    reason = next((r for r in _REASONS if any(_speaks_of(m, r, settled, pack) for m in actor.mentions)), None)
    if reason is None and _tells_privately(actor, settled, pack):
        reason = "witness"
    if reason is not None:
        for mention in actor.mentions:
            yield SensitiveName(span=mention, reason=reason, rule=f"{pack.code}.care.{reason}")


def _has_article(mention: Span, settled: Settled) -> bool:
    """Say whether a name of one word stands behind an article (`l'Eglise`): a person's name does not."""
    tokens = settled.parsed.tokens(mention)
    return len(tokens) == 1 and tokens[0].i > 0 and tokens[0].nbor(-1).pos_ == "DET"


@cache
def _words(pack: Pack, key: str) -> frozenset[str]:
    return frozenset(pack.words("care", key))


def _roles(actor: Actor, settled: Settled) -> list[str]:
    """Return the words that the report gives somebody as roles, in the mentions and where he speaks."""
    roles = [actor.role] if actor.role else []
    roles += [s.source.role for s in settled.statements if s.source and s.source.name == actor.name and s.source.role]
    return [role.casefold() for role in roles]


def _is_public(actor: Actor, settled: Settled, pack: Pack) -> bool:
    """Say whether somebody has a public role: in his phrase, or right beside his name."""
    public = _words(pack, "public")
    if any(role.split()[0] in public for role in _roles(actor, settled)):
        return True
    return any(word in public for mention in actor.mentions for word in _beside(mention, settled))


def _beside(mention: Span, settled: Settled, near: int = 6) -> list[str]:
    """Return the words right before and after a name, up to the end of its sentence."""
    sentence = settled.parsed.sentence_at(mention.start).span
    tokens = settled.parsed.tokens
    before = [t.lower_ for t in tokens((sentence.start, mention.start))[-near:]] if mention.start > sentence.start else []
    after = [t.lower_ for t in tokens((mention.end, sentence.end))[:near]] if sentence.end > mention.end else []
    return before + after


def _speaks_of(mention: Span, reason: str, settled: Settled, pack: Pack) -> bool:
    """Say whether the words around a name make it one that should be covered."""
    around = _beside(mention, settled, NEAR)
    if reason == "child" and _young(mention, settled, pack):
        return True
    if reason == "witness":
        return False
    return any(word in _words(pack, reason) for word in around)


def _young(mention: Span, settled: Settled, pack: Pack) -> bool:
    """Say whether an age under 18 follows a name (`Samir, 9 ans,`)."""
    after = [t.lower_ for t in settled.parsed.tokens((mention.end, min(len(settled.parsed.text), mention.end + 40)))][:5]
    for number, unit in pairwise(after):
        if number.isdigit() and unit in _words(pack, "years"):
            return int(number) < OF_AGE
        if number.isdigit() and unit in _words(pack, "months"):
            return True
    return False


def _tells_privately(actor: Actor, settled: Settled, pack: Pack) -> bool:
    """Say whether somebody without a public role tells what he saw: a witness."""
    said = [s.source for s in settled.statements if s.source is not None and s.source.name == actor.name]
    private = _words(pack, "witness")
    return any(source.kind == "resident" or (source.role or "").casefold().split(" ")[0] in private for source in said) or bool(
        said and any(word in private for m in actor.mentions for word in _beside(m, settled))
    )


@cache
def _address(pack: Pack) -> re.Pattern[str]:
    streets = "|".join(pack.words("care", "streets"))
    return re.compile(rf"(?<!\d)\d{{1,4}}\s?(?:bis|ter)?,?\s(?:{streets})\s[^.,;\n]{{2,60}}", re.IGNORECASE)


def _homes(settled: Settled, pack: Pack) -> Iterator[SensitiveName]:
    for match in _address(pack).finditer(settled.parsed.text):
        yield SensitiveName(span=Span(*match.span()), reason="home", rule=f"{pack.code}.care.home")
