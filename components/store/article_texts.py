"""By which an article is recognised when somebody brings its text again."""

import hashlib
import json
import unicodedata

from sqlalchemy import Connection, select

from components.store.tables import article_texts, articles, deleted_articles
from components.store.upsert import insert


def text_checksum(text: str) -> str:
    """SHA-256 of the text without what differs between two copies of it: blanks, line ends, composed signs.

    >>> text_checksum("Een  proef.\\r\\n") == text_checksum("Een proef.")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def find(connection: Connection, checksum: str) -> str | None:
    """The id of an article of which some revision has this text; one that was not deleted comes first."""
    hidden = deleted_articles.c.article.is_not(None)
    return connection.execute(
        select(article_texts.c.article)
        .outerjoin(deleted_articles, deleted_articles.c.article == article_texts.c.article)
        .where(article_texts.c.checksum == checksum)
        .order_by(hidden, article_texts.c.article)
        .limit(1)
    ).scalar()


def complete(connection: Connection) -> None:
    """Adds the checksums of revisions that came in without: shipped ones, corrected ones, and older ones."""
    missing = connection.execute(
        select(articles.c.id, articles.c.revision, articles.c.document)
        .outerjoin(
            article_texts,
            (article_texts.c.article == articles.c.id) & (article_texts.c.revision == articles.c.revision),
        )
        .where(article_texts.c.article.is_(None))
    ).all()
    for article, revision, document in missing:
        connection.execute(
            insert(connection, article_texts)
            .values(article=article, revision=revision, checksum=text_checksum(_text(document)))
            .on_conflict_do_nothing()
        )


def _text(document: str) -> str:
    """The article's text; "" where the document is damaged, which must not stop others from coming in."""
    try:
        return str(json.loads(document)["text"])
    except (ValueError, KeyError, TypeError):
        return ""
