"""Constructions that turn what words count for: warnings, comparisons, negation, both-and.

The constructions are data (data/language/LANGUAGE/operators.yaml); what a class means is here. Scopes are
found without a parser: clauses end at punctuation and at the words listed under `clause_breaks`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, zip_longest
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from components.message import Message
from components.themes.faults import ThemeFault
from components.themes.language import DATA, Text
from components.themes.patterns import Alternative, Match, read_pattern

OperatorClass = Literal[
    "idiom",
    "balance",
    "not_only",
    "correct",
    "compare",
    "reject",
    "warn",
    "excess",
    "concede",
    "hedge",
    "doubt",
    "norm",
]
# The order decides who gets words that several constructions want; negation comes after all of these.
ORDER: tuple[OperatorClass, ...] = (
    "idiom",
    "balance",
    "not_only",
    "correct",
    "compare",
    "reject",
    "warn",
    "excess",
    "concede",
    "hedge",
    "doubt",
    "norm",
)
CLAIMING = frozenset({"idiom", "balance", "not_only", "correct", "compare", "reject", "warn", "excess"})
NEGATION_REACH = 5
NEGATION_BACK = 2
BREAKS = frozenset(",;:–—()?!…")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Construction(_Data):
    """One row of an operators file; the fields are explained at the head of the Dutch file."""

    kind: OperatorClass = Field(alias="class")
    anchors: Annotated[tuple[str, ...], Field(min_length=1)]
    does: tuple[Literal["keep", "flip", "half"], ...] = ()
    reach: Literal["clause", "sentence"] = "sentence"
    within: int = 12
    needs_both: bool = False
    unless_negated: bool = False

    @model_validator(mode="after")
    def _regions(self) -> "Construction":
        if self.does and len(self.does) != len(self.anchors) + 1:
            raise ValueError("`does` needs one entry more than `anchors`")
        return self


class Negation(_Data):
    """Single negating words, the words their reach stops at, and those that also reach backwards."""

    words: tuple[str, ...]
    backwards: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()


class Operators(_Data):
    """Everything in an operators file."""

    schema_version: Literal[1] = Field(alias="schema")
    language: str
    clause_breaks: tuple[str, ...]
    negation: Negation
    joiners: tuple[str, ...]
    articles: tuple[str, ...]
    carried_by: tuple[str, ...]
    constructions: tuple[Construction, ...]


@dataclass(frozen=True)
class Use:
    """A construction at work in a sentence: its anchors' token ranges and what it does where.

    regions: token ranges with `flip` or `half`. firm: by more than one word, so that it hardly misfires.
    """

    kind: OperatorClass | Literal["negation"]
    anchors: tuple[tuple[int, int], ...]
    regions: tuple[tuple[int, int, str], ...] = ()
    firm: bool = True
    needs_both: bool = False


@dataclass(frozen=True)
class Scene:
    """A sentence, tokens [start, end), with the constructions at work in it.

    question: it asks. carried: a warning of the sentence before goes on in it.
    """

    start: int
    end: int
    uses: tuple[Use, ...]
    question: bool = False
    carried: bool = False
    claimed: frozenset[int] = field(default_factory=frozenset)

    def has(self, kind: str) -> bool:
        """Whether a construction of this class is at work."""
        return any(use.kind == kind for use in self.uses)


@cache
def operators(language: str) -> Operators:
    """The operators of a language. ThemeFault where there are none or the file is damaged."""
    path = DATA / language / "operators.yaml"
    try:
        if not (language.isascii() and language.isalpha()):  # a theme file must not point elsewhere
            raise ValueError("this is no language code")
        return Operators.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as fault:
        raise ThemeFault(
            Message(
                "The language data for “{language}” cannot be read ({path}): {reason}",
                {"language": language, "path": str(path), "reason": str(fault).splitlines()[0]},
            )
        ) from fault


@cache
def anchor_patterns(language: str) -> Mapping[str, Sequence[Alternative]]:
    """The anchors of all constructions for `patterns.find`, by the key `op CONSTRUCTION ANCHOR`."""
    return {
        f"op {i} {k}": read_pattern(anchor, language)
        for i, construction in enumerate(operators(language).constructions)
        for k, anchor in enumerate(construction.anchors)
    }


def scenes(
    text: Text, matches: Iterable[Match], hits: Iterable[tuple[int, int]], language: str
) -> list[Scene]:
    """The sentences of a text with what is at work in them.

    matches: of `anchor_patterns` in the text. hits: token ranges of term hits, which negation may join.
    """
    data = operators(language)
    sentence_of = [i for i, (start, end) in enumerate(text.sentences) for _ in range(start, end)]
    found: list[dict[tuple[int, int], list[tuple[int, int]]]] = [{} for _ in text.sentences]
    for match in matches:
        _, construction, anchor = match.key.split()
        here = found[sentence_of[match.start]]
        here.setdefault((int(construction), int(anchor)), []).append((match.start, match.end))
    places = list(hits)
    edges = (frozenset(start for start, _ in places), frozenset(end for _, end in places))
    result: list[Scene] = []
    warned = False
    for (start, end), here in zip(text.sentences, found, strict=True):
        scene = _scene(text, start, end, here, edges, data)
        carried = warned and _opens_with(text, start, end, data.carried_by)
        warned = carried or scene.has("warn")
        result.append(
            Scene(start, end, scene.uses, question=scene.question, carried=carried, claimed=scene.claimed)
        )
    return result


def _scene(
    text: Text,
    start: int,
    end: int,
    found: Mapping[tuple[int, int], list[tuple[int, int]]],
    edges: tuple[frozenset[int], frozenset[int]],
    data: Operators,
) -> Scene:
    clauses = _clauses(text, start, end, data)
    negators = [i for i in range(start, end) if text.words[i] in data.negation.words]
    claimed: set[int] = set()
    uses: list[Use] = []
    rows = sorted(enumerate(data.constructions), key=lambda row: ORDER.index(row[1].kind))
    for i, construction in rows:
        for anchors in _instances(
            construction, [found.get((i, k), []) for k in range(len(construction.anchors))]
        ):
            tokens = {token for span in anchors for token in range(*span)}
            if tokens & claimed and construction.kind in CLAIMING:
                continue
            first = anchors[0][0]
            # “Not A, but B” is no concession of A.
            if construction.unless_negated and (first in claimed or (negators and negators[0] < first)):
                continue
            if construction.kind in CLAIMING:
                claimed |= tokens
            uses.append(
                Use(
                    construction.kind,
                    anchors,
                    _regions(construction, anchors, start, end, clauses),
                    firm=len(tokens) > 1,
                    needs_both=construction.needs_both,
                )
            )
    for i in negators:
        if i not in claimed:
            uses.append(
                Use("negation", ((i, i + 1),), _negated(text, i, start, end, edges, data), firm=False)
            )
    question = any(text.words[i] == "?" for i in range(max(start, end - 3), end))
    return Scene(start, end, tuple(uses), question=question, claimed=frozenset(claimed))


def _clauses(text: Text, start: int, end: int, data: Operators) -> dict[int, tuple[int, int]]:
    """For every token of the sentence the token range of its clause."""
    borders = [start]
    for i in range(start, end):
        if text.words[i] in BREAKS:
            borders.append(i + 1)
        elif text.words[i] in data.clause_breaks:
            borders.append(i)
    borders.append(end)
    return {i: (first, last) for first, last in pairwise(borders) for i in range(first, last)}


def _instances(
    construction: Construction, found: Sequence[list[tuple[int, int]]]
) -> Iterable[tuple[tuple[int, int], ...]]:
    """Each way in which the anchors follow one another near enough; every end is used once."""
    for first, following in zip_longest(found[0], found[0][1:]):
        chain = [first]
        for spans in found[1:]:
            i = bisect_left(spans, (chain[-1][1], 0))
            if i == len(spans) or spans[i][0] - chain[-1][1] > construction.within:
                break
            chain.append(spans[i])
        if len(chain) < len(found) or (following and len(chain) > 1 and following[1] <= chain[1][0]):
            continue  # incomplete, or the next first anchor stands nearer
        yield tuple(chain)


def _regions(
    construction: Construction,
    anchors: tuple[tuple[int, int], ...],
    start: int,
    end: int,
    clauses: Mapping[int, tuple[int, int]],
) -> tuple[tuple[int, int, str], ...]:
    if not construction.does:
        return ()
    first, last = anchors[0][0], anchors[-1][1]
    if construction.reach == "clause":
        start, end = clauses[first][0], clauses[last - 1][1]
    edges = [(start, first)]
    edges += [(one[1], other[0]) for one, other in pairwise(anchors)]
    edges.append((last, end))
    return tuple(
        (*edge, does)
        for edge, does in zip(edges, construction.does, strict=True)
        if does != "keep" and edge[0] < edge[1]
    )


def _negated(
    text: Text, i: int, start: int, end: int, edges: tuple[frozenset[int], frozenset[int]], data: Operators
) -> tuple[tuple[int, int, str], ...]:
    """What a negating word reaches: a few words to the right, or just before it at the end of a clause."""
    words = text.words
    breaks = BREAKS | {"."} | set(data.clause_breaks)
    if i + 1 >= end or words[i + 1] in breaks:
        if words[i] not in data.negation.backwards:
            return ()
        first = i
        while first > max(start, i - NEGATION_BACK) and words[first - 1] not in breaks:
            first -= 1
        return ((first, i, "flip"),) if first < i else ()
    last = i + 1
    reach = i + 1 + NEGATION_REACH
    while last < min(end, reach) and words[last] not in breaks:
        if words[last] in data.negation.stops and not _joins(words, last, edges, data):
            break
        last += 1
    return ((i + 1, last, "flip"),)


def _joins(
    words: Sequence[str], i: int, edges: tuple[frozenset[int], frozenset[int]], data: Operators
) -> bool:
    """Whether the word stands between two hits: “no impact *and* relevance”."""
    after = i + 1
    while after < len(words) and words[after] in data.articles:
        after += 1
    return words[i] in data.joiners and i in edges[1] and after in edges[0]


def _opens_with(text: Text, start: int, end: int, openers: Iterable[str]) -> bool:
    opening = " ".join(text.words[start : min(end, start + 3)]) + " "
    return any(opening.startswith(opener + " ") for opener in openers)
