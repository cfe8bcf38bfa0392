"""What was said and by whom: text in, Article out.

>>> article = parse("“We beginnen morgen”, zegt wethouder Kim Bos.", article_id="voorbeeld")
>>> article.statements[0].text, article.speaker("p1").name
('We beginnen morgen', 'Kim Bos')
"""

from collections.abc import Iterable

from components.article.fault import ArticleFault
from components.article.files import dump, load, read_text_file, save
from components.article.ids import keep_ids
from components.article.model import (
    Article,
    Attribution,
    Cue,
    Language,
    Paragraph,
    ParagraphKind,
    Parser,
    Source,
    Speaker,
    SpeakerKind,
    Statement,
    StatementType,
    checksum,
)
from components.article.parse import parse

__all__ = [
    "Article",
    "ArticleFault",
    "Attribution",
    "Cue",
    "Language",
    "Paragraph",
    "ParagraphKind",
    "Parser",
    "Source",
    "Speaker",
    "SpeakerKind",
    "Statement",
    "StatementType",
    "checksum",
    "dump",
    "keep_ids",
    "load",
    "parse",
    "read_text_file",
    "save",
    "warm",
]


def warm(languages: Iterable[Language] = ("nl", "en")) -> None:
    """Load what parsing needs (word lists, spaCy, its matchers), so that the first parse is as fast as the next."""
    from components.article.tokens import matchers

    for language in languages:
        matchers(language)
