"""What was said and by whom: text in, Article out.

>>> article = parse("“We beginnen morgen”, zegt wethouder Kim Bos.", article_id="voorbeeld")
>>> article.statements[0].text, article.speaker("p1").name
('We beginnen morgen', 'Kim Bos')
"""

from collections.abc import Iterable, Mapping

from components.article.fault import ArticleFault
from components.article.files import dump, load, save
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
from components.article.parse import Request, parse, parse_many
from components.article.pipelines import find_pipeline
from components.article.reading import Reading, read_file, read_text, read_text_file, read_url

__all__ = [
    "Article",
    "ArticleFault",
    "Attribution",
    "Cue",
    "Language",
    "Paragraph",
    "ParagraphKind",
    "Parser",
    "Reading",
    "Request",
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
    "parse_many",
    "read_file",
    "read_text",
    "read_text_file",
    "read_url",
    "save",
    "warm",
]


def warm(
    languages: Iterable[Language] = ("nl", "en"), pipelines: Mapping[str, str | None] | None = None
) -> None:
    """Load what parsing needs (word lists, matchers, pipelines), so that the first parse is as fast as the next.

    Raises ArticleFault when a chosen pipeline cannot be used.
    """
    from components.article.tokens import matchers

    for language in languages:
        matchers(language)
        find_pipeline(language, (pipelines or {}).get(language))
