"""Rows in the columns of ACLED and of UCDP GED, for those who keep such sheets: what the columns cannot hold is counted."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

import pycountry

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.flat import cell, period_of
from selon.export.loss import REPORTED, LossReport
from selon.ledger.ledger import Ledger

ACLED = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso"),
    *("region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source"),
    *("source_scale", "notes", "fatalities", "tags", "timestamp"),
)
UCDP = (
    *("id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("latitude", "longitude", "country", "event_clarity", "date_prec", "date_start", "date_end"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "notes"),
)
# our types of acts as event and sub-event of ACLED
TYPES = {
    "air_strike": ("Explosions/Remote violence", "Air/drone strike"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "bombing": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "armed_attack": ("Violence against civilians", "Attack"),
    "clash": ("Battles", "Armed clash"),
    "abduction": ("Violence against civilians", "Abduction/forced disappearance"),
    "execution": ("Violence against civilians", "Attack"),
    "sexual_violence": ("Violence against civilians", "Sexual violence"),
    "arrest": ("Strategic developments", "Arrests"),
    "looting": ("Strategic developments", "Looting/property destruction"),
    "destruction": ("Strategic developments", "Looting/property destruction"),
    "agreement": ("Strategic developments", "Agreement"),
    "protest": ("Protests", "Peaceful protest"),
    "territory_gained": ("Battles", "Non-state actor overtakes territory"),
    "release": ("Strategic developments", "Other"),
    "talks": ("Strategic developments", "Other"),
}
_ACLED_PLACE = {"exact": 1, "settlement": 1, "district": 2}
_UCDP_PLACE = {"exact": 1, "settlement": 1, "district": 3, "province": 4, "country": 6, "region": 5}
# the codebook's numbers for tens and hundreds that nobody counted
_VAGUE = {20.0: 10, 200.0: 100}
# what the codebook counts no deaths for
_NO_TOLL = "Strategic developments"


def write_acled(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write acts with a day and a country as rows of ACLED's columns."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ACLED)
    by_report: dict[int, list[ExportedClaim]] = {}
    for claim in exported_claims(ledger, ("event", "figure"), loss):
        by_report.setdefault(claim.claim.report, []).append(claim)
    for claims in by_report.values():
        tolls = [c for c in claims if c.claim.kind == "figure" and is_toll(c)]
        loss.lose("figures: only deaths go into the rows", sum(c.claim.kind == "figure" for c in claims) - len(tolls))
        # the row that has the toll of a place and its days: a toll that stood in two rows would be added up twice
        rows: dict[Scene, str] = {}
        for claim in claims:
            if claim.claim.kind == "event" and (row := _acled(claim, tolls, rows, loss)):
                writer.writerow([cell(row.get(name)) for name in ACLED])
                loss.rows += 1
        loss.lose("tolls that no act with the same place and days has a row for", sum(_scene(t) not in rows for t in tolls))


def is_toll(claim: ExportedClaim) -> bool:
    """Say whether a figure counts dead as a whole: asserted, not out of date, no part of another."""
    entry = claim.entry
    counted = entry["measure"] == "killed" and entry["modality"] in ("asserted", "hearsay")
    return counted and not entry["superseded"] and not entry["part_of"]


# a place and the first and last day
Scene = tuple[str | None, str | None, str | None]


def _scene(claim: ExportedClaim) -> Scene:
    return (claim.part("place", "name"), *period_of(claim))


def _acled(
    claim: ExportedClaim, tolls: Iterable[ExportedClaim], rows: dict[Scene, str], loss: LossReport
) -> dict[str, object] | None:
    start, end = period_of(claim)
    country, kind = claim.part("place", "country"), TYPES.get(claim.entry["type"])
    if not (start and country and kind):
        loss.lose("acts without a day, a country or a type that the columns know")
        return None
    fatalities, told = ("", "") if kind[0] == _NO_TOLL else _toll_of(claim, tolls, rows, loss)
    known = pycountry.countries.get(alpha_2=country)
    actors = [claim.shown(name) for name in claim.entry["actors"]] or [""]
    targets = [claim.shown(name) for name in claim.entry["targets"]] or [""]
    return {
        "event_id_cnty": f"{known.alpha_3 if known else country}-{claim.claim.claim_id}",
        "event_date": start[:10],
        "year": start[:4],
        "time_precision": _acled_days(start, end),
        "event_type": kind[0],
        "sub_event_type": kind[1],
        "actor1": actors[0],
        "assoc_actor_1": "; ".join(actors[1:]),
        "actor2": targets[0],
        "assoc_actor_2": "; ".join(targets[1:]),
        "iso": known.numeric if known else "",
        "country": known.name if known else country,
        "location": claim.part("place", "name"),
        "latitude": claim.part("place", "latitude"),
        "longitude": claim.part("place", "longitude"),
        "geo_precision": _ACLED_PLACE.get(str(claim.part("place", "precision")), 3),
        "source": claim.report.outlet or "; ".join(claim.report.agencies),
        "notes": claim.shown(f"{REPORTED}. {claim.words['span']!r}. {told}".strip()),
        "fatalities": fatalities,
    }


def _toll_of(
    claim: ExportedClaim, tolls: Iterable[ExportedClaim], rows: dict[Scene, str], loss: LossReport
) -> tuple[int | str, str]:
    """Return the deaths of an act and who says so; of several acts of one place and its days only the first has them."""
    scene = _scene(claim)
    own = [c for c in tolls if _scene(c) == scene]
    if not own:
        return "", ""
    if rows.setdefault(scene, claim.claim.claim_id) != claim.claim.claim_id:
        loss.lose("acts whose toll stands in the row of another act of the same place and days")
        return "", f"toll: see {rows[scene]}"
    counts = [_conservative(c) for c in own if c.entry["low"] is not None]
    said = dict.fromkeys(f"{c.words['span']} ({' < '.join(c.chain())})" for c in own)
    return min(counts, default=""), "; ".join(said)


def _conservative(claim: ExportedClaim) -> int:
    """Return the number of a toll as the codebook has it: the least that was said."""
    low = float(claim.entry["low"])
    return _VAGUE.get(low, int(low)) if claim.entry["qualifier"] == "vague" else int(low)


def days_of(start: str, end: str | None) -> int:
    """Return how many days a period holds.

    >>> days_of("2021-03-14", "2021-03-15")
    2
    """
    return (date.fromisoformat((end or start)[:10]) - date.fromisoformat(start[:10])).days + 1


def _acled_days(start: str, end: str | None) -> int:
    days = days_of(start, end)
    return 1 if days <= 2 else 2 if days <= 7 else 3


def write_ucdp(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write each toll that has a day and a country as a row of UCDP GED's columns."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(UCDP)
    seen: set[tuple[object, ...]] = set()
    for claim in exported_claims(ledger, ("figure",), loss):
        start, _ = period_of(claim)
        if not is_toll(claim) or not start or not claim.part("place", "country"):
            loss.lose("figures that are no toll with a day and a country")
            continue
        same = (claim.claim.report, claim.part("place", "name"), *period_of(claim), claim.entry["low"], claim.entry["high"])
        if same in seen:
            loss.lose("the same toll said again in one report")
            continue
        seen.add(same)
        loss.lose("sides and type of violence: left to a coder")
        writer.writerow([cell(value) for value in _ucdp(claim)])
        loss.rows += 1


def _ucdp(claim: ExportedClaim) -> Iterator[object]:
    report, entry = claim.report, claim.entry
    start, end = period_of(claim)
    start = start or ""
    days = days_of(start, end)
    known = pycountry.countries.get(alpha_2=claim.part("place", "country"))
    low, high = entry["low"], entry["high"]
    best = low if low is not None else high
    civilians = entry["group"] == "civilians"
    yield from (claim.claim.claim_id, start[:4], "", "", "", 1, report.report_id, report.outlet, (report.published or "")[:10])
    yield from (claim.shown(report.title), claim.shown(claim.part("source", "name")))
    yield _UCDP_PLACE.get(str(claim.part("place", "precision")), 5)
    yield from (claim.part("place", "name"), claim.shown(claim.words.get("place")))
    yield from (claim.part("place", "latitude"), claim.part("place", "longitude"), known.name if known else "")
    yield from (1 if days <= 2 else 2, 1 if days == 1 else 2 if days <= 6 else 3 if days <= 7 else 4 if days <= 31 else 5)
    yield from (start[:10], (end or start)[:10], "", "", best if civilians else "", "" if civilians else best, best, high, low)
    yield claim.shown(f"{REPORTED}. {entry['qualifier']}: {claim.words['span']!r}")
