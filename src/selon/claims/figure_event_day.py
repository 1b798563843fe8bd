"""Settle the day of the event that a report is about.

In: drafts with the periods of their own sentences. Out: the day that most numbers without a time belong to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_context import TOLL, Draft
from selon.claims.figure_near import is_alone
from selon.claims.figure_past import Behind
from selon.claims.figure_period_words import PeriodWords
from selon.claims.figure_since import days_in, is_brief, is_middle, is_of_days, today_of
from selon.claims.figure_told import is_before, war_stretch
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# paragraphs at the top in which the day of the event is looked for: with a number, and alone; on the marked reports
# a number farther down tells another event more often than not
LEAD = 3
TOP = 6
# the event of a report is at most this many days old, unless a number tells its day
RECENT = 10
# rules of periods that open with an act, and days that such a stretch may last
SINCE = frozenset({"periods.since"})
ONGOING = 400
# characters between a number and its rate; set by eye, not measured
RATE = 40
# sentences of its paragraph back, and characters of a heading, in which the day of a number's own story is looked for
BACK = 2
HEADING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the periods of a report's numbers are settled from."""

    drafts: Sequence[Draft]
    periods: Sequence[tuple[Span, Period]]
    settled: Settled
    words: PeriodWords
    # times that are counted from an act
    behind: Sequence[Behind] = ()
    # all times of the report, those among them
    told: Sequence[tuple[Span, Period]] = ()


@dataclass(frozen=True, slots=True)
class Periods:
    """The period of each number by the rules, and what they were settled from."""

    found: list[Period | None]
    own: list[Period | None]
    event: Period | None
    scene: Scene
    # with those that are told to be open (`dans les mois qui ont suivi`)
    told: list[Period | None]


def with_rule(period: Period, rule: str, span: Span | None) -> Period:
    """Return a period that was found by a rule, with how it was found before as a part."""
    parts = (period.derivation,) if period.derivation else ()
    return Period(start=period.start, end=period.end, derivation=Derivation(rule=rule, span=span, of="period", parts=parts))


