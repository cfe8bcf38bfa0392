"""Articles: every revision is kept, none is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, union

from components.article.model import Article
from components.store.tables import articles, deleted_articles


@dataclass(frozen=True)
class ArticleEntry:
    """An article in a list: its newest revision, title and language, and when that revision came in."""

    id: str
    revision: int
    title: str
    language: str
    taken_in_at: datetime


def add(connection: Connection, article: Article, checksum: str, now: datetime) -> None:
    """Stores the article as the revision that it says it is. checksum: of the file it came from."""
    connection.execute(
        articles.insert().values(
            id=article.id,
            revision=article.revision,
            title=article.title,
            language=article.language,
            document=article.model_dump_json(by_alias=True),
            checksum=checksum,
            taken_in_at=now,
        )
    )


def has_checksum(connection: Connection, article: str, checksum: str) -> bool:
    """Whether some revision of the article came from a file with this checksum."""
    found = select(articles.c.revision).where(articles.c.id == article, articles.c.checksum == checksum)
    return connection.execute(found).first() is not None


def has_revision(connection: Connection, article: str, revision: int) -> bool:
    """Whether this revision of the article is stored."""
    found = select(articles.c.revision).where(articles.c.id == article, articles.c.revision == revision)
    return connection.execute(found).first() is not None


def newest_revision(connection: Connection, article: str) -> int | None:
    """The number of the newest revision; None when there is no such article."""
    found: int | None = connection.execute(
        select(func.max(articles.c.revision)).where(articles.c.id == article)
    ).scalar()
    return found


def newest_title(connection: Connection, article: str) -> str | None:
    """The title of the newest revision; None when there is no such article."""
    newest = select(articles.c.title).where(articles.c.id == article).order_by(articles.c.revision.desc())
    found: str | None = connection.execute(newest.limit(1)).scalar()
    return found


def read(connection: Connection, article: str, revision: int) -> Article | None:
    """This revision of the article, or None. Raises pydantic.ValidationError on a damaged document."""
    document = connection.execute(
        select(articles.c.document).where(articles.c.id == article, articles.c.revision == revision)
    ).scalar()
    return None if document is None else Article.model_validate_json(document)


def read_all(connection: Connection, article: str) -> list[Article]:
    """Every revision of the article, oldest first."""
    documents: Sequence[str] = (
        connection.execute(
            select(articles.c.document).where(articles.c.id == article).order_by(articles.c.revision)
        )
        .scalars()
        .all()
    )
    return [Article.model_validate_json(document) for document in documents]


def ids(connection: Connection) -> set[str]:
    """Every id that an article has or ever had: none of them is given out again."""
    taken = union(select(articles.c.id), select(deleted_articles.c.article))
    return set(connection.execute(taken).scalars())


def entries(connection: Connection) -> list[ArticleEntry]:
    """All articles by title, each in its newest revision, without those that were deleted."""
    newest = select(articles.c.id, func.max(articles.c.revision).label("revision")).group_by(articles.c.id)
    last = newest.subquery()
    rows = connection.execute(
        select(
            articles.c.id,
            articles.c.revision,
            articles.c.title,
            articles.c.language,
            articles.c.taken_in_at,
        )
        .join(last, (articles.c.id == last.c.id) & (articles.c.revision == last.c.revision))
        .where(articles.c.id.not_in(select(deleted_articles.c.article)))
        .order_by(articles.c.title, articles.c.id)
    )
    return [ArticleEntry(*row) for row in rows]
