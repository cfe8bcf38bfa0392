"""What the review page sends, checked and turned into edits that can be saved.

A changed page may send anything: whatever has not the shape of our own is refused here, and what the
corrections themselves refuse (`components.article.revise`) is refused there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from components.article import revise, revise_speakers
from components.article.fault import ArticleFault
from components.article.model import Article, Language, Source, SpeakerKind, StatementType
from components.library.revisions import Edit, Revise
from components.message import Message

MOST_EDITS = 500
LONGEST = 4_000
_Names = Mapping[str, str]


@dataclass(frozen=True)
class Sent:
    """What a page has done and not yet heard of that it is saved, oldest first.

    client: names one opened page. base: the revision that it had when its first edit was made.
    """

    article: str
    client: str
    base: int
    edits: tuple[Edit, ...]


def read_sent(sent: object) -> Sent | None:
    """What the page sent, or None when it is not of our page's making."""
    if not isinstance(sent, Mapping):
        return None
    article, client, base, items = (sent.get(name) for name in ("article", "client", "base", "items"))
    if not isinstance(article, str) or not isinstance(client, str) or not 0 < len(client) <= 64:
        return None
    if not isinstance(items, list) or not 0 < len(items) <= MOST_EDITS:
        return None
    edits = []
    for item in items:
        if not isinstance(item, Mapping):
            return None
        number = _whole(item.get("seq"))
        if number is None or number < 1:
            return None
        edits.append(Edit(number, _action(item)))
    revision = _whole(base)
    return None if revision is None else Sent(article, client, revision, tuple(edits))


def _action(item: Mapping[str, Any]) -> Revise | Literal["undo", "redo"] | int:
    op = item.get("op")
    if op == "undo":
        return "undo"
    if op == "redo":
        return "redo"
    if op == "restore":
        revision = _whole(item.get("revision"))
        return 0 if revision is None else revision
    change = _CHANGES.get(op) if isinstance(op, str) else None

    def act(article: Article, names: _Names) -> tuple[Article, Message]:
        if change is None:
            raise _strange()
        return change(article, _Item(item, names))

    return act


@dataclass(frozen=True)
class _Item:
    """The fields of one edit, each checked when it is asked for. Raises ArticleFault.

    names: what this page made before it knew its id ("new:3") -> the id.
    """

    fields: Mapping[str, Any]
    names: _Names

    def text(self, name: str) -> str:
        value = self.fields.get(name, "")
        if not isinstance(value, str) or len(value) > LONGEST:
            raise _strange()
        return value

    def maybe(self, name: str) -> str | None:
        return revise.one_line(self.text(name)) or None

    def id(self, name: str) -> str:
        value = self.text(name)
        return self.names.get(value, value)

    def speaker(self) -> str | None:
        return None if self.fields.get("speaker") is None else self.id("speaker")

    def ids(self, name: str = "ids") -> list[str]:
        values = self.fields.get(name, [])
        if not isinstance(values, list) or len(values) > 10_000:
            raise _strange()
        if not all(isinstance(value, str) for value in values):
            raise _strange()
        return [self.names.get(value, value) for value in values]

    def place(self, name: str) -> int:
        value = _whole(self.fields.get(name))
        if value is None:
            raise _strange()
        return value

    def one_of(self, name: str, allowed: Any) -> Any:
        value = self.fields.get(name)
        if value not in get_args(allowed):
            raise _strange()
        return value


# -- each kind of change: the article as it is -> the article as it shall be, and what was done


def _speaker(article: Article, item: _Item) -> tuple[Article, Message]:
    ids, speaker = item.ids(), item.speaker()
    after = revise.set_speaker(article, ids, speaker)
    who = after.speaker(speaker).name if speaker else Message("nobody who is named")
    return after, Message("{what}: said by {who}", {"what": _what(after, ids), "who": who})


def _confirm(article: Article, item: _Item) -> tuple[Article, Message]:
    after = revise.confirm(article, item.ids())
    return after, Message("{what}: checked", {"what": _what(after, item.ids())})


def _type(article: Article, item: _Item) -> tuple[Article, Message]:
    after = revise.set_type(article, item.ids(), item.one_of("type", StatementType))
    kinds = {
        "direct": Message("literal quotation"),
        "mixed": Message("partly quoted"),
        "indirect": Message("in the writer's words"),
    }
    kind = kinds[item.text("type")]
    return after, Message("{what}: {kind}", {"what": _what(after, item.ids()), "kind": kind})


