"""Tell when a number counts where a few small words say so, whatever other times stand around it.

In: a draft, its own time and the scene. Out: the period that the words give, None where there are none of them.
`la mer prend 600 pêcheurs chaque année` counts on no day; `six sont toujours hospitalisés` holds on the day of the report;
`de 2009 à 2013, le bilan a bondi de 410 à 1.900` counts in the first year and in the last.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_context import Draft, start_of
from selon.claims.figure_event_day import BACK, Scene, rate_of, with_rule
from selon.claims.figure_near import SUBJECTS as TOLD_OF
from selon.claims.figure_near import counted_token, shares_verb
from selon.claims.figure_scope_words import ScopeWords, scope_words
from selon.claims.figure_since import RANGE, days_in, is_of_days, today_of
from selon.lang.pack import Pack
from selon.model.record import Derivation, Period
from selon.model.span import Span
from selon.read.number_patterns import plain

# the value of a year over and over: `chaque année`, `par an`
YEARLY = "P1Y"
# days from which a time is as coarse as a year, and up to which one is finer
YEAR, MONTH = 364, 31
# days around the day of the report on which a report comes back to an act (no other value was tried)
ABOUT = 10
# the value of weeks that are not counted
WEEKS = "PXW"
# those who are hurt, held or gone stay so for days
LASTING = frozenset({"wounded", "detained", "displaced", "abducted", "missing"})
# characters behind a number in which a word like `nouveaux` is looked for (no other value was tried)
NEWLY = 16
# relations of those whose state a predicate tells
SUBJECTS = frozenset({*TOLD_OF, "expl:subj"})
# relations of clauses that tell something else than the verb over them
CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp"})
# acts that are taken up together (`ces deux attaques`)
PAIR = 2


def in_words(draft: Draft, own: Period | None, event: Period | None, scene: Scene, pack: Pack) -> Period | None:
    """Return the period that small words give a number, None where they do not."""
    words = scope_words(pack)
    return (
        yearly(draft, own, scene)
        or from_to(draft, scene, words)
        or still_now(draft, own, scene, words)
        or lately(draft, own, scene, words)
        or at_that_time(draft, scene, words)
        or of_both(draft, own, scene, words)
        or finer(draft, own, scene)
        or anniversary(own, scene)
        or of_plague(draft, own, event, scene, words)
    )


def yearly(draft: Draft, own: Period | None, scene: Scene) -> Period | None:
    """Return the open time of a number that is told by the year (`chaque année, 55 personnes sont blessées`)."""
    number, text = draft.counted.number.span, scene.settled.parsed.text
    near, span = rate_of(draft, scene), own.derivation.span if own is not None and own.derivation is not None else None
    dated = own is not None and own.start is not None
    for time in scene.settled.times:
        if time.type != "SET" or time.value != YEARLY or not draft.sentence.span.holds(time.span):
            continue
        lead = text[draft.sentence.span.start : time.span.start].strip(' "«-–')
        opens = not lead and "(" not in text[time.span.end : number.start]
        # `la mer prend des centaines de pêcheurs par an (640 en 2012)`
        apart = span is not None and "(" in text[time.span.end : span.start]
        if opens or (time.span == near and (apart or not dated)):
            return Period(start=None, end=None, derivation=Derivation(rule="period.rate", span=time.span, of="period"))
    return None


def lately(draft: Draft, own: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the stretch up to the day of the report that `ces dernières semaines` tells, since a day that it leaves open."""
    span, today = own.derivation.span if own is not None and own.derivation is not None else None, today_of(scene.settled)
    if own is None or span is None or today is None or own.start or own.end or draft.measured.measure not in scene.words.of_event:
        return None
    weeks = any(t.span == span and t.value == WEEKS for t in scene.settled.times)
    if not weeks or not any(plain(t.text) in words.last for t in scene.settled.parsed.tokens(span)):
        return None
    return with_rule(Period(start=None, end=today, derivation=own.derivation), "period.lately", span)


