"""Codes are only added; what stands is each coder's last word."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from components.article.model import Article
from components.message import Message
from components.store import articles, codes, themes
from components.store.database import Database
from components.store.faults import DatabaseFault
from components.themes.model import Code, Evidence, Pole, Poles, Terms, Theme

NOW = datetime(2026, 3, 1, tzinfo=UTC)
THEME = Theme(
    id="openness",
    question={"nl": "Open?"},
    poles=Poles(left=Pole(id="a", label={"nl": "A"}), right=Pole(id="b", label={"nl": "B"})),
    terms={"nl": Terms()},
)
KEY = ("openness", 1)


@pytest.fixture
def article(database: Database, make_article: Callable[..., Article]) -> Article:
    made = make_article()
    with database.writing() as connection:
        articles.add(connection, made, "0" * 64, NOW)
        themes.add(connection, THEME, NOW)
    return made


def code(statement: str = "s1", value: float = 0.5, **more: Any) -> Code:
    return Code(statement=statement, theme="openness", theme_version=1, value=value, state="coded", **more)


def human(value: float, coder: str = "anna", **more: Any) -> Code:
    return code(value=value, coder=coder, source="human", **({"status": "accepted"} | more))


def propose(database: Database, article: Article, version: str, *proposals: Code) -> bool:
    with database.writing() as connection:
        return codes.add_proposals(
            connection, article, KEY, proposals, coder="rules", version=version, now=NOW
        )


def standing(database: Database, versions: dict[str, int] | None = None) -> list[Code]:
    with database.reading() as connection:
        return codes.standing(connection, "proef", 1, versions or {"openness": 1})


def test_a_code_comes_back_as_it_was(database: Database, article: Article) -> None:
    whole = code(
        mode="endorse",
        salience=0.8,
        confidence=0.6,
        evidence=(Evidence(start=3, end=8, text="markt", term="markt", side="right", operators=("hedge",)),),
        rationale=(
            Message(
                "{word} counts for {pole}",
                {"word": "markt", "pole": Message("the {side} side", {"side": "right"})},
            ),
            Message("{count} of {share}", {"count": 2, "share": 0.5, "list": ("a", Message("b"))}),
            Message("nothing to fill in"),
        ),
    )
    assert propose(database, article, "1", whole)
    (found,) = standing(database)
    assert found == whole
    assert [str(message) for message in found.rationale] == [str(message) for message in whole.rationale]


def test_a_turn_is_taken_once(database: Database, article: Article) -> None:
    assert propose(database, article, "1", code())
    assert not propose(database, article, "1", code(), code("s2"))
    assert len(standing(database)) == 1
    with database.reading() as connection:
        assert codes.uncoded(connection, "proef", 1, "rules", "1", [KEY, ("other", 1)]) == [("other", 1)]
        assert codes.uncoded(connection, "proef", 1, "rules", "2", [KEY]) == [KEY]


def test_a_later_turn_takes_the_place_of_an_earlier_whole(database: Database, article: Article) -> None:
    propose(database, article, "1", code(), code("s2"))
    propose(database, article, "2", code(value=-0.5))
    assert [(found.statement, found.value) for found in standing(database)] == [("s1", -0.5)]


def test_other_versions_of_a_theme_do_not_count(database: Database, article: Article) -> None:
    propose(database, article, "1", code())
    assert standing(database, {"openness": 2}) == []
    assert standing(database, {"other": 1}) == []


def test_every_coder_keeps_their_last_word(database: Database, article: Article) -> None:
    propose(database, article, "1", code())
    with database.writing() as connection:
        for given in (human(1), human(-1), human(0.5, "bert"), human(0, "carla", status="rejected")):
            codes.add(connection, article, given, NOW)
    assert {(found.coder, found.value) for found in standing(database)} == {
        ("rules", 0.5),
        ("anna", -1),
        ("bert", 0.5),
    }


def test_a_superseded_code_does_not_stand(database: Database, article: Article) -> None:
    propose(database, article, "1", code())
    with database.writing() as connection:
        before = codes.newest(connection, "proef", 1)
        codes.add(connection, article, human(0, status="rejected"), NOW)
        connection.execute(text("update codes set supersedes = 1 where source = 'human'"))
        assert codes.newest(connection, "proef", 1) > before
    assert standing(database) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "value = 2",
        "state = 'mentioned'",
        "status = 'maybe'",
        "source = 'ghost'",
        "theme_version = 7",
        "revision = 9",
    ],
)
def test_the_database_itself_refuses_nonsense(database: Database, article: Article, wrong: str) -> None:
    propose(database, article, "1", code())

    def spoil() -> None:
        with database.writing() as connection:
            connection.execute(text(f"update codes set {wrong}"))

    with pytest.raises(DatabaseFault):
        spoil()


def test_a_theme_is_stored_once_for_each_content(database: Database) -> None:
    changed = THEME.model_copy(update={"question": {"nl": "Wel open?"}})
    with database.writing() as connection:
        assert themes.add(connection, THEME, NOW).version == 1
        assert themes.add(connection, THEME, NOW).version == 1
        assert themes.add(connection, changed, NOW).version == 2
        assert themes.add(connection, THEME.model_copy(update={"version": 2}), NOW).version == 1
        again = changed.model_copy(update={"version": 7, "both_is": "conflict"})
        assert themes.add(connection, again, NOW).version == 7
        assert themes.read(connection, "openness", 2) == changed.model_copy(update={"version": 2})
        assert themes.read(connection, "openness", 3) is None
