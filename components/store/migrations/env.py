"""What Alembic runs for each migration. The connection, and its transaction, come from `migrate.py`.

A developer's `alembic` command has no connection; make migrations as CONTRIBUTING.md says.
"""

from alembic import context

from components.store.migrate import VERSION_TABLE
from components.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter most of a table; batch mode makes it anew.
    render_as_batch=True,
    # SQLite can undo a change of schema, though Alembic assumes that it cannot.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
