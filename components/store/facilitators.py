"""Facilitators, the browsers in which they are signed in, and one-time sign-in links."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from components.store.tables import facilitator_sessions, facilitators, sign_in_links
from components.store.upsert import insert


@dataclass(frozen=True)
class Facilitator:
    """Somebody who may steer. name: "" when it is not known. expires_at: when this sign-in ends, UTC."""

    id: str
    name: str
    subject: str
    expires_at: datetime


def add_session(
    connection: Connection,
    *,
    subject: str,
    name: str,
    new_id: str,
    session_hash: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Signs a browser in as the facilitator with this subject, who gets `new_id` when not seen before."""
    connection.execute(
        insert(connection, facilitators)
        .values(id=new_id, name=name, subject=subject, created_at=now)
        .on_conflict_do_nothing(index_elements=["subject"])
    )
    found = select(facilitators.c.id).where(facilitators.c.subject == subject)
    connection.execute(
        facilitator_sessions.insert().values(
            session_hash=session_hash,
            facilitator=connection.execute(found).scalar_one(),
            begun_at=now,
            expires_at=expires_at,
        )
    )


def find_session(connection: Connection, session_hash: str, now: datetime) -> Facilitator | None:
    """Who is signed in with this hash; None when nobody is, or no longer."""
    row = connection.execute(
        select(
            facilitators.c.id, facilitators.c.name, facilitators.c.subject, facilitator_sessions.c.expires_at
        )
        .join_from(facilitator_sessions, facilitators)
        .where(facilitator_sessions.c.session_hash == session_hash, facilitator_sessions.c.expires_at > now)
    ).first()
    return None if row is None else Facilitator(*row)


def end_session(connection: Connection, session_hash: str) -> None:
    """Signs this browser out."""
    connection.execute(
        delete(facilitator_sessions).where(facilitator_sessions.c.session_hash == session_hash)
    )


def end_all_sessions(connection: Connection, facilitator: str) -> None:
    """Signs the facilitator with this id out everywhere."""
    connection.execute(delete(facilitator_sessions).where(facilitator_sessions.c.facilitator == facilitator))


def add_link(connection: Connection, link_hash: str, expires_at: datetime) -> None:
    """Records a one-time link."""
    connection.execute(sign_in_links.insert().values(link_hash=link_hash, expires_at=expires_at))


def has_link(connection: Connection, link_hash: str, now: datetime) -> bool:
    """Whether the link can still be used."""
    found = select(sign_in_links.c.link_hash).where(
        sign_in_links.c.link_hash == link_hash, sign_in_links.c.expires_at > now
    )
    return connection.execute(found).first() is not None


def use_link(connection: Connection, link_hash: str, now: datetime) -> bool:
    """Uses the link up; False when it was used before, or is too old, or never was."""
    used = delete(sign_in_links).where(
        sign_in_links.c.link_hash == link_hash, sign_in_links.c.expires_at > now
    )
    return connection.execute(used).rowcount == 1


def forget_expired(connection: Connection, now: datetime) -> None:
    """Removes the sessions and links that nobody can use any more."""
    connection.execute(delete(facilitator_sessions).where(facilitator_sessions.c.expires_at <= now))
    connection.execute(delete(sign_in_links).where(sign_in_links.c.expires_at <= now))
