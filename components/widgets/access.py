"""Who may see a facilitator's screen. Navigation only hides; this is what closes."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from components.library import Library, open_library
from components.message import StandpuntError
from components.server import facilitators
from components.server.facilitators import Facilitator
from components.server.key import facilitator_key
from components.settings import settings
from components.translations import Translator
from components.widgets import visitor as visitors
from components.widgets.context import Context
from components.widgets.text import html, lede
from components.widgets.visitor import Visitor

SIGN_IN = "sign-in"


@dataclass(frozen=True)
class Office:
    """What a facilitator's screen works with. No article: there may be none yet."""

    visitor: Visitor
    say: Translator
    library: Library
    facilitator: Facilitator


def facilitator(who: Visitor | Context) -> Facilitator | None:
    """Who this browser is signed in as, now; None when nobody. Raises StandpuntError (database, key)."""
    visitor = who.visitor if isinstance(who, Context) else who
    if visitor.facilitator_token is None:
        return None
    now = settings()
    return facilitators.find(open_library(now).database, facilitator_key(now), visitor.facilitator_token)


def is_facilitator(who: Visitor | Context) -> bool:
    """For what is merely shown or hidden: a database that cannot be asked counts as no."""
    try:
        return facilitator(who) is not None
    except StandpuntError:
        return False


def office() -> Office | None:
    """The signed-in facilitator with what they work with; None when nobody is signed in (any more).

    The first statement of every callback of a facilitator's screen, which does nothing on None: a click
    may come from a screen that was drawn before the sign-in ended.
    """
    who = visitors.visitor()
    found = facilitator(who)
    if found is None:
        return None
    return Office(who, Translator(who.language), open_library(settings()), found)


def require_facilitator(screen: str) -> Office:
    """The first statement of every facilitator's screen: a stranger reads where to sign in, and no more.

    screen: its address, to which the sign-in leads back.
    """
    found = office()
    if found is not None:
        return found
    _ = Translator(visitors.visitor().language)
    title, link = escape(_("For facilitators")), escape(_("Sign in"))
    html(f'<h1 class="sp-title">{title}</h1>')
    lede(
        _(
            "This page is for whoever leads the discussion. Sign in to go on; reading and annotating need no sign-in."
        )
    )
    html(f'<a class="sp-button" href="{escape(sign_in_address(screen))}" target="_self">{link}</a>')
    st.stop()


def facilitator_link(_: Translator, screen: str) -> None:
    """The discreet way in, and out, for facilitators; stands beside the languages."""
    name = escape(_("Facilitator"))
    html(
        f'<p class="sp-facilitator"><a href="{escape(sign_in_address(screen))}" target="_self">{name}</a></p>'
    )


def sign_in_address(screen: str) -> str:
    """The address of the sign-in page, relative to a screen, that leads back to this screen."""
    query = {"next": screen}
    if article := st.query_params.get("article"):
        query["article"] = article
    return f"{SIGN_IN}?{urlencode(query)}"
