"""Settle when: the time that stands with a number, else the day of the event that it belongs to.

In: drafts and times. Out: for each draft a period with the rule that gave it, None where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_apart import of_deed
from selon.claims.figure_context import Draft, start_of
from selon.claims.figure_event_day import (
    Periods,
    Scene,
    event_day,
    opens_act,
    rate_of,
    with_rule,
)
from selon.claims.figure_in_words import in_words
from selon.claims.figure_near import (
    SUBJECTS,
    adds_up,
    is_against,
    is_of_ceremony,
    shares_verb,
    tells_speech,
    tells_tally,
    time_cost,
)
from selon.claims.figure_past import acts_behind, days_after, sentences_taken_up
from selon.claims.figure_period_taken import taken_over
from selon.claims.figure_period_words import period_words
from selon.claims.figure_recalled import is_recalled, recalls
from selon.claims.figure_since import (
    is_brief,
    is_compared,
    is_limit,
    is_of_aim,
    is_of_days,
    is_of_scene,
    is_over,
    is_rank,
    is_up_to_now,
    stretch_of,
    today_of,
)
from selon.claims.figure_state import lives_there, verb_of_now
from selon.claims.figure_told import chains, is_before, same_toll
from selon.lang.pack import Pack
from selon.model.parsed import verb_over
from selon.model.record import Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.triggers import find_triggers
from selon.resolve.time_periods import find_periods
from selon.resolve.time_said import dates_words

# `ces derniers jours`
DAYS = "PXD"
# a time that costs more says nothing of a number
FARTHEST = 330.0
# a time that costs no more stands beside its number; 25 to 45 do the same on the marked reports, 100 loses
BESIDE = 45.0
# types of acts that do harm: the day of a report's event is theirs rather than that of an arrest or of a speech
HARMS = frozenset({"air_strike", "shelling", "armed_attack", "clash", "bombing", "abduction", "execution", "looting", "disaster"})


def settle_periods(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> Periods:
    """Return the period of each draft, in order; each carries its derivation."""
    scene = _scene(drafts, settled, pack)
    own = _shared([_own(draft, scene) for draft in drafts], scene)
    own = [_later(draft, scene) or period for draft, period in zip(drafts, own, strict=True)]
    event = event_day(own, scene)
    past = [days_after(draft, event, scene.behind, settled) for draft in drafts]
    # a toll told again is of that act as well: `au lendemain d'un raid qui a fait dix morts. Le raid a fait dix morts`
    own = [earlier if earlier and earlier.start else period for earlier, period in zip(past, own, strict=True)]
    found: list[Period | None] = []
    for at, draft in enumerate(drafts):
        if (earlier := past[at]) is not None:
            found.append(earlier if earlier.start else None)
            continue
        said = in_words(draft, own[at], event, scene, pack)
        said = said or _told_before(at, own, scene) or of_deed(draft, own[at], scene, pack)
        told = said or own[at] or _of_act(draft, scene, pack)
        found.append(told or taken_over(at, own, found, event, scene))
    if found and found[0] is None:
        found[0] = _told_below(drafts, found)
    kept = [period if period is not None and (period.start or period.end) else None for period in found]
    return Periods(kept, own, event, scene, found)


def _told_below(drafts: Sequence[Draft], found: Sequence[Period | None]) -> Period | None:
    """Return the days of the first number of a report as its toll is told again below (`Crues: 12 morts`)."""
    again = next((n for n, d in enumerate(drafts) if n and found[n] and same_toll(drafts[0], d)), None)
    period = found[again] if again is not None else None
    return with_rule(period, "period.told_elsewhere", drafts[again].counted.number.span) if again is not None and period else None


def _scene(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> Scene:
    periods = find_periods(settled.times, settled.head, settled.parsed, pack)
    triggers, doc = find_triggers(settled.parsed, pack), settled.parsed.doc
    nouns = pack.words("scope", "act_nouns")
    words = replace(
        period_words(pack),
        acts=frozenset(t.head for t in triggers),
        harms=frozenset(t.head for t in triggers if t.type in HARMS or plain(doc[t.head].lemma_) in nouns),
    )
    said = (
        s
        for s, _ in periods
        if tells_speech(s, settled) or dates_words(s, settled.parsed, pack) or tells_tally(s, settled.parsed, words)
    )
    words = replace(words, said=frozenset(said))
    behind = acts_behind(periods, settled, pack)
    # `mardi, au lendemain du raid`: the day is told by its name
    named = {one.time.span for one in behind if one.base}
    told = [(s, p) for s, p in periods if s not in named]
    return Scene(drafts=drafts, periods=told, settled=settled, words=words, behind=behind, told=periods)


def _of_act(draft: Draft, scene: Scene, pack: Pack) -> Period | None:
    """Return the days of the act that the sentence takes up (`cette attaque`): those it was last told with."""
    if draft.measured.measure not in scene.words.of_event:
        return None
    today, goes_on = today_of(scene.settled), _takes_up_ongoing(draft, scene)
    told_together = (d for d in scene.drafts if d.sentence is draft.sentence)
    earlier = any(is_before(d, scene.settled, scene.words.before) for d in told_together)
    for sentence in sentences_taken_up(draft, scene.settled, pack):
        here = [(s, p) for s, p in scene.periods if sentence.span.holds(s) and not tells_speech(s, scene.settled)]
        opened = goes_on and any(_opens_or_launches(s, p, scene) for s, p in here)
        told = [(s, p) for s, p in here if is_of_days(p) or (goes_on and p.start and _opens_or_launches(s, p, scene))]
        if not told and earlier:
            # `..., frappé en 2016 par un raid. Cette attaque avait fait neuf morts`: a month or a year tells as well
            told = [(s, p) for s, p in here if p.start and p.end and p.end != today]
        if told and today and (draft.measured.measure in scene.words.held or opened):
            # who was driven out by an act, and what was done by acts that go on, count from its first day to that of the report
            first = min(told, key=lambda t: str(t[1].start))
            run = Period(start=first[1].start, end=today, derivation=first[1].derivation)
            return with_rule(run, "period.taken-up", first[0])
        if told:
            return with_rule(told[0][1], "period.taken-up", told[0][0])
    return None


def _takes_up_ongoing(draft: Draft, scene: Scene) -> bool:
    """Say whether what a sentence takes up goes on for days: `des heurts ont éclaté mardi. Ces violences ont fait neuf morts`."""
    said = [plain(t.text) for t in scene.settled.parsed.tokens(draft.sentence.span)]
    return any(a in scene.words.this and b in scene.words.ongoing for a, b in pairwise(said))


def _opens_or_launches(span: Span, period: Period, scene: Scene) -> bool:
    """Say whether a time is that of a beginning: `les heurts ont éclaté mardi`, `l'armée a lancé en mai une offensive`."""
    if opens_act(span, period, scene):
        return True
    token = scene.settled.parsed.token_at(span.start)
    verb = verb_over(token) if token is not None else None
    if verb is None or plain(verb.lemma_) not in scene.words.launching:
        return False
    return any(c.dep_ in ("obj", "nsubj:pass") and plain(c.text) in scene.words.ongoing for c in verb.children)


def _shared(own: Sequence[tuple[float, Period] | None], scene: Scene) -> list[Period | None]:
    """Return the periods, those of numbers in a row made one: the one that stands nearest to any of them."""
    found: list[Period | None] = [None] * len(own)
    # a number that is set against another is of another time, and so is a total
    parsed, words = scene.settled.parsed, scene.words
    rivals = (start_of(d.counted) for d in scene.drafts if is_against(d, parsed, words) or adds_up(d, parsed, words))
    bars = [Span(start - 2, start - 1) for start in rivals] + recalls(scene.drafts, parsed, words.recalling)
    for row in chains(scene.drafts, [*(span for span, _ in scene.periods), *bars], scene.settled):
        if any(_is_total(scene.drafts[n], scene) for n in row):
            continue
        told = [o for n in row if (o := own[n])]
        best = min(told, key=lambda o: o[0], default=None)
        # `49 soldats en mai, et 38 autres en juin`: where the row tells several times each number keeps the one beside it
        for n in row:
            one = own[n]
            if one is None and verb_of_now(scene.drafts[n], scene.settled, scene.words) is not None:
                # `70 civils ont fui mardi, et 200 sont encore retranchés`: the 200 are there today
                continue
            found[n] = one[1] if one and one[0] <= BESIDE else best[1] if best else None
    return found


def _told_before(at: int, own: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the days of a toll that `les 13 soldats` takes up: those that it was first told with."""
    draft, drafts = scene.drafts[at], scene.drafts
    if not draft.counted.pointing or _has_own(draft, own[at], scene):
        return None
    told = next((n for n, d in enumerate(drafts[:at]) if own[n] and same_toll(draft, d)), None)
    period = own[told] if told is not None else None
    return with_rule(period, "period.told_elsewhere", drafts[told].counted.number.span) if told is not None and period else None


