"""The words that the fields of a record may hold (docs/record.md says what each means)."""

from __future__ import annotations

QUALIFIERS = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "between", "vague")
PEOPLE_MEASURES = (
    *("killed", "wounded", "missing", "abducted", "detained", "freed", "surrendered", "displaced", "returned"),
    *("evacuated", "arrived", "present", "in_need", "affected"),
)
THING_MEASURES = ("attacks", "destroyed", "damaged", "captured", "delivered", "planned", "groups", "corridors", "sites", "other")
MEASURES = PEOPLE_MEASURES + THING_MEASURES
GROUPS = (
    *("people", "civilians", "children", "women", "men", "combatants", "security_forces", "aid_workers", "medics"),
    *("journalists", "peacekeepers", "refugees", "displaced", "prisoners", "hostages", "sick_or_wounded", "officials"),
    "foreigners",
)
MODALITIES = ("asserted", "hearsay", "planned", "denied", "hypothetical")
ACTS = (
    *("say", "announce", "estimate", "claim_responsibility", "accuse", "deny", "confirm", "demand", "promise", "refuse"),
    *("warn", "expect", "regret"),
)
STATEMENT_TYPES = ("direct", "indirect", "mixed")
SOURCE_KINDS = ("state", "armed_group", "un", "ngo", "medical", "media", "resident", "official", "unnamed", "other")
PRECISIONS = ("exact", "settlement", "district", "province", "country", "region")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
ARRANGEMENT_KINDS = (
    *("ceasefire", "humanitarian_pause", "reduction_of_strikes", "corridor", "evacuation", "aid_delivery", "talks"),
    *("agreement", "exchange", "siege", "withdrawal"),
)
STATUSES = ("proposed", "announced", "in_force", "ended", "suspended", "refused", "violated", "completed")
STANCES = ("accepts", "refuses", "conditions", "demands", "guarantees", "cannot_guarantee", "mediates")
EVENT_TYPES = (
    *("air_strike", "shelling", "armed_attack", "clash", "bombing", "abduction", "arrest", "execution", "sexual_violence"),
    *("looting", "destruction", "territory_gained", "territory_lost", "deployment", "displacement", "evacuation"),
    *("aid_delivered", "aid_blocked", "protest", "talks", "agreement", "release", "disaster", "other"),
)
CLAIM_KINDS = ("figure", "statement", "arrangement", "event", "time", "place")
