"""Languages as packs of data: word lists, cues with their examples, and the name of a spaCy model."""
