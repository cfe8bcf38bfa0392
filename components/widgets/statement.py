"""What is said about a statement on its card: who, how it was recognised, what it counts for."""

from typing import Any

from components.article.model import Statement
from components.article.revise import REVIEWED
from components.charts.drawing import mark_svg
from components.charts.strips import label
from components.charts.style import SOFT
from components.charts.words import leaning
from components.message import Message
from components.themes.model import Code, Theme
from components.translations import Translator
from components.widgets.context import Context, about


def speaker_card(view: Context, statement: Statement) -> dict[str, Any]:
    """Name, role, colour and mark of whoever says it; for an unnamed speaker too."""
    _ = view.say
    if statement.speaker is None:
        return {
            "name": _("Unnamed speaker"),
            "about": statement.unnamed or "",
            "colour": SOFT[view.mode],
            "mark": _NO_MARK,
        }
    style = view.styles[statement.speaker]
    return {
        "name": style.name,
        "about": about(view.article.speaker(statement.speaker)),
        "colour": style.colours[view.mode],
        "mark": mark_svg(style, view.mode),
    }


def reader_statements(view: Context) -> dict[str, dict[str, Any]]:
    """For each statement of the article what the reader shows on its card."""
    _ = view.say
    return {
        statement.id: {
            **speaker_card(view, statement),
            "spoken": statement.type != "indirect",
            "facts": facts(view, statement),
            "codes": [code_words(view, code) for code in view.codes if code.statement == statement.id],
        }
        for statement in view.article.statements
    }


def facts(view: Context, statement: Statement) -> list[tuple[str, str]]:
    """Pairs of term and value: kind of statement, cue, how certain the speaker is, who else it could be."""
    _ = view.say
    kinds = {
        "direct": _("literal quotation"),
        "mixed": _("partly quoted"),
        "indirect": _("in the writer's words"),
    }
    pairs = [(_("Kind"), kinds[statement.type])]
    if statement.cue:
        pairs.append((_("Recognised by"), f"“{statement.cue.text}”"))
    certainty = statement.attribution.certainty
    certainties = {"certain": _("certain"), "likely": _("likely"), "uncertain": _("uncertain")}
    reviewed = statement.attribution.rule == REVIEWED
    pairs.append((_("Speaker"), _("checked by a person") if reviewed else certainties[certainty]))
    others = [view.styles[speaker].name for speaker in statement.attribution.candidates]
    if certainty == "uncertain" and others:
        pairs.append((_("Could also be"), _.listing(others)))
    if statement.heading:
        pairs.append((_("Under the heading"), statement.heading))
    return pairs


def code_words(view: Context, code: Code) -> str:
    """One code in words: the theme's poles and which way the statement points."""
    _ = view.say
    theme = next((theme for theme in view.themes if theme.id == code.theme), None)
    if theme is None:
        return code.theme
    left, right = (label(pole.label, _.language) for pole in (theme.poles.left, theme.poles.right))
    if code.value is None:
        return f"{left} ↔ {right}: {_('mentioned, no position')}"
    direction = _("deliberately both") if code.mode == "balance" else leaning(code.value, left, right, _)
    return f"{left} ↔ {right}: {direction}"


def rationale_words(theme: Theme, code: Code, _: Translator) -> list[str]:
    """Why a code is what it is, a sentence for each rule that worked; pole names filled in."""
    sentences = []
    for message in code.rationale:
        values = dict(message.values)
        side = values.pop("side", None)
        if side in ("left", "right"):
            values["pole"] = label(getattr(theme.poles, side).label, _.language)
        elif side == "both":
            values["pole"] = _(
                "{left} and {right}",
                left=label(theme.poles.left.label, _.language),
                right=label(theme.poles.right.label, _.language),
            )
        sentences.append(_.say(Message(message.id, values)))
    return sentences


_NO_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 24 24" width="14" height="14" aria-hidden="true">'
    '<circle r="8" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 3"/></svg>'
)


def ballot_statements(view: Context) -> list[dict[str, Any]]:
    """The statements in the order of the article, as the answer card wants them."""
    return [
        {
            "id": statement.id,
            "text": statement.text,
            "spoken": statement.type != "indirect",
            "language": view.article.language,
            "heading": statement.heading or "",
            "speaker": speaker_card(view, statement),
        }
        for statement in sorted(view.article.statements, key=lambda statement: statement.start)
    ]
