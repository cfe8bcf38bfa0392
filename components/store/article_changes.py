"""How the revisions of an article came about; append-only, one row a revision that was not simply taken in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from components.message import Message
from components.store.messages import packed, unpacked
from components.store.tables import article_changes, articles

Kind = Literal["taken in", "change", "undo", "redo", "restore", "aside", "kept"]
"""taken in: from a file or an import, which leaves no row. change: by a person. undo, redo, restore: brings
back the content of an earlier revision. aside: a newer file that did not take the place of a person's review;
kept: that review, once more the newest."""


@dataclass(frozen=True)
class Change:
    """How one revision came about.

    restores: the revision whose content it has, else None. by: who did it, "" for nobody in particular.
    client, number: which change of which opened page. made: id of the statement or speaker that it made, or "".
    """

    revision: int
    kind: Kind
    restores: int | None
    change: Message
    by: str
    client: str
    number: int
    made: str
    at: datetime

    @property
    def content(self) -> int:
        """The revision that first had this content."""
        return self.revision if self.restores is None else self.restores


def add(connection: Connection, article: str, change: Change) -> None:
    """Records how a revision that is stored already came about."""
    connection.execute(
        article_changes.insert().values(
            article=article,
            revision=change.revision,
            kind=change.kind,
            restores=change.restores,
            change=packed(change.change),
            by=change.by,
            client=change.client,
            number=change.number,
            made=change.made,
            at=change.at,
        )
    )


def of_article(connection: Connection, article: str) -> list[Change]:
    """How every revision of the article came about, oldest first."""
    columns = article_changes.c
    rows = connection.execute(
        select(
            articles.c.revision, articles.c.taken_in_at, columns.kind, columns.restores, columns.change,
            columns.by, columns.client, columns.number, columns.made, columns.at,
        )
        .select_from(articles)
        .outerjoin(
            article_changes, (articles.c.id == columns.article) & (articles.c.revision == columns.revision)
        )
        .where(articles.c.id == article)
        .order_by(articles.c.revision)
    )  # fmt: skip
    return [
        Change(
            revision=row.revision,
            kind=row.kind,
            restores=row.restores,
            change=unpacked(row.change),
            by=row.by,
            client=row.client,
            number=row.number,
            made=row.made,
            at=row.at,
        )
        if row.kind is not None
        else _taken_in(row.revision, row.taken_in_at)
        for row in rows
    ]


def _taken_in(revision: int, at: datetime) -> Change:
    return Change(
        revision=revision,
        kind="taken in",
        restores=None,
        change=Message("Taken in from a text"),
        by="",
        client="",
        number=0,
        made="",
        at=at,
    )
