"""Shipped files come into the database once, and every answer stays at its sentence."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import text

from components import library
from components.article.model import Article
from components.library import Library, list_articles, proposals, read_article, read_codes, read_themes
from components.message import StandpuntError
from components.settings import Settings
from components.store.faults import DatabaseFault
from components.workshop.model import Ballot
from components.workshop.solo import answers, export_rows, save

REPOSITORY = Path(__file__).resolve().parents[1]
TOKEN = "t" * 43


@dataclass(frozen=True)
class Shipped:
    """Folders with shipped files, and a server that starts with them."""

    folder: Path
    settings: Settings

    def start(self) -> Library:
        """As after a restart of the server."""
        library.close_libraries()
        return library.open_library(
            self.settings, articles=self.folder / "articles", themes=self.folder / "themes"
        )

    def article(self, article: Article, name: str = "proef.json") -> None:
        """Ships this article."""
        (self.folder / "articles" / name).write_text(article.model_dump_json(by_alias=True, indent=1))

    def themes(
        self, *themes: dict[str, Any], article: str | None = "proef", name: str = "proef.yaml"
    ) -> None:
        """Ships a theme set."""
        document = {"schema": 1, "id": name.removesuffix(".yaml"), "article": article, "themes": list(themes)}
        (self.folder / "themes" / name).write_text(yaml.safe_dump(document, allow_unicode=True))


@pytest.fixture
def shipped(tmp_path: Path, database_url: str) -> Iterator[Shipped]:
    for name in ("articles", "themes"):
        (tmp_path / "shipped" / name).mkdir(parents=True)
    yield Shipped(tmp_path / "shipped", Settings(database_url, tmp_path / "data"))
    library.close_libraries()


def theme(id: str = "openness", right: str = "open") -> dict[str, Any]:
    return {
        "id": id,
        "version": 1,
        "question": {"nl": f"Hoe zit het met {id}?", "en": f"What about {id}?"},
        "poles": {
            "left": {"id": f"{id}_left", "label": {"nl": "Dicht", "en": "Closed"}},
            "right": {"id": f"{id}_right", "label": {"nl": "Open", "en": "Open"}},
        },
        "terms": {"nl": {"left": [{"t": "gesloten"}], "right": [{"t": right}]}},
    }


def rows(opened: Library, question: str) -> list[tuple[Any, ...]]:
    with opened.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def test_empty_folders_and_missing_ones(shipped: Shipped, tmp_path: Path) -> None:
    assert shipped.start().faults == ()
    library.close_libraries()
    opened = library.open_library(shipped.settings, articles=tmp_path / "no", themes=tmp_path / "no")
    assert opened.faults == ()
    assert list_articles(opened.database) == []
    with pytest.raises(StandpuntError, match="no article proef"):
        read_article(opened.database, "proef")
    assert read_themes(opened.database, "proef").themes == ()


def test_a_file_is_taken_in_once(shipped: Shipped, make_article: Callable[..., Article]) -> None:
    shipped.article(make_article())
    opened = shipped.start()
    assert [(entry.id, entry.revision, entry.title) for entry in list_articles(opened.database)] == [
        ("proef", 1, "Een proef")
    ]
    assert read_article(opened.database, "proef") == make_article()
    assert shipped.start().faults == ()
    # As a checkout on Windows writes it.
    file = shipped.folder / "articles" / "proef.json"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert rows(shipped.start(), "select id, revision from articles") == [("proef", 1)]


def test_every_answer_is_at_its_sentence_after_a_better_parse(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    """More statements, and a corrected border, of the same text."""
    paragraphs = (
        "„De markt is altijd open”, zegt Anna.",
        "„Niemand weet waarom het niet gaat”, zegt Bert. „Maar het gaat.”",
    )
    first = make_article(
        paragraphs, (("s1", "markt is altijd open", "anna"), ("s2", "Maar het gaat.", "bert"))
    )
    better = make_article(
        paragraphs,
        (
            ("s1", "De markt is altijd open", "anna"),
            ("s2", "Niemand weet waarom het niet gaat", "bert"),
            ("s3", "Maar het gaat.", "bert"),
        ),
    )
    shipped.article(first)
    opened = shipped.start()
    before = read_article(opened.database, "proef")
    said = {"markt is altijd open": 2, "Maar het gaat.": -1}
    save(
        opened.database,
        TOKEN,
        before,
        [Ballot(statement.id, said[statement.text]) for statement in before.statements],
    )

    shipped.article(better)
    opened = shipped.start()
    after = read_article(opened.database, "proef")
    assert (after.revision, after.text) == (2, before.text)
    assert [statement.text for statement in after.statements] == [
        statement.text for statement in better.statements
    ]
    found = answers(opened.database, TOKEN, "proef")
    assert {after.statement(id).text: answer.agreement for id, answer in found.items()} == {
        "De markt is altijd open": 2,
        "Maar het gaat.": -1,
    }
    # The new sentence has an id that no sentence had before.
    (new,) = {statement.id for statement in after.statements} - set(found)
    assert after.statement(new).text == "Niemand weet waarom het niet gaat"
    assert new not in {statement.id for statement in before.statements}
    # The export has the words that were on the screen.
    assert {
        (row.statement, row.agreement, row.article_revision)
        for row in export_rows(opened.database, TOKEN, "proef")
    } == {
        ("markt is altijd open", 2, 1),
        ("Maar het gaat.", -1, 1),
    }
    save(opened.database, TOKEN, after, [Ballot(new, 0)])
    assert len(answers(opened.database, TOKEN, "proef")) == 3

    # The first file again, as when an older release is started for a moment: known, so nothing happens.
    shipped.article(first)
    assert read_article(shipped.start().database, "proef") == after


def test_a_damaged_file_is_left_out_and_reported(
    shipped: Shipped, make_article: Callable[..., Article], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    shipped.article(make_article())
    folder = shipped.folder / "articles"
    (folder / "half.json").write_text((folder / "proef.json").read_text()[:200])
    (folder / "leeg.json").write_bytes(b"")
    (folder / "bytes.json").write_bytes(b"\xff\xfe\x00")
    moved = json.loads((folder / "proef.json").read_text())
    moved["id"] = "verschoven"
    moved["statements"][0]["start"] += 1
    (folder / "verschoven.json").write_text(json.dumps(moved))
    shipped.article(make_article(title="Een ander"), "zelfde.json")
    (shipped.folder / "themes" / "stuk.yaml").write_text("themes: [")
    opened = shipped.start()
    assert [(entry.id, entry.title) for entry in list_articles(opened.database)] == [("proef", "Een proef")]
    told = [str(fault) for fault in opened.faults]
    for name in ("half.json", "leeg.json", "bytes.json", "verschoven.json", "zelfde.json", "stuk.yaml"):
        assert [fault for fault in told if name in fault], (name, told)
    assert len(told) == 6
    assert not any("Traceback" in fault for fault in told)
    # Mended, and started again.
    for name in ("half.json", "leeg.json", "bytes.json", "verschoven.json", "zelfde.json"):
        (folder / name).unlink()
    (shipped.folder / "themes" / "stuk.yaml").unlink()
    assert shipped.start().faults == ()


def test_themes_and_proposals(shipped: Shipped, make_article: Callable[..., Article]) -> None:
    shipped.article(make_article())
    shipped.themes(theme("openness"), theme("wisdom", "weet"))
    opened = shipped.start()
    assert opened.faults == ()
    assert [theme.id for theme in read_themes(opened.database, "proef").themes] == ["openness", "wisdom"]
    codes = read_codes(opened.database, "proef", 1)
    values = {(code.statement, code.theme): code.value for code in codes if code.state == "coded"}
    assert values["s1", "openness"] > 0
    (code,) = [code for code in codes if (code.statement, code.theme) == ("s1", "openness")]
    assert [piece.text for piece in code.evidence] == ["open"]
    assert code.rationale
    assert all(str(message) for message in code.rationale)
    stored = rows(opened, "select count(*) from codes")

    # Nothing new: nothing is proposed again.
    assert rows(shipped.start(), "select count(*) from codes") == stored

    # One theme changed, one gone, one new; in another order.
    shipped.themes(theme("newness", "niemand"), theme("openness", "markt"))
    opened = shipped.start()
    found = read_themes(opened.database, "proef").themes
    assert [(theme.id, theme.version) for theme in found] == [("newness", 1), ("openness", 2)]
    codes = read_codes(opened.database, "proef", 1)
    assert {(code.theme, code.theme_version) for code in codes} == {("newness", 1), ("openness", 2)}
    assert rows(opened, "select count(distinct theme_version) from codes where theme = 'openness'") == [(2,)]


def test_a_new_revision_and_a_new_coder_get_proposals(
    shipped: Shipped, make_article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped.article(make_article())
    shipped.themes(theme())
    opened = shipped.start()
    first = read_codes(opened.database, "proef", 1)
    shipped.article(make_article(title="Een betere titel"))
    opened = shipped.start()
    assert read_codes(opened.database, "proef", 2) == first
    monkeypatch.setattr(proposals.theme_files, "CODER_VERSION", "another")
    opened = shipped.start()
    assert rows(opened, "select count(*) from codings") == [(3,)]
    assert read_codes(opened.database, "proef", 2) == first
    assert rows(opened, "select count(*) from codes") == [(3 * len(first),)]


def test_a_set_without_article_is_kept_for_later(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    shipped.article(make_article())
    shipped.themes(theme(), article=None)
    opened = shipped.start()
    assert read_themes(opened.database, "proef").themes == ()
    assert rows(opened, "select id, version from themes") == [("openness", 1)]


def test_opened_once_until_closed(shipped: Shipped) -> None:
    opened = shipped.start()
    folders = {"articles": shipped.folder / "articles", "themes": shipped.folder / "themes"}
    assert library.open_library(shipped.settings, **folders) is opened


def test_a_failure_is_not_remembered(tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("in the way")
    settings = Settings(f"sqlite:///{blocked / 'standpunt.db'}", tmp_path)
    for _ in range(2):
        with pytest.raises(DatabaseFault):
            library.open_library(settings, articles=tmp_path, themes=tmp_path)
    blocked.unlink()
    opened = library.open_library(settings, articles=tmp_path, themes=tmp_path)
    opened.database.check()
    library.close_libraries()


_START = """
import sys
from pathlib import Path
from components.library import open_library
from components.settings import Settings
folder = Path(sys.argv[2])
opened = open_library(Settings(sys.argv[1], folder), articles=folder / "articles", themes=folder / "themes")
print(len(opened.faults))
"""


def test_processes_that_start_at_once_take_in_once(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    shipped.article(make_article())
    shipped.themes(theme())
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", _START, shipped.settings.database_url, str(shipped.folder)],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    results = [process.communicate(timeout=120) for process in starting]
    assert [out for out, _ in results] == ["0\n", "0\n"], results
    opened = shipped.start()
    assert rows(opened, "select id, revision from articles") == [("proef", 1)]
    assert rows(opened, "select id, version from theme_sets") == [("proef", 1)]
    assert rows(opened, "select theme, theme_version from codings") == [("openness", 1)]


def test_what_ships_is_whole(tmp_path: Path) -> None:
    opened = library.open_library(Settings(f"sqlite:///{tmp_path / 'data' / 'standpunt.db'}", tmp_path))
    try:
        assert [str(fault) for fault in opened.faults] == []
        for entry in list_articles(opened.database):
            assert read_article(opened.database, entry.id).statements
            assert read_codes(opened.database, entry.id, entry.revision)
        assert list_articles(opened.database)
    finally:
        library.close_libraries()
