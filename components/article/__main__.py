"""Command line: `python -m components.article parse FILE... --out DIR` and `train`."""

import argparse
import re
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from components.article import (
    Article,
    ArticleFault,
    Source,
    dump,
    keep_ids,
    load,
    parse,
    read_text_file,
    save,
)
from components.message import Message

DESCRIPTION = "Turn plain-text articles into article files: speakers and what each of them says."
EPILOG = """\
For every NAME.txt it writes DIR/NAME.json, whole or not at all. A file that cannot be read gets one line on
the error output; the others are still parsed, and the exit code is 1.

When DIR/NAME.json is there already, statements and speakers keep their ids, the revision goes up by one if
anything changed, and title, language and source stay as they were unless you give them.

example:
  python -m components.article parse interview.txt --out data/articles --publication Logeion
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when every file was parsed, 1 when not, 2 for wrong arguments."""
    options = _parser().parse_args(arguments)
    if options.command == "train":
        return _train(options)
    failed = False
    seen: dict[str, Path] = {}
    for file in options.files:
        name = article_id(file.stem)
        try:
            if name in seen:
                raise ArticleFault(
                    Message(
                        "{file} would be written over {other}: both are called {name}. Rename one.",
                        {"file": file, "other": seen[name], "name": name},
                    )
                )
            seen[name] = file
            print(_parse_file(file, name, options))
        except ArticleFault as fault:
            failed = True
            print(fault.message, file=sys.stderr)
    return 1 if failed else 0


def article_id(stem: str) -> str:
    """An article's id from a file name without ending: *Een Café (2)* -> *een-cafe-2*."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:80] or "article"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.article", description=DESCRIPTION)
    commands = parser.add_subparsers(required=True, dest="command", metavar="parse|train")
    command = commands.add_parser(
        "parse",
        help="parse text files",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain text, UTF-8 preferred")
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the article files"
    )
    command.add_argument("--language", choices=("nl", "en"), help="language of the articles (else found out)")
    command.add_argument("--title", help="title (else the first line)")
    command.add_argument("--publication", help="where it appeared")
    command.add_argument("--url", help="address of the article")
    command.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="day it appeared")
    command.add_argument(
        "--pipeline", help="an installed spaCy package, or “rules” for none (else the shipped pipeline)"
    )
    train = commands.add_parser("train", help="train a pipeline on trees (an hour on one core)")
    train.add_argument("--language", choices=("nl", "en"), required=True)
    train.add_argument(
        "--data", type=Path, required=True, metavar="FOLDER", help="holds train.spacy and dev.spacy"
    )
    train.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pipeline")
    train.add_argument("--steps", type=int, help="batches of 1,000 words (else as shipped)")
    return parser


def _train(options: argparse.Namespace) -> int:
    from components.article.training.train import train

    try:
        train(options.language, options.data, options.out, steps=options.steps)
    except ArticleFault as fault:
        print(fault.message, file=sys.stderr)
        return 1
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day like 2025-08-26") from None


def _parse_file(file: Path, name: str, options: argparse.Namespace) -> str:
    """Parse one file and save it; the line to print."""
    text = read_text_file(file)
    target: Path = options.out / f"{name}.json"
    existing = _existing(target)
    given = {
        key: getattr(options, key) for key in ("publication", "url", "published") if getattr(options, key)
    }
    source = existing.source if existing else Source()
    article = parse(
        text,
        article_id=existing.id if existing else name,
        language=options.language or (existing.language if existing else None),
        title=options.title or (existing.title if existing else None),
        source=Source.model_validate({**source.model_dump(), **given}),
        pipeline=options.pipeline,
    )
    if existing is not None:
        article = keep_ids(article, [existing]).model_copy(update={"revision": existing.revision})
        if dump(article) == dump(existing):
            return f"{target}: unchanged, revision {existing.revision}"
        article = article.model_copy(update={"revision": existing.revision + 1})
    save(article, target)
    return (
        f"{target}: {len(article.speakers)} speakers, {len(article.statements)} statements, "
        f"revision {article.revision}"
    )


def _existing(target: Path) -> Article | None:
    """The article file that is there already, whose ids must be kept."""
    if not target.exists():
        return None
    try:
        return load(target)
    except ArticleFault as fault:
        raise ArticleFault(
            Message(
                "{file} is there but its ids cannot be kept ({reason}) Put back an earlier copy, or delete it "
                "to start anew.",
                {"file": target, "reason": fault.message},
            )
        ) from fault


if __name__ == "__main__":
    sys.exit(main())
