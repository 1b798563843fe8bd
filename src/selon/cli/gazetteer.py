"""`selon gazetteer`: places of your own, and what is known of a name."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.terminal import CODES, complain, print_json, tell

if TYPE_CHECKING:
    from selon.gazetteer.candidate import Candidate

app = typer.Typer(help="Add places of your own, build from GeoNames, look a name up.", no_args_is_help=True)

Csv = Annotated[
    Path,
    typer.Argument(help="A CSV: name, other_names (parted by |), latitude, longitude, country (two letters).", metavar="FILE"),
]
Download = Annotated[Path, typer.Argument(help="A file from geonames.org, unpacked: SY.txt, allCountries.txt.", metavar="FILE")]
Name = Annotated[str, typer.Argument(help="A name; case, accents and hyphens do not count.", metavar="NAME")]
Country = Annotated[str | None, typer.Option(help="Only places in this country (two letters).", metavar="CODE")]
Json = Annotated[bool, typer.Option("--json", help="Print the places as JSON.")]


@app.command()
def add(file: Csv) -> int:
    """Add places of your own; they go before all others of the name. Read reports again to see them there."""
    from selon.gazetteer import add_places
    from selon.gazetteer.own import read_places

    total = add_places(_there(file))
    added = sum(1 for _ in read_places(file))
    tell(f"{file}: {added} places added; {total} of your own in all")
    return CODES.done


@app.command()
def build(file: Download) -> int:
    """Add the places of a downloaded GeoNames file."""
    from selon.gazetteer import build_geonames

    tell(f"{file}: {build_geonames(_there(file))} places added")
    return CODES.done


@app.command()
def find(name: Name, country: Country = None, as_json: Json = False) -> int:
    """Say which places a name may mean, the likeliest first. Ends with 3 where none is known."""
    from selon.gazetteer import load

    found = _towns_first(load().find(name, countries=[country.upper()] if country else (), weak=True))
    if as_json:
        print_json([asdict(place) for place in found])
    for place in [] if as_json else found:
        point = f"{place.latitude:.4f} {place.longitude:.4f}" if place.latitude is not None else "no point"
        number = f"geonames {place.geonames}" if place.geonames else place.layer
        print(f"{place.name}, {place.country or '-'}, {place.kind}, {point}, {place.population:,} people, {number}")
    if not found:
        complain(f"no place of the name {name!r}")
    return CODES.done if found else CODES.left_over


def _towns_first(found: list[Candidate]) -> list[Candidate]:
    """Return places with the town before the province that it gave its name to: its people are counted with both."""
    ordered = list(found)
    for region in [c for c in found if c.kind in ("province", "district")]:
        at = ordered.index(region)
        town = next((c for c in ordered[at + 1 :] if _is_seat(c, region)), None)
        if town is not None:
            ordered.remove(town)
            ordered.insert(at, town)
    return ordered


def _is_seat(place: Candidate, region: Candidate) -> bool:
    same = (place.country, place.adm1) == (region.country, region.adm1)
    return same and place.kind not in ("province", "district", "country", "region")


def _there(file: Path) -> Path:
    from selon.errors import InputError

    if not file.is_file():
        raise InputError("no such file", where=str(file))
    return file
