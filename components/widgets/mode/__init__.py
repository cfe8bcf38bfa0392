"""Follows a switch between light and dark while a screen is open."""

from pathlib import Path

import streamlit as st

from components.charts.style import Mode

_mode = st.components.v2.component(
    "standpunt_mode", js=(Path(__file__).parent / "mode.js").read_text(encoding="utf-8")
)


def follow_mode(drawn: Mode) -> None:
    """Run the script again when the page is no longer in the mode in which it was drawn."""
    _mode(data={"mode": drawn}, key="mode", on_changed_change=_run_again, width="content", height="content")


def _run_again() -> None:
    """The run itself is what is wanted: it asks Streamlit for the mode anew."""
