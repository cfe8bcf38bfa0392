"""Opening a database: made where there is none, migrated where it is old, and a sentence where it fails."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import make_url, text

from components.store import migrate
from components.store.database import Database, open_database
from components.store.faults import DatabaseFault
from components.store.tables import metadata

REPOSITORY = Path(__file__).resolve().parents[2]


def test_opens_and_answers(database: Database) -> None:
    database.check()
    with database.reading() as connection:
        assert migrate.current(connection) == migrate.head()


def test_migrations_arrive_at_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrate.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []


def test_no_column_of_a_key_may_be_null() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            if type(constraint).__name__ in ("UniqueConstraint", "PrimaryKeyConstraint"):
                assert not [column.name for column in constraint.columns if column.nullable], table.name


def test_sqlite_connections_are_durable(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    for transaction in (database.reading, database.writing):
        with transaction() as connection:
            names = ("journal_mode", "foreign_keys", "synchronous", "secure_delete")
            found = [connection.execute(text(f"pragma {name}")).scalar() for name in names]
            assert found == ["wal", 1, 2, 1]
            assert connection.execute(text("pragma busy_timeout")).scalar() >= 5000  # type: ignore[operator]
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="file modes are Unix's")
def test_only_the_owner_can_read(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    with database.writing() as connection:
        connection.execute(text("create table t (a int)"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    database.close()
    assert set(modes) >= {"standpunt.db", "standpunt.db-wal"}
    assert set(modes.values()) == {0o600}


_START = """
import sys
from components.store.database import open_database
print("ready", flush=True)
sys.stdin.readline()
database = open_database(sys.argv[1])
database.check()
print("open", flush=True)
"""


def test_processes_that_start_at_once_all_come_up(database_url: str) -> None:
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", _START, database_url],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in starting:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [process.communicate(timeout=120) for process in starting]
    assert [(out, process.returncode) for (out, _), process in zip(results, starting, strict=True)] == [
        ("open\n", 0)
    ] * 3, results


def test_a_writer_waits_for_another(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("create table counters (n integer)"))
        connection.execute(text("insert into counters values (0)"))

    def count() -> None:
        for _ in range(20):
            with database.writing() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("lock table counters"))
                n = connection.execute(text("select n from counters")).scalar_one()
                connection.execute(text("update counters set n = :n"), {"n": n + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as connection:
        assert connection.execute(text("select n from counters")).scalar() == 80


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("create table counters (n integer)"))

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(text("insert into counters values (1)"))
            connection.execute(text("create table more (n integer)"))
            raise KeyError("mine")

    with pytest.raises(KeyError):
        fail()
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from counters")).scalar() == 0
    with pytest.raises(DatabaseFault), database.reading() as connection:
        connection.execute(text("select * from more"))


def test_reading_sees_one_moment(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("create table counters (n integer)"))
    with database.reading() as reader:
        assert reader.execute(text("select count(*) from counters")).scalar() == 0
        with database.writing() as writer:
            writer.execute(text("insert into counters values (1)"))
        assert reader.execute(text("select count(*) from counters")).scalar() == 0
    with database.reading() as reader:
        assert reader.execute(text("select count(*) from counters")).scalar() == 1


def test_an_older_file_is_copied_before_it_is_migrated(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second revision is laid beside the first, and refuses the first time."""
    open_database(sqlite_url).close()
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    real = Path(migrate.__file__).parent / "migrations"
    (folder / "env.py").write_text((real / "env.py").read_text())
    for path in (real / "versions").glob("*.py"):
        (folder / "versions" / path.name).write_text(path.read_text())
    later = folder / "versions" / "v9999_later.py"
    head = migrate.head()
    lines = f"from alembic import op\nrevision = '9999'\ndown_revision = '{head}'\ndef upgrade():\n"
    later.write_text(lines + "    op.execute('create table later (n int)')\n    op.execute('nonsense')\n")
    monkeypatch.setattr(migrate, "_MIGRATIONS", folder)
    migrate.head.cache_clear()
    try:
        with pytest.raises(DatabaseFault):
            open_database(sqlite_url)
        file = tmp_path / "data" / "standpunt.db"
        with sqlite3.connect(file) as plain:
            assert plain.execute(f"select version_num from {migrate.VERSION_TABLE}").fetchall() == [(head,)]
            assert plain.execute("select name from sqlite_master where name = 'later'").fetchall() == []
        later.write_text(lines + "    op.execute('create table later (n int)')\n")
        open_database(sqlite_url).close()
    finally:
        monkeypatch.undo()
        migrate.head.cache_clear()
    copy = tmp_path / "data" / "standpunt.before-9999.db"
    with sqlite3.connect(copy) as plain:
        assert plain.execute(f"select version_num from {migrate.VERSION_TABLE}").fetchall() == [(head,)]
    # And now this program is the older one.
    with pytest.raises(DatabaseFault, match="newer version"):
        open_database(sqlite_url)


