"""Reading a document from bytes, a paste or an address."""

from urllib.parse import urlsplit

from components.article.fault import ArticleFault
from components.article.reading.assemble import assemble, shown_name
from components.article.reading.decode import decode_page, decode_text
from components.article.reading.isolate import take_apart
from components.article.reading.kinds import Kind, find_kind
from components.article.reading.limits import BYTES_TEXT, BYTES_UPLOAD, CHARACTERS, MEGABYTE
from components.article.reading.model import Draft, Reading
from components.article.reading.plain import read_plain
from components.article.reading.web import Policy, fetch
from components.message import Message

_KINDS_BY_TYPE: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/plain": "text",
}


def read_file(data: bytes, name: str) -> Reading:
    """The text of a document. `name` is the file's name, as the browser gave it; it is never opened.

    Raises ArticleFault, and nothing else, for what cannot be read.
    """
    file = shown_name(name) or "document"
    if len(data) > BYTES_UPLOAD:
        raise _too_large(file, BYTES_UPLOAD)
    return assemble(_draft(data, find_kind(data, file), file), file)


def read_text(text: str) -> Reading:
    """The text that somebody pasted. Raises ArticleFault when there is none, or too much."""
    if len(text) > 2 * CHARACTERS:
        raise ArticleFault(
            Message(
                "The pasted text has more than {limit} characters. Paste a part of it.", {"limit": CHARACTERS}
            )
        )
    draft = read_plain(text)
    if not any(block.text for block in draft.blocks):
        raise ArticleFault(Message("There is no text yet. Paste the article's text."))
    return assemble(draft, "article")


def read_url(url: str, policy: Policy | None = None) -> Reading:
    """The article on a public page. `policy`: see web.py; the default refuses every private address.

    Raises ArticleFault for an address that is not fetched, a page that does not come, or one without text.
    """
    page = fetch(url, policy or Policy())
    host = urlsplit(page.url).hostname or "page"
    file = shown_name(urlsplit(page.url).path) or host
    kind = _KINDS_BY_TYPE.get(page.content_type) or find_kind(page.data, file)
    draft = _draft(page.data, kind, file, declared=page.charset, url=page.url)
    reading = assemble(draft, file)
    publication = reading.source.publication or host.removeprefix("www.")
    source = reading.source.model_copy(update={"url": page.url, "publication": publication})
    return Reading(reading.text, reading.title, source, reading.language, reading.paragraphs, reading.notes)


def _draft(
    data: bytes, kind: Kind, file: str, *, declared: str | None = None, url: str | None = None
) -> Draft:
    """Takes a document apart: plain text here, everything else in a process of its own."""
    if kind in ("text", "markdown", "html") and len(data) > BYTES_TEXT:
        raise _too_large(file, BYTES_TEXT)
    if kind == "text":
        text = decode_page(data, declared) if declared else decode_text(data, file)
        return read_plain(text)
    if kind == "markdown":
        data = decode_text(data, file).encode("utf-8")
    elif kind == "html":
        data = decode_page(data, declared).encode("utf-8", "replace")
    return take_apart(kind, data, file, url)


def _too_large(file: str, limit: int) -> ArticleFault:
    return ArticleFault(
        Message(
            "{file} is larger than {limit} MB. Split it, or take out what is not text.",
            {"file": file, "limit": limit // MEGABYTE},
        )
    )
