"""What every screen needs: who looks, in which language, at which article."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components import library, themes
from components.article.model import Article, Speaker
from components.charts.style import Mode, SpeakerStyle, speaker_styles
from components.themes.model import Code, Position, Theme
from components.translations import Translator
from components.widgets.visitor import Visitor

_KEY = "_context"
_SCREEN = "_screen"


@dataclass(frozen=True)
class Context:
    """One run's view of the world; made by the shell before a screen runs.

    positions: (speaker id, theme id) -> position, every pair present.
    codes: the effective codes of this article revision.
    entered: whether this is the first run on this screen since another one was shown.
    """

    visitor: Visitor
    say: Translator
    library: library.Library
    article: Article
    themes: tuple[Theme, ...]
    codes: tuple[Code, ...]
    positions: Mapping[tuple[str, str], Position]
    styles: Mapping[str, SpeakerStyle]
    entered: bool

    @property
    def mode(self) -> Mode:
        """Light or dark."""
        return self.visitor.mode


def make_context(say: Translator, who: Visitor, opened: library.Library, screen: str) -> Context | None:
    """Read the current article with everything that belongs to it, for this run.

    screen: address of the screen that is about to run. None when the library holds no article. Raises StandpuntError when the database cannot be used.
    """
    entries = library.list_articles(opened.database)
    if not entries:
        return None
    asked = st.session_state.get("article") or st.query_params.get("article")
    entry = next((entry for entry in entries if entry.id == asked), entries[0])
    article = library.read_article(opened.database, entry.id)
    theme_set = library.read_themes(opened.database, entry.id)
    codes = tuple(library.read_codes(opened.database, entry.id, article.revision))
    context = Context(
        visitor=who,
        say=say,
        library=opened,
        article=article,
        themes=theme_set.themes,
        codes=codes,
        positions=themes.positions(article, theme_set, codes),
        styles=speaker_styles(article.speakers),
        entered=st.session_state.get(_SCREEN) != screen,
    )
    st.session_state[_KEY], st.session_state[_SCREEN] = context, screen
    return context


def context() -> Context:
    """The context of this run."""
    made: Context = st.session_state[_KEY]
    return made


def about(speaker: Speaker) -> str:
    """Who a speaker is: role and organisation, as far as the article says.

    >>> about(Speaker(id="p", name="P", role="woordvoerder", organisation="X"))
    'woordvoerder, X'
    """
    parts = [speaker.role, speaker.organisation]
    if speaker.role and speaker.organisation and speaker.organisation in speaker.role:
        parts = [speaker.role]
    return ", ".join(part for part in parts if part)


def credit(article: Article, say: Translator) -> str:
    """Where the article appeared: publication and date."""
    parts = [
        article.source.publication,
        say.day(article.source.published) if article.source.published else None,
    ]
    return ", ".join(part for part in parts if part)