def _has_own(draft: Draft, period: Period | None, scene: Scene) -> bool:
    """Say whether a time is that of what those who are pointed at did or suffered: `les treize suspects ont fui mardi`."""
    span = period.derivation.span if period is not None and period.derivation is not None else None
    return span is not None and shares_verb(draft, span, scene.settled.parsed, SUBJECTS)


def _own(draft: Draft, scene: Scene) -> tuple[float, Period] | None:
    """Return the period of the nearest time that stands with the number in its sentence."""
    best: tuple[float, Span, Period] | None = None
    settled, words = scene.settled, scene.words
    if _is_total(draft, scene):
        return None
    before = is_before(draft, settled, words.before)
    lives = lives_there(draft, settled, words)
    now = verb_of_now(draft, settled, words)
    for span, period in scene.periods:
        if (
            not draft.sentence.span.holds(span)
            or is_limit(span, period, settled)
            or is_brief(period)
            or (before and (period.start is None or (is_up_to_now(period) and _is_dated(draft, scene))))
            or is_rank(span, period, draft, settled, words)
            or is_compared(span, settled, words)
            or is_recalled(draft, span, settled.parsed, words.recalling)
            or (now is not None and not _hangs_on(span, now, settled))
        ):
            continue
        if is_of_scene(span, draft, settled, words):
            continue
        if is_of_ceremony(draft, span, settled.parsed, words.ceremonies):
            continue
        if is_of_aim(span, period, draft, settled) or (lives and not shares_verb(draft, span, settled.parsed)):
            continue
        cost = time_cost(draft, span, scene.drafts, settled, words)
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = cost, span, period
    if best is None:
        rate = rate_of(draft, scene)
        return (0.0, with_rule(Period(start=None, end=None), "period.sentence", rate)) if rate else None
    if draft.modality in ("planned", "hypothetical") and is_over(best[2], settled):
        return best[0], with_rule(Period(start=None, end=None), "period.sentence", best[1])
    if best[2].start is None and not any(t.span == best[1] and t.value == DAYS for t in settled.times):
        # a stretch of no length (`ces derniers mois`) tells no day, and keeps that of the event away; some days reach up to now
        return best[0], with_rule(Period(start=None, end=None), "period.sentence", best[1])
    return best[0], with_rule(stretch_of(best[2], best[1], draft, settled, words), "period.sentence", best[1])


