"""Theme strips as a Plotly figure, for screens that are wide enough."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from components.charts.strips import Mark, Row
from components.charts.style import HAIRLINE, INK, PAGE, SOFT, Mode
from components.charts.words import mark_words
from components.themes.model import PositionState
from components.translations import Translator

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

LANE = 23  # pixels between the lanes of two speakers
GAP = 13  # pixels between two themes
TOP = 30
POLE = 188  # pixels for a pole's name on either side
TRAY = 150  # pixels for who is silent
MARK = 23
# Plotly draws a diamond 1.3 times its size; 23 px lanes should hold it.
_SYMBOL_SIZE = {"circle": 1.0, "diamond": 0.96, "square": 0.92, "hexagon": 1.08, "cross": 1.2}


def strips_figure(
    rows: Sequence[Row], mode: Mode, _: Translator, chosen: tuple[str, str] | None = None
) -> "Figure":
    """Aligned rows on one axis from -1 to 1; each mark carries (speaker id, theme id) as customdata.

    chosen: (speaker id, theme id) of the mark whose evidence is open; it gets a ring.
    """
    from plotly.graph_objects import Figure, Scatter

    height = sum(_row_height(row) for row in rows)
    figure = Figure()
    top = 0.0
    for row in rows:
        centre = top + _row_height(row) / 2
        _row_frame(figure, row, centre, mode, _)
        for mark in row.marks:
            y = top + GAP / 2 + LANE * (mark.lane + 0.5)
            _interval(figure, mark, y, mode)
            if chosen == (mark.style.speaker, row.theme):
                figure.add_trace(_ring(mark, y, mode))
            figure.add_trace(
                Scatter(
                    x=[mark.estimate],
                    y=[y],
                    mode="markers+text",
                    text=[mark.style.initials],
                    textfont={
                        "size": 10.5 if len(mark.style.initials) < 3 else 8.5,
                        "weight": 700,
                        "color": mark.style.colours[mode] if mark.hollow else PAGE[mode],
                    },
                    marker={
                        "symbol": mark.style.shape,
                        "size": MARK * _SYMBOL_SIZE[mark.style.shape],
                        "color": PAGE[mode] if mark.hollow else mark.style.colours[mode],
                        "line": {"width": 2, "color": mark.style.colours[mode]},
                        "opacity": 1,
                    },
                    # Streamlit dims what is not selected; every mark stays in sight here.
                    selected={"marker": {"opacity": 1}},
                    unselected={"marker": {"opacity": 1}, "textfont": {"color": None}},
                    customdata=[[mark.style.speaker, row.theme]],
                    hovertext=[escape(mark_words(mark, row, _))],
                    hovertemplate="%{hovertext}<extra></extra>",
                    cliponaxis=False,
                    showlegend=False,
                )
            )
        top += _row_height(row)
    figure.update_layout(
        height=height + TOP + 10,
        margin={"l": POLE, "r": POLE + TRAY, "t": TOP, "b": 10},
        xaxis={"range": [-1.04, 1.04], "visible": False, "fixedrange": True},
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
        paper_bgcolor=PAGE[mode],
        plot_bgcolor=PAGE[mode],
        font={"family": "Inter, sans-serif", "size": 15, "color": INK[mode]},
        hoverlabel={"font": {"family": "Inter, sans-serif", "size": 14}, "align": "left"},
        hovermode="closest",
        clickmode="event+select",
        dragmode=False,
        uirevision="strips",
    )
    figure.add_shape(
        type="line", x0=0, x1=0, y0=0, y1=height, line={"color": SOFT[mode], "width": 1, "dash": "2px,4px"},
        layer="below",
    )  # fmt: skip
    figure.add_annotation(
        x=0, y=0, yshift=12, text=escape(_("as much the one as the other")), showarrow=False,
        font={"size": 13, "color": SOFT[mode]},
    )  # fmt: skip
    return figure


def _row_height(row: Row) -> int:
    return LANE * max(row.lanes, 2) + GAP


def _row_frame(figure: "Figure", row: Row, centre: float, mode: Mode, _: Translator) -> None:
    half = _row_height(row) / 2
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=centre + half, y1=centre + half,
        line={"color": HAIRLINE[mode], "width": 1}, layer="below",
    )  # fmt: skip
    for text, x, shift, anchor in ((row.left, 0, -14, "right"), (row.right, 1, 14, "left")):
        figure.add_annotation(
            xref="paper", x=x, xshift=shift, y=centre, text=_broken(text), showarrow=False,
            xanchor=anchor, align=anchor, font={"size": 15, "color": INK[mode]},
        )  # fmt: skip
    tray = [
        f"{escape(words)}: {escape(', '.join(style.initials for style in styles))}"
        for words, styles in ((_("not addressed"), row.silent), (_("only mentioned"), row.mentioned))
        if styles
    ]
    if tray:
        figure.add_annotation(
            xref="paper", x=1, xshift=POLE + 6, y=centre, text="<br>".join(tray), showarrow=False,
            xanchor="left", align="left", font={"size": 13, "color": SOFT[mode]},
        )  # fmt: skip


def _broken(text: str) -> str:
    return "<br>".join(escape(line) for line in wrap(text, 20)[:3])


def _interval(figure: "Figure", mark: Mark, y: float, mode: Mode) -> None:
    """The 80 % interval: thinner and paler than the mark, which is the message."""
    colour = mark.style.colours[mode]
    figure.add_shape(
        type="line", x0=max(mark.low, -1), x1=min(mark.high, 1), y0=y, y1=y,
        line={"color": colour, "width": 2}, opacity=0.42, layer="below",
    )  # fmt: skip
    if mark.state is PositionState.MIXED:
        for x in (mark.low, mark.high):
            figure.add_shape(
                type="line", x0=x, x1=x, y0=y - 6, y1=y + 6, line={"color": colour, "width": 2},
                opacity=0.8, layer="below",
            )  # fmt: skip
    if mark.state is PositionState.BALANCE:
        for x, arrow in ((mark.low, "‹"), (mark.high, "›")):
            figure.add_annotation(
                x=x, y=y, text=arrow, showarrow=False, font={"size": 20, "color": colour}, yshift=1
            )


def _ring(mark: Mark, y: float, mode: Mode) -> object:
    from plotly.graph_objects import Scatter

    return Scatter(
        x=[mark.estimate],
        y=[y],
        mode="markers",
        marker={
            "symbol": mark.style.shape,
            "size": (MARK + 10) * _SYMBOL_SIZE[mark.style.shape],
            "color": "rgba(0,0,0,0)",
            "line": {"width": 1.5, "color": INK[mode]},
        },
        hoverinfo="skip",
        cliponaxis=False,
        showlegend=False,
    )
