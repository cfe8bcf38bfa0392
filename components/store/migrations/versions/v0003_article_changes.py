"""Third: who changed what in an article.

Revision 0003, after 0002. Written out in full: what `tables.py` says later must not change it.
"""

import sqlalchemy as sa
from alembic import op

from components.store.columns import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "article_changes",
        sa.Column("article", sa.String(length=80), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("restores", sa.Integer(), nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(length=80), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "kind in ('change', 'undo', 'redo', 'restore', 'aside', 'kept')",
            name=op.f("ck_article_changes_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["article", "revision"],
            ["articles.id", "articles.revision"],
            name=op.f("fk_article_changes_article_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article", "revision", name=op.f("pk_article_changes")),
    )
