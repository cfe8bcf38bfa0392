"""A Word document (.docx): the text as it stands when every tracked change is accepted.

Read from the XML itself: python-docx gives neither inserted text nor content controls and text boxes, and
would unpack every part of a file that anybody may have made. Macros and linked files are never looked at.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from components.article.fault import ArticleFault
from components.article.model import ParagraphKind
from components.article.reading.model import Block, Draft
from components.article.reading.package import Package
from components.message import Message

_HEADING = re.compile(r"(heading|kop|überschrift|titre) ?\d")
_STYLES: dict[str, ParagraphKind] = {
    "title": "title",
    "titel": "title",
    "caption": "caption",
    "bijschrift": "caption",
    "byline": "byline",
    "author": "byline",
    "auteur": "byline",
    "toc heading": "boilerplate",
    "table of figures": "boilerplate",
    "header": "boilerplate",
    "footer": "boilerplate",
}
# Deleted and moved-away text, instructions of fields, comments, pictures with their alternative texts.
_SKIPPED = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "tblPr", "sectPr", "sdtPr",
     "footnoteReference", "endnoteReference", "commentReference", "annotationRef", "rt", "posOffset", "docPr")
)  # fmt: skip
_BREAKS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_CELL = 60
"""A row whose cells are all this short is a row of a table; else the table is there for the layout."""
_DEPTH = 200


def read_word(data: bytes, file: str) -> Draft:
    """Paragraphs with kinds by their styles, list items with a dash, table rows; notes on what was left out."""
    package = Package(data, file)
    root = package.xml(_main_part(package))
    body = next((child for child in root if _name(child) == "body"), None) if root is not None else None
    if body is None:
        raise ArticleFault(
            Message("{file} is damaged: it ends too early or was changed. Save it again.", {"file": file})
        )
    reader = _Reader(*_styles(package))
    blocks = list(reader.blocks(body, 0))
    # Who made the file and when is in its properties too, but neither is the article's author or day.
    return Draft(tuple(blocks), title=_declared_title(package), notes=tuple(reader.notes()))


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any, name: str = "val") -> str | None:
    """An attribute by its name without namespace: two families of these are in use."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _child(element: Any, *names: str) -> Any:
    """The child down a path of names, or None."""
    for name in names:
        element = next((child for child in element if _name(child) == name), None)
        if element is None:
            return None
    return element


def _on(element: Any) -> bool:
    """Whether a switch (`<w:vanish/>`) is there and on."""
    return element is not None and (_value(element) or "true").lower() not in ("0", "false", "off")


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (_value(relation, "Type") or "").endswith("/officeDocument"):
            return posixpath.normpath((_value(relation, "Target") or "").lstrip("/"))
    return "word/document.xml"


def _styles(package: Package) -> tuple[dict[str, ParagraphKind], set[str]]:
    """Style id -> kind, by the style's English name, its outline level, or what it is based on; ids of lists."""
    root = package.xml("word/styles.xml")
    own: dict[str, ParagraphKind] = {}
    based: dict[str, str] = {}
    lists: set[str] = set()
    for style in root if root is not None else ():
        if _name(style) != "style":
            continue
        identity = _value(style, "styleId") or ""
        name = _child(style, "name")
        label = (_value(name) or "").lower() if name is not None else ""
        base = _child(style, "basedOn")
        level = _child(style, "pPr", "outlineLvl")
        if _child(style, "pPr", "numPr") is not None:
            lists.add(identity)
        if label in _STYLES:
            own[identity] = _STYLES[label]
        elif re.match(r"toc \d|inhopg", label):
            own[identity] = "boilerplate"
        elif _HEADING.match(label) or (level is not None and (_value(level) or "9") < "9"):
            own[identity] = "heading"
        elif base is not None:
            based[identity] = _value(base) or ""
    for identity in based:
        at, seen = identity, set()
        while at in based and at not in seen:
            seen.add(at)
            at = based[at]
        if at in own:
            own[identity] = own[at]
    return own, lists


def _declared_title(package: Package) -> str | None:
    root = package.xml("docProps/core.xml")
    title = _child(root, "title") if root is not None else None
    return title.text if title is not None else None


