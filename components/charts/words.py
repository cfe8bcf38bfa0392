"""Sentences about positions: what a mark means, and what the picture shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from components.charts.strips import Mark, Row
from components.themes.model import PositionState
from components.translations import Translator


@dataclass(frozen=True)
class Gap:
    """How far two speakers stand apart on one theme. `sure`: their 80 % intervals do not overlap."""

    row: Row
    left: Mark
    right: Mark

    @property
    def size(self) -> float:
        """Distance of the estimates, 0 to 2."""
        return self.right.estimate - self.left.estimate

    @property
    def clearance(self) -> float:
        """Room between the intervals; negative where they overlap."""
        return self.right.low - self.left.high

    @property
    def sure(self) -> bool:
        """Whether the speakers may be said to differ."""
        return self.clearance > 0


def clearest_gap(rows: Sequence[Row]) -> Gap | None:
    """The pair of speakers whose intervals on a theme lie furthest apart, or overlap least.

    Not the largest distance of two estimates: that is often the pair of which least is known.
    None where no theme has two speakers.
    """
    return max(_gaps(rows), key=lambda gap: gap.clearance, default=None)


def _gaps(rows: Sequence[Row]) -> list[Gap]:
    return [
        Gap(row, *sorted(pair, key=lambda mark: mark.estimate))
        for row in rows
        for pair in combinations(row.marks, 2)
    ]


def finding(rows: Sequence[Row], _: Translator) -> str:
    """What the strips show, in one sentence with numbers."""
    gap = clearest_gap(rows)
    if gap is None:
        if any(row.marks for row in rows):
            return _("No theme here has two speakers, so there is nothing to compare yet.")
        return _("Nobody takes a position on these themes.")
    values = {
        "a": gap.left.style.surname,
        "b": gap.right.style.surname,
        "left": gap.row.left,
        "right": gap.row.right,
        "x": _.number(gap.left.estimate, signed=True),
        "y": _.number(gap.right.estimate, signed=True),
    }
    if all(gap.size < 0.2 for gap in _gaps(rows)):
        return _("The speakers stand close together on every theme they share.")
    if gap.sure:
        return _(
            "{a} and {b} differ most clearly on “{left}” or “{right}”: {x} against {y}.",
            **values,
        )
    return _(
        "{a} and {b} seem to differ most clearly on “{left}” or “{right}”: {x} against {y}, but the intervals overlap.",
        **values,
    )


def leaning(estimate: float, left: str, right: str, _: Translator) -> str:
    """Which way a position leans, in words; the borders lie at .2 and .6 of the half axis."""
    if abs(estimate) < 0.2:
        return _("around the middle")
    pole = left if estimate < 0 else right
    if abs(estimate) >= 0.6:
        return _("clearly towards {pole}", pole=pole)
    return _("towards {pole}", pole=pole)


def state_words(state: PositionState, _: Translator) -> str:
    """A position's state in words."""
    return {
        PositionState.NOT_ADDRESSED: _("not addressed"),
        PositionState.MENTION_ONLY: _("mentioned, no position"),
        PositionState.PROVISIONAL: _("provisional"),
        PositionState.PLACED: _("placed"),
        PositionState.BALANCE: _("deliberately both"),
        PositionState.MIXED: _("on both sides"),
        PositionState.CONTESTED: _("coders disagree"),
    }[state]


def mark_words(mark: Mark, row: Row, _: Translator) -> str:
    """One mark as text, for hover, screen reader and table."""
    return _(
        "{name}: {leaning}, {estimate} (80 % between {low} and {high}), {statements}, {state}",
        name=mark.style.name,
        leaning=leaning(mark.estimate, row.left, row.right, _),
        estimate=_.number(mark.estimate, signed=True),
        low=_.number(mark.low, signed=True),
        high=_.number(mark.high, signed=True),
        statements=_.plural("{n} statement", "{n} statements", mark.statements),
        state=state_words(mark.state, _),
    )


def row_words(row: Row, _: Translator) -> str:
    """A whole row as text: the poles, every speaker's place, who is silent."""
    parts = [mark_words(mark, row, _) for mark in row.marks]
    if row.mentioned:
        names = _.listing([style.name for style in row.mentioned])
        parts.append(_("mentioned, no position") + ": " + names)
    if row.silent:
        parts.append(_("not addressed") + ": " + _.listing([style.name for style in row.silent]))
    return f"{row.left} ↔ {row.right}. " + "; ".join(parts) + "."
