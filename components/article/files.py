"""Reading and writing article files."""

import json
import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from components.article.fault import ArticleFault
from components.article.model import SCHEMA_VERSION, Article
from components.article.reading.decode import read_bytes
from components.message import Message

LARGEST_ARTICLE = 16 * 1024 * 1024
"""Bytes of the largest article file: a text of the largest size with all its statements."""
_AGAIN = Message("Parse the text again, or put back an earlier copy of the file.")


def load(path: Path) -> Article:
    """The article in a JSON file, every offset checked; ArticleFault with one sentence when that fails."""
    data = read_bytes(path, LARGEST_ARTICLE)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ArticleFault(
            Message("{file} is not in UTF-8. {advice}", {"file": path, "advice": _AGAIN})
        ) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ArticleFault(
            Message(
                "{file} is damaged: it is not JSON from line {line} on. {advice}",
                {"file": path, "line": line, "advice": _AGAIN},
            )
        ) from None
    version = content.get("schema") if isinstance(content, dict) else None
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise ArticleFault(
            Message(
                "{file} is not an article of version {version}. {advice}",
                {"file": path, "version": SCHEMA_VERSION, "advice": _AGAIN},
            )
        )
    try:
        return Article.model_validate_json(data.decode("utf-8-sig"))
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "article"
        raise ArticleFault(
            Message(
                "{file} does not hold together at {place}: {reason}. {advice}",
                {
                    "file": path,
                    "place": where,
                    "reason": fault["msg"].removeprefix("Value error, "),
                    "advice": _AGAIN,
                },
            )
        ) from None


def dump(article: Article) -> str:
    """The article as JSON: always the same text for the same article, readable, newline at the end."""
    content = article.model_dump(mode="json", by_alias=True)
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def save(article: Article, path: Path) -> None:
    """Write an article file whole or not at all: beside it first, then moved into its place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(dump(article))
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            temporary.chmod(0o666 & ~umask)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ArticleFault(
            Message(
                "{file} cannot be written: {reason}. Choose a folder you may write in.",
                {"file": path, "reason": error.strerror or "unknown"},
            )
        ) from error
