"""Opening the database, and the transactions on it."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from components.message import Message
from components.store import migrate
from components.store.address import address
from components.store.engine import BUSY_SECONDS, make_engine
from components.store.faults import DatabaseFault, busy, fault, place
from components.store.sqlite_file import FileIdentity, prepare

__all__ = ["Connection", "Database", "open_database"]

_log = logging.getLogger(__name__)


class Database:
    """One database, for all threads of the process. Made by `open_database`."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url = url
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time. Waiting here is woken at once; waiting in SQLite is polling.
        self._writer = threading.Lock()
        self._file = FileIdentity.of(Path(url.database or "")) if self._is_sqlite else None

    def __repr__(self) -> str:
        return f"Database({place(self._url)!r})"

    @property
    def place(self) -> str:
        """Where it is, without user and password."""
        return place(self._url)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write; committed, and on the disk, when the block ends without an error.

        Raises DatabaseFault. Anything else raised inside the block undoes it and passes on.
        """
        with self._alone():
            if self._file is not None and not self._file.is_still_there():
                raise DatabaseFault(self._replaced())
            with self._faults(), self._engine.connect() as connection:
                writer = connection.execution_options(standpunt_writes=True)
                with writer.begin():
                    yield writer

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for reading: everything read in it is from one moment. Raises DatabaseFault."""
        with self._faults(), self._engine.connect() as connection:
            reader = connection
            if not self._is_sqlite:
                reader = connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with reader.begin():
                yield reader

    def check(self) -> None:
        """Returns when the database answers and its schema is this program's; else raises DatabaseFault."""
        if self._file is not None and not self._file.is_still_there():
            raise DatabaseFault(self._replaced())
        with self.reading() as connection:
            connection.execute(text("select 1"))
            found = migrate.current(connection)
        if found != migrate.head():
            raise DatabaseFault(migrate.other_schema(self.place, found))

    def checkpoint(self) -> None:
        """Brings SQLite's write-ahead log into the file and empties it, so that erased text is gone.

        Where a reader is in the way, the log is emptied at a later occasion. Nothing on PostgreSQL.
        """
        if not self._is_sqlite:
            return
        with self._faults():
            raw = self._engine.raw_connection()
            try:
                # Outside a transaction, which is why it does not go through `writing`.
                raw.cursor().execute("pragma wal_checkpoint(truncate)").fetchall()
            finally:
                raw.close()

    def close(self) -> None:
        """Closes all connections that are not in use."""
        self._engine.dispose()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=2 * BUSY_SECONDS):
            raise DatabaseFault(busy(self.place))
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        with as_faults(self._url):
            yield

    def _replaced(self) -> Message:
        return Message(
            "The database file {place} was removed or replaced while the server ran. "
            "Put it back, or restart the server to begin with the file that is there now.",
            {"place": self.place},
        )


def open_database(url: str) -> Database:
    """The database at this SQLAlchemy URL, brought to this program's schema; made where there is none.

    For SQLite the folder (mode 700) and file (mode 600) are made; an older database is copied to
    `NAME.before-REVISION.db` beside it before it is migrated. Any number of processes may do this at once.
    Raises DatabaseFault.
    """
    parsed = address(url)
    with as_faults(parsed, files=True):
        if parsed.get_backend_name() == "sqlite":
            prepare(Path(parsed.database or ""))
        migrate.bring_up_to_date(parsed)
        database = Database(parsed, make_engine(parsed))
    try:
        database.check()
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def as_faults(url: URL, *, files: bool = False) -> Iterator[None]:
    """Turns every error of driver and SQLAlchemy inside the block into a DatabaseFault.

    files: those of the file system too.
    """
    ours: tuple[type[Exception], ...] = (SQLAlchemyError, sqlite3.Error)
    if files:
        ours = (*ours, OSError)
    try:
        yield
    except ours as error:
        problem = fault(error, url)
        # Names of classes only: the text can hold addresses, passwords, and what people wrote.
        kinds = [type(error).__name__, type(getattr(error, "orig", None)).__name__]
        _log.warning("database fault (%s): %s", "/".join(kinds), problem)
    except Exception as error:
        # psycopg is imported only where it is used, so its errors are recognised by their module.
        if type(error).__module__.partition(".")[0] != "psycopg":
            raise
        problem = fault(error, url)
    else:
        return
    raise problem from None
