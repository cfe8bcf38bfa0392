"""Quotation marks: which stretches are found, whatever the house style and however wrong the marks are."""

import pytest

from components.article.lexicon import lexicon
from components.article.marks import find_quotes


def inside(text: str, language: str = "nl") -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, 0, len(text), lexicon(language))[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Ja”, zegt hij. “Nee.”", ["Ja", "Nee."]),
        ('"Ja", zegt hij. "Nee."', ["Ja", "Nee."]),
        ("„Ja”, zegt hij. „Nee.”", ["Ja", "Nee."]),
        ("„Ja“, zegt hij. „Nee.“", ["Ja", "Nee."]),
        (",,Ja'', zegt hij. ,,Nee.''", ["Ja", "Nee."]),
        (",, Ja '', zegt hij; ,,Nee.''", ["Ja", "Nee."]),
        ("«Ja», zegt hij. «Nee.»", ["Ja", "Nee."]),
        ("‘Ja’, zegt hij. ‘Nee.’", ["Ja", "Nee."]),
        ("'Ja', zegt hij. 'Nee.'", ["Ja", "Nee."]),
        ("’Ja’, zegt hij. ’Nee.’", ["Ja", "Nee."]),
        ('eens:“Een app zonder mens."', ["Een app zonder mens."]),
        ("„Mijn baas zei: ’stop ermee’”, vertelt Piet.", ["Mijn baas zei: ’stop ermee’"]),
        ("‘Die riep: “Ga slapen!” Maar ja.’", ["Die riep: “Ga slapen!” Maar ja."]),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "’s Ochtends en 's avonds, in ’t bos, zo’n dag met foto’s uit de jaren ’90.",
        "Trump's plan, Jans' fiets, m'n bed, z’n hoed, 'n kat.",
        'Een scherm van 32" breed.',
        "» Alle tekeningen liggen ter inzage.",
        "Geen enkel teken",
        "",
    ],
)
def test_apostrophes_inches_and_bullets_are_no_marks(text: str) -> None:
    assert inside(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ze zei: "Kijk zelf maar. Hij durft niet.', ["Kijk zelf maar. Hij durft niet."]),
        ("„Wij gaan door. Zei hij. „Ja.”", ["Wij gaan door.", "Ja."]),
        ("Ik ga door”, zegt hij. “Ja.”", ["Ja."]),
        ("‘Ik blijf hier.", ["Ik blijf hier."]),
        ("Het ‘rondje begint hier.", []),
    ],
)
def test_missing_marks_end_with_the_paragraph(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_english_possessive_inside_single_marks() -> None:
    assert inside("‘The porters’ names fill it’, he says.", "en") == ["The porters’ names fill it"]


def test_an_unclosed_quote_says_so() -> None:
    text = "“Een. “Twee.”"
    assert [q.closed for q in find_quotes(text, 0, len(text), lexicon("nl"))[0]] == [False, True]
