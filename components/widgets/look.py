"""The few rules of appearance that Streamlit's theme has no option for."""

from pathlib import Path

import streamlit as st

_CSS = (Path(__file__).parent / "look.css").read_text(encoding="utf-8")


def look() -> None:
    """Put our style sheet into the page; once a run, from the shell."""
    st.html(f"<style>{_CSS}</style>")
