"""Names of places and where they lie: built from packages, extended by the user."""

from selon.gazetteer.candidate import Candidate, kilometres
from selon.gazetteer.containment import is_same, is_within, place_candidate
from selon.gazetteer.countries import country_code, country_name, demonym_country, demonyms
from selon.gazetteer.index import Gazetteer, load, reload
from selon.gazetteer.own import add_places, build_geonames

__all__ = [
    "Candidate",
    "Gazetteer",
    "add_places",
    "build_geonames",
    "country_code",
    "country_name",
    "demonym_country",
    "demonyms",
    "is_same",
    "is_within",
    "kilometres",
    "load",
    "place_candidate",
    "reload",
]
