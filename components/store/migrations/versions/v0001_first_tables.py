"""First: articles, themes, codes, workshops, annotations.

Revision 0001, after nothing. Written out in full: what `tables.py` says later must not change it.
"""

import sqlalchemy as sa
from alembic import op

from components.store.columns import Counter, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("taken_in_at", UtcTime(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_articles_revision")),
        sa.PrimaryKeyConstraint("id", "revision", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", "checksum", name=op.f("uq_articles_id_checksum")),
    )
    op.create_table(
        "theme_sets",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.String(length=80), nullable=True),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.Column("taken_in_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_theme_sets")),
        sa.UniqueConstraint("id", "checksum", name=op.f("uq_theme_sets_id_checksum")),
    )
    op.create_table(
        "themes",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("taken_in_at", UtcTime(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_themes_version")),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_themes")),
    )
    op.create_table(
        "article_themes",
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("theme_set", sa.String(length=80), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme", "theme_version"],
            ["themes.id", "themes.version"],
            name=op.f("fk_article_themes_theme_theme_version"),
        ),
        sa.PrimaryKeyConstraint("article", "theme", name=op.f("pk_article_themes")),
    )
    op.create_table(
        "codings",
        sa.Column("id", Counter, nullable=False),
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(length=40), nullable=False),
        sa.Column("coder_version", sa.String(length=40), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "revision"],
            ["articles.id", "articles.revision"],
            name=op.f("fk_codings_article_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["theme", "theme_version"],
            ["themes.id", "themes.version"],
            name=op.f("fk_codings_theme_theme_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codings")),
        sa.UniqueConstraint(
            "article", "revision", "theme", "theme_version", "coder", "coder_version", name="uq_codings_turn"
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "workshops",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("article_revision", sa.Integer(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.CheckConstraint("kind in ('live', 'solo')", name=op.f("ck_workshops_kind")),
        sa.CheckConstraint("round >= 1", name=op.f("ck_workshops_round")),
        sa.ForeignKeyConstraint(
            ["article", "article_revision"],
            ["articles.id", "articles.revision"],
            name=op.f("fk_workshops_article_article_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshops")),
    )
    op.create_table(
        "codes",
        sa.Column("id", Counter, nullable=False),
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("theme_version", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("salience", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("coder", sa.String(length=80), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("coder_version", sa.String(length=40), nullable=False),
        sa.Column("coding", Counter, nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("supersedes", Counter, nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "(value is not null) = (state = 'coded')", name=op.f("ck_codes_value_only_when_coded")
        ),
        sa.CheckConstraint("source in ('rules', 'vectors', 'llm', 'human')", name=op.f("ck_codes_source")),
        sa.CheckConstraint("state in ('coded', 'not_addressed', 'mentioned')", name=op.f("ck_codes_state")),
        sa.CheckConstraint("status in ('proposed', 'accepted', 'rejected')", name=op.f("ck_codes_status")),
        sa.CheckConstraint("value is null or (value >= -1 and value <= 1)", name=op.f("ck_codes_value")),
        sa.ForeignKeyConstraint(
            ["article", "revision"],
            ["articles.id", "articles.revision"],
            name=op.f("fk_codes_article_revision"),
        ),
        sa.ForeignKeyConstraint(["coding"], ["codings.id"], name=op.f("fk_codes_coding")),
        sa.ForeignKeyConstraint(["supersedes"], ["codes.id"], name=op.f("fk_codes_supersedes")),
        sa.ForeignKeyConstraint(
            ["theme", "theme_version"],
            ["themes.id", "themes.version"],
            name=op.f("fk_codes_theme_theme_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_codes_article_revision_theme_theme_version"),
        "codes",
        ["article", "revision", "theme", "theme_version"],
        unique=False,
    )
    op.create_table(
        "participants",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("workshop", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("pseudonym", sa.String(length=20), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_participants_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
        sa.UniqueConstraint("workshop", "pseudonym", name=op.f("uq_participants_workshop_pseudonym")),
        sa.UniqueConstraint("workshop", "token_hash", name=op.f("uq_participants_workshop_token_hash")),
    )
    op.create_table(
        "annotation_events",
        sa.Column("id", Counter, nullable=False),
        sa.Column("workshop", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("participant", sa.String(length=40), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("agreement", sa.SmallInteger(), nullable=True),
        sa.Column("no_opinion", sa.Boolean(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "agreement is null or agreement between -2 and 2", name=op.f("ck_annotation_events_agreement")
        ),
        sa.CheckConstraint(
            "not (no_opinion and agreement is not null)", name=op.f("ck_annotation_events_one_answer")
        ),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_annotation_events_participant")
        ),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_annotation_events_workshop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annotation_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_annotation_events_workshop_participant"),
        "annotation_events",
        ["workshop", "participant"],
        unique=False,
    )
    op.create_table(
        "annotations",
        sa.Column("workshop", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("participant", sa.String(length=40), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("agreement", sa.SmallInteger(), nullable=True),
        sa.Column("no_opinion", sa.Boolean(), nullable=False),
        sa.Column("important", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_at", UtcTime(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "agreement is null or agreement between -2 and 2", name=op.f("ck_annotations_agreement")
        ),
        sa.CheckConstraint(
            "not (no_opinion and agreement is not null)", name=op.f("ck_annotations_one_answer")
        ),
        sa.ForeignKeyConstraint(
            ["participant"], ["participants.id"], name=op.f("fk_annotations_participant")
        ),
        sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], name=op.f("fk_annotations_workshop")),
        sa.PrimaryKeyConstraint("workshop", "round", "participant", "statement", name=op.f("pk_annotations")),
    )
    op.create_index(op.f("ix_annotations_participant"), "annotations", ["participant"], unique=False)
