"""The UI script: page set-up, language, navigation. Runs from top to bottom at every interaction."""

import sys
from pathlib import Path

import streamlit as st

# Streamlit puts this file's folder on the path, the packages are found from the one above.
sys.path[:0] = [root] if (root := str(Path(__file__).parents[1])) not in sys.path else []

from components.library import open_library  # noqa: E402
from components.message import StandpuntError  # noqa: E402
from components.settings import settings  # noqa: E402
from components.translations import Translator  # noqa: E402
from components.widgets.context import make_context  # noqa: E402
from components.widgets.fault import show_empty_library, show_fault, show_library_faults, show_surprise  # noqa: E402
from components.widgets.language import language_links  # noqa: E402
from components.widgets.look import look  # noqa: E402
from components.widgets.mode import follow_mode  # noqa: E402
from components.widgets.visitor import visitor  # noqa: E402

st.set_page_config(
    page_title="Standpunt",
    page_icon=str(Path(__file__).parent / "static" / "icon.svg"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
who = visitor()
_ = Translator(who.language)
look()

screens = [
    st.Page("screens/viewpoints.py", title=_("Viewpoints"), default=True),
    st.Page("screens/article.py", title=_("Article")),
    st.Page("screens/annotate.py", title=_("Annotate")),
]
screen = st.navigation(screens, position="top")
with st.container(key="languages"):
    language_links(_)
    follow_mode(who.mode)
with st.container(key="navigation", horizontal=True, gap="xsmall"):
    for page in screens:
        st.page_link(page)
try:
    library = open_library(settings())
    show_library_faults(library, _)
    if make_context(_, who, library, screen.url_path):
        screen.run()
    else:
        show_empty_library(_)
except StandpuntError as fault:
    show_fault(fault, _)
except Exception:
    show_surprise(_)
