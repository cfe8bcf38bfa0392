"""Takes one document apart in a process of its own: `python -m components.article.reading.worker`.

Standard input: one line of JSON {kind, file, url}, then the bytes. Standard output: JSON, either
{"draft": ...} or {"fault": message}. A document that makes its reader run wild, or eats all memory, takes
down this process and not the server.
"""

import json
import sys
from contextlib import suppress
from datetime import date
from typing import Any

from components.article.fault import ArticleFault
from components.article.reading.kinds import Kind
from components.article.reading.limits import BYTES_MEMORY, SECONDS
from components.article.reading.model import Block, Draft
from components.message import Message


def extract(kind: Kind, data: bytes, file: str, url: str | None = None) -> Draft:
    """The draft of a document of a kind other than plain text; pages and Markdown come in UTF-8.

    Raises ArticleFault; whatever else a format's reader raises becomes one.
    """
    try:
        if kind == "markdown":
            from components.article.reading.markdown import read_markdown

            return read_markdown(data.decode("utf-8", "replace"))
        if kind == "html":
            from components.article.reading.page import read_page

            return read_page(data.decode("utf-8", "replace"), url)
        if kind == "word":
            from components.article.reading.word import read_word

            return read_word(data, file)
        from components.article.reading.pdf import read_pdf

        return read_pdf(data, file)
    except ArticleFault:
        raise
    except MemoryError:
        raise ArticleFault(
            Message("{file} needs too much memory to read. Split it, or paste the text.", {"file": file})
        ) from None
    except Exception as error:
        # The readers are other people's and the bytes may be anything: what they raise is not to be listed.
        raise ArticleFault(
            Message(
                "{file} is damaged or of a kind that cannot be read. Save it anew, or paste the text.",
                {"file": file},
            )
        ) from error


def pack(draft: Draft) -> dict[str, Any]:
    """A draft as JSON values."""
    return {
        "blocks": [[block.text, block.kind] for block in draft.blocks],
        "title": draft.title,
        "sure": draft.sure,
        "author": draft.author,
        "publication": draft.publication,
        "url": draft.url,
        "published": draft.published.isoformat() if draft.published else None,
        "marked": draft.marked,
        "notes": [pack_message(note) for note in draft.notes],
    }


def unpack(values: dict[str, Any]) -> Draft:
    """The draft that `pack` packed."""
    published = values["published"]
    return Draft(
        blocks=tuple(Block(text, kind) for text, kind in values["blocks"]),
        title=values["title"],
        sure=values["sure"],
        author=values["author"],
        publication=values["publication"],
        url=values["url"],
        published=date.fromisoformat(published) if published else None,
        marked=values["marked"],
        notes=tuple(unpack_message(note) for note in values["notes"]),
    )


def pack_message(message: Message) -> dict[str, Any]:
    """A message as JSON values; values that are messages too."""
    values = {
        key: pack_message(value)
        if isinstance(value, Message)
        else value
        if isinstance(value, int)
        else str(value)
        for key, value in message.values.items()
    }
    return {"id": message.id, "values": values}


def unpack_message(packed: dict[str, Any]) -> Message:
    """The message that `pack_message` packed."""
    values = {
        key: unpack_message(value) if isinstance(value, dict) else value
        for key, value in packed["values"].items()
    }
    return Message(packed["id"], values)


def _limit() -> None:
    """Less memory and processor time than the server has, where the platform knows such limits (not Windows)."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, BYTES_MEMORY), (resource.RLIMIT_CPU, SECONDS + 5)):
        # macOS knows the name of the first and refuses to set it.
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(limit)[1]
            value = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(limit, (value, value))


def main() -> int:
    """Reads a job, writes its answer; 0 unless the process itself broke down."""
    _limit()
    job = json.loads(sys.stdin.buffer.readline())
    try:
        draft = extract(job["kind"], sys.stdin.buffer.read(), job["file"], job["url"])
        answer = {"draft": pack(draft)}
    except ArticleFault as fault:
        answer = {"fault": pack_message(fault.message)}
    # ASCII: a lone surrogate in a broken document must not break the pipe.
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
