"""How a machine's codes compare with a person's: addressed or not, side, size, per statement and theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np

from components.themes import Code

Cell = tuple[str, str]
"""Statement id, theme id."""
STEPS = (-1.0, -0.5, 0.0, 0.5, 1.0)
SIDED = 0.2


@dataclass(frozen=True)
class Scores:
    """Precision, recall and F1 of *addressed*; right sides of those with one; kappa and alpha of the steps.

    kappa: quadratic weights, over the five steps (Cohen 1968). alpha: Krippendorff's, interval. Both over the
    cells that machine and person both code, None where these are fewer than two or all alike.
    """

    precision: float
    recall: float
    f1: float
    sides_right: int
    sides: int
    kappa: float | None
    alpha: float | None
    both: int

    def line(self) -> str:
        """One line of figures."""
        return (
            f"addressed: precision {self.precision:.2f}, recall {self.recall:.2f}, F1 {self.f1:.2f}; "
            f"side right {self.sides_right} of {self.sides}; over {self.both} cells coded by both: "
            f"weighted kappa {_figure(self.kappa)}, alpha {_figure(self.alpha)}"
        )


def compare(
    codes: Iterable[Code], expected: Mapping[Cell, Sequence[float | str]], *, lenient: bool = False
) -> Scores:
    """The scores of codes against a coding that gives for each addressed cell its value in [-1, 1].

    expected: cell -> the code first, then acceptable ones; "NA" not addressed, "MENTION" mentioned only.
    lenient: an acceptable alternative is as good as the code.
    """
    coded = {(code.statement, code.theme): code.value for code in codes if code.value is not None}
    wanted: dict[Cell, float] = {}
    for cell, values in expected.items():
        value = _best(values, coded.get(cell)) if lenient else values[0]
        if isinstance(value, str):
            continue
        wanted[cell] = value
    both = sorted(coded.keys() & wanted.keys())
    precision, recall = len(both) / max(1, len(coded)), len(both) / max(1, len(wanted))
    sided = [cell for cell in both if abs(wanted[cell]) >= SIDED]
    pairs = [(_step(coded[cell]), wanted[cell]) for cell in both]
    return Scores(
        precision,
        recall,
        2 * precision * recall / max(1e-9, precision + recall),
        sum(coded[cell] * wanted[cell] > 0 for cell in sided),
        len(sided),
        _kappa(pairs),
        _alpha(pairs),
        len(both),
    )


def _best(values: Sequence[float | str], coded: float | None) -> float | str:
    """The acceptable value that is nearest to what was coded."""
    if coded is None:
        return next((value for value in values if isinstance(value, str)), values[0])
    numbers = [value for value in values if not isinstance(value, str)]
    return min(numbers, key=lambda value: abs(value - coded)) if numbers else values[0]


def _step(value: float) -> float:
    return min(STEPS, key=lambda step: (abs(step - value), abs(step)))


def _kappa(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < 2:
        return None
    machine, person = np.array(pairs).T
    seen = float(np.mean((machine - person) ** 2))
    chance = float(np.mean((machine[:, None] - person[None, :]) ** 2))
    return None if chance == 0 else 1 - seen / chance


def _alpha(pairs: Sequence[tuple[float, float]]) -> float | None:
    if len(pairs) < 2 or len({value for pair in pairs for value in pair}) < 2:
        return None
    return float(krippendorff.alpha(np.array(pairs).T, level_of_measurement="interval"))


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
