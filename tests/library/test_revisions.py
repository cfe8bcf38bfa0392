"""People's changes in the database: every one a revision, all undoable, no answer and no review lost."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from components import library
from components.article.model import Article
from components.article.revise import (
    add_statement,
    confirm,
    drop_statements,
    merge_statements,
    set_borders,
    set_details,
    set_speaker,
)
from components.article.revise_speakers import add_speaker
from components.library import Library, history, read_article, read_codes, redo, restore, save_revision, undo
from components.library.revisions import (
    Edit,
    NothingThere,
    Overtaken,
    next_steps,
    parsed_revision,
    save_edits,
)
from components.message import Message, StandpuntError
from components.settings import Settings
from components.store import articles as article_rows
from components.store.database import Database
from components.workshop.model import Ballot
from components.workshop.solo import answers, export_rows, save

TOKEN = "t" * 43
MORNING = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
CHANGED = Message("changed")
PARAGRAPHS = (
    "„De markt is open en dat blijft zo”, zegt Anna. „Maar niet lang”, zegt zij.",
    "„Niemand weet het”, zegt Bert.",
)
STATEMENTS = (
    ("s1", "De markt is open", "anna"),
    ("s2", "Maar niet lang", "anna"),
    ("s3", "Niemand weet het", "bert"),
)


@pytest.fixture
def first(database: Database, make_article: Callable[..., Article]) -> Article:
    made = make_article(PARAGRAPHS, STATEMENTS)
    with database.writing() as connection:
        article_rows.add(connection, made, "0" * 64, MORNING)
    return made


def content(article: Article) -> Article:
    return article.model_copy(update={"revision": 1, "retired": ()})


def at(article: Article, words: str) -> tuple[int, int]:
    return article.text.index(words), article.text.index(words) + len(words)


def says(speaker: str | None, *ids: str) -> Callable[[Article, object], tuple[Article, Message]]:
    return lambda article, made: (
        set_speaker(article, ids, speaker),
        Message("{who} says it", {"who": speaker or "-"}),
    )


def test_a_change_is_a_new_revision(database: Database, first: Article) -> None:
    stored = save_revision(database, set_speaker(first, ["s1"], "bert"), 1, CHANGED, "Kim", MORNING)
    assert stored.revision == 2
    assert read_article(database, "proef") == stored
    assert read_article(database, "proef", 1) == first
    newest, oldest = history(database, "proef")
    assert (newest.revision, newest.change, newest.by, newest.at) == (2, CHANGED, "Kim", MORNING)
    assert (oldest.revision, oldest.by) == (1, "")


def test_what_changes_nothing_is_no_revision(database: Database, first: Article) -> None:
    assert save_revision(database, first, 1, CHANGED, "Kim") == first
    assert len(history(database, "proef")) == 1


def test_who_comes_second_is_told_and_can_make_the_change_again(database: Database, first: Article) -> None:
    save_revision(database, set_speaker(first, ["s1"], "bert"), 1, Message("s1 is Bert's"), "Kim")
    mine = set_speaker(first, ["s2"], None)
    with pytest.raises(Overtaken, match="by Kim: s1 is Bert's"):
        save_revision(database, mine, 1, CHANGED, "Ans")
    assert len(history(database, "proef")) == 2
    newest = read_article(database, "proef")
    stored = save_revision(database, set_speaker(newest, ["s2"], None), newest.revision, CHANGED, "Ans")
    assert (stored.statement("s1").speaker, stored.statement("s2").speaker) == ("bert", None)


def test_two_at_once_lose_nothing(database: Database, first: Article) -> None:
    told: list[str] = []

    def change(name: str) -> None:
        while True:
            now = read_article(database, "proef")
            try:
                save_revision(database, add_speaker(now, name), now.revision, Message("speaker"), name)
            except Overtaken as fault:
                told.append(str(fault))
            else:
                return

    people = [threading.Thread(target=change, args=(f"Naam {number}",)) for number in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    newest = read_article(database, "proef")
    assert newest.revision == 7
    assert {f"Naam {number}" for number in range(6)} <= {speaker.name for speaker in newest.speakers}
    assert len({speaker.id for speaker in newest.speakers}) == 8


def test_another_text_or_a_lost_id_is_our_own_mistake(database: Database, first: Article) -> None:
    with pytest.raises(ValueError, match="lose an id"):
        save_revision(database, first.model_copy(update={"statements": first.statements[:2]}), 1, CHANGED, "")
    assert len(history(database, "proef")) == 1


def test_undo_walks_back_and_redo_forward(database: Database, first: Article) -> None:
    states = [first]
    for number, name in enumerate(("s1", "s2", "s3"), start=1):
        states.append(
            save_revision(database, drop_statements(states[-1], [name]), number, Message(name), "Kim")
        )
    assert [str(step) for step in next_steps(history(database, "proef")) if step] == ["s3"]
    for earlier in (states[2], states[1], states[0]):
        assert content(undo(database, "proef", "Kim")) == content(earlier)
    with pytest.raises(NothingThere, match="nothing to undo"):
        undo(database, "proef", "Kim")
    assert str(next_steps(history(database, "proef"))[1]) == "s1"
    for later in (states[1], states[2]):
        assert content(redo(database, "proef", "Kim")) == content(later)
    # A new change forgets what was undone, as in any editor.
    changed = save_revision(database, add_speaker(states[2], "Ans"), 9, Message("Ans"), "Kim")
    assert changed.revision == 10
    with pytest.raises(Overtaken):
        undo(database, "proef", "Kim", expected_revision=9)
    with pytest.raises(NothingThere, match="nothing to do again"):
        redo(database, "proef", "Kim")
    assert content(undo(database, "proef", "Kim")) == content(states[2])
    assert content(undo(database, "proef", "Kim")) == content(states[1])
    assert len(history(database, "proef")) == 12


def test_a_dropped_statement_comes_back_with_its_id_and_a_new_one_gets_another(
    database: Database, first: Article
) -> None:
    dropped = save_revision(database, drop_statements(first, ["s3"]), 1, CHANGED, "Kim")
    place = at(first, "Niemand weet het”, zegt")
    added = save_revision(database, add_statement(dropped, *place, None), 2, CHANGED, "Kim")
    (new,) = {s.id for s in added.statements} - {"s1", "s2"}
    assert new == "s004"
    back = restore(database, "proef", 1, "Kim")
    assert [s.id for s in back.statements] == ["s1", "s2", "s3"]
    assert new in back.retired
    again = undo(database, "proef", "Kim")
    assert new in {s.id for s in again.statements}
    assert "s3" in again.retired
    with pytest.raises(NothingThere, match="Revision 99"):
        restore(database, "proef", 99, "Kim")


def test_an_article_that_is_not_there(database: Database) -> None:
    with pytest.raises(StandpuntError, match="no article niets"):
        undo(database, "niets", "Kim")
    assert history(database, "niets") == []


# -- what a page sends


def test_a_page_that_sends_twice_is_heard_once(database: Database, first: Article) -> None:
    one = [Edit(1, says("bert", "s1"))]
    two = [*one, Edit(2, says(None, "s2")), Edit(3, "undo")]
    save_edits(database, "proef", one, base=1, by="Kim", client="page")
    # The answer to the first did not arrive: it comes again, with more, from the same revision.
    saved = save_edits(database, "proef", two, base=1, by="Kim", client="page")
    assert saved.article.revision == 4
    assert (saved.article.statement("s1").speaker, saved.article.statement("s2").speaker) == ("bert", "anna")
    again = save_edits(database, "proef", two, base=1, by="Kim", client="page")
    assert again.article == saved.article
    with pytest.raises(Overtaken):
        save_edits(database, "proef", [Edit(1, says(None, "s3"))], base=1, by="Ans", client="other")
    assert read_article(database, "proef").revision == 4


def test_what_a_page_made_it_can_name_before_it_knows_the_id(database: Database, first: Article) -> None:
    place = at(first, "niet lang")
    edits = [
        Edit(1, lambda article, made: (add_speaker(article, "Ans Mol"), Message("Ans Mol"))),
        Edit(2, lambda article, made: (drop_statements(article, ["s2"]), Message("drop"))),
        Edit(3, lambda article, made: (add_statement(article, *place, made["new:1"]), Message("add"))),
    ]
    saved = save_edits(database, "proef", edits, base=1, by="Kim", client="page")
    assert saved.made == {1: "p1", 3: "s004"}
    assert saved.article.statement("s004").speaker == "p1"
    later = Edit(4, lambda article, made: (confirm(article, [made["new:3"]]), Message("confirm")))
    assert save_edits(
        database, "proef", [later], base=saved.article.revision, by="Kim", client="page"
    ).made == {
        1: "p1",
        3: "s004",
    }


def test_what_cannot_be_is_told_and_the_rest_saved(database: Database, first: Article) -> None:
    cut = at(first, "lang”, zegt zij")
    edits = [
        Edit(1, lambda article, made: (add_statement(article, *cut, None), Message("cut"))),
        Edit(2, says("bert", "s1")),
        Edit(3, "redo"),
    ]
    saved = save_edits(database, "proef", edits, base=1, by="Kim", client="page")
    assert set(saved.refused) == {1, 3}
    assert "cut through" in str(saved.refused[1])
    assert saved.article.statement("s1").speaker == "bert"
    assert saved.article.revision == 2


# -- answers


def test_answers_stay_at_their_sentence(database: Database, first: Article) -> None:
    said = {"s1": 2, "s2": -1, "s3": 1}
    save(database, TOKEN, first, [Ballot(name, step, comment=name) for name, step in said.items()])
    longer = set_borders(first, "s1", *at(first, "De markt is open en dat blijft zo"))
    stored = save_revision(database, set_speaker(longer, ["s1"], "bert"), 1, CHANGED, "Kim")
    stored = save_revision(database, drop_statements(stored, ["s3"]), 2, CHANGED, "Kim")
    stored = save_revision(database, merge_statements(stored, ["s1", "s2"]), 3, CHANGED, "Kim")
    assert [(s.id, s.text[:8]) for s in stored.statements] == [("s1", "De markt")]
    found = answers(database, TOKEN, "proef")
    assert {name: answer.agreement for name, answer in found.items()} == said
    rows = {row.statement_id: row for row in export_rows(database, TOKEN, "proef")}
    assert {name: (row.statement, row.speaker) for name, row in rows.items()} == {
        "s1": ("De markt is open", "Anna"),
        "s2": ("Maar niet lang", "Anna"),
        "s3": ("Niemand weet het", "Bert"),
    }
    # An answer to the corrected sentence is exported as it reads now.
    save(database, TOKEN, stored, [Ballot("s1", -2)])
    rows = {row.statement_id: row for row in export_rows(database, TOKEN, "proef")}
    assert rows["s1"].statement.startswith("De markt is open en dat blijft zo")
    assert (rows["s1"].agreement, rows["s1"].article_revision) == (-2, 4)
    for _ in range(3):
        back = undo(database, "proef", "Kim")
    assert content(back) == content(first)
    assert set(answers(database, TOKEN, "proef")) == {s.id for s in back.statements}


# -- shipped files


@dataclass(frozen=True)
class Shipped:
    folder: Path
    settings: Settings

    def start(self, article: Article) -> Library:
        """Ships this article and starts the server again."""
        (self.folder / "articles" / "proef.json").write_text(
            json.dumps(article.model_dump(mode="json", by_alias=True))
        )
        library.close_libraries()
        return library.open_library(
            self.settings, articles=self.folder / "articles", themes=self.folder / "themes"
        )


@pytest.fixture
def shipped(tmp_path: Path, database_url: str) -> Iterator[Shipped]:
    for name in ("articles", "themes"):
        (tmp_path / "shipped" / name).mkdir(parents=True)
    theme = {
        "id": "openness",
        "version": 1,
        "question": {"nl": "Hoe?", "en": "How?"},
        "poles": {
            "left": {"id": "l", "label": {"nl": "Dicht", "en": "Closed"}},
            "right": {"id": "r", "label": {"nl": "Open", "en": "Open"}},
        },
        "terms": {"nl": {"left": [{"t": "dicht"}], "right": [{"t": "open"}]}},
    }
    (tmp_path / "shipped" / "themes" / "proef.yaml").write_text(
        yaml.safe_dump({"schema": 1, "id": "proef", "article": "proef", "themes": [theme]})
    )
    yield Shipped(tmp_path / "shipped", Settings(database_url, tmp_path / "data"))
    library.close_libraries()


def test_the_plot_follows_every_change(shipped: Shipped, make_article: Callable[..., Article]) -> None:
    database = shipped.start(make_article(PARAGRAPHS, STATEMENTS)).database
    article = read_article(database, "proef")
    assert {code.statement for code in read_codes(database, "proef", 1) if code.value} == {"s1"}
    longer = set_borders(article, "s1", *at(article, "De markt"))
    stored = save_revision(database, longer, 1, CHANGED, "Kim")
    assert {code.statement for code in read_codes(database, "proef", stored.revision) if code.value} == set()
    back = undo(database, "proef", "Kim")
    assert {code.statement for code in read_codes(database, "proef", back.revision) if code.value} == {"s1"}


def test_a_newer_file_does_not_take_the_place_of_a_review(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    first = make_article(PARAGRAPHS, STATEMENTS)
    better = make_article(
        PARAGRAPHS, (("s1", "De markt is open en dat blijft zo", "anna"), *STATEMENTS[1:]), title="Beter"
    )
    database = shipped.start(first).database
    mine = save_revision(
        database, set_speaker(read_article(database, "proef"), ["s3"], "anna"), 1, CHANGED, "Kim"
    )

    opened = shipped.start(better)
    database = opened.database
    assert opened.faults == ()
    newest = read_article(database, "proef")
    assert content(newest) == content(mine)
    assert [change.kind for change in history(database, "proef")] == ["kept", "aside", "change", "taken in"]
    # Starting again changes nothing, nor does the first file.
    assert shipped.start(better).faults == ()
    database = shipped.start(first).database
    assert read_article(database, "proef") == newest

    # The review goes on, and is undone, as if the file had not come.
    assert parsed_revision(history(database, "proef")) == 1
    assert str(next_steps(history(database, "proef"))[0]) == "changed"
    # The newer version can be put back, and that can be undone.
    taken = restore(database, "proef", 3, "Kim")
    assert (taken.title, taken.statement("s1").text) == ("Beter", "De markt is open en dat blijft zo")
    assert parsed_revision(history(database, "proef")) == 3
    assert content(undo(database, "proef", "Kim")) == content(mine)


def test_a_newer_file_is_the_newest_where_nobody_reviewed_or_all_was_undone(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    database = shipped.start(make_article(PARAGRAPHS, STATEMENTS)).database
    database = shipped.start(make_article(PARAGRAPHS, STATEMENTS, title="Twee")).database
    assert read_article(database, "proef").title == "Twee"
    save_revision(
        database, set_details(read_article(database, "proef"), title="Mijn titel"), 2, CHANGED, "Kim"
    )
    undo(database, "proef", "Kim")
    database = shipped.start(make_article(PARAGRAPHS, STATEMENTS, title="Drie")).database
    assert read_article(database, "proef").title == "Drie"
    with pytest.raises(NothingThere):
        undo(database, "proef", "Kim")


def test_a_newer_file_with_another_text_is_set_aside_too(
    shipped: Shipped, make_article: Callable[..., Article]
) -> None:
    database = shipped.start(make_article(PARAGRAPHS, STATEMENTS)).database
    mine = save_revision(
        database, set_speaker(read_article(database, "proef"), ["s3"], "anna"), 1, CHANGED, "Kim"
    )
    database = shipped.start(make_article(("Vooraf staat iets.", *PARAGRAPHS), STATEMENTS)).database
    assert content(read_article(database, "proef")) == content(mine)
    taken = restore(database, "proef", 3, "Kim")
    assert taken.text.startswith("Vooraf")
    assert [s.id for s in taken.statements] == ["s1", "s2", "s3"]
