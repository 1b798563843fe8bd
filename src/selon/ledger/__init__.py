"""The ledger: one database of reports, claims, evidence and their history. `docs/ledger.md` tells how it stands.

Import from the modules: `selon.ledger.ledger` (open_ledger, Ledger), `selon.ledger.stored` (what it gives back).
"""
