"""The cookies: random tokens that say "the same browser as before", and nothing else."""

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PARTICIPANT = "standpunt_participant"
FACILITATOR = "standpunt_facilitator"
MAX_AGE = 180 * 24 * 60 * 60  # seconds
TOKEN = re.compile(r"[A-Za-z0-9_-]{32,128}")


class ParticipantCookie:
    """ASGI middleware: gives every browser that opens a page a token, and keeps the one it has.

    HttpOnly, so no script reads it; SameSite=Lax, so another site cannot post with it; Secure behind
    https; renewed for 180 days at each page that is opened.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the cookie where the answer is a page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        token = cookies(scope).get(PARTICIPANT, "")
        if not TOKEN.fullmatch(token):
            token = secrets.token_urlsafe(32)
        secure = "; Secure" if scope["scheme"] == "https" else ""
        cookie = f"{PARTICIPANT}={token}; Path=/; Max-Age={MAX_AGE}; HttpOnly; SameSite=Lax{secure}"

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(message):
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode("ascii"))]
            await send(message)

        await self.app(scope, receive, with_cookie)


def cookies(scope: Scope) -> dict[str, str]:
    """The cookies of a request; an unreadable header counts as none."""
    found: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found.load(value.decode("latin-1"))
            except CookieError:
                continue
    return {name: morsel.value for name, morsel in found.items()}


def is_page(message: Message) -> bool:
    """Whether the answer that starts with this message is an HTML page."""
    return message["status"] == 200 and any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )
