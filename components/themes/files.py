"""Theme sets as YAML files: reading with faults that say file, line and cure, and writing."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from components.message import Message
from components.themes.faults import ThemeFault
from components.themes.model import Theme, ThemeSet
from components.themes.operators import operators
from components.themes.patterns import read_pattern

MAX_BYTES = 4_000_000
MAX_TERMS = 10_000
MAX_DEPTH = 20
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_theme_set(path: Path) -> ThemeSet:
    """Read and check a theme file (UTF-8 YAML). ThemeFault names the file, the place and what to do."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as fault:
        raise ThemeFault(
            Message(
                "The theme file {file} cannot be read: {reason}.",
                {"file": str(path), "reason": fault.strerror or str(fault)},
            )
        ) from fault
    except UnicodeDecodeError as fault:
        raise ThemeFault(
            Message("The theme file {file} is not UTF-8 text; save it as UTF-8.", {"file": str(path)})
        ) from fault
    if len(raw) > MAX_BYTES:
        raise ThemeFault(
            Message(
                "The theme file {file} is larger than {limit} MB; split it.",
                {"file": str(path), "limit": MAX_BYTES // 1_000_000},
            )
        )
    return parse_theme_set(text, str(path))


def parse_theme_set(text: str, file: str = "theme set") -> ThemeSet:
    """Check a theme set given as YAML text; `file` is its name in messages. Raises ThemeFault."""
    node = _compose(text, file)
    if node is None:
        raise ThemeFault(Message("The theme file {file} is empty.", {"file": file}))
    _refuse_doubles(node, file)
    try:
        theme_set = ThemeSet.model_validate(yaml.load(text, Loader=Loader))  # noqa: S506 (a safe loader)
    except ValidationError as fault:
        first = fault.errors(include_url=False)[0]
        where = first["loc"]
        if isinstance(first.get("input"), bool):
            raise ThemeFault(
                Message(
                    "{file}, line {line} ({place}): YAML reads this word as true or false; "
                    "put it between quotes.",
                    {"file": file, "line": _line(node, where), "place": _place(where)},
                )
            ) from fault
        raise ThemeFault(
            Message(
                "{file}, line {line} ({place}): {reason}.",
                {
                    "file": file,
                    "line": _line(node, where),
                    "place": _place(where),
                    "reason": first["msg"].removeprefix("Value error, "),
                },
            )
        ) from fault
    except (ValueError, yaml.YAMLError) as fault:  # such as a date that no calendar has
        raise ThemeFault(
            Message(
                "The theme file {file} is not valid YAML: {reason}.", {"file": file, "reason": str(fault)}
            )
        ) from fault
    _check(theme_set, node, file)
    return theme_set


def dump_theme_set(theme_set: ThemeSet) -> str:
    """The theme set as YAML text that `parse_theme_set` reads back to an equal set."""
    document = theme_set.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document = {"schema": theme_set.schema_version, **document}
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def _compose(text: str, file: str) -> Any:
    """The YAML node tree. Refuses what is broken, nested deeply, or refers to itself (small files can
    unfold to gigabytes that way)."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > MAX_DEPTH:
                raise ThemeFault(
                    Message(
                        "{file}, line {line}: references (&, *) and deep nesting are not allowed "
                        "in a theme file; put a term that begins with * or & between quotes.",
                        {"file": file, "line": _row(event.start_mark)},
                    )
                )
        return yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise ThemeFault(
            Message(
                "{file}, line {line}: this is not valid YAML ({reason}). "
                "Mind the indentation, and put words with a colon or quotes between quotes.",
                {"file": file, "line": _row(mark), "reason": fault.problem or ""},
            )
        ) from fault
    except yaml.YAMLError as fault:
        raise ThemeFault(
            Message(
                "The theme file {file} is not valid YAML: {reason}.",
                {"file": file, "reason": str(fault).splitlines()[0]},
            )
        ) from fault


def _row(mark: Any) -> int:
    """The line of a place in the file, from 1; also where the parser gives no place."""
    return mark.line + 1 if mark else 1


def _refuse_doubles(node: Any, file: str) -> None:
    """YAML quietly keeps the last of two equal keys, and with it loses what a person typed."""
    todo = [node]
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.SequenceNode):
            todo.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            seen = set()
            for key, value in node.value:
                if key.value in seen if isinstance(key.value, str) else False:
                    raise ThemeFault(
                        Message(
                            "{file}, line {line}: “{key}” stands twice in one place; keep one of them.",
                            {"file": file, "line": key.start_mark.line + 1, "key": key.value},
                        )
                    )
                if isinstance(key.value, str):
                    seen.add(key.value)
                todo.append(value)


def _check(theme_set: ThemeSet, node: Any, file: str) -> None:
    """What the shapes alone cannot say: there are terms, not too many, and each can be found in a text."""
    if not theme_set.themes:
        raise ThemeFault(Message("The theme file {file} has no themes.", {"file": file}))
    total = 0
    for i, theme in enumerate(theme_set.themes):
        count = sum(len(terms.left) + len(terms.right) for terms in theme.terms.values())
        if not count:
            raise ThemeFault(
                Message(
                    "{file}, line {line}: theme “{theme}” has no terms; add at least one for a pole.",
                    {"file": file, "line": _line(node, ("themes", i, "terms")), "theme": theme.id},
                )
            )
        total += count
    if total > MAX_TERMS:
        raise ThemeFault(
            Message(
                "The theme file {file} has {total} terms, more than {limit}; drop or split some.",
                {"file": file, "total": total, "limit": MAX_TERMS},
            )
        )
    for i, theme in enumerate(theme_set.themes):
        for where, language, pattern in _patterns(theme):
            place = ("themes", i, *where)
            try:
                operators(language)
                read_pattern(pattern, language)
            except ThemeFault as fault:
                raise ThemeFault(
                    Message(
                        "{file}, line {line} ({place}): {reason}",
                        {
                            "file": file,
                            "line": _line(node, place),
                            "place": _place(place),
                            "reason": fault.message,
                        },
                    )
                ) from fault


def _patterns(theme: Theme) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """Every pattern of a theme as (place, language, pattern). ThemeFault for a language without data."""
    for language, terms in theme.terms.items():
        for side in ("left", "right"):
            for i, term in enumerate(getattr(terms, side)):
                yield ("terms", language, side, i, "t"), language, term.t
                for k, trap in enumerate(term.not_in):
                    yield ("terms", language, side, i, "not_in", k), language, trap


def _place(where: Iterable[str | int]) -> str:
    """A place in the file for people, counting from 1: `themes 2, poles`."""
    parts: list[str] = []
    for one, before in pairwise([*where, ""]):
        if isinstance(one, str):
            parts.append(f"{one} {before + 1}" if isinstance(before, int) else one)
    return ", ".join(parts)


def _line(node: Any, where: Iterable[str | int]) -> int:
    """The line, from 1, of the innermost node on the way to a place that exists in the file."""
    line: int = node.start_mark.line
    for part in where:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        if found is None:
            break
        key, node = found
        line = key.start_mark.line
    return line + 1
