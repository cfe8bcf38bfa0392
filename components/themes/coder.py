"""The rules coder: from statements and a theme set to proposed codes, each with the words that counted.

A code proposed here is a proposal. A word list alone places speakers badly on an unseen debate; people
confirm or correct. With R and L the weights of the hits that end up right and left, a sentence scores
(R - L) / (R + L) times how strongly it is said, a statement the weighted mean of its sentences.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from components.article.model import Article, Statement
from components.message import Message
from components.themes.language import Text, read
from components.themes.model import Code, Evidence, Mode, Side, Term, Terms, Theme, ThemeSet
from components.themes.operators import Scene, Use, anchor_patterns, scenes
from components.themes.patterns import Alternative, Match, find, read_pattern
from components.themes.rationale import explain

CODER_VERSION = "rules 1"

HEDGED = 0.7
HALVED = 0.5
DESCRIBED = 0.5  # a sentence without norm, first person or clear verdict says half as much
BY_DISTANCE = 0.7  # confidence in a word turned by a rule that only counts words
TURNED_TWICE = 0.5
BOTH_POLES = 0.5  # words of both poles in a sentence and nothing that says how they relate
MAX_SALIENCE = 1.5
SIDES: tuple[Side, Side] = ("left", "right")
# The order in which evidence names its operators.
NAMES = (
    "question",
    "balance",
    "not_only",
    "correct",
    "compare",
    "negation",
    "warn",
    "warn_carried",
    "excess",
    "reject",
    "concede",
    "hedge",
)
OPPOSING = frozenset({"warn", "warn_carried", "excess", "reject"})
TURNING = frozenset({"correct", "compare", "negation"})
VERDICTS = ("warn", "excess", "reject", "correct", "compare", "not_only", "balance")


@dataclass(frozen=True)
class Hit:
    """A term found at the tokens [start, end) of a statement."""

    term: Term
    side: Side
    start: int
    end: int


@dataclass(frozen=True)
class Counted:
    """A hit after the operators: the side it counts for, its weight, how sure that is, and what worked."""

    hit: Hit
    side: Side | Literal["both"]
    weight: float
    confidence: float
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """A sentence on one theme: score in [-1, 1] or None for a mere mention, weight, confidence, mode."""

    score: float | None
    weight: float
    confidence: float
    mode: Mode
    counted: tuple[Counted, ...]


def propose(article: Article, theme_set: ThemeSet) -> list[Code]:
    """One proposed code for every statement and theme where a term of the theme was found.

    Pairs that are not addressed get no code: silence is not an opinion and fills no table. Where the words
    stand only in a question the code's state is `mentioned`. Statements by nobody are coded too; they
    count for no speaker. Order: as the statements stand in the article, themes as in the set.
    Raises ThemeFault for a term that cannot be used or a language without data.
    """
    language = article.language
    texts = [read(statement.text, language) for statement in article.statements]
    lexicon = _lexicon(theme_set, language)
    matches = find({**lexicon, **anchor_patterns(language)}, texts)
    codes: list[Code] = []
    for statement, text, found in zip(article.statements, texts, matches, strict=True):
        codes += _code_statement(statement, text, found, theme_set, language)
    return codes


def warm(languages: Iterable[str] = ("nl", "en")) -> None:
    """Load what the first `propose` in each language would wait for."""
    for language in languages:
        find(anchor_patterns(language), [read(".", language)])


def _terms(theme: Theme, language: str) -> Terms:
    return theme.terms.get(language, Terms())


def _lexicon(theme_set: ThemeSet, language: str) -> dict[str, Sequence[Alternative]]:
    """All terms and their exceptions for `patterns.find`: `term THEME SIDE I` and `not THEME SIDE I K`."""
    lexicon: dict[str, Sequence[Alternative]] = {}
    for theme in theme_set.themes:
        terms = _terms(theme, language)
        for side in SIDES:
            for i, term in enumerate(getattr(terms, side)):
                lexicon[f"term {theme.id} {side} {i}"] = read_pattern(term.t, language)
                for k, trap in enumerate(term.not_in):
                    lexicon[f"not {theme.id} {side} {i} {k}"] = read_pattern(trap, language)
    return lexicon


def _code_statement(
    statement: Statement, text: Text, matches: Sequence[Match], theme_set: ThemeSet, language: str
) -> list[Code]:
    hits = _hits(matches, theme_set, language)
    if not hits:
        return []
    ranges = [(hit.start, hit.end) for found in hits.values() for hit in found]
    anchors = (match for match in matches if match.key.startswith("op "))
    sentences = scenes(text, anchors, ranges, language)
    sentence_of = [i for i, scene in enumerate(sentences) for _ in range(scene.start, scene.end)]
    codes = []
    for theme in theme_set.themes:
        found = hits.get(theme.id)
        if not found:
            continue
        grouped = groupby(found, key=lambda hit: sentence_of[hit.start])
        scored = [
            sentence for i, group in grouped if (sentence := _score(sentences[i], list(group))) is not None
        ]
        if scored:
            codes.append(_code(statement, theme, text, scored))
    return codes


def _hits(matches: Sequence[Match], theme_set: ThemeSet, language: str) -> dict[str, list[Hit]]:
    """The hits of each theme, traps taken out, of overlapping hits only the longest."""
    traps: dict[str, set[int]] = {}
    for match in matches:
        if match.key.startswith("not "):
            key = match.key.rsplit(" ", 1)[0].removeprefix("not ")
            traps.setdefault(key, set()).update(range(match.start, match.end))
    terms = {theme.id: _terms(theme, language) for theme in theme_set.themes}
    found: dict[str, list[Hit]] = {}
    for match in matches:
        if not match.key.startswith("term "):
            continue
        key = match.key.removeprefix("term ")
        if not traps.get(key, set()).isdisjoint(range(match.start, match.end)):
            continue
        theme, side, i = key.split()
        term = getattr(terms[theme], side)[int(i)]
        found.setdefault(theme, []).append(
            Hit(term, "left" if side == "left" else "right", match.start, match.end)
        )
    return {theme: _longest(hits) for theme, hits in found.items()}


def _longest(hits: list[Hit]) -> list[Hit]:
    taken: set[int] = set()
    kept = []
    # At equal length the heavier term wins, and then the text of the term, so that the order of a file,
    # or which pole is called left, changes nothing.
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, -h.term.w, h.term.t)):
        tokens = range(hit.start, hit.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _score(scene: Scene, hits: Sequence[Hit]) -> Scored | None:
    """What a sentence says on a theme; None where no hit is left."""
    # Words that make up a construction are its machinery and take no side, unless the term says they do.
    hits = [
        hit
        for hit in hits
        if hit.term.kind == "marker" or not scene.claimed.issuperset(range(hit.start, hit.end))
    ]
    if not hits:
        return None
    if scene.question:
        mentioned = tuple(Counted(hit, hit.side, hit.term.w, 1.0, ("question",)) for hit in hits)
        return Scored(None, 0.0, 1.0, "describe", mentioned)
    balanced = _balanced(scene, hits)
    counted = tuple(_count(scene, hit, balanced) for hit in hits)
    right = sum(one.weight for one in counted if one.side == "right")
    left = sum(one.weight for one in counted if one.side == "left")
    both = sum(one.weight for one in counted if one.side == "both")
    confidence = min(one.confidence for one in counted)
    if left and right and not balanced:
        confidence = min(confidence, BOTH_POLES)
    if scene.has("doubt"):
        confidence = min(confidence, 0.5)
    worked = {name for one in counted for name in one.operators}
    stands = scene.has("norm") or scene.carried or any(scene.has(kind) for kind in VERDICTS)
    strength = 1.0 if stands else DESCRIBED
    total = right + left + both
    mode = _mode(worked, stands)
    return Scored((right - left) / total * strength, min(1.0, total), confidence, mode, counted)


def _balanced(scene: Scene, hits: Sequence[Hit]) -> bool:
    for use in scene.uses:
        if use.kind == "balance" and (not use.needs_both or {hit.side for hit in hits} == set(SIDES)):
            return True
    return False


def _count(scene: Scene, hit: Hit, balanced: bool) -> Counted:
    worked: dict[str, float] = {}
    weight = hit.term.w
    if balanced:
        worked["balance"] = 1.0
    elif hit.term.kind != "marker":
        for use in scene.uses:
            does = _does(use, hit)
            if does == "flip" or (does == "half" and use.kind in {"not_only", "concede"}):
                worked[use.kind] = max(worked.get(use.kind, 0.0), 1.0 if use.firm else BY_DISTANCE)
        if scene.carried:
            worked["warn_carried"] = 1.0
        for name in ("not_only", "concede"):
            weight *= HALVED if name in worked else 1.0
    if scene.has("hedge"):
        worked["hedge"] = 1.0
        weight *= HEDGED
    turns = len(TURNING.intersection(worked)) + bool(OPPOSING.intersection(worked))
    flipped = turns % 2 == 1
    other: Side = "left" if hit.side == "right" else "right"
    confidence = min(worked.values(), default=1.0)
    if turns > 1:
        confidence = min(confidence, TURNED_TWICE)
    return Counted(
        hit,
        "both" if balanced else other if flipped else hit.side,
        weight,
        confidence,
        tuple(name for name in NAMES if name in worked),
    )


def _does(use: Use, hit: Hit) -> str | None:
    for start, end, does in use.regions:
        if start <= hit.start < end:
            return does
    return None


def _mode(worked: set[str], stands: bool) -> Mode:
    if "balance" in worked:
        return "balance"
    if worked & {"warn", "warn_carried"}:
        return "warn"
    if worked & {"excess", "reject", "correct"}:
        return "criticise"
    if "concede" in worked:
        return "concede"
    return "endorse" if stands else "describe"


def _code(statement: Statement, theme: Theme, text: Text, sentences: Sequence[Scored]) -> Code:
    """The statement's code: mean of its sentences, weighted by how much and how surely each says it."""
    coded = [sentence for sentence in sentences if sentence.score is not None]
    evidence: list[Evidence] = []
    rationale: list[Message] = []
    for sentence in coded or sentences:
        evidence += [_evidence(statement, text, counted) for counted in sentence.counted]
        # The same reason for several words of a sentence is one sentence to read.
        rank = {key: i for i, key in reversed(list(enumerate(map(_reason, sentence.counted))))}
        ordered = sorted(sentence.counted, key=lambda counted: rank[_reason(counted)])
        for (side, names, marker), group in groupby(ordered, key=_reason):
            words = [_evidence(statement, text, counted).text for counted in group]
            rationale.append(explain(words, side, names, marker=marker))
    said = sum(sentence.weight for sentence in coded)
    mass = sum(sentence.weight * sentence.confidence for sentence in coded)
    value = sum(s.weight * s.confidence * (s.score or 0.0) for s in coded) / mass if coded else None
    loudest = max(coded or sentences, key=lambda s: s.weight * s.confidence)
    balanced = value is not None and abs(value) < 0.2 and any(s.mode == "balance" for s in coded)
    confidence = min(mass / said, statement.attribution.confidence) if coded else 0.0
    return Code(
        statement=statement.id,
        theme=theme.id,
        theme_version=theme.version,
        value=None if value is None else max(-1.0, min(1.0, round(value, 6))),
        state="mentioned" if value is None else "coded",
        mode="balance" if balanced else loudest.mode,
        salience=round(min(MAX_SALIENCE, mass), 6),
        confidence=round(confidence, 6),
        evidence=tuple(evidence),
        rationale=tuple(rationale),
        version=CODER_VERSION,
    )


def _reason(counted: Counted) -> tuple[Side | Literal["both"], tuple[str, ...], bool]:
    return counted.side, counted.operators, counted.hit.term.kind == "marker"


def _evidence(statement: Statement, text: Text, counted: Counted) -> Evidence:
    start, end = text.starts[counted.hit.start], text.ends[counted.hit.end - 1]
    return Evidence(
        start=statement.start + start,
        end=statement.start + end,
        text=statement.text[start:end],
        term=counted.hit.term.t,
        side=counted.side,
        operators=counted.operators,
    )
