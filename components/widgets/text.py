"""Small pieces of HTML of our own around text that is always escaped."""

import re
from html import escape

import streamlit as st

from components.charts.drawing import image, mark_svg
from components.charts.style import Mode, SpeakerStyle

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&\"'^=%@/])")


def plain(text: str) -> str:
    """Text in which Markdown finds nothing to format, for labels of buttons and headings."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def sentence_case(text: str) -> str:
    """The first letter made a capital, the rest left alone."""
    return text[:1].upper() + text[1:]


def html(body: str) -> None:
    """Show HTML that this program wrote; every value in it has gone through `escape`."""
    st.html(body)


def panel_title(text: str) -> None:
    """The title of a part of a screen."""
    html(f'<h2 class="sp-panel">{escape(text)}</h2>')


def lede(text: str) -> None:
    """The finding or the first sentence, larger than the text."""
    html(f'<p class="sp-lede">{escape(text)}</p>')


def note(text: str) -> None:
    """A quiet explanation."""
    html(f'<p class="sp-note">{escape(text)}</p>')


def speaker_line(style: SpeakerStyle, mode: Mode, about: str = "") -> str:
    """A speaker's mark, name and, more quietly, who that is; HTML."""
    rest = f' <span class="sp-soft">{escape(about)}</span>' if about else ""
    return (
        f'<span class="sp-speaker">{image(mark_svg(style, mode), style="vertical-align:-0.1em")} '
        f"<strong>{escape(style.name)}</strong>{rest}</span>"
    )
