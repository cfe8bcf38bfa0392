"""Reading what is in the library: articles, their themes and codes. What was read once is kept."""

from functools import lru_cache

from pydantic import ValidationError

from components.article.model import Article
from components.message import Message, StandpuntError
from components.store import articles as article_rows
from components.store import codes as code_rows
from components.store import themes as theme_rows
from components.store.articles import ArticleEntry
from components.store.database import Database
from components.themes.model import Code, ThemeSet


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


def forget() -> None:
    """Drops what was kept of databases that are closed."""
    for cached in (_document, _theme_set, _codes):
        cached.cache_clear()
