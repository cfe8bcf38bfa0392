"""How the rules coder does: `python -m tests.benchmarks.themes`.

On the first article an in-sample regression, not a quality claim: terms and constructions were written with it in
view. On a second one the first run as it was recorded. Then simulated positions, and speed.
The first compares with the reference coding beside the repository (../shared/seed/reference_coding.json).
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from components.article.model import Article, Attribution, Parser, Speaker, Statement, checksum
from components.themes import Code, Evidence, ThemeSet, load_theme_set, positions, propose, warm
from tests.benchmarks.coding_scores import Cell, compare
from tests.benchmarks.position_simulation import report_simulation
from tests.benchmarks.theme_articles import report_second

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed"
SHIPPED = ROOT / "data" / "articles" / "influencers.json"
# For the article made from the reference's own spans: how sure a parser might be.
SURE = {"explicit": 0.95, "explicit_carried": 0.85, "implicit_continued": 0.65, "implicit_discourse": 0.4}
RUNS = 21


def main() -> int:
    """Print the comparison; 0 also where there is nothing to compare with."""
    report_second()
    report_simulation()
    if not (SEED / "reference_coding.json").exists():
        print("No reference coding beside the repository (../shared/seed/); nothing to compare with.")
        return 0
    reference = json.loads((SEED / "reference_coding.json").read_text(encoding="utf-8"))
    theme_set = load_theme_set(ROOT / "data" / "themes" / "influencers.yaml")
    print("In-sample regression, not a quality claim: the terms were chosen with this article in view.")
    print("One coder made the reference; no human panel.\n")
    from_spans = _from_reference(reference)
    if SHIPPED.exists():
        shipped = Article.model_validate_json(SHIPPED.read_text(encoding="utf-8"))
        _report("shipped article, as its parser read it", shipped, theme_set, reference, full=True)
    _report("statement spans of the reference", from_spans, theme_set, reference, full=not SHIPPED.exists())
    _report("the same, direct speech only", _direct(from_spans), theme_set, reference)
    lean = _shared_terms(from_spans, theme_set)
    _report(
        "the same spans, without terms that only one speaker's words support", from_spans, lean, reference
    )
    _speed(from_spans, theme_set)
    return 0


def _report(
    title: str, article: Article, theme_set: ThemeSet, reference: dict[str, Any], *, full: bool = False
) -> None:
    codes = propose(article, theme_set)
    print(f"== {title}: {len(article.statements)} statements, {len(codes)} codes")
    _cells(article, theme_set, codes, reference, full)
    if full:
        _checks(article, codes, reference)
    _statements(article, codes, reference)
    print()


def _cells(
    article: Article, theme_set: ThemeSet, codes: list[Code], reference: dict[str, Any], full: bool
) -> None:
    found = positions(article, theme_set, codes)
    ids = {speaker.name: speaker.id for speaker in article.speakers}
    strict = lenient = silent = empty = 0
    errors: list[float] = []
    for theme in reference["themes"]:
        for name, speaker in reference["speakers"].items():
            expected = speaker["positions"][theme["id"]]
            cell = found[ids[name], theme["key"]]
            right = _fits(cell.state.value, cell.estimate, expected["code"])
            allowed = any(_fits(cell.state.value, cell.estimate, one) for one in expected["acceptable"])
            strict += right
            lenient += right or allowed
            if expected["code"] == "NA":
                silent += 1
                empty += cell.estimate is None
            elif cell.estimate is not None:
                errors.append(abs(2 * cell.estimate - expected["code"]))
            if full:
                place = (
                    ""
                    if cell.estimate is None
                    else f"{cell.estimate:+.2f} [{cell.low:+.2f}, {cell.high:+.2f}]"
                )
                verdict = "right" if right else "acceptable" if allowed else "WRONG"
                print(
                    f"  {theme['key']:20} {name:22} {expected['code']!s:>3}  {cell.state:14} {place:22} {verdict}"
                )
    print(
        f"  cells right: {strict} of 24 strict, {lenient} of 24 with {lenient - strict} acceptable alternatives"
    )
    print(
        f"  silent cells left empty: {empty} of {silent}; mean error {statistics.mean(errors):.2f} steps of five"
    )


def _fits(state: str, estimate: float | None, expected: int | str) -> bool:
    if expected == "NA":
        return estimate is None and state != "mention_only"
    if expected == 0:
        return state in {"balance", "mixed"}
    return estimate is not None and estimate * int(expected) > 0


def _checks(article: Article, codes: list[Code], reference: dict[str, Any]) -> None:
    keys = {theme["id"]: theme["key"] for theme in reference["themes"]}
    sentences = {s["id"]: s for one in reference["statements"] for s in one["sentences"]}
    names = {speaker.id: speaker.name for speaker in article.speakers}
    said_by = {statement.id: names.get(statement.speaker or "") for statement in article.statements}
    passed = 0
    for check in reference["checks"]:
        theme = keys.get(check.get("theme", ""))
        if "theme" in check:
            sentence = sentences.get(check.get("sentence", ""))
            start, end = (sentence["start"], sentence["end"]) if sentence else (0, len(article.text))
            seen = [
                one
                for code in codes
                if code.theme == theme and check.get("speaker") in {None, said_by[code.statement]}
                for one in code.evidence
                if start <= one.start < end and "question" not in one.operators
            ]
            holds = EXPECTED[check["expect"]](seen)
            saw = ", ".join(f"“{one.text}” {one.side}" for one in seen) or "nothing"
        elif "text" in check:
            start = article.text.index(check["text"])
            speakers = {s.speaker for s in _over(article, start, start + len(check["text"]))}
            holds, saw = not speakers - {None}, f"{len(speakers - {None})} speakers"
        else:
            sentence = sentences[check["sentence"]]
            over = _over(article, sentence["start"], sentence["end"])
            holds = bool(over) and all(
                names.get(s.speaker or "") == check["expect_speaker"] or s.attribution.confidence < 0.5
                for s in over
            )
            saw = ", ".join(f"{names.get(s.speaker or '')} {s.attribution.confidence:.2f}" for s in over)
        passed += holds
        print(f"  {check['id']:4} {'ok    ' if holds else 'FAILED'} {check['why']} (found: {saw})")
    print(f"  checks: {passed} of {len(reference['checks'])}")


def _net(seen: Sequence[Evidence]) -> float:
    """Right minus left, what is conceded or “not only” meant at half."""
    return sum(
        {"left": -1.0, "right": 1.0, "both": 0.0}[one.side]
        / (2 if {"not_only", "concede"} & set(one.operators) else 1)
        for one in seen
    )


EXPECTED: dict[str, Callable[[Sequence[Evidence]], bool]] = {
    ">0": lambda seen: _net(seen) > 0,
    "<0": lambda seen: _net(seen) < 0,
    ">=0 (NA or >0)": lambda seen: not seen or _net(seen) > 0,
    "==0 balance": lambda seen: bool(seen) and all(one.side == "both" for one in seen),
    "NA": lambda seen: not seen,
}


def _over(article: Article, start: int, end: int) -> list[Statement]:
    return [s for s in article.statements if s.start < end and start < s.end]


def _statements(article: Article, codes: list[Code], reference: dict[str, Any]) -> None:
    """Statement level: what is addressed, and on which side, against the reference statement it overlaps most."""
    keys = {theme["id"]: theme["key"] for theme in reference["themes"]}
    expected: dict[tuple[str, str], int] = {}
    match: dict[str, str] = {}
    for statement in article.statements:
        best = max(reference["statements"], key=lambda one: _shared(statement, one))
        if _shared(statement, best) > 0:
            match[statement.id] = best["id"]
    for one in reference["statements"]:
        if one["id"] in match.values():
            for theme, code in one["codes"].items():
                if code["code"] != "NA":
                    expected[one["id"], keys[theme]] = code["code"]
    cells: dict[Cell, list[float | str]] = {cell: [value / 2] for cell, value in expected.items()}
    renamed = [
        code.model_copy(update={"statement": match.get(code.statement, code.statement)}) for code in codes
    ]
    print("  " + compare(renamed, cells).line() + f" ({len(expected)} in reference)")
    even = [
        code for code in renamed if code.value is not None and cells.get((code.statement, code.theme)) == [0]
    ]
    print(
        f"  in the middle where the reference is: {sum(abs(c.value or 0) < 0.2 for c in even)} of {len(even)}"
    )


def _shared(statement: Statement, one: dict[str, Any]) -> int:
    overlap: int = min(statement.end, one["end"]) - max(statement.start, one["start"])
    return max(0, overlap)


def _from_reference(reference: dict[str, Any]) -> Article:
    text = (SEED / "article.txt").read_bytes().decode("utf-8")
    ids = {name: f"p{i}" for i, name in enumerate(reference["speakers"], 1)}
    return Article(
        id="influencers",
        title=text.splitlines()[0],
        language="nl",
        sha256=checksum(text),
        text=text,
        paragraphs=(),
        speakers=tuple(Speaker(id=key, name=name) for name, key in ids.items()),
        statements=tuple(
            Statement(
                id=one["id"],
                start=one["start"],
                end=one["end"],
                text=one["text"],
                speaker=ids[one["speaker"]],
                type="direct" if one["speech_type"] == "direct" else "indirect",
                attribution=Attribution(rule=one["attribution"], confidence=SURE[one["attribution"]]),
            )
            for one in reference["statements"]
        ),
        parser=Parser(name="reference", version="1"),
    )


def _direct(article: Article) -> Article:
    kept = tuple(statement for statement in article.statements if statement.type == "direct")
    return article.model_copy(update={"statements": kept})


def _shared_terms(article: Article, theme_set: ThemeSet) -> ThemeSet:
    """The theme set without the terms that occur in the words of exactly one speaker."""
    speakers = {statement.id: statement.speaker for statement in article.statements}
    support: dict[tuple[str, str], set[str | None]] = {}
    for code in propose(article, theme_set):
        for one in code.evidence:
            support.setdefault((code.theme, one.term), set()).add(speakers[code.statement])
    dropped = {key for key, who in support.items() if len(who) == 1}
    themes = []
    for theme in theme_set.themes:
        terms = {
            language: both.model_copy(
                update={
                    side: tuple(term for term in getattr(both, side) if (theme.id, term.t) not in dropped)
                    for side in ("left", "right")
                }
            )
            for language, both in theme.terms.items()
        }
        themes.append(theme.model_copy(update={"terms": terms}))
    print(f"(terms that matched: {len(support)}; of these {len(dropped)} in one speaker's words only)")
    return theme_set.model_copy(update={"themes": tuple(themes)})


def _speed(article: Article, theme_set: ThemeSet) -> None:
    warm(["nl"])
    words = sum(len(statement.text.split()) for statement in article.statements)
    codes = propose(article, theme_set)
    coding = _milliseconds(lambda: propose(article, theme_set))
    placing = _milliseconds(lambda: positions(article, theme_set, codes))
    print(f"warm, median and slowest of {RUNS}, milliseconds ({words} words in statements of an article of")
    print(f"{len(article.text.split())} words, {len(theme_set.themes)} themes):")
    print(f"  propose   {statistics.median(coding):6.1f} {max(coding):6.1f}")
    print(f"  positions {statistics.median(placing):6.1f} {max(placing):6.1f}")


def _milliseconds(job: Callable[[], object]) -> list[float]:
    def once() -> Iterable[float]:
        for _ in range(RUNS):
            begun = time.perf_counter()
            job()
            yield (time.perf_counter() - begun) * 1000

    return list(once())


if __name__ == "__main__":
    sys.exit(main())
