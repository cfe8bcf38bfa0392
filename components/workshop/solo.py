"""Annotating alone: a workshop of kind solo, one for each browser and article.

Nothing is written before the first answer. Whoever has the token has the answers, nobody else does.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from components.article.model import Article
from components.message import Message
from components.store import annotations, articles, workshops
from components.store.annotations import Annotation
from components.store.database import Connection, Database
from components.store.locks import hold
from components.store.workshops import Participant, Workshop
from components.workshop import identity
from components.workshop.ballots import check, check_token
from components.workshop.model import AnnotationRow, Answer, Ballot, Refused

ROUND = 1


def answers(database: Database, token: str, article_id: str) -> dict[str, Answer]:
    """What this browser said about the article: statement id -> Answer, in the order of answering.

    Raises Refused for a token that is not ours, DatabaseFault.
    """
    with database.reading() as connection:
        _, found = _stored(connection, check_token(token), article_id)
    return {annotation.statement: _answer(annotation) for annotation in found}


def save(
    database: Database,
    token: str,
    article: Article,
    ballots: Sequence[Ballot],
    *,
    now: datetime | None = None,
) -> list[Answer]:
    """Saves all ballots, in their order, or none of them; what is stored of each.

    article: as the person saw it. now: timezone-aware. When this returns, the answers are on the disk.
    Raises Refused, DatabaseFault; then nothing was saved.
    """
    check_token(token)
    accepted = check(ballots, {statement.id for statement in article.statements})
    if not accepted:
        return []
    moment = now or datetime.now(UTC)
    workshop_id = identity.solo_id(token, article.id)
    with database.writing() as connection:
        hold(connection, workshop_id)
        newest = articles.newest_revision(connection, article.id)
        if newest is None or not articles.has_revision(connection, article.id, article.revision):
            raise Refused(Message("This article is no longer there. Reload the page. Nothing was saved."))
        participant = _join(connection, token, article.id, newest, moment)
        saved = [
            annotations.save(
                connection,
                Annotation(
                    workshop=workshop_id,
                    round=ROUND,
                    participant=participant.id,
                    statement=ballot.statement,
                    agreement=ballot.agreement,
                    no_opinion=ballot.no_opinion,
                    important=ballot.important,
                    comment=ballot.comment,
                    revision=article.revision,
                    first_at=moment,
                    at=moment,
                ),
            )
            for ballot in accepted
        ]
    return [_answer(annotation) for annotation in saved]


def export_rows(database: Database, token: str, article_id: str) -> list[AnnotationRow]:
    """This browser's annotations with their statements as the person saw them, in the order of the text.

    An annotation that holds neither answer nor importance nor comment is left out.
    Raises Refused for a token that is not ours, DatabaseFault.
    """
    with database.reading() as connection:
        participant, found = _stored(connection, check_token(token), article_id)
        if participant is None:
            return []
        seen = {
            revision: articles.read(connection, article_id, revision)
            for revision in {annotation.revision for annotation in found}
        }
    rows = [
        _row(annotation, participant, article)
        for annotation in found
        if (article := seen[annotation.revision]) is not None
        and (_answer(annotation).answered or annotation.important or annotation.comment)
    ]
    return sorted(rows, key=lambda row: (row.start, row.end, row.statement_id))


def delete_all(database: Database, token: str, article_id: str) -> int:
    """Erases everything that this browser said about the article; how many answers there were.

    Raises Refused for a token that is not ours, DatabaseFault.
    """
    check_token(token)
    workshop_id = identity.solo_id(token, article_id)
    with database.writing() as connection:
        hold(connection, workshop_id)
        participant, _ = _stored(connection, token, article_id)
        if participant is None:
            return 0
        count = annotations.erase(connection, workshop_id)
        workshops.erase(connection, workshop_id)
    database.checkpoint()
    return count


def _stored(
    connection: Connection, token: str, article_id: str
) -> tuple[Participant | None, list[Annotation]]:
    workshop = workshops.read(connection, identity.solo_id(token, article_id))
    if workshop is None:
        return None, []
    # The id alone would find the workshop; that the token gives the hash is what proves the person.
    hashed = identity.token_hash(workshop.secret, token)
    participant = workshops.find_participant(connection, workshop.id, hashed)
    if participant is None:
        return None, []
    return participant, annotations.of_participant(connection, participant.id)


def _join(connection: Connection, token: str, article_id: str, revision: int, now: datetime) -> Participant:
    """The participant of this token, made with the workshop when this is the first answer."""
    workshop_id = identity.solo_id(token, article_id)
    if (workshop := workshops.read(connection, workshop_id)) is None:
        workshop = Workshop(
            id=workshop_id,
            kind="solo",
            article=article_id,
            article_revision=revision,
            secret=identity.new_secret(),
            round=ROUND,
            created_at=now,
        )
        workshops.add(connection, workshop)
    workshops.follow_revision(connection, workshop_id, revision)
    hashed = identity.token_hash(workshop.secret, token)
    participant = workshops.find_participant(connection, workshop_id, hashed)
    if participant is None:
        participant = Participant(
            id=identity.new_participant_id(),
            workshop=workshop_id,
            pseudonym=identity.new_pseudonym(),
            joined_at=now,
        )
        workshops.add_participant(connection, participant, hashed)
    return participant


def _answer(annotation: Annotation) -> Answer:
    return Answer(
        statement=annotation.statement,
        agreement=annotation.agreement,
        no_opinion=annotation.no_opinion,
        important=annotation.important,
        comment=annotation.comment,
        first_at=annotation.first_at,
        at=annotation.at,
        revision=annotation.revision,
    )


def _row(annotation: Annotation, participant: Participant, article: Article) -> AnnotationRow:
    statement = article.statement(annotation.statement)
    return AnnotationRow(
        article_id=article.id,
        article_revision=article.revision,
        article_title=article.title,
        workshop=annotation.workshop,
        round=annotation.round,
        participant=participant.pseudonym,
        statement_id=statement.id,
        start=statement.start,
        end=statement.end,
        speaker=article.speaker(statement.speaker).name if statement.speaker else "",
        type=statement.type,
        statement=statement.text,
        agreement=annotation.agreement,
        no_opinion=annotation.no_opinion,
        important=annotation.important,
        comment=annotation.comment,
        first_answered_at=annotation.first_at,
        annotated_at=annotation.at,
    )
