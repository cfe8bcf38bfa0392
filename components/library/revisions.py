"""People's changes to an article: every one is a new revision, with its history, and each can be undone.

Nothing is ever changed or removed. Undoing, too, adds a revision: one with the content of an earlier one.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from components.article import keep_ids
from components.article.fault import ArticleFault
from components.article.model import Article
from components.article.revise import ids_of, revive
from components.library.proposals import propose_codes
from components.message import Message, StandpuntError
from components.store import article_changes as change_rows
from components.store import articles as article_rows
from components.store.article_changes import Change, Kind
from components.store.database import Connection, Database
from components.store.locks import hold

__all__ = [
    "Change",
    "Edit",
    "NothingThere",
    "Overtaken",
    "Saved",
    "history",
    "next_steps",
    "parsed_revision",
    "redo",
    "restore",
    "save_edits",
    "save_revision",
    "take_in",
    "undo",
]

_log = logging.getLogger(__name__)

Revise = Callable[[Article, Mapping[str, str]], tuple[Article, Message]]
"""The article as it is, and what this page made earlier ("new:3" -> "s017"), to the article as it shall be
and what was changed. Raises ArticleFault."""


class Overtaken(StandpuntError):
    """Somebody else saved meanwhile. Nothing was saved; the change can be made again on the newest revision."""


class NothingThere(StandpuntError):
    """There is no such step to undo, to do again, or to put back."""


@dataclass(frozen=True)
class Edit:
    """One thing that a person did. number: counts up within one opened page.

    action: a change; or "undo", "redo"; or the number of the revision to put back.
    """

    number: int
    action: Revise | Literal["undo", "redo"] | int


@dataclass(frozen=True)
class Saved:
    """The newest revision after saving.

    made: number of an edit -> id of the statement or speaker that it made, for all edits of this page.
    refused: number of an edit -> why it could not be; it changed nothing, and the others were saved.
    """

    article: Article
    made: Mapping[int, str]
    refused: Mapping[int, Message]


def save_revision(
    database: Database,
    article: Article,
    expected_revision: int,
    change: Message,
    by: str,
    now: datetime | None = None,
) -> Article:
    """Stores `article` as the revision after `expected_revision`; the article as stored.

    When it says what that revision says already, nothing is stored. Raises Overtaken when that revision is no
    longer the newest, DatabaseFault; ValueError for another text or a lost id.
    """
    edit = Edit(0, lambda newest, made: (article, change))
    return save_edits(database, article.id, [edit], base=expected_revision, by=by, now=now).article


def undo(
    database: Database,
    article_id: str,
    by: str,
    *,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> Article:
    """Takes back the last change that was not taken back yet; again and again walks further back.

    It stops at the revision that was taken in. Raises NothingThere, Overtaken, DatabaseFault.
    """
    return _one(database, article_id, "undo", by, expected_revision, now)


def redo(
    database: Database,
    article_id: str,
    by: str,
    *,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> Article:
    """Makes the change again that was taken back last. Raises NothingThere, Overtaken, DatabaseFault."""
    return _one(database, article_id, "redo", by, expected_revision, now)


def restore(
    database: Database,
    article_id: str,
    revision: int,
    by: str,
    *,
    expected_revision: int | None = None,
    now: datetime | None = None,
) -> Article:
    """Puts back the content of any revision; this can be undone like a change.

    Raises NothingThere, Overtaken, DatabaseFault.
    """
    return _one(database, article_id, revision, by, expected_revision, now)


def history(database: Database, article_id: str) -> list[Change]:
    """How every revision came about (`revision`, `change`, `by`, `at`), newest first."""
    with database.reading() as connection:
        return change_rows.of_article(connection, article_id)[::-1]


def next_steps(changes: Sequence[Change]) -> tuple[Message | None, Message | None]:
    """What undo would take back and what redo would make again, of a `history`; None where there is nothing."""
    past, future = _walk(changes[::-1])
    return (past[-1].change if len(past) > 1 else None, future[-1].change if future else None)


def parsed_revision(changes: Sequence[Change]) -> int | None:
    """Of a `history`: the revision, as the parser left it, on which people have worked since."""
    past, _ = _walk(changes[::-1])
    by_revision = {change.revision: change for change in changes}
    return next(
        (step.content for step in reversed(past) if by_revision[step.content].kind in ("taken in", "aside")),
        None,
    )


def save_edits(
    database: Database,
    article_id: str,
    edits: Sequence[Edit],
    *,
    base: int | None,
    by: str,
    client: str = "",
    now: datetime | None = None,
) -> Saved:
    """Stores the edits in their order, each as a revision, in one transaction; then codes are proposed.

    base: the newest revision that the person had seen when the first edit was made; None accepts any.
    client: names one opened page, so that an edit that it sends twice is made once. Its own revisions after
    `base` do not stand in its way. Raises Overtaken when others saved after `base`, NothingThere when the
    only edit is a step that is not there, DatabaseFault; then nothing was saved.
    """
    with database.writing() as connection:
        hold(connection, f"article {article_id}")
        changes = change_rows.of_article(connection, article_id)
        if not changes:
            raise _no_article(article_id)
        newest = article_rows.read(connection, article_id, changes[-1].revision)
        if newest is None:
            raise _no_article(article_id)
        if base is not None:
            _refuse_overtaken(changes, base, client)
        mine = [change for change in changes if client and change.client == client]
        known = {change.number for change in mine}
        made = {change.number: change.made for change in mine if change.made}
        refused: dict[int, Message] = {}
        for edit in edits:
            if edit.number in known:
                continue
            try:
                step = _step(connection, newest, changes, edit, made)
            except (ArticleFault, NothingThere) as fault:
                if not client:
                    raise
                refused[edit.number] = fault.message
                continue
            after = step.article
            if _content(after) == _content(newest):
                continue
            _check(newest, after)
            fresh = ids_of(after) - ids_of(newest) if step.kind == "change" else set()
            moment = now or datetime.now(UTC)
            newest = after.model_copy(update={"revision": newest.revision + 1})
            change = Change(
                revision=newest.revision,
                kind=step.kind,
                restores=step.restores,
                change=step.change,
                by=by,
                client=client,
                number=edit.number,
                made=_made(fresh),
                at=moment,
            )
            _store(connection, newest, change)
            changes.append(change)
            if change.made:
                made[edit.number] = change.made
    _propose(database, article_id)
    return Saved(newest, made, refused)


def take_in(connection: Connection, found: Article, checksum: str, now: datetime) -> Article:
    """Stores an article that came from a file, in a transaction that holds its lock; its revision.

    Where people have reviewed the article, their work stays the newest: the file's content comes into the
    history, from which it can be put back, and the reviewed content is stored once more after it.
    checksum: of the file, which no revision has yet.
    """
    earlier = article_rows.read_all(connection, found.id)
    if not earlier:
        first = found.model_copy(update={"revision": 1})
        article_rows.add(connection, first, checksum, now)
        return first
    changes = change_rows.of_article(connection, found.id)
    newest = earlier[-1]
    brought = keep_ids(found, earlier).model_copy(update={"revision": newest.revision + 1})
    article_rows.add(connection, brought, checksum, now)
    contents = {change.revision: change.kind for change in changes}
    if contents.get(changes[-1].content) != "change":
        return brought
    aside = Message("A newer version came in a file and was set aside, because people have reviewed this one")
    change_rows.add(connection, found.id, _by_nobody(brought.revision, "aside", None, aside, now))
    kept = revive(newest, brought).model_copy(update={"revision": brought.revision + 1})
    note = Message("The reviewed article stays")
    _store(connection, kept, _by_nobody(kept.revision, "kept", changes[-1].content, note, now))
    return brought


# -- one step


@dataclass(frozen=True)
class _Step:
    article: Article
    kind: Kind
    restores: int | None
    change: Message


def _step(
    connection: Connection,
    newest: Article,
    changes: Sequence[Change],
    edit: Edit,
    made: Mapping[int, str],
) -> _Step:
    if callable(edit.action):
        names = {f"new:{number}": name for number, name in made.items()}
        after, change = edit.action(newest, names)
        if after.text != newest.text:
            raise ValueError("a change may not touch the article's text")
        return _Step(after, "change", None, change)
    past, future = _walk(changes)
    kind: Kind
    if edit.action == "undo":
        if len(past) < 2:
            raise NothingThere(Message("There is nothing to undo."))
        kind, content = "undo", past[-2].content
        change = Message("Undone: {change}", {"change": past[-1].change})
    elif edit.action == "redo":
        if not future:
            raise NothingThere(Message("There is nothing to do again."))
        kind, content = "redo", future[-1].content
        change = Message("Done again: {change}", {"change": future[-1].change})
    else:
        chosen = next((change for change in changes if change.revision == edit.action), None)
        if chosen is None:
            raise NothingThere(Message("Revision {revision} is not there.", {"revision": edit.action}))
        kind, content = "restore", chosen.content
        change = Message("Put back as it was in revision {revision}", {"revision": chosen.revision})
    earlier = article_rows.read(connection, newest.id, content)
    if earlier is None:
        raise NothingThere(Message("Revision {revision} is not there.", {"revision": content}))
    return _Step(revive(earlier, newest), kind, content, change)


def _walk(changes: Sequence[Change]) -> tuple[list[Change], list[Change]]:
    """The steps that can be undone, after the one taken in, and those that can be done again, nearest last.

    As in an editor: a new change forgets what was undone, putting back is a change, and what was taken in
    cannot be undone. changes: oldest first.
    """
    past: list[Change] = []
    future: list[Change] = []
    for change in changes:
        if change.kind == "taken in":
            past, future = [change], []
        elif change.kind in ("change", "restore"):
            past.append(change)
            future = []
        elif change.kind == "undo":
            future.append(past.pop())
        elif change.kind == "redo":
            past.append(future.pop())
    return past, future


def _one(
    database: Database,
    article_id: str,
    action: Literal["undo", "redo"] | int,
    by: str,
    base: int | None,
    now: datetime | None,
) -> Article:
    return save_edits(database, article_id, [Edit(0, action)], base=base, by=by, now=now).article


def _refuse_overtaken(changes: Sequence[Change], base: int, client: str) -> None:
    others = [
        change for change in changes if change.revision > base and not (client and change.client == client)
    ]
    if others:
        raise Overtaken(
            Message(
                "This article was changed meanwhile by {who}: {change}. Your own change is not saved yet.",
                {"who": others[-1].by or Message("somebody else"), "change": others[-1].change},
            )
        )


def _content(article: Article) -> Article:
    return article.model_copy(update={"revision": 1})


def _check(before: Article, after: Article) -> None:
    """Raises ValueError where a change would lose what hangs on text and ids: that is our own mistake."""
    if after.id != before.id:
        raise ValueError("a change may not touch the article's id")
    if (ids_of(before) | set(before.retired)) - (ids_of(after) | set(after.retired)):
        raise ValueError("a change may not lose an id")


def _made(fresh: set[str]) -> str:
    """The id that an edit made: of its statement, else of its speaker, else ""."""
    return min(fresh, key=lambda name: (not name.startswith("s"), name), default="")


def _store(connection: Connection, article: Article, change: Change) -> None:
    # The checksums of files must stay free: this one is of the document with its number, which no file has.
    document = f"revision {article.revision}\n{article.model_dump_json(by_alias=True)}"
    checksum = hashlib.sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
    article_rows.add(connection, article, checksum, change.at)
    change_rows.add(connection, article.id, change)


def _by_nobody(revision: int, kind: Kind, restores: int | None, change: Message, at: datetime) -> Change:
    return Change(
        revision=revision,
        kind=kind,
        restores=restores,
        change=change,
        by="",
        client="",
        number=0,
        made="",
        at=at,
    )


def _propose(database: Database, article_id: str) -> None:
    """Lets the coder go through the newest revision. What was saved is saved, whatever happens here."""
    try:
        propose_codes(database, article_id)
    except Exception:
        _log.exception("no codes proposed for %s", article_id)


def _no_article(article_id: str) -> StandpuntError:
    return StandpuntError(Message("There is no article {article}.", {"article": article_id}))
