"""Messages in a column: stored untranslated, so that every reader gets them in their own language."""

import json
from typing import Any

from components.message import Message


def packed(message: Message) -> str:
    """The message as JSON: {"id": ..., "values": {...}}, messages among the values likewise."""
    return json.dumps(_plain(message), ensure_ascii=False)


def unpacked(stored: str) -> Message:
    """The message that `packed` made."""
    restored = _restored(json.loads(stored))
    return restored if isinstance(restored, Message) else Message("{text}", {"text": str(restored)})


def _plain(value: Any) -> Any:
    if isinstance(value, Message):
        return {"id": value.id, "values": {name: _plain(inner) for name, inner in value.values.items()}}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        return Message(value["id"], {name: _restored(inner) for name, inner in value["values"].items()})
    return value
