"""A PDF: pdfminer.six gives lines with places and sizes, pdf_layout.py makes paragraphs of them."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFNoValidXRef, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from components.article.fault import ArticleFault
from components.article.reading.limits import PAGES
from components.article.reading.model import Block, Draft
from components.article.reading.pdf_layout import Line, lay_out
from components.message import Message

_UNKNOWN_LETTER = re.compile(r"\(cid:\d+\)")
_SMALLEST = 3.0
"""Points. Smaller letters are not there to be read."""
_SCANNED = 20
"""Fewer letters than this a page: the text is in pictures."""


def read_pdf(data: bytes, file: str) -> Draft:
    """The text of a PDF in reading order; headings by size. `file` is the name for faults.

    Refused with a sentence: locked, scanned, with fonts that do not say which letters they draw, too many pages.
    """
    # It reports oddities of fonts by the thousand.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    start = data.find(b"%PDF-", 0, 1024)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data[max(start, 0) :])))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise ArticleFault(
            Message(
                "{file} is locked with a password. Open it, print or save it as a PDF without password, and try again.",
                {"file": file},
            )
        ) from None
    except (PDFSyntaxError, PDFNoValidXRef) as error:
        raise ArticleFault(
            Message("{file} is damaged: it ends too early or was changed. Save it again.", {"file": file})
        ) from error
    pages, hidden = _pages(document, file)
    letters = sum(len(line.text.strip()) for page in pages for line in page)
    if letters < _SCANNED * len(pages) or not letters:
        raise ArticleFault(
            Message(
                "{file} is a scan: a picture of text, without letters. Let a scanner program recognise the text (OCR) "
                "first, or paste the text.",
                {"file": file},
            )
        )
    unknown = sum(
        len(match) for page in pages for line in page for match in _UNKNOWN_LETTER.findall(line.text)
    )
    if unknown > 0.1 * letters:
        raise ArticleFault(
            Message(
                "{file} does not say which letters it draws, so its text cannot be read. Ask for the Word file, or "
                "print it to a new PDF.",
                {"file": file},
            )
        )
    notes = []
    empty = sum(not page for page in pages)
    if empty:
        notes.append(Message("Pages without text, perhaps pictures, that were left out: {n}.", {"n": empty}))
    if hidden:
        notes.append(Message("Pieces of hidden text that were left out: {n}.", {"n": hidden}))
    laid_out = lay_out(pages)
    if laid_out.running:
        notes.append(
            Message(
                "Repeated page headers, footers and page numbers that were left out: {n}.",
                {"n": laid_out.running},
            )
        )
    if laid_out.joined:
        notes.append(
            Message("Words broken off at the end of a line that were joined: {n}.", {"n": laid_out.joined})
        )
    blocks = tuple(Block(_UNKNOWN_LETTER.sub("\ufffd", block.text), block.kind) for block in laid_out.blocks)
    return Draft(blocks, title=_title(document), notes=tuple(notes))


def _title(document: PDFDocument) -> str | None:

    try:
        title = resolve1(document.info[0].get("Title")) if document.info else None
        return decode_text(title) if isinstance(title, bytes) else None
    except Exception:  # a title is not worth a document
        return None


class _Device(PDFPageAggregator):
    """Also remembers which letters are drawn without ink: a scan's recognised text, or text that hides."""

    def render_string(self, textstate: Any, *rest: Any) -> None:
        """Draws a string; 3 and 7 are the modes that leave no ink."""
        drawn: list[Any] = self.cur_item._objs
        before = len(drawn)
        super().render_string(textstate, *rest)
        if textstate.render in (3, 7):
            for char in drawn[before:]:
                char.inkless = True


def _pages(document: PDFDocument, file: str) -> tuple[list[list[Line]], int]:
    """The lines of each page, and how many were left out because nobody sees them."""
    resources = PDFResourceManager(caching=True)
    # Without boxes_flow, which takes quadratic time; the order of boxes is ours.
    device = _Device(resources, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[list[Line]] = []
    hidden = 0
    for page in PDFPage.create_pages(document):
        if len(pages) == PAGES:
            raise ArticleFault(
                Message(
                    "{file} has more than {limit} pages. Save the pages you need as a PDF of their own.",
                    {"file": file, "limit": PAGES},
                )
            )
        interpreter.process_page(page)
        lines = list(_lines(device.get_result()))
        seen = [line for line, inkless in lines if not inkless]
        # On a scanned page the text without ink is the page's text; elsewhere it hides.
        if 2 * sum(len(line.text) for line in seen) > sum(len(line.text) for line, _ in lines):
            hidden += len(lines) - len(seen)
            pages.append(seen)
        else:
            pages.append([line for line, _ in lines])
    return pages, hidden


def _lines(page: LTPage) -> Iterator[tuple[Line, bool]]:
    """The lines inside the page's borders, and whether they are without ink."""
    x0, y0, x1, y1 = page.bbox
    for box in (element for element in page if isinstance(element, LTTextBox)):
        for line in box:
            if not isinstance(line, LTTextLine):
                continue
            chars = [char for char in line if isinstance(char, LTChar) and char.get_text().strip()]
            if not chars or line.x1 < x0 or line.x0 > x1 or line.y1 < y0 or line.y0 > y1:
                continue
            size = sorted(char.size for char in chars)[len(chars) // 2]
            if size < _SMALLEST:
                continue
            bold = sum("bold" in char.fontname.lower() or "black" in char.fontname.lower() for char in chars)
            inkless = sum(getattr(char, "inkless", False) for char in chars)
            found = Line(
                text=line.get_text().rstrip("\n"), x0=line.x0 - x0, x1=line.x1 - x0, top=y1 - line.y1,
                bottom=y1 - line.y0, size=round(size, 1), bold=2 * bold > len(chars), height=y1 - y0,
            )  # fmt: skip
            yield found, 2 * inkless > len(chars)
