"""The reader's language: which one it is, and sentences, numbers and dates in it.

Catalogues are gettext files in data/translations/LANGUAGE/LC_MESSAGES/standpunt.{po,mo}; the source
language is English. A third language is one more folder there (CONTRIBUTING.md says how).
"""

import gettext
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from components.message import Message

FOLDER = Path(__file__).parents[1] / "data" / "translations"
DOMAIN = "standpunt"
DEFAULT = "nl"


@cache
def languages() -> tuple[str, ...]:
    """The languages there are catalogues for, the default first."""
    found = sorted(path.parents[1].name for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return tuple(sorted(found, key=lambda language: language != DEFAULT))


def choose_language(asked: str | None, remembered: str | None, preferred: Sequence[str]) -> str:
    """The language of the screen: asked for in the address, chosen earlier, the browser's, or Dutch.

    preferred: the browser's language tags, best first, for instance ["en-GB", "nl"].
    """
    for tag in (asked, remembered, *preferred):
        language = (tag or "").strip().lower().split("-")[0].split("_")[0]
        if language in languages():
            return language
    return DEFAULT


def accepted_languages(header: str) -> list[str]:
    """The tags of an Accept-Language header, best first.

    >>> accepted_languages("en;q=0.5, nl-BE, *;q=0.1")
    ['nl-BE', 'en']
    """
    weighed: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        if tag and tag != "*" and weight > 0:
            weighed.append((weight, tag))
    return [tag for weight, tag in sorted(weighed, key=lambda pair: -pair[0])]


class Translator:
    """Puts sentences, numbers and dates into one language. Made anew for each run, never shared as a global."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, text: str, /, **values: Any) -> str:
        """The sentence in the reader's language, placeholders filled in."""
        translated = self._catalogue.gettext(text) if text else ""
        return translated.format(**values) if values else translated

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """`one` or `many` by the language's own rule for `count`; `{n}` is the count."""
        return self._catalogue.ngettext(one, many, count).format(n=count, **values)

    def say(self, message: Message) -> str:
        """A domain message in the reader's language; nested messages too."""
        values = {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return self(message.id, **values)

    def number(self, value: float, digits: int = 2, *, signed: bool = False) -> str:
        """A number with the language's decimal mark and a real minus sign: −0,42."""
        text = f"{value:+.{digits}f}" if signed else f"{value:.{digits}f}"
        if float(text) == 0:
            text = text.lstrip("+-")
        text = text.replace("-", "−")
        return text.replace(".", ",") if self.language == "nl" else text

    def day(self, day: date) -> str:
        """A date in words: 26 augustus 2025."""
        _ = self
        months = (
            _("January"),
            _("February"),
            _("March"),
            _("April"),
            _("May"),
            _("June"),
            _("July"),
            _("August"),
            _("September"),
            _("October"),
            _("November"),
            _("December"),
        )
        return f"{day.day} {months[day.month - 1]} {day.year}"

    def listing(self, items: Sequence[str]) -> str:
        """a, b and c."""
        if len(items) < 2:
            return "".join(items)
        _ = self
        return _("{first} and {last}", first=", ".join(items[:-1]), last=items[-1])


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, languages=[language], fallback=True)
