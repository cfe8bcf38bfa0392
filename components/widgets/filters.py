"""Which speakers and themes are shown."""

from collections.abc import Sequence

import streamlit as st

from components.charts.strips import Row, label, ordered, strips
from components.widgets.context import Context
from components.widgets.text import plain


def filters(view: Context) -> Sequence[Row]:
    """A popover with both filters; returns the rows that are left. Nothing chosen means everything."""
    _ = view.say
    titles = {
        theme.id: f"{label(theme.poles.left.label, _.language)} ↔ {label(theme.poles.right.label, _.language)}"
        for theme in view.themes
    }
    with st.popover(_("Filter"), icon=":material/filter_list:", key="filter"):
        speakers = st.pills(
            _("Speakers"),
            [style.speaker for style in ordered(view.styles)],
            selection_mode="multi",
            format_func=lambda speaker: plain(view.styles[speaker].name),
            key="shown_speakers",
            persist_state="session",
        )
        themes = st.pills(
            _("Themes"),
            list(titles),
            selection_mode="multi",
            format_func=lambda theme: plain(titles[theme]),
            key="shown_themes",
            persist_state="session",
        )
    shown = [theme for theme in view.themes if not themes or theme.id in themes]
    return strips(shown, view.positions, view.styles, _.language, speakers or None)
