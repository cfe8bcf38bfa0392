"""The second article: its coding, and what the coder made of it at its first run (tests/data/themes/second)."""

import hashlib
import json
from pathlib import Path

from components.article import load
from components.themes import load_theme_set, positions, propose
from tests.benchmarks.coding_scores import Cell, compare

FOLDER = Path(__file__).resolve().parents[1] / "data" / "themes" / "second"
FIRST_RUN = FOLDER / "first_run.json"


def report_second() -> None:
    """Prints the recorded first run and the figures of now. Raises ValueError when its files were changed."""
    check_manifest()
    print("== second article: another subject, five speakers; coded by one person before the first run")
    print("  first run, unpolished (recorded):")
    for line in json.loads(FIRST_RUN.read_text("utf-8"))["lines"]:
        print("   ", line)
    print("  now, which is no longer a first run:")
    for line in figures():
        print("   ", line)
    print()


def figures() -> list[str]:
    """The figures of the coder on the second article, a line each."""
    article = load(FOLDER / "article.json")
    theme_set = load_theme_set(FOLDER / "themes.yaml")
    coding = json.loads((FOLDER / "coding.json").read_text("utf-8"))["coding"]
    expected: dict[Cell, list[float | str]] = {
        (statement, theme): values for theme, cells in coding.items() for statement, values in cells.items()
    }
    codes = propose(article, theme_set)
    found = positions(article, theme_set, codes)
    sides = right = silent = empty = 0
    errors: list[float] = []
    for speaker in article.speakers:
        own = {s.id for s in article.statements if s.speaker == speaker.id}
        for theme in theme_set.themes:
            values = [v[0] for (s, t), v in expected.items() if t == theme.id and s in own]
            said = [value for value in values if not isinstance(value, str)]
            estimate = found[speaker.id, theme.id].estimate
            if not said:
                silent += 1
                empty += estimate is None
                continue
            mean = sum(said) / len(said)
            if abs(mean) >= 0.2:
                sides += 1
                right += estimate is not None and estimate * mean > 0
            if estimate is not None:
                errors.append(abs(estimate - mean) * 2)
    return [
        "strict:  " + compare(codes, expected).line(),
        "lenient: " + compare(codes, expected, lenient=True).line(),
        f"speakers: side right in {right} of {sides} cells with a side, {empty} of {silent} silent cells left empty, "
        f"mean error {sum(errors) / max(1, len(errors)):.2f} steps over {len(errors)} cells",
    ]


def check_manifest() -> None:
    """Raises ValueError when article, themes or coding are not those from before the first run."""
    for name, expected in json.loads((FOLDER / "manifest.json").read_text("utf-8")).items():
        if hashlib.sha256((FOLDER / name).read_bytes().replace(b"\r\n", b"\n")).hexdigest() != expected:
            raise ValueError(f"{name} was changed after the first run")
