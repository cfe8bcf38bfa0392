"""Theme strips, the data: one row a theme, one mark a speaker, and who is silent on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from components.charts.style import SpeakerStyle
from components.themes.model import Position, PositionState, Theme


@dataclass(frozen=True)
class Mark:
    """A speaker's place in a row; estimate, low and high in [-1, 1], left to right."""

    style: SpeakerStyle
    lane: int
    estimate: float
    low: float
    high: float
    state: PositionState
    confirmed: bool
    statements: int

    @property
    def hollow(self) -> bool:
        """Provisional: nobody confirmed it, or fewer than three statements."""
        return not self.confirmed or self.state is PositionState.PROVISIONAL


@dataclass(frozen=True)
class Row:
    """One theme. `lanes` is how many speakers are shown; each has its own lane, also when silent."""

    theme: str
    left: str
    right: str
    lanes: int
    marks: tuple[Mark, ...]
    silent: tuple[SpeakerStyle, ...]
    mentioned: tuple[SpeakerStyle, ...]


def strips(
    themes: Sequence[Theme],
    positions: Mapping[tuple[str, str], Position],
    styles: Mapping[str, SpeakerStyle],
    language: str,
    speakers: Collection[str] | None = None,
) -> list[Row]:
    """The rows to draw, themes in their own order, speakers alphabetically by surname.

    positions: (speaker id, theme id) -> position. speakers: ids to show, None for all.
    A speaker without a position is never given a place on the axis.
    """
    shown = [style for style in ordered(styles) if speakers is None or style.speaker in speakers]
    rows: list[Row] = []
    for theme in themes:
        marks: list[Mark] = []
        silent: list[SpeakerStyle] = []
        mentioned: list[SpeakerStyle] = []
        for lane, style in enumerate(shown):
            position = positions.get((style.speaker, theme.id))
            if position is None or position.state is PositionState.NOT_ADDRESSED:
                silent.append(style)
            elif position.estimate is None or position.low is None or position.high is None:
                mentioned.append(style)
            else:
                marks.append(
                    Mark(
                        style,
                        lane,
                        position.estimate,
                        position.low,
                        position.high,
                        position.state,
                        position.confirmed,
                        len(position.statements),
                    )
                )
        rows.append(
            Row(
                theme.id,
                label(theme.poles.left.label, language),
                label(theme.poles.right.label, language),
                len(shown),
                tuple(marks),
                tuple(silent),
                tuple(mentioned),
            )
        )
    return rows


def ordered(styles: Mapping[str, SpeakerStyle]) -> list[SpeakerStyle]:
    """Speakers alphabetically by surname: an order that ranks nobody."""
    return sorted(styles.values(), key=lambda style: (style.surname.casefold(), style.name.casefold()))


def label(words: Mapping[str, str], language: str) -> str:
    """The text in this language, else in any language there is."""
    return words.get(language) or next(iter(words.values()), "")
