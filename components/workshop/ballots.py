"""Checking what was handed in. Browsers can send anything, so nothing they limit counts as limited."""

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import replace

from components.message import Message
from components.workshop.model import Ballot, Refused

MOST_CHARACTERS = 2_000
MOST_BALLOTS = 200
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,128}")


def check_token(token: str) -> str:
    """The token, when it has the shape of ours. Raises Refused, without repeating it."""
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise Refused(
            Message("Your browser sent no valid cookie, so nothing can be saved. Allow cookies and reload.")
        )
    return token


def check(ballots: Sequence[Ballot], statements: Container[str]) -> list[Ballot]:
    """The ballots with their comments cleaned. statements: the ids that may be answered.

    Raises Refused at the first one that breaks a rule.
    """
    if len(ballots) > MOST_BALLOTS:
        raise Refused(
            Message("At most {most} answers can be saved at once. Nothing was saved.", {"most": MOST_BALLOTS})
        )
    return [_checked(ballot, statements) for ballot in ballots]


def clean(comment: str) -> str:
    """The comment without what a text cannot hold, line ends as \\n, no blanks around it.

    Control characters could hide text, PostgreSQL stores no NUL, and UTF-8 has no lone surrogates.
    """
    lines = comment.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def _checked(ballot: Ballot, statements: Container[str]) -> Ballot:
    if not isinstance(ballot.statement, str) or ballot.statement not in statements:
        raise Refused(Message("This statement is not in the article. Reload the page and answer again."))
    agreement = ballot.agreement
    # A bool counts as an int in Python: True would be stored as "agree".
    is_step = isinstance(agreement, int) and not isinstance(agreement, bool) and -2 <= agreement <= 2
    if agreement is not None and not is_step:
        raise Refused(Message("An answer is a whole number from -2 to 2. Nothing was saved."))
    if not isinstance(ballot.no_opinion, bool) or not isinstance(ballot.important, bool):
        raise Refused(Message("“No opinion” and “important” are yes or no. Nothing was saved."))
    if ballot.no_opinion and agreement is not None:
        raise Refused(Message("An answer is either a step or “no opinion”, not both. Nothing was saved."))
    if not isinstance(ballot.comment, str):
        raise Refused(Message("A reason is a text. Nothing was saved."))
    comment = clean(ballot.comment)
    if len(comment) > MOST_CHARACTERS:
        raise Refused(
            Message(
                "A reason can have at most {most} characters; this one has {count}. Nothing was saved.",
                {"most": MOST_CHARACTERS, "count": len(comment)},
            )
        )
    return replace(ballot, comment=comment)
