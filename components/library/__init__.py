"""What there is to read and discuss: articles, themes and codes, with the database as the record."""

from components.library.opening import Library, close_libraries, open_library
from components.library.proposals import propose_codes
from components.library.reading import list_articles, read_article, read_codes, read_themes

__all__ = [
    "Library",
    "close_libraries",
    "list_articles",
    "open_library",
    "propose_codes",
    "read_article",
    "read_codes",
    "read_themes",
]
