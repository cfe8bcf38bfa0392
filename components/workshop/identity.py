"""Who somebody is to a workshop, so that nobody can tell who they are anywhere else."""

import base64
import hashlib
import hmac
import secrets

# No 0 O 1 I L, which look alike when read from a screen; no vowels, so that no words come out.
_LETTERS = "BCDFGHJKMNPQRSTVWXZ"


def solo_id(token: str, article_id: str) -> str:
    """The id of the solo workshop of this browser and article: "solo-" and 26 letters and digits.

    Derived, so that two clicks at once make one workshop; 130 bits of SHA-256 over a random token, so that
    nobody without the token can find it, or see that two of them are of one person.
    """
    digest = hashlib.sha256("|".join(("solo", token, article_id)).encode()).digest()
    return "solo-" + base64.b32encode(digest).decode().lower()[:26]


def token_hash(secret: bytes, token: str) -> str:
    """HMAC-SHA256 (RFC 2104) of the token with the workshop's own secret, hexadecimal."""
    return hmac.new(secret, token.encode(), hashlib.sha256).hexdigest()


def new_secret() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


def new_participant_id() -> str:
    """A random id: 128 bits, hexadecimal."""
    return secrets.token_hex(16)


def new_pseudonym() -> str:
    """A random name such as P-KWTBRX; one of 47 million, says nothing about who came first."""
    return "P-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
