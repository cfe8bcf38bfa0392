"""Bytes to characters: which encoding a text is in, and what is no text at all."""

import codecs
import re
from pathlib import Path

from components.article.fault import ArticleFault
from components.article.reading.limits import BYTES_TEXT_FILE, MEGABYTE
from components.message import Message

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096
# What browsers take these labels for; pages that say latin-1 are in Windows-1252.
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
_ENCODINGS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|cp125\d|iso8859-\d+|koi8-[ru]|gb18030|big5|euc_(jp|kr)|shift_jis"
)


def read_text_file(path: Path) -> str:
    """The text of a file, unchanged but for a byte order mark: line ends and blanks stay, so offsets count there.

    UTF-8 with or without mark, UTF-16 with mark, else Windows-1252. ArticleFault when the file is missing,
    empty, binary or larger than 2 MB.
    """
    return decode_text(read_bytes(path, BYTES_TEXT_FILE), str(path))


def read_bytes(path: Path, largest: int) -> bytes:
    """The bytes of a file; ArticleFault when it is missing, cannot be read or has more than `largest` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError:
        raise ArticleFault(Message("{file} is not there. Check the name.", {"file": path})) from None
    except OSError as error:
        raise ArticleFault(
            Message("{file} cannot be read: {reason}.", {"file": path, "reason": error.strerror or "unknown"})
        ) from error
    if len(data) > largest:
        raise ArticleFault(
            Message(
                "{file} is larger than {limit} MB. Split it, or take out what is not text.",
                {"file": path, "limit": largest // MEGABYTE},
            )
        )
    return data


def decode_text(data: bytes, file: str) -> str:
    """The characters of a plain text. `file` names it in the ArticleFault for what is empty or no text."""
    text = _decode(data, file)
    if "\x00" in text:
        raise ArticleFault(
            Message(
                "{file} is not a text file. Save the article as plain text (.txt, UTF-8).", {"file": file}
            )
        )
    if not text.strip():
        raise ArticleFault(Message("{file} is empty. Put the text of the article in it.", {"file": file}))
    return text


def _decode(data: bytes, file: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise ArticleFault(
                    Message(
                        "{file} says it is {encoding} but is not. Save it again as plain text (.txt, UTF-8).",
                        {"file": file, "encoding": encoding},
                    )
                ) from None
    if b"\x00" in data:
        return "\x00"
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise ArticleFault(
            Message("{file} is in an unknown encoding. Save it as plain text (.txt, UTF-8).", {"file": file})
        ) from None


def decode_page(data: bytes, declared: str | None = None) -> str:
    """The characters of a page: by its mark, as UTF-8, by `declared` (the server's header), by its meta, else Western.

    Never fails: bytes that fit nothing become U+FFFD. A label that does not fit the bytes is passed over.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = _META.search(data[:_META_WITHIN])
    in_page = found.group(1).decode("ascii", "replace") if found else None
    names = [name for label in (declared, in_page) if (name := encoding_name(label)) is not None]
    # UTF-8 first: other text is hardly ever valid UTF-8 by chance, and labels are often left behind.
    if not any(name.startswith("utf-16") for name in names):
        names.insert(0, "utf-8")
    for name in names:
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    # Most often one damaged place in a page of UTF-8; a page of Windows-1252 has many.
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= len(text) // 2000 else data.decode("cp1252", "replace")


def encoding_name(label: str | None) -> str | None:
    """Python's name of an encoding that pages are in, by its label; None for what is unknown or no encoding.

    Python also counts compression and escapes (zlib, unicode_escape, utf-7) as encodings; those are not taken.
    """
    try:
        name = codecs.lookup((label or "").strip()).name
    except (LookupError, ValueError):
        return None
    name = _AS_BROWSERS_DO.get(name, name)
    return name if _ENCODINGS.fullmatch(name) else None
