"""The words the parser knows, per language, from data/language/LANGUAGE/*.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from components.article.model import Language

FOLDER = Path(__file__).resolve().parents[2] / "data" / "language"


@dataclass(frozen=True)
class Verb:
    """A reporting verb. `uses`: quote (beside a quotation), clause (X says that ...), naming (X calls it ...)."""

    lemma: str
    particle: str | None
    uses: frozenset[str]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language; every entry in lower case unless it is a name."""

    language: Language
    verbs: Mapping[str, tuple[Verb, ...]]
    participles: Mapping[str, tuple[Verb, ...]]
    cues: Mapping[str, frozenset[str]]
    people: Mapping[str, frozenset[str]]
    text: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    phrases: Mapping[str, tuple[str, ...]]
    ordinals: tuple[str, ...]
    given: Mapping[str, str | None]
    """Given names and the gender that each says, None for those that both bear."""

    def is_role(self, word: str) -> bool:
        """Whether a lower-case word names what somebody is: *directeur*, *wijkverpleegkundige*, *FARC-leider*."""
        return _is_role(self, word)

    def gender(self, word: str) -> str | None:
        """`m`, `f` or None for a role, title or kinship word."""
        tail = word.rsplit("-", 1)[-1]
        if tail in self.people["feminine"]:
            return "f"
        if tail in self.people["masculine"]:
            return "m"
        if tail.endswith(tuple(self.people["neutral_endings"])):
            return None
        if tail.endswith(tuple(self.people["feminine_endings"])) and self.is_role(tail):
            return "f"
        return None


@lru_cache(maxsize=20_000)
def _is_role(words: Lexicon, word: str) -> bool:
    roles, endings = words.people["roles"], words.people["role_endings"]
    if word in roles or word.rsplit("-", 1)[-1] in roles:
        return True
    if any(word.endswith(ending) and len(word) > len(ending) + 1 for ending in endings):
        return True
    # A woman's form that some houses use: leerkrachte, docente, woordvoerdster.
    return words.language == "nl" and word.endswith("e") and word[:-1] in roles


def _sets(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {name: frozenset(value) for name, value in raw.items() if isinstance(value, list)}


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, read once."""
    folder = FOLDER / language
    cues = json.loads((folder / "reporting_cues.json").read_text("utf-8"))
    people = json.loads((folder / "people.json").read_text("utf-8"))
    text = json.loads((folder / "text.json").read_text("utf-8"))
    forms: dict[str, list[Verb]] = {}
    participles: dict[str, list[Verb]] = {}
    for lemma, entry in cues["verbs"].items():
        verb = Verb(lemma, entry["particle"], frozenset(entry["uses"]))
        for form in entry["forms"]:
            forms.setdefault(form, []).append(verb)
        if entry["participle"]:
            participles.setdefault(entry["participle"], []).append(verb)
    return Lexicon(
        language=language,
        verbs={form: tuple(verbs) for form, verbs in forms.items()},
        participles={form: tuple(verbs) for form, verbs in participles.items()},
        cues=_sets(cues),
        people=_sets(people),
        text=_sets(text),
        pronouns=people["pronouns"],
        phrases={
            "according": tuple(cues["according"]),
            "own_words": tuple(cues["own_words"]),
            "own_account": tuple(cues["own_account"]),
            "written": tuple(cues["written"]),
            "former": tuple(people["former"]),
            "leads": tuple(text["leads"]),
            "boilerplate": tuple(text["boilerplate_starts"]),
            "caption": tuple(text["caption_starts"]),
            "credit": tuple(text["credits"]),
            "byline": tuple(text["byline_starts"]),
            "label": tuple(text["label_starts"]),
        },
        ordinals=tuple(text["ordinals"]),
        given=given_names(),
    )


@cache
def given_names() -> Mapping[str, str | None]:
    """Common given names of the Low Countries and the English-speaking world, with their gender."""
    raw = json.loads((FOLDER / "given_names.json").read_text("utf-8"))
    genders: dict[str, str | None] = {"masculine": "m", "feminine": "f", "either": None}
    return {name: gender for kind, gender in genders.items() for name in raw[kind]}


def detect_language(text: str) -> Language:
    """Dutch or English by counting small words in the first part of a text; Dutch when in doubt."""
    words = text[:8000].lower().split()
    counts = {
        language: sum(word in lexicon(language).text["detect"] for word in words) for language in ("nl", "en")
    }
    return "en" if counts["en"] > counts["nl"] else "nl"
