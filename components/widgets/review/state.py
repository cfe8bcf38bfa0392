"""What the review page shows of an article: statements, speakers, history. Places are code points."""

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from components.article.model import Article, Statement
from components.article.revise import REVIEWED
from components.charts.drawing import mark_svg
from components.library import history, read_article
from components.library.revisions import Change, next_steps, parsed_revision
from components.message import StandpuntError
from components.widgets.context import Context, about
from components.widgets.statement import speaker_card

SURE = {"uncertain": 0, "likely": 1, "certain": 2}
MOST_HISTORY = 200


def page_state(view: Context) -> dict[str, Any]:
    """All that changes with a revision; the texts of statements are left out, since the page has the text."""
    _ = view.say
    article = view.article
    changes = history(view.library.database, article.id)
    undo, redo = next_steps(changes)
    return {
        "revision": article.revision,
        "title": article.title,
        "language": article.language,
        "source": {
            "publication": article.source.publication or "",
            "url": article.source.url or "",
            "published": article.source.published.isoformat() if article.source.published else "",
        },
        "statements": [_statement(statement) for statement in article.statements],
        "speakers": [
            {
                "id": speaker.id,
                "name": speaker.name,
                "role": speaker.role or "",
                "organisation": speaker.organisation or "",
                "kind": speaker.kind,
                "about": about(speaker),
                "colour": view.styles[speaker.id].colours[view.mode],
                "mark": mark_svg(view.styles[speaker.id], view.mode),
            }
            for speaker in article.speakers
        ],
        "doubtful": doubtful(view, changes),
        "undo": _.say(undo) if undo else "",
        "redo": _.say(redo) if redo else "",
        "history": [
            {
                "revision": change.revision,
                "text": _.say(change.change),
                "by": change.by,
                "at": change.at.astimezone(UTC).isoformat(),
                "same": change.content == changes[0].content,
            }
            for change in changes[:MOST_HISTORY]
        ],
    }


def nobody(view: Context) -> dict[str, Any]:
    """How a statement without a named speaker is drawn."""
    return speaker_card(view, Statement.model_construct(speaker=None))


def paragraphs(article: Article) -> list[dict[str, Any]]:
    """The paragraphs with words in them: kind, first and last code point."""
    return [
        {"kind": paragraph.kind, "start": paragraph.start, "end": paragraph.end}
        for paragraph in article.paragraphs
        if (text := article.text[paragraph.start : paragraph.end].strip())
        # The screen's own title says it already.
        and not (paragraph.kind == "title" and text == article.title)
    ]


def doubtful(view: Context, changes: Sequence[Change]) -> list[str]:
    """Ids of the statements that the parser was uncertain about, those that were dropped since included.

    What is still uncertain belongs to them in any case. In the order of the text.
    """
    parsed = parsed_revision(changes)
    found: list[Statement] = [s for s in view.article.statements if s.attribution.certainty == "uncertain"]
    if parsed is not None and parsed != view.article.revision:
        try:
            first = read_article(view.library.database, view.article.id, parsed)
        except StandpuntError:
            first = view.article
        found += [s for s in first.statements if s.attribution.certainty == "uncertain"]
    return list(dict.fromkeys(s.id for s in sorted(found, key=lambda s: (s.start, s.end))))


def _statement(statement: Statement) -> dict[str, Any]:
    attribution = statement.attribution
    sure = SURE[attribution.certainty]
    return {
        "id": statement.id,
        "start": statement.start,
        "end": statement.end,
        "speaker": statement.speaker,
        "type": statement.type,
        "reviewed": attribution.rule == REVIEWED,
        "sure": sure,
        "candidates": list(attribution.candidates),
        "cue": statement.cue.text if statement.cue else "",
    }
