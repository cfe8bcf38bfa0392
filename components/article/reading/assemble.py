"""From a draft to a Reading: clean text, offsets, title, language."""

import re
from collections.abc import Sequence
from datetime import date

from components.article.fault import ArticleFault
from components.article.lexicon import detect_language, lexicon
from components.article.model import Language, Paragraph, Source
from components.article.reading.clean import clean, one_line
from components.article.reading.furniture import is_furniture
from components.article.reading.limits import CHARACTERS, NAME_LENGTH, TITLE_LENGTH, URL_LENGTH
from components.article.reading.model import Block, Draft, Reading
from components.message import Message

_LEFTOVER = re.compile(
    r"(microsoft word\b.*|word document|untitled.*|naamloos.*|(new |nieuw )?document ?\(?\d*\)?|powerpoint.*|"
    r"title|titel|.*\.(docx?|pdf|indd|qxd|qxp|rtf|odt|pages|html?|tmp))",
    re.IGNORECASE,
)
_APART = re.compile(r"\n{2,}")
_SHORT = 120
_LANGUAGE_SHARE = 0.1
_BESIDES_WORDS = re.compile(r"[\\/]")


def shown_name(name: str) -> str:
    """A file's own name without folders, control characters and trickery, short enough to be shown."""
    last = one_line(_BESIDES_WORDS.split(name)[-1])
    if len(last) > NAME_LENGTH:
        return last[: NAME_LENGTH // 2] + "…" + last[-NAME_LENGTH // 3 :]
    return last


def assemble(draft: Draft, file: str) -> Reading:
    """The Reading of a draft; `file` is the shown name, for the last-resort title and for faults.

    Raises ArticleFault when there is no text, or more than a reader could bear.
    """
    blocks = [
        Block(text, block.kind)
        for block in draft.blocks
        for part in _APART.split(clean(block.text))
        if (text := part.strip())
    ]
    blocks = [_furniture(block) for block in blocks] if draft.marked else blocks
    if not any(block.kind != "boilerplate" and _has_word(block.text) for block in blocks):
        raise ArticleFault(
            Message(
                "No text was found in {file}. If it shows text on your screen, copy that and paste it instead.",
                {"file": file},
            )
        )
    body = "\n\n".join(block.text for block in blocks)
    language = find_language(body)
    title = _title(draft, blocks, file, body)
    if draft.marked:
        blocks = _headed(blocks, title, draft, language)
    text, paragraphs = _laid_out(blocks)
    if len(text) > CHARACTERS:
        raise ArticleFault(
            Message(
                "{file} holds more than {limit} characters of text. Split it, or paste the part you need.",
                {"file": file, "limit": CHARACTERS},
            )
        )
    return Reading(
        text=text,
        title=title,
        source=_source(draft),
        language=language,
        paragraphs=paragraphs if draft.marked else (),
        notes=draft.notes,
    )


def find_language(text: str) -> Language | None:
    """Dutch or English as `parse` finds it; None when hardly a word is of either."""
    language = detect_language(text)
    words = text[:8000].lower().split()
    known = sum(word in lexicon(language).text["detect"] for word in words)
    return language if known and known >= _LANGUAGE_SHARE * len(words) else None


def _has_word(text: str) -> bool:
    return any(char.isalpha() for char in text)


def _furniture(block: Block) -> Block:
    if block.kind in ("text", "heading") and is_furniture(block.text):
        return Block(block.text, "boilerplate")
    return block


def _title(draft: Draft, blocks: Sequence[Block], file: str, body: str) -> str:
    """What the document declares, else its first heading, else its first short line, else the file's name.

    A title that nobody sees (properties of a Word file or PDF) counts only when the text confirms it or has
    no heading: it is often that of the file it was copied from.
    """
    declared = one_line(draft.title or "")
    if _LEFTOVER.fullmatch(declared) or not _has_word(declared):
        declared = ""
    headings = [b.text for b in blocks if b.kind == "title"] + [b.text for b in blocks if b.kind == "heading"]
    lines = [line for block in blocks if block.kind != "boilerplate" for line in block.text.split("\n")]
    stem = file.rsplit(".", 1)[0] if "." in file[1:] else file
    if declared and not draft.sure and headings and declared.lower() not in one_line(body[:3000]).lower():
        declared = ""
    choices = [declared, *headings, *(line for line in lines[:3] if len(line) <= _SHORT), stem, *lines]
    return _shortened(next(one_line(choice) for choice in choices if _has_word(choice)))


def _shortened(title: str) -> str:
    if len(title) <= TITLE_LENGTH:
        return title
    cut = title[: TITLE_LENGTH - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[TITLE_LENGTH // 2 :] else cut).rstrip() + "…"


def _headed(blocks: list[Block], title: str, draft: Draft, language: Language | None) -> list[Block]:
    """The blocks with the headline first and the byline after it, where the document has them."""
    same = _letters(title)
    place = next(
        (n for n, b in enumerate(blocks[:8]) if b.kind in ("title", "heading") and _letters(b.text) == same),
        None,
    )
    if place is None:
        place = next((n for n, b in enumerate(blocks[:3]) if _letters(b.text) == same), None)
    head: list[Block] = []
    rest = list(blocks)
    if place is not None:
        head = [Block(rest.pop(place).text, "title")]
    elif draft.sure and draft.title:
        head = [Block(title, "title")]
    # One headline an article; a second one is that of a part.
    rest = [Block(b.text, "heading") if head and b.kind == "title" else b for b in rest]
    author = one_line(draft.author or "")
    if (
        head
        and author
        and not any(author.lower() in b.text.lower() and len(b.text) <= _SHORT for b in rest[:6])
    ):
        head.append(Block(("By " if language == "en" else "Door ") + author, "byline"))
    return head + rest


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _laid_out(blocks: Sequence[Block]) -> tuple[str, tuple[Paragraph, ...]]:
    """The text, and where in it each block stands; a block of several lines is as many paragraphs."""
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    at = 0
    for block in blocks:
        if parts:
            parts.append("\n\n")
            at += 2
        parts.append(block.text)
        for line in block.text.split("\n"):
            if line:
                paragraphs.append(Paragraph(start=at, end=at + len(line), kind=block.kind))
            at += len(line) + 1
        at -= 1
    return "".join(parts), tuple(paragraphs)


def _source(draft: Draft) -> Source:
    publication = one_line(draft.publication or "")[:NAME_LENGTH] or None
    url = draft.url if draft.url and len(draft.url) <= URL_LENGTH else None
    published = draft.published if draft.published and date(1600, 1, 1) <= draft.published else None
    return Source(publication=publication, url=url, published=published)
