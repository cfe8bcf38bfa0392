"""Quotes with the counted words marked and, under each, why they counted."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from components.themes.model import Evidence

_FOLDER = Path(__file__).parent
_quotes = st.components.v2.component(
    "standpunt_quotes",
    css=(_FOLDER / "quotes.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "quotes.js").read_text(encoding="utf-8"),
)


def quotes(items: Sequence[dict[str, Any]], *, key: str) -> None:
    """Show quotes; the component writes them as text, never as HTML.

    items: dicts with `pieces` (of `pieces()`), `notes` (list of str), `colour` (CSS colour of the
    speaker), `spoken` (in the speaker's own words, shown in quotation marks), `language`.
    """
    _quotes(data={"items": list(items)}, key=key, width="stretch", height="content")


def pieces(text: str, start: int, evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    """A statement's text cut at the counted words.

    text: the statement; start: its offset in the article; evidence: offsets in the article.
    Returns [{"text": ..., "counted": bool}], which joined give the text again.
    """
    cut = [False] * len(text)
    for words in evidence:
        for place in range(max(words.start - start, 0), min(words.end - start, len(text))):
            cut[place] = True
    result: list[dict[str, Any]] = []
    for letter, counted in zip(text, cut, strict=True):
        if result and result[-1]["counted"] == counted:
            result[-1]["text"] += letter
        else:
            result.append({"text": letter, "counted": counted})
    return result
