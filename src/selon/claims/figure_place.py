"""Settle where: the narrowest place that stands with a number, else that of the event it belongs to.

In: drafts and places. Out: for each draft a place with the rule that gave it, None where the report gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.claims.figure_context import TOLL, Draft
from selon.claims.figure_elsewhere import (
    Scenes,
    carried_on,
    country_of,
    first_scene,
    fits,
    frame_of,
    is_narrower,
    land_of,
    listed_place,
    place_of_act,
    place_of_past,
    place_of_speaker,
    stands_before,
    told_elsewhere,
)
from selon.claims.figure_event import event_place, is_near, without_labels
from selon.claims.figure_event_day import Periods, is_other_part
from selon.claims.figure_heading import place_below
from selon.claims.figure_near import is_mourned
from selon.claims.figure_own_place import distance_to, housed_place, own_place
from selon.claims.figure_past import background, told_long_before
from selon.claims.figure_place_words import NARROW, SETTLEMENT, PlaceWords, breadth, place_words
from selon.claims.figure_ranked import ranked_place
from selon.claims.figure_recalled import recalls
from selon.claims.figure_said import said_where
from selon.claims.figure_scenes import opens_sentence, stands_beside, usable_places
from selon.claims.figure_told import chains, is_before
from selon.claims.figure_war import place_of_war
from selon.claims.figure_wide import (
    CUSTODY,
    acts_apart,
    adds_up_places,
    is_many_held,
    is_many_there,
    is_peopled,
    is_war,
    names_no_country,
    of_several_acts,
    over_time,
    tells_country,
    tells_series,
    tells_world,
    told_wide,
)
from selon.gazetteer.containment import is_same, is_within
from selon.lang.pack import Pack
from selon.model.record import Derivation, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.triggers import find_triggers

# from this paragraph on a country that is named with a number is meant as such
BODY = 2
# paragraphs from the top in which a province frames the town of the event
FRAMED = 3
WIDE_REACH = 60.0


def settle_figure_places(
    drafts: Sequence[Draft], settled: Settled, pack: Pack, periods: Periods
) -> tuple[list[Place | None], Scenes]:
    """Return the place of each draft, in order, and what it was settled from; a place taken over has no span."""
    scenes = _scenes(drafts, settled, pack, periods)
    found: list[Place | None] = []
    for at, draft in enumerate(drafts):
        # `ces raids portent à 300 le nombre de tués dans le pays`
        wide = names_no_country(draft.sentence, settled, scenes.words)
        taken = place_of_act(draft, scenes.usable, settled, pack) if scenes.own[at] is None and not wide else None
        if taken is not None:
            found.append(_with(taken, "place.taken-up", None))
            continue
        mourned = (told_elsewhere(at, None, scenes) or scenes.event) if _is_mourned(at, scenes) else None
        chosen = _with(mourned, "place.mourned", None) if mourned is not None else _choose(at, found, scenes)
        found.append(_of_whole_war(draft, chosen, scenes))
    return found, scenes


def _of_whole_war(draft: Draft, place: Place | None, scenes: Scenes) -> Place | None:
    """Return the place of a number, but the country where it is the toll of a war (`la guerre a fait 90.000 morts`)."""
    land = place_of_war(draft, place, scenes.settled, scenes.words) if place is not None else None
    return place if land is None or land is place else _with(land, "place.of-war", None)


def _is_mourned(at: int, scenes: Scenes) -> bool:
    """Say whether a number is of the dead for whom its sentence tells only where something is held (`un hommage à Bercy aux`)."""
    if scenes.own[at] is not None or not scenes.drafts[at].sentence.paragraph:
        return False
    draft, parsed, ceremonies = scenes.drafts[at], scenes.settled.parsed, scenes.words.fates.ceremonies
    return is_mourned(draft, parsed, ceremonies) and any(p.span and draft.sentence.span.holds(p.span) for p in scenes.usable)


def _scenes(drafts: Sequence[Draft], settled: Settled, pack: Pack, told: Periods) -> Scenes:
    periods = told.found
    past = background(drafts, periods, settled) | over_time(drafts, periods, settled, pack)
    triggers = find_triggers(settled.parsed, pack)
    acts = frozenset(settled.parsed.sentence_at(t.span.start).index for t in triggers)
    earlier = told_long_before(drafts, periods, settled, place_words(pack).before)
    words = replace(place_words(pack), acts=acts, earlier=earlier)
    usable = without_labels(usable_places(settled, words), settled, words)
    event = event_place(usable, drafts, settled, words)
    own = [own_place(draft, usable, drafts, settled, words) for draft in drafts]
    marks = [*(p.span for p in usable if p.span), *recalls(drafts, settled.parsed, words.fates.recalling)]
    for row in chains(drafts, marks, settled):
        shared = min((p for n in row if (p := own[n])), key=breadth, default=None)
        for n in row:
            known = own[n]
            # `un million au Tchad et deux au Mali`: each keeps the place that is its own
            own[n] = known if known and shared and _are_apart(known, shared) else shared
    return Scenes(
        drafts=drafts,
        own=own,
        event=event,
        usable=usable,
        settled=settled,
        words=words,
        background=past,
        periods=periods,
        series=tells_series(triggers, drafts, settled),
        told=told.scene.told,
        happened=event is not None and said_where(usable, settled, words) is event,
    )


def _choose(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    drafts, own, event, settled, words = scenes.drafts, scenes.own, scenes.event, scenes.settled, scenes.words
    draft, place = drafts[at], own[at]
    outright = _told_outright(at, place, scenes)
    if outright is not None:
        return outright
    if event is not None and (place is None or breadth(place) > NARROW) and adds_up_places(at, drafts, own):
        return _with(place or land_of(event, settled), "place.several", place.span if place else None)
    whole = next((n for n, d in enumerate(drafts[:at]) if d.counted.number.span == draft.part_of), None)
    if whole is not None and found[whole] is not None and _is_of_next(draft, place, drafts):
        return found[whole]
    if place is not None and place.span is not None and is_other_part(draft, drafts) and place.span.start > draft.counted.end:
        # `libéré quatre otages, dont deux touristes enlevés au Bénin`
        return _with(place, "place.sentence", place.span)
    if place is not None and place.span is not None and _is_parted(at, place, scenes):
        return _with(place, "place.sentence", place.span)
    if place is not None and breadth(place) <= NARROW:
        if event is not None and at not in scenes.background and _gives_way(place, event, settled, words):
            return _with(event, "place.event", None)
        frames = event is not None and at not in scenes.background and _is_frame(place, event, draft, settled, words)
        if event is not None and frames and not _is_told_apart(at, place, scenes):
            return _with(event, "place.event", None)
        return _with(place, "place.sentence", place.span)
    if place is None and tells_world(draft, settled, words):
        return None
    if place is not None and place.span is not None and not draft.sentence.span.holds(place.span):
        # `... au Sahel. Environ 4.500 soldats y sont déployés`
        return _with(place, "place.taken-up", place.span)
    if whole is not None and found[whole] is not None:
        return found[whole]
    if place is None and is_before(draft, settled, words.before, led=True) and not is_many_held(draft):
        past = place_of_past(draft, scenes.usable, settled, scenes.periods[at])
        if past is not None:
            return _with(past, "place.before", None)
    told = told_elsewhere(at, place, scenes)
    if place is not None and told is not None and told.country == place.country:
        framed = event is not None and at not in scenes.background and _is_frame(told, event, draft, settled, words)
        return _with(event, "place.event", None) if event is not None and framed else _with(told, "place.told_elsewhere", None)
    if (
        place is not None
        and draft.sentence.paragraph >= BODY
        and distance_to(draft, place.span or Span(0, 0), drafts, settled.parsed) < WIDE_REACH
    ):
        return _with(place, "place.sentence", place.span)
    return _of_many(at, found, scenes) or _from_elsewhere(at, found, scenes)


def _told_outright(at: int, place: Place | None, scenes: Scenes) -> Place | None:
    """Return the place of a number of a list, below a heading, of several places together or of the worst hit."""
    drafts, settled = scenes.drafts, scenes.settled
    listed = listed_place(at, scenes)
    if listed is not None:
        return _with(listed, "place.listed", listed.span)
    below = place_below(at, drafts, scenes.own, settled) if place is None else None
    if below is not None:
        return _with(below, "place.heading", None)
    if place is not None and place.span is not None and housed_place(drafts[at], settled, scenes.words) == place:
        return _with(place, "place.sentence", place.span)
    both = _of_both(place, drafts[at], scenes)
    if both is not None:
        return _with(both, "place.several", both.span)
    ranked = ranked_place(drafts[at], settled, scenes.words)
    return _with(ranked, "place.ranked", ranked.span) if ranked is not None else None


def _of_many(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    """Return the wide place of a number that adds up a country, several acts or a longer time, None for one of the event."""
    drafts, event, settled, words = scenes.drafts, scenes.event, scenes.settled, scenes.words
    draft, place = drafts[at], scenes.own[at]
    if event is not None and tells_country(draft, settled, words):
        return _with(place or land_of(event, settled), "place.country-noun", place.span if place else None)
    kept = found[at - 1] if at and drafts[at - 1].sentence is draft.sentence else None
    if place is None and kept is not None and breadth(kept) > NARROW and is_many_there(draft, settled, words):
        # `1.500 civils ont été tués au Mali, et un million ont fui`
        return _with(kept, "place.before", None)
    if event is not None and place is None and (is_many_held(draft) or is_many_there(draft, settled, words)):
        return _with(frame_of(event, scenes.usable, settled), "place.frame", None)
    if (
        event is not None
        and of_several_acts(draft, drafts)
        and draft.group not in words.projectiles
        and fits(event, place)
        and (told_wide(draft, scenes.usable) or acts_apart(event, scenes.usable, settled, words))
    ):
        return _with(place or land_of(event, settled), "place.several", place.span if place else None)
    if at in scenes.background and event is not None and fits(event, place):
        # a number of another time is told of the country, unless its own sentence or the one before says where
        carried = carried_on(at, drafts, found, place, settled) if at - 1 in scenes.background else None
        abroad = _carried_abroad(at, found, scenes) if place is None else None
        land = is_war(draft, settled, words)
        wide = carried or abroad or place or (land_of(event, settled) if land else frame_of(event, scenes.usable, settled))
        return _with(wide, "place.before" if carried or abroad else "place.background", None)
    return None


def _carried_abroad(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    """Return the other country or sea that a paragraph has told of before a number of another time (`contre 300 en 2019`)."""
    known, event, drafts = found[at - 1] if at else None, scenes.event, scenes.drafts
    if known is None or event is None or (fits(event, known) and breadth(known) <= breadth(event)):
        return None
    gap = drafts[at].sentence.paragraph - drafts[at - 1].sentence.paragraph
    if gap > 1 or (gap == 1 and (fits(event, known) or at - 1 not in scenes.background)):
        return None
    return known if breadth(known) > NARROW else country_of(known, scenes.settled)


def _from_elsewhere(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    """Return the place that other sentences give: of the same toll, of the sentence before, of the event."""
    drafts, own, event, settled, words = scenes.drafts, scenes.own, scenes.event, scenes.settled, scenes.words
    draft, place = drafts[at], own[at]
    told = told_elsewhere(at, place, scenes)
    if told is not None and event is not None and _gives_way(told, event, settled, words):
        return _with(event, "place.event", None)
    if told is not None and event is not None and at not in scenes.background and _is_frame(told, event, draft, settled, words):
        return _with(event, "place.event", None)
    if told is not None:
        return _with(told, "place.told_elsewhere", None)
    spoken = place_of_speaker(draft, settled, words) if place is None else None
    if spoken is not None:
        return _with(spoken, "place.of-speaker", None)
    stands = stands_before(draft, scenes.usable, settled, words) if place is None else None
    if stands is not None and event is not None and is_narrower(event, stands) and not is_peopled(draft):
        return _with(event, "place.event", None)
    if stands is not None and (event is None or stands.country == event.country):
        return _with(stands, "place.before", None)
    carried = carried_on(at, drafts, found, place, settled)
    if carried is not None:
        return _with(carried, "place.before", None)
    first = first_scene(at, scenes)
    if first is not None and fits(first, place):
        return _with(first, "place.event", None)
    war = is_war(draft, settled, words)
    if event is not None and not war and fits(event, place):
        return _with(event, "place.event", None)
    if place is not None:
        return _with(place, "place.sentence", place.span)
    country = land_of(event, settled) if event else None
    return _with(country, "place.event", None) if country else None


def _of_both(place: Place | None, draft: Draft, scenes: Scenes) -> Place | None:
    """Return the place around several that a number adds up (`51 morts à Ménaka et Ansongo, dans la région de Gao`)."""
    if place is None or place.span is None or breadth(place) > NARROW or not draft.sentence.span.holds(place.span):
        return None
    here = [p for p in scenes.usable if p.span and draft.sentence.span.holds(p.span)]
    listed = _listed_with(place, [p for p in here if breadth(p) <= NARROW], scenes.settled, scenes.words)
    first, last = (p.span or Span(0, 0) for p in (listed[0], listed[-1]))
    apart = any(first.start <= d.counted.number.span.start < last.end for d in scenes.drafts if d is not draft)
    if len(listed) == 1 or apart:
        # `deux morts à Gao et trois à Kidal`
        return None
    around = [p for p in here if breadth(p) > breadth(place) and p.country == place.country and p not in listed]
    return min(around, key=breadth, default=None)


def _listed_with(place: Place, here: Sequence[Place], settled: Settled, words: PlaceWords) -> list[Place]:
    """Return the places that stand in one list with a place, itself among them."""
    small = words.list_words | words.joints | words.areas | {","}
    lists: list[list[Place]] = []
    for one in here:
        last = lists[-1][-1] if lists else None
        between = settled.parsed.tokens(Span(last.span.end, one.span.start)) if last and last.span and one.span else ()
        # a name that no scene has may stand between
        joined = last is not None and between and all(plain(t.text) in small or t.text[0].isupper() for t in between)
        if last is not None and joined and _differ(last, one):
            lists[-1].append(one)
        else:
            lists.append([one])
    return next((row for row in lists if place in row), [place])


def _is_of_next(draft: Draft, place: Place | None, drafts: Sequence[Draft]) -> bool:
    """Say whether another number stands between a part and a place (`64 morts à X, dont neuf enfants, et 67 à Y`)."""
    if place is None or place.span is None or place.span.start < draft.counted.end:
        return False
    return any(draft.counted.end <= d.counted.number.span.start < place.span.start for d in drafts)


def _is_parted(at: int, place: Place, scenes: Scenes) -> bool:
    """Say whether a number has parts in narrower places: it is of the wide one (`56 morts dans le Penjab, dont 12 à Lahore`)."""
    whole = scenes.drafts[at].counted.number.span
    parts = (own for d, own in zip(scenes.drafts, scenes.own, strict=True) if d.part_of == whole)
    return any(own is not None and is_narrower(own, place) for own in parts)


def _are_apart(one: Place, two: Place) -> bool:
    """Say whether neither of two places lies in the other."""
    return not is_same(one, two) and is_within(one, two) is False and is_within(two, one) is not True


def _differ(one: Place, two: Place) -> bool:
    """Say whether two places are not one, nor known to lie in each other."""
    return not is_same(one, two) and is_within(one, two) is not True and is_within(two, one) is not True


def _gives_way(place: Place, event: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place only tells what the event's own place is near (`au sud de Gao`)."""
    if not stands_beside(place, settled, words) or is_same(place, event):
        return False
    if SETTLEMENT < breadth(event) <= NARROW:
        # `à 150 km au nord-ouest de Niamey` lies in the region that the report tells, since Niamey does not
        return place.country == event.country and is_within(place, event) is False
    return breadth(event) <= SETTLEMENT and is_near(place, event)


