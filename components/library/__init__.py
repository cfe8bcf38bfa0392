"""What there is to read and discuss: articles, themes and codes, with the database as the record."""

from components.library.collection import (
    CollectionFault,
    Details,
    Duplicate,
    Imported,
    ThemeChoice,
    answers_to,
    article_id_for,
    count_uncertain,
    delete_article,
    erase_article,
    find_duplicate,
    import_article,
    list_deleted,
    make_articles,
    read_details,
    restore_article,
    theme_choices,
)
from components.library.opening import Library, close_libraries, open_library
from components.library.proposals import propose_codes
from components.library.reading import list_articles, read_article, read_codes, read_themes
from components.library.revisions import history, redo, restore, save_revision, undo

__all__ = [
    "CollectionFault",
    "Details",
    "Duplicate",
    "Imported",
    "Library",
    "ThemeChoice",
    "answers_to",
    "article_id_for",
    "close_libraries",
    "count_uncertain",
    "delete_article",
    "erase_article",
    "find_duplicate",
    "history",
    "import_article",
    "list_articles",
    "list_deleted",
    "make_articles",
    "open_library",
    "propose_codes",
    "read_article",
    "read_codes",
    "read_details",
    "read_themes",
    "redo",
    "restore",
    "restore_article",
    "save_revision",
    "theme_choices",
    "undo",
]
