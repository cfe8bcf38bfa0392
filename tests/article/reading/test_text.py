"""Plain text, pastes, Markdown; encodings; what is no text; names of files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.article import ArticleFault, parse
from components.article.reading import Reading, read_file, read_text
from components.article.reading import read as reading_module
from components.article.reading.assemble import shown_name
from components.article.reading.clean import clean
from components.article.reading.decode import decode_page, encoding_name
from components.article.reading.kinds import SUFFIXES
from components.article.reading.limits import BYTES_TEXT, BYTES_UPLOAD, CHARACTERS, NAME_LENGTH, TITLE_LENGTH
from components.article.reading.worker import extract

TEXT = "Minder regels in de zorg\r\n\r\n„Een café”, zegt Kim Bos. „Dat is er niet.”\r\nEn dat was het.\r\n"
PLAIN = "Minder regels in de zorg\n\n„Een café”, zegt Kim Bos. „Dat is er niet.”\nEn dat was het."


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(p.kind, reading.text[p.start : p.end]) for p in reading.paragraphs]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
)
@pytest.mark.parametrize("name", ["artikel.txt", "artikel", "artikel.xyz"])
def test_plain_text(data: bytes, name: str) -> None:
    reading = read_file(data, name)
    assert reading.text == PLAIN
    assert reading.title == "Minder regels in de zorg"
    assert (reading.language, reading.paragraphs, reading.notes) == ("nl", (), ())


def test_a_paste_is_read_like_a_file() -> None:
    assert read_text(TEXT) == read_file(TEXT.encode(), "a.txt")


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.txt", "is empty"),
        (b" \r\n\t", "a.txt", "is empty"),
        (b"\xef\xbb\xbf ", "a.txt", "is empty"),
        ("\u200b\u202e".encode(), "a.txt", "No text was found"),
        (b"... --- 123", "a.txt", "No text was found"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.txt", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "foto.png", "It reads .txt, .md, .html, .docx and .pdf"),
        (b"a\x00b", "a", "not something Standpunt can read"),
        (b"\xff\xfea", "a.txt", "says it is utf-16-le"),
        (b"\x81\x8d\x8f tekst", "a.txt", "unknown encoding"),
        (b"{\\rtf1 hallo}", "a.rtf", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "a.doc", "old Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (b"hallo wereld", "a.docx", "called .docx but is something else"),
        (b"hallo wereld", "a.pdf", "called .pdf but is something else"),
        (b"PK\x03\x04 en dan niets", "a.docx", "is damaged"),
        (b"x" * (BYTES_UPLOAD + 1), "a.pdf", "larger than 20 MB"),
        (b"x" * (BYTES_TEXT + 1), "a.txt", "larger than 8 MB"),
        (b"x " * (CHARACTERS // 2 + 1), "a.txt", "more than 2000000 characters"),
    ],
)
def test_what_cannot_be_used(data: bytes, name: str, says: str) -> None:
    with pytest.raises(ArticleFault, match=says) as caught:
        read_file(data, name)
    assert name in str(caught.value)


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u2029"])
def test_an_empty_paste(text: str) -> None:
    with pytest.raises(ArticleFault, match="Paste the article's text"):
        read_text(text)


def test_a_paste_without_end() -> None:
    with pytest.raises(ArticleFault, match="Paste a part"):
        read_text("a" * (2 * CHARACTERS + 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("zo\u00adveel\u200b\u202e\u2066\ufeff\U000e0041s", "zoveels"),
        ("cafe\u0301 ﬁlm Ĳssel", "café film IJssel"),
        ("a\u00a0\u2009\t b  \n  c", "a b\nc"),
        ("\ud800", "\ufffd"),
        ("a\x00\x07b", "ab"),
        ("👩\u200d🚀", "👩\u200d🚀"),
    ],
)
def test_clean(before: str, after: str) -> None:
    assert clean(before) == after


WRAPPED = """De gemeente wil het plein opnieuw inrichten, maar de bewoners zijn
daar helemaal niet blij mee. „We zijn niet gehoord”, zegt voorzitter
Jan Smit van de buurtvereniging, die al jaren bestaat.

Wethouder Els de Vries begrijpt dat wel, maar vindt dat er nu toch
iets moet gebeuren aan de stenen en de bomen die er al dertig jaar
staan.
"""
LIST = "Wat nodig is:\n- meer tijd\n- minder papier\n- koffie\n\nEen alinea\nmet een regel.\n"


def test_lines_cut_at_a_width_are_joined() -> None:
    reading = read_text(WRAPPED)
    assert reading.text.count("\n") == 2
    assert "bewoners zijn daar helemaal" in reading.text
    assert ["fixed width" in str(note) for note in reading.notes] == [True]
    assert read_text(LIST).text == LIST.strip()


MARKDOWN = """---
title: "Titel van voren"
author: Kim Bos
---
# Kop van het *stuk*

