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
TALMARA = """Au moins 42 morts dans une frappe sur le marché de Talmara, selon les secours
Port-Sélène (Agence Lumen) - Au moins 42 personnes, dont 11 enfants, ont été tuées mercredi dans une frappe aérienne sur le marché de Talmara, ont annoncé les Secours de la Côte. "Nous avons retiré des corps jusqu'à la nuit", a déclaré leur responsable, Ilan Varro.
Le ministère de la Défense a démenti toute frappe sur un marché et fait état de 15 combattants tués dans un dépôt.
Noura Selm, 9 ans, a perdu ses deux frères. Une trêve de 48 heures doit commencer jeudi à 8h00 (5h00 GMT), a proposé l'ONU ; le Front du Littoral l'a acceptée, le ministère a posé des conditions."""


def at(text: str, words: str, nth: int = 1) -> Span:
    """Return where words stand in a text."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def talmara(
    *, reader: str = READER, low: float = 42.0, report_id: str = "talmara-1", outlet: str = "Le Fanal"
) -> tuple[Report, Record]:
    """Return a report with every kind of claim, and its record."""
    text = TALMARA
    rescue = Source(
        name="Secours de la Côte", span=at(text, "les Secours de la Côte"), kind="medical", told_to="Agence Lumen",
        derivation=Derivation(rule="fr.attribution.subject-after", span=at(text, "ont annoncé")),
    )  # fmt: skip
    ministry = Source(name="ministère de la Défense", span=at(text, "Le ministère de la Défense"), kind="state")
    un = Source(name="ONU", span=at(text, "l'ONU"), kind="un")
    front = Source(name="Front du Littoral", span=at(text, "le Front du Littoral"), kind="armed_group")
    market = Place(name="Talmara", span=at(text, "Talmara", 2), country="LB", latitude=34.43, longitude=35.84, confidence=0.8)
    day = Period(start="2021-03-17", end="2021-03-17", derivation=Derivation(rule="fr.times.weekday", span=at(text, "mercredi")))
    number = Derivation(
        rule="fr.figure.passive", span=at(text, "ont été tuées"),
        parts=(Derivation(rule="fr.number.at-least", span=at(text, "Au moins", 2), of="qualifier"),),
    )  # fmt: skip
    figures = (
        Figure(span=at(text, "42"), low=low, high=None, qualifier="at_least", measure="killed", group="people", source=rescue,
               place=market, period=day, confidence=0.9, derivation=number),
        Figure(span=at(text, "42", 2), low=low, high=None, qualifier="at_least", measure="killed", group="people", source=rescue,
               place=market, period=day, confidence=0.95, derivation=number),
        Figure(span=at(text, "11"), low=11.0, high=11.0, qualifier="exact", measure="killed", group="children", source=rescue,
               place=market, period=day, part_of=at(text, "42", 2), confidence=0.8),
        Figure(span=at(text, "15"), low=15.0, high=15.0, qualifier="exact", measure="killed", group="combatants", source=ministry,
               place=market, period=day, confidence=0.7),
    )  # fmt: skip
    statements = (
        Statement(spans=(at(text, "Au moins 42 personnes, dont 11 enfants, ont été tuées mercredi dans une frappe aérienne sur le marché de Talmara"),),
                  type="indirect", source=rescue, cue=at(text, "ont annoncé"), act="announce", confidence=0.9),
        Statement(spans=(at(text, "Nous avons retiré des corps jusqu'à la nuit"),), type="direct",
                  source=Source(name="Ilan Varro", span=at(text, "Ilan Varro"), organization="Secours de la Côte", role="responsable", kind="official"),
                  cue=at(text, "a déclaré"), act="say", confidence=0.9),
        Statement(spans=(at(text, "toute frappe sur un marché"),), type="indirect", source=ministry, cue=at(text, "a démenti"), act="deny", confidence=0.8),
    )  # fmt: skip
    truce = Arrangement(
        span=at(text, "trêve de 48 heures"), kind="humanitarian_pause", status="proposed", by=(un,), place=market,
        start="2021-03-18T08:00+03:00", end="2021-03-20T08:00+03:00", confidence=0.7,
        positions=(
            Position(who=front, stance="accepts", span=at(text, "l'a acceptée")),
            Position(who=ministry, stance="conditions", span=at(text, "a posé des conditions")),
        ),
    )  # fmt: skip
    strike = Event(
        span=at(text, "frappe"), type="air_strike", targets=("marché",), place=market, period=day, source=rescue, confidence=0.8
    )
    times = (
        TimeExpression(
            span=at(text, "mercredi"),
            type="DATE",
            value="2021-03-17",
            earliest="2021-03-17",
            latest="2021-03-17",
            confidence=0.95,
        ),
        TimeExpression(
            span=at(text, "8h00"), type="TIME", value="2021-03-18T08:00+03:00", earliest="2021-03-18", latest="2021-03-18"
        ),
    )
    head = ReportHead(
        id=report_id, language="fr", published="2021-03-17T22:10+01:00", published_by="given", agencies=("Agence Lumen",),
        dateline="Port-Sélène", outlet=outlet,
    )  # fmt: skip
    report = Report(
        id=report_id, text=clean_text(text), published=head.published, outlet=outlet, origin="exemple.txt",
        regions=(Region(role="headline", span=Span(0, text.index("\n")), rule="first-line"),),
    )  # fmt: skip
    record = Record(
        report=head, figures=figures, statements=statements, times=times, places=(market,), arrangements=(truce,), events=(strike,),
        sensitive=(SensitiveName(span=at(text, "Noura Selm"), reason="child", rule="fr.care.child-age"),),
        set_aside=(SetAside(reason="number-without-measure", detail="un âge n'est pas un bilan", span=at(text, "9 ans")),),
        reader=reader,
    )  # fmt: skip
    return report, record


def toll(number: int, *, report_id: str, day: str, source: str, outlet: str, place: str = "Talmara", qualifier: str = "exact",
         measure: str = "killed", kind: str = "medical") -> tuple[Report, Record]:  # fmt: skip
    """Return a short report that gives one toll."""
    text = f"Bilan à {place}\n{place} - {number} personnes ont été tuées à {place} le 17 mars, selon {source}."
    where = Place(name=place, span=at(text, place, 3), country="LB", latitude=34.43, longitude=35.84)
    figure = Figure(
        span=at(text, str(number)), low=float(number), high=None if qualifier == "at_least" else float(number), qualifier=qualifier,
        measure=measure, group="people", source=Source(name=source, span=at(text, source), kind=kind), place=where,
        period=Period(start="2021-03-17", end="2021-03-17"), confidence=0.9,
    )  # fmt: skip
    head = ReportHead(id=report_id, language="fr", published=day, published_by="given", outlet=outlet)
    report = Report(id=report_id, text=clean_text(text), published=day, outlet=outlet, origin=f"{report_id}.txt")
    return report, Record(report=head, figures=(figure,), places=(where,), reader=READER)


def fill_ledger(path: Path) -> Ledger:
    """Return a ledger with a disputed toll, a truce, a covered name and a copied dispatch."""
    ledger = open_ledger(path)
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
    return ledger
