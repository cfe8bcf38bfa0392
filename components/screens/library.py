"""The articles: bring in new ones, open, review, export and delete those that are there. For facilitators."""

import streamlit as st

from components.widgets.access import require_facilitator
from components.widgets.intake import review_drafts, sources
from components.widgets.shelf import library_header, recently_deleted, shelf, undo_bar

desk = require_facilitator("library")

library_header(desk)
# Always there, so that what comes and goes in it does not move the uploader, which would lose its files.
with st.container(key="library_top"):
    undo_bar(desk)
    review_drafts(desk)
there, new = st.columns([1.7, 1], gap="large")
with new:
    sources(desk)
with there:
    shelf(desk)
    recently_deleted(desk)
