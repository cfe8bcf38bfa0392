"""Small SVG pictures: a speaker's mark, and one theme strip for narrow screens and phones.

Built as an XML tree, so that names and labels are escaped by construction.
"""

from base64 import b64encode
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from components.charts.strips import Mark, Row
from components.charts.style import HAIRLINE, PAGE, SOFT, Mode, Shape, SpeakerStyle
from components.charts.words import row_words
from components.themes.model import PositionState
from components.translations import Translator

WIDTH = 340.0  # user units; the picture scales to the width it is given
LANE = 26.0
RADIUS = 11.0
EDGE = 14.0


def image(svg: str, alt: str = "", style: str = "") -> str:
    """An SVG picture as an HTML image; `alt` is its text, empty for decoration."""
    data = b64encode(svg.encode("utf-8")).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" style="{escape(style)}">'


def mark_svg(style: SpeakerStyle, mode: Mode, size: int = 14) -> str:
    """A speaker's mark without words, `size` pixels high; decoration beside the name."""
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": "-12 -12 24 24", "width": str(size),
            "height": str(size), "aria-hidden": "true",
        },
    )  # fmt: skip
    _shape(svg, style.shape, 0, 0, 9, style.colours[mode], style.colours[mode])
    return tostring(svg, encoding="unicode")


def strip_svg(row: Row, mode: Mode, _: Translator, chosen: str | None = None) -> str:
    """One theme strip. The whole row is its accessible name; `chosen` is a speaker id that gets a ring."""
    shown = row.marks
    height = LANE * max(len(shown), 1) + 8
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH:g} {height:g}",
            "role": "img", "aria-label": row_words(row, _),
        },
    )  # fmt: skip
    middle = WIDTH / 2
    _line(svg, middle, 0, middle, height, SOFT[mode], dash="2 4")
    _line(svg, EDGE, height / 2, WIDTH - EDGE, height / 2, HAIRLINE[mode])
    for lane, mark in enumerate(shown):
        _mark(svg, mark, 4 + LANE * (lane + 0.5), mode, ring=mark.style.speaker == chosen)
    return tostring(svg, encoding="unicode")


def _mark(svg: Element, mark: Mark, y: float, mode: Mode, *, ring: bool) -> None:
    colour = mark.style.colours[mode]
    left, right = _x(mark.low), _x(mark.high)
    _line(svg, left, y, right, y, colour, width=2, opacity=0.45)
    if mark.state in (PositionState.MIXED, PositionState.BALANCE):
        for x in (left, right):
            _line(svg, x, y - 5, x, y + 5, colour, width=2, opacity=0.8)
    x = _x(mark.estimate)
    if ring:
        _shape(svg, mark.style.shape, x, y, RADIUS + 3.5, "none", SOFT[mode])
    fill = PAGE[mode] if mark.hollow else colour
    _shape(svg, mark.style.shape, x, y, RADIUS, fill, colour)
    text = SubElement(
        svg,
        "text",
        {
            "x": f"{x:.1f}", "y": f"{y + 3.6:.1f}", "text-anchor": "middle", "font-size": "10",
            "font-weight": "700", "font-family": "Inter, system-ui, sans-serif",
            "fill": colour if mark.hollow else PAGE[mode],
        },
    )  # fmt: skip
    text.text = mark.style.initials


def _x(value: float) -> float:
    return WIDTH / 2 + max(-1.0, min(1.0, value)) * (WIDTH / 2 - EDGE)


def _line(
    svg: Element, x1: float, y1: float, x2: float, y2: float, colour: str, *,
    width: float = 1, opacity: float = 1, dash: str | None = None,
) -> None:  # fmt: skip
    line = SubElement(
        svg,
        "line",
        {
            "x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}", "stroke": colour,
            "stroke-width": f"{width:g}", "stroke-opacity": f"{opacity:g}",
        },
    )  # fmt: skip
    if dash:
        line.set("stroke-dasharray", dash)


def _shape(svg: Element, shape: Shape, x: float, y: float, radius: float, fill: str, stroke: str) -> None:
    paint = {"fill": fill, "stroke": stroke, "stroke-width": "2"}
    if shape == "circle":
        SubElement(svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}", **paint})
        return
    corners = {
        "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
        "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        "hexagon": ((-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1), (-1.1, 0)),
        "cross": (
            (-0.5, -1.15), (0.5, -1.15), (0.5, -0.5), (1.15, -0.5), (1.15, 0.5), (0.5, 0.5),
            (0.5, 1.15), (-0.5, 1.15), (-0.5, 0.5), (-1.15, 0.5), (-1.15, -0.5), (-0.5, -0.5),
        ),
    }[shape]  # fmt: skip
    points = " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in corners)
    SubElement(svg, "polygon", {"points": points, **paint})
