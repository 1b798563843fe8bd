"""Make the tables of a ledger, say which version they have, and bring older ones up to date.

The version of a ledger is the number of the last migration that it went through (`migrations/versions/0001_ledger.py`
is `0001`). All tables modules are imported here, so that `metadata` knows them all.
"""

from __future__ import annotations

import time
from functools import cache
from importlib import resources

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from selon.errors import LedgerError, LedgerVersionMismatch
from selon.ledger import tables_findings, tables_review
from selon.ledger.connect import reading, writing
from selon.ledger.tables import metadata

__all__ = ["check_version", "head_version", "ledger_version", "make_tables", "metadata", "tables_findings", "tables_review"]


@cache
def head_version() -> str:
    """Return the version that this selon writes.

    >>> head_version() >= "0005"
    True
    """
    folder = resources.files("selon.ledger") / "migrations" / "versions"
    return max(f.name[:4] for f in folder.iterdir() if f.name[:4].isdigit())


def ledger_version(connection: Connection) -> str | None:
    """Return the version of a ledger; None for an empty database.

    Raises:
        LedgerError: a database of something else.
    """
    inspector = inspect(connection)
    if inspector.has_table("alembic_version"):
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if inspector.get_table_names():
        raise LedgerError("a database of something else, not a ledger", where=str(connection.engine.url.database))
    return None


def check_version(engine: Engine) -> None:
    """Refuse a ledger that is older or newer than this program.

    Raises:
        LedgerVersionMismatch: names the command that helps.
    """
    where = engine.url.database if engine.dialect.name == "sqlite" else engine.url.render_as_string()
    with reading(engine) as connection:
        version = ledger_version(connection)
    if version is None:
        raise LedgerError("an empty database", where=str(where), hint="selon read PATH --ledger FILE makes a ledger")
    if version < head_version():
        raise LedgerVersionMismatch(
            f"made by an older selon (version {version}, this one has {head_version()})",
            where=str(where),
            hint=f"run: selon ledger upgrade {where}",
        )
    if version > head_version():
        raise LedgerVersionMismatch(
            f"made by a newer selon (version {version}, this one knows {head_version()})",
            where=str(where),
            hint="install the newer selon: pip install --upgrade selon",
        )


def make_tables(engine: Engine) -> None:
    """Make the tables of a new ledger, or bring an older one up to date, in one transaction."""
    if engine.dialect.name == "sqlite":
        _keep_log(engine)
    with writing(engine) as connection:
        # another program may have made them while this one waited for its turn
        version = ledger_version(connection)
        if version is None or version < head_version():
            _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "selon.ledger:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _keep_log(engine: Engine) -> None:
    """Switch a SQLite file to WAL, for good; two programs that do so at once may be told to try again."""
    for attempt in range(50):
        try:
            with engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                if raw is not None:
                    raw.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except (OperationalError, engine.dialect.loaded_dbapi.OperationalError) as error:
            if "locked" not in str(error) or attempt == 49:
                hint = "does its folder exist, and may you write there?"
                raise LedgerError("the ledger cannot be opened", where=str(engine.url.database), hint=hint) from error
            time.sleep(0.1)
