"""What alembic runs: the steps, on the connection and inside the transaction that `schema.make_tables` opened."""

from __future__ import annotations

from alembic import context

from selon.ledger.tables import metadata

# alembic gives the configuration when it runs this file; an import of it does nothing
config = getattr(context, "config", None)
if config is not None:
    context.configure(connection=config.attributes["connection"], target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