def test_a_newer_schema_is_left_alone(database_url: str) -> None:
    database = open_database(database_url)
    with database.writing() as connection:
        connection.execute(text(f"delete from {migrate.VERSION_TABLE}"))
    with pytest.raises(DatabaseFault, match="older one"):
        database.check()
    with database.writing() as connection:
        connection.execute(text(f"insert into {migrate.VERSION_TABLE} values ('later')"))
    with pytest.raises(DatabaseFault, match="newer version"):
        database.check()
    database.close()
    with pytest.raises(DatabaseFault, match="newer version"):
        open_database(database_url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("geheim", "is not a database address"),
        ("postgresql://me:geheim@host:ge@heim/name", "is not a database address"),
        ("oracle://me:geheim@host/name", "SQLite or PostgreSQL"),
        ("mysql://me:geheim@host/name", "SQLite or PostgreSQL"),
        ("sqlite://", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("sqlite:////proc/standpunt/standpunt.db", "cannot be made or written"),
        ("postgresql+psycopg://me:geheim@127.0.0.1:9/name", "cannot be reached"),
        ("postgresql+psycopg://me:geheim@host.invalid/name", "cannot be reached"),
        ("postgresql+psycopg://me:geheim@127.0.0.1/name?geheim=1", "does not know"),
    ],
)
def test_wrong_address(url: str, says: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DatabaseFault, match=says) as caught:
        open_database(url)
    # Without the source lines, which show this test.
    shown = "".join(traceback.format_exception(caught.value, limit=0)) + caplog.text
    assert "geheim" not in shown
    assert len(str(caught.value)) < 300


def test_a_refused_user_is_not_repeated(postgres_url: str) -> None:
    # A user that does not exist is refused even by a server that asks no password.
    wrong = make_url(postgres_url).set(username="geheim", password="geheim-wachtwoord")
    with pytest.raises(DatabaseFault, match="refuses this user or password") as caught:
        open_database(wrong.render_as_string(hide_password=False))
    assert "geheim" not in "".join(traceback.format_exception(caught.value, limit=0))


def test_a_database_that_is_not_there(postgres_url: str) -> None:
    wrong = make_url(postgres_url).set(database="bestaat_niet")
    with pytest.raises(DatabaseFault, match="has no database"):
        open_database(wrong.render_as_string(hide_password=False))


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(DatabaseFault, match="cannot be made or written"):
        open_database(f"sqlite:///{tmp_path / 'data' / 'standpunt.db'}")
    with pytest.raises(DatabaseFault, match="cannot be made or written"):
        open_database(f"sqlite:///{tmp_path / 'data' / 'deeper' / 'standpunt.db'}")
    with pytest.raises(DatabaseFault, match="cannot be made or written"):
        open_database(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    "contents", [b"Beste lezer, dit is geen database. " * 200, b"SQLite format 3\0" + b"x" * 9000]
)
def test_a_file_that_is_no_database(tmp_path: Path, contents: bytes) -> None:
    file = tmp_path / "standpunt.db"
    file.write_bytes(contents)
    with pytest.raises(DatabaseFault, match=r"not a database of Standpunt|damaged"):
        open_database(f"sqlite:///{file}")
    assert file.read_bytes() == contents


def test_a_damaged_file(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    database.close()
    file = tmp_path / "data" / "standpunt.db"
    whole = bytearray(file.read_bytes())
    # From the middle of the first page on: the header still says that it is a database.
    whole[1000:] = b"\xff" * (len(whole) - 1000)
    file.write_bytes(whole)
    with pytest.raises(DatabaseFault, match="damaged"):
        open_database(sqlite_url)


def test_the_file_of_another_program(tmp_path: Path) -> None:
    file = tmp_path / "bookkeeping.db"
    with sqlite3.connect(file) as plain:
        plain.execute("create table invoices (n int)")
    with pytest.raises(DatabaseFault, match="another program"):
        open_database(f"sqlite:///{file}")
    with sqlite3.connect(file) as plain:
        assert plain.execute("select name from sqlite_master").fetchall() == [("invoices",)]


def test_a_locked_file(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.store.engine.BUSY_SECONDS", 0)
    database = open_database(sqlite_url)
    other = sqlite3.connect(tmp_path / "data" / "standpunt.db", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(DatabaseFault, match="in use by something else"), database.writing():
        pass
    with database.reading() as connection:
        assert connection.execute(text("select 1")).scalar() == 1
    other.execute("rollback")
    with database.writing() as connection:
        connection.execute(text("create table t (a int)"))
    other.close()
    database.close()


def test_a_full_disk(sqlite_url: str) -> None:
    database = open_database(sqlite_url)

    def fill() -> None:
        with database.writing() as connection:
            pages = connection.execute(text("pragma page_count")).scalar()
            # SQLite says the same as when the disk has no room.
            connection.execute(text(f"pragma max_page_count = {pages}"))
            connection.execute(text("create table t (a text)"))
            connection.execute(text("insert into t values (:a)"), {"a": "x" * 100_000})

    with pytest.raises(DatabaseFault, match="is full"):
        fill()
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
def test_a_file_removed_under_way_takes_no_answers(sqlite_url: str, tmp_path: Path) -> None:
    database = open_database(sqlite_url)
    (tmp_path / "data" / "standpunt.db").rename(tmp_path / "elsewhere.db")
    with pytest.raises(DatabaseFault, match="removed or replaced"):
        database.check()
    with pytest.raises(DatabaseFault, match="removed or replaced"), database.writing():
        pass
    (tmp_path / "elsewhere.db").rename(tmp_path / "data" / "standpunt.db")
    database.check()
    database.close()


def test_a_file_that_may_not_be_written(sqlite_url: str) -> None:
    database = open_database(sqlite_url)

    def write() -> None:
        with database.writing() as connection:
            # SQLite says the same as when the file's permissions forbid it; which they never do to root.
            connection.execute(text("pragma query_only = on"))
            connection.execute(text("create table t (a text)"))

    with pytest.raises(DatabaseFault, match="may not be written"):
        write()
    database.close()