def from_to(draft: Draft, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the end of a stretch at which a number stood: `de 2009 à 2013, le bilan a bondi de 410 à 1.900`."""
    stretch = next((s for s, p in scene.periods if draft.sentence.span.holds(s) and _is_range(p)), None)
    if stretch is None or not _changes(draft, scene, words):
        return None
    ends = [t for t in scene.settled.times if stretch.holds(t.span)]
    place = _end_of_change(draft, scene, words)
    if place is None or len(ends) != PAIR:
        return None
    time = ends[place]
    period = Period(start=time.earliest, end=time.latest, derivation=time.derivation)
    return with_rule(period, "period.from-to", time.span)


def _is_range(period: Period) -> bool:
    return period.derivation is not None and period.derivation.rule == RANGE


def _changes(draft: Draft, scene: Scene, words: ScopeWords) -> bool:
    """Say whether the sentence tells a change before the number: `est passé de`, `a chuté de`."""
    tokens = scene.settled.parsed.tokens(Span(draft.sentence.span.start, draft.counted.number.span.start))
    return any(plain(t.lemma_) in words.changes for t in tokens)


def _end_of_change(draft: Draft, scene: Scene, words: ScopeWords) -> int | None:
    """Return 0 for the number that a change starts from and 1 for the one that it leads to, None for any other."""
    row = [d for d in scene.drafts if d.sentence is draft.sentence]
    at = next(n for n, d in enumerate(row) if d is draft)
    for first, second, place in ((at, at + 1, 0), (at - 1, at, 1)):
        if first < 0 or second >= len(row):
            continue
        if _led(row[first], scene) in words.change_from and _led(row[second], scene) in words.change_to:
            return place
    return None


def _led(draft: Draft, scene: Scene) -> str:
    """Return the word before a number: `de` opens a change, `à` closes it."""
    before = scene.settled.parsed.token_at(start_of(draft.counted) - 2)
    return plain(before.text) if before is not None else ""


def still_now(draft: Draft, own: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the day of the report for those who are still in a state: `six d'entre eux sont toujours hospitalisés`."""
    parsed, today = scene.settled.parsed, today_of(scene.settled)
    noun = counted_token(draft, parsed) or parsed.token_at(draft.counted.number.span.start)
    if noun is not None and noun.dep_ == "nummod":
        # `quatre autres`: no noun, and the number hangs on the adjective
        noun = noun.head
    if draft.measured.measure not in LASTING or noun is None or today is None:
        return None
    verb = noun.head
    # a bare number that is the subject is taken for a pronoun (`six sont toujours hospitalisés`)
    if noun.dep_ not in SUBJECTS or not _is_now(verb):
        return None
    lasts = plain(verb.lemma_) in words.staying or plain(verb.text) in words.cared_for
    if not lasts and not any(plain(c.text) in words.still for c in verb.children):
        return None
    span = own.derivation.span if own is not None and own.derivation is not None else None
    if span is not None and draft.sentence.span.holds(span) and shares_verb(draft, span, parsed):
        return None
    at = Span(verb.idx, verb.idx + len(verb))
    return Period(start=today, end=today, derivation=Derivation(rule="period.still", span=at, of="period"))


def _is_now(verb: Token) -> bool:
    """Say whether a predicate is told in the present: `restent`, `sont soignés`, `sont toujours en détention`."""
    helpers = [c for c in verb.children if c.dep_.startswith(("aux", "cop"))]
    if any(c.dep_ == "aux:tense" for c in helpers):
        return False
    told = helpers or [verb]
    return all(t.morph.get("VerbForm", []) == ["Fin"] and t.morph.get("Tense", []) == ["Pres"] for t in told)


def at_that_time(draft: Draft, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the time that `alors` or `à l'époque` takes up: the last one told in the sentences before."""
    parsed, sentence = scene.settled.parsed, draft.sentence
    then = next((t for t in parsed.tokens(sentence.span) if _takes_up_time(t, words)), None)
    number = parsed.token_at(draft.counted.number.span.start)
    if then is None or number is None or draft.modality != "asserted" or draft.measured.measure not in scene.words.of_event:
        return None
    above = list(number.ancestors)
    if then.head not in above or any(_is_clause(t) for t in above[: above.index(then.head)]):
        return None
    today = today_of(scene.settled)
    for span, period in reversed(scene.periods):
        if span.start >= sentence.span.start:
            continue
        if sentence.index - parsed.sentence_at(span.start).index > 1:
            return None
        if period.start is not None and period.end is not None and period.end != today and span not in scene.words.said:
            return with_rule(period, "period.at-that-time", span)
    return None


def _is_clause(token: Token) -> bool:
    """Say whether a word is the verb of a clause of its own; participles go with what is told."""
    return token.dep_ in CLAUSES and "Part" not in token.morph.get("VerbForm", [])


def _takes_up_time(token: Token, words: ScopeWords) -> bool:
    """Say whether a word takes up a time: `ont alors fui`, `à l'époque`; not `alors que`, nor `Alors, ...`."""
    if plain(token.text) in words.epoch:
        return (
            token.i > 1 and plain(token.nbor(-2).text) in words.at and not any(c.dep_ in ("nmod", "amod") for c in token.children)
        )
    if plain(token.text) not in words.then or token.i == 0:
        return False
    before = token.nbor(-1)
    return before.pos_ == "AUX" and before.morph.get("VerbForm", []) == ["Fin"]


def of_both(draft: Draft, own: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the stretch from the first to the last of two acts that are taken up: `Ces deux attaques`, told with two days.

    So too for what they did: `Ces deux attaques ont fait 30 morts`.
    """
    here = [d for d in scene.drafts if d.sentence is draft.sentence and (d is draft or own is None)]
    pair = next((d for d in here if _is_pair(d, scene, words)), None)
    if pair is None or draft.counted.number.span.start < pair.counted.number.span.start:
        return None
    parsed, sentence, start = scene.settled.parsed, draft.sentence, pair.counted.number.span.start
    told = [
        (s, p)
        for s, p in scene.periods
        if s.end <= start
        and sentence.index - parsed.sentence_at(s.start).index <= BACK
        and s not in scene.words.said
        and is_of_days(p)
    ]
    days = sorted({(str(p.start), str(p.end)) for _, p in told})
    if len(days) != PAIR:
        return None
    whole = Period(start=days[0][0], end=max(end for _, end in days), derivation=told[-1][1].derivation)
    return with_rule(whole, "period.both", told[-1][0])


def _is_pair(draft: Draft, scene: Scene, words: ScopeWords) -> bool:
    """Say whether a number takes up two acts (`ces deux attaques`)."""
    number, noun = draft.counted.number, counted_token(draft, scene.settled.parsed)
    if not draft.counted.pointing or number.low != PAIR or number.high != PAIR or noun is None:
        return False
    return noun.i in scene.words.harms or plain(noun.lemma_) in words.act_nouns


def finer(draft: Draft, own: Period | None, scene: Scene) -> Period | None:
    """Return the day or month, told elsewhere, of what befell one person in a year: `blessé en 2011`, and `le 9 mai 2011`."""
    if own is None or own.start is None or own.end is None or draft.counted.number.rule != "number.one":
        return None
    told_as = own.derivation.rules() if own.derivation is not None else set()
    if days_in(own) < YEAR or "periods.then" not in told_as or draft.measured.measure not in scene.words.of_event:
        return None
    if any(t.type == "SET" and draft.sentence.span.holds(t.span) for t in scene.settled.times):
        # `l'an dernier, les gardes ont tiré sur quelqu'un tous les quatre jours`
        return None
    inside = [
        (s, p)
        for s, p in scene.periods
        if p.start and p.end and days_in(p) < MONTH and own.start <= p.start <= p.end <= own.end and s not in scene.words.said
    ]
    if len({(p.start, p.end) for _, p in inside}) != 1:
        return None
    span, period = inside[0]
    return with_rule(period, "period.finer", span)


def anniversary(own: Period | None, scene: Scene) -> Period | None:
    """Return the day, told elsewhere, that a report has come back to: `il y a un an`, and below `le 8 avril 2020`."""
    span, today = own.derivation.span if own is not None and own.derivation is not None else None, today_of(scene.settled)
    if own is None or span is None or today is None or own.start is None or own.end is None or days_in(own) < YEAR:
        return None
    ago = (t.derivation.rules() for t in scene.settled.times if t.span == span and t.derivation is not None)
    if not any(rules & scene.words.ago_rules for rules in ago):
        return None
    back = Period(start=own.start[: len("2020")] + today[len("2020") :], end=None)
    near = [
        (s, p)
        for s, p in scene.periods
        if p.start and p.start == p.end and abs(days_in(Period(start=back.start, end=p.start))) <= ABOUT
    ]
    if len({p.start for _, p in near}) != 1:
        return None
    return with_rule(near[0][1], "period.finer", near[0][0])


def of_plague(draft: Draft, own: Period | None, event: Period | None, scene: Scene, words: ScopeWords) -> Period | None:
    """Return the stretch up to the day of the report over which a plague has struck: its tolls run on, told with no time.

    `le choléra a fait 900 morts`; one death and those newly struck (`40 nouveaux cas`) are of a day. Where the report tells
    since when it strikes, that is the stretch.
    """
    today = today_of(scene.settled)
    if own is not None or today is None or draft.counted.number.rule == "number.one" or not _is_stricken(draft, scene, words):
        return None
    if event is not None and event.end == today != event.start:
        return None
    parsed = scene.settled.parsed
    named = next((t for t in parsed.tokens(draft.sentence.span) if plain(t.text) in words.contagions), None)
    behind = parsed.tokens(Span(draft.counted.number.span.end, draft.counted.end + NEWLY))
    if named is None or any(plain(t.text) in scene.words.newly for t in behind):
        return None
    at = Span(named.idx, named.idx + len(named))
    return Period(start=None, end=today, derivation=Derivation(rule="period.plague", span=at, of="period"))


def _is_stricken(draft: Draft, scene: Scene, words: ScopeWords) -> bool:
    """Say whether a number counts the dead, or the sick as such (`900 cas`), and that as done."""
    if draft.modality not in ("asserted", "hearsay"):
        return False
    noun = counted_token(draft, scene.settled.parsed)
    told = [t for t in (noun, draft.measured.trigger.token if draft.measured.trigger else None) if t is not None]
    sick = any(plain(w) in words.stricken for t in told for w in (t.text, t.lemma_))
    return draft.measured.measure == "killed" or (draft.measured.measure == "affected" and sick)
