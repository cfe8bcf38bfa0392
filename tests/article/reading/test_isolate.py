"""A document's reader in a process of its own: stopped, broken down, and what comes back."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from components.article import ArticleFault
from components.article.reading import read_file
from components.article.reading.isolate import take_apart
from components.article.reading.model import Block, Draft
from components.article.reading.worker import extract, pack, pack_message, unpack, unpack_message
from components.message import Message


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


def test_a_reader_that_runs_wild_is_stopped(tmp_path: Path) -> None:
    sign = tmp_path / "pid"
    endless = f"import os\nopen({str(sign)!r}, 'w').write(str(os.getpid()))\nwhile True: pass"
    with pytest.raises(ArticleFault, match="took longer than 2 seconds"):
        take_apart("pdf", b"x", "a.pdf", seconds=2, command=python(endless))
    if sys.platform != "win32":
        with pytest.raises(ProcessLookupError):
            os.kill(int(sign.read_text()), 0)


@pytest.mark.parametrize(
    "program", ["import os; os.abort()", "print('geen JSON')", "raise SystemExit(3)", "x = ["]
)
def test_a_reader_that_breaks_down(program: str) -> None:
    with pytest.raises(ArticleFault, match="broke down"):
        take_apart("pdf", b"x" * 1_000_000, "a.pdf", command=python(program))


def test_no_process_to_be_had() -> None:
    with pytest.raises(ArticleFault, match="no room for another process"):
        take_apart("pdf", b"x", "a.pdf", command=("/does/not/exist",))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the address space")
def test_a_reader_that_eats_memory() -> None:
    hungry = "from components.article.reading.worker import _limit\n_limit()\nx = bytearray(3 << 30)"
    with pytest.raises(ArticleFault, match="needs too much memory"):
        take_apart("pdf", b"x", "a.pdf", command=python(hungry))


def test_our_settings_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPUNT_DATABASE_URL", "postgresql://u:p@h/d")
    program = "import os, json; print(json.dumps({'fault': {'id': str('STANDPUNT_DATABASE_URL' in os.environ), 'values': {}}}))"
    with pytest.raises(ArticleFault, match=r"^False$"):
        take_apart("pdf", b"x", "a.pdf", command=python(program))


def test_there_and_back() -> None:
    note = Message("{a} of {b}", {"a": 1, "b": Message("inner {c}", {"c": "x"})})
    draft = Draft(
        (Block("a\ud800", "title"),), "T", True, "A", "P", "https://x.nl", date(2024, 1, 2), False, (note,)
    )
    assert unpack(pack(draft)) == draft
    assert str(unpack_message(pack_message(note))) == "1 of inner x"


def test_the_process_says_what_the_reader_says() -> None:
    data = b"%PDF-1.4 en dan niets"
    with pytest.raises(ArticleFault) as here:
        extract("pdf", data, "stuk.pdf")
    with pytest.raises(ArticleFault) as there:
        read_file(data, "stuk.pdf")
    assert here.value.message == there.value.message


def test_whatever_a_reader_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    import components.article.reading.word as word

    for error, says in (
        (RecursionError(), "is damaged"),
        (MemoryError(), "too much memory"),
        (KeyError(1), "is damaged"),
    ):

        def broken(*_: object, error: Exception = error) -> Draft:
            raise error

        monkeypatch.setattr(word, "read_word", broken)
        with pytest.raises(ArticleFault, match=says):
            extract("word", b"", "a.docx")
