"""One file for each step; its number is the version of the ledger after it."""
