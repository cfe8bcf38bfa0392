"""PDFs: columns, broken words, running lines, headings; locked, scanned, hidden, too long."""

from collections import Counter

import pytest

from components.article import ArticleFault
from components.article.reading import limits, read_file
from components.article.reading.pdf_layout import _join
from tests.article.reading.making import Text, column, pdf
from tests.article.reading.test_text import holds_together, kinds

LEFT = ["De gemeente wil het plein op-", "nieuw inrichten, maar de be-", "woners van de wijk zijn daar",
        "helemaal niet blij mee, zegt", "de voorzitter van de buurt."]  # fmt: skip
RIGHT = ["Wethouder De Vries begrijpt", "de zorgen. „We gaan er eerst", "goed naar kijken”, zegt zij.", "Noord-",
         "Holland betaalt mee."]  # fmt: skip


def running(number: int) -> list[Text]:
    return [(300, 30, 9, f"Pagina {number} van 2"), (72, 815, 9, f"Wijkkrant {11 + number} - mei")]


FIRST = [(72.0, 780.0, 22.0, "Bewoners boos over plein"), *column(LEFT, 72), *column(RIGHT, 320), *running(1)]
SECOND = [
    *column(["Een oud-", "minister bemoeit zich er ook mee.", "", "Tweede alinea hier."]),
    (72.0, 600.0, -11.0, "Vette kop"),
    (72.0, 586.0, 11.0, "Tekst na de kop."),
    *running(2),
]


def test_two_columns_and_two_pages() -> None:
    reading = read_file(pdf([FIRST, SECOND]), "wijk.pdf")
    assert kinds(reading) == [
        ("title", "Bewoners boos over plein"),
        (
            "text",
            "De gemeente wil het plein opnieuw inrichten, maar de bewoners van de wijk zijn daar helemaal niet blij "
            "mee, zegt de voorzitter van de buurt.",
        ),
        (
            "text",
            "Wethouder De Vries begrijpt de zorgen. „We gaan er eerst goed naar kijken”, zegt zij. Noord-Holland "
            "betaalt mee.",
        ),
        ("text", "Een oud-minister bemoeit zich er ook mee."),
        ("text", "Tweede alinea hier."),
        ("heading", "Vette kop"),
        ("text", "Tekst na de kop."),
    ]
    assert [str(note) for note in reading.notes] == [
        "Repeated page headers, footers and page numbers that were left out: 4.",
        "Words broken off at the end of a line that were joined: 2.",
    ]
    assert (reading.title, reading.language) == ("Bewoners boos over plein", "nl")
    holds_together(reading)


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    one = [
        *column(["Deze zin begint links en", "loopt dan door naar de"], 72),
        *column(["rechter kolom, zegt hij, en"], 320),
    ]
    reading = read_file(pdf([one, column(["verder op de volgende bladzijde."])]), "a.pdf")
    assert reading.text == (
        "Deze zin begint links en loopt dan door naar de rechter kolom, zegt hij, en verder op de volgende bladzijde."
    )


def test_indented_paragraphs() -> None:
    lines = [*column(["Een alinea die over twee regels van", "deze kolom loopt tot hier toe en vol is"])]
    lines += [
        (84.0, 674.0, 11.0, "Een tweede, die inspringt en dan weer"),
        (72.0, 661.0, 11.0, "links begint."),
    ]
    assert read_file(pdf([lines]), "a.pdf").text.count("\n\n") == 1


def test_hidden_text_is_left_out_and_recognised_text_is_not() -> None:
    shown = column(["Dit staat er voor iedereen te lezen, en verder niets dan dit."])
    assert read_file(pdf([shown]), "a.pdf").notes == ()
    assert "voor iedereen" in read_file(pdf([shown], mode=3), "scan.pdf").text
    mixed = pdf([[*shown, (72, 500, 11, "Verborgen, zegt Jan.")]])
    place = mixed.rindex(b"0 Tr")
    reading = read_file(mixed[:place] + b"3 Tr" + mixed[place + 4 :], "a.pdf")
    assert "Verborgen" not in reading.text
    assert [str(note) for note in reading.notes] == ["Pieces of hidden text that were left out: 1."]
    off_page = read_file(
        pdf([[*shown, (72, 2000, 11, "Buiten beeld."), (72, 400, 1, "Piepklein.")]]), "a.pdf"
    )
    assert off_page.text == shown[0][3]


def test_locked_and_merely_protected() -> None:
    with pytest.raises(ArticleFault, match="locked with a password"):
        read_file(pdf([SECOND], password="geheim"), "a.pdf")
    assert "Vette kop" in read_file(pdf([SECOND], password=""), "a.pdf").text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf([[], []]), "is a scan"),
        (b"%PDF-1.7 en dan niets", "is damaged"),
        (pdf([FIRST])[:700], "is damaged|No text|is a scan"),
        (pdf([[(72, 700, 11, "x")]] * (limits.PAGES + 1)), "more than 300 pages"),
    ],
)
def test_what_cannot_be_read(data: bytes, says: str) -> None:
    with pytest.raises(ArticleFault, match=says):
        read_file(data, "a.pdf")


def test_pages_without_text() -> None:
    reading = read_file(pdf([SECOND, [], column(["Nog een bladzijde met een hele zin tekst."])]), "a.pdf")
    assert "Pages without text, perhaps pictures, that were left out: 1." in [str(n) for n in reading.notes]


def test_titles() -> None:
    text = column(["Een regel die geen kop is, maar lang genoeg om te lezen."])
    assert read_file(pdf([text], title="Rapport plein"), "a.pdf").title == "Rapport plein"
    assert read_file(pdf([text], title="Microsoft Word - a.docx"), "a.pdf").title == text[0][3]
    assert read_file(pdf([FIRST], title="Sjabloon"), "a.pdf").title == "Bewoners boos over plein"


@pytest.mark.parametrize(
    ("lines", "known", "text"),
    [
        (["be-", "woners"], "", "bewoners"),
        (["Noord-", "Holland"], "", "Noord-Holland"),
        (["in-", "en uitvoer"], "", "in- en uitvoer"),
        (["oud-", "minister"], "", "oud-minister"),
        (["zorg-", "instelling"], "zorg-instelling", "zorg-instelling"),
        (["co-", "operatie"], "cooperatie", "cooperatie"),
        (["FNV-", "lid"], "", "FNV-lid"),
        (["zo\u00ad", "veel"], "", "zoveel"),
        (["2020-", "2021"], "", "2020- 2021"),
        (["gewoon", "twee"], "", "gewoon twee"),
        (["a –", "b"], "", "a – b"),
    ],
)
def test_words_broken_at_a_line_end(lines: list[str], known: str, text: str) -> None:
    assert _join(lines, Counter(known.split()))[0] == text
