"""Settle what the found words stand for: a weekday is a date, a name is a point, a pronoun is a person."""
