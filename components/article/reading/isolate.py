"""A process of its own for taking a document apart, so that it can be stopped."""

import json
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

from components.article.fault import ArticleFault
from components.article.reading.kinds import Kind
from components.article.reading.limits import SECONDS, WORKERS
from components.article.reading.model import Draft
from components.article.reading.worker import unpack, unpack_message
from components.message import Message

_ROOT = Path(__file__).resolve().parents[3]
_WORKER = (sys.executable, "-m", "components.article.reading.worker")
_turns = threading.BoundedSemaphore(WORKERS)
_log = logging.getLogger(__name__)


def take_apart(
    kind: Kind,
    data: bytes,
    file: str,
    url: str | None = None,
    *,
    seconds: float = SECONDS,
    command: tuple[str, ...] = _WORKER,
) -> Draft:
    """The draft of a document. Waits for its turn, then at most `seconds`; `command` is replaced in tests only.

    Raises ArticleFault for what the document is, and when its reader had to be stopped or broke down.
    """
    job = json.dumps({"kind": kind, "file": file, "url": url}).encode("ascii") + b"\n"
    with _turns:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
                command,
                input=job + data,
                capture_output=True,
                timeout=seconds,
                cwd=_ROOT,
                env=_environment(),
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except subprocess.TimeoutExpired:
            raise ArticleFault(
                Message(
                    "{file} took longer than {seconds} seconds to read and was stopped. Split it, or paste the text.",
                    {"file": file, "seconds": round(seconds)},
                )
            ) from None
        except OSError as error:
            raise ArticleFault(
                Message(
                    "{file} could not be read: this computer has no room for another process ({reason}). Try again.",
                    {"file": file, "reason": error.strerror or "unknown"},
                )
            ) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        _log.error(
            "reading a %s document ended with code %s: %s",
            kind,
            done.returncode,
            done.stderr[-2000:].decode("utf-8", "replace"),
        )
        raise ArticleFault(
            Message(
                "Reading {file} broke down: it is damaged, or needs too much memory. Save it anew, or paste the text.",
                {"file": file},
            )
        ) from None
    if "fault" in answer:
        raise ArticleFault(unpack_message(answer["fault"]))
    return unpack(answer["draft"])


def _environment() -> dict[str, str]:
    """This process's surroundings without our own settings: keys and database addresses are not for a reader."""
    kept = {key: value for key, value in os.environ.items() if not key.upper().startswith("STANDPUNT")}
    return {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
