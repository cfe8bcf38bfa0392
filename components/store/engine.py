"""SQLAlchemy engines: how connections are made, and how a transaction begins."""

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

# As long as a person with an answer in hand is left waiting; the card asks again after 8 s.
BUSY_SECONDS = 5
# Another process may be bringing the same file up to date.
MIGRATION_BUSY_SECONDS = 30


def make_engine(url: URL, *, for_migration: bool = False) -> Engine:
    """A pooled engine; or one for migrating: every connection closed after use, foreign keys not enforced.

    SQLite changes a table by making it anew and dropping the old one; enforced foreign keys would take
    the rows that point at it along.
    """
    # hide_parameters keeps what people wrote out of error texts and logs.
    options: dict[str, Any] = {"hide_parameters": True}
    if for_migration:
        options |= {"poolclass": NullPool}
    else:
        options |= {"pool_size": 10, "max_overflow": 40, "pool_timeout": BUSY_SECONDS}
    if url.get_backend_name() != "sqlite":
        connect = {"connect_timeout": BUSY_SECONDS, "application_name": "standpunt"}
        return create_engine(url, pool_pre_ping=True, connect_args=connect, **options)
    # Transactions are ours to begin: the driver's own habit is to begin only before some statements.
    busy = MIGRATION_BUSY_SECONDS if for_migration else BUSY_SECONDS
    connect = {"isolation_level": None, "timeout": busy, "check_same_thread": False}
    engine = create_engine(url, connect_args=connect, **options)
    event.listen(engine, "connect", _prepare_for_migration if for_migration else _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute(f"pragma busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("pragma journal_mode = wal")
        # FULL: a commit that was acknowledged survives a power cut, not just the end of the process.
        cursor.execute("pragma synchronous = full")
        cursor.execute("pragma foreign_keys = on")
        # What a person erases is overwritten, not just unlinked.
        cursor.execute("pragma secure_delete = on")
    finally:
        cursor.close()


def _prepare_for_migration(connection: sqlite3.Connection, record: object) -> None:
    _prepare(connection, record)
    connection.execute("pragma foreign_keys = off").close()
    connection.execute(f"pragma busy_timeout = {MIGRATION_BUSY_SECONDS * 1000}").close()


def _begin(connection: Connection) -> None:
    # A transaction that begins by reading and then wants to write can find that another wrote in between,
    # and no waiting helps it. So who may write says so at once.
    writes = connection.get_execution_options().get("standpunt_writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
