"""From lines on pages to paragraphs: reading order, running heads, line ends, headings. Knows no PDF."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from components.article.reading.model import Block


class Line(NamedTuple):
    """A line of text on a page. Places in points from the page's upper left corner; `height` is the page's.

    size: of the letters, in points.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    height: float


@dataclass(frozen=True)
class LaidOut:
    """Paragraphs in reading order; how many running lines were dropped, how many broken words joined."""

    blocks: tuple[Block, ...]
    running: int = 0
    joined: int = 0


@dataclass
class _Paragraph:
    lines: list[Line] = field(default_factory=list)


_MARGIN = 0.12
"""Share of a page's height, above and below, in which running lines stand."""
_GUTTER = 8.0
"""Points of white between columns, at least."""
_OTHER_SIZE = 0.12
"""Share of the body's size by which another size begins another paragraph; fonts of one size differ by less."""
_LARGER = 1.12
_TITLE = 1.4
_HEADING_LENGTH = 140
_PAGE_NUMBER = re.compile(
    r"\W*(pagina|page|p\.|blz\.?|pag\.?)?\s*(\d{1,4}|[ivxl]{1,6})\s*((/|van|of|-)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]*$|[”\"»]$")
_BULLET = re.compile(r"[•▪◦‣·■○]\s*|[-–—]\s+|\d{1,2}[.)]\s+")
_BROKEN = re.compile(r"(\w*[^\W\d_])[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# Before these a hyphen at a line's end stands for a missing part: *in- en uitvoer*.
_AND = frozenset(("en", "of", "noch", "and", "or", "und", "et"))
# With these a hyphen belongs to the word: *oud-minister*, *co-founder*.
_KEEPS = frozenset(
    ("oud", "ex", "niet", "non", "anti", "pro", "vice", "top", "semi", "quasi", "pseudo", "co", "self", "well",
     "half", "sociaal", "politiek", "links", "rechts", "bijna", "stand", "toenmalig", "aspirant", "kandidaat")
)  # fmt: skip


def lay_out(pages: Sequence[Sequence[Line]]) -> LaidOut:
    """The paragraphs of a document from the lines of its pages, in any order."""
    kept, running = _without_running(pages)
    body = _body_size(kept)
    words = Counter(
        word.lower() for page in kept for line in page for word in re.findall(r"[\w-]+", line.text)
    )
    paragraphs: list[_Paragraph] = []
    for page in kept:
        for number, column in enumerate(_columns(list(page))):
            paragraphs = _add_column(paragraphs, column, body, starts=number == 0)
    blocks: list[Block] = []
    joined = 0
    largest = max((p.lines[0].size for p in paragraphs[:6]), default=body)
    for number, paragraph in enumerate(paragraphs):
        text, times = _join([line.text.strip() for line in paragraph.lines], words)
        joined += times
        text = _BULLET.sub("- ", text, count=1) if text[:1] in "•▪◦‣·■○" else text
        if not text.strip():
            continue
        heading = _is_heading(paragraph, text, body)
        size = paragraph.lines[0].size
        is_title = heading and number < 6 and size == largest and size >= _TITLE * body
        first = is_title and not any(block.kind == "title" for block in blocks)
        blocks.append(Block(text, "title" if first else "heading" if heading else "text"))
    return LaidOut(tuple(blocks), running, joined)


def _without_running(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without lines in the margins that come back, numbers aside, and without page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({key for line in page if (key := _running_key(line)) is not None})
    filled = sum(bool(page) for page in pages)
    kept: list[list[Line]] = []
    dropped = 0
    for page in pages:
        rest = []
        for line in page:
            key = _running_key(line)
            comes_back = key is not None and filled > 1 and seen[key] >= min(3, max(2, filled // 3))
            number = key is not None and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None
            if comes_back or number:
                dropped += 1
            else:
                rest.append(line)
        kept.append(rest)
    return kept, dropped


def _running_key(line: Line) -> tuple[str, int] | None:
    """What makes a line in a margin the same as one of another page: its words and its height there."""
    if line.bottom <= _MARGIN * line.height or line.top >= (1 - _MARGIN) * line.height:
        return re.sub(r"\d+", "#", " ".join(line.text.split()).lower()), round(line.top / 6)
    return None


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _columns(lines: list[Line], depth: int = 0) -> list[list[Line]]:
    """The lines of a page in reading order, a list for each column or band.

    The page is cut into bands from above; a band grows as long as one white gutter runs through all of it.
    What spans the gutter (a headline, a wide picture's caption) thereby ends a band.
    """
    if not lines:
        return []
    lines = sorted(lines, key=lambda line: (line.top, line.x0))
    if depth > 6:
        return [lines]
    bands: list[list[Line]] = []
    for row in _rows(lines):
        together = bands and (
            _gutter(bands[-1] + row) is not None or (_gutter(bands[-1]) is None and _gutter(row) is None)
        )
        if together:
            bands[-1] += row
        else:
            bands.append(row)
    ordered: list[list[Line]] = []
    for band in bands:
        gutter = _gutter(band)
        if gutter is None:
            ordered.append(band)
        else:
            for side in ([ln for ln in band if ln.x1 <= gutter], [ln for ln in band if ln.x1 > gutter]):
                ordered += _columns(side, depth + 1)
    return ordered


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Groups of sorted lines between which a horizontal cut can be made."""
    rows: list[list[Line]] = []
    bottom = float("-inf")
    for line in lines:
        if rows and line.top < bottom - 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
        bottom = max(bottom, line.bottom)
    return rows


def _gutter(lines: list[Line]) -> float | None:
    """The middle of the widest white strip from top to bottom that has text on both sides, None without one."""
    spans = sorted((line.x0, line.x1) for line in lines)
    best, place, reach = _GUTTER, None, spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - reach >= best:
            best, place = x0 - reach, (x0 + reach) / 2
        reach = max(reach, x1)
    return place


def _add_column(
    paragraphs: list[_Paragraph], column: list[Line], body: float, *, starts: bool
) -> list[_Paragraph]:
    """The paragraphs so far with those of one more column; the last may go on from the column before."""
    left = Counter(round(line.x0) for line in column).most_common(1)[0][0] if column else 0
    right = max((line.x1 for line in column), default=0.0)
    before: Line | None = None
    for line in _same_height_joined(column):
        new = True
        if before is not None:
            gap = line.top - before.bottom
            # The lines of a list's item hang under its words, not under its dot.
            listed = _BULLET.match(paragraphs[-1].lines[0].text.strip()) is not None
            new = (
                gap > 0.55 * max(line.size, before.size)
                or abs(line.size - before.size) > _OTHER_SIZE * body
                or line.bold != before.bold
                or _BULLET.match(line.text.strip()) is not None
                or (not listed and line.x0 > left + 0.7 * line.size and before.x0 <= left + 0.4 * line.size)
                or (
                    before.x1 < right - 0.25 * (right - left)
                    and _ENDS_SENTENCE.search(before.text.strip()) is not None
                )
            )
        elif paragraphs and abs(paragraphs[-1].lines[-1].size - line.size) <= _OTHER_SIZE * body:
            last = paragraphs[-1].lines[-1]
            begins = line.text.strip()[:1]
            goes_on = not _ENDS_SENTENCE.search(last.text.strip()) and (
                begins.islower() or _BROKEN.search(last.text.strip())
            )
            new = not goes_on or line.bold != last.bold
        if new:
            paragraphs.append(_Paragraph([line]))
        else:
            paragraphs[-1].lines.append(line)
        before = line
    return paragraphs


def _same_height_joined(column: list[Line]) -> list[Line]:
    """Pieces of one line that the page keeps apart (wide blanks, a bold word) made one."""
    joined: list[Line] = []
    rows: list[list[Line]] = []
    for line in column:
        middle = (line.top + line.bottom) / 2
        if rows and abs(middle - (rows[-1][0].top + rows[-1][0].bottom) / 2) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    for line in (line for row in rows for line in sorted(row, key=lambda line: line.x0)):
        last = joined[-1] if joined else None
        if last is not None and line.top < last.bottom - 0.5 * line.size and line.x0 >= last.x1 - 1:
            longer = last if len(last.text) >= len(line.text) else line
            text = f"{last.text.rstrip()} {line.text.lstrip()}"
            joined[-1] = longer._replace(text=text, x0=last.x0, x1=line.x1)
        else:
            joined.append(line)
    return joined


def _is_heading(paragraph: _Paragraph, text: str, body: float) -> bool:
    if len(text) > _HEADING_LENGTH or not any(char.isalpha() for char in text):
        return False
    if all(line.size >= _LARGER * body for line in paragraph.lines):
        return True
    bold = all(line.bold for line in paragraph.lines) and len(paragraph.lines) <= 2
    # A bold question is an interviewer's; a bold name with a colon is a speaker's label.
    return bold and not text.rstrip("\"'”’»)").endswith((".", "?", "!", ":", ",", ";"))


def _join(lines: list[str], words: Counter[str]) -> tuple[str, int]:
    """The lines of a paragraph as one, and how many broken words were made whole.

    words: how often each occurs in the document; a word that occurs whole, or with a hyphen, settles the case.
    """
    text, joined = "", 0
    for line in lines:
        if not text:
            text = line
            continue
        broken, first = _BROKEN.search(text), _FIRST_WORD.match(line)
        if broken is None or first is None:
            text = f"{text} {line}" if not text.endswith("\u00ad") else text[:-1] + line
            continue
        head, tail = broken.group(1), first.group()
        soft = text.endswith("\u00ad")
        if not soft and tail.lower() in _AND:
            text = f"{text} {line}"
        elif not soft and not _is_break(head, tail, words):
            text += line
        else:
            text = text[:-1] + line
            joined += 1
    return text, joined


def _is_break(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether the hyphen between these was put there by the line's end only."""
    if not tail[0].islower() or len(head) < 2 or head.isupper():
        return False
    whole, hyphened = words[(head + tail).lower()], words[f"{head}-{tail}".lower()]
    if whole or hyphened:
        return whole >= hyphened
    return head.lower() not in _KEEPS