def event_day(own: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the day of the event that the report is about: told with a number at the top, else the first time at the top."""
    after = _day_after(own, scene)
    if after is not None:
        return after
    # an empty period (`60 attaques par jour`, `ces derniers mois`) is no day of anything
    told = [n for n, period in enumerate(own) if period is not None and (period.start or period.end)]
    alone = _alone(own, scene)
    top = [n for n in told if n not in alone and _may_tell(scene.drafts[n], scene)]
    recent = [n for n in top if is_recent(own[n], scene.settled, RECENT)]
    if recent:
        return own[min(recent, key=lambda n: scene.drafts[n].measured.measure not in TOLL)]
    led = [n for n in top if scene.drafts[n].sentence.paragraph <= 1 and (p := own[n]) and p.start]
    if led and _runs(own[led[0]], scene):
        # the news is a running total (`1.800 morts depuis avril`): a day below is that of something else
        return own[next((n for n in led if _opens_stretch(own[n])), led[0])]
    brief = [(span, p) for span, p in scene.periods if span not in alone.values() and p.start and p.end and days_in(p) <= 1]
    days = [(span, p) for span, p in brief if not _is_aside(span, scene) and not is_middle(span, scene.settled)]
    near = [(s, p, scene.settled.parsed.sentence_at(s.start).paragraph) for s, p in days if is_recent(p, scene.settled, RECENT)]
    near.sort(key=lambda d: d[2] >= LEAD or not _tells_harm(d[0], scene))
    for span, period, paragraph in near:
        if paragraph < TOP:
            return with_rule(period, "period.event", span)
    for span, period in days:
        if is_recent(period, scene.settled, 1):
            return with_rule(period, "period.event", span)
    first = next((n for n in top if scene.drafts[n].sentence.paragraph <= 1 or _runs(own[n], scene)), None)
    return own[first] if first is not None else _war(scene)


def _alone(own: Sequence[Period | None], scene: Scene) -> dict[int, Span]:
    """Return the parts that have a time alone, and that time: no day of the whole (`900 gardes sont morts, dont 150 mardi`)."""
    spans = ((n, p.derivation.span) for n, p in enumerate(own) if p is not None and p.derivation is not None)
    return {
        n: span for n, span in spans if span is not None and is_alone(scene.drafts[n], span, scene.settled.parsed, scene.words)
    }


def _runs(period: Period | None, scene: Scene) -> bool:
    """Say whether a period runs to the day of the report."""
    return period is not None and period.end is not None and period.end == today_of(scene.settled) != period.start


def _opens_stretch(period: Period | None) -> bool:
    """Say whether a period opens with a `depuis` and its day, more exact than a length (`en trois mois`)."""
    return period is not None and period.derivation is not None and not period.derivation.rules().isdisjoint(SINCE)


def _war(scene: Scene) -> Period | None:
    """Return the years of the war that a report of the past is about: those that its top tells."""
    top = [(s, p) for s, p in scene.periods if scene.settled.parsed.sentence_at(s.start).paragraph < LEAD]
    war = war_stretch(scene.drafts[0], top, scene.settled, scene.words.wars) if scene.drafts else None
    return with_rule(war, "period.event", war.derivation.span if war.derivation else None) if war else None


def _day_after(own: Sequence[Period | None], scene: Scene) -> Period | None:
    """Return the day of the act that the top of a report counts from: `au lendemain de l'attaque`."""
    settled = scene.settled
    for one in scene.behind:
        period = one.day(today_of(settled))
        at = settled.parsed.sentence_at(one.time.span.start)
        told = at.paragraph < LEAD and one.act.i in scene.words.harms and not _tells_another(one, at, own, scene)
        if told and is_recent(period, settled, RECENT):
            return with_rule(period, "period.event", one.time.span)
    return None


def _tells_another(one: Behind, at: Sentence, own: Sequence[Period | None], scene: Scene) -> bool:
    """Say whether the news is another act, told before: `l'armée a tué samedi 40 hommes, au lendemain d'un raid`."""
    tolls = (p for d, p in zip(scene.drafts, own, strict=True) if d.sentence is at and d.measured.measure in TOLL)
    spans = (p.derivation.span for p in tolls if p is not None and p.derivation is not None)
    return any(span is not None and span.end < one.time.span.start for span in spans)


def _tells_harm(span: Span, scene: Scene) -> bool:
    """Say whether a day is that of an act of harm: it hangs on one, or on the verb that has one about it."""
    tokens = scene.settled.parsed.tokens(span)
    if not len(tokens):
        return False
    words = scene.words
    for above in tokens.root.ancestors:
        about = [c for c in above.children if c.i in words.harms and not any(plain(k.text) in words.apart for k in c.lefts)]
        if above.i in words.harms or about:
            return True
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_aside(span: Span, scene: Scene) -> bool:
    """Say whether a day is that of words, or of what was before the event (`vendredi, deux feux avaient détruit`)."""
    if span in scene.words.said:
        return True
    tokens = scene.settled.parsed.tokens(span)
    verb = verb_over(tokens.root) if len(tokens) else None
    if verb is not None and any(
        d.measured.trigger is not None and d.measured.trigger.token.i == verb.i and _is_of_past(d, scene) for d in scene.drafts
    ):
        return True
    return verb is not None and any(c.dep_ == "aux:tense" and plain(c.text) in scene.words.before for c in verb.children)


def _is_of_past(draft: Draft, scene: Scene) -> bool:
    """Say whether a participle tells what had befallen the subject of an act before it (`deux otages enlevés en mai ont fui`)."""
    if draft.measured.trigger is None or draft.measured.measure not in scene.words.held:
        return False
    verb = draft.measured.trigger.token
    noun = verb.head
    if verb.dep_ != "acl" or not noun.dep_.startswith("nsubj") or noun.i in scene.words.acts:
        return False
    act = noun.head
    return act.i in scene.words.acts and any(_under(s, act, verb, scene) for s, p in scene.periods if p.start)


def _under(span: Span, act: Token, verb: Token, scene: Scene) -> bool:
    """Say whether a time hangs on an act, and not on the participle beside it."""
    tokens = scene.settled.parsed.tokens(span)
    if not len(tokens) or span in scene.words.said:
        return False
    return next((t for t in tokens.root.ancestors if t.i in (act.i, verb.i)), None) == act


def _may_tell(draft: Draft, scene: Scene) -> bool:
    """Say whether the time of a number can be the day of the event: it counts what happened, at the top, not before."""
    words = scene.words
    if draft.sentence.paragraph > LEAD or draft.measured.measure not in words.of_event:
        return False
    if _is_of_past(draft, scene) or is_other_part(draft, scene.drafts):
        return False
    return not is_before(draft, scene.settled, words.before)


def is_other_part(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a part tells what had befallen some of those of whom the clause tells something else.

    `libéré quatre otages, dont deux touristes enlevés en mai`: May is no day of the freeing.
    """
    whole = next((d for d in drafts if d.counted.number.span == draft.part_of), None)
    return whole is not None and whole.sentence is draft.sentence and whole.measured.measure != draft.measured.measure


def is_recent(period: Period | None, settled: Settled, days: int) -> bool:
    """Say whether a period lies in the days before the report."""
    published = settled.head.published
    if period is None:
        return False
    if published is None:
        return is_of_days(period)
    try:
        age = (date.fromisoformat(published[:10]) - date.fromisoformat(str(period.start)[:10])).days
    except ValueError:
        return False
    return 0 <= age <= days


def story_day(draft: Draft, scene: Scene) -> Period | None:
    """Return the day that a paragraph has told before a number: the last one in it, or that of the heading over it."""
    sentence = draft.sentence
    lead = Span(sentence.span.start, draft.counted.number.span.start)
    if any(plain(t.text) in scene.words.totals for t in scene.settled.parsed.tokens(lead)):
        # a toll is that of the event, not of the last death told
        return None
    for span, period in reversed(scene.periods):
        if (
            span.start >= sentence.span.start
            or span in scene.words.said
            or not is_of_days(period)
            or is_middle(span, scene.settled)
            or is_brief(period)
        ):
            continue
        at = scene.settled.parsed.sentence_at(span.start)
        gap = sentence.paragraph - at.paragraph
        if gap == 0 and sentence.index - at.index <= BACK and opens_act(span, period, scene) and _goes_on(span, scene):
            return with_rule(
                Period(start=period.start, end=today_of(scene.settled), derivation=period.derivation), "period.ongoing", span
            )
        if gap == 0 and sentence.index - at.index <= BACK:
            return with_rule(period, "period.paragraph", span)
        if gap == 1 and at.span.end - at.span.start <= HEADING and at.paragraph > 1 and _is_alone(at, scene):
            return with_rule(period, "period.paragraph", span)
        if gap > 1:
            return None
    return None


def _is_alone(sentence: Sentence, scene: Scene) -> bool:
    """Say whether a sentence is a paragraph of its own, as headings are."""
    return sum(s.paragraph == sentence.paragraph for s in scene.settled.parsed.sentences) == 1


def since_then(draft: Draft, scene: Scene) -> Period | None:
    """Return the stretch of acts that go on (`les combats ont fait`, `depuis le début des violences`): since they began.

    The beginning is the first time that the report says `depuis`; with none, `depuis le début` leaves it open.
    """
    words, parsed = scene.words, scene.settled.parsed
    said = [plain(t.text) for t in parsed.tokens(draft.sentence.span)]
    dateless = any(a in words.since and b not in words.that for a, b in pairwise(said)) and any(
        w in words.beginnings for w in said
    )
    if not dateless and not any(a in words.definite and b in words.ongoing for a, b in pairwise(said)):
        return None
    today = today_of(scene.settled)
    for span, period in scene.periods:
        run = Period(start=period.start, end=today, derivation=period.derivation)
        if period.start and today and opens_act(span, period, scene) and 0 <= days_in(run) <= ONGOING:
            return with_rule(run, "period.ongoing", span)
    return with_rule(Period(start=None, end=today), "period.ongoing", None) if dateless and today else None


def since_told(draft: Draft, scene: Scene) -> Period | None:
    """Return the stretch that a bare `depuis` opens (`Depuis, 9.000 personnes ont fui`): from the time told last before it."""
    parsed, sentence = scene.settled.parsed, draft.sentence
    tokens = parsed.tokens(sentence.span)
    bare = next((t for t in tokens if t.pos_ == "ADV" and plain(t.text) in scene.words.since), None)
    today = today_of(scene.settled)
    if bare is None or today is None:
        return None
    for span, period in reversed(scene.periods):
        if span.start >= bare.idx or span in scene.words.said or period.start is None:
            continue
        if sentence.index - parsed.sentence_at(span.start).index > BACK:
            return None
        return with_rule(Period(start=period.start, end=today, derivation=period.derivation), "period.ongoing", span)
    return None


def rate_of(draft: Draft, scene: Scene) -> Span | None:
    """Return the words of a rate that a number is told by (`60 attaques par jour`): it counts what happened on no day."""
    number = draft.counted.number.span
    for time in scene.settled.times:
        if time.type != "SET" or not draft.sentence.span.holds(time.span):
            continue
        between = Span(min(draft.counted.end, time.span.end), max(time.span.start, number.start))
        if between.end - between.start > RATE:
            continue
        if between.end > between.start and any(m in scene.settled.parsed.text[between.start : between.end] for m in ",;:("):
            continue
        return time.span
    return None


def _goes_on(span: Span, scene: Scene) -> bool:
    """Say whether what a time tells of lasts for days: `l'offensive a été lancée mardi`, not `une fusillade a éclaté mardi`."""
    tokens = scene.settled.parsed.tokens(scene.settled.parsed.sentence_at(span.start).span)
    return any(plain(t.text) in scene.words.ongoing and t.dep_.startswith("nsubj") for t in tokens)


def opens_act(span: Span, period: Period, scene: Scene) -> bool:
    """Say whether a time is that of a beginning: `depuis mardi`, `les combats ont éclaté mardi`."""
    rules = period.derivation.rules() if period.derivation else set()
    if not rules.isdisjoint(SINCE):
        return True
    tokens = scene.settled.parsed.tokens(span)
    verb = verb_over(tokens.root) if len(tokens) else None
    return verb is not None and plain(verb.text) in scene.words.begun
