"""Theme strips on screen: a Plotly figure, its table twin, and small drawings for narrow screens."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from components.charts.drawing import image, strip_svg
from components.charts.strips import Row, ordered
from components.charts.strips_figure import strips_figure
from components.charts.words import finding, row_words, state_words
from components.themes.model import PositionState
from components.widgets.context import Context
from components.widgets.evidence import evidence
from components.widgets.text import html, plain

_CHOSEN = "chosen_cell"
_FIGURE = "strips_figure"

Cell = tuple[str, str]  # speaker id, theme id


def chosen_cell(view: Context, rows: Sequence[Row]) -> Cell | None:
    """The speaker and theme whose evidence is open, as long as both are shown."""
    cell: Cell | None = st.session_state.get(_CHOSEN)
    shown = {(speaker, row.theme) for row in rows for speaker in _shown_speakers(view, [row])}
    return cell if cell in shown else None


def first_cell(rows: Sequence[Row]) -> Cell | None:
    """What is open before anybody chose: in the first row that has marks, the one with most statements."""
    for row in rows:
        if row.marks:
            mark = max(row.marks, key=lambda mark: mark.statements)
            return (mark.style.speaker, row.theme)
    return None


def strips_wide(view: Context, rows: Sequence[Row], chosen: Cell | None) -> None:
    """The figure; a click on a mark opens its evidence. `chosen` gets a ring."""
    _ = view.say
    st.plotly_chart(
        strips_figure(rows, view.mode, _, chosen),
        key=_FIGURE,
        theme=None,
        width="stretch",
        on_select=_choose_in_figure,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False, "doubleClick": False},
        alt=finding(rows, _) + " " + " ".join(row_words(row, _) for row in rows),
    )


def strips_table(view: Context, rows: Sequence[Row]) -> None:
    """Every cell in words, each a button that opens its evidence: the figure for keyboard and screen reader."""
    _ = view.say
    shown = _shown_speakers(view, rows)
    widths = [1.6, *[1.0] * len(shown)]
    for column, text in zip(st.columns(widths), ["", *[view.styles[s].name for s in shown]], strict=True):
        column.markdown(f"**{plain(text)}**" if text else " ")
    for row in rows:
        head, *cells = st.columns(widths, vertical_alignment="center")
        head.markdown(f"{plain(row.left)} ↔ {plain(row.right)}")
        for cell, speaker in zip(cells, shown, strict=True):
            cell.button(
                plain(_cell_words(view, speaker, row.theme)),
                key=f"cell:{row.theme}:{speaker}",
                on_click=_choose,
                args=((speaker, row.theme),),
                type="tertiary",
                wrap=True,
            )


def strips_narrow(view: Context, rows: Sequence[Row]) -> None:
    """For each theme the pole names above its strip, a small drawing, and a button for each speaker."""
    _ = view.say
    chosen = chosen_cell(view, rows)
    shown = _shown_speakers(view, rows)
    for row in rows:
        here = chosen[0] if chosen and chosen[1] == row.theme else None
        html(
            f'<hr class="sp-rule"><p class="sp-poles"><span>{escape(row.left)}</span>'
            f"<span>{escape(row.right)}</span></p>"
            + image(
                strip_svg(row, view.mode, _, here),
                row_words(row, _),
                "display:block;width:100%;max-width:40rem",
            )
        )
        key = f"strip:{row.theme}"
        st.session_state[key] = here
        st.pills(
            _("Why here? {left} or {right}", left=row.left, right=row.right),
            shown,
            format_func=partial(_short_words, view, row.theme),
            key=key,
            on_change=_choose_in_row,
            args=(row.theme,),
            label_visibility="collapsed",
        )
        if here:
            evidence(view, (here, row.theme), key=f"evidence:{row.theme}", compact=True)


def _shown_speakers(view: Context, rows: Sequence[Row]) -> list[str]:
    shown = {
        style.speaker
        for row in rows
        for style in (*(mark.style for mark in row.marks), *row.silent, *row.mentioned)
    }
    return [style.speaker for style in ordered(view.styles) if style.speaker in shown]


def _cell_words(view: Context, speaker: str, theme: str) -> str:
    _ = view.say
    position = view.positions[speaker, theme]
    words = state_words(position.state, _)
    if position.estimate is None or position.low is None or position.high is None:
        return words
    return _(
        "{estimate} ({low} to {high}), {state}",
        estimate=_.number(position.estimate, signed=True),
        low=_.number(position.low, signed=True),
        high=_.number(position.high, signed=True),
        state=words,
    )


def _short_words(view: Context, theme: str, speaker: str) -> str:
    position = view.positions[speaker, theme]
    name = view.styles[speaker].surname
    if position.state is PositionState.NOT_ADDRESSED or position.estimate is None:
        return plain(f"{name}: {state_words(position.state, view.say)}")
    return plain(f"{name} {view.say.number(position.estimate, 1, signed=True)}")


def _choose(cell: Cell) -> None:
    st.session_state[_CHOSEN] = cell


def _choose_in_row(theme: str) -> None:
    speaker = st.session_state[f"strip:{theme}"]
    st.session_state[_CHOSEN] = (speaker, theme) if speaker else None


def _choose_in_figure() -> None:
    points = st.session_state[_FIGURE].selection.points
    # A redrawn figure reports an empty selection; that is nobody's choice.
    if points and len(points[0].get("customdata") or ()) == 2:
        speaker, theme = points[0]["customdata"]
        st.session_state[_CHOSEN] = (str(speaker), str(theme))
