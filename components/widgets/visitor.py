"""Facts about who is looking. The only place that asks Streamlit about the client; tests replace `visitor`."""

from dataclasses import dataclass, field

import streamlit as st

from components.charts.style import Mode
from components.server.cookies import FACILITATOR, PARTICIPANT, TOKEN
from components.server.page import LANGUAGE
from components.translations import accepted_languages, choose_language


@dataclass(frozen=True)
class Visitor:
    """What a browser told us.

    token: the participant cookie, None where the browser keeps no cookies.
    phone: whether to leave out what a phone should not load. mode: light or dark.
    facilitator_token: the cookie of a sign-in, which may have ended (`components.widgets.access`).
    """

    token: str | None
    language: str
    phone: bool
    mode: Mode
    facilitator_token: str | None = field(default=None, repr=False)


def visitor() -> Visitor:
    """The visitor of this run."""
    cookies, headers = st.context.cookies, st.context.headers
    token, signed_in = cookies.get(PARTICIPANT, ""), cookies.get(FACILITATOR, "")
    preferred = accepted_languages(headers.get("Accept-Language", "")) or [st.context.locale or ""]
    return Visitor(
        token=token if TOKEN.fullmatch(token) else None,
        language=choose_language(st.query_params.get("lang"), cookies.get(LANGUAGE), preferred),
        phone=headers.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in headers.get("User-Agent", ""),
        mode="dark" if st.context.theme.type == "dark" else "light",
        facilitator_token=signed_in if TOKEN.fullmatch(signed_in) else None,
    )
