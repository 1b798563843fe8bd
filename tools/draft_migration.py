"""Print the body of the next migration: what the tables modules have and a ledger of the migrations so far has not.

    python tools/draft_migration.py

Copy what it prints into `upgrade()` of a new file in src/selon/ledger/migrations/versions.
"""

from __future__ import annotations

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

from selon.ledger.connect import connect, ledger_url
from selon.ledger.schema import make_tables, metadata


def tables_only(name: str | None, kind: str, _: object) -> bool:
    """Leave out the full text: each kind of database makes it its own way."""
    return not (kind == "table" and (name or "").startswith(("report_search", "alembic_version")))


def main() -> None:
    """Compare a fresh ledger with the tables modules."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        engine = connect(ledger_url(f"{folder}/draft.sqlite"))
        make_tables(engine)
        with engine.connect() as connection:
            script = produce_migrations(MigrationContext.configure(connection, opts={"include_name": tables_only}), metadata)
        if script.upgrade_ops is None or script.upgrade_ops.is_empty():
            print("nothing to do: the migrations and the tables agree")
        else:
            print(render_python_code(script.upgrade_ops))
        engine.dispose()


if __name__ == "__main__":
    main()
