"""What goes wrong is said in a sentence that tells what to do; no traceback, nothing half-written."""

import json
import shutil
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import ROOT, Server, running

Visit = Callable[..., Page]


def health(server: Server) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(server.url + "/healthz", timeout=20) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_healthz_says_ok(server: Server) -> None:
    assert health(server) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("this is no address", "STANDPUNT_DATABASE_URL is geen adres van een database"),
        ("postgresql://ann:geheim@127.0.0.1:9/none", "is niet bereikbaar"),
        ("mysql://127.0.0.1/x", "in SQLite of PostgreSQL"),
    ],
)
def test_a_wrong_database_address(tmp_path: Path, visit: Visit, address: str, sentence: str) -> None:
    with running(tmp_path, STANDPUNT_DATABASE_URL=address) as server:
        page = visit(server.url)
        expect(page.get_by_role("alert")).to_contain_text(sentence)
        expect(page.get_by_role("button", name="Opnieuw proberen")).to_be_visible()
        assert "Traceback" not in page.content()
        assert "geheim" not in page.content()
        status, said = health(server)
        assert status == 503
        assert said["status"] == "unavailable"
        assert "geheim" not in said["reason"]
        assert "geheim" not in (tmp_path / "server.log").read_text()


def test_a_data_folder_that_cannot_be_written_and_trying_again(tmp_path: Path, visit: Visit) -> None:
    """A file stands where the folder should be: this stops root too, unlike a missing permission."""
    in_the_way = tmp_path / "data"
    in_the_way.write_text("not a folder")
    with running(tmp_path) as server:
        page = visit(server.url)
        expect(page.get_by_role("alert")).to_contain_text("kan niet worden gemaakt of beschreven")
        assert in_the_way.read_text() == "not a folder"
        in_the_way.unlink()
        page.get_by_role("button", name="Opnieuw proberen").click()
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
        assert health(server)[0] == 200


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, visit: Visit) -> None:
    database = tmp_path / "data" / "standpunt.db"
    database.parent.mkdir(parents=True)
    database.write_text("my shopping list\n" * 300)
    with running(tmp_path) as server:
        page = visit(server.url)
        expect(page.get_by_role("alert")).to_contain_text("is geen database van Standpunt")
    assert database.read_text() == "my shopping list\n" * 300


@pytest.fixture
def copy_of_the_program(tmp_path: Path) -> Path:
    root = tmp_path / "program"
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("local", "__pycache__"))
    shutil.copy(ROOT / "app.py", root)
    return root


def test_a_damaged_article_file_beside_a_good_one(
    tmp_path: Path, copy_of_the_program: Path, visit: Visit
) -> None:
    good = copy_of_the_program / "data" / "articles" / "influencers.json"
    (good.parent / "broken.json").write_bytes(good.read_bytes()[:2000])
    with running(tmp_path / "run", root=copy_of_the_program) as server:
        page = visit(server.url)
        expect(page.get_by_role("alert")).to_contain_text("broken.json")
        expect(page.locator(".js-plotly-plot").first).to_be_visible()
    database = sqlite3.connect(tmp_path / "run" / "data" / "standpunt.db")
    assert database.execute("SELECT DISTINCT id FROM articles").fetchall() == [("influencers",)]
    database.close()


def test_a_damaged_article_file_and_no_other(tmp_path: Path, copy_of_the_program: Path, visit: Visit) -> None:
    only = copy_of_the_program / "data" / "articles" / "influencers.json"
    only.write_text(
        only.read_text(encoding="utf-8").replace("influencer is?", "influencer was?"), encoding="utf-8"
    )
    with running(tmp_path / "run", root=copy_of_the_program) as server:
        page = visit(server.url)
        expect(page.get_by_text("Er is nog geen artikel")).to_be_visible()
        expect(page.get_by_role("alert").filter(has_text="influencers.json")).to_be_visible()


def test_the_database_goes_away_while_answers_are_given(tmp_path: Path, visit: Visit) -> None:
    with running(tmp_path) as server:
        page = visit(server.url + "/annotate")
        expect(page.locator(".ballot .quote")).to_be_visible()
        page.keyboard.press("1")
        expect(page.locator(".ballot .status")).to_have_attribute("data-state", "saved")
        # Another program holds the file: nothing can be written, so nothing may be called saved.
        lock = sqlite3.connect(tmp_path / "data" / "standpunt.db", isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        page.keyboard.press("2")
        expect(page.locator(".ballot .status")).to_have_attribute("data-state", "problem", timeout=60_000)
        expect(page.locator(".ballot .status")).to_contain_text("in gebruik")
        lock.execute("ROLLBACK")
        lock.close()
        expect(page.locator(".ballot .status")).to_have_attribute("data-state", "saved", timeout=60_000)
        page.reload()
        expect(page.locator(".ballot .count")).to_have_text("2 van 16 beantwoord")
