"""Countries by code, by name and by the adjectives of their people."""

from __future__ import annotations

from functools import cache

from babel import Locale

from selon.gazetteer.keys import strong_key
from selon.gazetteer.sources import country_names
from selon.lang.pack import Pack, load_pack


def country_name(code: str, language: str = "fr") -> str:
    """Return the usual name of a country; the code itself where none is known.

    >>> country_name("SY"), country_name("CD"), country_name("ZZZ")
    ('Syrie', 'République démocratique du Congo', 'ZZZ')
    """
    usual = load_pack(language).groups("places_countries", "names").get(code)
    return usual[0] if usual else str(Locale(language).territories.get(code, code))


@cache
def _codes() -> dict[str, str]:
    return {strong_key(name): code for code, names in country_names().items() for name in names}


def country_code(name: str) -> str | None:
    """Return the code of a country from one of its names.

    >>> country_code("Birmanie"), country_code("Etats-Unis"), country_code("Atlantide")
    ('MM', 'US', None)
    """
    return _codes().get(strong_key(name))


@cache
def demonyms(pack: Pack) -> dict[str, str]:
    """Return the country of each adjective and name of a people, all forms, in small letters."""
    endings = pack.words("places_demonyms", "plural_endings")
    table = pack.groups("places_demonyms", "forms")
    return {form + ending: code for code, forms in table.items() for form in forms for ending in endings}


def demonym_country(word: str, pack: Pack) -> str | None:
    """Return the country of an adjective or the name of a people, in any case.

    >>> demonym_country("yéménites", load_pack("fr")), demonym_country("Syriennes", load_pack("fr"))
    ('YE', 'SY')
    """
    return demonyms(pack).get(word.lower())
