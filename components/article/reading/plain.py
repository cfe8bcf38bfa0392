"""Plain text, from a file or pasted: paragraphs as they stand, lines that were cut at a width joined again."""

import re
from itertools import pairwise

from components.article.reading.clean import clean
from components.article.reading.model import Block, Draft
from components.message import Message

_APART = re.compile(r"\n{2,}")
_WIDTH = range(40, 121)
"""Where mail programs, typewriter-like files and copied PDFs cut their lines."""
_SHARE = 0.8
_BREAKS = 3


def read_plain(text: str) -> Draft:
    """The paragraphs of a text. The format tells no kinds."""
    paragraphs = _APART.split(clean(text))
    width = _cut_at(paragraphs)
    if width is None:
        return Draft(tuple(Block(paragraph) for paragraph in paragraphs), marked=False)
    return Draft(
        tuple(Block(_join(paragraph, width)) for paragraph in paragraphs),
        marked=False,
        notes=(Message("Lines that were cut off at a fixed width were joined into paragraphs."),),
    )


def _cut_at(paragraphs: list[str]) -> int | None:
    """The width at which the text's lines were cut, or None when they end where their writer meant.

    A line was cut when the first word of the next would not have fitted. That holds for nearly all line ends
    inside the paragraphs of such a text, and for few of a list or a poem.
    """
    if len(paragraphs) < 2:
        return None
    many = [paragraph.split("\n") for paragraph in paragraphs if "\n" in paragraph]
    width = max((len(line) for lines in many for line in lines), default=0)
    ends = [_was_cut(*pair, width) for lines in many for pair in pairwise(lines)]
    if width in _WIDTH and len(ends) >= _BREAKS and sum(ends) >= _SHARE * len(ends):
        return width
    return None


def _was_cut(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _join(paragraph: str, width: int) -> str:
    lines = paragraph.split("\n")
    joined = lines[0]
    for line, following in pairwise(lines):
        joined += (" " if _was_cut(line, following, width) else "\n") + following
    return joined
