"""Codes: append-only. A later code supersedes an earlier one, and both stay."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from components.article.model import Article
from components.message import Message
from components.store.tables import codes, codings
from components.store.upsert import insert
from components.themes.model import Code, Evidence


def uncoded(
    connection: Connection,
    article: str,
    revision: int,
    coder: str,
    version: str,
    of: Iterable[tuple[str, int]],
) -> list[tuple[str, int]]:
    """Those of the themes (id, version) that this version of the coder has not done for the revision."""
    done = {
        (theme, theme_version)
        for theme, theme_version in connection.execute(
            select(codings.c.theme, codings.c.theme_version).where(
                codings.c.article == article,
                codings.c.revision == revision,
                codings.c.coder == coder,
                codings.c.coder_version == version,
            )
        )
    }
    return [theme for theme in of if theme not in done]


def add_proposals(
    connection: Connection,
    article: Article,
    theme: tuple[str, int],
    proposals: Iterable[Code],
    *,
    coder: str,
    version: str,
    now: datetime,
) -> bool:
    """Stores a machine coder's turn on a theme (id, version) with all that it proposed.

    False, and nothing stored, when the turn is there already because another process was first.
    """
    turn = connection.execute(
        insert(connection, codings)
        .values(
            article=article.id,
            revision=article.revision,
            theme=theme[0],
            theme_version=theme[1],
            coder=coder,
            coder_version=version,
            at=now,
        )
        .on_conflict_do_nothing()
        .returning(codings.c.id)
    ).scalar()
    if turn is None:
        return False
    rows = [_row(code, article, now) | {"coding": turn} for code in proposals]
    if rows:
        connection.execute(codes.insert(), rows)
    return True


def add(connection: Connection, article: Article, code: Code, now: datetime) -> None:
    """Appends a person's code."""
    connection.execute(codes.insert().values(_row(code, article, now)))


def newest(connection: Connection, article: str, revision: int) -> tuple[int, int]:
    """Numbers that go up when a code, or a machine's turn, is added for the revision."""
    last_code = select(func.max(codes.c.id)).where(codes.c.article == article, codes.c.revision == revision)
    last_turn = select(func.max(codings.c.id)).where(
        codings.c.article == article, codings.c.revision == revision
    )
    row = connection.execute(select(last_code.scalar_subquery(), last_turn.scalar_subquery())).one()
    return (row[0] or 0, row[1] or 0)


def standing(
    connection: Connection, article: str, revision: int, theme_versions: Mapping[str, int]
) -> list[Code]:
    """Every coder's latest code on each statement and theme, unless it was superseded or rejected.

    Which of several coders counts is `components.themes.positions` to say. Of a machine coder only its
    last turn on a theme is taken. theme_versions: theme id -> version; others are left out.
    """
    rows = connection.execute(
        select(codes).where(codes.c.article == article, codes.c.revision == revision).order_by(codes.c.id)
    ).all()
    rows = [row for row in rows if theme_versions.get(row.theme) == row.theme_version]
    superseded = {row.supersedes for row in rows if row.supersedes is not None}
    turns = _latest_turns(connection, article, revision, theme_versions)
    latest: dict[tuple[str, str, str], Row[Any]] = {}
    for row in rows:
        if row.coding is None or row.coding in turns:
            latest[row.statement, row.theme, row.coder] = row
    return [_code(row) for row in latest.values() if row.id not in superseded and row.status != "rejected"]


def _latest_turns(
    connection: Connection, article: str, revision: int, theme_versions: Mapping[str, int]
) -> set[int]:
    """The last turn of every coder on every theme."""
    last: dict[tuple[str, str], int] = {}
    for turn, theme, version, coder in connection.execute(
        select(codings.c.id, codings.c.theme, codings.c.theme_version, codings.c.coder)
        .where(codings.c.article == article, codings.c.revision == revision)
        .order_by(codings.c.id)
    ):
        if theme_versions.get(theme) == version:
            last[theme, coder] = turn
    return set(last.values())


def _row(code: Code, article: Article, now: datetime) -> dict[str, Any]:
    return {
        "article": article.id,
        "revision": article.revision,
        "statement": code.statement,
        "theme": code.theme,
        "theme_version": code.theme_version,
        "value": code.value,
        "state": code.state,
        "mode": code.mode,
        "salience": code.salience,
        "confidence": code.confidence,
        "coder": code.coder,
        "source": code.source,
        "coder_version": code.version,
        "evidence": json.dumps([piece.model_dump(mode="json") for piece in code.evidence]),
        "rationale": json.dumps([_plain(message) for message in code.rationale]),
        "status": code.status,
        "at": now,
    }


def _code(row: Row[Any]) -> Code:
    return Code(
        statement=row.statement,
        theme=row.theme,
        theme_version=row.theme_version,
        value=row.value,
        state=row.state,
        mode=row.mode,
        salience=row.salience,
        confidence=row.confidence,
        evidence=tuple(Evidence.model_validate(piece) for piece in json.loads(row.evidence)),
        rationale=tuple(_restored(message) for message in json.loads(row.rationale)),
        coder=row.coder,
        source=row.source,
        version=row.coder_version,
        status=row.status,
    )


def _plain(value: Any) -> Any:
    """A message, or a value in one, in what JSON knows: a message becomes {"id": ..., "values": {...}}."""
    if isinstance(value, Message):
        return {"id": value.id, "values": {name: _plain(inner) for name, inner in value.values.items()}}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        sentence, values = value["id"], value["values"]
        return Message(sentence, {name: _restored(inner) for name, inner in values.items()})
    if isinstance(value, list):
        return tuple(_restored(inner) for inner in value)
    return value
