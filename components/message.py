"""A sentence for a person that has not been put into a language yet.

The domain packages know no reader. They return a Message: an English source text with named
placeholders, which is also its id in the gettext catalogues, and the values to fill in.
Widgets translate it (`components.translations.Translator.say`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Message:
    """An untranslated sentence.

    id: the English text with `{name}` placeholders; the extractor finds it as `Message("...")`.
    values: what the placeholders stand for. A value may itself be a Message.
    """

    id: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        """The sentence in English, for logs and the command line."""
        return self.id.format(**{name: str(value) for name, value in self.values.items()})


class StandpuntError(Exception):
    """A fault that a person can do something about; `message` says what happened and how to mend it."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message
