"""Assemble arrangements: truces, pauses, corridors, talks, with terms and positions.

In: what is settled of a report. Out: one arrangement for each kind that the report speaks of, at its first mention, with
the status that its sentences tell, who offers it, when it runs, and who stands how to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from selon.claims.arrangement_positions import DONE_BY, authors_of, positions_of, stances_by_mention
from selon.claims.event_frames import breadth, distance
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Arrangement, Derivation, Place, Position, Source, TimeExpression
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.triggers import Trigger, find_triggers

KIND = frozenset({"kind"})
# how an arrangement stands that somebody asks for or offers: the words for it are weak
ASKED_FOR = "proposed"
# and one that is only said to come
SAID_TO_COME = "announced"
# kinds that are over once a verb of theirs tells them in the perfect: what was exchanged is exchanged
DONE_BY_VERB = frozenset({"exchange"})
# how far a status word may stand from the words of the arrangement, in characters: within a clause or two
STATUS_REACH = 90
# a time so few characters behind the words of another arrangement dates that one (` de paix depuis `; no other value was tried)
BESIDE = 25
# a kind named once and far from the lead is more often background: measured on the half that may be looked at
SURE, ONCE = 0.7, 0.5


def make_arrangements(settled: Settled, pack: Pack) -> list[Arrangement]:
    """Return the arrangements of a report, in order."""
    mentions = find_triggers(settled.parsed, pack, topic="arrangements", roles=KIND)
    stances = stances_by_mention(mentions, settled, pack)
    by_kind: dict[str, list[int]] = {}
    for number, mention in enumerate(mentions):
        by_kind.setdefault(mention.type, []).append(number)
    found = []
    for kind, group in by_kind.items():
        taken = [s for n in group for s in stances.get(n, [])]
        positions = positions_of(taken, settled, pack)
        refused = [mentions[n] for n in group if any(s.type == "refuses" for s in stances.get(n, []))]
        brokered = frozenset(s.head for s in taken if s.type == "mediates")
        by = authors_of([mentions[n] for n in group], refused, brokered, settled, pack)
        others = [m for m in mentions if m.type != kind]
        found.append(_arrangement(kind, [mentions[n] for n in group], others, (by, positions), settled, pack))
    return sorted(found, key=lambda a: a.span)


def _arrangement(
    kind: str,
    mentions: Sequence[Trigger],
    others: Sequence[Trigger],
    parties: tuple[tuple[Source, ...], tuple[Position, ...]],
    settled: Settled,
    pack: Pack,
) -> Arrangement:
    by, positions = parties
    status, why = _status(kind, mentions, settled, pack)
    start, end, terms = _window(mentions, others, settled, pack)
    stands = [p.derivation for p in positions if p.derivation is not None]
    parts = [Derivation(rule=mentions[0].rule, span=mentions[0].span, of="kind"), why, *terms, *stands]
    return Arrangement(
        span=mentions[0].span,
        kind=kind,
        status=status,
        by=by,
        place=_place(mentions, settled, pack),
        start=start,
        end=end,
        positions=positions,
        terms=tuple(terms),
        confidence=SURE if len(mentions) > 1 or mentions[0].span.start < 600 else ONCE,
        derivation=Derivation(rule=mentions[0].rule, span=mentions[0].span, parts=tuple(parts)),
    )


def _sentences_of(mentions: Sequence[Trigger], settled: Settled) -> list[Sentence]:
    found: list[Sentence] = []
    for mention in mentions:
        sentence = settled.parsed.sentence_at(mention.span.start)
        if sentence not in found:
            found.append(sentence)
    return found


@cache
def _status_cues(pack: Pack) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    cues = (c for c in pack.cues("arrangements") if c.role == "status")
    return tuple((c.id, c.settings["type"], re.compile("|".join(rf"\b(?:{f})" for f in c.forms), re.I)) for c in cues)


def _status(kind: str, mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> tuple[str, Derivation]:
    """Return how the arrangement stands: what its first telling sentence says, strongest word first."""
    text = settled.parsed.text
    done = next((m for m in mentions if kind in DONE_BY_VERB and _is_done(settled.parsed.doc[m.head])), None)
    if done is not None:
        return "completed", Derivation(rule="arrangement.status.done", span=done.span, of="status")
    wide, close = [], []
    for mention in mentions:
        sentence = settled.parsed.sentence_at(mention.span.start)
        start = max(sentence.span.start, mention.span.start - STATUS_REACH)
        end = min(sentence.span.end, mention.span.end + STATUS_REACH)
        left = start + len(_to_break(text[start : mention.span.start], pack))
        close.append((left, mention.span.end + _break_in(text[mention.span.end : end], pack)))
        wide.append((start, end))
    # what it is the subject of tells most, then the clauses that name it, then those beside them
    for near in (*_told_of(mentions, settled), *close, *wide):
        hits = [(rule, status, hit) for rule, status, pattern in _status_cues(pack) for hit in pattern.finditer(text, *near)]
        if kind in DONE_BY:
            # who besieges does it: what else is announced or asked for beside it tells nothing of the siege
            hits = [h for h in hits if h[1] not in (ASKED_FOR, SAID_TO_COME)]
        if hits and hits[0][1] == ASKED_FOR:
            # what is asked for may be said to come as well: the word nearer to the arrangement
            hits.sort(key=lambda h: min(distance(_span(h[2]), m.span) for m in mentions))
        if hits:
            return hits[0][1], Derivation(rule=hits[0][0], span=_span(hits[0][2]), of="status")
    return pack.mapping("arrangements", "default_status")[kind], Derivation(rule="arrangement.status.default", of="status")


def _told_of(mentions: Sequence[Trigger], settled: Settled) -> list[tuple[int, int]]:
    """Return where the verbs stand of which an arrangement is the subject: they tell how it goes (`la trêve est violée`)."""
    found = []
    for mention in mentions:
        token = settled.parsed.doc[mention.head]
        verb = token.head
        if token.dep_ in ("nsubj", "nsubj:pass") and verb.pos_ == "VERB" and verb.i > token.i:
            first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith(("aux", "expl")) and c.i > token.i)])
            found.append((settled.parsed.doc[first].idx, verb.idx + len(verb)))
    return found


def _is_done(token: Token) -> bool:
    """Say whether a verb tells its arrangement as carried out (`ont échangé`): a perfect, not denied, no conditional."""
    auxiliaries = [c for c in token.children if c.dep_ in ("aux:tense", "aux:pass")]
    if token.pos_ != "VERB" or not auxiliaries or any("Neg" in c.morph.get("Polarity", []) for c in token.children):
        return False
    return all("Ind" in a.morph.get("Mood", ["Ind"]) and "Fut" not in a.morph.get("Tense", []) for a in auxiliaries)


@cache
def _clause_end(pack: Pack) -> re.Pattern[str]:
    return re.compile(str(pack.table("arrangements")["clause_end"]))


def _to_break(before: str, pack: Pack) -> str:
    """Return what stands before the last mark that parts clauses."""
    marks = list(_clause_end(pack).finditer(before))
    return before[: marks[-1].end()] if marks else ""


def _break_in(after: str, pack: Pack) -> int:
    """Return where the first mark that parts clauses stands, the end where there is none."""
    mark = _clause_end(pack).search(after)
    return mark.start() if mark else len(after)


def _span(hit: re.Match[str]) -> Span:
    return Span(*hit.span())


def _place(mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> Place | None:
    """Return the narrowest place of the sentences that name the arrangement, else of the headline and lead.

    A place that stands by a case says where; one that speaks or is spoken to (`Aden accuse Sanaa`) only if none does, one that
    acts (`la trêve voulue par Sanaa`) never.
    """
    sentences, actors = _sentences_of(mentions, settled), frozenset(pack.words("arrangements", "actor_cases"))
    for wanted in (sentences, settled.parsed.sentences[:2]):
        here = [
            (n, p, p.span) for n, s in enumerate(wanted) for p in settled.places if p.span is not None and s.span.holds(p.span)
        ]
        # who acts from there (`appuyés par Sanaa`) does not say where
        here = [h for h in here if actors.isdisjoint(_cases(h[2], settled))]
        here = [h for h in here if _cases(h[2], settled)] or here
        if here:
            return min(here, key=lambda h: (breadth(h[1]), h[0], min(distance(h[2], m.span) for m in mentions)))[1]
    return None


def _cases(span: Span, settled: Settled) -> list[str]:
    """Return the prepositions of a name."""
    token = settled.parsed.token_at(span.start)
    return [c.lower_ for c in token.children if c.dep_ == "case"] if token is not None else []


@cache
def _edges(pack: Pack) -> tuple[re.Pattern[str], ...]:
    table = pack.table("arrangements")
    return tuple(re.compile(str(table[key]), re.I) for key in ("start_words", "end_words", "end_alone"))


def _follows_another(time: Span, mentions: Sequence[Trigger], others: Sequence[Trigger]) -> bool:
    """Say whether a time stands right behind another arrangement, which it dates (`en pourparlers depuis mars, signe`)."""
    last = max((m.span.end for m in mentions if m.span.end <= time.start), default=-1)
    return any(last < o.span.end <= time.start <= o.span.end + BESIDE for o in others)


def _window(
    mentions: Sequence[Trigger], others: Sequence[Trigger], settled: Settled, pack: Pack
) -> tuple[str | None, str | None, list[Derivation]]:
    """Return start and end, where the words before a time say that it begins or ends there, with the words of each term."""
    text = settled.parsed.text
    sentences = _sentences_of(mentions, settled)
    times = [t for s in sentences for t in settled.times if s.span.holds(t.span)]
    begins, ends, alone = _edges(pack)
    start: TimeExpression | None = None
    end: TimeExpression | None = None
    for time in times:
        before = text[max(0, time.span.start - 40) : time.span.start]
        if time.type not in ("DATE", "TIME") or time.earliest is None:
            continue
        if start is None and begins.search(before) and not _follows_another(time.span, mentions, others):
            start = time
        elif end is None and (ends if start is not None else alone).search(before):
            end = time
    terms = [Derivation(rule="arrangement.term", span=t.span, of=t.type.lower(), note=t.value) for t in times]
    return (start.value if start else None), (end.value if end else None), terms
