"""How long parsing takes, and how it grows.

    python -m tests.benchmarks.parse_speed --gold FOLDER

FOLDER holds *.txt; they are repeated until a size is reached. Run it with OMP_NUM_THREADS=1 for one core.
Prints: cold load, 1,000 words warm with the pipeline and without, 100 articles together, what doubling the
input costs up to a megabyte (articles, and quotation marks alone), and the most memory in use.
"""

import argparse
import resource
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice, pairwise
from pathlib import Path

from components.article import Request, parse, parse_many, read_text_file, warm

MEGABYTE = 1_000_000
MARKS = {
    "bare marks": "” “ ",
    "one-word quotes": "“a” ",
    "quotes with a cue": "“Wij gaan dat doen”, zegt Kim Bos. ",
    "opening marks": "„",
}


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--gold", type=Path, required=True, help="folder with *.txt")
    options = arguments.parse_args()
    texts = [read_text_file(path) for path in sorted(options.gold.glob("*.txt"))]
    print(f"cold load, both languages      {_seconds(warm):8.2f} s")
    thousand = " \n\n".join(_words(texts, 1000))
    for name, pipeline in (("with pipeline", None), ("word lists alone", "rules")):
        _parse(thousand, pipeline)
        best = min(_seconds(lambda choice=pipeline: _parse(thousand, choice)) for _ in range(5))
        print(f"1,000 words, {name:17s} {1000 * best:8.0f} ms")
    many = [Request(text, f"a{number}") for number, text in enumerate(islice(cycle(texts), 100))]
    words = sum(len(request.text.split()) for request in many)
    spent = min(_seconds(lambda: list(parse_many(many))) for _ in range(3))
    print(f"100 articles together          {words / spent:8,.0f} words a second")
    for name, make in _growing(texts):
        _doubling(name, make)
    print(
        f"most memory in use             {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
    )


def _growing(texts: list[str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    whole = "\n\n".join(texts)
    yield "articles", lambda size: (whole * (size // len(whole) + 1))[:size]
    for name, piece in MARKS.items():
        yield name, lambda size, piece=piece: (piece * (size // len(piece) + 1))[:size]
        yield (
            f"{name}, paragraphs",
            lambda size, piece=piece: ((piece * 20 + "\n\n") * (size // (20 * len(piece)) + 1))[:size],
        )


def _doubling(name: str, make: Callable[[int], str]) -> None:
    """Prints the seconds for 125,000 to 1,000,000 characters and the largest growth at a doubling."""
    spent = [_seconds(lambda size=size: _parse(make(size), None)) for size in
             (MEGABYTE // 8, MEGABYTE // 4, MEGABYTE // 2, MEGABYTE)]  # fmt: skip
    growth = max(later / earlier for earlier, later in pairwise(spent))
    print(f"{name:30s} {' '.join(f'{s:7.2f}' for s in spent)} s   x {growth:.1f}", flush=True)


def _parse(text: str, pipeline: str | None) -> None:
    parse(text, article_id="speed", language="nl", pipeline=pipeline)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _words(texts: list[str], count: int) -> Iterator[str]:
    left = count
    for paragraph in (p for text in cycle(texts) for p in text.split("\n\n")):
        words = paragraph.split()
        if left <= 0:
            return
        yield " ".join(words[:left])
        left -= len(words)


if __name__ == "__main__":
    main()
