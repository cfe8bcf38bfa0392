"""Annotations as CSV: one row an annotation, with the statement as the person saw it."""

from collections.abc import Callable, Iterable

from components.export.tables import Dialect, read_table, write_table
from components.workshop.model import AnnotationRow

COLUMNS = (
    "article_id",
    "article_revision",
    "article_title",
    "workshop",
    "round",
    "participant",
    "statement_id",
    "start",
    "end",
    "speaker",
    "type",
    "statement",
    "agreement",
    "agreement_label",
    "no_opinion",
    "important",
    "comment",
    "first_answered_at",
    "annotated_at",
)
# What people or articles wrote; the rest is ours. A label is ours too, but a translation may be anybody's.
UNTRUSTED = frozenset(("article_title", "statement_id", "speaker", "statement", "agreement_label", "comment"))


def annotations_csv(
    rows: Iterable[AnnotationRow], *, dialect: Dialect, label: Callable[[AnnotationRow], str]
) -> bytes:
    """The rows as a file. label: the agreement in the reader's words, "" for none.

    dialect: "comma", or "semicolon" for Excel in Dutch. See `tables.write_table` for how cells are written.
    """
    cells = (
        [label(row) if column == "agreement_label" else getattr(row, column) for column in COLUMNS]
        for row in rows
    )
    return write_table(COLUMNS, cells, untrusted=UNTRUSTED, dialect=dialect)


def read_annotations_csv(data: bytes) -> list[dict[str, str]]:
    """The rows of a file that `annotations_csv` wrote: column -> text, as it was before it was defused.

    Raises WrongTable (a StandpuntError) for other columns, another encoding, or broken rows.
    """
    return read_table(data, COLUMNS, untrusted=UNTRUSTED)
