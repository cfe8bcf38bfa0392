"""The library without a browser: who gets in, what comes in, what goes out."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from components import library
from components.library import open_library
from components.server import facilitators
from components.server.key import facilitator_key
from components.settings import settings
from components.widgets import visitor as visitors

Open = Callable[..., AppTest]
TEXT = (
    "De ferry blijft\n\n“We houden de ferry”, zegt wethouder Kim Bos.\n\n“Dat kost geld”, aldus Jan de Wit."
)


def words(app: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", element.proto.body) for element in app.get("html"))


def ids() -> list[str]:
    return [entry.id for entry in library.list_articles(open_library(settings()).database)]


def keys(app: AppTest, kind: str = "button") -> set[str]:
    return {str(element.key) for element in app.get(kind)}


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return app.run()


@pytest.mark.parametrize("screen", ["library", "review"])
def test_a_stranger_gets_a_sentence_and_a_link_and_nothing_else(open_screen: Open, screen: str) -> None:
    app = open_screen(screen)
    assert f"sign-in?next={screen}" in "".join(element.proto.body for element in app.get("html"))
    for kind in ("button", "download_button", "file_uploader", "text_input", "text_area"):
        assert keys(app, kind) == set()
    assert "Logeion" not in words(app)


def test_an_ended_sign_in_is_a_stranger_and_its_clicks_do_nothing(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_screen("library", facilitator=True)
    now, token = settings(), visitors.visitor().facilitator_token
    assert token is not None
    facilitators.sign_out(open_library(now).database, facilitator_key(now), token)
    app.button(key="shelf_delete:influencers").click().run()
    assert ids() == ["influencers"]
    assert "shelf_delete:influencers" not in keys(app)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shelf_says_what_there_is(open_screen: Open, language: str) -> None:
    app = open_screen("library", facilitator=True, language=language)
    shown = words(app)
    assert "Wat blijft er over" in shown
    assert ("26 augustus 2025" if language == "nl" else "26 August 2025") in shown
    assert ("16 uitspraken" if language == "nl" else "16 statements") in shown
    assert "shelf_json:influencers" in keys(app, "download_button")


def test_files_come_in_and_a_broken_one_stops_nobody(open_screen: Open) -> None:
    app = open_screen("library", facilitator=True)
    drop(app, ("kapot.docx", b"PK\x03\x04 niets"), ("ferry.txt", TEXT.encode()), ("leeg.txt", b"  "))
    assert [error.value for error in app.error if "kapot" in error.value]
    assert [error.value for error in app.error if "leeg" in error.value]
    number = next(
        str(element.key).split(":")[1] for element in app.text_input if str(element.key).endswith(":title")
    )
    assert app.text_input(key=f"intake:{number}:title").value == "De ferry blijft"
    app.text_input(key=f"intake:{number}:title").set_value("De *ferry* <b>blijft</b>")
    app.text_input(key=f"intake:{number}:publication").set_value("De Kade")
    app.text_input(key=f"intake:{number}:url").set_value("kade.example/ferry")
    app.button(key="intake_add").click().run()
    assert ids() == ["de-ferry-b-blijft-b", "influencers"]
    article = library.read_article(open_library(settings()).database, "de-ferry-b-blijft-b")
    assert article.text.strip() == TEXT
    assert (article.source.publication, article.source.url) == ("De Kade", "https://kade.example/ferry")
    assert [speaker.name for speaker in article.speakers] == ["Kim Bos", "Jan de Wit"]
    # Dutch, so it got the themes that there are in Dutch.
    assert len(library.read_themes(open_library(settings()).database, article.id).themes) == 8
    assert "2 uitspraken" in words(app)
    assert "<b>blijft</b>" not in "".join(element.proto.body for element in app.get("html"))
    # The faults stay until somebody has read them.
    app.button(key="intake_clear").click().run()
    assert len(app.error) == 0


def test_a_text_that_is_there_already_is_not_stored_again(open_screen: Open) -> None:
    app = open_screen("library", facilitator=True)
    article = library.read_article(open_library(settings()).database, "influencers")
    app.text_area(key="intake_text").set_value(article.text.replace("\n", "\n\n"))
    app.button(key="intake_read_text").click().run()
    assert "intake_add" not in keys(app)
    assert any("influencer" in element.value and "content_copy" in element.value for element in app.markdown)
    assert ids() == ["influencers"]


def test_pasted_text_that_cannot_be_used_stays_in_its_field(open_screen: Open) -> None:
    app = open_screen("library", facilitator=True)
    app.text_area(key="intake_text").set_value("   ")
    app.button(key="intake_read_text").click().run()
    assert len(app.error) == 1
    assert app.text_area(key="intake_text").value == "   "


@pytest.mark.parametrize(
    "address", ["", "nonsense", "http://127.0.0.1/x", "file:///etc/passwd", "http://10.0.0.1/"]
)
def test_addresses_that_are_not_fetched_say_why(open_screen: Open, address: str) -> None:
    app = open_screen("library", facilitator=True)
    app.text_input(key="intake_url").set_value(address)
    app.button(key="intake_read_url").click().run()
    assert len(app.error) == 1
    assert "intake_add" not in keys(app)


def test_delete_undo_erase(open_screen: Open) -> None:
    app = open_screen("library", facilitator=True)
    app.button(key="shelf_delete:influencers").click().run()
    assert ids() == []
    app.button(key="undo_delete").click().run()
    assert ids() == ["influencers"]
    assert "undo_delete" not in keys(app)
    app.button(key="shelf_delete:influencers").click().run()
    app.button(key="undo_close").click().run()
    app.button(key="restore:influencers").click().run()
    assert ids() == ["influencers"]
    app.button(key="shelf_delete:influencers").click().run()
    app.button(key="erase:influencers").click().run()
    app.button(key="erase_for_good").click().run()
    assert library.list_deleted(open_library(settings()).database) == []
    # Nothing is left: strangers read why, the facilitator can bring something in.
    assert "Bring" in words(app) or len(app.info) == 1
    app.switch_page("screens/viewpoints.py").run()
    assert len(app.info) == 1
    assert not app.exception


def test_an_article_stays_chosen_on_the_next_screen(open_screen: Open) -> None:
    app = open_screen("library", facilitator=True)
    drop(app, ("ferry.txt", TEXT.encode()))
    app.button(key="intake_add").click().run()
    app.query_params["article"] = "de-ferry-blijft"
    app.switch_page("screens/article.py").run()
    assert "De ferry blijft" in words(app)
    app.switch_page("screens/annotate.py").run()
    assert "De ferry blijft" in words(app)
    assert app.query_params["article"] in ("de-ferry-blijft", ["de-ferry-blijft"])


def test_a_pipeline_that_is_not_there_is_said_before_and_at_the_import(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDPUNT_PIPELINE_NL", "nosuchpipeline")
    app = open_screen("library", facilitator=True)
    assert ["nosuchpipeline" in error.value for error in app.error] == [True]
    drop(app, ("ferry.txt", TEXT.encode())).button(key="intake_add").click().run()
    assert ids() == ["influencers"]
    assert ["nosuchpipeline" in error.value for error in app.error] == [True, True]


def test_word_lists_alone_can_be_chosen(open_screen: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPUNT_PIPELINE_NL", "rules")
    app = open_screen("library", facilitator=True)
    assert not app.error
    drop(app, ("ferry.txt", TEXT.encode())).button(key="intake_add").click().run()
    article = library.read_article(open_library(settings()).database, "de-ferry-blijft")
    assert article.parser.note == "rules and word lists only, no trained pipeline"
