"""Where the speakers stand on the themes; every mark can be asked why."""

import streamlit as st

from components.charts.words import finding
from components.widgets.context import context
from components.widgets.evidence import evidence
from components.widgets.filters import filters
from components.widgets.header import article_header
from components.widgets.strips import chosen_cell, first_cell, strips_narrow, strips_table, strips_wide
from components.widgets.text import lede, note

view = context()
_ = view.say

article_header(view, _("Viewpoints"))
if not view.themes:
    st.info(
        _(
            "This article has no themes yet, so there is nothing to plot. The article itself can be read and annotated."
        )
    )
    st.stop()

sentence, choice = st.columns([6, 1], vertical_alignment="bottom")
with choice.container(horizontal_alignment="right"):
    rows = filters(view)
with sentence:
    lede(finding(rows, _))

if not view.visitor.phone:
    chosen = chosen_cell(view, rows) or first_cell(rows)
    with st.container(key="strips-wide"):
        picture, why = st.columns([2.2, 1], gap="large")
        with picture:
            strips_wide(view, rows, chosen)
            note(
                _(
                    "Open mark: provisional, a proposal by the rules that nobody has confirmed yet. Line: the 80 % interval. "
                    "Choose a mark to see the quotes behind it."
                )
            )
            with st.expander(_("The same as a table"), icon=":material/table:", key="table_twin"):
                strips_table(view, rows)
        with why:
            evidence(view, chosen, key="evidence_wide")

with st.container(key="strips-phone" if view.visitor.phone else "strips-narrow"):
    note(
        _(
            "Choose a speaker under a strip to see the quotes behind the mark. Open mark: provisional; line: the 80 % interval."
        )
    )
    strips_narrow(view, rows)
