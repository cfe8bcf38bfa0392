"""Annotating alone: what was acknowledged is kept, once, and nobody else's."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from components.article.model import Article
from components.store import articles
from components.store.database import Database, open_database
from components.workshop import identity
from components.workshop.ballots import MOST_BALLOTS, MOST_CHARACTERS, clean
from components.workshop.model import Ballot, Refused
from components.workshop.solo import answers, delete_all, export_rows, save

REPOSITORY = Path(__file__).resolve().parents[2]
ANNA = "anna-" + "a" * 38
BERT = "bert-" + "b" * 38
MORNING = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def article(database: Database, make_article: Callable[..., Article]) -> Article:
    made = make_article()
    store(database, made)
    return made


def store(database: Database, article: Article) -> None:
    with database.writing() as connection:
        articles.add(connection, article, f"{article.revision:064}", MORNING)


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def test_nothing_is_written_before_the_first_answer(database: Database, article: Article) -> None:
    assert answers(database, ANNA, article.id) == {}
    assert export_rows(database, ANNA, article.id) == []
    assert save(database, ANNA, article, []) == []
    assert [count(database, table) for table in ("workshops", "participants", "annotations")] == [0, 0, 0]


def test_save_and_read_back(database: Database, article: Article) -> None:
    (saved,) = save(database, ANNA, article, [Ballot("s1", 2, important=True, comment=" Zo is het.\r\nJa ")])
    assert (saved.statement, saved.agreement, saved.no_opinion, saved.important) == ("s1", 2, False, True)
    assert saved.comment == "Zo is het.\nJa"
    assert saved.answered
    assert saved.revision == 1
    assert saved.at == saved.first_at
    assert saved.at.utcoffset() == timedelta(0)
    assert answers(database, ANNA, article.id) == {"s1": saved}


def test_a_later_answer_takes_the_place_of_an_earlier(database: Database, article: Article) -> None:
    later = MORNING + timedelta(hours=1)
    amsterdam = timezone(timedelta(hours=1))
    save(database, ANNA, article, [Ballot("s1", -2)], now=MORNING.astimezone(amsterdam))
    save(database, ANNA, article, [Ballot("s1", None, no_opinion=True)], now=later)
    (answer,) = answers(database, ANNA, article.id).values()
    assert (answer.agreement, answer.no_opinion) == (None, True)
    assert (answer.first_at, answer.at) == (MORNING, later)
    assert count(database, "annotations") == 1
    with database.reading() as connection:
        events = connection.execute(text("select agreement from annotation_events order by id")).scalars()
        assert list(events) == [-2, None]


def test_the_same_statement_twice_in_a_batch(database: Database, article: Article) -> None:
    saved = save(database, ANNA, article, [Ballot("s1", 1), Ballot("s2", 0), Ballot("s1", -1)])
    assert [(answer.statement, answer.agreement) for answer in saved] == [("s1", 1), ("s2", 0), ("s1", -1)]
    assert answers(database, ANNA, article.id)["s1"].agreement == -1


def test_withdrawing_keeps_the_reason(database: Database, article: Article) -> None:
    save(database, ANNA, article, [Ballot("s1", 1, important=True, comment="omdat")])
    (saved,) = save(database, ANNA, article, [Ballot("s1", None, important=True, comment="omdat")])
    assert not saved.answered
    assert [(row.agreement, row.comment) for row in export_rows(database, ANNA, article.id)] == [
        (None, "omdat")
    ]
    save(database, ANNA, article, [Ballot("s1", None)])
    assert export_rows(database, ANNA, article.id) == []
    assert "s1" in answers(database, ANNA, article.id)


@pytest.mark.parametrize(
    "ballot",
    [
        Ballot("elsewhere", 1),
        Ballot("", 1),
        Ballot("s1", 3),
        Ballot("s1", -3),
        Ballot("s1", True),
        Ballot("s1", 1.0),  # type: ignore[arg-type]
        Ballot("s1", "1"),  # type: ignore[arg-type]
        Ballot("s1", 1, no_opinion=True),
        Ballot("s1", None, no_opinion=1),  # type: ignore[arg-type]
        Ballot("s1", 1, important="yes"),  # type: ignore[arg-type]
        Ballot("s1", 1, comment=None),  # type: ignore[arg-type]
        Ballot("s1", 1, comment="é" * (MOST_CHARACTERS + 1)),
        Ballot(["s1"], 1),  # type: ignore[arg-type]
    ],
)
def test_one_bad_ballot_refuses_all(database: Database, article: Article, ballot: Ballot) -> None:
    with pytest.raises(Refused):
        save(database, ANNA, article, [Ballot("s2", 1), ballot])
    assert count(database, "annotation_events") == 0
    assert count(database, "workshops") == 0


def test_too_many_ballots(database: Database, article: Article) -> None:
    assert len(save(database, ANNA, article, [Ballot("s1", 1)] * MOST_BALLOTS)) == MOST_BALLOTS
    with pytest.raises(Refused, match="At most 200"):
        save(database, ANNA, article, [Ballot("s1", 1)] * (MOST_BALLOTS + 1))


@pytest.mark.parametrize(
    "token", ["", "short", "a" * 129, "a" * 31 + "é", "a" * 40 + "\n", "a b" * 20, None, 7]
)
def test_a_token_that_is_not_ours(database: Database, article: Article, token: Any) -> None:
    for act in (
        lambda: save(database, token, article, [Ballot("s1", 1)]),
        lambda: answers(database, token, article.id),
        lambda: export_rows(database, token, article.id),
        lambda: delete_all(database, token, article.id),
    ):
        with pytest.raises(Refused, match="cookie"):
            act()


def test_an_article_that_is_not_in_the_database(
    database: Database, make_article: Callable[..., Article]
) -> None:
    with pytest.raises(Refused, match="no longer there"):
        save(database, ANNA, make_article(id="elders"), [Ballot("s1", 1)])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("gewoon", "gewoon"),
        ("a\x00b\x1b[31mc\x7f\x85d", "ab[31mcd"),
        ("een\r\ntwee\rdrie\n\tvier", "een\ntwee\ndrie\n\tvier"),
        ("half \ud83d paar", "half  paar"),
        ("👩‍🔬 ja", "👩‍🔬 ja"),
        (" \n ", ""),
        ("x" * MOST_CHARACTERS + "\x00\n", "x" * MOST_CHARACTERS),
    ],
)
def test_comments_are_cleaned(database: Database, article: Article, typed: str, kept: str) -> None:
    assert clean(typed) == kept
    save(database, ANNA, article, [Ballot("s1", 1, comment=typed)])
    assert answers(database, ANNA, article.id)["s1"].comment == kept


def test_nobody_sees_or_erases_what_another_said(database: Database, article: Article) -> None:
    save(database, ANNA, article, [Ballot("s1", 2, comment="van Anna")])
    save(database, BERT, article, [Ballot("s1", -2, comment="van Bert")])
    assert answers(database, ANNA, article.id)["s1"].comment == "van Anna"
    assert [row.comment for row in export_rows(database, BERT, article.id)] == ["van Bert"]
    assert delete_all(database, BERT, article.id) == 1
    assert answers(database, BERT, article.id) == {}
    assert answers(database, ANNA, article.id)["s1"].comment == "van Anna"


def test_two_articles_cannot_be_joined_to_one_person(
    database: Database, article: Article, make_article: Callable[..., Article]
) -> None:
    other = make_article(id="tweede")
    store(database, other)
    save(database, ANNA, article, [Ballot("s1", 2)])
    save(database, ANNA, other, [Ballot("s1", 2)])
    with database.reading() as connection:
        rows = connection.execute(text("select id, workshop, token_hash, pseudonym from participants")).all()
        secrets = connection.execute(text("select secret from workshops")).scalars().all()
    assert len(rows) == 2
    assert all(len({row[column] for row in rows}) == 2 for column in range(4))
    assert len(set(secrets)) == 2
    assert not any(ANNA in str(cell) for row in rows for cell in row)


def test_the_export_shows_the_statement_as_it_was_seen(
    database: Database, article: Article, make_article: Callable[..., Article]
) -> None:
    save(database, ANNA, article, [Ballot("s2", None, no_opinion=True), Ballot("s1", 1)], now=MORNING)
    better = make_article(
        statements=(("s1", "markt is open", "anna"), ("s2", "Niemand weet het", "bert")), revision=2
    )
    store(database, better)
    rows = export_rows(database, ANNA, article.id)
    assert [(row.statement_id, row.statement, row.speaker, row.article_revision) for row in rows] == [
        ("s1", "De markt is open", "Anna", 1),
        ("s2", "Niemand weet het", "", 1),
    ]
    assert [article.text[row.start : row.end] for row in rows] == [row.statement for row in rows]
    assert {row.annotated_at for row in rows} == {MORNING}
    save(database, ANNA, better, [Ballot("s2", 0)])
    assert [
        (row.statement, row.speaker, row.article_revision) for row in export_rows(database, ANNA, article.id)
    ] == [
        ("De markt is open", "Anna", 1),
        ("Niemand weet het", "Bert", 2),
    ]
    with database.reading() as connection:
        assert connection.execute(text("select article_revision from workshops")).scalar() == 2
    # A tab that was still open on the first revision.
    save(database, ANNA, article, [Ballot("s1", -1)])
    assert answers(database, ANNA, article.id)["s1"].revision == 1
    with database.reading() as connection:
        assert connection.execute(text("select article_revision from workshops")).scalar() == 2


def test_delete_all_leaves_nothing(database: Database, article: Article) -> None:
    save(database, ANNA, article, [Ballot("s1", 2, comment="uitwisbaar-geheim"), Ballot("s2", 1)])
    assert delete_all(database, ANNA, article.id) == 2
    for table in ("annotations", "annotation_events", "participants", "workshops"):
        assert count(database, table) == 0, table
    assert delete_all(database, ANNA, article.id) == 0
    save(database, ANNA, article, [Ballot("s1", 1)])
    assert list(answers(database, ANNA, article.id)) == ["s1"]


def test_delete_all_wipes_the_file(
    sqlite_url: str, make_article: Callable[..., Article], tmp_path: Path
) -> None:
    database = open_database(sqlite_url)
    article = make_article()
    store(database, article)
    save(database, ANNA, article, [Ballot("s1", 2, comment="uitwisbaar-geheim")])
    files = [tmp_path / "data" / f"standpunt.db{tail}" for tail in ("", "-wal")]
    assert any(b"uitwisbaar-geheim" in path.read_bytes() for path in files)
    delete_all(database, ANNA, article.id)
    assert not any(b"uitwisbaar-geheim" in path.read_bytes() for path in files)
    database.close()


def test_first_answers_at_once_make_one_participant(database: Database, article: Article) -> None:
    gate = threading.Barrier(4)
    faults: list[BaseException] = []

    def click(statement: str) -> None:
        try:
            gate.wait()
            save(database, ANNA, article, [Ballot(statement, 1)])
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=click, args=(name,)) for name in ("s1", "s2", "s1", "s2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(answers(database, ANNA, article.id)) == {"s1", "s2"}
    counts = [
        count(database, name) for name in ("workshops", "participants", "annotations", "annotation_events")
    ]
    assert counts == [1, 1, 2, 4]


_VOTE = """
import sys
from components.store.database import open_database
from components.store import articles
from components.workshop.model import Ballot
from components.workshop.solo import save
database = open_database(sys.argv[1])
with database.reading() as connection:
    article = articles.read(connection, "proef", 1)
