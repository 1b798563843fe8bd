"""Names, acronyms and offices that mean the same body or person, joined over all reports with evidence.

In: a ledger. Out: `ActorView`s. Names are joined where the words of one are in the other, where one is the acronym of the
other and a report has both, and a person with an office only where a report gives that office to that person, and to
nobody else. What people decided by hand comes first and stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from sqlalchemy import Row

from selon.crosscheck.figure import span_of, table_of, text_of
from selon.crosscheck.findings import ActorView, Evidence, reason
from selon.crosscheck.names import plain, words_of
from selon.crosscheck.unions import Unions
from selon.errors import BadSetting
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger
from selon.ledger.trail import Act, append_act, now
from selon.model.span import Span

_KINDS = ("figure", "statement", "arrangement", "event")
# a shorter acronym has too many readings
LEAST_LETTERS = 3
# a name is told by the words of another only when it has so many itself: `Diarra` alone may be anybody
LEAST_WORDS = 2
# sources without a name of their own: many people, never one actor
_NAMELESS = frozenset({"unnamed", "resident"})


@dataclass(slots=True, kw_only=True)
class _Name:
    """A name as it was met: how it is written, where, with what offices and bodies."""

    plain: str
    written: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    roles: dict[str, tuple[int, Span | None]] = field(default_factory=dict)
    bodies: dict[str, tuple[int, Span | None]] = field(default_factory=dict)
    reports: set[int] = field(default_factory=set)
    claims: int = 0


def actors(ledger: Ledger) -> list[ActorView]:
    """Return the actors of a ledger, those of most claims first."""
    with ledger.reading() as connection:
        names = _names(row for kind in _KINDS for row in claim_lookups.sources_of_kind(connection, kind))
        choices = kept.actor_choices(connection)
    numbers = {name: n for n, name in enumerate(sorted(names))}
    joined, evidence, by_hand = _join(names, numbers, choices)
    found = []
    by_number = {n: name for name, n in numbers.items()}
    for group in joined.groups():
        members = [names[by_number[n]] for n in group]
        why = [e for e in evidence if numbers.get(plain(e.a)) in group or numbers.get(plain(e.b)) in group]
        found.append(_view(members, why, by_hand=any(n in by_hand for n in group)))
    return sorted(found, key=lambda a: (-a.claims, a.key))


def _names(rows: Iterable[claim_lookups.Spoken]) -> dict[str, _Name]:
    found: dict[str, _Name] = {}
    for row in rows:
        for source in _sources(row):
            name = text_of(source.get("name"))
            kind = text_of(source.get("kind")) or "other"
            if name is None or kind in _NAMELESS:
                continue
            _take(found, name, kind, source, row.report)
            body = text_of(source.get("organization"))
            if body is not None and plain(body) != plain(name):
                _take(found, body, "body", {}, row.report)
    return found


def _sources(row: claim_lookups.Spoken) -> Iterator[Mapping[str, Any]]:
    given = [row.source, *(row.by or []), *(p.get("who") for p in row.positions or [])]
    yield from (table_of(s) for s in given if isinstance(s, dict))


def _take(found: dict[str, _Name], written: str, kind: str, source: Mapping[str, Any], report: int) -> None:
    folded = plain(written)
    name = found.get(folded)
    if name is None:
        name = found[folded] = _Name(plain=folded)
    name.written[written] += 1
    name.kinds[kind] += 1
    name.reports.add(report)
    name.claims += 1
    for key, kept_in in (("role", name.roles), ("organization", name.bodies)):
        value = text_of(source.get(key))
        if value is not None:
            kept_in.setdefault(value, (report, span_of(source.get("span"))))


def _join(
    names: Mapping[str, _Name], numbers: Mapping[str, int], choices: Iterable[Row[Any]]
) -> tuple[Unions, list[Evidence], set[int]]:
    unions, evidence, by_hand = Unions(), list[Evidence](), set[int]()
    parted: set[frozenset[int]] = set()
    last = {frozenset((plain(c.a), plain(c.b))): c for c in choices}
    for choice in last.values():
        ends = [numbers[plain(n)] for n in (choice.a, choice.b) if plain(n) in numbers]
        if len(ends) < 2:
            continue
        by_hand.update(ends)
        code = "joined_by" if choice.action == "join" else "parted_by"
        evidence.append(Evidence(a=choice.a, b=choice.b, reason=reason(code, who=choice.who, why=choice.why)))
        if choice.action == "join":
            unions.join(*ends)
        else:
            parted.add(frozenset(ends))
    for number in numbers.values():
        unions.root(number)
    for found in _reasons_to_join(names):
        a, b = numbers[plain(found.a)], numbers[plain(found.b)]
        if not _would_meet(unions, parted, a, b):
            unions.join(a, b)
            evidence.append(found)
    return unions, evidence, by_hand


def _would_meet(unions: Unions, parted: set[frozenset[int]], a: int, b: int) -> bool:
    """Say whether joining two names would bring together two that a person parted."""
    mine, theirs = unions.root(a), unions.root(b)
    return any({unions.root(x) for x in pair} == {mine, theirs} for pair in parted)


def _reasons_to_join(names: Mapping[str, _Name]) -> Iterator[Evidence]:
    yield from _by_acronym(names)
    yield from _by_words(names)
    yield from _by_office(names)


def _by_acronym(names: Mapping[str, _Name]) -> Iterator[Evidence]:
    long: dict[str, list[_Name]] = defaultdict(list)
    for name in names.values():
        words = name.plain.split()
        if len(words) >= LEAST_LETTERS:
            long["".join(w[0] for w in words)].append(name)
    for short in names.values():
        for name in long.get(short.plain, ()):
            common = short.reports & name.reports
            if common and " " not in short.plain:
                best = _best(short), _best(name)
                yield Evidence(a=best[0], b=best[1], reason=reason("acronym", short=best[0], long=best[1]), report=min(common))


def _by_words(names: Mapping[str, _Name]) -> Iterator[Evidence]:
    """Join `Moussa Diarra` with `colonel Moussa Diarra`; a body with words more is another body."""
    by_word: dict[str, list[_Name]] = defaultdict(list)
    for name in names.values():
        if "body" not in name.kinds and len(words_of(name.plain)) >= LEAST_WORDS and _is_person(name):
            by_word[name.plain.split()[-1]].append(name)
    for group in by_word.values():
        for a, b in combinations(group, 2):
            mine, theirs = words_of(a.plain), words_of(b.plain)
            if mine < theirs or theirs < mine:
                yield Evidence(a=_best(a), b=_best(b), reason=reason("name_words"))


def _is_person(name: _Name) -> bool:
    """Say whether a name is a person's: it has an office or speaks for a body."""
    return bool(name.roles or name.bodies)