class _Reader:
    """Goes through the body once and counts what it leaves out."""

    def __init__(self, styles: dict[str, ParagraphKind], lists: set[str]) -> None:
        self.styles = styles
        self.lists = lists
        self.footnotes = self.comments = self.changes = self.hidden = self.pictures = self.linked = 0
        self.boxes: list[Any] = []

    def notes(self) -> Iterator[Message]:
        """What was left out."""
        if self.footnotes:
            yield Message("Footnotes and endnotes that were left out: {n}.", {"n": self.footnotes})
        if self.comments:
            yield Message("Comments in the margin that were left out: {n}.", {"n": self.comments})
        if self.changes:
            yield Message("Tracked changes were taken as accepted: {n}.", {"n": self.changes})
        if self.hidden:
            yield Message("Pieces of hidden text that were left out: {n}.", {"n": self.hidden})
        if self.linked:
            yield Message("Parts kept in other files that were left out: {n}.", {"n": self.linked})

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:
        """The paragraphs and tables in an element, through content controls and the like."""
        if depth > _DEPTH:
            return
        pending = ""
        for element in parent:
            match _name(element):
                case "p":
                    text = pending + self.words(element, depth)
                    # The mark of this paragraph was deleted: it goes on in the next.
                    if _child(element, "pPr", "rPr", "del") is not None:
                        pending = text
                        continue
                    pending = ""
                    yield self.block(element, text)
                    yield from self.boxed(depth)
                case "tbl":
                    yield from self.table(element, depth)
                case "altChunk":
                    self.linked += 1
                case "del" | "moveFrom":
                    self.changes += 1
                case "AlternateContent":
                    yield from self.blocks(self.choice(element), depth + 1)
                case name if name not in _SKIPPED:
                    yield from self.blocks(element, depth + 1)
        if pending:
            yield Block(pending)

    def boxed(self, depth: int) -> Iterator[Block]:
        """The text boxes anchored in the paragraph before."""
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            yield from self.blocks(box, depth + 1)

    def block(self, paragraph: Any, text: str) -> Block:
        """A paragraph's text with the kind that its style or outline level gives it."""
        style = _child(paragraph, "pPr", "pStyle")
        identity = (_value(style) or "") if style is not None else ""
        kind = self.styles.get(identity, "text")
        level = _child(paragraph, "pPr", "outlineLvl")
        if kind == "text" and level is not None and (_value(level) or "9") < "9":
            kind = "heading"
        number = _child(paragraph, "pPr", "numPr", "numId")
        listed = (_value(number) != "0") if number is not None else identity in self.lists
        if kind == "text" and listed and text.strip():
            text = f"- {text.strip()}"
        return Block(text, kind)

    def table(self, table: Any, depth: int) -> Iterator[Block]:
        """A row of short cells as one paragraph; where cells hold whole texts, their paragraphs."""
        for row in table:
            if _name(row) in ("sdt", "customXml", "ins", "sdtContent"):
                yield from self.table(row, depth + 1) if depth < _DEPTH else ()
                continue
            if _name(row) != "tr":
                continue
            if _child(row, "trPr", "del") is not None:
                self.changes += 1
                continue
            cells = [list(self.blocks(cell, depth + 1)) for cell in row if _name(cell) in ("tc", "sdt")]
            filled = [[block for block in cell if block.text.strip()] for cell in cells]
            if all(len(cell) <= 1 and sum(len(b.text) for b in cell) <= _CELL for cell in filled):
                yield Block(" | ".join(" ".join(cell[0].text.split()) for cell in filled if cell))
            else:
                for cell in filled:
                    yield from cell

    def choice(self, alternate: Any) -> Any:
        """One of the equal forms of a drawing: the first, else the fallback."""
        first = _child(alternate, "Choice")
        return first if first is not None else (_child(alternate, "Fallback") or ())

    def words(self, element: Any, depth: int) -> str:
        """The visible text of a paragraph or part of one."""
        if depth > _DEPTH:
            return ""
        parts: list[str] = []
        for child in element:
            name = _name(child)
            if name == "t":
                parts.append(child.text or "")
            elif name in _BREAKS:
                parts.append(_BREAKS[name])
            elif name == "br":
                parts.append("\n" if _value(child, "type") in (None, "textWrapping") else " ")
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name == "AlternateContent":
                parts.append(self.words(self.choice(child), depth + 1))
            elif name in ("footnoteReference", "endnoteReference"):
                self.footnotes += 1
            elif name == "commentReference":
                self.comments += 1
            elif name in ("del", "moveFrom"):
                self.changes += 1
            elif name == "r" and (
                _on(_child(child, "rPr", "vanish")) or _on(_child(child, "rPr", "webHidden"))
            ):
                self.hidden += 1
            elif name not in _SKIPPED:
                self.changes += name in ("ins", "moveTo")
                parts.append(self.words(child, depth + 1))
        return "".join(parts)
