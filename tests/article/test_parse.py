"""What holds for any text: no exception, offsets that verify, the same answer twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.article import Article, ArticleFault, dump, parse
from components.article.ids import keep_ids

PIECES = st.sampled_from(
    [
        "“",
        "”",
        "„",
        '"',
        "'",
        "‘",
        "’",
        ",,",
        "''",
        "«",
        "»",
        ":",
        ",",
        ".",
        "?",
        "!",
        "(",
        ")",
        "–",
        "…",
        "\n",
        "\r\n",
        "\t",
        "zegt",
        "aldus",
        "volgens",
        "dat",
        "hij",
        "ze",
        "said",
        "that",
        "according",
        "to",
        "Jan",
        "Kim",
        "Bos",
        "van",
        "der",
        "Vries",
        "De",
        "wethouder",
        "een",
        "woordvoerder",
        "noemt",
        "twee",
        "drempels",
        "eerste",
        "tweede",
        "Q:",
        "A:",
        "1",
        "é",
        "😀",
        "\u2028",
        "\x00",
    ]
)
MARKED = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)


@given(st.text() | MARKED, st.sampled_from(["nl", "en", None]))
def test_any_text_parses(text: str, language: str | None) -> None:
    article = parse(text, article_id="x", language=language)  # type: ignore[arg-type]
    assert article.text == text
    assert Article.model_validate_json(dump(article)) == article
    assert dump(parse(text, article_id="x", language=language)) == dump(article)  # type: ignore[arg-type]
    assert [s.start for s in article.statements] == sorted(s.start for s in article.statements)
    assert keep_ids(article, [article]) == article


QUIET = "het regende die dag nog lang, en daarna werd het weer droog in alle straten."


@given(st.lists(MARKED.filter(lambda piece: "\n" not in piece and piece.strip()), min_size=2, max_size=6))
def test_a_paragraph_at_the_end_changes_nothing_before_it(paragraphs: list[str]) -> None:
    before = "Een kop boven het stuk\n\n" + "\n\n".join(paragraphs) + "\n\nEen zin aan het slot van alles."
    article = parse(before, article_id="x", language="nl")
    longer = parse(f"{before}\n\n{QUIET}", article_id="x", language="nl")
    assert longer.statements == article.statements
    assert longer.speakers == article.speakers


@given(MARKED, MARKED)
def test_ids_never_come_back(before: str, after: str) -> None:
    first = parse(before, article_id="x", language="nl")
    second = keep_ids(parse(after, article_id="x", language="nl"), [first])
    kept = {s.id: s.text for s in first.statements}
    for statement in second.statements:
        assert statement.id not in kept or statement.text == kept[statement.id] or before == after


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    article = parse("“Ja \ud800 zeker”, zegt Kim Bos.", article_id="x")
    assert article.statements[0].text == "Ja \ufffd zeker"


def test_hundred_thousand_marks() -> None:
    for mark in "\"“'’":
        assert parse(mark * 100_000, article_id="x").statements == ()
    assert len(parse("“Ja”, zegt Jan Bos.\n" * 2_000, article_id="x").statements) == 2_000


@pytest.mark.parametrize("name", ["", "Hoofdletter", "a b", "x" * 81, "../etc"])
def test_unusable_id(name: str) -> None:
    with pytest.raises(ArticleFault, match="cannot be an article's id"):
        parse("Tekst.", article_id=name)


def test_title_language_and_source() -> None:
    article = parse("Een kop\nTekst van de zaak.", article_id="x")
    assert (article.title, article.language) == ("Een kop", "nl")
    assert parse("", article_id="leeg").title == "leeg"
    assert parse("Een kop", article_id="x", title="Anders").title == "Anders"
    assert len(parse("woord " * 200, article_id="x").title) <= 160
