"""Paragraphs of a text and what kind each is."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from components.article.lexicon import Lexicon
from components.article.model import Paragraph, ParagraphKind

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_RULE = re.compile(r"[-–—_=*~•·]{3,}$")
_BULLET = re.compile(r"(?:[-–—•*»>·]|\d{1,2}[.)])\s")
_CLOSING = "\"'”’»‟)"
TITLE_LENGTH = 160
HEADING_LENGTH = 90
HEADING_WORDS = 12
CAPTION_WORDS = 60


def find_paragraphs(text: str, lexicon: Lexicon, known: Sequence[Paragraph] = ()) -> list[Paragraph]:
    """The non-blank lines of `text`, blanks at their edges cut off, each with its kind; linear time.

    known: paragraphs whose kind is known from elsewhere; one applies to the lines that begin in it.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        content = line.group()
        start = line.start() + len(content) - len(content.lstrip())
        end = line.end() - (len(content) - len(content.rstrip()))
        if start < end:
            spans.append((start, end))
    kinds: list[ParagraphKind] = []
    told = _Told(known)
    after_rule = False
    for number, (start, end) in enumerate(spans):
        content = text[start:end]
        following = text[slice(*spans[number + 1])] if number + 1 < len(spans) else ""
        last_part = number >= len(spans) - 6
        if (kind := told.kind(start)) is not None:
            kinds.append(kind)
        elif _RULE.fullmatch(content):
            after_rule = last_part and number > 0
            kinds.append("boilerplate")
        elif after_rule and end - start < 300:
            kinds.append("boilerplate")
        else:
            kinds.append(_kind(content, number, following, lexicon))
    return [Paragraph(start=s, end=e, kind=kind) for (s, e), kind in zip(spans, kinds, strict=True)]


class _Told:
    """Kinds of paragraphs by place."""

    def __init__(self, known: Sequence[Paragraph]) -> None:
        self.known = sorted(known, key=lambda paragraph: paragraph.start)

    def kind(self, at: int) -> ParagraphKind | None:
        """The kind of the paragraph around `at`. A plain text paragraph says too little: it may hold a byline."""
        place = bisect_right(self.known, at, key=lambda paragraph: paragraph.start) - 1
        if place < 0 or at >= self.known[place].end or self.known[place].kind == "text":
            return None
        return self.known[place].kind


def _kind(content: str, number: int, following: str, lexicon: Lexicon) -> ParagraphKind:
    lower = content.lower()
    if lower.startswith(lexicon.phrases["boilerplate"]):
        return "boilerplate"
    if lower.startswith(lexicon.phrases["caption"]):
        return "caption"
    if _ends_in_credit(content, lexicon.phrases["credit"]):
        return "caption"
    if number == 0 and following and _is_title(content):
        return "title"
    if number <= 3 and lower.startswith(lexicon.phrases["byline"]) and _is_byline(content):
        return "byline"
    if number > 0 and following and _is_heading(content):
        return "heading"
    return "text"


def _ends_in_credit(content: str, credits: tuple[str, ...]) -> bool:
    """`De brug over de vaart. Foto: Anna Visser`: few words, the last of them a name behind a word for a picture."""
    # What somebody says is worth more than a caption left out.
    if len(content.split()) > CAPTION_WORDS or re.search(r"[\"“”„«»]", content):
        return False
    words = "|".join(re.escape(word) for word in credits)
    return bool(
        re.search(
            rf"(?:^|[\s(.|])(?:{words})(?::\s*|(?<=©)\s*)[^.!?:“”\"]{{2,50}}\)?$", content, re.IGNORECASE
        )
    )


def _is_title(content: str) -> bool:
    bare = content.rstrip(_CLOSING)
    if len(content) > TITLE_LENGTH or not bare or not any(c.isalpha() for c in bare):
        return False
    return bare[-1] not in ".:;," and not re.search(r"[.!?]\W*\s\W*[^\W\d_]", bare)


def _is_byline(content: str) -> bool:
    return len(content.split()) <= 8 and content[-1] not in ".!?:;,"


def _is_heading(content: str) -> bool:
    if len(content) > HEADING_LENGTH or len(content.split()) > HEADING_WORDS:
        return False
    if _BULLET.match(content) or not content[0].isalnum() or not any(c.isalpha() for c in content):
        return False
    if content[-1] in ".:;,…" or content[-1] in _CLOSING:
        return False
    return not re.search(r"[\"“”„«»]|[.!?]\s+[^\W\d_]|:\s", content)
