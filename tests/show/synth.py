"""Reports and records made by hand, so that the pages are tested apart from the reader."""

from __future__ import annotations

from pathlib import Path

from selon.ledger.ledger import Ledger, open_ledger
from selon.model.record import (
    Arrangement,
    Derivation,
    Event,
    Figure,
    Period,
    Place,
    Position,
    Record,
    ReportHead,
    SensitiveName,
    Source,
    Statement,
    TimeExpression,
)
from selon.model.report import Region, Report, SetAside
from selon.model.span import Span, clean_text

READER = "selon 0.1.0"
# one line for each paragraph, as reports have them
TALMARA = """\
Au moins 42 morts dans une frappe sur le marché de Talmara, selon les secours
Port-Sélène (Agence Lumen) - Au moins 42 personnes, dont 11 enfants, ont été tuées mercredi dans une frappe \
aérienne sur le marché de Talmara, ont annoncé les Secours de la Côte. \
"Nous avons retiré des corps jusqu'à la nuit", a déclaré leur responsable, Ilan Varro.
Le ministère de la Défense a démenti toute frappe sur un marché et fait état de 15 combattants tués dans un dépôt.
Noura Selm, 9 ans, a perdu ses deux frères. Une trêve de 48 heures doit commencer jeudi à 8h00 (5h00 GMT), \
a proposé l'ONU ; le Front du Littoral l'a acceptée, le ministère a posé des conditions."""


