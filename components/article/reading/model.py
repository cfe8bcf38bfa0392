"""What reading gives, and the pieces it is put together from."""

from dataclasses import dataclass, field
from datetime import date

from components.article.model import Language, Paragraph, ParagraphKind, Source
from components.message import Message


@dataclass(frozen=True)
class Reading:
    """A document as plain text.

    text: paragraphs apart by one blank line (a .txt file keeps its single line ends), lines end in `\\n`,
        headline first where there is one. This is what is parsed and stored; offsets count in it.
    title: a proposal, never empty.
    language: None when the words are of neither language.
    paragraphs: in order, with the kinds the format tells; empty when it tells nothing (plain text).
    notes: what was left out or repaired, for a person.
    """

    text: str
    title: str
    source: Source = field(default_factory=Source)
    language: Language | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Block:
    """One paragraph on its way into a Reading: its text (line ends as `\\n`) and its kind."""

    text: str
    kind: ParagraphKind = "text"


@dataclass(frozen=True)
class Draft:
    """What a format gave, before it is cleaned and put together.

    title: as the document declares it; `sure` when people see it (a page), not when it may be a leftover of
        the program that made the file. marked: whether the format tells kinds of paragraphs at all.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    sure: bool = False
    author: str | None = None
    publication: str | None = None
    url: str | None = None
    published: date | None = None
    marked: bool = True
    notes: tuple[Message, ...] = ()
