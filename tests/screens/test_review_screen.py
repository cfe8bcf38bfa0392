"""The review screen without a browser: what it is given, and what its callback saves and answers."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.article import parse
from components.article.model import Article
from components.article.revise import REVIEWED, drop_statements
from components.library import read_article
from components.store import articles as article_rows
from components.widgets import review as page
from components.widgets import visitor as visitors
from components.widgets.context import Context
from components.widgets.review.edits import read_sent

Open = Callable[..., AppTest]


def data_of(app: AppTest, name: str) -> dict[str, Any]:
    for element in app.get("bidi_component"):
        if element.proto.component_name.endswith(name):
            return dict(json.loads(element.proto.json or element.proto.mixed.json))
    raise AssertionError(f"{name} is not on this screen")


class Browser:
    """The callback itself, with what a page would send; Chromium does the rest in the journeys."""

    def __init__(self, app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
        view: Context = app.session_state["_context"]
        self.database = view.library.database
        self.article = view.article.id
        self.state: dict[str, Any] = {"_context": view}
        monkeypatch.setattr("streamlit.session_state", self.state)

    def send(self, *items: dict[str, Any], base: int = 1, client: str = "c") -> page.Receipt:
        numbered = [{"seq": number, **item} for number, item in enumerate(items, start=1)]
        self.state["review"] = {
            "outbox": {"article": self.article, "client": client, "base": base, "items": numbered}
        }
        page.save_outbox()
        last: page.Receipt = self.state["_review_receipt"]
        return last

    @property
    def now(self) -> Article:
        return read_article(self.database, self.article)


@pytest.fixture
def browser(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> Browser:
    return Browser(open_screen("review", facilitator=True), monkeypatch)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_facilitator_gets_text_statements_and_speakers(open_screen: Open, language: str) -> None:
    app = open_screen("review", facilitator=True, language=language)
    view: Context = app.session_state["_context"]
    data = data_of(app, "standpunt_review")
    assert data["text"] == view.article.text
    for statement in data["state"]["statements"]:
        assert (
            data["text"][statement["start"] : statement["end"]]
            == view.article.statement(statement["id"]).text
        )
    uncertain = [s.id for s in view.article.statements if s.attribution.certainty == "uncertain"]
    assert data["state"]["doubtful"] == uncertain
    assert len(uncertain) >= 1
    assert data["state"]["undo"] == ""
    assert data["words"]["who"]


def test_a_stranger_gets_nothing(open_screen: Open) -> None:
    app = open_screen("review")
    assert not [e for e in app.get("bidi_component") if "review" in e.proto.component_name]
    assert "influencer" not in " ".join(element.proto.body for element in app.get("html")).lower()


def test_a_signed_out_browser_changes_nothing(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    who = replace(visitors.visitor(), facilitator_token=None)
    monkeypatch.setattr(visitors, "visitor", lambda: who)
    name = browser.now.statements[0].id
    browser.state["review"] = {
        "outbox": {
            "article": browser.article, "client": "c", "base": 1,
            "items": [{"seq": 1, "op": "drop", "ids": [name]}],
        }
    }  # fmt: skip
    page.save_outbox()
    assert browser.now.revision == 1
    assert "_review_receipt" not in browser.state


def test_what_is_sent_is_saved_then_acknowledged(browser: Browser) -> None:
    first, second = browser.now.statements[:2]
    other = next(s.id for s in browser.now.speakers if s.id != first.speaker)
    answer = browser.send(
        {"op": "speaker", "ids": [first.id], "speaker": other},
        {"op": "confirm", "ids": [second.id]},
        {"op": "borders", "id": first.id, "start": first.start, "end": first.end - 1.0},
        {"op": "new_speaker", "ids": [second.id], "name": "Ans Mol", "role": "", "organisation": "X", "kind": "person"},
        {"op": "edit_speaker", "speaker": "new:4", "name": "Ans de Mol", "role": "", "organisation": "", "kind": "person"},
        {"op": "type", "ids": [second.id], "type": "mixed"},
    )  # fmt: skip
    assert (answer.client, answer.seq, answer.problem, answer.overtaken) == ("c", 6, None, False)
    assert answer.revision == browser.now.revision == 7
    now = browser.now.statement(first.id)
    assert (now.speaker, now.attribution.rule) == (other, REVIEWED)
    assert now.end == first.end - 1
    made = browser.now.statement(second.id)
    assert made.speaker == answer.made[4]
    assert made.type == "mixed"
    assert browser.now.speaker(answer.made[4]).name == "Ans de Mol"


def test_undo_comes_in_its_turn(browser: Browser) -> None:
    first = browser.now.statements[0]
    answer = browser.send({"op": "drop", "ids": [first.id]}, {"op": "undo"}, {"op": "redo"}, {"op": "undo"})
    assert answer.problem is None
    assert browser.now.statement(first.id) == first
    assert browser.now.revision == 5
    browser.send({"op": "restore", "revision": 2.0}, base=5, client="d")
    assert first.id in browser.now.retired


def test_details(browser: Browser) -> None:
    item = {"op": "details", "title": "Nieuw", "language": "en", "publication": "Krant", "url": "", "published": "2026-01-02"}  # fmt: skip
    assert browser.send(item).problem is None
    assert (browser.now.title, browser.now.language, str(browser.now.source.published)) == (
        "Nieuw",
        "en",
        "2026-01-02",
    )


def test_who_was_overtaken_keeps_the_changes_and_may_send_them_again(browser: Browser) -> None:
    first, second = browser.now.statements[:2]
    browser.send({"op": "confirm", "ids": [first.id]}, client="other")
    answer = browser.send({"op": "confirm", "ids": [second.id]})
    assert answer.overtaken
    assert answer.seq == 0
    assert browser.now.revision == 2
    answer = browser.send({"op": "confirm", "ids": [second.id]}, base=2)
    assert (answer.overtaken, answer.seq) == (False, 1)
    assert browser.now.statement(second.id).attribution.rule == REVIEWED


@pytest.mark.parametrize(
    "item",
    [
        {"op": "nonsense"},
        {"op": ["drop"]},
        {},
        {"op": "speaker", "ids": ["s1", 3], "speaker": "p1"},
        {"op": "speaker", "ids": "s1", "speaker": "p1"},
        {"op": "speaker", "ids": ["s999"], "speaker": None},
        {"op": "type", "ids": [], "type": "loud"},
        {"op": "borders", "id": "s001", "start": -1, "end": 2},
        {"op": "borders", "id": "s001", "start": 1.5, "end": 2},
        {"op": "borders", "id": "s001", "start": 10**12, "end": 2},
        {"op": "add", "start": True, "end": 5, "speaker": None, "type": "direct"},
        {"op": "new_speaker", "ids": [], "name": "x" * 5000, "kind": "person"},
        {"op": "new_speaker", "ids": [], "name": "x", "kind": "dragon"},
        {"op": "details", "title": "x", "language": "xx"},
        {"op": "details", "title": "x", "language": "nl", "published": "yesterday"},
        {"op": "details", "title": "x", "language": "nl", "url": "javascript:alert(1)"},
        {"op": "restore", "revision": "two"},
        {"op": "restore"},
    ],
)
def test_what_our_page_would_not_send_changes_nothing(browser: Browser, item: dict[str, Any]) -> None:
    answer = browser.send(item)
    assert answer.problem is not None
    assert answer.seq == 1
    assert browser.now.revision == 1


@pytest.mark.parametrize(
    "sent",
    [
        None, [], "x", {}, {"article": "a", "client": "c", "base": 1, "items": []},
        {"article": "a", "client": "", "base": 1, "items": [{"seq": 1}]},
        {"article": "a", "client": "c" * 65, "base": 1, "items": [{"seq": 1}]},
        {"article": "a", "client": "c", "base": None, "items": [{"seq": 1}]},
        {"article": "a", "client": "c", "base": 1, "items": [{"seq": 0}]},
        {"article": "a", "client": "c", "base": 1, "items": [7]},
        {"article": 3, "client": "c", "base": 1, "items": [{"seq": 1}]},
    ],
)  # fmt: skip
def test_what_is_no_outbox_is_not_read(sent: object) -> None:
    assert read_sent(sent) is None


def test_uncertain_ones_stay_in_the_count_when_they_were_checked_or_dropped(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_screen("review", facilitator=True)
    before = data_of(app, "standpunt_review")["state"]["doubtful"]
    with monkeypatch.context() as patched:
        Browser(app, patched).send({"op": "drop", "ids": before})
    app.run()
    state = data_of(app, "standpunt_review_receipt")["state"]
    assert state["doubtful"] == before
    assert not {s["id"] for s in state["statements"]} & set(before)
    assert state["undo"]
    assert [entry["same"] for entry in state["history"]] == [True, False]


def test_an_article_without_statements_can_be_given_some(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    view: Context = open_screen("review", facilitator=True).session_state["_context"]
    made = parse("Er gebeurde niets bijzonders in het dorp.", article_id="leeg", language="nl")
    empty = drop_statements(made, [s.id for s in made.statements])
    with view.library.database.writing() as connection:
        article_rows.add(
            connection, empty, "e" * 64, library.list_articles(view.library.database)[0].taken_in_at
        )
    app = open_screen("", facilitator=True)
    app.session_state["article"] = "leeg"
    app.switch_page("screens/review.py").run()
    data = data_of(app, "standpunt_review")
    assert data["state"]["statements"] == []
    assert data["words"]["empty"]
    browser = Browser(app, monkeypatch)
    assert browser.send({"op": "add", "start": 3, "end": 11, "speaker": None, "type": "indirect"}).made == {
        1: "s001"
    }


def test_no_article_at_all(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "list_articles", lambda database: [])
    app = open_screen("review", facilitator=True)
    assert app.info[0].value
