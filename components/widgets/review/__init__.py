"""The review page: the text with its statements, the list of them, and what a person corrects by keyboard or mouse.

Corrections are taken by the page at once and sent as an outbox, which the server acknowledges after its commit;
the same idea as the answer card (`components.widgets.ballot`), for the same reason.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from components.library.revisions import Overtaken, save_edits
from components.message import Message, StandpuntError
from components.widgets.access import office
from components.widgets.context import Context
from components.widgets.review.edits import read_sent
from components.widgets.review.state import nobody, page_state, paragraphs
from components.widgets.review.words import page_words

log = logging.getLogger("standpunt")

KEY = "review"
_RECEIPT = "_review_receipt"
_READING = "_review_reading"
_FOLDER = Path(__file__).parent
# Joined in this order: a component's script is one file, and this is more than one file's worth.
_SCRIPTS = ("elements.js", "places.js", "replay.js", "panels.js", "card.js", "review.js")
_review = st.components.v2.component(
    "standpunt_review",
    css=(_FOLDER / "review.css").read_text(encoding="utf-8"),
    js="\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS),
)
_receipt = st.components.v2.component(
    "standpunt_review_receipt", js=(_FOLDER / "receipt.js").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Receipt:
    """What was answered last: everything of `client` up to `seq` is done. `count` numbers the answers.

    problem: why something was not saved. overtaken: whether all of it waits for a person, because somebody
    else saved meanwhile. made: number of an edit -> the id that it made. revision: the newest then.
    """

    client: str
    seq: int
    problem: Message | None
    overtaken: bool
    made: Mapping[int, str] = field(default_factory=dict)
    revision: int = 0
    count: int = 0


def review(view: Context, first: str | None) -> None:
    """Show the page for the article of `view`. first: id of the statement to begin at, else the first open one."""
    state = page_state(view)
    _review(
        data={
            "article": view.article.id,
            "text": view.article.text,
            "paragraphs": paragraphs(view.article),
            "words": page_words(view.say),
            "screen": view.say.language,
            "nobody": nobody(view),
            "first": first,
            **_reading(view, state),
        },
        key=KEY,
        on_outbox_change=save_outbox,
        width="stretch",
        height="content",
    )
    last: Receipt = st.session_state.get(_RECEIPT) or Receipt("", 0, None, overtaken=False)
    _receipt(
        data={
            "client": last.client,
            "seq": last.seq,
            "problem": view.say.say(last.problem) if last.problem else "",
            "overtaken": last.overtaken,
            "made": {f"new:{number}": name for number, name in last.made.items()},
            "revision": last.revision,
            "count": last.count,
            "article": view.article.id,
            "state": state,
        },
        key="review_receipt",
        width="stretch",
        height="content",
    )


def save_outbox() -> None:
    """Callback of the page: save what it sent in one transaction, then acknowledge it.

    What cannot be is reported and acknowledged, so that it does not hold up the rest; where somebody else
    saved meanwhile, or the database fails, nothing is acknowledged and the page keeps it.
    """
    sent = read_sent(st.session_state[KEY].get("outbox"))
    desk = office()
    if sent is None or desk is None:
        return
    try:
        saved = save_edits(
            desk.library.database,
            sent.article,
            sent.edits,
            base=sent.base,
            by=desk.facilitator.name,
            client=sent.client,
        )
    except Overtaken as fault:
        _answer(sent.client, 0, fault.message, overtaken=True)
    except StandpuntError as fault:
        log.error("changes not saved: %s", fault)
        _answer(sent.client, 0, fault.message)
    else:
        problems = list(saved.refused.values())
        _answer(
            sent.client,
            max(edit.number for edit in sent.edits),
            problems[-1] if problems else None,
            made=saved.made,
            revision=saved.article.revision,
        )


def _answer(
    client: str,
    seq: int,
    problem: Message | None,
    *,
    overtaken: bool = False,
    made: Mapping[int, str] | None = None,
    revision: int = 0,
) -> None:
    earlier: Receipt | None = st.session_state.get(_RECEIPT)
    if earlier and earlier.client == client:
        seq = max(seq, earlier.seq)
    st.session_state[_RECEIPT] = Receipt(
        client=client,
        seq=seq,
        problem=problem,
        overtaken=overtaken,
        made=made or {},
        revision=revision,
        count=earlier.count + 1 if earlier else 1,
    )


def _reading(view: Context, state: dict[str, Any]) -> dict[str, Any]:
    """The state as the page got it first, and the number of that reading.

    From then on the receipts bring what changed; as long as nothing in the page's own data changes,
    Streamlit sends a reference instead of the whole text.
    """
    key = (view.article.id, view.article.sha256, view.say.language, view.mode)
    earlier = st.session_state.get(_READING)
    if earlier is None or view.entered or earlier["key"] != key:
        number = earlier["taken"] + 1 if earlier else 1
        st.session_state[_READING] = {"key": key, "taken": number, "state": state}
    reading: dict[str, Any] = st.session_state[_READING]
    return {"taken": reading["taken"], "state": reading["state"]}
