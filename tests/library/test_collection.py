"""Bringing articles in, deleting, restoring and erasing them, on real databases."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from components import library
from components.library import (
    CollectionFault,
    article_id_for,
    delete_article,
    erase_article,
    find_duplicate,
    import_article,
    list_articles,
    list_deleted,
    restore_article,
    theme_choices,
)
from components.library.opening import SHIPPED_ARTICLES, SHIPPED_THEMES, open_library
from components.settings import Settings
from components.store.database import Database
from components.workshop import solo
from components.workshop.model import Ballot
from tests.conftest import MakeArticle

TOKEN = "t" * 43


@pytest.mark.parametrize(
    ("title", "taken", "wanted"),
    [
        ("Wat blijft er over?", (), "wat-blijft-er-over"),
        ("  Één   café, twee prijzen: 3 €!  ", (), "een-cafe-twee-prijzen-3"),
        ("Proef", ("proef",), "proef-2"),
        ("Proef", ("proef", "proef-2", "proef-4"), "proef-3"),
        ("???", (), "article"),
        ("中文", ("article",), "article-2"),
        ("woord " * 40, (), "woord-woord-woord-woord-woord-woord-woord-woord-woord-woord"),
        ("x" * 300, (), "x" * 60),
        ("../../etc/passwd", (), "etc-passwd"),
    ],
)
def test_ids_are_readable_and_free(title: str, taken: tuple[str, ...], wanted: str) -> None:
    assert article_id_for(title, set(taken)) == wanted


def test_an_article_comes_in_once(database: Database, make_article: MakeArticle) -> None:
    first = import_article(database, make_article(title="Een proef"))
    assert first.duplicate is None
    assert (first.article.id, first.article.revision) == ("een-proef", 1)
    # The same text with other blanks and line ends, and under another title.
    again = make_article(
        paragraphs=("De  markt is open.", "", " Niemand\u00a0weet het. "),
        statements=(("s1", "is open", None),),
        title="Iets anders",
    )
    second = import_article(database, again)
    assert second.duplicate is not None
    assert (second.duplicate.article, second.duplicate.deleted) == ("een-proef", False)
    assert second.article == first.article
    assert [entry.id for entry in list_articles(database)] == ["een-proef"]
    assert find_duplicate(database, "De markt is open.\r\nNiemand weet het.") == second.duplicate
    assert find_duplicate(database, "De markt is open. Niemand weet dat.") is None


def test_a_double_click_brings_in_one(database: Database, make_article: MakeArticle) -> None:
    article, results = make_article(), []

    def click() -> None:
        results.append(import_article(database, article))

    threads = [threading.Thread(target=click) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.duplicate is None for result in results].count(True) == 1
    assert len(results) == 6
    assert len(list_articles(database)) == 1


def test_one_title_for_two_texts_gives_two_ids(database: Database, make_article: MakeArticle) -> None:
    import_article(database, make_article(title="Proef"))
    other = make_article(paragraphs=("Iets anders.",), statements=(), title="Proef")
    assert import_article(database, other).article.id == "proef-2"


def test_themes_are_taken_over_and_coded(
    database_url: str, tmp_path: Path, make_article: MakeArticle
) -> None:
    opened = open_library(Settings(database_url, tmp_path), articles=SHIPPED_ARTICLES, themes=SHIPPED_THEMES)
    [choice] = theme_choices(opened.database)
    assert (choice.article, choice.themes) == ("influencers", 8)
    assert {"nl", "en"} <= choice.languages
    article = make_article(
        paragraphs=("“Het moet authentiek en persoonlijk zijn”, zegt Anna.",),
        statements=(("s1", "Het moet authentiek en persoonlijk zijn", "anna"),),
        title="Nieuw",
    )
    added = import_article(opened.database, article, themes_of="influencers").article
    themes = library.read_themes(opened.database, added.id).themes
    assert themes == library.read_themes(opened.database, "influencers").themes
    codes = library.read_codes(opened.database, added.id, 1)
    assert [code.value for code in codes if code.theme == "authenticity_depth"] == [-1.0]
    # They count once among the choices, under the first title.
    assert len(theme_choices(opened.database)) == 1
    library.close_libraries()


def test_delete_hides_and_restore_brings_back(database: Database, make_article: MakeArticle) -> None:
    import_article(database, make_article())
    delete_article(database, "een-proef")
    delete_article(database, "een-proef")
    assert list_articles(database) == []
    assert [(entry.id, entry.title) for entry in list_deleted(database)] == [("een-proef", "Een proef")]
    found = find_duplicate(database, make_article().text)
    assert found is not None
    assert found.deleted
    assert import_article(database, make_article()).duplicate == found
    restore_article(database, "een-proef")
    restore_article(database, "een-proef")
    assert [entry.id for entry in list_articles(database)] == ["een-proef"]
    assert list_deleted(database) == []


@pytest.mark.parametrize("action", [delete_article, restore_article, erase_article])
def test_an_article_that_is_not_there(database: Database, action: object) -> None:
    assert callable(action)
    with pytest.raises(CollectionFault, match="no article nope"):
        action(database, "nope")


def test_only_deleted_articles_are_erased(database: Database, make_article: MakeArticle) -> None:
    import_article(database, make_article())
    with pytest.raises(CollectionFault, match="Delete it first"):
        erase_article(database, "een-proef")
    assert len(list_articles(database)) == 1


def test_erasing_leaves_the_id_and_nothing_else(
    database_url: str, tmp_path: Path, make_article: MakeArticle
) -> None:
    opened = open_library(Settings(database_url, tmp_path), articles=SHIPPED_ARTICLES, themes=SHIPPED_THEMES)
    database = opened.database
    article = library.read_article(database, "influencers")
    ballot = Ballot(article.statements[0].id, 2, comment="een geheime reden")
    solo.save(database, TOKEN, article, [ballot])
    kept = import_article(database, make_article(), themes_of="influencers").article
    solo.save(database, TOKEN, kept, [Ballot("s1", 1)])
    delete_article(database, "influencers")
    with pytest.raises(CollectionFault, match="People have answered"):
        erase_article(database, "influencers")
    there = library.answers_to(database, "influencers")
    assert (there.people, there.answers, there.workshops) == (1, 1, 0)
    assert solo.answers(database, TOKEN, "influencers")

    erase_article(database, "influencers", answers_too=True)
    with database.reading() as connection:
        left = {}
        for table in inspect(connection).get_table_names():
            rows = connection.execute(text(f'select * from "{table}"')).mappings().all()
            left[table] = [row for row in rows if "influencers" in (row.get("article"), row.get("id"))]
    # (The record that the theme set's file was taken in keeps it from being taken in again.)
    assert {table for table, rows in left.items() if rows} == {"deleted_articles", "theme_sets"}
    assert list_deleted(database) == []
    assert solo.answers(database, TOKEN, "influencers") == {}
    assert list(solo.answers(database, TOKEN, kept.id)) == ["s1"]
    assert library.read_codes(database, kept.id, 1) is not None
    with pytest.raises(CollectionFault, match="no article"):
        restore_article(database, "influencers")

    # Nor does it come back at the next start, or give its id away.
    library.close_libraries()
    opened = open_library(Settings(database_url, tmp_path), articles=SHIPPED_ARTICLES, themes=SHIPPED_THEMES)
    assert opened.faults == ()
    assert [entry.id for entry in list_articles(opened.database)] == [kept.id]
    brought = import_article(opened.database, make_article(("Nieuw.",), (), title="Influencers")).article
    assert brought.id == "influencers-2"
    library.close_libraries()
    if database_url.startswith("sqlite"):
        for file in Path(database_url.removeprefix("sqlite:///")).parent.iterdir():
            assert b"een geheime reden" not in file.read_bytes()


def test_a_deleted_shipped_article_stays_deleted(database_url: str, tmp_path: Path) -> None:
    opened = open_library(Settings(database_url, tmp_path), articles=SHIPPED_ARTICLES, themes=SHIPPED_THEMES)
    delete_article(opened.database, "influencers")
    library.close_libraries()
    opened = open_library(Settings(database_url, tmp_path), articles=SHIPPED_ARTICLES, themes=SHIPPED_THEMES)
    assert list_articles(opened.database) == []
    restore_article(opened.database, "influencers")
    assert [entry.id for entry in list_articles(opened.database)] == ["influencers"]
    library.close_libraries()


def test_an_article_of_a_workshop_is_kept(database: Database, make_article: MakeArticle) -> None:
    import_article(database, make_article())
    with database.writing() as connection:
        connection.execute(
            text(
                "insert into workshops (id, kind, article, article_revision, secret, round, created_at) "
                "values ('w', 'live', 'een-proef', 1, :secret, 1, '2026-01-01 00:00:00')"
            ),
            {"secret": b"x"},
        )
    delete_article(database, "een-proef")
    with pytest.raises(CollectionFault, match="A workshop was held"):
        erase_article(database, "een-proef", answers_too=True)
    restore_article(database, "een-proef")
    assert len(list_articles(database)) == 1


def test_texts_of_older_databases_are_recognised(database: Database, make_article: MakeArticle) -> None:
    """Revisions that came in another way have no checksum of their text yet; damaged ones get none."""
    import_article(database, make_article())
    with database.writing() as connection:
        connection.execute(text("delete from article_texts"))
    assert find_duplicate(database, make_article().text) is not None
    with database.writing() as connection:
        connection.execute(text("delete from article_texts"))
        connection.execute(text("update articles set document = 'damaged'"))
    assert find_duplicate(database, make_article().text) is None
