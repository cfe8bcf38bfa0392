"""The UI script: page set-up, language, navigation. Runs from top to bottom at every interaction."""

import sys
from pathlib import Path
from typing import Literal

import streamlit as st

# Streamlit puts this file's folder on the path, the packages are found from the one above.
sys.path[:0] = [root] if (root := str(Path(__file__).parents[1])) not in sys.path else []

from components.library import open_library  # noqa: E402
from components.message import StandpuntError  # noqa: E402
from components.settings import settings  # noqa: E402
from components.translations import Translator  # noqa: E402
from components.widgets.access import facilitator_link, is_facilitator  # noqa: E402
from components.widgets.context import make_context  # noqa: E402
from components.widgets.fault import show_empty_library, show_fault, show_library_faults, show_surprise  # noqa: E402
from components.widgets.language import language_links  # noqa: E402
from components.widgets.look import look  # noqa: E402
from components.widgets.mode import follow_mode  # noqa: E402
from components.widgets.visitor import visitor  # noqa: E402

FACILITATORS = ("library", "review")

st.set_page_config(
    page_title="Standpunt",
    page_icon=str(Path(__file__).parent / "static" / "icon.svg"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
who = visitor()
_ = Translator(who.language)
look()

steers = is_facilitator(who)
# Hidden is not closed: a facilitator's screen begins with `require_facilitator`.
shown: Literal["visible", "hidden"] = "visible" if steers else "hidden"
open_to_all = [
    st.Page("screens/viewpoints.py", title=_("Viewpoints"), default=True),
    st.Page("screens/article.py", title=_("Article")),
    st.Page("screens/annotate.py", title=_("Annotate")),
]
for_facilitators = [
    st.Page("screens/library.py", title=_("Library"), visibility=shown),
    st.Page("screens/review.py", title=_("Review"), visibility=shown),
]
screen = st.navigation([*open_to_all, *for_facilitators], position="top")
with st.container(key="languages"):
    language_links(_)
    facilitator_link(_, screen.url_path if screen.url_path in FACILITATORS else "library")
    follow_mode(who.mode)
with st.container(key="navigation", horizontal=True, gap="xsmall"):
    for page in [*open_to_all, *(for_facilitators if steers else [])]:
        st.page_link(page)
# The address names an article only where somebody chose one; it stays chosen on the next screens.
if chosen := st.query_params.get("article"):
    st.session_state["article"] = chosen
try:
    library = open_library(settings())
    show_library_faults(library, _)
    try:
        view = make_context(_, who, library, screen.url_path)
    except StandpuntError:
        # An article that cannot be read must not keep anybody from the screen where it can be deleted.
        if screen.url_path != "library":
            raise
        view = None
    if view and view.article.id == st.session_state.get("article") and screen.url_path != "library":
        # A reload, and a link that is passed on, lead to the same article.
        st.query_params["article"] = view.article.id
    if view or screen.url_path in FACILITATORS:
        screen.run()
    else:
        show_empty_library(_)
except StandpuntError as fault:
    show_fault(fault, _)
except Exception:
    show_surprise(_)
