"""My own agreement with every statement, alone and without an account."""

import streamlit as st

from components.widgets.ballot import ballot
from components.widgets.context import context
from components.widgets.header import article_header
from components.widgets.my_answers import ballot_words, downloads, read_answers, save_outbox, show_receipt
from components.widgets.statement import ballot_statements
from components.workshop.identity import solo_id

view = context()
_ = view.say
token = view.visitor.token

article_header(view, _("How far do you agree?"), speakers=False)
if token is None:
    st.warning(
        _(
            "This browser keeps no cookies for this page, so your answers cannot be saved. Allow cookies for this address and reload the page."
        ),
        icon=":material/cookie_off:",
    )
if not view.article.statements:
    st.info(_("No statements were found in this article, so there is nothing to annotate yet."))
    st.stop()

reading = read_answers(view)
ballot(
    ballot_statements(view),
    reading.answers,
    ballot_words(_),
    workshop=solo_id(token, view.article.id) if token else "",
    first=st.query_params.get("statement"),
    can_save=token is not None,
    taken=reading.number,
    on_outbox=save_outbox,
    key="ballot",
)
show_receipt(_)
if token:
    downloads(view, token)
