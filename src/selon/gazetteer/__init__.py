"""Names of places and where they lie: built from packages, extended by the user."""
