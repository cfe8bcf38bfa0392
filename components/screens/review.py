"""Checking an article: who says what, from where to where; for facilitators."""

import streamlit as st

from components import library
from components.widgets.access import require_facilitator
from components.widgets.context import context
from components.widgets.header import article_header
from components.widgets.review import review
from components.widgets.text import html

desk = require_facilitator("review")
if not library.list_articles(desk.library.database):
    _ = desk.say
    html('<h1 class="sp-title">Standpunt</h1>')
    st.info(_("There is no article to check yet. Import one in the library."), icon=":material/article:")
    st.stop()

view = context()
_ = view.say
article_header(view, _("Check the article"), speakers=False)
review(view, st.query_params.get("statement"))
