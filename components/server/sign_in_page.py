"""The small pages of signing in and out, as HTML: no script, both languages, the fonts of the rest."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from components.translations import Translator, languages

_CSS = (Path(__file__).parent / "sign_in.css").read_text(encoding="utf-8")
_OWN_NAMES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True)
class Where:
    """Where the sign-in leads: the address of a screen, and the article it shows, if any."""

    screen: str
    article: str | None = None

    @property
    def query(self) -> str:
        """As it stands in the address of the sign-in page."""
        return urlencode({"next": self.screen} | ({"article": self.article} if self.article else {}))

    @property
    def address(self) -> str:
        """The screen itself."""
        return f"/{self.screen}" + (f"?{urlencode({'article': self.article})}" if self.article else "")


def key_form(_: Translator, where: Where, problem: str | None = None) -> str:
    """Asks for the key."""
    hint = _(
        "The key is what your administrator gave you. On your own computer it stands in the file "
        "facilitator-key in the data folder (data/local); at its start the server prints a link that works "
        "without the key, once."
    )
    label, button = _("Key"), _("Sign in")
    body = (
        f'<form method="post" action="/sign-in?{escape(where.query)}">'
        f'<label for="key">{escape(label)}</label>'
        '<input id="key" name="key" type="password" autocomplete="current-password" required autofocus '
        f'maxlength="500"{_described(problem)}>'
        f"{_problem(problem)}"
        f'<button type="submit">{escape(button)}</button></form>'
        f'<p class="hint">{escape(hint)}</p>'
    )
    return _page(_, _("Sign in as facilitator"), body, where)


def link_form(_: Translator, where: Where, link: str) -> str:
    """Asks for one press on a button: programs that look at links press no buttons."""
    button = _("Sign in on this device")
    hint = _("The link works once. You stay signed in for twelve hours.")
    body = (
        f'<form method="post" action="/sign-in/{escape(link)}?{escape(where.query)}">'
        f'<button type="submit" autofocus>{escape(button)}</button></form>'
        f'<p class="hint">{escape(hint)}</p>'
    )
    return _page(_, _("Sign in as facilitator"), body, where)


def signed_in(_: Translator, where: Where) -> str:
    """Says that this browser is signed in, and signs it out."""
    sentence = _("You are signed in as facilitator.")
    go_on, button = _("Go to the library"), _("Sign out")
    body = (
        f"<p>{escape(sentence)}</p>"
        f'<p><a class="button" href="/library">{escape(go_on)}</a></p>'
        f'<form method="post" action="/sign-out"><button class="quiet" type="submit">{escape(button)}</button></form>'
    )
    return _page(_, _("For facilitators"), body, where)


def sentence_page(_: Translator, title: str, sentence: str, where: Where) -> str:
    """A sentence, and the way back to the form."""
    again = _("To the sign-in page")
    body = (
        f'<p role="alert">{escape(sentence)}</p>'
        f'<p><a class="button" href="/sign-in?{escape(where.query)}">{escape(again)}</a></p>'
    )
    return _page(_, title, body, where)


def _page(_: Translator, title: str, body: str, where: Where) -> str:
    links = "".join(
        f'<a href="/sign-in?{escape(urlencode({"lang": language}))}&amp;{escape(where.query)}" lang="{language}"'
        f"{' aria-current=true' if language == _.language else ''}>{_OWN_NAMES.get(language, language)}</a>"
        for language in languages()
    )
    back, name = _("Back to the article"), _("Language")
    return (
        f'<!doctype html><html lang="{_.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)} · Standpunt</title><style>{_CSS}</style></head><body>"
        f'<nav aria-label="{escape(name)}">{links}</nav>'
        f'<main><p class="eyebrow">Standpunt</p><h1 class="sp-title">{escape(title)}</h1>{body}'
        f'<p class="back"><a href="/">{escape(back)}</a></p></main></body></html>'
    )


def _described(problem: str | None) -> str:
    return ' aria-invalid="true" aria-describedby="problem"' if problem else ""


def _problem(problem: str | None) -> str:
    return f'<p class="problem" id="problem" role="alert">{escape(problem)}</p>' if problem else ""
