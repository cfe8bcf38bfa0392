"""The small pattern language of terms and operators, and finding its patterns in texts.

A blank joins words, ` ... ` is a gap of at most GAP tokens, `*` ends a prefix, `|` separates alternatives.
Words are matched as they are written, without lemmas: *bereik* (reach) is not *bereiken* (to achieve), and
whoever writes a term sees from the term alone what it finds.
There are no regular expressions. The words of all patterns share one tree that is walked once from every
token, and gaps are bridged afterwards, so the cost grows with the text and not with what somebody typed:
spaCy's own matcher follows every way to fill a gap, and a term of three words with gaps between them
exhausts the memory on a text that repeats one word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from components.message import Message
from components.themes.faults import ThemeFault
from components.themes.language import Text, words

GAP = 8
MAX_ALTERNATIVES = 40
MAX_WORDS = 8
MAX_GAPS = 2
MIN_PREFIX = 2


@dataclass(frozen=True)
class Word:
    """A word to be found: the whole word, or a prefix of it."""

    text: str
    prefix: bool = False


Piece = Word | None  # None is a gap
Alternative = tuple[Piece, ...]


@dataclass(frozen=True)
class Match:
    """Pattern `key` covers the tokens [start, end)."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def read_pattern(pattern: str, language: str) -> tuple[Alternative, ...]:
    """Compile a pattern to its alternatives. ThemeFault where it means nothing or costs too much."""
    alternatives = pattern.split("|")
    if len(alternatives) > MAX_ALTERNATIVES:
        raise ThemeFault(
            Message(
                "“{pattern}” has more than {limit} alternatives; spread them over several terms.",
                {"pattern": _short(pattern), "limit": MAX_ALTERNATIVES},
            )
        )
    return tuple(_alternative(alternative, pattern, language) for alternative in alternatives)


def _alternative(alternative: str, pattern: str, language: str) -> Alternative:
    pieces: list[Piece] = []
    for part in alternative.split():
        if part in {"...", "…"}:
            pieces.append(None)
        else:
            pieces.extend(_words(part, pattern, language))
    solid = [piece for piece in pieces if piece is not None]
    if not solid:
        raise ThemeFault(
            Message(
                "“{pattern}” has an alternative without words; remove the extra “|” or “...”.",
                {"pattern": _short(pattern)},
            )
        )
    gaps = len(pieces) - len(solid)
    if pieces[0] is None or pieces[-1] is None or gaps > MAX_GAPS or len(solid) > MAX_WORDS:
        raise ThemeFault(
            Message(
                "“{pattern}” is too wide: at most {words} words, and at most {gaps} gaps “...” between them.",
                {"pattern": _short(pattern), "words": MAX_WORDS, "gaps": MAX_GAPS},
            )
        )
    return tuple(pieces)


def _words(part: str, pattern: str, language: str) -> Iterable[Word]:
    stem = part.removesuffix("*")
    prefix = stem != part
    found = words(stem, language)
    if "*" in stem or (prefix and len(stem) < MIN_PREFIX) or not any(c.isalnum() for c in stem):
        raise ThemeFault(
            Message(
                "“{pattern}”: “*” only ends a beginning of at least {letters} letters, "
                "and every word needs a letter or digit.",
                {"pattern": _short(pattern), "letters": MIN_PREFIX},
            )
        )
    for i, word in enumerate(found):
        yield Word(word, prefix and i == len(found) - 1)


def _short(pattern: str) -> str:
    return pattern if len(pattern) <= 60 else pattern[:59] + "…"


Run = tuple[Word, ...]


class _Node:
    """A place in the tree of runs: where whole words and beginnings lead, and which runs end here."""

    __slots__ = ("prefixes", "runs", "whole")

    def __init__(self) -> None:
        self.whole: dict[str, _Node] = {}
        self.prefixes: dict[int, dict[str, _Node]] = {}
        self.runs: list[int] = []

    def grow(self, word: Word) -> "_Node":
        """The node behind a word, made if need be."""
        branch = self.prefixes.setdefault(len(word.text), {}) if word.prefix else self.whole
        return branch.setdefault(word.text, _Node())

    def follow(self, word: str) -> Iterator["_Node"]:
        """The nodes to which a word of a text leads."""
        if word in self.whole:
            yield self.whole[word]
        for length, branch in self.prefixes.items():
            if word[:length] in branch:
                yield branch[word[:length]]


class _Tree:
    """All patterns, as runs of words without a gap and chains of such runs."""

    def __init__(self, patterns: Mapping[str, Sequence[Alternative]]) -> None:
        self.root = _Node()
        self.chains: dict[int, list[tuple[str, tuple[int, ...]]]] = {}  # by first run: key, further runs
        numbers: dict[Run, int] = {}
        for key, alternatives in patterns.items():
            for alternative in alternatives:
                first, *rest = (self._number(run, numbers) for run in _runs(alternative))
                self.chains.setdefault(first, []).append((key, tuple(rest)))

    def _number(self, run: Run, numbers: dict[Run, int]) -> int:
        if run not in numbers:
            numbers[run] = len(numbers)
            node = self.root
            for word in run:
                node = node.grow(word)
            node.runs.append(numbers[run])
        return numbers[run]

    def walk(self, words: Sequence[str], start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The runs that begin at token `start`, as (run, end)."""
        nodes = [self.root]
        for i in range(start, stop):
            nodes = [further for node in nodes for further in node.follow(words[i])]
            if not nodes:
                return
            for node in nodes:
                for run in node.runs:
                    yield run, i + 1


def _runs(alternative: Alternative) -> Iterator[Run]:
    for solid, pieces in groupby(alternative, key=lambda piece: piece is not None):
        if solid:
            yield tuple(piece for piece in pieces if piece is not None)


def find(patterns: Mapping[str, Sequence[Alternative]], texts: Iterable[Text]) -> list[list[Match]]:
    """Where each pattern stands in each text, sorted by place; no match crosses a sentence border.

    Of the matches of one pattern from one token on only the shortest is kept.
    """
    tree = _Tree(patterns)
    return [
        sorted(
            (match for sentence in text.sentences for match in _find(tree, text.words, *sentence)),
            key=lambda match: (match.start, -match.end, match.key),
        )
        for text in texts
    ]


def _find(tree: _Tree, words: Sequence[str], start: int, stop: int) -> list[Match]:
    ends: dict[tuple[int, int], set[int]] = {}  # (run, first token) -> ends
    for i in range(start, stop):
        for run, end in tree.walk(words, i, stop):
            ends.setdefault((run, i), set()).add(end)
    shortest: dict[tuple[str, int], int] = {}
    for (run, i), reached in ends.items():
        for key, rest in tree.chains.get(run, ()):
            here = reached
            for further in rest:
                near = {gap for end in here for gap in range(end, end + GAP + 1)}
                here = {end for at in near for end in ends.get((further, at), ())}
            if here:
                shortest[key, i] = min(min(here), shortest.get((key, i), stop))
    return [Match(key, i, end) for (key, i), end in shortest.items()]
