"""Write what the ledger holds in the formats of the field."""
