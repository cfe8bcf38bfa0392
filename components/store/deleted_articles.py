"""Deleted articles: in no list, until somebody restores them or erases them for good."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from components.store.tables import (
    annotation_events,
    annotations,
    article_themes,
    articles,
    deleted_articles,
    metadata,
    participants,
    workshops,
)
from components.store.upsert import insert


@dataclass(frozen=True)
class DeletedArticle:
    """An article that can still be restored, and when it was deleted."""

    id: str
    title: str
    deleted_at: datetime


@dataclass(frozen=True)
class Answers:
    """What people said about an article. workshops: how many live ones there are, with or without answers."""

    people: int
    answers: int
    workshops: int


def hide(connection: Connection, article: str, now: datetime) -> None:
    """Leaves the article out of every list from now on."""
    connection.execute(
        insert(connection, deleted_articles).values(article=article, deleted_at=now).on_conflict_do_nothing()
    )


def unhide(connection: Connection, article: str) -> bool:
    """Brings the article back; False when it was not deleted, or erased since."""
    found = delete(deleted_articles).where(
        deleted_articles.c.article == article, deleted_articles.c.erased_at.is_(None)
    )
    return connection.execute(found).rowcount == 1


def is_hidden(connection: Connection, article: str) -> bool:
    """Whether the article was deleted, erased or not."""
    found = select(deleted_articles.c.article).where(deleted_articles.c.article == article)
    return connection.execute(found).first() is not None


def is_erased(connection: Connection, article: str) -> bool:
    """Whether the article was erased for good."""
    found = select(deleted_articles.c.article).where(
        deleted_articles.c.article == article, deleted_articles.c.erased_at.is_not(None)
    )
    return connection.execute(found).first() is not None


def entries(connection: Connection) -> list[DeletedArticle]:
    """The articles that can be restored, last deleted first, with the title of their newest revision."""
    newest = select(func.max(articles.c.revision)).where(articles.c.id == deleted_articles.c.article)
    rows = connection.execute(
        select(deleted_articles.c.article, articles.c.title, deleted_articles.c.deleted_at)
        .join(articles, articles.c.id == deleted_articles.c.article)
        .where(
            deleted_articles.c.erased_at.is_(None),
            articles.c.revision == newest.correlate(deleted_articles).scalar_subquery(),
        )
        .order_by(deleted_articles.c.deleted_at.desc(), deleted_articles.c.article)
    )
    return [DeletedArticle(*row) for row in rows]


def answers_to(connection: Connection, article: str) -> Answers:
    """How many people answered about the article, and how much."""
    people, answers = connection.execute(
        select(func.count(func.distinct(annotations.c.participant)), func.count())
        .select_from(annotations)
        .join(workshops, workshops.c.id == annotations.c.workshop)
        .where(workshops.c.article == article)
    ).one()
    live = connection.execute(
        select(func.count())
        .select_from(workshops)
        .where(workshops.c.article == article, workshops.c.kind == "live")
    ).scalar_one()
    return Answers(people, answers, live)


def erase(connection: Connection, article: str, now: datetime) -> None:
    """Removes every row of the article, answers included, but for the one that keeps its id taken."""
    own = select(workshops.c.id).where(workshops.c.article == article)
    for table in (annotation_events, annotations, participants):
        connection.execute(delete(table).where(table.c.workshop.in_(own)))
    connection.execute(delete(article_themes).where(article_themes.c.article == article))
    # Whatever points at a revision of an article goes with it, in tables that come later too; those that
    # point first.
    for table in reversed(metadata.sorted_tables):
        for key in table.foreign_key_constraints:
            if key.referred_table is articles:
                columns = dict(
                    zip((element.column.name for element in key.elements), key.columns, strict=True)
                )
                connection.execute(delete(table).where(columns["id"] == article))
    connection.execute(delete(articles).where(articles.c.id == article))
    connection.execute(
        update(deleted_articles).where(deleted_articles.c.article == article).values(erased_at=now)
    )
