"""Paragraph kinds and sentences."""

from itertools import pairwise

import pytest

from components.article.lexicon import detect_language, lexicon
from components.article.marks import find_quotes
from components.article.paragraphs import find_paragraphs
from components.article.sentences import split_sentences


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[p.start : p.end], p.kind) for p in find_paragraphs(text, lexicon("nl"))]


def test_kinds() -> None:
    text = (
        "Wat blijft er over?\r\nDoor Kim Bos\r\n\r\nEerst een gewone zin. En nog een.\r\n  Een tussenkop  \r\n"
        "Weer tekst.\r\nFoto: een camper.\r\nLees ook: iets anders\r\n------\r\nEerder verschenen in blad C"
    )
    assert kinds(text) == [
        ("Wat blijft er over?", "title"),
        ("Door Kim Bos", "byline"),
        ("Eerst een gewone zin. En nog een.", "text"),
        ("Een tussenkop", "heading"),
        ("Weer tekst.", "text"),
        ("Foto: een camper.", "caption"),
        ("Lees ook: iets anders", "boilerplate"),
        ("------", "boilerplate"),
        ("Eerder verschenen in blad C", "boilerplate"),
    ]


@pytest.mark.parametrize(
    "line",
    ["- een lagere snelheid", "» Reageren kan", "Een hele zin.", "Kim Bos:", "“Een citaat”", "1. Punt"],
)
def test_not_a_heading(line: str) -> None:
    assert kinds(f"Titel\n{line}\nEen gewone zin.")[1][1] != "heading"


def test_a_first_paragraph_of_prose_is_no_title() -> None:
    assert kinds("Dit is een zin. Dit ook\nMeer tekst.")[0][1] == "text"
    assert kinds("Een regel zonder meer")[0][1] == "text"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. J. de Vries komt. Hij blijft.", 2),
        ("“Ja.” Hij gaat. “Nee”, zegt ze.", 3),
        ("Ze vraagt: “Waarom? Hoezo?” en loopt weg.", 1),
        ("Om 10.30 uur begint het. Daarna koffie.", 2),
        ("O.a. Van Dijk kwam.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    words = lexicon("nl")
    spans = split_sentences(text, 0, len(text), find_quotes(text, 0, len(text), words)[0], words)
    assert len(spans) == count
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in pairwise(spans))


def test_language() -> None:
    assert detect_language("De kat zit op het dak en dat is niet goed voor de hond.") == "nl"
    assert detect_language("The cat is on the roof and that is not good for the dog.") == "en"
    assert detect_language("") == "nl"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("De brug over de vaart. Foto: Anna Visser", "caption"),
        ("De brug over de vaart (foto: Anna Visser)", "caption"),
        ("De burgemeester opent de brug | Beeld: De Kade", "caption"),
        ("De burgemeester opent de brug © Anna Visser", "caption"),
        ("Op de foto: de brug, de sluis en de molen van Oosterwolde.", "text"),
        ("De wethouder ziet het anders. “Dit is mijn beeld: mooi.”", "text"),
        ("Dat is het beeld dat blijft: veel water en weinig brug, en dat elke dag. Mooi is anders.", "text"),
    ],
)
def test_a_picture_credit_at_the_end_makes_a_caption(line: str, kind: str) -> None:
    assert kinds(f"Titel\nEen gewone zin. En nog een.\n{line}\nEen gewone zin.")[2][1] == kind
