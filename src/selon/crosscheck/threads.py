"""One truce, pause, corridor or talk through the reports: its terms as they changed, each party's position over time.

In: a ledger. Out: `Thread`s. Two accounts are of one arrangement where the kind fits, the places do not lie apart, and
either their dates meet or they are told within days of one another of the same place or by the same party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from selon.crosscheck import where
from selon.crosscheck.figure import Spot, hours, ordinal, spot_of, table_of, text_of
from selon.crosscheck.findings import Change, MentionView, PositionView, Reason, Thread, Within, reason
from selon.crosscheck.names import plain
from selon.crosscheck.where import Lie, countries_of
from selon.ledger import claim_lookups
from selon.ledger.ledger import Ledger
from selon.model.span import Span

# kinds that reports use for one another: `une pause` and `une trêve` name one arrangement
_FAMILY = {"humanitarian_pause": "ceasefire", "reduction_of_strikes": "ceasefire"}
# an account with the same party or the very same place belongs to the thread when published within these days of its last
PARTY_DAYS = 14
PLACE_DAYS = 7
_TERMS = ("status", "start", "end", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """A report's account of an arrangement, as it is compared."""

    row: Row[Any]
    family: str
    place: Spot | None
    start: int | None
    end: int | None
    day: int | None
    parties: frozenset[str]


def arrangement_threads(ledger: Ledger) -> list[Thread]:
    """Return each arrangement through the reports, those told by most reports first."""
    with ledger.reading() as connection:
        accounts = [_account(row) for row in claim_lookups.claims_of_kind(connection, "arrangement")]
        grouped: dict[tuple[str, str], list[_Account]] = defaultdict(list)
        for account in accounts:
            country = account.place.country if account.place is not None and account.place.country else ""
            grouped[(account.family, country)].append(account)
        threads = [t for members in grouped.values() for t in _threads(members)]
        found = [_thread(connection, members, reasons) for members, reasons in threads]
    return sorted(found, key=lambda t: (-len({m.report for m in t.mentions}), t.key))


def _account(row: Row[Any]) -> _Account:
    entry = row.entry
    published = hours(row.published)
    kind = text_of(entry.get("kind")) or "agreement"
    return _Account(
        row=row,
        family=_FAMILY.get(kind, kind),
        place=spot_of(entry.get("place")),
        start=ordinal(text_of(entry.get("start"))),
        end=ordinal(text_of(entry.get("end")), last=True),
        day=None if published is None else ordinal(row.published),
        parties=frozenset(plain(n) for n in _parties(entry)),
    )


def _parties(entry: dict[str, Any]) -> Iterable[str]:
    sources = [*(entry.get("by") or []), *(p.get("who") for p in entry.get("positions") or [])]
    for source in sources:
        yield from (n for n in (table_of(source).get("organization"), table_of(source).get("name")) if isinstance(n, str) and n)


def _threads(accounts: Sequence[_Account]) -> list[tuple[list[_Account], list[Reason]]]:
    found: list[tuple[list[_Account], list[Reason]]] = []
    for account in sorted(accounts, key=lambda a: (a.day or 0, a.row.key)):
        for members, reasons in reversed(found):
            why = _belongs(account, members)
            if why is not None:
                members.append(account)
                reasons.extend(r for r in why if r not in reasons)
                break
        else:
            found.append(([account], []))
    return found


def _belongs(account: _Account, members: Sequence[_Account]) -> list[Reason] | None:
    """Return why an account belongs to a thread, None where it does not."""
    if any(where.lie(account.place, m.place) is Lie.APART for m in members):
        return None
    if any(m.row.report == account.row.report for m in members) and account.start is None and account.end is None:
        return []
    for member in reversed(members):
        if (why := _meets(account, member)) is not None:
            return why
    return None


def _meets(a: _Account, b: _Account) -> list[Reason] | None:
    if a.start is not None and b.start is not None:
        if abs(a.start - b.start) > 1:
            return None
        return [reason("same_window", start=a.row.entry.get("start"), end=a.row.entry.get("end") or "…")]
    gap = abs(a.day - b.day) if a.day is not None and b.day is not None else None
    shared = sorted(a.parties & b.parties)
    if gap is not None and gap <= PARTY_DAYS and shared:
        return [reason("shared_party", party=shared[0])]
    if gap is not None and gap <= PLACE_DAYS and where.lie(a.place, b.place) in (Lie.SAME, Lie.INSIDE, Lie.HOLDS):
        return [reason("same_arrangement", place=a.place.said if a.place else "")]
    return None


def _thread(connection: Connection, members: Sequence[_Account], reasons: Sequence[Reason]) -> Thread:
    mentions = tuple(_mention(connection, m) for m in members)
    place = next((m.place for m in reversed(members) if m.place is not None), None)
    first = members[0]
    return Thread(
        key=str(first.row.claim_id),
        kind=text_of(first.row.entry.get("kind")) or first.family,
        place=place.said if place else None,
        country=place.country if place else None,
        start=next((m.start for m in reversed(mentions) if m.start), None),
        end=next((m.end for m in reversed(mentions) if m.end), None),
        status=mentions[-1].status,
        mentions=mentions,
        positions=tuple(p for m in members for p in _positions(connection, m)),
        changes=tuple(_changes(mentions)),
        reasons=tuple(reasons),
    )


