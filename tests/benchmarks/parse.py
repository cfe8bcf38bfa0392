"""Measure the parser on hand-marked articles.

    python -m tests.benchmarks.parse --gold FOLDER [--gold FOLDER ...] [--errors N] [--ablation] [--confidence]

FOLDER holds NNN.txt and NNN.gold.json, and a scorer `score.py` in it, beside it or one folder up. For each
folder: with the shipped pipeline, with word lists alone, and the baseline that knows only a cue in the
quotation's own sentence; then speakers by construction, and with --ablation what each rule is worth, with
--confidence how often each was right in all folders together, beside what it says of itself. The last letters of the folder's name tell the language (-en, en; else found out).
"""

import argparse
import importlib.util
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from components.article import Language, Request, dump, parse_many, read_text_file, warm
from components.article.guesses import CONFIDENCE

CUE_RULES = frozenset(["cue after", "cue before", "colon", "label", "according", "turn"])
CONSTRUCTIONS = ("verb", "colon", "none")


@dataclass(frozen=True)
class Setting:
    """A way to parse: its name in the table, pipelines as for `parse_many`, rules left out."""

    name: str
    pipelines: Mapping[str, str | None]
    without: Collection[str] = ()


SHIPPED = Setting("pipeline", {})
RULES = Setting("word lists", {"nl": "rules", "en": "rules"})
BASELINE = Setting("own cue only", {"nl": "rules", "en": "rules"}, frozenset(CONFIDENCE) - CUE_RULES)


def main() -> None:
    """Parse, score, print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--gold", type=Path, action="append", required=True, help="folder with NNN.txt and NNN.gold.json"
    )
    arguments.add_argument("--errors", type=int, default=0, help="show this many errors of the pipeline")
    arguments.add_argument("--ablation", action="store_true", help="what each rule is worth")
    arguments.add_argument("--confidence", action="store_true", help="how often each rule was right")
    options = arguments.parse_args()
    warm()
    by_rule: Counter[tuple[str, bool]] = Counter()
    print(
        f"{'folder':14s} {'setting':13s} exact  speaker found+right floating  indirect non-quotes",
        "   (F1 or %, of matched, of all direct+mixed+unquoted, of quotations without cue, relaxed F1)",
        sep="\n",
    )
    for folder in options.gold:
        gold = Gold(folder.resolve(), arguments)
        for setting in (SHIPPED, RULES, BASELINE):
            result = gold.measure(setting)
            print(f"{gold.name:14s} {setting.name:13s} {result.line()}", flush=True)
            if setting is SHIPPED:
                best = result
        print("   by construction, speaker right of found:", best.constructions())
        print("   recall: " + best.recalls())
        for error in best.errors[: options.errors]:
            print("   ", *error, sep=" | ")
        by_rule += best.by_rule
        if options.ablation:
            _ablation(gold, best)
    if options.confidence:
        _confidence(by_rule)


def _confidence(by_rule: "Counter[tuple[str, bool]]") -> None:
    """Prints for each rule how often it was right, once more with one right and one wrong added, and CONFIDENCE."""
    known = {rule.replace(" ", "_"): says for rule, says in CONFIDENCE.items()}
    for rule in sorted({rule for rule, _right in by_rule}):
        right, wrong = by_rule[rule, True], by_rule[rule, False]
        smooth = (right + 1) / (right + wrong + 2)
        print(f"   {rule:17s} {right:3d} of {right + wrong:3d}  {smooth:.2f}  says {known[rule]:.2f}")


def _ablation(gold: "Gold", best: "Result") -> None:
    """Prints how many points of "found and right" are lost without each rule."""
    whole = best.total["direct_end_to_end_recall"]
    for rule in CONFIDENCE:
        if rule in ("unknown", "unnamed"):
            continue
        without = gold.measure(Setting(rule, {}, {rule})).total["direct_end_to_end_recall"]
        if without != whole:
            print(f"   without {rule:17s} {100 * (without - whole):+5.1f}")


class Gold:
    """A folder of hand-marked articles with its scorer."""

    def __init__(self, folder: Path, arguments: argparse.ArgumentParser) -> None:
        self.folder, self.name = folder, folder.name
        places = (folder, folder.parent, folder.parent.parent)
        scorer = next((p / "score.py" for p in places if (p / "score.py").is_file()), None)
        self.texts = sorted(path for path in folder.glob("*.txt") if path.with_suffix(".gold.json").is_file())
        if scorer is None or not self.texts:
            arguments.error(f"no score.py in, beside or above {folder}, or no marked *.txt in it")
        self.score = _module(scorer)
        self.language: Language | None = "en" if folder.name.endswith("en") else None

    def measure(self, setting: Setting) -> "Result":
        """The scorer's figures for this way to parse."""
        requests = [Request(read_text_file(path), path.stem.lower(), self.language) for path in self.texts]
        with tempfile.TemporaryDirectory() as temporary:
            articles = parse_many(requests, pipelines=setting.pipelines, without=setting.without)
            for path, article in zip(self.texts, articles, strict=True):
                (Path(temporary) / f"{path.stem}.json").write_text(dump(article), "utf-8")
            errors: list[tuple[Any, ...]] = []
            total = self.score.run(temporary, str(self.folder), False, errors)["total"]
            return Result(total, errors, *self._by_kind(Path(temporary)))

    def _by_kind(self, predictions: Path) -> "tuple[dict[str, tuple[int, int]], Counter[tuple[str, bool]]]":
        """Speakers right and quotations found, for those with a cue verb, a colon alone, no cue; (rule, right)."""
        counts = dict.fromkeys(CONSTRUCTIONS, (0, 0))
        by_rule: Counter[tuple[str, bool]] = Counter()
        for path in self.texts:
            text = path.read_text("utf-8")
            marked = self.score.json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
            speakers = {speaker["id"]: speaker for speaker in marked["speakers"]}
            file = predictions / f"{path.stem}.json"
            found = self.score.load_pred(str(file), text)
            for prediction, statement in zip(
                found, self.score.json.loads(file.read_text("utf-8"))["statements"], strict=True
            ):
                prediction["rule"] = statement["attribution"]["rule"]
            found = [p for p in found if p["type"] != "indirect"]
            wanted = [s for s in marked["statements"] if s["type"] != "indirect"]
            for statement in wanted:
                statement["_s"] = self.score.adj(text, statement["start"], statement["end"])
                statement["_opt"] = bool(statement.get("optional"))
            pairs, _ = self.score.match(wanted, found, 0.5)
            for number, prediction in pairs.items():
                statement = wanted[number]
                if statement.get("optional"):
                    continue
                right, _ = self.score.speaker_ok(statement, found[prediction]["speaker"], speakers)
                by_rule[found[prediction]["rule"], bool(right)] += 1
                if statement["type"] != "direct" or statement.get("unquoted"):
                    continue
                cue = statement.get("cue", "")
                kind = "none" if not cue else "colon" if cue == ":" else "verb"
                counts[kind] = (counts[kind][0] + right, counts[kind][1] + 1)
        return counts, by_rule


