"""Reading and writing files, and the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.article import ArticleFault, dump, load, parse, read_text_file, save
from components.article.__main__ import article_id, main
from components.article.reading.limits import BYTES_TEXT_FILE

TEXT = "Kop\r\n\r\n„Een café”, zegt Kim Bos.\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be", "windows-1252"],
)
def test_text_comes_through_unchanged(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read_text_file(path) == TEXT


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (TEXT.encode("utf-16-le"), "not a text file"),
        (b"\xff\xfea", "says it is utf-16-le"),
        (b"\x81\x8d\x8f tekst", "unknown encoding"),
        (b"x" * (BYTES_TEXT_FILE + 1), "larger than 2 MB"),
    ],
)
def test_texts_that_cannot_be_used(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleFault, match=says) as caught:
        read_text_file(path)
    assert str(path) in str(caught.value.message)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ArticleFault, match="not there"):
        read_text_file(tmp_path / "none.txt")
    with pytest.raises(ArticleFault, match="cannot be read"):
        read_text_file(tmp_path)


def test_there_and_back(tmp_path: Path) -> None:
    article = parse(TEXT, article_id="a")
    save(article, tmp_path / "new" / "a.json")
    assert load(tmp_path / "new" / "a.json") == article
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.json"]
    text = dump(article)
    assert text.endswith("}\n")
    assert "café" in text
    assert json.loads(text)["schema"] == 1


def damage(change: str) -> bytes:
    content = json.loads(dump(parse(TEXT, article_id="a")))
    if change == "offset":
        content["statements"][0]["start"] += 1
    elif change == "text":
        content["text"] += "x"
    elif change == "speaker":
        content["statements"][0]["speaker"] = "p9"
    elif change == "unknown field":
        content["extra"] = 1
    elif change == "schema":
        content["schema"] = 2
    elif change == "list":
        content = [content]
    text = json.dumps(content)
    if change == "cut":
        text = text[: len(text) // 2]
    return b"\xff\xfe\xfa" if change == "encoding" else text.encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("offset", "do not give its text"),
        ("text", "checksum"),
        ("speaker", "unknown speaker"),
        ("unknown field", "extra"),
        ("schema", "not an article of version 1"),
        ("list", "not an article of version 1"),
        ("cut", "is damaged"),
        ("encoding", "not in UTF-8"),
    ],
)
def test_damaged_article_files(tmp_path: Path, change: str, says: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(damage(change))
    with pytest.raises(ArticleFault, match=says) as caught:
        load(path)
    assert str(path) in str(caught.value.message)
    assert "\n" not in str(caught.value.message)
    assert "Parse the text again" in str(caught.value.message)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "goed.txt").write_bytes(TEXT.encode())
    (tmp_path / "leeg.txt").write_bytes(b"")
    (tmp_path / "beeld.txt").write_bytes(b"\x89PNG\x00")
    out = tmp_path / "uit"
    files = [str(tmp_path / name) for name in ("leeg.txt", "goed.txt", "beeld.txt", "weg.txt")]
    assert main(["parse", *files, "--out", str(out)]) == 1
    printed = capsys.readouterr()
    assert [path.name for path in out.iterdir()] == ["goed.json"]
    assert len(printed.err.splitlines()) == 3
    assert "1 speakers, 1 statements, revision 1" in printed.out
    article = load(out / "goed.json")
    assert article.text == TEXT
    assert article.statements[0].text == "Een café"


def test_source_and_revisions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "Een Café.txt", tmp_path / "uit"
    file.write_bytes(TEXT.encode())
    given = [
        "--publication",
        "Blad",
        "--published",
        "2025-08-26",
        "--title",
        "Mijn titel",
        "--language",
        "nl",
    ]
    assert main(["parse", str(file), "--out", str(out), *given]) == 0
    first = load(out / "een-cafe.json")
    assert (first.title, first.source.publication, str(first.source.published)) == (
        "Mijn titel",
        "Blad",
        "2025-08-26",
    )
    before = (out / "een-cafe.json").read_bytes()
    assert main(["parse", str(file), "--out", str(out)]) == 0
    assert (out / "een-cafe.json").read_bytes() == before
    assert "unchanged" in capsys.readouterr().out
    file.write_bytes(("Nieuwe kop\r\n„Eerst dit”, zegt Jan Smit.\r\n" + TEXT).encode())
    assert main(["parse", str(file), "--out", str(out)]) == 0
    second = load(out / "een-cafe.json")
    assert second.revision == 2
    assert (second.title, second.source) == ("Mijn titel", first.source)
    assert {s.text: s.id for s in second.statements} == {"Eerst dit": "s002", "Een café": "s001"}
    assert {s.name: s.id for s in second.speakers} == {"Kim Bos": "p1", "Jan Smit": "p2"}


def test_two_files_of_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_bytes(TEXT.encode())
    arguments = [
        "parse",
        str(tmp_path / "a/x.txt"),
        str(tmp_path / "b/x.txt"),
        "--out",
        str(tmp_path / "uit"),
    ]
    assert main(arguments) == 1
    assert "Rename one" in capsys.readouterr().err


def test_a_damaged_target_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode())
    (tmp_path / "x.json").write_bytes(b"{")
    assert main(["parse", str(tmp_path / "x.txt"), "--out", str(tmp_path)]) == 1
    assert "ids cannot be kept" in capsys.readouterr().err
    assert (tmp_path / "x.json").read_bytes() == b"{"


def test_out_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode())
    (tmp_path / "uit").write_bytes(b"")
    assert main(["parse", str(tmp_path / "x.txt"), "--out", str(tmp_path / "uit")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stem", "name"),
    [("influencers", "influencers"), ("Een Café (2)", "een-cafe-2"), ("日本", "article"), ("001", "001")],
)
def test_article_id(stem: str, name: str) -> None:
    assert article_id(stem) == name


def test_as_a_command(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode())
    command = [
        sys.executable,
        "-m",
        "components.article",
        "parse",
        str(tmp_path / "x.txt"),
        "--out",
        str(tmp_path),
    ]
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert load(tmp_path / "x.json").text == TEXT
    wrong = subprocess.run(
        [*command, "--published", "gisteren"], cwd=root, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 2
    assert "not a day like" in wrong.stderr
