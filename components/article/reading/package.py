"""The parts of a zipped document, unpacked no further than its limits; XML without entities from outside."""

import io
import zipfile
from typing import Any

from components.article.fault import ArticleFault
from components.article.reading.limits import BYTES_UNPACKED, PARTS, RATIO_FREE, RATIO_UNPACKED
from components.message import Message

_CHUNK = 64 * 1024


class Package:
    """A zip archive in memory of which single parts are read. `file` is the name for faults."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.unpacked = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged() from error
        entries = self.archive.infolist()
        # Pictures are never unpacked, so only what could be counts.
        parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
        if len(entries) > PARTS or sum(part.file_size for part in parts) > BYTES_UNPACKED:
            raise self._bomb()
        for part in parts:
            if part.file_size > RATIO_FREE and part.file_size > RATIO_UNPACKED * max(part.compress_size, 1):
                raise self._bomb()

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is none of that name. What the directory says is not believed."""
        try:
            entry = self.archive.getinfo(name.lstrip("/"))
        except KeyError:
            return None
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._damaged()
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self.unpacked += len(chunk)
                    if self.unpacked > BYTES_UNPACKED:
                        raise self._bomb()
                    if size > RATIO_FREE and size > RATIO_UNPACKED * max(entry.compress_size, 1):
                        raise self._bomb()
                    chunks.append(chunk)
        except ArticleFault:
            raise
        except Exception as error:  # zlib, struct, OSError, EOFError, RuntimeError: all mean the same here
            raise self._damaged() from error
        return b"".join(chunks)

    def xml(self, name: str) -> Any:
        """The root element of a part, None when there is no such part.

        A document type declaration is refused: these formats have none, and it is where entities come from.
        """
        from lxml import etree  # type: ignore[import-untyped]

        data = self.part(name)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True, recover=False,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.doctype:
            raise ArticleFault(
                Message(
                    "{file} holds instructions that a document of its kind never has, and was refused. "
                    "Open it in Word and save it as a new .docx.",
                    {"file": self.file},
                )
            )
        return root

    def _damaged(self) -> ArticleFault:
        return ArticleFault(
            Message(
                "{file} is damaged: it ends too early or was changed. Save it again.", {"file": self.file}
            )
        )

    def _bomb(self) -> ArticleFault:
        return ArticleFault(
            Message(
                "{file} unpacks to far more than a document holds, and was refused. Open it in Word, copy the text "
                "and paste it.",
                {"file": self.file},
            )
        )