@dataclass(frozen=True)
class Result:
    """The scorer's totals, its errors, and (right, found) by construction."""

    total: dict[str, Any]
    errors: list[tuple[Any, ...]]
    by_construction: dict[str, tuple[int, int]]
    by_rule: Counter[tuple[str, bool]]

    def line(self) -> str:
        """A line of the table."""
        total = self.total
        right, found = self.by_construction["none"]
        return "  ".join(
            (
                _percent(total["direct_exact"]["f1"]),
                _percent(total["speaker_accuracy"]),
                _percent(total["direct_end_to_end_recall"]),
                "   ",
                _percent(right / found if found else None),
                "  ",
                _percent(total["indirect_relaxed"]["f1"]),
                f"  {total['non_quote_false_positives']} of {total['non_quotes']}",
            )
        )

    def constructions(self) -> str:
        """Right of found, for each construction."""
        names = {"verb": "cue verb", "colon": "colon alone", "none": "no cue"}
        return ", ".join(
            f"{names[k]} {right} of {found}" for k, (right, found) in self.by_construction.items()
        )

    def recalls(self) -> str:
        """What of each class was found."""
        c = self.total["counts"]
        return (
            f"direct {c['d_rel']} of {c['d_gold']}, mixed {c['m_rel']} of {c['m_gold']}, "
            f"unquoted {c['u_rel']} of {c['u_gold']}, indirect {c['i_tp']} of {c['i_gold']} "
            f"(speaker right {c['isp_ok']}), unbalanced marks {c['x_rel']} of {c['x_gold']}"
        )


def _percent(value: float | None) -> str:
    return "   - " if value is None else f"{100 * value:5.1f}"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
