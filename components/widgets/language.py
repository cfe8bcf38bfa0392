"""The language switch: plain links, so that the page itself is served anew in the other language."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from components.translations import Translator, languages
from components.widgets.text import html

_OWN_NAMES = {"nl": "Nederlands", "en": "English"}


def language_links(_: Translator) -> None:
    """A link for each language, the current one marked; the rest of the address stays."""
    links = []
    for language in languages():
        query = urlencode({**st.query_params.to_dict(), "lang": language})
        current = ' aria-current="true"' if language == _.language else ""
        name = _OWN_NAMES.get(language, language)
        links.append(
            f'<a href="?{escape(query)}" lang="{language}" target="_self"{current}>{escape(name)}</a>'
        )
    name = escape(_("Language"))
    html(f'<nav class="sp-languages" aria-label="{name}">{"".join(links)}</nav>')
