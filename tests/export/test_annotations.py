"""The CSV that people take home."""

import contextlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.export.annotations import COLUMNS, annotations_csv, read_annotations_csv
from components.export.tables import Dialect, WrongTable, write_table
from components.message import StandpuntError
from components.workshop.model import AnnotationRow

ROW = AnnotationRow(
    article_id="proef",
    article_revision=2,
    article_title="Wat blijft er over?",
    workshop="solo-abc",
    round=1,
    participant="P-BCDFGH",
    statement_id="s1",
    start=10,
    end=26,
    speaker="Anna de Vries",
    type="direct",
    statement="De markt is open; of niet, “zegt” men",
    agreement=-2,
    no_opinion=False,
    important=True,
    comment='Eerste regel\nTweede; met "aanhaling", komma',
    first_answered_at=datetime(2026, 3, 1, 9, 30, 5, 999999, tzinfo=UTC),
    annotated_at=datetime(2026, 3, 1, 10, 30, tzinfo=timezone(timedelta(hours=1))),
)
NO_OPINION = replace(
    ROW, agreement=None, no_opinion=True, important=False, comment="=HYPERLINK(1)", speaker=""
)
DIALECTS: tuple[Dialect, ...] = ("comma", "semicolon")


def label(row: AnnotationRow) -> str:
    return {-2: "helemaal oneens", None: ""}.get(row.agreement, "anders")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_file(dialect: Dialect) -> None:
    data = annotations_csv([ROW, NO_OPINION], dialect=dialect, label=label)
    assert data.startswith(b"\xef\xbb\xbfarticle_id")
    header = data.decode("utf-8-sig").split("\r\n")[0]
    assert header.split("," if dialect == "comma" else ";") == [
        *("article_id", "article_revision", "article_title", "workshop", "round", "participant"),
        *("statement_id", "start", "end", "speaker", "type", "statement", "agreement", "agreement_label"),
        *("no_opinion", "important", "comment", "first_answered_at", "annotated_at"),
    ]
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 3


@pytest.mark.parametrize("dialect", DIALECTS)
def test_reads_back(dialect: Dialect) -> None:
    first, second = read_annotations_csv(annotations_csv([ROW, NO_OPINION], dialect=dialect, label=label))
    assert first["agreement"] == "-2"
    assert first["agreement_label"] == "helemaal oneens"
    assert first["comment"] == ROW.comment
    assert (first["no_opinion"], first["important"]) == ("0", "1")
    assert first["first_answered_at"] == "2026-03-01T09:30:05Z"
    assert first["annotated_at"] == "2026-03-01T09:30:00Z"
    assert (second["agreement"], second["agreement_label"], second["no_opinion"]) == ("", "", "1")
    assert (second["comment"], second["speaker"]) == ("=HYPERLINK(1)", "")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pandas_reads_it(dialect: Dialect) -> None:
    data = annotations_csv([ROW, NO_OPINION], dialect=dialect, label=label)
    frame = pd.read_csv(io.BytesIO(data), sep="," if dialect == "comma" else ";")
    assert tuple(frame.columns) == COLUMNS
    assert frame["agreement"].iloc[0] == -2
    assert frame["agreement"].isna().tolist() == [False, True]
    assert frame["comment"].tolist() == [ROW.comment, "'=HYPERLINK(1)"]
    assert pd.to_datetime(frame["annotated_at"]).dt.tz is not None


cells = st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="'\",;=\r\n\0 a-")


@given(comment=cells, speaker=cells, title=cells)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_text_comes_back(dialect: Dialect, comment: str, speaker: str, title: str) -> None:
    row = replace(ROW, comment=comment, speaker=speaker, article_title=title)
    (read,) = read_annotations_csv(annotations_csv([row], dialect=dialect, label=label))
    assert (read["comment"], read["speaker"], read["article_title"]) == (comment, speaker, title)


def test_no_rows_is_a_header() -> None:
    assert read_annotations_csv(annotations_csv([], dialect="comma", label=label)) == []


@pytest.mark.parametrize(("dialect", "written"), [("comma", "0.25,-1.5"), ("semicolon", "0,25;-1,5")])
def test_decimal_commas(dialect: Dialect, written: str) -> None:
    data = write_table(["a", "b"], [[0.25, -1.5]], untrusted=(), dialect=dialect)
    assert data.decode("utf-8-sig").split("\r\n")[1] == written


def test_text_that_has_no_utf8_becomes_a_question_mark() -> None:
    data = annotations_csv([replace(ROW, statement="half \ud83d paar")], dialect="comma", label=label)
    assert read_annotations_csv(data)[0]["statement"] == "half ? paar"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "does not have the column"),
        (b"a,b\r\n1,2\r\n", "does not have the column"),
        ((",".join(COLUMNS) + ",more\r\n").encode(), "do not belong in it: more"),
        ((",".join(COLUMNS) + "\r\n1,2\r\n").encode(), "Row 2 has 2 cells instead of 19"),
        ((",".join(COLUMNS) + '\r\n"half').encode(), "cannot be read as CSV from line 2"),
        ("artikel;één".encode("cp1252"), "not in UTF-8"),
        (b"\xff\xfea\0", "not in UTF-8"),
    ],
)
def test_what_is_not_ours_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(WrongTable, match=says) as caught:
        read_annotations_csv(data)
    assert isinstance(caught.value, StandpuntError)


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_a_sentence(data: bytes) -> None:
    for tried in (data, ",".join(COLUMNS).encode() + b"\r\n" + data):
        # Anything but a WrongTable fails the test.
        with contextlib.suppress(WrongTable):
            assert all(set(row) == set(COLUMNS) for row in read_annotations_csv(tried))
