"""Themes and the sets they come in: every version is kept, none is changed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from components.store.tables import article_themes, theme_sets, themes
from components.themes.model import Theme


def has_set_checksum(connection: Connection, theme_set: str, checksum: str) -> bool:
    """Whether some version of the set came from a file with this checksum."""
    found = select(theme_sets.c.version).where(
        theme_sets.c.id == theme_set, theme_sets.c.checksum == checksum
    )
    return connection.execute(found).first() is not None


def add_set(
    connection: Connection, theme_set: str, article: str | None, checksum: str, now: datetime
) -> None:
    """Records that a new version of the set came in."""
    last = connection.execute(
        select(func.max(theme_sets.c.version)).where(theme_sets.c.id == theme_set)
    ).scalar()
    connection.execute(
        theme_sets.insert().values(
            id=theme_set, version=(last or 0) + 1, article=article, checksum=checksum, taken_in_at=now
        )
    )


def add(connection: Connection, theme: Theme, now: datetime) -> Theme:
    """The theme as it is stored: an earlier version with the same contents, or else a new version of it.

    A new version has the number that the theme itself gives, or the next one where that is taken.
    """
    documents = connection.execute(
        select(themes.c.version, themes.c.document)
        .where(themes.c.id == theme.id)
        .order_by(themes.c.version.desc())
    ).all()
    for version, document in documents:
        if Theme.model_validate_json(document).model_copy(update={"version": theme.version}) == theme:
            return theme.model_copy(update={"version": version})
    last = documents[0][0] if documents else 0
    stored = theme.model_copy(update={"version": max(theme.version, last + 1)})
    connection.execute(
        themes.insert().values(
            id=stored.id,
            version=stored.version,
            document=stored.model_dump_json(by_alias=True),
            taken_in_at=now,
        )
    )
    return stored


def attach(connection: Connection, article: str, theme_set: str, chosen: Sequence[Theme]) -> None:
    """Shows the article on these themes, in this order, instead of what the set gave it before."""
    ids = [theme.id for theme in chosen]
    connection.execute(
        delete(article_themes).where(
            article_themes.c.article == article,
            (article_themes.c.theme_set == theme_set) | article_themes.c.theme.in_(ids),
        )
    )
    if chosen:
        connection.execute(
            article_themes.insert(),
            [
                {
                    "article": article,
                    "theme": theme.id,
                    "theme_version": theme.version,
                    "theme_set": theme_set,
                    "order": order,
                }
                for order, theme in enumerate(chosen)
            ],
        )


def of_article(connection: Connection, article: str) -> tuple[tuple[str, int], ...]:
    """The ids and versions of the themes on which the article is shown, in their order."""
    rows = connection.execute(
        select(article_themes.c.theme, article_themes.c.theme_version)
        .where(article_themes.c.article == article)
        .order_by(article_themes.c.theme_set, article_themes.c.order, article_themes.c.theme)
    )
    return tuple((theme, version) for theme, version in rows)


def read(connection: Connection, theme: str, version: int) -> Theme | None:
    """This version of the theme, or None. Raises pydantic.ValidationError on a damaged document."""
    document = connection.execute(
        select(themes.c.document).where(themes.c.id == theme, themes.c.version == version)
    ).scalar()
    return None if document is None else Theme.model_validate_json(document)
