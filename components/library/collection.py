"""Which articles there are: bringing one in, deleting it, bringing it back, erasing it for good."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from components import article as article_files
from components.article import Article, ArticleFault, Language, Request, Source
from components.article.reading.model import Reading
from components.library.proposals import propose_codes
from components.library.reading import forget, list_articles, read_article, read_themes
from components.message import Message, StandpuntError
from components.store import article_texts, deleted_articles
from components.store import articles as article_rows
from components.store import themes as theme_rows
from components.store.articles import ArticleEntry
from components.store.database import Connection, Database
from components.store.deleted_articles import Answers, DeletedArticle
from components.store.locks import hold

ID_LENGTH = 60
CHOSEN = "chosen"
_LOCK = "collection"
_NOT_IN_AN_ID = re.compile(r"[^a-z0-9]+")


class CollectionFault(StandpuntError):
    """What was asked of the library cannot be done; nothing was changed."""


@dataclass(frozen=True)
class Duplicate:
    """An article that has this text already. deleted: it is under the recently deleted ones."""

    article: str
    title: str
    deleted: bool


@dataclass(frozen=True)
class Imported:
    """What became of an import: the article as it is stored, or the one that had its text already."""

    article: Article
    duplicate: Duplicate | None = None


@dataclass(frozen=True)
class Details:
    """What a person wants to know of an article in a list. uncertain: statements with a doubtful speaker."""

    entry: ArticleEntry
    source: Source
    speakers: int
    statements: int
    uncertain: int


@dataclass(frozen=True)
class ThemeChoice:
    """Themes that can be taken over from an article. languages: those in which all of them have terms."""

    article: str
    title: str
    themes: int
    languages: frozenset[str]


# -- bringing in


def make_articles(
    readings: Iterable[tuple[Reading, str, Language, Source]],
    pipelines: Mapping[str, str] | None = None,
) -> Iterator[Article]:
    """Parses several texts, each with its title, language and source. Their ids are given when they are stored.

    pipelines: as `Settings.pipelines`. Raises ArticleFault when the one for a text's language cannot be used.
    """
    return article_files.parse_many(
        (
            Request(reading.text, "unnamed", language, title, source, reading.paragraphs)
            for reading, title, language, source in readings
        ),
        pipelines=pipelines,
    )


def pipeline_faults(pipelines: Mapping[str, str]) -> list[Message]:
    """What is wrong with the pipelines that were chosen; nothing where none was."""
    faults = []
    languages: tuple[Language, ...] = ("nl", "en")
    for language in languages:
        try:
            article_files.warm((language,), pipelines)
        except ArticleFault as fault:
            faults.append(fault.message)
    return faults


def import_article(
    database: Database, article: Article, *, themes_of: str | None = None, now: datetime | None = None
) -> Imported:
    """Stores a new article with an id made of its title, shown on the themes of another article.

    Where its text is there already nothing is stored, so that a double click brings in one article. All of
    it in one transaction; codes are proposed after it. Raises DatabaseFault.
    """
    moment = now or datetime.now(UTC)
    with database.writing() as connection:
        hold(connection, _LOCK)
        if (duplicate := _find(connection, article.text)) is not None:
            revision = article_rows.newest_revision(connection, duplicate.article) or 0
            there = article_rows.read(connection, duplicate.article, revision)
            return Imported(there or article, duplicate)
        new_id = article_id_for(article.title, article_rows.ids(connection))
        stored = article.model_copy(update={"id": new_id, "revision": 1})
        article_rows.add(connection, stored, stored.sha256, moment)
        article_texts.complete(connection)
        if themes_of is not None:
            _attach(connection, new_id, themes_of)
    propose_codes(database, new_id)
    return Imported(stored)


def find_duplicate(database: Database, text: str) -> Duplicate | None:
    """The article that has this text, be it with other blanks and line ends; one not deleted comes first."""
    with database.writing() as connection:
        return _find(connection, text)


def article_id_for(title: str, taken: Container[str]) -> str:
    """A readable id that nobody has or had.

    >>> article_id_for("Café ’t Hoekje: “Wij blijven”", {"cafe-t-hoekje-wij-blijven"})
    'cafe-t-hoekje-wij-blijven-2'
    """
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = _NOT_IN_AN_ID.sub("-", ascii_only.lower()).strip("-")
    if len(slug) > ID_LENGTH:
        cut = slug[: ID_LENGTH + 1].rpartition("-")[0]
        slug = (cut or slug[:ID_LENGTH]).strip("-")
    slug = slug or "article"
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def theme_choices(database: Database) -> list[ThemeChoice]:
    """The articles whose themes can be taken over; of those with the same themes only the first by title."""
    choices: dict[tuple[tuple[str, int], ...], ThemeChoice] = {}
    for entry in list_articles(database):
        themes = read_themes(database, entry.id).themes
        key = tuple((theme.id, theme.version) for theme in themes)
        if themes and key not in choices:
            languages = frozenset.intersection(*(frozenset(theme.terms) for theme in themes))
            choices[key] = ThemeChoice(entry.id, entry.title, len(themes), languages)
    return list(choices.values())


# -- looking through


def read_details(database: Database, entry: ArticleEntry) -> Details:
    """Counts and source of an article. Raises StandpuntError when it cannot be read."""
    article = read_article(database, entry.id, entry.revision)
    return Details(
        entry=entry,
        source=article.source,
        speakers=len(article.speakers),
        statements=len(article.statements),
        uncertain=count_uncertain(article),
    )


def count_uncertain(article: Article) -> int:
    """How many statements have a doubtful speaker."""
    return sum(statement.attribution.certainty == "uncertain" for statement in article.statements)


# -- taking out


def delete_article(database: Database, article_id: str, *, now: datetime | None = None) -> None:
    """Takes the article out of every list; nothing is lost. Once more does nothing.

    Raises CollectionFault when there is no such article.
    """
    with database.writing() as connection:
        if article_rows.newest_revision(connection, article_id) is None:
            raise _no_article(article_id)
        deleted_articles.hide(connection, article_id, now or datetime.now(UTC))


def restore_article(database: Database, article_id: str) -> None:
    """Brings a deleted article back. One that is not deleted stays as it is.

    Raises CollectionFault when it was erased, or never was.
    """
    with database.writing() as connection:
        gone = article_rows.newest_revision(connection, article_id) is None
        if not deleted_articles.unhide(connection, article_id) and gone:
            raise _no_article(article_id)
    # The coder may have changed while the article was away.
    propose_codes(database, article_id)


def list_deleted(database: Database) -> list[DeletedArticle]:
    """The articles that can be restored, last deleted first."""
    with database.reading() as connection:
        return deleted_articles.entries(connection)


def answers_to(database: Database, article_id: str) -> Answers:
    """What erasing the article would take along."""
    with database.reading() as connection:
        return deleted_articles.answers_to(connection, article_id)


def erase_article(
    database: Database, article_id: str, *, answers_too: bool = False, now: datetime | None = None
) -> None:
    """Removes a deleted article for good: revisions, codes, and the answers that people gave alone.

    answers_too: whether the person was told that there are answers. Raises CollectionFault, and leaves
    everything as it is, when the article is not among the deleted ones, when there are answers and
    `answers_too` is not said, and when a workshop was held on it.
    """
    with database.writing() as connection:
        hold(connection, _LOCK)
        if article_rows.newest_revision(connection, article_id) is None:
            raise _no_article(article_id)
        if not deleted_articles.is_hidden(connection, article_id):
            raise CollectionFault(
                Message("This article is in the library. Delete it first; then it can be erased for good.")
            )
        there = deleted_articles.answers_to(connection, article_id)
        if there.workshops:
            raise CollectionFault(
                Message(
                    "A workshop was held on this article, so it is kept for its results. Delete the workshop first."
                )
            )
        if there.answers and not answers_too:
            raise CollectionFault(
                Message("People have answered about this article meanwhile. Look again before you erase it.")
            )
        deleted_articles.erase(connection, article_id, now or datetime.now(UTC))
    database.checkpoint()
    forget()


def _find(connection: Connection, text: str) -> Duplicate | None:
    article_texts.complete(connection)
    found = article_texts.find(connection, article_texts.text_checksum(text))
    if found is None:
        return None
    return Duplicate(
        article=found,
        title=article_rows.newest_title(connection, found) or found,
        deleted=deleted_articles.is_hidden(connection, found),
    )


def _attach(connection: Connection, article_id: str, other: str) -> None:
    themes = [
        theme
        for theme_id, version in theme_rows.of_article(connection, other)
        if (theme := theme_rows.read(connection, theme_id, version)) is not None
    ]
    theme_rows.attach(connection, article_id, CHOSEN, themes)


def _no_article(article_id: str) -> CollectionFault:
    return CollectionFault(Message("There is no article {article}.", {"article": article_id}))
