"""Bringing a database to this program's schema, one process at a time, whole or not at all."""

import threading
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, inspect, text

from components.message import Message
from components.store.engine import make_engine
from components.store.faults import DatabaseFault, busy, place
from components.store.locks import hold
from components.store.sqlite_file import copy

# Not Alembic's usual name: in a PostgreSQL database shared with another program that one may be taken.
VERSION_TABLE = "standpunt_schema"
LOCK_SECONDS = 60
_MIGRATIONS = Path(__file__).parent / "migrations"
# Alembic keeps the migration that is going on in module variables.
_one_at_a_time = threading.Lock()


def bring_up_to_date(url: URL) -> None:
    """Migrates the database to `head()` under a lock; nothing when it is there already.

    Raises DatabaseFault, and what the driver and the file system raise.
    """
    with _one_at_a_time:
        if url.get_backend_name() != "sqlite":
            _migrate(url)
            return
        file = Path(url.database or "")
        try:
            with FileLock(file.with_name(file.name + ".lock"), timeout=LOCK_SECONDS, mode=0o600):
                _migrate(url)
        except Timeout:
            raise DatabaseFault(busy(place(url))) from None


def current(connection: Connection) -> str | None:
    """The revision that the database is at; None when it was never migrated."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()


@cache
def head() -> str:
    """The revision that this program works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def other_schema(where: str, found: str | None) -> Message:
    """The database was made, migrated or put back by another version of this program."""
    if found is None or _is_known(found):
        return Message(
            "The database {place} was replaced by an older one. Restart the server to bring it up to date.",
            {"place": where},
        )
    return Message(
        "The database {place} was made by a newer version of Standpunt. Install that version, "
        "or name another database in STANDPUNT_DATABASE_URL.",
        {"place": where},
    )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # Alembic reads % as the beginning of a variable.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _migrate(url: URL) -> None:
    is_sqlite = url.get_backend_name() == "sqlite"
    engine = make_engine(url, for_migration=True)
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(standpunt_writes=True)
            if is_sqlite:
                # Before the transaction, because a copy cannot be made in the middle of one.
                with connection.begin():
                    found = current(connection)
                    others = inspect(connection).get_table_names()
                if found is None and others:
                    raise DatabaseFault(_another_program(place(url)))
                if found is not None and found != head() and _is_known(found):
                    file = Path(url.database or "")
                    copy(file, file.with_name(f"{file.stem}.before-{head()}.db"))
            with connection.begin():
                if not is_sqlite:
                    connection.execute(text(f"set local lock_timeout = '{LOCK_SECONDS}s'"))
                    hold(connection, VERSION_TABLE)
                found = current(connection)
                if found == head():
                    return
                if found is not None and not _is_known(found):
                    raise DatabaseFault(other_schema(place(url), found))
                command.upgrade(_config(connection), "head")
                if is_sqlite and connection.execute(text("pragma foreign_key_check")).first():
                    raise DatabaseFault(_does_not_fit(place(url)))
    finally:
        engine.dispose()


def _is_known(revision: str) -> bool:
    return any(
        script.revision == revision for script in ScriptDirectory.from_config(_config()).walk_revisions()
    )


def _another_program(where: str) -> Message:
    return Message(
        "The file {place} is a database of another program. Name another file in STANDPUNT_DATABASE_URL.",
        {"place": where},
    )


def _does_not_fit(where: str) -> Message:
    return Message(
        "The database {place} holds rows that belong to nothing, so it was left as it was. "
        "Put back your last backup.",
        {"place": where},
    )