step = 0
while True:
    for statement in ("s1", "s2"):
        step += 1
        save(database, sys.argv[2], article, [Ballot(statement, step % 5 - 2, comment=str(step))])
        print(statement, step, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is Unix's")
def test_a_kill_loses_no_acknowledged_answer(database_url: str, database: Database, article: Article) -> None:
    step = 0
    for _ in range(3):
        voting = subprocess.Popen(
            [sys.executable, "-c", _VOTE, database_url, ANNA],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert voting.stdout is not None
        lines = [voting.stdout.readline() for _ in range(15)]
        voting.send_signal(signal.SIGKILL)
        lines += voting.stdout.readlines()
        voting.wait()
        voting.stdout.close()
        acknowledged = dict(line.split() for line in lines if line.endswith("\n"))
        found = answers(database, ANNA, article.id)
        for statement, told in acknowledged.items():
            # The answer after the last acknowledged one may have been saved too, but none may be lost.
            assert int(told) <= int(found[statement].comment) <= int(told) + 2
            step = max(step, int(told))
    assert step >= 15


def test_identities_have_the_right_shape() -> None:
    made = identity.solo_id(ANNA, "proef")
    assert made == identity.solo_id(ANNA, "proef")
    assert made.startswith("solo-")
    assert len(made) == 31
    assert len({made, identity.solo_id(BERT, "proef"), identity.solo_id(ANNA, "proef2")}) == 3
    names = {identity.new_pseudonym() for _ in range(50)}
    assert len(names) > 45
    assert all(len(name) == 8 and not set(name[2:]) & set("0O1IL") for name in names)
    assert identity.token_hash(b"a", ANNA) != identity.token_hash(b"b", ANNA)
