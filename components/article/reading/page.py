"""A page: trafilatura finds the article in it; before and after that we see to what it does not look at."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from components.article.reading.clean import one_line
from components.article.reading.furniture import is_furniture, is_furniture_role, names_aside, names_furniture
from components.article.reading.model import Block, Draft
from components.message import Message

_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|"
    r"font-size\s*:\s*0*(\.0+)?(px|em|rem|pt|%)?\s*(;|!|$)|(left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_NEVER_SHOWN = (
    "script",
    "style",
    "template",
    "dialog",
    "noscript",
    "del",
    "s",
    "strike",
    "svg",
    "iframe",
    "object",
)
_BLOCKS = frozenset(
    ("div", "section", "aside", "nav", "ul", "ol", "li", "p", "form", "header", "footer", "figure", "table", "a",
     "h2", "h3", "h4", "h5", "h6", "button", "details")
)  # fmt: skip
_WHOLE = frozenset(("html", "body", "main", "article"))
_MOST = 0.4
"""An element that holds more than this share of the page's text is the article, whatever it is called."""
_BYLINE = re.compile(r"(?<![a-z])(byline|author|auteur)(?![a-z])", re.IGNORECASE)
_CAPTION = re.compile(r"caption|bijschrift|onderschrift", re.IGNORECASE)
_WORTH_A_NOTE = 20
_PAYWALL = re.compile(r'"isAccessibleForFree"\s*:\s*"?false', re.IGNORECASE)


def read_page(html: str, url: str | None = None) -> Draft:
    """The article of a page: paragraphs with kinds, title, author, site, day. `url`: where it came from, if known."""
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]
    from trafilatura.metadata import extract_metadata

    # As bytes: a text that declares its own encoding is refused by lxml.
    data = html.replace("\x00", "").encode("utf-8", "replace")
    if not data.strip():
        return Draft(())
    tree = document_fromstring(
        data, parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    )
    found = extract_metadata(
        tree, default_url=url, date_config={"original_date": True, "extensive_search": False}
    )
    notes = []
    hidden = _take_out_unseen(tree)
    if hidden:
        notes.append(Message("Pieces of hidden text that were left out: {n}.", {"n": hidden}))
    if _PAYWALL.search(html):
        notes.append(
            Message("The site says that this page is for subscribers; there may be more than was read.")
        )
    _take_out_furniture(tree)
    known = _Known(tree)
    _spell_out(tree)
    blocks = _extract(tree, url) or list(_all_blocks(tree))
    return Draft(
        tuple(_repeated(known.kinds(blocks))),
        title=found.title,
        sure=True,
        author=_author(found.author, found.sitename),
        publication=found.sitename,
        url=_web_address(url or found.url),
        published=_day(found.date),
        notes=tuple(notes),
    )


def _take_out_unseen(tree: Any) -> int:
    """Drops what a browser does not show; how many pieces of it held a sentence's worth of text."""
    for element in list(tree.iter(*_NEVER_SHOWN)):
        if element.getparent() is not None:
            element.drop_tree()
    pieces = 0
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _WHOLE or element.getparent() is None:
            continue
        unseen = "hidden" in element.attrib or _UNSEEN.search(element.get("style", ""))
        if (unseen or element.get("aria-hidden") == "true") and tree in element.iterancestors():
            pieces += bool(unseen) and len(one_line(element.text_content())) > _WORTH_A_NOTE
            element.drop_tree()
    return pieces


def _take_out_furniture(tree: Any) -> None:
    """Drops consent banners, menus, share buttons, lists of other articles, by what they are called."""
    whole = max(len(tree.text_content()), 1)
    for element in list(tree.iter()):
        if element.tag not in _BLOCKS or tree not in element.iterancestors():
            continue
        names = " ".join(element.get(name, "") for name in ("class", "id", "data-testid", "data-component"))
        linked = element.tag in ("a", "button") or element.find(".//a[@href]") is not None
        linked = linked or any(element.find(f".//{tag}") is not None for tag in ("button", "input", "form"))
        aside = names_furniture(names) or is_furniture_role(element.get("role", ""))
        if not (aside or (linked and names_aside(names))):
            continue
        if element.find(".//h1") is None and len(element.text_content()) <= _MOST * whole:
            element.drop_tree()
    for element in list(tree.iter("p", "div", "h2", "h3", "h4", "h5", "strong", "span")):
        # "Lees ook" as a line of its own: what follows it is a list of links.
        words = one_line(element.text_content()) if len(element) <= 2 else ""
        following = element.getnext()
        if 0 < len(words) <= 40 and following is not None and is_furniture(words) and _all_links(following):
            following.drop_tree()


def _all_links(element: Any) -> bool:
    text = _letters(element.text_content())
    links = sum(len(_letters(link.text_content())) for link in element.iter("a"))
    return bool(text) and links >= 0.8 * len(text)


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


