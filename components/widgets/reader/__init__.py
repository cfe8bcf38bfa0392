"""The article's text with every statement marked in its speaker's colour and mark."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from components.article.model import Article

_FOLDER = Path(__file__).parent
_reader = st.components.v2.component(
    "standpunt_reader",
    css=(_FOLDER / "reader.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "reader.js").read_text(encoding="utf-8"),
)


def reader(
    article: Article,
    statements: Mapping[str, dict[str, Any]],
    words: Mapping[str, str],
    *,
    first: str | None,
    key: str,
) -> str | None:
    """Show the article; the component writes it as text, never as HTML.

    statements: for each statement id its `name`, `about`, `mark` (SVG of our own), `colour`, `spoken`,
    `facts` (pairs of term and value) and `codes` (sentences). words: `hint`, `close`, `annotate`, `codes`.
    first: id of the statement to scroll to and open.
    Returns the id of the statement that the visitor wants to annotate, once, else None.
    """
    result = _reader(
        data={
            "paragraphs": paragraphs(article),
            "statements": dict(statements),
            "words": dict(words),
            "language": article.language,
            "first": first,
        },
        key=key,
        on_annotate_change=_nothing,
        width="stretch",
        height="content",
    )
    wanted = result.annotate
    return wanted if isinstance(wanted, str) and wanted in statements else None


def paragraphs(article: Article) -> list[dict[str, Any]]:
    """The paragraphs cut at the borders of statements.

    Returns [{"kind": ..., "pieces": [{"text": ...} or {"text": ..., "statement": id}]}]; the pieces of a
    paragraph joined give its text. Of statements that overlap, the later one gets what is left.
    """
    return [
        {
            "kind": paragraph.kind,
            "pieces": _pieces(article, paragraph.start, paragraph.end),
        }
        for paragraph in article.paragraphs
        if (text := article.text[paragraph.start : paragraph.end].strip())
        # The screen's own title says it already.
        and not (paragraph.kind == "title" and text == article.title)
    ]


def _pieces(article: Article, start: int, end: int) -> Sequence[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    place = start
    for statement in sorted(article.statements, key=lambda statement: statement.start):
        first, last = max(statement.start, place), min(statement.end, end)
        if first >= last:
            continue
        if first > place:
            pieces.append({"text": article.text[place:first]})
        pieces.append({"text": article.text[first:last], "statement": statement.id})
        place = last
    if place < end:
        pieces.append({"text": article.text[place:end]})
    return pieces


def _nothing() -> None:
    """Registers the trigger; the screen reads the result."""
