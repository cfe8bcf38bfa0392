"""A person's corrections: Article in, Article out, of the same revision; whoever saves it gives it a number.

Every function leaves the text alone, checks every offset again, never gives an id out twice, and raises
ArticleFault with one sentence where something cannot be. What changes nothing gives an equal article back.

What a person decided about a speaker is an attribution by the rule REVIEWED with confidence 1; who it was
before is its first candidate, so that nothing the machine found is lost.

Ids. A statement keeps its id as long as it is the same speech, because answers and codes hang on the id:
with another speaker or type, and with corrected borders that share at least one sign with the old ones. A
place apart from the old one is other speech and is refused: drop the one and add the other. Of a split, the
longer part keeps the id; of a merger, the longest piece gives its id. Ids that are no longer used are
retired, and come back only with the content of an earlier revision (`revive`).
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from components.article.fault import ArticleFault
from components.article.model import (
    Article,
    Attribution,
    Language,
    Source,
    Speaker,
    Statement,
    StatementType,
)
from components.message import Message

REVIEWED = "reviewed"
"""The rule of an attribution that a person made or confirmed."""
LONGEST_TITLE = 300
LONGEST_FIELD = 2_000

_OPENING, _CLOSING = "“”„‟«»\"‹›‘‚", "“”‟«»\"‹›’"  # fmt: skip
_NUMBER = re.compile(r"(\d+)$")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def set_speaker(article: Article, ids: Collection[str], speaker: str | None) -> Article:
    """These statements said by `speaker`, or by nobody who is named; the earlier speaker becomes a candidate."""
    _known_speakers(article, [speaker])
    return _with(article, ids, lambda statement: _reviewed(statement, speaker))


def confirm(article: Article, ids: Collection[str]) -> Article:
    """A person has looked at these statements and agrees with who says them."""
    return _with(article, ids, lambda statement: _reviewed(statement, statement.speaker))


def set_type(article: Article, ids: Collection[str], kind: StatementType) -> Article:
    """These statements quoted literally, in part, or reported."""
    return _with(article, ids, lambda statement: statement.model_copy(update={"type": kind}))


def set_borders(article: Article, statement_id: str, start: int, end: int) -> Article:
    """The statement from `start` to `end`, code points; blanks and quotation marks around it are left out.

    It keeps its id (see above). Raises ArticleFault for a place that lies apart from the old one, or that
    cuts through another statement.
    """
    (old,) = _statements(article, [statement_id])
    start, end = trimmed(article.text, start, end)
    if min(end, old.end) <= max(start, old.start):
        raise ArticleFault(
            Message(
                "These words are not in the statement “{text}”. Drop it and make a new statement of them.",
                {"text": excerpt(old.text)},
            )
        )
    others = [other for other in article.statements if other.id != old.id]
    # A cut that was there before may shrink step by step.
    _refuse_cuts(others, start, end, known=[other for other in others if _cuts(other, old.start, old.end)])
    return _with(article, [old.id], lambda statement: _placed(article, statement, start, end))


def add_statement(
    article: Article, start: int, end: int, speaker: str | None, kind: StatementType = "direct"
) -> Article:
    """A new statement with an id that was never used. Raises ArticleFault as `set_borders` does."""
    _known_speakers(article, [speaker])
    start, end = trimmed(article.text, start, end)
    _refuse_cuts(article.statements, start, end)
    made = Statement(
        id=new_id(article, "s"),
        start=start,
        end=end,
        text=article.text[start:end],
        speaker=speaker,
        type=kind,
        heading=heading_above(article, start),
        attribution=Attribution(rule=REVIEWED, confidence=1),
    )
    return rebuilt(article, statements=(*article.statements, made))


def drop_statements(article: Article, ids: Collection[str]) -> Article:
    """Without these statements. Speakers stay, also those that say nothing any more."""
    gone = {statement.id for statement in _statements(article, ids)}
    kept = tuple(statement for statement in article.statements if statement.id not in gone)
    return rebuilt(article, statements=kept, gone=gone)


def split_statement(article: Article, statement_id: str, at: int) -> Article:
    """Two statements of one, at code point `at`; the longer keeps the id, the other is the same speaker's."""
    (old,) = _statements(article, [statement_id])
    if not old.start < at < old.end:
        raise ArticleFault(Message("A statement can only be split inside. Choose a word in its middle."))
    first, second = trimmed(article.text, old.start, at), trimmed(article.text, at, old.end)
    longer, shorter = sorted((first, second), key=lambda place: (place[0] - place[1], place[0]))
    for place in (longer, shorter):
        _refuse_cuts([other for other in article.statements if other.id != old.id], *place)
    new = _placed(article, old, *shorter).model_copy(update={"id": new_id(article, "s")})
    kept = _with(article, [old.id], lambda statement: _placed(article, statement, *longer))
    return rebuilt(kept, statements=(*kept.statements, new))


