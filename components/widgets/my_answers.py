"""Saving what the answer card sends, and taking my own answers home or away."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.export.annotations import annotations_csv
from components.export.tables import Dialect
from components.message import Message, StandpuntError
from components.translations import Translator
from components.widgets.ballot import Outbox, outbox, receipt
from components.widgets.context import Context, context
from components.widgets.text import note, panel_title, plain
from components.workshop import solo
from components.workshop.model import AnnotationRow, Answer, Refused

log = logging.getLogger("standpunt")

_RECEIPT = "ballot_receipt"
_READING = "ballot_reading"
_READINGS = "ballot_readings"


@dataclass(frozen=True)
class Receipt:
    """What was acknowledged last: everything of `client` up to `seq`; `count` numbers the receipts."""

    client: str
    seq: int
    problem: Message | None
    count: int


@dataclass(frozen=True)
class Reading:
    """My answers as the card got them, and which reading of this session it is."""

    answers: Mapping[str, Answer]
    number: int


def read_answers(view: Context) -> Reading:
    """My answers from the database: once when the screen is entered, and after something was refused or deleted.

    In between the card knows them itself.
    """
    earlier: Reading | None = st.session_state.get(_READING)
    if earlier is not None and not view.entered:
        return earlier
    token = view.visitor.token
    answers = solo.answers(view.library.database, token, view.article.id) if token else {}
    reading = Reading(answers, st.session_state.get(_READINGS, 0) + 1)
    st.session_state[_READING], st.session_state[_READINGS] = reading, reading.number
    return reading


def save_outbox() -> None:
    """Callback of the card: write what it sent in one transaction, then acknowledge it.

    A ballot that the rules refuse is reported and acknowledged, so that it does not hold up the others;
    a database that fails acknowledges nothing, and the card sends again.
    """
    sent = outbox("ballot")
    view = context()
    token = view.visitor.token
    if sent is None or token is None:
        return
    problem: Message | None = None
    try:
        try:
            solo.save(view.library.database, token, view.article, [item for _, item in sent.ballots])
        except Refused:
            problem = _save_singly(view, token, sent)
            st.session_state.pop(_READING, None)
    except StandpuntError as fault:
        log.error("answers not saved: %s", fault)
        _acknowledge(sent.client, 0, fault.message)
        return
    _acknowledge(sent.client, max(seq for seq, _ in sent.ballots), problem)


def _save_singly(view: Context, token: str, sent: Outbox) -> Message | None:
    """Save the ballots one by one; returns why the last refused one was refused."""
    problem: Message | None = None
    for _, item in sent.ballots:
        try:
            solo.save(view.library.database, token, view.article, [item])
        except Refused as refusal:
            problem = refusal.message
    return problem


def _acknowledge(client: str, seq: int, problem: Message | None) -> None:
    earlier: Receipt | None = st.session_state.get(_RECEIPT)
    if earlier and earlier.client == client:
        seq = max(seq, earlier.seq)
    count = earlier.count + 1 if earlier else 1
    st.session_state[_RECEIPT] = Receipt(client, seq, problem, count)


def show_receipt(_: Translator) -> None:
    """Pass the last acknowledgement to the card."""
    last: Receipt | None = st.session_state.get(_RECEIPT)
    if last is not None:
        problem = _.say(last.problem) if last.problem else ""
        receipt(last.client, last.seq, problem, count=last.count, key="receipt")


def ballot_words(_: Translator) -> dict[str, Any]:
    """Everything the card says; `{n}` and `{total}` are filled in by the card."""
    return {
        "card": _("Statement"),
        "question": _("How far do you agree with this statement?"),
        "steps": step_labels(_),
        "no_opinion": _("no opinion"),
        "important": _("important to me"),
        "reason": _("Why? (optional)"),
        "reason_hint": _("Your reason; it is saved as you type"),
        "back": _("previous"),
        "next": _("next"),
        "keys": _("Keys: 1 to 5 answer, 0 is no opinion, ← and → go back and forth."),
        "place": _("Statement {n} of {total}"),
        "answered": _("{n} of {total} answered"),
        "progress": _("Progress"),
        "mine": _("My answers"),
        "open": "–",
        "saving": _("Saving… ({n})"),
        "saved": _("Saved"),
        "complete": _("Saved; you have answered every statement"),
        "retry": _("Try again"),
        "previous": _("Just now"),
        "add_reason": _("add a reason"),
        "change": _("change"),
    }


def step_labels(_: Translator) -> list[str]:
    """The five steps, from -2 to 2."""
    return [
        _("strongly disagree"),
        _("disagree"),
        _("neutral"),
        _("agree"),
        _("strongly agree"),
    ]


def downloads(view: Context, token: str) -> None:
    """Take my answers home as CSV, or delete them. The file is made when it is asked for."""
    _ = view.say
    panel_title(_("Take your answers with you"))
    if not solo.answers(view.library.database, token, view.article.id):
        note(_("As soon as you have answered a statement you can download your answers here."))
        return
    with st.container(horizontal=True, key="downloads"):
        kinds: tuple[tuple[Dialect, str], ...] = (
            ("comma", _("CSV")),
            ("semicolon", _("CSV for Excel in Dutch (semicolons)")),
        )
        for dialect, text in kinds:
            st.download_button(
                text,
                data=_csv_maker(view, token, dialect),
                file_name=f"standpunt-{view.article.id}.csv",
                mime="text/csv",
                key=f"csv_{dialect}",
                icon=":material/download:",
                on_click="ignore",
            )
        if st.button(_("Delete my answers"), key="delete_mine", icon=":material/delete:", type="tertiary"):
            st.dialog(_("Delete my answers"), width="small")(_confirm_delete)()
    note(
        _(
            "One row for each answer. You appear under a random pseudonym; nobody else sees these answers, "
            "and they belong to this browser."
        )
    )


def _csv_maker(view: Context, token: str, dialect: Dialect) -> Callable[[], bytes]:
    labels = dict(zip(range(-2, 3), step_labels(view.say), strict=True))
    _ = view.say
    no_opinion = _("no opinion")

    def label(row: AnnotationRow) -> str:
        if row.no_opinion:
            return no_opinion
        return "" if row.agreement is None else labels[row.agreement]

    def make() -> bytes:
        rows = solo.export_rows(view.library.database, token, view.article.id)
        return annotations_csv(rows, dialect=dialect, label=label)

    return make


def _confirm_delete() -> None:
    _ = context().say
    st.markdown(
        plain(_("All your answers to this article are deleted from the database. This cannot be undone."))
    )
    if st.button(_("Delete for good"), key="delete_for_good", type="primary", on_click=_delete_mine):
        st.rerun()


def _delete_mine() -> None:
    view = context()
    if view.visitor.token:
        solo.delete_all(view.library.database, view.visitor.token, view.article.id)
        st.session_state.pop(_READING, None)
