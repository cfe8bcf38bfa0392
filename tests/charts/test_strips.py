"""Theme strips: who is drawn, who is listed as silent, what the sentence says."""

from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest

from components.article.model import Speaker
from components.charts.drawing import strip_svg
from components.charts.strips import Row, strips
from components.charts.strips_figure import strips_figure
from components.charts.style import speaker_styles
from components.charts.words import clearest_gap, finding, leaning, row_words
from components.themes.model import Pole, Poles, Position, PositionState, Theme
from components.translations import Translator

EN = Translator("en")
SPEAKERS = [Speaker(id="a", name="Ann Zwart"), Speaker(id="b", name="Bo & Co", kind="organisation")]
STYLES = speaker_styles(SPEAKERS)


def theme(name: str = "pace") -> Theme:
    poles = Poles(left=Pole(id="l", label={"en": "Fast <b>"}), right=Pole(id="r", label={"en": "Slow"}))
    return Theme(id=name, question={}, poles=poles, terms={})


def at(speaker: str, estimate: float, half: float = 0.2, **more: object) -> Position:
    return Position.model_validate(
        {
            "speaker": speaker, "theme": "pace", "state": PositionState.PLACED, "estimate": estimate,
            "low": estimate - half, "high": estimate + half, "confirmed": True, "statements": ("s1",), **more,
        }
    )  # fmt: skip


def silent(speaker: str, state: PositionState = PositionState.NOT_ADDRESSED) -> Position:
    return Position(speaker=speaker, theme="pace", state=state)


def rows(*positions: Position) -> list[Row]:
    return strips([theme()], {(p.speaker, p.theme): p for p in positions}, STYLES, "en")


def test_silence_is_never_a_mark() -> None:
    [row] = rows(at("a", 0.5), silent("b"))
    assert [mark.style.speaker for mark in row.marks] == ["a"]
    assert [style.speaker for style in row.silent] == ["b"]


def test_mentioned_only_is_neither_silent_nor_placed() -> None:
    [row] = rows(at("a", 0.5), silent("b", PositionState.MENTION_ONLY))
    assert [style.speaker for style in row.mentioned] == ["b"]
    assert row.silent == ()


def test_speakers_stand_in_alphabetical_order_of_surname() -> None:
    [row] = rows(at("a", 0.5), at("b", -0.5))
    assert [mark.style.speaker for mark in row.marks] == ["b", "a"]


@pytest.mark.parametrize(
    ("confirmed", "state", "hollow"),
    [
        (True, PositionState.PLACED, False),
        (False, PositionState.PLACED, True),
        (True, PositionState.PROVISIONAL, True),
        (False, PositionState.BALANCE, True),
        (True, PositionState.BALANCE, False),
    ],
)
def test_what_nobody_confirmed_is_hollow(confirmed: bool, state: PositionState, hollow: bool) -> None:
    [row] = rows(at("a", 0.5, confirmed=confirmed, state=state))
    assert row.marks[0].hollow is hollow


@pytest.mark.parametrize(
    ("half", "verb"), [(0.2, "Bo & Co and Zwart differ"), (0.6, "Bo & Co and Zwart seem to differ")]
)
def test_differ_is_said_only_where_intervals_do_not_overlap(half: float, verb: str) -> None:
    assert finding(rows(at("a", 0.5, half), at("b", -0.5, half)), EN).startswith(verb)


def test_a_certain_difference_goes_before_a_larger_doubtful_one() -> None:
    sure = Row("sure", "l", "r", 2, rows(at("a", 0.3, 0.1), at("b", -0.3, 0.1))[0].marks, (), ())
    wide = Row("wide", "l", "r", 2, rows(at("a", 0.6, 0.9), at("b", -0.6, 0.9))[0].marks, (), ())
    gap = clearest_gap([wide, sure])
    assert gap is not None
    assert gap.row.theme == "sure"


@pytest.mark.parametrize(
    ("positions", "sentence"),
    [
        ([silent("a"), silent("b")], "Nobody takes a position on these themes."),
        ([at("a", 0.4), silent("b")], "No theme here has two speakers, so there is nothing to compare yet."),
        ([at("a", 0.4), at("b", 0.35)], "The speakers stand close together on every theme they share."),
    ],
)
def test_finding_without_a_difference(positions: list[Position], sentence: str) -> None:
    assert finding(rows(*positions), EN) == sentence


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (-0.9, "clearly towards L"),
        (-0.3, "towards L"),
        (0.1, "around the middle"),
        (0.6, "clearly towards R"),
    ],
)
def test_leaning(estimate: float, words: str) -> None:
    assert leaning(estimate, "L", "R", EN) == words


def test_figure_has_one_clickable_mark_for_each_position_and_none_for_silence() -> None:
    figure = strips_figure(rows(at("a", 0.5), silent("b")), "light", EN)
    marks = [trace for trace in figure.data if trace.customdata is not None]
    assert [tuple(trace.customdata[0]) for trace in marks] == [("a", "pace")]
    assert marks[0].x == (0.5,)
    assert "BC" in " ".join(annotation.text for annotation in figure.layout.annotations)


def test_figure_escapes_what_people_wrote() -> None:
    figure = strips_figure(rows(at("a", 0.5)), "light", EN)
    texts = " ".join(annotation.text for annotation in figure.layout.annotations)
    assert "&lt;b&gt;" in texts
    assert "<b>" not in texts


def test_lanes_do_not_overlap() -> None:
    figure = strips_figure(rows(at("a", 0.5), at("b", 0.5)), "dark", EN)
    heights = sorted(trace.y[0] for trace in figure.data if trace.customdata is not None)
    assert all(lower + 20 <= upper for lower, upper in pairwise(heights))


def test_drawing_is_well_formed_and_says_everything_in_its_name() -> None:
    [row] = rows(at("a", 0.5), silent("b"))
    svg = fromstring(strip_svg(row, "light", EN, "a"))
    assert svg.get("aria-label") == row_words(row, EN)
    assert "Bo & Co" in str(svg.get("aria-label"))
    texts = [node.text for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["AZ"]
