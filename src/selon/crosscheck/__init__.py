"""Hold the claims of many reports against each other."""