def _later(draft: Draft, scene: Scene) -> Period | None:
    """Return the open time of those who came later (`900 sont morts, et 4.000 autres dans les mois qui ont suivi`)."""
    parsed, start = scene.settled.parsed, draft.counted.end
    following = (d.counted.number.span.start for d in scene.drafts if d.sentence is draft.sentence)
    end = min((n for n in following if n > start), default=draft.sentence.span.end)
    said = plain(parsed.text[start:end])
    if not any(w in said for w in scene.words.afterwards):
        return None
    return with_rule(Period(start=None, end=None), "period.afterwards", Span(start, end))


def _hangs_on(span: Span, verb: Token, settled: Settled) -> bool:
    """Say whether a time hangs on a verb, and not on what an apposition says of somebody else (`X, assiégée depuis mai, ...`)."""
    token = settled.parsed.token_at(span.start)
    if token is None or verb_over(token) != verb:
        return False
    return not any(t.dep_ == "appos" for t in (token, *token.ancestors) if verb in t.ancestors)


def _is_dated(draft: Draft, scene: Scene) -> bool:
    """Say whether the sentence of a number has a date besides lengths of time."""
    return any(
        draft.sentence.span.holds(s) and p.start and not is_up_to_now(p) and s not in scene.words.said for s, p in scene.periods
    )


def _is_total(draft: Draft, scene: Scene) -> bool:
    """Say whether the number is a running total in the wake of other news (`portant le bilan à 52`)."""
    parsed, words = scene.settled.parsed, scene.words
    start = draft.counted.number.span.start
    near = [plain(t.text) for t in parsed.tokens(Span(max(draft.sentence.span.start, start - 45), start))]
    verb = next((n for n, w in enumerate(near) if w in words.total_verbs), None)
    comma = parsed.text.rfind(",", draft.sentence.span.start, start)
    return verb is not None and any(w in words.totals for w in near[verb:]) and comma >= 0
