"""The tables. What stands here is what the migrations in `migrations/versions` arrive at (tested).

No column of a unique key may be null: a null makes two rows where one is meant.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from components.store.columns import Counter, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row a revision of an article; rows are never changed. checksum: of the file it came from.
articles = Table(
    "articles",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("document", Text, nullable=False),
    Column("checksum", String(64), nullable=False),
    Column("taken_in_at", UtcTime, nullable=False),
    UniqueConstraint("id", "checksum"),
    CheckConstraint("revision >= 1", name="revision"),
)

# One row a version of a theme; rows are never changed.
themes = Table(
    "themes",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("taken_in_at", UtcTime, nullable=False),
    CheckConstraint("version >= 1", name="version"),
)

# One row a version of a theme set's file; what it holds is in `themes` and `article_themes`.
theme_sets = Table(
    "theme_sets",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("article", String(80)),
    Column("checksum", String(64), nullable=False),
    Column("taken_in_at", UtcTime, nullable=False),
    UniqueConstraint("id", "checksum"),
)

# Which themes an article is shown on, in which version and order, and by which set they came.
article_themes = Table(
    "article_themes",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("theme", String(60), primary_key=True),
    Column("theme_version", Integer, nullable=False),
    Column("theme_set", String(80), nullable=False),
    Column("order", Integer, nullable=False),
    ForeignKeyConstraint(["theme", "theme_version"], ["themes.id", "themes.version"]),
)

# One row each time a machine coder went through an article revision on a theme version. Without it a
# coder that finds nothing to propose would be asked again at every start.
codings = Table(
    "codings",
    metadata,
    Column("id", Counter, primary_key=True),
    Column("article", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("theme", String(60), nullable=False),
    Column("theme_version", Integer, nullable=False),
    Column("coder", String(40), nullable=False),
    Column("coder_version", String(40), nullable=False),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["article", "revision"], ["articles.id", "articles.revision"]),
    ForeignKeyConstraint(["theme", "theme_version"], ["themes.id", "themes.version"]),
    UniqueConstraint(
        # Named, because PostgreSQL cuts names off at 63 characters.
        *("article", "revision", "theme", "theme_version", "coder", "coder_version"),
        name="uq_codings_turn",
    ),
    sqlite_autoincrement=True,
)

# Append-only. coding: the machine's turn that gave the code, null for a person's code.
codes = Table(
    "codes",
    metadata,
    Column("id", Counter, primary_key=True),
    Column("article", String(80), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("statement", Text, nullable=False),
    Column("theme", String(60), nullable=False),
    Column("theme_version", Integer, nullable=False),
    Column("value", Float),
    Column("state", String(20), nullable=False),
    Column("mode", String(20)),
    Column("salience", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("coder", String(80), nullable=False),
    Column("source", String(20), nullable=False),
    Column("coder_version", String(40), nullable=False),
    Column("coding", Counter, ForeignKey("codings.id")),
    Column("evidence", Text, nullable=False),
    Column("rationale", Text, nullable=False),
    Column("reason", Text),
    Column("status", String(20), nullable=False),
    Column("supersedes", Counter, ForeignKey("codes.id")),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["article", "revision"], ["articles.id", "articles.revision"]),
    ForeignKeyConstraint(["theme", "theme_version"], ["themes.id", "themes.version"]),
    CheckConstraint("value is null or (value >= -1 and value <= 1)", name="value"),
    CheckConstraint("state in ('coded', 'not_addressed', 'mentioned')", name="state"),
    CheckConstraint("(value is not null) = (state = 'coded')", name="value_only_when_coded"),
    CheckConstraint("source in ('rules', 'vectors', 'llm', 'human')", name="source"),
    CheckConstraint("status in ('proposed', 'accepted', 'rejected')", name="status"),
    Index(None, "article", "revision", "theme", "theme_version"),
    sqlite_autoincrement=True,
)

# article_revision: the revision it follows. secret: of which every participant's token_hash is made, so
# that two workshops cannot be joined to one person.
workshops = Table(
    "workshops",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("article", String(80), nullable=False),
    Column("article_revision", Integer, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("round", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    ForeignKeyConstraint(["article", "article_revision"], ["articles.id", "articles.revision"]),
    CheckConstraint("kind in ('live', 'solo')", name="kind"),
    CheckConstraint("round >= 1", name="round"),
)

participants = Table(
    "participants",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("workshop", String(64), ForeignKey("workshops.id"), nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("pseudonym", String(20), nullable=False),
    Column("joined_at", UtcTime, nullable=False),
    UniqueConstraint("workshop", "token_hash"),
    UniqueConstraint("workshop", "pseudonym"),
)


def _answer_columns() -> tuple[Column[object], ...]:
    """What an annotation and its events both record; `revision` is the article's, as the person saw it."""
    return (
        Column("agreement", SmallInteger),
        Column("no_opinion", Boolean, nullable=False),
        Column("important", Boolean, nullable=False),
        Column("comment", Text, nullable=False),
        Column("revision", Integer, nullable=False),
    )


