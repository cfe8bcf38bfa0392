"""Workshops and who takes part in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, select, update

from components.store.tables import participants, workshops
from components.store.upsert import insert


@dataclass(frozen=True)
class Workshop:
    """A workshop as it is stored. `secret` never leaves the server."""

    id: str
    kind: Literal["live", "solo"]
    article: str
    article_revision: int
    secret: bytes
    round: int
    created_at: datetime

    def __repr__(self) -> str:
        return f"Workshop({self.id!r})"


@dataclass(frozen=True)
class Participant:
    """Someone in a workshop. The pseudonym is all that others, and exports, may show."""

    id: str
    workshop: str
    pseudonym: str
    joined_at: datetime


def add(connection: Connection, workshop: Workshop) -> None:
    """Stores the workshop, or leaves the one that has its id as it is."""
    values = {
        "id": workshop.id,
        "kind": workshop.kind,
        "article": workshop.article,
        "article_revision": workshop.article_revision,
        "secret": workshop.secret,
        "round": workshop.round,
        "created_at": workshop.created_at,
    }
    connection.execute(insert(connection, workshops).values(values).on_conflict_do_nothing())


def read(connection: Connection, workshop: str) -> Workshop | None:
    """The workshop with this id, or None."""
    columns = workshops.c
    row = connection.execute(
        select(
            columns.id,
            columns.kind,
            columns.article,
            columns.article_revision,
            columns.secret,
            columns.round,
            columns.created_at,
        ).where(columns.id == workshop)
    ).first()
    return None if row is None else Workshop(*row)


def follow_revision(connection: Connection, workshop: str, revision: int) -> None:
    """Lets the workshop follow this revision of its article; never an older one than it does."""
    connection.execute(
        update(workshops)
        .where(workshops.c.id == workshop, workshops.c.article_revision < revision)
        .values(article_revision=revision)
    )


def add_participant(connection: Connection, participant: Participant, token_hash: str) -> None:
    """Stores the participant, unless the workshop has one with this token or this pseudonym."""
    connection.execute(
        insert(connection, participants)
        .values(
            id=participant.id,
            workshop=participant.workshop,
            token_hash=token_hash,
            pseudonym=participant.pseudonym,
            joined_at=participant.joined_at,
        )
        .on_conflict_do_nothing()
    )


def find_participant(connection: Connection, workshop: str, token_hash: str) -> Participant | None:
    """The participant of the workshop whose token gives this hash, or None."""
    columns = participants.c
    row = connection.execute(
        select(columns.id, columns.workshop, columns.pseudonym, columns.joined_at).where(
            columns.workshop == workshop, columns.token_hash == token_hash
        )
    ).first()
    return None if row is None else Participant(*row)


def erase(connection: Connection, workshop: str) -> None:
    """Removes the workshop and its participants; their annotations must be gone (`annotations.erase`)."""
    connection.execute(delete(participants).where(participants.c.workshop == workshop))
    connection.execute(delete(workshops).where(workshops.c.id == workshop))
