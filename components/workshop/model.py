"""What people hand in and get back. No database here, so that exports and screens can use it."""

from dataclasses import dataclass
from datetime import datetime

from components.message import StandpuntError


class Refused(StandpuntError):
    """What was handed in breaks a rule; nothing of it was saved. The message says which."""


@dataclass(frozen=True)
class Ballot:
    """What somebody says of a statement now. Takes the place of all they said of it before.

    agreement: -2 (fully disagree) to 2 (fully agree), or None. no_opinion: chosen on purpose, which is
    not the same as skipping. With neither, the answer is withdrawn; importance and comment are kept.
    """

    statement: str
    agreement: int | None
    no_opinion: bool = False
    important: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Answer:
    """What is stored of somebody about a statement.

    first_at, at: when it was first and last saved, UTC. revision: of the article, as the person saw it.
    """

    statement: str
    agreement: int | None
    no_opinion: bool
    important: bool
    comment: str
    first_at: datetime
    at: datetime
    revision: int

    @property
    def answered(self) -> bool:
        """Whether there is an answer: a step of agreement, or no opinion."""
        return self.agreement is not None or self.no_opinion


@dataclass(frozen=True)
class AnnotationRow:
    """An annotation with its statement as the person saw it: one row of the CSV.

    start, end: code points in the article's text. speaker: the name, or "" when nobody is named.
    participant: the pseudonym.
    """

    article_id: str
    article_revision: int
    article_title: str
    workshop: str
    round: int
    participant: str
    statement_id: str
    start: int
    end: int
    speaker: str
    type: str
    statement: str
    agreement: int | None
    no_opinion: bool
    important: bool
    comment: str
    first_answered_at: datetime
    annotated_at: datetime
