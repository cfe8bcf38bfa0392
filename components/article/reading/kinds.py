"""Which kind of document some bytes are: by their first bytes, then by the name's ending."""

import io
import re
import zipfile
from typing import Literal

from components.article.fault import ArticleFault
from components.message import Message

Kind = Literal["text", "markdown", "html", "word", "pdf"]

SUFFIXES: dict[str, Kind] = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "word",
    "docm": "word",
    "dotx": "word",
    "pdf": "pdf",
}
"""Endings that are read, for a file chooser as well."""

_HTML = re.compile(
    r"\s*(<\?xml[^>]{0,200}\?>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body|article|main|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVE_AS = Message("Open it in the program it was made with and save it as .docx, .pdf or plain text.")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_TEXT = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"\x7fELF", b"MZ", b"ID3", b"OggS", b"\x00\x00\x00", b"SQLite", b"%!PS",
)  # fmt: skip


def find_kind(data: bytes, file: str) -> Kind:
    """What `data` is. `file`: the shown name; its ending decides only between kinds of text.

    Raises ArticleFault for what cannot be read, with what to do instead.
    """
    suffix = file.rsplit(".", 1)[-1].lower() if "." in file else ""
    if not data.strip():
        raise ArticleFault(Message("{file} is empty. Put the text of the article in it.", {"file": file}))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data, file)
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise ArticleFault(
                Message(
                    "{file} is locked with a password. Open it in Word, take off the password and save it again.",
                    {"file": file},
                )
            )
        raise ArticleFault(
            Message("{file} is of an old Word or Office kind. {advice}", {"file": file, "advice": _SAVE_AS})
        )
    if data.lstrip().startswith(b"{\\rtf"):
        raise ArticleFault(Message("{file} is rich text (RTF). {advice}", {"file": file, "advice": _SAVE_AS}))
    if SUFFIXES.get(suffix) in ("word", "pdf"):
        raise ArticleFault(
            Message(
                "{file} is called .{suffix} but is something else, or damaged. Save it again as .{suffix}, or paste the text.",
                {"file": file, "suffix": suffix},
            )
        )
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if data.startswith(_NOT_TEXT) or (b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise unreadable(file)
    if _HTML.match(data[:6000].decode("latin-1").removeprefix("ï»¿")):
        return "html"
    return "text"


def unreadable(file: str) -> ArticleFault:
    """The fault for a kind of document that is not read."""
    return ArticleFault(
        Message(
            "{file} is not something Standpunt can read. It reads .txt, .md, .html, .docx and .pdf; or paste the text.",
            {"file": file},
        )
    )


def _zipped(data: bytes, file: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        raise ArticleFault(
            Message("{file} is damaged: it ends too early or was changed. Save it again.", {"file": file})
        ) from None
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "word"
    if "content.xml" in names or "Index/Document.iwa" in names:
        raise ArticleFault(
            Message("{file} is of OpenDocument or Pages. {advice}", {"file": file, "advice": _SAVE_AS})
        )
    raise unreadable(file)
