"""GET and POST /sign-in, /sign-in/LINK and /sign-out: the only way to become a facilitator.

A key, or a link that works once, is exchanged for a cookie; no client's address ever counts for anything.
"""

import logging
import re
from urllib.parse import parse_qs, urlsplit

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from components.library import open_library
from components.message import Message, StandpuntError
from components.server import facilitators
from components.server.cookies import FACILITATOR, cookies
from components.server.key import facilitator_key
from components.server.page import LANGUAGE
from components.server.patience import Patience
from components.server.sign_in_page import Where, key_form, link_form, sentence_page, signed_in
from components.settings import settings
from components.store.database import Database
from components.translations import Translator, accepted_languages, choose_language

log = logging.getLogger("standpunt")

# Where a sign-in may lead. A name that is not here leads to the library, never to another site.
SCREENS = ("library", "review")
MOST_BYTES = 4096
_ARTICLE = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_patience = Patience()


def routes() -> list[Route]:
    """All addresses of signing in and out."""
    return [
        Route("/sign-in", show_form, methods=["GET"]),
        Route("/sign-in", take_key, methods=["POST"]),
        Route("/sign-in/{link}", show_link, methods=["GET"]),
        Route("/sign-in/{link}", take_link, methods=["POST"]),
        Route("/sign-out", sign_out, methods=["POST"]),
    ]


async def show_form(request: Request) -> Response:
    """The form; or, for whoever is signed in, the way in and the way out."""
    _, where = _translator(request), _where(request)
    try:
        database, key = await to_thread.run_sync(_open)
        found = await to_thread.run_sync(facilitators.find, database, key, _token(request))
    except StandpuntError as fault:
        return _unavailable(request, fault)
    return _answer(signed_in(_, where) if found else key_form(_, where))


async def take_key(request: Request) -> Response:
    """The right key gives the cookie; a wrong one is answered later and later."""
    _, where = _translator(request), _where(request)
    if not _from_here(request):
        return _foreign(request)
    address = request.client.host if request.client else ""
    given = await _field(request, "key")
    try:
        database, key = await to_thread.run_sync(_open)
        # From here to `begin_wrong` nothing else runs, so that many requests at once do not slip through.
        if not _patience.may_try(address):
            return _answer(
                key_form(_, where, _("Too many attempts at once. Wait ten seconds and try again.")), 429
            )
        if facilitators.key_is(key, given):
            token = await to_thread.run_sync(facilitators.sign_in, database, key)
            return _welcome(request, where, token)
    except StandpuntError as fault:
        return _unavailable(request, fault)
    seconds = _patience.begin_wrong(address)
    try:
        await anyio.sleep(seconds)
    finally:
        _patience.end_wrong(address)
    return _answer(key_form(_, where, _("This is not the key. Check it and try again.")), 403)


async def show_link(request: Request) -> Response:
    """A button. Looking at the link does not use it up."""
    _, where, link = _translator(request), _where(request), request.path_params["link"]
    try:
        database, key = await to_thread.run_sync(_open)
        is_open = await to_thread.run_sync(facilitators.link_is_open, database, key, link)
    except StandpuntError as fault:
        return _unavailable(request, fault)
    return _answer(link_form(_, where, link)) if is_open else _used_up(request)


async def take_link(request: Request) -> Response:
    """The link gives the cookie, once."""
    if not _from_here(request):
        return _foreign(request)
    try:
        database, key = await to_thread.run_sync(_open)
        token = await to_thread.run_sync(
            facilitators.sign_in_by_link, database, key, request.path_params["link"]
        )
    except StandpuntError as fault:
        return _unavailable(request, fault)
    return _welcome(request, _where(request), token) if token else _used_up(request)


async def sign_out(request: Request) -> Response:
    """Ends this browser's sign-in, in the database and in the browser."""
    if not _from_here(request):
        return _foreign(request)
    try:
        database, key = await to_thread.run_sync(_open)
        if token := _token(request):
            await to_thread.run_sync(facilitators.sign_out, database, key, token)
    except StandpuntError as fault:
        return _unavailable(request, fault)
    response = RedirectResponse("/", status_code=303)
    response.delete_cookie(FACILITATOR, path="/", httponly=True, samesite="strict", secure=_secure(request))
    return response


def announcement(base: str) -> str | None:
    """The line that the server prints at its start where no key was set: a sign-in link that works once.

    base: the address of this server. None when a key was set. Raises StandpuntError.
    """
    now = settings()
    if now.key:
        facilitator_key(now)
        return None
    database, key = _open()
    link = facilitators.new_link(database, key)
    sentence = Message(
        "Facilitators sign in once, within the hour, at {address}",
        {"address": f"{now.public_url or base}/sign-in/{link}"},
    )
    return str(sentence)


def _open() -> tuple[Database, str]:
    now = settings()
    return open_library(now).database, facilitator_key(now)


def _welcome(request: Request, where: Where, token: str) -> Response:
    response = RedirectResponse(where.address, status_code=303)
    response.set_cookie(
        FACILITATOR,
        token,
        max_age=int(facilitators.SESSION.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=_secure(request),
    )
    response.headers["cache-control"] = "no-store"
    return response


def _secure(request: Request) -> bool:
    return bool(request.url.scheme == "https")


def _where(request: Request) -> Where:
    screen, article = request.query_params.get("next", ""), request.query_params.get("article", "")
    return Where(
        screen if screen in SCREENS else SCREENS[0],
        article if screen in SCREENS and _ARTICLE.fullmatch(article) else None,
    )


def _token(request: Request) -> str | None:
    return cookies(request.scope).get(FACILITATOR)


def _translator(request: Request) -> Translator:
    return Translator(
        choose_language(
            request.query_params.get("lang"),
            cookies(request.scope).get(LANGUAGE),
            accepted_languages(request.headers.get("accept-language", "")),
        )
    )


def _from_here(request: Request) -> bool:
    """Whether a form of ours was posted, as far as the browser says; one that says nothing is refused.

    Sec-Fetch-Site is sent over https and to localhost only; Origin by every browser of the last years.
    """
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None and fetched != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return fetched == "same-origin"
    # Without the scheme: behind a proxy that ends https we are asked over http.
    return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower() != ""


async def _field(request: Request, name: str) -> str:
    """The field of a posted form; "" for one that is missing or larger than any key."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return ""
    try:
        values = parse_qs(body.decode("utf-8", "replace"), max_num_fields=10).get(name, [""])
    except ValueError:
        return ""
    return values[0].strip()


def _answer(body: str, status: int = 200) -> Response:
    return HTMLResponse(body, status_code=status, headers={"cache-control": "no-store"})


def _foreign(request: Request) -> Response:
    _ = _translator(request)
    sentence = _(
        "This form was sent from another page, so it was not accepted. Sign in from the page of Standpunt itself."
    )
    return _answer(sentence_page(_, _("Not accepted"), sentence, _where(request)), 403)


def _used_up(request: Request) -> Response:
    _ = _translator(request)
    sentence = _(
        "This link was used before, or is older than an hour. Sign in with the key, or restart the server for a new link."
    )
    return _answer(sentence_page(_, _("This link no longer works"), sentence, _where(request)), 410)


def _unavailable(request: Request, fault: StandpuntError) -> Response:
    _ = _translator(request)
    log.error("%s", fault)
    return _answer(sentence_page(_, _("Nobody can sign in now"), _.say(fault.message), _where(request)), 503)
