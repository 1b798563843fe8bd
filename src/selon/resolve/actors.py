"""Lead short names and acronyms back to the full name that the report gives."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.settled import Actor
from selon.read.actors import ActorMention
from selon.resolve.actor_kinds import kind_of


def settle_actors(mentions: Sequence[ActorMention], _parsed: Parsed, pack: Pack) -> list[Actor]:
    """Return the actors of a report, each with all its mentions."""
    groups: list[list[ActorMention]] = []
    for mention in sorted(mentions, key=lambda m: -len(m.person or m.name)):
        home = next((g for g in groups if _same(g[0], mention)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    groups.sort(key=lambda g: min(m.span for m in g))
    return [_actor(number, group, pack) for number, group in enumerate(groups)]


def _same(full: ActorMention, short: ActorMention) -> bool:
    if full.person and short.person:
        return is_short_for(short.person, full.person)
    if full.acronym and short.name in {full.acronym, full.name}:
        return True
    return full.name == short.name


def is_short_for(short: str, full: str) -> bool:
    """Say whether a name is another one cut short: its last words.

    >>> is_short_for("Le Goff", "Yann Le Goff"), is_short_for("Yann", "Yann Le Goff")
    (True, False)
    """
    return short == full or full.endswith((" " + short, "-" + short))


def _actor(number: int, group: Sequence[ActorMention], pack: Pack) -> Actor:
    full = max(group, key=lambda m: len(m.name))
    names = tuple(dict.fromkeys(n for m in group for n in (m.name, m.acronym) if n))
    role = next((m.role for m in group if m.role), None)
    body = next((m.body for m in group if m.body), None)
    return Actor(
        id=number,
        name=full.name,
        names=names,
        kind=kind_of(" ".join(x for x in (full.name, role, body) if x), pack),
        organization=body,
        role=role,
        person=full.person is not None,
        mentions=tuple(sorted(m.span for m in group)),
    )
