"""What every screen shows, in both languages, and what it does when something is missing."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.widgets import my_answers
from components.widgets.context import Context
from components.workshop import solo
from components.workshop.model import Ballot

Open = Callable[..., AppTest]


def data_of(app: AppTest, name: str) -> dict[str, Any]:
    """What our component `name` was given."""
    for element in app.get("bidi_component"):
        if element.proto.component_name.endswith(name):
            return dict(json.loads(element.proto.json or element.proto.mixed.json))
    raise AssertionError(f"{name} is not on this screen")


def words(app: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", element.proto.body) for element in app.get("html"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_viewpoints_shows_speakers_finding_figure_and_table(open_screen: Open, language: str) -> None:
    app = open_screen(language=language)
    text = words(app)
    for name in ("Felice Postma", "Alexander Jansen", "Maarten Reijgersberg", "Logeion"):
        assert name in text
    assert ("differ" if language == "en" else "verschillen") in text
    [figure] = app.get("plotly_chart")
    marks = [trace for trace in json.loads(figure.proto.spec)["data"] if trace.get("customdata")]
    cells = [button for button in app.button if str(button.key).startswith("cell:")]
    assert len(cells) == 24
    silent = [
        button
        for button in cells
        if ("niet aan bod" if language == "nl" else "not addressed") in button.label
    ]
    assert len(marks) + len(silent) == 24
    assert len(silent) == 4


def test_a_cell_of_the_table_opens_its_evidence(open_screen: Open) -> None:
    app = open_screen()
    app.button(key="cell:speed_nuance:p2").click().run()
    assert "Waarom staat Jansen hier?" in words(app)
    items = data_of(app, "standpunt_quotes")["items"]
    counted = [piece["text"] for item in items for piece in item["pieces"] if piece["counted"]]
    assert "nuance" in " ".join(counted)
    assert all(item["notes"] for item in items)


def test_silence_is_explained(open_screen: Open) -> None:
    app = open_screen()
    app.button(key="cell:speed_nuance:p3").click().run()
    assert "zegt niets over dit thema" in words(app)


def test_filter(open_screen: Open) -> None:
    app = open_screen()
    app.get("button_group")[0].set_value(["p1"]).run()
    cells = [button for button in app.button if str(button.key).startswith("cell:")]
    assert {str(button.key).rsplit(":", 1)[1] for button in cells} == {"p1"}


def test_a_phone_gets_drawings_and_no_figure(open_screen: Open) -> None:
    app = open_screen(phone=True)
    assert len(app.get("plotly_chart")) == 0
    drawings = [
        element.proto.body for element in app.get("html") if "data:image/svg+xml" in element.proto.body
    ]
    assert len([body for body in drawings if "sp-poles" in body]) == 8
    assert all('alt="' in body for body in drawings)


def test_article_gives_the_whole_text_in_pieces(open_screen: Open) -> None:
    app = open_screen("article")
    view: Context = app.session_state["_context"]
    data = data_of(app, "standpunt_reader")
    shown = "\n".join("".join(piece["text"] for piece in p["pieces"]) for p in data["paragraphs"])
    wanted = [line for line in view.article.text.split("\n") if line.strip() and line != view.article.title]
    assert shown.split("\n") == wanted
    marked = [piece["statement"] for p in data["paragraphs"] for piece in p["pieces"] if "statement" in piece]
    assert set(marked) == {statement.id for statement in view.article.statements}
    assert set(data["statements"]) == set(marked)


def test_a_doubtful_attribution_says_so_and_names_the_others(open_screen: Open) -> None:
    app = open_screen("article")
    view: Context = app.session_state["_context"]
    [doubtful] = [
        s for s in view.article.statements if s.text.startswith("Op het moment dat dingen platgeslagen")
    ]
    facts = dict(map(tuple, data_of(app, "standpunt_reader")["statements"][doubtful.id]["facts"]))
    assert facts["Spreker"] == "onzeker"
    assert "Reijgersberg" in facts["Kan ook zijn"]


def test_annotate_without_a_cookie_takes_no_vote_and_says_why(open_screen: Open) -> None:
    app = open_screen("annotate", token=None)
    assert "cookies" in app.warning[0].value
    assert data_of(app, "standpunt_ballot")["can_save"] is False


def test_answers_are_read_from_the_database(open_screen: Open) -> None:
    app = open_screen("annotate")
    view: Context = app.session_state["_context"]
    statement = view.article.statements[0].id
    solo.save(view.library.database, "t" * 43, view.article, [Ballot(statement, 2, comment="omdat")])
    # The card knows its own answers while it is on screen; they are read again when it is entered.
    app.switch_page("screens/article.py").run()
    app.switch_page("screens/annotate.py").run()
    answer = data_of(app, "standpunt_ballot")["answers"][statement]
    assert answer == {"agreement": 2, "no_opinion": False, "important": False, "comment": "omdat"}
    assert {"csv_comma", "csv_semicolon"} <= {str(element.key) for element in app.get("download_button")}


def test_nothing_to_download_before_the_first_answer(open_screen: Open) -> None:
    app = open_screen("annotate")
    assert len(app.get("download_button")) == 0
    assert "Zodra je een uitspraak hebt beoordeeld" in words(app)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_untranslated_sentence_on_a_screen(open_screen: Open, language: str) -> None:
    other = {
        "nl": ["Saved", "agree", "Close", "Recognised"],
        "en": ["Opgeslagen", "oneens", "Sluiten", "Herkend"],
    }
    for screen, component in (("article", "standpunt_reader"), ("annotate", "standpunt_ballot")):
        spoken = json.dumps(
            data_of(open_screen(screen, language=language), component)["words"], ensure_ascii=False
        )
        assert not [word for word in other[language] if re.search(rf"\b{word}\b", spoken)]


def test_an_empty_library_says_what_to_do(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "list_articles", lambda database: [])
    app = open_screen()
    assert "components.article parse" in app.info[0].value


def test_a_wrong_database_address_is_a_sentence_and_a_button(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDPUNT_DATABASE_URL", "nonsense")
    app = open_screen()
    assert "STANDPUNT" in app.error[0].value
    assert app.button(key="try_again").label == "Opnieuw proberen"
    monkeypatch.delenv("STANDPUNT_DATABASE_URL")
    app.button(key="try_again").click().run()
    assert len(app.error) == 0
    assert "Felice Postma" in words(app)


def test_an_outbox_is_acknowledged_only_after_it_was_saved(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The callback itself, with what a browser would send; Chromium does the rest in the journeys."""
    app = open_screen("annotate")
    view: Context = app.session_state["_context"]
    first, second = (statement.id for statement in view.article.statements[:2])
    state: dict[str, Any] = {"_context": view}
    monkeypatch.setattr("streamlit.session_state", state)

    def send(*items: dict[str, Any]) -> my_answers.Receipt:
        state["ballot"] = {"outbox": {"client": "c", "items": list(items)}}
        my_answers.save_outbox()
        last: my_answers.Receipt = state["ballot_receipt"]
        return last

    ack = send(
        {"seq": 1, "statement": first, "agreement": 2}, {"seq": 2, "statement": second, "agreement": -1}
    )
    assert (ack.client, ack.seq, ack.problem) == ("c", 2, None)
    stored = solo.answers(view.library.database, "t" * 43, view.article.id)
    assert {key: answer.agreement for key, answer in stored.items()} == {first: 2, second: -1}

    ack = send(
        {"seq": 3, "statement": first, "agreement": 7}, {"seq": 4, "statement": second, "agreement": 1}
    )
    assert ack.seq == 4
    assert ack.problem is not None
    stored = solo.answers(view.library.database, "t" * 43, view.article.id)
    assert {key: answer.agreement for key, answer in stored.items()} == {first: 2, second: 1}


def test_a_surprise_is_a_sentence_and_a_line_in_the_log(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = open_screen("annotate")
    monkeypatch.setattr(my_answers, "read_answers", lambda view: 1 / 0)
    app.run()
    assert "Er ging iets mis" in app.error[0].value
    assert not app.exception
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in app.error[0].value
