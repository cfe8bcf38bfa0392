"""What we change in the page that Streamlit serves: its language, its title, its security headers."""

import gzip
import re
from html import escape

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.cookies import cookies, is_page
from components.translations import Translator, accepted_languages, choose_language, languages

LANGUAGE = "standpunt_language"
LANGUAGE_MAX_AGE = 365 * 24 * 60 * 60  # seconds

_HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")
_HTML_TAG = re.compile(r"<html[^>]*>")
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_INLINE_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_SERVICE = re.compile(r'<link rel="service-desc"[^>]*>')


class Page:
    """ASGI middleware: serves each page in the visitor's language and under a content security policy.

    `?lang=` is remembered in a cookie, since Streamlit drops it from the address at the next click.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; change the answer where it is a page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        zipped = "gzip" in request.get("accept-encoding", "")
        if "text/html" in request.get("accept", ""):
            # Streamlit's own compression lies inside us: ask it for the plain page, zip it afterwards.
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        asked = QueryParams(scope["query_string"]).get("lang")
        language = choose_language(
            asked, cookies(scope).get(LANGUAGE), accepted_languages(request.get("accept-language", ""))
        )
        start: Message | None = None
        body = b""

        async def changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                secure(message, request.get("host", ""))
                if (
                    scope["method"] == "GET"
                    and is_page(message)
                    and "content-encoding" not in Headers(raw=message["headers"])
                ):
                    start = message
                    return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            html = localised(body.decode("utf-8"), language).encode("utf-8")
            headers = MutableHeaders(raw=start["headers"])
            # The file's validators say nothing about the language the page was served in.
            del headers["etag"], headers["last-modified"]
            headers["cache-control"] = "no-cache"
            headers["content-language"] = language
            headers["vary"] = "Accept-Encoding, Accept-Language, Cookie"
            if zipped:
                html = gzip.compress(html)
                headers["content-encoding"] = "gzip"
            if asked in languages():
                headers.append(
                    "set-cookie",
                    f"{LANGUAGE}={asked}; Path=/; Max-Age={LANGUAGE_MAX_AGE}; HttpOnly; SameSite=Lax",
                )
            headers["content-length"] = str(len(html))
            await send(start)
            await send({"type": "http.response.body", "body": html})

        await self.app(scope, receive, changed)


def localised(html: str, language: str) -> str:
    """Streamlit's page with our language and title and without its inline script."""
    _ = Translator(language)
    # The only inline script sets a flag for search engines' renderers; the policy would block it.
    html = _INLINE_SCRIPT.sub("", html)
    # Points at an interface that is switched off.
    html = _SERVICE.sub("", html)
    html = _HTML_TAG.sub(f'<html lang="{language}">', html, count=1)
    html = _TITLE.sub("<title>Standpunt</title>", html, count=1)
    sentence = escape(_("Standpunt needs JavaScript. Switch it on in your browser and reload the page."))
    return _NO_SCRIPT.sub(lambda match: f"<noscript><p>{sentence}</p></noscript>", html, count=1)


def secure(message: Message, host: str) -> None:
    """Add the security headers to the start of an answer.

    Scripts come from this server only; `blob:` is how Streamlit loads the code of a component that this
    server sent. Styles are written into the page by Streamlit's style library.
    """
    sockets = f"ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    headers = MutableHeaders(raw=message["headers"])
    headers["content-security-policy"] = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self' {sockets}".rstrip(),
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
    headers["x-content-type-options"] = "nosniff"
    headers["referrer-policy"] = "same-origin"
    headers["x-frame-options"] = "SAMEORIGIN"
