"""Annotations: one row for what somebody thinks of a statement now, one for each time they said so."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from components.store.tables import annotation_events, annotations
from components.store.upsert import insert


@dataclass(frozen=True)
class Annotation:
    """A participant's answer to a statement in a round.

    agreement: -2..2, or None. revision: of the article as the person saw it.
    first_at, at: when it was first and last saved, UTC.
    """

    workshop: str
    round: int
    participant: str
    statement: str
    agreement: int | None
    no_opinion: bool
    important: bool
    comment: str
    revision: int
    first_at: datetime
    at: datetime


def save(connection: Connection, annotation: Annotation) -> Annotation:
    """Stores the answer in the place of an earlier one, and adds an event. `first_at` of the earlier stays.

    What comes back is what is stored now.
    """
    key = {
        "workshop": annotation.workshop,
        "round": annotation.round,
        "participant": annotation.participant,
        "statement": annotation.statement,
    }
    answer = {
        "agreement": annotation.agreement,
        "no_opinion": annotation.no_opinion,
        "important": annotation.important,
        "comment": annotation.comment,
        "revision": annotation.revision,
        "at": annotation.at,
    }
    row = connection.execute(
        insert(connection, annotations)
        .values(**key, **answer, first_at=annotation.first_at)
        .on_conflict_do_update(index_elements=list(key), set_=answer)
        .returning(*_COLUMNS)
    ).one()
    connection.execute(annotation_events.insert().values(**key, **answer))
    return Annotation(*row)


def of_participant(connection: Connection, participant: str) -> list[Annotation]:
    """All answers of the participant, in the order in which they were first given."""
    rows = connection.execute(
        select(*_COLUMNS)
        .where(annotations.c.participant == participant)
        .order_by(annotations.c.round, annotations.c.first_at, annotations.c.statement)
    )
    return [Annotation(*row) for row in rows]


def erase(connection: Connection, workshop: str) -> int:
    """Removes all answers of the workshop, and what was recorded of them; how many answers there were."""
    connection.execute(delete(annotation_events).where(annotation_events.c.workshop == workshop))
    return connection.execute(delete(annotations).where(annotations.c.workshop == workshop)).rowcount


_COLUMNS = (
    annotations.c.workshop,
    annotations.c.round,
    annotations.c.participant,
    annotations.c.statement,
    annotations.c.agreement,
    annotations.c.no_opinion,
    annotations.c.important,
    annotations.c.comment,
    annotations.c.revision,
    annotations.c.first_at,
    annotations.c.at,
)
