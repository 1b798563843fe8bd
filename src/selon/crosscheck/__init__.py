"""Hold the claims of many reports against each other.

What a page, an export or a program asks of it (all data in `findings`, sentences by `reasons`):

    run(ledger, progress=None, anew=False) -> Checked           compare what is new with all that is there; keep the findings
    dossiers(ledger, limit=None) -> list[DossierHead]           the questions that several figures answer, the widest first
    dossier(ledger, key) -> Dossier                             one question with all its figures; `key` of a head or ...
    ask(ledger, words, language=None) -> Dossier                ... "tués, Sri Lanka, 21 avril 2019", English too
    lineage_of(ledger, report) -> Lineage                       copies and same origins of a report (its key)
    relations_of(ledger, claim) -> list[Relation]               what other figures say of one (the claim's key)
    open_disputes(ledger, limit=None) -> list[Relation]         disputes between figures that nothing newer has superseded
    arrangement_threads(ledger) -> list[Thread]                 each truce or talk through the reports
    events_within(ledger, thread) -> list[Within]               what is told of its place and window
    actors(ledger) -> list[ActorView]                           names joined over reports, with evidence
    join_actors(ledger, a, b, who=, why=) / part_actors(...)    decisions by hand: they stay after every run
    relations_json(ledger) -> dict                              the form that the benchmark reads
    reasons.sentence(reason, language) -> str                   a reason as a sentence ("fr", "en")
"""

from __future__ import annotations

from selon.crosscheck import findings, reasons
from selon.crosscheck.actors import actors, join_actors, part_actors
from selon.crosscheck.dossiers import ask, dossier
from selon.crosscheck.heads import dossiers
from selon.crosscheck.relations_file import relations_json
from selon.crosscheck.run import run
from selon.crosscheck.threads import arrangement_threads, events_within
from selon.crosscheck.views import lineage_of, open_disputes, relations_of

__all__ = [
    "actors",
    "arrangement_threads",
    "ask",
    "dossier",
    "dossiers",
    "events_within",
    "findings",
    "join_actors",
    "lineage_of",
    "open_disputes",
    "part_actors",
    "reasons",
    "relations_json",
    "relations_of",
    "run",
]