def at(text: str, words: str, nth: int = 1) -> Span:
    """Return where words stand in a text."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


RESCUE = Source(
    name="Secours de la Côte",
    span=at(TALMARA, "les Secours de la Côte"),
    kind="medical",
    told_to="Agence Lumen",
    derivation=Derivation(rule="fr.attribution.subject-after", span=at(TALMARA, "ont annoncé")),
)
MINISTRY = Source(name="ministère de la Défense", span=at(TALMARA, "Le ministère de la Défense"), kind="state")
UN = Source(name="ONU", span=at(TALMARA, "l'ONU"), kind="un")
FRONT = Source(name="Front du Littoral", span=at(TALMARA, "le Front du Littoral"), kind="armed_group")
MARKET = Place(name="Talmara", span=at(TALMARA, "Talmara", 2), country="LB", latitude=34.43, longitude=35.84, confidence=0.8)
DAY = Period(start="2021-03-17", end="2021-03-17", derivation=Derivation(rule="fr.times.weekday", span=at(TALMARA, "mercredi")))
NUMBER = Derivation(
    rule="fr.figure.passive",
    span=at(TALMARA, "ont été tuées"),
    parts=(Derivation(rule="fr.number.at-least", span=at(TALMARA, "Au moins", 2), of="qualifier"),),
)


def killed(words: str, nth: int, number: float, group: str, source: Source, *, least: bool = False) -> Figure:
    """Return a toll of the market."""
    return Figure(
        span=at(TALMARA, words, nth), low=number, high=None if least else number, qualifier="at_least" if least else "exact",
        measure="killed", group=group, source=source, place=MARKET, period=DAY, confidence=0.9, derivation=NUMBER,
        part_of=at(TALMARA, "42", 2) if group == "children" else None,
    )  # fmt: skip


def statements() -> tuple[Statement, ...]:
    """Return who says what of the market."""
    text = TALMARA
    chief = Source(
        name="Ilan Varro", span=at(text, "Ilan Varro"), organization="Secours de la Côte", role="responsable", kind="official"
    )
    lead = Span(text.index("Au moins 42 personnes"), text.index(", ont annoncé"))
    quoted, denied = at(text, "Nous avons retiré des corps jusqu'à la nuit"), at(text, "toute frappe sur un marché")
    return (
        Statement(spans=(lead,), type="indirect", source=RESCUE, cue=at(text, "ont annoncé"), act="announce", confidence=0.9),
        Statement(spans=(quoted,), type="direct", source=chief, cue=at(text, "a déclaré"), act="say", confidence=0.9),
        Statement(spans=(denied,), type="indirect", source=MINISTRY, cue=at(text, "a démenti"), act="deny", confidence=0.8),
    )


def truce() -> Arrangement:
    """Return the truce that one party accepts and the other bargains over."""
    return Arrangement(
        span=at(TALMARA, "trêve de 48 heures"), kind="humanitarian_pause", status="proposed", by=(UN,), place=MARKET,
        start="2021-03-18T08:00+03:00", end="2021-03-20T08:00+03:00", confidence=0.7,
        positions=(
            Position(who=FRONT, stance="accepts", span=at(TALMARA, "l'a acceptée")),
            Position(who=MINISTRY, stance="conditions", span=at(TALMARA, "a posé des conditions")),
        ),
    )  # fmt: skip


def times() -> tuple[TimeExpression, ...]:
    """Return a weekday and a clock time with its zone."""
    day, hour = "2021-03-17", "2021-03-18T08:00+03:00"
    return (
        TimeExpression(span=at(TALMARA, "mercredi"), type="DATE", value=day, earliest=day, latest=day, confidence=0.95),
        TimeExpression(span=at(TALMARA, "8h00"), type="TIME", value=hour, earliest="2021-03-18", latest="2021-03-18"),
    )


def talmara(
    *, reader: str = READER, low: float = 42.0, report_id: str = "talmara-1", outlet: str = "Le Fanal"
) -> tuple[Report, Record]:
    """Return a report with every kind of claim, and its record."""
    head = ReportHead(
        id=report_id, language="fr", published="2021-03-17T22:10+01:00", published_by="given", agencies=("Agence Lumen",),
        dateline="Port-Sélène", outlet=outlet,
    )  # fmt: skip
    headline = Region(role="headline", span=Span(0, TALMARA.index("\n")), rule="first-line")
    report = Report(
        id=report_id, text=clean_text(TALMARA), published=head.published, outlet=outlet, origin="exemple.txt", regions=(headline,)
    )
    figures = (
        killed("42", 1, low, "people", RESCUE, least=True),
        killed("42", 2, low, "people", RESCUE, least=True),
        killed("11", 1, 11.0, "children", RESCUE),
        killed("15", 1, 15.0, "combatants", MINISTRY),
    )
    strike = Event(span=at(TALMARA, "frappe"), type="air_strike", targets=("marché",), place=MARKET, period=DAY, source=RESCUE)
    left_out = SetAside(reason="number-without-measure", detail="un âge n'est pas un bilan", span=at(TALMARA, "9 ans"))
    record = Record(
        report=head, figures=figures, statements=statements(), times=times(), places=(MARKET,), arrangements=(truce(),),
        events=(strike,), sensitive=(SensitiveName(span=at(TALMARA, "Noura Selm"), reason="child", rule="fr.care.child-age"),),
        set_aside=(left_out,), reader=reader,
    )  # fmt: skip
    return report, record


def toll(
    number: int, *, report_id: str, day: str, source: str, outlet: str, qualifier: str = "exact", kind: str = "medical"
) -> tuple[Report, Record]:
    """Return a short report that gives one toll."""
    place = "Talmara"
    text = f"Bilan à {place}\n{place} - {number} personnes ont été tuées à {place} le 17 mars, selon {source}."
    where = Place(name=place, span=at(text, place, 3), country="LB", latitude=34.43, longitude=35.84)
    figure = Figure(
        span=at(text, str(number)), low=float(number), qualifier=qualifier,
        high=None if qualifier == "at_least" else float(number),
        measure="killed", group="people", source=Source(name=source, span=at(text, source), kind=kind), place=where,
        period=Period(start="2021-03-17", end="2021-03-17"), confidence=0.9,
    )  # fmt: skip
    head = ReportHead(id=report_id, language="fr", published=day, published_by="given", outlet=outlet)
    report = Report(id=report_id, text=clean_text(text), published=day, outlet=outlet, origin=f"{report_id}.txt")
    return report, Record(report=head, figures=(figure,), places=(where,), reader=READER)


def fill_ledger(path: Path) -> Ledger:
    """Return a ledger with a disputed toll, a truce, a covered name and a copied dispatch."""
    ledger = open_ledger(path)
    fill_book(ledger)
    return ledger


def fill_book(ledger: Ledger) -> None:
    """Append the reports to an open ledger."""
    ledger.append(*talmara())
    ledger.append(*talmara(report_id="talmara-copie", outlet="Radio Cap"))
    tolls = [
        (44, "2021-03-18", "Secours de la Côte", "Le Fanal", "at_least", "medical"),
        (18, "2021-03-18", "ministère de la Défense", "Radio Cap", "exact", "state"),
        (51, "2021-03-19", "Secours de la Côte", "Le Fanal", "exact", "medical"),
        (47, "2021-03-19", "hôpital Saint-Luc", "La Rive", "exact", "medical"),
        (19, "2021-03-21", "ministère de la Défense", "Radio Cap", "exact", "state"),
        (56, "2021-03-22", "Secours de la Côte", "La Rive", "at_least", "medical"),
    ]
    for index, (number, day, source, outlet, qualifier, kind) in enumerate(tolls):
        ledger.append(
            *toll(number, report_id=f"bilan-{index}", day=day, source=source, outlet=outlet, qualifier=qualifier, kind=kind)
        )
