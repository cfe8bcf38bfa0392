"""Signing in and out: who is a facilitator. The address of a client never makes anybody one."""

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta

from components.store import facilitators as rows
from components.store.database import Connection, Database
from components.store.facilitators import Facilitator

__all__ = [
    "Facilitator",
    "find",
    "key_is",
    "link_is_open",
    "new_link",
    "sign_in",
    "sign_in_by_link",
    "sign_out",
]

SESSION = timedelta(hours=12)
LINK = timedelta(hours=1)
KEY_SUBJECT = "key"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def key_is(key: str, given: str) -> bool:
    """Whether this is the key, found out in a time that says nothing about where the two differ."""
    # Hashed first: comparing strings of different lengths would tell the length.
    return hmac.compare_digest(_digest(key), _digest(given))


def sign_in(database: Database, key: str, *, now: datetime | None = None) -> str:
    """Signs a browser in as whoever knows the key; its token, of which only a hash is stored.

    Who may do this is the caller's to check. Raises DatabaseFault.
    """
    moment = now or datetime.now(UTC)
    with database.writing() as connection:
        return _begin(connection, key, moment)


def new_link(database: Database, key: str, *, now: datetime | None = None) -> str:
    """The token of a sign-in link that works once, within the hour. Raises DatabaseFault."""
    moment = now or datetime.now(UTC)
    token = secrets.token_urlsafe(32)
    with database.writing() as connection:
        rows.forget_expired(connection, moment)
        rows.add_link(connection, _hash(key, "link", token), moment + LINK)
    return token


def link_is_open(database: Database, key: str, link: str, *, now: datetime | None = None) -> bool:
    """Whether the link with this token can still be used. Raises DatabaseFault."""
    with database.reading() as connection:
        return rows.has_link(connection, _hash(key, "link", link), now or datetime.now(UTC))


def sign_in_by_link(database: Database, key: str, link: str, *, now: datetime | None = None) -> str | None:
    """Uses the link up and signs the browser in; its token, or None for a link that no longer works."""
    moment = now or datetime.now(UTC)
    with database.writing() as connection:
        if not rows.use_link(connection, _hash(key, "link", link), moment):
            return None
        return _begin(connection, key, moment)


def find(
    database: Database, key: str, token: str | None, *, now: datetime | None = None
) -> Facilitator | None:
    """Who this browser is signed in as; None when it is not, or no longer. Raises DatabaseFault."""
    if not token or not _TOKEN.fullmatch(token):
        return None
    with database.reading() as connection:
        return rows.find_session(connection, _hash(key, "session", token), now or datetime.now(UTC))


def sign_out(database: Database, key: str, token: str) -> None:
    """Signs this browser out, in the database: a copy of its cookie is worth nothing either."""
    with database.writing() as connection:
        rows.end_session(connection, _hash(key, "session", token))


def _begin(connection: Connection, key: str, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    rows.forget_expired(connection, now)
    rows.add_session(
        connection,
        subject=KEY_SUBJECT,
        name="",
        new_id=secrets.token_hex(16),
        session_hash=_hash(key, "session", token),
        now=now,
        expires_at=now + SESSION,
    )
    return token


def _hash(key: str, what: str, token: str) -> str:
    """HMAC-SHA256 (RFC 2104) with the facilitator's key: whoever changes the key signs everybody out."""
    return hmac.new(_digest(key), f"{what}|{token}".encode(), hashlib.sha256).hexdigest()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
