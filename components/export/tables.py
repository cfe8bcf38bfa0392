"""A table as CSV that Excel and every program for statistics open without questions, and back."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from components.export.formulas import defuse, restore
from components.message import Message, StandpuntError

Dialect = Literal["comma", "semicolon"]
Cell = str | int | float | bool | datetime | None
_DELIMITERS: dict[Dialect, str] = {"comma": ",", "semicolon": ";"}


class WrongTable(StandpuntError):
    """A file that is not the table it should be; the message says how to mend it."""


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, untrusted: Collection[str], dialect: Dialect
) -> bytes:
    """CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes it for another encoding.

    None is an empty cell, a bool 0 or 1, a moment ISO 8601 in UTC; a float has a decimal comma in the
    semicolon dialect, which is Excel's in Dutch. untrusted: the columns whose text is defused.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=_DELIMITERS[dialect], lineterminator="\r\n")
    writer.writerow(columns)
    defused = [column in untrusted for column in columns]
    for row in rows:
        cells = (_written(cell, dialect) for cell in row)
        writer.writerow(defuse(cell) if risky else cell for cell, risky in zip(cells, defused, strict=True))
    # A lone surrogate has no UTF-8; better a question mark in a cell than no file.
    return b"\xef\xbb\xbf" + file.getvalue().encode("utf-8", "replace")


def read_table(data: bytes, columns: Sequence[str], *, untrusted: Collection[str]) -> list[dict[str, str]]:
    """The rows of a CSV in either dialect that has exactly these columns, in any order; text restored.

    Cells come back as text. Raises WrongTable.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongTable(
            Message("The file is not in UTF-8. Save it in your spreadsheet as “CSV UTF-8”.")
        ) from None
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS.values(), key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = list(reader)
    except csv.Error:
        raise WrongTable(
            Message("The file cannot be read as CSV from line {line} on.", {"line": reader.line_num})
        ) from None
    found = lines[0] if lines else []
    if sorted(found) != sorted(columns):
        raise WrongTable(_wrong_columns(found, columns))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        if len(line) != len(found):
            raise WrongTable(
                Message(
                    "Row {row} has {count} cells instead of {wanted}.",
                    {"row": number, "count": len(line), "wanted": len(found)},
                )
            )
        rows.append(
            {
                name: restore(cell) if name in untrusted else cell
                for name, cell in zip(found, line, strict=True)
            }
        )
    return rows


def _written(cell: Cell, dialect: Dialect) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return str(int(cell))
        case float():
            return str(cell).replace(".", ",") if dialect == "semicolon" else str(cell)
        case datetime():
            return cell.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case _:
            return str(cell)


def _wrong_columns(found: Sequence[str], wanted: Sequence[str]) -> Message:
    missing = [name for name in wanted if name not in found]
    if missing:
        return Message(
            "The file does not have the column(s) {columns}. Use a file that was downloaded here.",
            {"columns": ", ".join(missing)},
        )
    unknown = dict.fromkeys(name for name in found if name not in wanted or found.count(name) > 1)
    return Message(
        "The file has columns that do not belong in it: {columns}. Remove them.",
        {"columns": ", ".join(name[:40] for name in unknown)},
    )
