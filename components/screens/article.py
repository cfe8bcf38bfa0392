"""The article, with every statement marked in place by speaker; choosing one shows its card."""

import streamlit as st

from components.widgets.context import context
from components.widgets.header import article_header
from components.widgets.reader import reader
from components.widgets.statement import reader_statements

view = context()
_ = view.say

article_header(view, _("The article"))
wanted = reader(
    view.article,
    reader_statements(view),
    {
        "hint": _("Choose a marked sentence to see who says it and what it counts for."),
        "close": _("Close"),
        "annotate": _("How far do you agree?"),
        "codes": _("Counts for"),
    },
    first=st.query_params.get("statement"),
    key="reader",
)
if wanted:
    st.switch_page("screens/annotate.py", query_params={"statement": wanted})