def merge_statements(article: Article, ids: Collection[str]) -> Article:
    """One statement from the first of these to the last, with id and speaker of the longest.

    Raises ArticleFault when another statement stands between them.
    """
    pieces = _statements(article, ids)
    if len(pieces) < 2:
        raise ArticleFault(Message("Choose at least two statements to make one of."))
    kept = max(pieces, key=lambda piece: (piece.end - piece.start, -piece.start))
    start, end = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    gone = {piece.id for piece in pieces} - {kept.id}
    others = [other for other in article.statements if other.id not in gone | {kept.id}]
    between = [other for other in others if other.start >= start and other.end <= end]
    if between:
        raise ArticleFault(
            Message("Another statement stands between these: “{text}”.", {"text": excerpt(between[0].text)})
        )
    _refuse_cuts(others, start, end)
    kinds = {piece.type for piece in pieces}
    whole = _placed(article, kept, start, end)
    if len(kinds) > 1:
        whole = whole.model_copy(update={"type": "mixed"})
    return rebuilt(article, statements=(*others, whole), gone=gone)


def set_details(
    article: Article,
    *,
    title: str | None = None,
    language: Language | None = None,
    source: Source | None = None,
) -> Article:
    """Title, language and source; what is None stays. Raises ArticleFault for an empty or unusable one."""
    update: dict[str, Any] = {}
    if title is not None:
        update["title"] = one_line(title, LONGEST_TITLE)
        if not update["title"]:
            raise ArticleFault(Message("An article needs a title."))
    if language is not None:
        update["language"] = language
    if source is not None:
        if source.url and not source.url.startswith(("https://", "http://")):
            raise ArticleFault(Message("An address on the web begins with https:// or http://."))
        update["source"] = source
    return rebuilt(article, **update)


def revive(earlier: Article, newest: Article) -> Article:
    """The content of an earlier revision with the number of the newest: what undoing to it gives.

    Ids come back with the speech that they belong to; all ids of `newest` that are not in it are retired.
    Both are of one article.
    """
    used = ids_of(newest) | set(newest.retired) | set(earlier.retired)
    retired = sorted(used - ids_of(earlier), key=_order)
    return rebuilt(earlier, revision=newest.revision, retired=tuple(retired))


# -- shared with revise_speakers.py


def rebuilt(article: Article, *, gone: Iterable[str] = (), **update: Any) -> Article:
    """The article with these fields changed and every check of the model made again; `gone` ids are retired.

    Statements stand in the order of the text.
    """
    if "statements" in update:
        update["statements"] = tuple(sorted(update["statements"], key=lambda s: (s.start, s.end, s.id)))
    retired = update.pop("retired", article.retired)
    retired = tuple(sorted({*retired, *gone}, key=_order)) if gone else retired
    return Article.model_validate(dict(article) | update | {"retired": retired})


def ids_of(article: Article) -> set[str]:
    """The ids of its statements and speakers."""
    return {statement.id for statement in article.statements} | {speaker.id for speaker in article.speakers}


def new_id(article: Article, letter: str) -> str:
    """An id beyond all that this article ever used: s017 for a statement, p4 for a speaker."""
    used = (_order(name) for name in (*ids_of(article), *article.retired))
    number = 1 + max((number for prefix, number in used if prefix == letter), default=0)
    return f"{letter}{number:03d}" if letter == "s" else f"{letter}{number}"


def one_line(text: str, longest: int = LONGEST_FIELD) -> str:
    """The text on one line without unseen signs, blanks at the ends, or more than `longest` signs."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:longest].rstrip()


def excerpt(text: str, longest: int = 60) -> str:
    """The beginning of a statement, for a sentence about it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def unknown(article: Article, name: str) -> ArticleFault:
    """The fault for a statement or speaker that the article does not have (any more)."""
    return ArticleFault(
        Message("{name} is no longer in this article. Reload the page.", {"name": name[:40] or "?"})
    )