def _mention(connection: Connection, account: _Account) -> MentionView:
    row, entry = account.row, account.row.entry
    by = [str(table_of(s).get("name")) for s in entry.get("by") or [] if table_of(s).get("name")]
    return MentionView(
        claim=row.key,
        claim_id=row.claim_id,
        report=row.report,
        report_id=row.report_id,
        outlet=row.outlet,
        published=row.published,
        words=claim_lookups.words_at(connection, row.report, row.start, row.end),
        span=Span(row.start, row.end),
        status=text_of(entry.get("status")) or "announced",
        by=tuple(by),
        place=account.place.said if account.place else None,
        start=text_of(entry.get("start")),
        end=text_of(entry.get("end")),
    )


def _positions(connection: Connection, account: _Account) -> Iterable[PositionView]:
    row = account.row
    for position in row.entry.get("positions") or []:
        who = table_of(position.get("who"))
        start, end = position["span"]
        names = tuple(str(n) for n in (who.get("organization"), who.get("name"), who.get("role")) if n)
        yield PositionView(
            who=str(who.get("organization") or who.get("name") or ""),
            names=names,
            stance=str(position.get("stance")),
            words=claim_lookups.words_at(connection, row.report, start, end),
            span=Span(start, end),
            claim=row.key,
            report=row.report,
            report_id=row.report_id,
            published=row.published,
        )


def _changes(mentions: Sequence[MentionView]) -> Iterable[Change]:
    """Yield the terms that a later account tells otherwise than the one before it that told them."""
    last: dict[str, str] = {}
    for mention in mentions:
        for field in _TERMS:
            value: str | None = getattr(mention, field)
            if value is None:
                continue
            if field in last and last[field] != value:
                yield Change(field=field, before=last[field], after=value, claim=mention.claim, published=mention.published)
            last[field] = value


def events_within(ledger: Ledger, thread: Thread) -> list[Within]:
    """Return the events and figures that are told of the place and the window of an arrangement."""
    return first_within(ledger, thread)[0]


def first_within(ledger: Ledger, thread: Thread, limit: int | None = None) -> tuple[list[Within], int]:
    """Return the first events and figures told of the place and the window of an arrangement, and how many there are."""
    place = _place_of(ledger, thread)
    if ordinal(thread.start) is None or place is None:
        return [], 0
    with ledger.reading() as connection:
        told = [one for kind in ("event", "figure") for one in _lying_within(connection, kind, thread, place)]
        told.sort(key=lambda one: (one.start, one.published or "", one.key))
        rows = {row.key: row for row in claim_lookups.claims_with_heads(connection, [one.key for one in told[:limit]])}
    return [_within(rows[one.key]) for one in told[:limit]], len(told)


def _lying_within(connection: Connection, kind: str, thread: Thread, place: Spot) -> Iterator[claim_lookups.Lying]:
    """Yield the claims in the window whose place lies inside the place: of thousands, one of each place is looked at."""
    start, end = ordinal(thread.start) or 0, ordinal(thread.end, last=True)
    spots: dict[tuple[object, ...], list[claim_lookups.Lying]] = defaultdict(list)
    for one in claim_lookups.claims_in_window(connection, kind, sorted(countries_of(place)), thread.start or "", thread.end):
        first, last = ordinal(one.start), ordinal(one.end, last=True)
        if first is not None and last is not None and first >= start and (end is None or last <= end):
            spots[one.name, one.country, one.latitude, one.longitude].append(one)
    samples = claim_lookups.entries(connection, [alike[0].key for alike in spots.values()])
    for alike in spots.values():
        spot = spot_of(samples[alike[0].key].get("place"))
        if spot is not None and where.lie(spot, place) in (Lie.SAME, Lie.INSIDE):
            yield from alike


def _place_of(ledger: Ledger, thread: Thread) -> Spot | None:
    with ledger.reading() as connection:
        rows = claim_lookups.claims_with_heads(connection, [m.claim for m in thread.mentions])
    spots = [s for row in rows if (s := spot_of(row.entry.get("place"))) is not None]
    return next((s for s in spots if s.said == thread.place), None)


def _within(row: Row[Any]) -> Within:
    entry = row.entry
    place, period = text_of(table_of(entry.get("place")).get("name")) or "", table_of(entry.get("period"))
    return Within(
        claim=row.key,
        claim_id=row.claim_id,
        kind=row.kind,
        type=str(entry.get("type") or entry.get("measure")),
        report=row.report,
        report_id=row.report_id,
        published=row.published,
        place=place,
        start=text_of(period.get("start")),
        end=text_of(period.get("end")),
        words=row.words,
        reasons=(reason("inside_place", place=place), reason("inside_window")),
    )