def _borders(article: Article, item: _Item) -> tuple[Article, Message]:
    name = item.id("id")
    after = revise.set_borders(article, name, item.place("start"), item.place("end"))
    return after, Message("{what}: borders moved", {"what": _what(after, [name])})


def _add(article: Article, item: _Item) -> tuple[Article, Message]:
    kind = item.one_of("type", StatementType)
    after = revise.add_statement(article, item.place("start"), item.place("end"), item.speaker(), kind)
    made = [statement.id for statement in after.statements if statement.id not in revise.ids_of(article)]
    return after, Message("{what}: new statement", {"what": _what(after, made)})


def _drop(article: Article, item: _Item) -> tuple[Article, Message]:
    after = revise.drop_statements(article, item.ids())
    return after, Message("{what}: dropped", {"what": _what(article, item.ids())})


def _split(article: Article, item: _Item) -> tuple[Article, Message]:
    name = item.id("id")
    after = revise.split_statement(article, name, item.place("at"))
    return after, Message("{what}: split in two", {"what": _what(article, [name])})


def _merge(article: Article, item: _Item) -> tuple[Article, Message]:
    ids = item.ids()
    after = revise.merge_statements(article, ids)
    kept = [name for name in ids if name in revise.ids_of(after)]
    return after, Message("{what}: joined with the next", {"what": _what(after, kept)})


def _new_speaker(article: Article, item: _Item) -> tuple[Article, Message]:
    after = revise_speakers.add_speaker(
        article,
        item.text("name"),
        item.maybe("role"),
        item.maybe("organisation"),
        item.one_of("kind", SpeakerKind),
    )
    made = after.speakers[-1]
    if item.ids():
        after = revise.set_speaker(after, item.ids(), made.id)
    return after, Message("New speaker: {name}", {"name": made.name})


def _edit_speaker(article: Article, item: _Item) -> tuple[Article, Message]:
    name = item.id("speaker")
    after = revise_speakers.edit_speaker(
        article,
        name,
        name=item.text("name"),
        role=item.maybe("role"),
        organisation=item.maybe("organisation"),
        kind=item.one_of("kind", SpeakerKind),
    )
    return after, Message("Speaker changed: {name}", {"name": after.speaker(name).name})


def _merge_speakers(article: Article, item: _Item) -> tuple[Article, Message]:
    into, others = item.id("into"), item.ids("others")
    after = revise_speakers.merge_speakers(article, into, others)
    values = {
        "others": ", ".join(speaker.name for speaker in article.speakers if speaker.id in others),
        "name": after.speaker(into).name,
    }
    return after, Message("Merged into {name}: {others}", values)


def _drop_speaker(article: Article, item: _Item) -> tuple[Article, Message]:
    name = item.id("speaker")
    after = revise_speakers.drop_speaker(article, name)
    return after, Message("Speaker removed: {name}", {"name": article.speaker(name).name})


def _details(article: Article, item: _Item) -> tuple[Article, Message]:
    published = None
    if item.text("published"):
        try:
            published = date.fromisoformat(item.text("published"))
        except ValueError:
            raise _strange() from None
    source = Source(
        publication=item.maybe("publication"),
        url=item.maybe("url"),
        published=published,
        note=article.source.note,
    )
    language: Language = item.one_of("language", Language)
    after = revise.set_details(article, title=item.text("title"), language=language, source=source)
    return after, Message("Title, language or source changed")


_CHANGES: dict[str, Callable[[Article, _Item], tuple[Article, Message]]] = {
    "speaker": _speaker,
    "confirm": _confirm,
    "type": _type,
    "borders": _borders,
    "add": _add,
    "drop": _drop,
    "split": _split,
    "merge": _merge,
    "new_speaker": _new_speaker,
    "edit_speaker": _edit_speaker,
    "merge_speakers": _merge_speakers,
    "drop_speaker": _drop_speaker,
    "details": _details,
}


def _what(article: Article, ids: list[str]) -> Message:
    """The statement that was changed, or how many."""
    if len(ids) != 1:
        return Message("{n} statements together", {"n": len(ids)})
    return Message("“{text}”", {"text": revise.excerpt(article.statement(ids[0]).text)})


def _strange() -> ArticleFault:
    return ArticleFault(Message("This page sent something that cannot be read. Reload it."))


def _whole(value: object) -> int | None:
    """A whole number below 10^9; one that came through JSON as 2.0 is 2."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return value
    return None
