"""Pure parts of widgets: texts cut into pieces, and what a browser may send."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.article.model import Article, Attribution, Paragraph, Parser, Speaker, Statement, checksum
from components.themes.model import Evidence
from components.widgets.ballot import read_outbox
from components.widgets.quotes import pieces
from components.widgets.reader import paragraphs
from components.widgets.text import plain, sentence_case
from components.workshop.model import Ballot


def words(start: int, end: int) -> Evidence:
    return Evidence(start=start, end=end, text="", term="t", side="left")


@pytest.mark.parametrize(
    ("text", "start", "evidence", "expected"),
    [
        ("abc", 0, [], [("abc", False)]),
        ("abc", 10, [words(11, 12)], [("a", False), ("b", True), ("c", False)]),
        ("abc", 0, [words(0, 3)], [("abc", True)]),
        ("abc", 0, [words(0, 2), words(1, 3)], [("abc", True)]),
        ("abc", 5, [words(0, 6), words(7, 99)], [("a", True), ("b", False), ("c", True)]),
    ],
)
def test_counted_words(
    text: str, start: int, evidence: list[Evidence], expected: list[tuple[str, bool]]
) -> None:
    assert [(piece["text"], piece["counted"]) for piece in pieces(text, start, evidence)] == expected


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_pieces_joined_give_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    cut = pieces(text, 3, [words(a, b) for a, b in spans])
    assert "".join(piece["text"] for piece in cut) == text


def article(text: str, spans: list[tuple[int, int]]) -> Article:
    return Article(
        id="a", title="t", language="nl", sha256=checksum(text), text=text,
        paragraphs=(Paragraph(start=0, end=len(text), kind="text"),),
        speakers=(Speaker(id="p1", name="A"),),
        statements=tuple(
            Statement(
                id=f"s{i}", start=a, end=b, text=text[a:b], speaker="p1", type="direct",
                attribution=Attribution(rule="r", confidence=1),
            )
            for i, (a, b) in enumerate(spans)
        ),
        parser=Parser(name="p", version="1"),
    )  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(1, 20)), max_size=5))
def test_paragraphs_joined_give_the_text_whatever_overlaps(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrst"
    [paragraph] = paragraphs(article(text, [(a, b) for a, b in spans if a < b]))
    assert "".join(piece["text"] for piece in paragraph["pieces"]) == text


def item(**more: Any) -> dict[str, Any]:
    return {
        "seq": 1,
        "statement": "s1",
        "agreement": 1,
        "no_opinion": False,
        "important": False,
        "comment": "",
        **more,
    }


@pytest.mark.parametrize(
    ("sent", "ballot"),
    [
        (item(), Ballot("s1", 1)),
        (item(agreement=2.0), Ballot("s1", 2)),
        (item(agreement=None, no_opinion=True), Ballot("s1", None, no_opinion=True)),
        (item(important=True, comment="x"), Ballot("s1", 1, important=True, comment="x")),
        (item(no_opinion="yes", important=1, comment=5), Ballot("s1", 1)),
    ],
)
def test_outbox(sent: dict[str, Any], ballot: Ballot) -> None:
    outbox = read_outbox({"client": "c", "items": [sent]})
    assert outbox is not None
    assert outbox.ballots == ((1, ballot),)


@pytest.mark.parametrize(
    "sent",
    [
        None, 5, "x", [], {}, {"client": "c"}, {"client": 1, "items": [item()]}, {"client": "c", "items": []},
        {"client": "c", "items": "x"}, {"client": "c", "items": [5]}, {"client": "c", "items": [item(seq="1")]},
        {"client": "c", "items": [item(seq=math.nan)]}, {"client": "c", "items": [item(seq=math.inf)]},
        {"client": "c", "items": [item(seq=True)]}, {"client": "c", "items": [item(statement=None)]},
        {"client": "c", "items": [item()] * 201},
    ],
)  # fmt: skip
def test_an_outbox_that_is_not_the_cards_is_ignored(sent: object) -> None:
    assert read_outbox(sent) is None


@pytest.mark.parametrize("strange", ["2", [1], {"a": 1}, True, 1.5, math.nan, math.inf])
def test_strange_agreement_is_left_for_the_rules_to_refuse(strange: object) -> None:
    outbox = read_outbox({"client": "c", "items": [item(agreement=strange)]})
    assert outbox is not None
    assert outbox.ballots[0][1].agreement is strange


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a*b*", r"a\*b\*"), (":red[x]", r"\:red\[x\]"), ("$x$", r"\$x\$"), ("a\nb", "a b"), ("<b>", r"\<b\>")],
)
def test_plain_text_has_nothing_for_markdown(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_sentence_case_leaves_names_alone() -> None:
    assert sentence_case("richting ‘Kern’") == "Richting ‘Kern’"
    assert sentence_case("") == ""
