"""The ledger: one database of reports, claims, evidence and their history."""