annotations = Table(
    "annotations",
    metadata,
    Column("workshop", String(64), ForeignKey("workshops.id"), primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("participant", String(40), ForeignKey("participants.id"), primary_key=True),
    Column("statement", Text, primary_key=True),
    *_answer_columns(),
    Column("first_at", UtcTime, nullable=False),
    Column("at", UtcTime, nullable=False),
    CheckConstraint("agreement is null or agreement between -2 and 2", name="agreement"),
    CheckConstraint("not (no_opinion and agreement is not null)", name="one_answer"),
    Index(None, "participant"),
)

# Append-only, until a person erases what is theirs.
annotation_events = Table(
    "annotation_events",
    metadata,
    Column("id", Counter, primary_key=True),
    Column("workshop", String(64), ForeignKey("workshops.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("participant", String(40), ForeignKey("participants.id"), nullable=False),
    Column("statement", Text, nullable=False),
    *_answer_columns(),
    Column("at", UtcTime, nullable=False),
    CheckConstraint("agreement is null or agreement between -2 and 2", name="agreement"),
    CheckConstraint("not (no_opinion and agreement is not null)", name="one_answer"),
    Index(None, "workshop", "participant"),
    sqlite_autoincrement=True,
)

# Whoever may steer. subject: how they were recognised, "key" for all who know the key.
facilitators = Table(
    "facilitators",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("subject", String(255), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("subject"),
)

# One row a browser that is signed in. A table of its own, because a facilitator steers from a laptop and a
# phone at once. session_hash: of the browser's token, made with the key, so that a new key signs everybody out.
facilitator_sessions = Table(
    "facilitator_sessions",
    metadata,
    Column("session_hash", String(64), primary_key=True),
    Column("facilitator", String(40), ForeignKey("facilitators.id"), nullable=False),
    Column("begun_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

# One-time sign-in links that nobody has used yet.
sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("link_hash", String(64), primary_key=True),
    Column("expires_at", UtcTime, nullable=False),
)

# Articles that are in no list. Once erased_at is set, nothing of the article is left but this row, which
# keeps its id from being given out again and its shipped file from being taken in again.
deleted_articles = Table(
    "deleted_articles",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("deleted_at", UtcTime, nullable=False),
    Column("erased_at", UtcTime),
)

# By which an article is recognised when somebody brings it again: SHA-256 of its text without what differs
# between two copies of one text (components/store/article_texts.py).
article_texts = Table(
    "article_texts",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("checksum", String(64), nullable=False),
    ForeignKeyConstraint(["article", "revision"], ["articles.id", "articles.revision"]),
    Index(None, "checksum"),
)

# Append-only: how a revision came about, where that was not a file or an import. restores: the revision whose
# content it has. client, number: which change of which opened page it was, so that one sent twice counts once.
# made: id of the statement or speaker that it made, or "".
article_changes = Table(
    "article_changes",
    metadata,
    Column("article", String(80), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(10), nullable=False),
    Column("restores", Integer),
    Column("change", Text, nullable=False),
    Column("by", String(200), nullable=False),
    Column("client", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("made", String(80), nullable=False),
    Column("at", UtcTime, nullable=False),
    ForeignKeyConstraint(["article", "revision"], ["articles.id", "articles.revision"], ondelete="CASCADE"),
    CheckConstraint("kind in ('change', 'undo', 'redo', 'restore', 'aside', 'kept')", name="kind"),
)