def _is_told_apart(at: int, place: Place, scenes: Scenes) -> bool:
    """Say whether later numbers of the same measure lie in several towns of a province: its toll is of all of them."""
    draft = scenes.drafts[at]
    rest = zip(scenes.drafts[at + 1 :], scenes.own[at + 1 :], strict=True)
    same = [p for d, p in rest if p is not None and d.measured.measure == draft.measured.measure and d.part_of is None]
    towns = [p for p in same if is_narrower(p, place)]
    return any(_differ(towns[0], p) for p in towns[1:])


def _is_frame(place: Place, event: Place, draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a province only frames the town that the event of the report is in (`au Texas`, and further down El Paso).

    One that opens a sentence below the lead is where that sentence plays (`Dans l'Assam, 29 personnes ont péri`).
    """
    if draft.sentence.paragraph > 1 and opens_sentence(place, settled, words):
        return False
    if draft.measured.measure not in TOLL | CUSTODY or draft.sentence.paragraph > FRAMED:
        return False
    return breadth(place) > SETTLEMENT and is_narrower(event, place)


def _with(place: Place, rule: str, span: Span | None) -> Place:
    parts = (place.derivation,) if place.derivation else ()
    return replace(place, span=span, derivation=Derivation(rule=rule, span=place.span, of="place", parts=parts))
