"""What is shown when something is wrong: what happened, and how to mend it."""

import logging

import streamlit as st

from components.library import Library
from components.message import StandpuntError
from components.translations import Translator
from components.widgets.text import html, note, plain

log = logging.getLogger("standpunt")


def show_fault(fault: StandpuntError, _: Translator) -> None:
    """A sentence that says what to do, and a button that tries again."""
    log.error("%s", fault)
    html('<h1 class="sp-title">Standpunt</h1>')
    st.error(plain(_.say(fault.message)), icon=":material/error:", title=_("Standpunt cannot go on"))
    st.button(_("Try again"), key="try_again", type="primary", icon=":material/refresh:")
    note(_("Answers that were called saved are in the database; nothing of them is lost."))


def show_surprise(_: Translator) -> None:
    """Something that nobody foresaw; called while the exception is handled, which goes to the log."""
    log.exception("a screen failed")
    sentence = _(
        "Something went wrong on this screen. Reload the page; if it happens again, the server's log says why."
    )
    st.error(plain(sentence), icon=":material/error:")


def show_empty_library(_: Translator) -> None:
    """The library holds no article that can be read."""
    html('<h1 class="sp-title">Standpunt</h1>')
    st.info(
        _(
            "There is no article yet. Put a text file through “python -m components.article parse FILE "
            "--out data/articles” and start Standpunt again."
        ),
        icon=":material/article:",
    )


def show_library_faults(library: Library, _: Translator) -> None:
    """Files that were left out when the library was opened; the rest works."""
    for fault in library.faults:
        st.warning(plain(_.say(fault)), icon=":material/warning:")