def _by_office(names: Mapping[str, _Name]) -> Iterator[Evidence]:
    """Join a person with an office that stands as a source itself, where reports give it to this person alone."""
    holders: dict[str, list[tuple[_Name, int, Span | None]]] = defaultdict(list)
    for name in names.values():
        for role, (report, span) in name.roles.items():
            for office in {plain(role), *(plain(f"{role} {body}") for body in name.bodies)}:
                holders[office].append((name, report, span))
    for office, held in holders.items():
        alone = {h[0].plain for h in held}
        named = names.get(office)
        if named is None or len(alone) != 1 or office in alone or len(office.split()) < LEAST_WORDS:
            continue
        holder, report, span = held[0]
        yield Evidence(a=_best(holder), b=_best(named), reason=reason("said_role"), report=report, span=span)


def _best(name: _Name) -> str:
    return name.written.most_common(1)[0][0]


def _view(members: list[_Name], evidence: list[Evidence], *, by_hand: bool) -> ActorView:
    members.sort(key=lambda m: (-m.claims, m.plain))
    kinds = Counter[str]()
    for member in members:
        kinds.update(member.kinds)
    kinds.pop("body", None)
    return ActorView(
        key=members[0].plain,
        name=_best(members[0]),
        names=tuple(_best(m) for m in members),
        kind=kinds.most_common(1)[0][0] if kinds else "other",
        roles=tuple(dict.fromkeys(r for m in members for r in m.roles)),
        organizations=tuple(dict.fromkeys(b for m in members for b in m.bodies)),
        claims=sum(m.claims for m in members),
        reports=tuple(sorted(set().union(*(m.reports for m in members)))),
        evidence=tuple(evidence),
        by_hand=by_hand,
    )


def join_actors(ledger: Ledger, a: str, b: str, *, who: str, why: str) -> None:
    """Decide that two names mean one actor; it stays after every run and stands in the trail.

    Raises:
        BadSetting: one of the names, or who decides, is empty, or the names are the same.
    """
    _decide(ledger, "join", a, b, who=who, why=why)


def part_actors(ledger: Ledger, a: str, b: str, *, who: str, why: str) -> None:
    """Decide that two names mean two actors; it stays after every run and stands in the trail.

    Raises:
        BadSetting: one of the names, or who decides, is empty, or the names are the same.
    """
    _decide(ledger, "part", a, b, who=who, why=why)


def _decide(ledger: Ledger, action: str, a: str, b: str, *, who: str, why: str) -> None:
    if not (plain(a) and plain(b) and who.strip()) or plain(a) == plain(b):
        raise BadSetting("two different names and a person who decides are needed", hint=f"{action} A with B, who, why")
    at = now()
    with ledger.writing() as connection:
        kept.decide_actor(connection, {"action": action, "a": a, "b": b, "who": who, "why": why, "at": at})
        append_act(connection, Act(action=action, who=who, old={}, new={"a": a, "b": b}, why=why, at=at))
