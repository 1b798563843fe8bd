"""The command line: the verbs of the Python interface with hyphens."""
