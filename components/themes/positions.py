"""Where speakers stand: from codes to an estimate with an 80 % interval and a state, per speaker and theme.

Each statement counts once, with weight w = salience x confidence x how its speaker is known. With value s in
[-1, 1] it adds w(1+s)/2 to R and w(1-s)/2 to L; the position is the mean of Beta(R+1/2, L+1/2), the interval
its 10 % and 90 % quantiles, both mapped to [-1, 1]. So weak statements pull less, a deliberate balance
narrows around 0, and one full statement gives +.50 [-.30, +.99].
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from scipy.special import betaincinv

from components.article.model import Article, Statement
from components.themes.model import Code, Position, PositionState, ThemeSet

PRIOR = 0.5
TAIL = 0.1  # on each side of the interval
ENOUGH = 3  # statements
SIDED = 0.2  # from here on a value takes a side
STEPS_APART = 1.0  # two of the five steps on screen

EXPLICIT = 0.85
CARRIED = 0.75


@dataclass(frozen=True)
class Said:
    """One statement's effective code: value in [-1, 1], weight, whether it wants both poles."""

    statement: str
    value: float
    weight: float
    balance: bool = False
    confirmed: bool = False
    contested: bool = False


def positions(
    article: Article, theme_set: ThemeSet, codes: Iterable[Code]
) -> dict[tuple[str, str], Position]:
    """Every speaker x theme of the article, by (speaker id, theme id), also where nothing was said.

    Of the codes on one statement and theme, accepted ones of people count (their median if several), else
    accepted ones of machines, else proposals; rejected ones never. A coder's later code replaces the earlier.
    Codes on statements or themes that are not there, and on statements by nobody, are passed over.
    """
    statements = {statement.id: statement for statement in article.statements}
    speaker_of = {s.id: s.speaker for s in article.statements if s.speaker is not None}
    themes = [theme.id for theme in theme_set.themes]
    latest: dict[tuple[str, str], dict[str, Code]] = {}
    for code in codes:
        if code.statement in speaker_of:
            latest.setdefault((code.statement, code.theme), {})[code.coder] = code
    said: dict[tuple[str, str], list[Said]] = {}
    mentioned: dict[tuple[str, str], list[str]] = {}
    for statement in article.statements:
        for theme in themes:
            chosen = effective(list(latest.get((statement.id, theme), {}).values()))
            if not chosen:
                continue
            cell = (speaker_of[statement.id], theme)
            one = _said(statements[statement.id], chosen)
            if one is not None:
                said.setdefault(cell, []).append(one)
            elif any(code.state == "mentioned" for code in chosen):
                mentioned.setdefault(cell, []).append(statement.id)
    return {
        (speaker.id, theme): _position(
            speaker.id, theme, said.get((speaker.id, theme), []), mentioned.get((speaker.id, theme), [])
        )
        for speaker in article.speakers
        for theme in themes
    }


def effective(codes: Sequence[Code]) -> list[Code]:
    """Of the latest codes of each coder on one statement and theme those that count; possibly none."""
    standing = [code for code in codes if code.status != "rejected"]
    for kind in (
        [code for code in standing if code.status == "accepted" and code.source == "human"],
        [code for code in standing if code.status == "accepted"],
        standing,
    ):
        if kind:
            return kind
    return []


def estimate(said: Iterable[tuple[float, float]]) -> tuple[float, float, float]:
    """Estimate, low and high in [-1, 1] from (value, weight) pairs: posterior mean and 80 % interval."""
    pairs = list(said)
    right = math.fsum(weight * (1 + value) / 2 for value, weight in pairs) + PRIOR
    left = math.fsum(weight * (1 - value) / 2 for value, weight in pairs) + PRIOR
    # The quantile from the other end, so that mirrored statements give exactly the mirrored interval.
    low = 2 * float(betaincinv(right, left, TAIL)) - 1
    high = 1 - 2 * float(betaincinv(left, right, TAIL))
    return (right - left) / (right + left), low, high


def state_of(said: Sequence[Said], mentioned: bool) -> PositionState:
    """What is known, from a speaker's statements on a theme and whether others only mention it."""
    if not said:
        return PositionState.MENTION_ONLY if mentioned else PositionState.NOT_ADDRESSED
    if any(one.contested for one in said):
        return PositionState.CONTESTED
    total = math.fsum(one.weight for one in said)
    balance = math.fsum(one.weight for one in said if one.balance)
    middle = math.fsum(one.weight * one.value for one in said)
    if any(one.balance for one in said) and 2 * balance >= total and abs(middle) < SIDED * total:
        return PositionState.BALANCE
    sides = {one.value > 0 for one in said if abs(one.value) >= SIDED}
    if len(sides) == 2 and not any(one.balance for one in said):
        return PositionState.MIXED
    if len(said) >= ENOUGH and all(one.confirmed for one in said):
        return PositionState.PLACED
    return PositionState.PROVISIONAL


def type_weight(statement: Statement) -> float:
    """How firmly the words are this speaker's: direct 1, carried 0.9, reported 0.7, by discourse only 0.5."""
    confidence = statement.attribution.confidence
    known = 1.0 if confidence >= EXPLICIT else 0.9 if confidence >= CARRIED else 0.5
    return min(known, 0.7) if statement.type == "indirect" else known


def _said(statement: Statement, codes: Sequence[Code]) -> Said | None:
    """The statement's one value; None where no code that counts takes a position."""
    values = [code.value for code in codes if code.value is not None]
    if not values or 2 * len(values) < len(codes):
        return None
    coded = [code for code in codes if code.value is not None]
    weight = fmean(_weight(code) for code in coded) * type_weight(statement)
    if weight <= 0:
        return None
    sides = {value > 0 for value in values if abs(value) >= SIDED}
    return Said(
        statement.id,
        median(values),
        weight,
        balance=any(code.mode == "balance" for code in coded),
        confirmed=all(code.status == "accepted" for code in coded),
        contested=len(sides) == 2 or max(values) - min(values) >= STEPS_APART,
    )


def _weight(code: Code) -> float:
    # A person who codes by hand need not say how salient it is or how sure they are: then it counts in full.
    if code.source == "human":
        return (code.salience or 1.0) * (code.confidence or 1.0)
    return code.salience * code.confidence


def _position(speaker: str, theme: str, said: Sequence[Said], mentioned: Sequence[str]) -> Position:
    state = state_of(said, bool(mentioned))
    if not said:
        return Position(speaker=speaker, theme=theme, state=state, statements=tuple(mentioned))
    middle, low, high = estimate((one.value, one.weight) for one in said)
    return Position(
        speaker=speaker,
        theme=theme,
        state=state,
        estimate=round(middle, 6),
        low=round(low, 6),
        high=round(high, 6),
        confirmed=all(one.confirmed for one in said),
        statements=tuple(one.statement for one in said),
    )
