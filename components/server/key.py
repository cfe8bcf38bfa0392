"""The facilitator's key: from the settings, else a random one that the server writes into its data folder."""

import os
import secrets
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from components.message import Message, StandpuntError
from components.settings import Settings

FILE = "facilitator-key"
SHORTEST = 12
LOCK_SECONDS = 20


class NoKey(StandpuntError):
    """Nobody can sign in with a key; the message says what to do."""


def facilitator_key(settings: Settings) -> str:
    """The key with which facilitators sign in; made, for its owner's eyes only, where there is none.

    Processes that start together agree on one. Raises NoKey for a key that could be guessed, and when the
    file cannot be written or read.
    """
    if settings.key:
        return _long_enough(settings.key, "STANDPUNT_KEY")
    file = settings.data_folder / FILE
    try:
        found = _read(file)
        if not found:
            file.parent.parent.mkdir(parents=True, exist_ok=True)
            file.parent.mkdir(mode=0o700, exist_ok=True)
            with FileLock(file.with_name(file.name + ".lock"), timeout=LOCK_SECONDS, mode=0o600):
                found = _read(file) or _make(file)
    except (OSError, UnicodeDecodeError, Timeout):
        raise NoKey(
            Message(
                "The key file {place} cannot be read or made. Give the server's user permission to write in "
                "its folder, or set a key in {setting}.",
                {"place": file, "setting": "STANDPUNT_KEY"},
            )
        ) from None
    return _long_enough(found, str(file))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _make(file: Path) -> str:
    """Writes a random key beside the file and moves it into its place, so that nobody reads half of it."""
    key = secrets.token_urlsafe(32)
    # mkstemp makes files that only their owner can read.
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as written:
            written.write(key + "\n")
            written.flush()
            os.fsync(written.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return key


def _long_enough(key: str, place: str) -> str:
    if len(key) < SHORTEST:
        raise NoKey(
            Message(
                "The key in {place} has fewer than {shortest} characters, so it could be guessed. "
                "Choose a longer one and restart the server.",
                {"place": place, "shortest": SHORTEST},
            )
        )
    return key