Eerste alinea met een [verwijzing](https://x.nl) en `code`
over twee regels.\\
Nieuwe regel.

## Tussenkop

> „Dat moet anders”, zegt Jan.

- een
- twee

| Naam | Uur |
|---|---|
| Jan | 12 |

<script>alert(1)</script>

![foto](x.png)

~~weg~~ Slot.
"""


def test_markdown() -> None:
    reading = read_file(MARKDOWN.encode(), "a.md")
    assert kinds(reading) == [
        ("title", "Titel van voren"),
        ("byline", "Door Kim Bos"),
        ("heading", "Kop van het stuk"),
        ("text", "Eerste alinea met een verwijzing en code over twee regels."),
        ("text", "Nieuwe regel."),
        ("heading", "Tussenkop"),
        ("text", "„Dat moet anders”, zegt Jan."),
        ("text", "- een"),
        ("text", "- twee"),
        ("text", "Naam | Uur"),
        ("text", "Jan | 12"),
        ("text", "Slot."),
    ]
    assert [str(note) for note in reading.notes] == ["Pieces of code or HTML that were left out: 1."]
    assert read_file(b"# Kop\n\nTekst van Jan.", "a.md").title == "Kop"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kop zonder punt\n\nEen zin.", "Kop zonder punt"),
        ("x" * 500 + "\nKort.", "Kort."),
        ("woord " * 200, "bestand"),
        ("1234\nEen zin.", "Een zin."),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert read_file(text.encode(), "bestand.txt").title == title


def test_a_long_title_is_cut() -> None:
    title = read_file(("woord " * 200).encode(), "...txt").title
    assert len(title) <= TITLE_LENGTH
    assert title.endswith("…")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De minister zegt dat het niet kan, en dat is ook zo.", "nl"),
        ("The minister says that it is not possible, and that is so.", "en"),
        ("Der Minister sagt, dass das nicht geht und so bleibt es auch.", None),
        ("日本語の文章です。", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert read_text(text).language == language


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\fakepath\\stuk.txt", "stuk.txt"),
        ("a\x00b\r\n\u202etxt.exe", "ab txt.exe"),
        ("", ""),
    ],
)
def test_shown_name(name: str, shown: str) -> None:
    assert shown_name(name) == shown
    assert len(shown_name("x" * 1000 + ".txt")) <= NAME_LENGTH


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("café".encode(), None, "café"),
        ("café".encode("cp1252"), None, "café"),
        ("café".encode("cp1252"), "iso-8859-1", "café"),
        ("„café”".encode("cp1252"), "latin1", "„café”"),
        ("café".encode(), "us-ascii", "café"),
        ("café".encode("utf-16"), "utf-8", "café"),
        (b"<meta charset=windows-1251>\xcf", None, "<meta charset=windows-1251>П"),
        (b'<meta http-equiv="x" content="text/html; charset=iso-8859-15">\xa4', None, "€"),
        (("é" * 3000).encode() + b"\xff", None, "\ufffd"),
    ],
)
def test_encodings_of_pages(data: bytes, declared: str | None, text: str) -> None:
    assert decode_page(data, declared).endswith(text)


@pytest.mark.parametrize(
    "label", ["zlib", "rot13", "utf-7", "unicode_escape", "idna", "hex", "", None, "\x00", "x" * 99]
)
def test_what_is_no_encoding(label: str | None) -> None:
    assert encoding_name(label) is None


BEGINNINGS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body><p>", b"# ", b"---\n", b"\xff\xfe", b"{\\rtf"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    ),
    st.one_of(st.sampled_from([f"a.{suffix}" for suffix in SUFFIXES]), st.text(max_size=20)),
)
def test_any_bytes_and_any_name(beginning: bytes, rest: bytes, name: str) -> None:
    # Without a process for each of them; test_isolate.py sees to that.
    outside = pytest.MonkeyPatch()
    outside.setattr(reading_module, "take_apart", extract)
    try:
        holds_together(read_file(beginning + rest, name))
    except ArticleFault as fault:
        said = fault.message.id.format(**dict.fromkeys(fault.message.values, ""))
    else:
        said = ""
    finally:
        outside.undo()
    assert "{" not in said


def holds_together(reading: Reading) -> None:
    assert reading.title.strip()
    assert "\n\n\n" not in reading.text
    assert "\r" not in reading.text
    assert reading.text == reading.text.strip()
    at = 0
    for paragraph in reading.paragraphs:
        assert at <= paragraph.start < paragraph.end <= len(reading.text)
        piece = reading.text[paragraph.start : paragraph.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        at = paragraph.end
    parse(reading.text, article_id="a", title=reading.title, source=reading.source)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_reading_what_was_read_changes_nothing(text: str) -> None:
    try:
        reading = read_text(text)
    except ArticleFault:
        return
    holds_together(reading)
    assert read_text(reading.text).text == reading.text
