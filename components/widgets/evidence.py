"""Why a speaker stands where the mark is: the quotes, the words that counted, and the rule in a sentence."""

from html import escape

import streamlit as st

from components.charts.strips import label
from components.charts.words import leaning, state_words
from components.themes.model import Code, Position, Theme
from components.widgets.context import Context
from components.widgets.quotes import pieces, quotes
from components.widgets.statement import rationale_words
from components.widgets.text import html, note, panel_title, sentence_case, speaker_line


def evidence(view: Context, cell: tuple[str, str] | None, *, key: str, compact: bool = False) -> None:
    """The panel for one speaker on one theme; without a choice, what to do to see it."""
    _ = view.say
    if cell is None:
        panel_title(_("Why here?"))
        note(_("Choose a mark in the picture, or a cell of the table, to read the quotes that put it there."))
        return
    speaker, theme_id = cell
    theme = next(theme for theme in view.themes if theme.id == theme_id)
    position = view.positions[cell]
    style = view.styles[speaker]
    left, right = (label(pole.label, _.language) for pole in (theme.poles.left, theme.poles.right))
    if not compact:
        panel_title(_("Why does {name} stand here?", name=style.surname))
        html(
            f'<p class="sp-legend">{speaker_line(style, view.mode)}</p>'
            f'<p class="sp-axis">{escape(left)} ↔ {escape(right)}</p>'
        )
    note(position_words(view, position, left, right))
    codes = _counted(view, theme, speaker)
    if not codes:
        note(
            _(
                "{name} says nothing about this theme. That is not the same as standing in the middle.",
                name=style.name,
            )
        )
        return
    quotes([_quote(view, theme, code, style.colours[view.mode]) for code in codes], key=f"{key}:quotes")
    if st.button(_("Read it in the article"), key=f"{key}:read", icon=":material/article:", type="secondary"):
        st.switch_page("screens/article.py", query_params={"statement": codes[0].statement})


def position_words(view: Context, position: Position, left: str, right: str) -> str:
    """A position in a sentence: which way, how sure, on how many statements, confirmed or not."""
    _ = view.say
    if position.estimate is None or position.low is None or position.high is None:
        return sentence_case(state_words(position.state, _)) + "."
    sentence = _(
        "{leaning}: {estimate} on a scale from −1 to +1, on {statements}; 80 % between {low} and {high}; {state}.",
        leaning=sentence_case(leaning(position.estimate, left, right, _)),
        estimate=_.number(position.estimate, signed=True),
        statements=_.plural("{n} statement", "{n} statements", len(position.statements)),
        low=_.number(position.low, signed=True),
        high=_.number(position.high, signed=True),
        state=state_words(position.state, _),
    )
    if not position.confirmed:
        sentence += " " + _("Proposed by the rules, not yet confirmed by people.")
    return sentence


def _counted(view: Context, theme: Theme, speaker: str) -> list[Code]:
    """The codes behind a cell in the order of the article, those that only mention a pole included."""
    own = {
        statement.id: statement.start for statement in view.article.statements if statement.speaker == speaker
    }
    codes = [code for code in view.codes if code.theme == theme.id and code.statement in own]
    return sorted(
        (code for code in codes if code.state != "not_addressed"), key=lambda code: own[code.statement]
    )


def _quote(view: Context, theme: Theme, code: Code, colour: str) -> dict[str, object]:
    statement = view.article.statement(code.statement)
    return {
        "pieces": pieces(statement.text, statement.start, code.evidence),
        "notes": rationale_words(theme, code, view.say),
        "colour": colour,
        "spoken": statement.type != "indirect",
        "language": view.article.language,
    }
