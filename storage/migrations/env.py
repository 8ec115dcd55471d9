"""Alembic's environment: runs on the connection that `storage.migration` opened."""

from alembic import context
from sqlalchemy import Connection

from storage.tables import SQLModel

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run through storage.migration")
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
