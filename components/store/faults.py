"""What can be wrong with the database, in sentences that say how to mend it.

Drivers put addresses, and sometimes passwords or values of rows, into their errors. Nothing of that
comes through here: a sentence is chosen by the error's code, and filled with the place alone.
"""

import errno
import re
import sqlite3
from collections.abc import Iterator

from sqlalchemy import URL
from sqlalchemy.exc import TimeoutError as PoolTimeout

from components.message import Message, StandpuntError


class DatabaseFault(StandpuntError):
    """The database cannot be used; the message says what to do. Holds no password and no driver text."""


def place(url: URL) -> str:
    """Where the database is, without user and password: a file's path, or host:port/name."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    port = f":{url.port}" if url.port else ""
    return f"{url.host or 'localhost'}{port}/{url.database or ''}"


def fault(error: BaseException, url: URL) -> DatabaseFault:
    """The driver's (or operating system's) error as a fault; a DatabaseFault comes back as it is."""
    if isinstance(error, DatabaseFault):
        return error
    where = place(url)
    causes = tuple(_causes(error))
    if any(isinstance(cause, PoolTimeout) for cause in causes):
        return DatabaseFault(busy(where))
    for cause in causes:
        message = None
        if isinstance(cause, sqlite3.Error):
            message = _of_sqlite(cause, where)
        elif isinstance(cause, OSError):
            message = _of_system(cause, where)
        elif type(cause).__module__.partition(".")[0] == "psycopg":
            message = _of_postgres(cause, url)
        if message is not None:
            return DatabaseFault(message)
    kind = ", ".join(dict.fromkeys(type(cause).__name__ for cause in causes))
    return DatabaseFault(
        Message("The database at {place} gave an unexpected answer ({kind}).", {"place": where, "kind": kind})
    )


def busy(where: str) -> Message:
    """Somebody else kept the database locked for longer than we wait."""
    return Message(
        "The database at {place} has been in use by something else for too long. "
        "Close other programs that have it open, then try again.",
        {"place": where},
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was raised from, outermost first."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = getattr(following, "orig", None) or following.__cause__


def _of_system(error: OSError, where: str) -> Message:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(where)
    return Message(
        "The database {place} cannot be made or written. Give the server's user write permission on "
        "the file and its folder, or name another folder in STANDPUNT_DATA_FOLDER.",
        {"place": where},
    )


def _full(where: str) -> Message:
    return Message(
        "The disk that holds the database {place} is full. Make room, then try again.", {"place": where}
    )


def _of_sqlite(error: sqlite3.Error, where: str) -> Message | None:
    """By SQLite's primary result code (sqlite.org/rescode.html): the low byte of the extended one."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(where)
    if code == sqlite3.SQLITE_FULL:
        return _full(where)
    if code == sqlite3.SQLITE_NOTADB:
        return Message(
            "The file {place} is not a database of Standpunt. Move it away, "
            "or name another file in STANDPUNT_DATABASE_URL.",
            {"place": where},
        )
    if code == sqlite3.SQLITE_CORRUPT:
        return Message(
            "The database file {place} is damaged. Stop the server, keep a copy of the file, "
            "and put back your last backup.",
            {"place": where},
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return Message(
            "The database file {place} may not be written. Give the server's user write permission on "
            "the file and its folder.",
            {"place": where},
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return Message(
            "The database file {place} cannot be opened. Check that its folder exists and that the "
            "server's user may write there.",
            {"place": where},
        )
    if code == sqlite3.SQLITE_IOERR:
        return Message(
            "The disk failed while the database {place} was read or written. Check the disk.",
            {"place": where},
        )
    return None


def _of_postgres(error: BaseException, url: URL) -> Message | None:
    """By SQLSTATE (PostgreSQL manual, appendix A); while connecting there is none, only libpq's words."""
    where = place(url)
    state = getattr(error, "sqlstate", None) or ""
    words = str(error) if not state else ""
    if state in ("28P01", "28000") or re.search(r"authentication failed|no password supplied", words):
        return Message(
            "The database server at {place} refuses this user or password. Correct STANDPUNT_DATABASE_URL.",
            {"place": where},
        )
    if state == "3D000" or re.search(r'database ".*" does not exist', words):
        return Message(
            "The database server has no database {place}. Create it, or correct STANDPUNT_DATABASE_URL.",
            {"place": where},
        )
    if re.search(r'role ".*" does not exist', words):
        return Message(
            "The database server at {place} refuses this user or password. Correct STANDPUNT_DATABASE_URL.",
            {"place": where},
        )
    if state in ("53100", "53200"):
        return _full(where)
    if state in ("55P03", "57014", "40P01", "40001", "53300"):
        return busy(where)
    if state in ("42501", "25006"):
        return Message(
            "This user may not make or change tables in the database {place}. Give it that permission.",
            {"place": where},
        )
    if not state and type(error).__name__ == "ProgrammingError":
        return Message(
            "STANDPUNT_DATABASE_URL has an option that the database driver does not know. Remove what "
            "follows the question mark, or correct it."
        )
    if state[:2] in ("08", "57") or (not state and type(error).__name__ in _CONNECTION_ERRORS):
        return Message(
            "The database server at {place} cannot be reached. Check that it runs and that "
            "STANDPUNT_DATABASE_URL names the right host and port.",
            {"place": where},
        )
    return None


_CONNECTION_ERRORS = ("OperationalError", "ConnectionTimeout", "ConnectionFailure", "CannotConnectNow")