class _Known:
    """What the page says of single paragraphs, by their letters, for when trafilatura gives them back."""

    def __init__(self, tree: Any) -> None:
        self.captions: set[str] = set()
        self.bylines: set[str] = set()
        self.links: set[str] = set()
        for element in list(tree.iter()):
            if not isinstance(element.tag, str):
                continue
            names = f"{element.get('class', '')} {element.get('rel', '')} {element.get('itemprop', '')}"
            if element.tag == "figcaption" or (
                element.tag in ("p", "div", "span") and _CAPTION.search(names)
            ):
                text = _letters(element.text_content())
                if 0 < len(text) < 1000:
                    self.captions.add(text)
                    _as_paragraph(element)
            elif _BYLINE.search(names) and len(element.text_content()) < 120:
                self.bylines.add(_letters(element.text_content()))
            elif element.tag in ("p", "div", "li") and _all_links(element):
                self.links.add(_letters(element.text_content()))

    def kinds(self, blocks: list[Block]) -> Iterator[Block]:
        """The blocks, with the kinds that their places on the page gave them."""
        for block in blocks:
            letters = _letters(block.text)
            if letters in self.captions:
                yield Block(block.text, "caption")
            elif letters in self.bylines:
                yield Block(block.text, "byline")
            elif letters in self.links and block.kind == "text":
                yield Block(block.text, "boilerplate")
            else:
                yield block


def _as_paragraph(caption: Any) -> None:
    """A caption of an article's picture becomes a paragraph after the picture, where it is not thrown out."""
    figure = next(caption.iterancestors("figure"), None)
    if figure is not None and next(figure.iterancestors("article", "main"), None) is not None:
        tail, caption.tail = caption.tail, figure.tail
        figure.tail = tail
        caption.tag = "p"
        figure.addnext(caption)


def _spell_out(tree: Any) -> None:
    """What a browser draws and the text does not hold: quotation marks; and out with the numbers of footnotes."""
    for element in list(tree.iter("q")):
        element.text = "“" + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + "”"
        else:
            element.text += "”"
        element.drop_tag()
    for element in list(tree.iter("sup")):
        if re.fullmatch(r"\W*\d{0,3}\W*", element.text_content()) and element.find(".//a") is not None:
            element.drop_tree()


def _extract(tree: Any, url: str | None) -> list[Block]:
    """trafilatura's choice of paragraphs, in order; empty when it finds no article."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=url, include_comments=False, include_tables=True, include_formatting=True, favor_recall=True
    )
    body = getattr(found, "body", None)
    return list(_blocks(body)) if body is not None else []


def _blocks(parent: Any) -> Iterator[Block]:
    """Blocks of an element of trafilatura's tree: head, p, quote, list, table; loose text as paragraphs."""
    if parent.text and parent.text.strip():
        yield Block(parent.text)
    for element in parent:
        match element.tag:
            case "head":
                yield Block(_words(element), "heading")
            case "list":
                for item in element.iter("item"):
                    yield Block("- " + _words(item))
            case "table":
                for row in element.iter("row"):
                    yield Block(
                        " | ".join(words for cell in row.iter("cell") if (words := one_line(_words(cell))))
                    )
            case "quote" | "div" | "body" if element.find("p") is not None:
                yield from _blocks(element)
            case "graphic":
                pass
            case _:
                yield Block(_words(element))
        if element.tail and element.tail.strip():
            yield Block(element.tail)


def _words(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _words(child))
        parts.append(child.tail or "")
    # A line end in the source of a page is a blank; only `lb` ends a line.
    return re.sub(r"[ \t\r\f\v]+", " ", "".join(parts))


def _all_blocks(tree: Any) -> Iterator[Block]:
    """Every heading, paragraph and list item, for a page in which no article stands out."""
    tags = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "td")
    found = False
    for element in tree.iter(*tags):
        if next(element.iterancestors(*tags), None) is None:
            found = True
            text = one_line(element.text_content())
            yield Block(text, "heading" if element.tag[0] == "h" else "text")
    if not found:
        body = tree.find("body")
        yield from (Block(line) for line in (body if body is not None else tree).text_content().split("\n"))


def _repeated(blocks: Iterator[Block]) -> Iterator[Block]:
    """A pull quote, which says again what stands in a paragraph, would be a second statement."""
    listed = list(blocks)
    letters = [_letters(block.text) for block in listed]
    joined = "\n".join(letters)
    for block, own in zip(listed, letters, strict=True):
        again = 12 <= len(own) <= 300 and block.kind == "text" and joined.count(own) > 1
        longer = again and any(own in other and len(other) > len(own) for other in letters)
        yield Block(block.text, "boilerplate") if longer else block


def _author(author: str | None, site: str | None) -> str | None:
    words = one_line((author or "").replace(";", ","))
    if (
        not words
        or len(words) > 100
        or "@" in words
        or "http" in words
        or words.lower() == (site or "").lower()
    ):
        return None
    return words


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
