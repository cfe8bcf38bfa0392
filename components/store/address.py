"""From the text of STANDPUNT_DATABASE_URL to an address that we can open."""

import importlib.util

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from components.message import Message
from components.store.faults import DatabaseFault


def address(url: str) -> URL:
    """The parsed URL of an SQLite file or a PostgreSQL database.

    Raises DatabaseFault; its message never repeats the URL, which may hold a password.
    """
    parsed = _parsed(url)
    if parsed is None:
        raise DatabaseFault(
            Message(
                "STANDPUNT_DATABASE_URL is not a database address. It must look like {file} or {server}; "
                "in a password, write {characters} as percent codes.",
                {
                    "file": "sqlite:////folder/standpunt.db",
                    "server": "postgresql://user:password@host:5432/name",
                    "characters": "@ : / %",
                },
            )
        )
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise DatabaseFault(
            Message(
                "Standpunt keeps its data in SQLite or PostgreSQL, not in {kind}. "
                "Correct STANDPUNT_DATABASE_URL.",
                # What is before :// can be anything when the address was mistyped.
                {"kind": parsed.drivername[:40]},
            )
        )
    if parsed.get_backend_name() == "sqlite":
        if parsed.query or parsed.host or parsed.database in (None, "", ":memory:"):
            raise DatabaseFault(
                Message(
                    "STANDPUNT_DATABASE_URL must name a file, like {file}: "
                    "a database in memory would forget every answer.",
                    {"file": "sqlite:////folder/standpunt.db"},
                )
            )
    elif importlib.util.find_spec("psycopg") is None:
        raise DatabaseFault(
            Message(
                "For PostgreSQL the package {package} is needed. Install it with pip and start again.",
                {"package": "psycopg[binary]"},
            )
        )
    return parsed


def _parsed(url: str) -> URL | None:
    """None where SQLAlchemy cannot read it, so that its error, which quotes parts of it, ends here."""
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        return None
