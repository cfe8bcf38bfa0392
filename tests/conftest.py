"""Databases to test on, and small articles made by hand."""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, make_url, text

from components.article.model import (
    Article,
    Attribution,
    Paragraph,
    Parser,
    Speaker,
    Statement,
    checksum,
)
from components.settings import with_driver
from components.store.database import Database, open_database

# How long an example takes says nothing on a busy machine; speed is for tests/benchmarks.
settings.register_profile("standpunt", deadline=None)
settings.load_profile("standpunt")

POSTGRES = "STANDPUNT_TEST_POSTGRES_URL"
MakeArticle = Callable[..., Article]


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'standpunt.db'}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A schema of its own in the PostgreSQL database, removed afterwards."""
    server = with_driver(os.environ.get(POSTGRES, ""))
    if not server:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{POSTGRES} must be set in CI")
        pytest.skip(f"{POSTGRES} is not set")
    schema = f"test_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create schema {schema}"))
    url = make_url(server).update_query_dict({"options": f"-csearch_path={schema}"})
    yield url.render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"drop schema {schema} cascade"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A new database, once on SQLite and once on PostgreSQL."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def make_article() -> MakeArticle:
    """Makes an article of paragraphs in which each statement, (id, text, speaker or None), is found."""

    def make(
        paragraphs: Sequence[str] = ("De markt is open.", "Niemand weet het."),
        statements: Sequence[tuple[str, str, str | None]] = (
            ("s1", "De markt is open", "anna"),
            ("s2", "Niemand weet het", None),
        ),
        *,
        id: str = "proef",
        revision: int = 1,
        title: str = "Een proef",
    ) -> Article:
        whole = "\n".join(paragraphs)
        places, at = [], 0
        for paragraph in paragraphs:
            places.append(Paragraph(start=at, end=at + len(paragraph), kind="text"))
            at += len(paragraph) + 1
        names = sorted({speaker for _, _, speaker in statements if speaker})
        return Article(
            id=id,
            revision=revision,
            title=title,
            language="nl",
            sha256=checksum(whole),
            text=whole,
            paragraphs=tuple(places),
            speakers=tuple(Speaker(id=name, name=name.capitalize()) for name in names),
            statements=tuple(
                Statement(
                    id=number,
                    start=whole.index(said),
                    end=whole.index(said) + len(said),
                    text=said,
                    speaker=speaker,
                    type="direct",
                    attribution=Attribution(rule="hand", confidence=1),
                )
                for number, said, speaker in statements
            ),
            parser=Parser(name="hand", version="1"),
        )

    return make
