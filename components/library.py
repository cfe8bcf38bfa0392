"""What is there to read and discuss: the shipped articles and themes, taken into the database.

A shipped file is taken in once, by checksum, as a new revision; from then on the database is the record.
"""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from components import article as article_files
from components import themes as theme_files
from components.article.model import Article
from components.message import Message, StandpuntError
from components.settings import REPOSITORY, Settings
from components.store import articles as article_rows
from components.store import codes as code_rows
from components.store import themes as theme_rows
from components.store.articles import ArticleEntry
from components.store.database import Database, open_database
from components.store.faults import DatabaseFault
from components.store.locks import hold
from components.themes.model import Code, ThemeSet

SHIPPED_ARTICLES = REPOSITORY / "data" / "articles"
SHIPPED_THEMES = REPOSITORY / "data" / "themes"
CODER = "rules"

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
        for cached in (_document, _theme_set, _codes):
            cached.cache_clear()


def list_articles(database: Database) -> list[ArticleEntry]:
    """All articles by title, each in its newest revision."""
    with database.reading() as connection:
        return article_rows.entries(connection)


def read_article(database: Database, article_id: str, revision: int | None = None) -> Article:
    """The article in its newest revision, or in this one. Raises StandpuntError when there is none."""
    if revision is None:
        with database.reading() as connection:
            revision = article_rows.newest_revision(connection, article_id)
    if revision is None:
        raise StandpuntError(Message("There is no article {article}.", {"article": article_id}))
    return _document(database, article_id, revision)


def read_themes(database: Database, article_id: str) -> ThemeSet:
    """The themes on which the article is shown, in their order; a set without themes when it has none."""
    with database.reading() as connection:
        chosen = theme_rows.of_article(connection, article_id)
    return _theme_set(database, article_id, chosen)


def read_codes(database: Database, article_id: str, revision: int) -> list[Code]:
    """Every coder's standing code for each statement of this revision on each of the article's themes."""
    with database.reading() as connection:
        chosen = theme_rows.of_article(connection, article_id)
        newest = code_rows.newest(connection, article_id, revision)
    return list(_codes(database, article_id, revision, chosen, newest))


# What is stored never changes, it is only added to; so it needs to be read and checked only once. Every
# run of every page asks for all of this.


@lru_cache(maxsize=64)
def _document(database: Database, article_id: str, revision: int) -> Article:
    with database.reading() as connection:
        try:
            article = article_rows.read(connection, article_id, revision)
        except ValidationError:
            article = None
    if article is None:
        raise StandpuntError(
            Message(
                "Revision {revision} of the article {article} is not in the database, or is damaged there.",
                {"revision": revision, "article": article_id},
            )
        )
    return article


@lru_cache(maxsize=64)
def _theme_set(database: Database, article_id: str, chosen: tuple[tuple[str, int], ...]) -> ThemeSet:
    themes = []
    for theme_id, version in chosen:
        with database.reading() as connection:
            try:
                theme = theme_rows.read(connection, theme_id, version)
            except ValidationError:
                theme = None
        if theme is None:
            raise StandpuntError(
                Message(
                    "Version {version} of the theme {theme} is not in the database, or is damaged there.",
                    {"version": version, "theme": theme_id},
                )
            )
        themes.append(theme)
    return ThemeSet(id=article_id, article=article_id, themes=tuple(themes))


@lru_cache(maxsize=64)
def _codes(
    database: Database,
    article_id: str,
    revision: int,
    chosen: tuple[tuple[str, int], ...],
    newest: tuple[int, int],
) -> tuple[Code, ...]:
    """newest: stands for what was there when it was read, so that added codes are read."""
    with database.reading() as connection:
        return tuple(code_rows.standing(connection, article_id, revision, dict(chosen)))


def _take_in(database: Database, articles: Path, themes: Path) -> Iterator[Message]:
    """Takes in all files and lets the coder go through what is new; gives what went wrong with each."""
    yield from _each_file(database, articles, "*.json", _take_in_article)
    yield from _each_file(database, themes, "*.yaml", _take_in_theme_set)
    for entry in list_articles(database):
        with _reported(entry.id) as faults:
            _propose(database, entry)
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
    """Stores the file as a new revision, unless one came from the same file. seen: id -> file name."""
    checksum = _checksum(path)
    found = article_files.load(path)
    _claim(found.id, path, seen)
    with database.writing() as connection:
        hold(connection, f"article {found.id}")
        if not article_rows.has_checksum(connection, found.id, checksum):
            earlier = article_rows.read_all(connection, found.id)
            kept = article_files.keep_ids(found, earlier) if earlier else found
            last = earlier[-1].revision if earlier else 0
            revised = kept.model_copy(update={"revision": last + 1})
            article_rows.add(connection, revised, checksum, datetime.now(UTC))


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


def _propose(database: Database, entry: ArticleEntry) -> None:
    """Lets the coder go through the newest revision on those themes that it has not done yet."""
    version = theme_files.CODER_VERSION
    with database.reading() as connection:
        chosen = theme_rows.of_article(connection, entry.id)
        missing = code_rows.uncoded(connection, entry.id, entry.revision, CODER, version, chosen)
    if not missing:
        return
    # Outside a transaction: the coder takes seconds, and nobody could save an answer meanwhile.
    article = read_article(database, entry.id, entry.revision)
    proposals = theme_files.propose(article, _theme_set(database, entry.id, chosen))
    with database.writing() as connection:
        for theme in missing:
            code_rows.add_proposals(
                connection,
                article,
                theme,
                [code for code in proposals if code.theme == theme[0]],
                coder=CODER,
                version=version,
                now=datetime.now(UTC),
            )
