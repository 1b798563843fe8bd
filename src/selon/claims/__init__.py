"""Assemble claims from what was found and settled: figures, statements, arrangements, events."""
