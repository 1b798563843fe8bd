from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from selon.errors import BadSetting, LedgerError, LedgerVersionMismatch
from selon.ledger.ledger import Ledger, open_ledger, upgrade_ledger
from selon.ledger.schema import head_version, metadata


def of_the_tables(name: str | None, kind: str, _: object) -> bool:
    # each kind of database makes the full text its own way
    return not (kind == "table" and str(name).startswith(("report_search", "alembic_version")))


def test_the_migrations_make_the_tables_of_today(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": of_the_tables, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def set_version(path: Path, version: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.commit()
    connection.close()


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "livre.sqlite"
    open_ledger(path).close()
    set_version(path, "9999")
    with pytest.raises(LedgerVersionMismatch, match="made by a newer selon"):
        open_ledger(path)


def test_an_older_ledger_is_refused_with_the_command_that_helps(tmp_path: Path) -> None:
    path = tmp_path / "livre.sqlite"
    open_ledger(path).close()
    set_version(path, "0000")
    with pytest.raises(LedgerVersionMismatch, match=f"selon ledger upgrade {path}"):
        open_ledger(path)


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "livre.sqlite"
    made_at(path, "0001")
    with pytest.raises(LedgerVersionMismatch):
        open_ledger(path)
    assert upgrade_ledger(path) == ("0001", head_version())
    with open_ledger(path) as ledger:
        assert ledger.counts().reports == 0


def made_at(path: Path, version: str) -> None:
    from alembic import command
    from alembic.config import Config

    from selon.ledger.connect import connect, ledger_url, writing

    engine = connect(ledger_url(path))
    with writing(engine) as connection:
        config = Config()
        config.set_main_option("script_location", "selon.ledger:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, version)
    engine.dispose()


def test_another_database_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "autre.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE chose (nom TEXT)")
    connection.close()
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(path)


def test_a_text_file_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "texte.txt"
    path.write_text("Ceci est une dépêche, pas un livre. " * 50, encoding="utf-8")
    with pytest.raises(LedgerError, match="not a ledger"):
        open_ledger(path)


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="no ledger there"):
        open_ledger(tmp_path / "rien.sqlite", create=False)
    assert not (tmp_path / "rien.sqlite").exists()


def test_a_ledger_in_no_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        open_ledger(tmp_path / "nulle-part" / "livre.sqlite")


@pytest.mark.parametrize("address", ["mysql://hote/base", "http://hote/", "://", "sqlite+truc:///x"])
def test_an_address_of_something_else_is_refused(address: str) -> None:
    with pytest.raises(BadSetting):
        open_ledger(address)


def test_foreign_keys_are_on_and_the_log_is_wal(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
