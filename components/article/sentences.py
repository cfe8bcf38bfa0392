"""Sentences of a paragraph, quotations kept whole."""

import re
from collections.abc import Sequence
from itertools import pairwise

from components.article.lexicon import Lexicon
from components.article.marks import Quote

_END = re.compile(r"[.!?…]+[)\]]*(?:\s+|(?=\x01))|(?<=\x02)\s*(?=[^\W\d_])")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+\.$")


def split_sentences(
    text: str, start: int, end: int, quotes: Sequence[Quote], lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, in order and without gaps.

    A quote belongs to the sentence it stands in; a quote that ends a sentence of its own (a full stop
    inside the marks) ends one here when a capital or another quote follows.
    """
    pieces: list[str] = []
    position = start
    for quote in quotes:
        pieces.append(text[position : quote.outer_start])
        size = quote.outer_end - quote.outer_start
        finished = text[quote.end - 1] in ".!?…" or not quote.closed
        pieces.append("\x01" + "\x00" * max(0, size - 2) + ("\x02" if finished else "\x03"))
        position = quote.outer_start + max(size, 2)
    pieces.append(text[position:end])
    masked = "".join(pieces)
    cuts: list[int] = []
    for match in _END.finditer(masked):
        at = match.end()
        if at >= len(masked):
            continue
        following = masked[at]
        if not (following.isupper() or following.isdigit() or following in "\x01-–—'’‘([*"):
            continue
        if match.group().strip() == "." and _is_abbreviation(masked, match.start() + 1, lexicon):
            continue
        cuts.append(start + at)
    edges = [start, *sorted(set(cuts)), end]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _is_abbreviation(masked: str, end: int, lexicon: Lexicon) -> bool:
    word = _WORD_BEFORE.search(masked, max(0, end - 20), end)
    if word is None:
        return False
    group = word.group()
    return group.lower() in lexicon.text["abbreviations"] or bool(re.fullmatch(r"(?:[^\W\d_]\.)+", group))
