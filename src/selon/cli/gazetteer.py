"""`selon gazetteer`: places of your own, and what is known of a name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selon.cli.terminal import CODES, tell

app = typer.Typer(help="Add places of your own, build from GeoNames, look a name up.", no_args_is_help=True)


@app.command()
def add(file: Annotated[Path, typer.Argument(help="A CSV: name, other names (|), latitude, longitude, country.")]) -> int:
    """Add places of your own; they are known at once and win over others of the name."""
    from selon.gazetteer.own import add_places

    tell(f"{file}: {add_places(file)} places added")
    return CODES.done


@app.command()
def build(file: Annotated[Path, typer.Argument(help="A file downloaded from GeoNames: SY.txt, SY.zip, cities500.zip.")]) -> int:
    """Add the places of a downloaded GeoNames file."""
    from selon.gazetteer.own import build_geonames

    tell(f"{file}: {build_geonames(file)} places added")
    return CODES.done
