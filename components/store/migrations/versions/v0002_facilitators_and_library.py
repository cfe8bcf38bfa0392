"""Second: facilitators and their sessions, deleted articles, checksums of texts.

Revision 0002, after 0001. Written out in full: what `tables.py` says later must not change it.
"""

import sqlalchemy as sa
from alembic import op

from components.store.columns import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "facilitators",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facilitators")),
        sa.UniqueConstraint("subject", name=op.f("uq_facilitators_subject")),
    )
    op.create_table(
        "facilitator_sessions",
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("facilitator", sa.String(length=40), nullable=False),
        sa.Column("begun_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facilitator"], ["facilitators.id"], name=op.f("fk_facilitator_sessions_facilitator")
        ),
        sa.PrimaryKeyConstraint("session_hash", name=op.f("pk_facilitator_sessions")),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("link_hash", name=op.f("pk_sign_in_links")),
    )
    op.create_table(
        "deleted_articles",
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("deleted_at", UtcTime(), nullable=False),
        sa.Column("erased_at", UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("article", name=op.f("pk_deleted_articles")),
    )
    op.create_table(
        "article_texts",
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checksum", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "revision"],
            ["articles.id", "articles.revision"],
            name=op.f("fk_article_texts_article"),
        ),
        sa.PrimaryKeyConstraint("article", "revision", name=op.f("pk_article_texts")),
    )
    op.create_index(op.f("ix_article_texts_checksum"), "article_texts", ["checksum"], unique=False)
