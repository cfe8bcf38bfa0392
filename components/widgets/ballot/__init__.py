"""The answer card: one statement at a time, keys 1 to 5 and arrows, and the list of my answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from components.workshop.model import Answer, Ballot

_FOLDER = Path(__file__).parent
_ballot = st.components.v2.component(
    "standpunt_ballot",
    css=(_FOLDER / "ballot.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "ballot.js").read_text(encoding="utf-8"),
)
_receipt = st.components.v2.component(
    "standpunt_receipt", js=(_FOLDER / "receipt.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Outbox:
    """Answers that a browser has taken and the server has not yet acknowledged, oldest first.

    client: names one opened page. ballots: (sequence number, ballot), each with the id of the statement
    that was on screen when the answer was given.
    """

    client: str
    ballots: tuple[tuple[int, Ballot], ...]


def ballot(
    statements: Sequence[Mapping[str, Any]],
    answers: Mapping[str, Answer],
    words: Mapping[str, Any],
    *,
    workshop: str,
    first: str | None,
    can_save: bool,
    taken: int,
    on_outbox: Callable[[], None],
    key: str,
) -> None:
    """Show the card. `on_outbox` is called when answers arrive and reads them with `outbox(key)`.

    statements: dicts with `id`, `text`, `spoken`, `language`, `heading` and `speaker` (`name`, `about`,
    `colour`, `mark`). taken: number of this reading of the answers; the card keeps its own copy from then
    on, and as long as nothing here changes Streamlit sends a reference instead of the data.
    workshop: names what the browser keeps until it is acknowledged.
    """
    _ballot(
        data={
            "statements": [dict(statement) for statement in statements],
            "answers": {
                answer.statement: {
                    "agreement": answer.agreement,
                    "no_opinion": answer.no_opinion,
                    "important": answer.important,
                    "comment": answer.comment,
                }
                for answer in answers.values()
            },
            "words": dict(words),
            "workshop": workshop,
            "first": first,
            "can_save": can_save,
            "taken": taken,
        },
        key=key,
        on_outbox_change=on_outbox,
        width="stretch",
        height="content",
    )


def receipt(client: str, seq: int, problem: str, *, count: int, key: str) -> None:
    """Tell the card what is saved: everything of `client` up to sequence number `seq`.

    problem: a sentence when something could not be saved, else "". count: differs for each receipt, so
    that one that says the same as the last still arrives.
    """
    _receipt(
        data={"client": client, "seq": seq, "problem": problem, "count": count},
        key=key,
        width="stretch",
        height="content",
    )


def outbox(key: str) -> Outbox | None:
    """What the card sent, or None when it is not of the card's making (a changed client may send anything)."""
    return read_outbox(st.session_state[key].get("outbox"))


def read_outbox(sent: object) -> Outbox | None:
    """Check the shape of what was sent; the values themselves are checked by `workshop.save`.

    >>> read_outbox({"client": "c", "items": [{"seq": 1, "statement": "s1", "agreement": 2}]}).ballots[0][0]
    1
    """
    if not isinstance(sent, Mapping):
        return None
    client, items = sent.get("client"), sent.get("items")
    if not isinstance(client, str) or not isinstance(items, list) or not 0 < len(items) <= 200:
        return None
    ballots: list[tuple[int, Ballot]] = []
    for item in items:
        if not isinstance(item, Mapping) or not isinstance(item.get("statement"), str):
            return None
        seq = _whole(item.get("seq"))
        if seq is None:
            return None
        agreement = item.get("agreement")
        ballots.append(
            (
                seq,
                Ballot(
                    statement=item["statement"],
                    # A number that came through JSON as 2.0 is 2; anything else is left for `save` to refuse.
                    agreement=agreement if _whole(agreement) is None else _whole(agreement),
                    no_opinion=item.get("no_opinion") is True,
                    important=item.get("important") is True,
                    comment=item["comment"] if isinstance(item.get("comment"), str) else "",
                ),
            )
        )
    return Outbox(client[:64], tuple(ballots))


def _whole(value: object) -> int | None:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
