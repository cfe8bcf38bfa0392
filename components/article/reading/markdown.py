"""Markdown: what a reader of the page would see, without its marks."""

import re
from collections.abc import Iterable

from components.article.reading.model import Block, Draft
from components.message import Message

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|titel|author|auteur)[ \t]*:[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(text: str) -> Draft:
    """Paragraphs, headings, list items (with a dash before them), quotations and table rows of a Markdown text.

    Raw HTML and code blocks are left out, with a note. Title and author come from the front matter, if any.
    """
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    fields = {}
    if front:
        fields = {key.lower(): value.strip("\"' ") for key, value in _FIELD.findall(front.group(1))}
        text = text[front.end() :]
    # Entities and punctuation stay as written: the text is evidence, not typography.
    parser = MarkdownIt("commonmark", {"html": True, "typographer": False}).enable(["table", "strikethrough"])
    blocks: list[Block] = []
    left_out = 0
    heading, item = "", False
    row: list[str] | None = None
    for token in parser.parse(text):
        match token.type:
            case "heading_open":
                heading = token.tag
            case "heading_close":
                heading = ""
            case "list_item_open":
                item = True
            case "tr_open":
                row = []
            case "tr_close":
                blocks.append(Block(" | ".join(cell for cell in row or () if cell)))
                row = None
            case "html_block" | "fence" | "code_block":
                left_out += 1
            case "inline":
                words = _words(token.children or ())
                if row is not None:
                    row.append(words)
                elif heading:
                    first = heading == "h1" and not any(block.kind == "title" for block in blocks)
                    blocks.append(Block(words, "title" if first and not blocks else "heading"))
                else:
                    blocks.append(Block(f"- {words}" if item and words else words))
                item = False
    notes: tuple[Message, ...] = ()
    if left_out:
        notes = (Message("Pieces of code or HTML that were left out: {n}.", {"n": left_out}),)
    return Draft(
        tuple(blocks),
        title=fields.get("title") or fields.get("titel"),
        sure=True,
        author=fields.get("author") or fields.get("auteur"),
        notes=notes,
    )


def _words(tokens: Iterable[object]) -> str:
    """The visible words of inline tokens; a soft line end is a blank, a hard one a line end."""
    parts: list[str] = []
    struck = 0
    for token in tokens:
        kind, content = getattr(token, "type", ""), getattr(token, "content", "")
        struck += {"s_open": 1, "s_close": -1}.get(kind, 0)
        if struck:
            continue
        if kind in ("text", "code_inline", "text_special"):
            parts.append(content)
        elif kind == "softbreak":
            parts.append(" ")
        elif kind == "hardbreak" or (kind == "html_inline" and _BREAK.fullmatch(content)):
            parts.append("\n")
    return "".join(parts)