def _known_speakers(article: Article, ids: Iterable[str | None]) -> list[Speaker]:
    by_id = {speaker.id: speaker for speaker in article.speakers}
    for name in ids:
        if name is not None and name not in by_id:
            raise unknown(article, name)
    return [by_id[name] for name in ids if name is not None]


# -- places


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without blanks, and without quotation marks that belong around it and not in it.

    A mark is left out at an end when it is the only one there, or the pair around everything.
    Raises ArticleFault when nothing is left or the place is not in the text.

    >>> trimmed("Zij zegt: “Wij gaan door”. ", 9, 26)
    (11, 24)
    """
    if not 0 <= start < end <= len(text):
        raise ArticleFault(Message("These words are not in the article. Reload the page."))
    start, end = _without_blanks(text, start, end)
    inside = text[start + 1 : end - 1]
    if not any(sign in inside for sign in _OPENING + _CLOSING if sign != "’"):
        # A bare ’ is an apostrophe more often than a mark: it goes only together with its ‘.
        single = start < end and text[start] in "‘‚"
        opens = start < end and text[start] in _OPENING
        closes = end - start > 1 and text[end - 1] in _CLOSING and (text[end - 1] != "’" or single)
        if opens and not (single and not closes):
            start += 1
        if closes:
            end -= 1
        start, end = _without_blanks(text, start, end)
    if start >= end:
        raise ArticleFault(Message("There are no words here. Choose at least one."))
    return start, end


def heading_above(article: Article, at: int) -> str | None:
    """The nearest heading that begins at or before offset `at`."""
    headings = [paragraph for paragraph in article.paragraphs if paragraph.kind == "heading"]
    place = bisect_right(headings, at, key=lambda paragraph: paragraph.start) - 1
    return article.text[headings[place].start : headings[place].end] if place >= 0 else None


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(other: Statement, start: int, end: int) -> bool:
    """Whether they are at one place, or overlap without one lying in the other."""
    if min(end, other.end) <= max(start, other.start):
        return False
    if (start, end) == (other.start, other.end):
        return True
    return not ((start <= other.start and other.end <= end) or (other.start <= start and end <= other.end))


def _refuse_cuts(others: Iterable[Statement], start: int, end: int, known: Sequence[Statement] = ()) -> None:
    accepted = {other.id for other in known}
    for other in others:
        if _cuts(other, start, end) and (
            other.id not in accepted or (start, end) == (other.start, other.end)
        ):
            raise ArticleFault(
                Message(
                    "This would cut through another statement: “{text}”. Change or drop that one first.",
                    {"text": excerpt(other.text)},
                )
            )


# -- statements


def _statements(article: Article, ids: Collection[str]) -> list[Statement]:
    """The statements with these ids, in the order of the text. Raises ArticleFault for an unknown one."""
    by_id = {statement.id: statement for statement in article.statements}
    for name in ids:
        if name not in by_id:
            raise unknown(article, name)
    return [statement for statement in article.statements if statement.id in ids]


def _with(article: Article, ids: Collection[str], change: Any) -> Article:
    chosen = {statement.id for statement in _statements(article, ids)}
    return rebuilt(
        article,
        statements=tuple(
            change(statement) if statement.id in chosen else statement for statement in article.statements
        ),
    )


def _placed(article: Article, statement: Statement, start: int, end: int) -> Statement:
    return statement.model_copy(
        update={
            "start": start,
            "end": end,
            "text": article.text[start:end],
            "heading": heading_above(article, start),
        }
    )


def _reviewed(statement: Statement, speaker: str | None) -> Statement:
    before = [statement.speaker] if statement.speaker not in (None, speaker) else []
    others = (*before, *statement.attribution.candidates)
    candidates = tuple(dict.fromkeys(other for other in others if other is not None and other != speaker))
    return statement.model_copy(
        update={
            "speaker": speaker,
            "attribution": Attribution(rule=REVIEWED, confidence=1, candidates=candidates),
        }
    )


def _order(name: str) -> tuple[str, int]:
    number = _NUMBER.search(name)
    return _NUMBER.sub("", name), int(number.group()) if number else 0
