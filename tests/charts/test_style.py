"""Speakers keep one look, and every mark can be seen on its background."""

import pytest

from components.article.model import Speaker
from components.charts.style import (
    COLOURS,
    HAIRLINE,
    INK,
    PAGE,
    SOFT,
    Mode,
    initials,
    speaker_styles,
    surname,
)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2, definition of "relative luminance"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_marks_and_the_initials_in_them_can_be_read(mode: Mode) -> None:
    """4.5:1 serves both: initials are text in the speaker's colour on the page, or the other way round."""
    for colour in COLOURS[mode]:
        assert contrast(colour, PAGE[mode]) >= 4.5, colour


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_can_be_read_and_hairlines_are_quieter_than_marks(mode: Mode) -> None:
    assert contrast(INK[mode], PAGE[mode]) >= 7
    assert contrast(SOFT[mode], PAGE[mode]) >= 4.5
    assert contrast(HAIRLINE[mode], PAGE[mode]) < 3


def speakers(*names: str) -> list[Speaker]:
    return [Speaker(id=f"p{i}", name=name) for i, name in enumerate(names)]


def test_no_two_of_25_speakers_look_alike() -> None:
    styles = speaker_styles(speakers(*[f"Ann Number{i}" for i in range(25)])).values()
    assert len({(style.shape, style.colours["light"]) for style in styles}) == 25
    assert len({style.initials for style in styles}) == 25


def test_a_further_speaker_changes_nobody_elses_look() -> None:
    two = speaker_styles(speakers("Ann Bos", "Piet Klein"))
    three = speaker_styles(speakers("Ann Bos", "Piet Klein", "Zoë Aarts"))
    assert all(three[key] == two[key] for key in two)


@pytest.mark.parametrize(
    ("name", "taken", "letters"),
    [
        ("Felice Postma", set(), "FP"),
        ("Linda van den Berg", set(), "LB"),
        ("Linda van den Berg", {"LB"}, "LBE"),
        ("MantelzorgNL", set(), "MA"),
        ("MantelzorgNL", {"MA"}, "MAN"),
        ("Élodie d’Arc", set(), "ÉD"),
        ("", set(), "?"),
        ("<b>", set(), "<B"),
        ("A B", {"AB", "ABB"}, "AB2"),
    ],
)
def test_initials(name: str, taken: set[str], letters: str) -> None:
    assert initials(name, taken) == letters


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Felice Postma", "Postma"),
        ("Linda van den Berg", "Van den Berg"),
        ("Van den Berg", "Van den Berg"),
        ("Madonna", "Madonna"),
        ("", ""),
    ],
)
def test_surname(name: str, expected: str) -> None:
    assert surname(Speaker(id="p", name=name)) == expected
