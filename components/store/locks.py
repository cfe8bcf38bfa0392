"""Locks that hold across processes."""

import hashlib

from sqlalchemy import Connection, text


def hold(connection: Connection, name: str) -> None:
    """Until this transaction ends, no other that holds the same name goes on.

    SQLite has one writer at a time anyway; PostgreSQL gets an advisory lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": lock_key(name)})


def lock_key(name: str) -> int:
    """A signed 64-bit number for the name, the same in every process."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
