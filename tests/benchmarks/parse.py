"""Measure the parser on hand-marked articles.

    python -m tests.benchmarks.parse --gold FOLDER [--errors N] [--out FOLDER]

FOLDER holds NNN.txt and NNN.gold.json, and a scorer `score.py` in it or beside it. Every NNN.txt is
parsed, the predictions go to a temporary folder (or --out), and what the scorer prints is printed.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from components.article import Language, dump, parse, read_text_file, warm


def main() -> int:
    """Parse, score, print; the scorer's exit code."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--gold", type=Path, required=True, help="folder with NNN.txt and NNN.gold.json")
    arguments.add_argument("--errors", type=int, default=0, help="show this many errors")
    arguments.add_argument("--out", type=Path, help="keep the predictions in this folder")
    options = arguments.parse_args()
    gold: Path = options.gold.resolve()
    scorer = next((p for p in (gold / "score.py", gold.parent / "score.py") if p.is_file()), None)
    texts = sorted(gold.glob("*.txt"))
    if scorer is None or not texts:
        arguments.error(f"no score.py in or beside {gold}, or no *.txt in it")
    language: Language | None = "en" if gold.name.endswith("-en") else None
    warm()
    with tempfile.TemporaryDirectory() as temporary:
        out = options.out or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        started = time.perf_counter()
        for path in texts:
            article = parse(read_text_file(path), article_id=path.stem, language=language)
            (out / f"{path.stem}.json").write_text(dump(article), "utf-8")
        spent = time.perf_counter() - started
        print(f"{gold.name}: {len(texts)} articles parsed in {spent:.2f} s", flush=True)
        command = [sys.executable, str(scorer), str(gold), str(out), "--errors", str(options.errors)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
