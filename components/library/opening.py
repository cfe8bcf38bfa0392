"""Opening the library: the shipped articles and themes are taken into the database.

A shipped file is taken in once, by checksum, as a new revision; from then on the database is the record.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from components import article as article_files
from components import themes as theme_files
from components.library.proposals import propose_codes
from components.library.reading import forget, list_articles
from components.library.revisions import take_in
from components.message import Message, StandpuntError
from components.settings import REPOSITORY, Settings
from components.store import articles as article_rows
from components.store import deleted_articles
from components.store import themes as theme_rows
from components.store.database import Database, open_database
from components.store.faults import DatabaseFault
from components.store.locks import hold

SHIPPED_ARTICLES = REPOSITORY / "data" / "articles"
SHIPPED_THEMES = REPOSITORY / "data" / "themes"

_log = logging.getLogger(__name__)
_open: dict[tuple[str, Path, Path], "Library"] = {}
_opening = threading.Lock()


@dataclass(frozen=True)
class Library:
    """The open database, and what was wrong with shipped files (they were left out)."""

    database: Database
    faults: tuple[Message, ...] = ()


def open_library(
    settings: Settings, *, articles: Path = SHIPPED_ARTICLES, themes: Path = SHIPPED_THEMES
) -> Library:
    """Opens the database, once per process and URL, and takes in what was shipped since the last time.

    articles, themes: the folders of the shipped files, *.json and *.yaml. A damaged file is left out and
    reported in `Library.faults`. Raises DatabaseFault; that is not remembered, so the next call tries again.
    """
    key = (settings.database_url, articles, themes)
    # Without the lock: every run of every page asks this, and almost always it is open.
    library = _open.get(key)
    if library is not None:
        return library
    with _opening:
        if key in _open:
            return _open[key]
        database = open_database(settings.database_url)
        try:
            library = Library(database, tuple(_take_in(database, articles, themes)))
        except BaseException:
            database.close()
            raise
        _open[key] = library
        return library


def close_libraries() -> None:
    """Closes all that `open_library` opened; it opens them anew when asked. For the end of the process."""
    with _opening:
        for library in _open.values():
            library.database.close()
        _open.clear()
        forget()


def _take_in(database: Database, articles: Path, themes: Path) -> Iterator[Message]:
    """Takes in all files and lets the coder go through what is new; gives what went wrong with each."""
    yield from _each_file(database, articles, "*.json", _take_in_article)
    yield from _each_file(database, themes, "*.yaml", _take_in_theme_set)
    for entry in list_articles(database):
        with _reported(entry.id) as faults:
            propose_codes(database, entry.id)
        yield from faults


def _each_file(
    database: Database, folder: Path, pattern: str, take_in: Callable[[Database, Path, dict[str, str]], None]
) -> Iterator[Message]:
    """Takes in the files of the folder in the order of their names; gives what went wrong with each."""
    seen: dict[str, str] = {}
    for path in sorted(folder.glob(pattern)):
        with _reported(path.name) as faults:
            take_in(database, path, seen)
        yield from faults


@contextmanager
def _reported(name: str) -> Iterator[list[Message]]:
    """Whatever goes wrong with one file stays with that file; only a fault of the database passes on."""
    faults: list[Message] = []
    try:
        yield faults
    except DatabaseFault:
        raise
    except StandpuntError as fault:
        faults.append(fault.message)
    except Exception:
        _log.exception("cannot take in %s", name)
        faults.append(Message("{file} could not be taken in. The server's log says why.", {"file": name}))


def _claim(found: str, path: Path, seen: dict[str, str]) -> None:
    """Two files with one id would take turns being the newest revision. Raises StandpuntError."""
    if found in seen:
        raise StandpuntError(
            Message(
                "{file} has the same id as {other}, {id}, and was left out. Give one of them another id.",
                {"file": path.name, "other": seen[found], "id": found},
            )
        )
    seen[found] = path.name


def _checksum(path: Path) -> str:
    # A checkout on Windows may change the ends of lines; that is not another article.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _take_in_article(database: Database, path: Path, seen: dict[str, str]) -> None:
    """Stores the file as a new revision, unless one came from the same file, or a person erased the article.

    seen: id -> file name.
    """
    checksum = _checksum(path)
    found = article_files.load(path)
    _claim(found.id, path, seen)
    with database.writing() as connection:
        hold(connection, f"article {found.id}")
        if deleted_articles.is_erased(connection, found.id):
            return
        if not article_rows.has_checksum(connection, found.id, checksum):
            take_in(connection, found, checksum, datetime.now(UTC))


def _take_in_theme_set(database: Database, path: Path, seen: dict[str, str]) -> None:
    """Stores the file's themes and shows its article on them, unless that was done before."""
    checksum = _checksum(path)
    found = theme_files.load_theme_set(path)
    _claim(found.id, path, seen)
    with database.writing() as connection:
        hold(connection, "themes")
        if not theme_rows.has_set_checksum(connection, found.id, checksum):
            now = datetime.now(UTC)
            stored = [theme_rows.add(connection, theme, now) for theme in found.themes]
            theme_rows.add_set(connection, found.id, found.article, checksum, now)
            if found.article is not None:
                theme_rows.attach(connection, found.article, found.id, stored)
