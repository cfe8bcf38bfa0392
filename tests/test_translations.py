"""Catalogues match the program and each other; the reader's language is chosen as documented."""

import re
import string
from datetime import date

import pytest

from components.message import Message
from components.translations import Translator, accepted_languages, choose_language, languages
from tests import catalogues


@pytest.mark.parametrize("language", ["nl", "en"])
def test_catalogue_holds_exactly_the_sentences_of_the_program(language: str) -> None:
    wanted = {message.id for message in catalogues.extracted() if message.id}
    found = {message.id for message in catalogues.read(language) if message.id}
    assert found == wanted, "run: python -m tests.catalogues"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in catalogues.read(language):
        if not message.id:
            continue
        sources = message.id if message.pluralizable else (message.id,)
        targets = message.string if message.pluralizable else (message.string,)
        assert all(targets), message.id
        assert fields(*sources) == fields(*targets), message.id


@pytest.mark.parametrize("language", ["nl", "en"])
def test_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    compiled = catalogues.po_file(language).with_suffix(".mo").read_bytes()
    assert compiled == catalogues.compiled(catalogues.read(language)), "run: python -m tests.catalogues"


def test_dutch_is_not_english() -> None:
    same = [
        m.id
        for m in catalogues.read("nl")
        if m.id
        and m.id == m.string
        and len(m.id) > 12
        and any(c.isalpha() for c in re.sub(r"\{.*?\}", "", m.id))
    ]
    assert same == []


def fields(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("asked", "remembered", "preferred", "chosen"),
    [
        ("en", "nl", ["nl"], "en"),
        (None, "en", ["nl"], "en"),
        (None, None, ["en-GB", "nl"], "en"),
        (None, None, ["de", "en"], "en"),
        (None, None, ["fr"], "nl"),
        (None, None, [], "nl"),
        ("xx", None, ["en"], "en"),
        ("../../etc", "<script>", [], "nl"),
        ("EN_us", None, [], "en"),
    ],
)
def test_language(asked: str | None, remembered: str | None, preferred: list[str], chosen: str) -> None:
    assert choose_language(asked, remembered, preferred) == chosen


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", ["nl-NL", "nl", "en"]),
        ("en;q=0.2, nl;q=0.9", ["nl", "en"]),
        ("*", []),
        ("en;q=abc, nl", ["nl"]),
        ("en;q=0", []),
        ("", []),
    ],
)
def test_accepted_languages(header: str, tags: list[str]) -> None:
    assert accepted_languages(header) == tags


def test_default_language_comes_first() -> None:
    assert languages() == ("nl", "en")


@pytest.mark.parametrize(
    ("value", "digits", "signed", "dutch", "english"),
    [
        (-0.424, 2, False, "−0,42", "−0.42"),
        (0.5, 2, True, "+0,50", "+0.50"),
        (-0.001, 2, True, "0,00", "0.00"),
        (0.96, 1, True, "+1,0", "+1.0"),
    ],
)
def test_numbers(value: float, digits: int, signed: bool, dutch: str, english: str) -> None:
    assert Translator("nl").number(value, digits, signed=signed) == dutch
    assert Translator("en").number(value, digits, signed=signed) == english


def test_dates_lists_and_plurals() -> None:
    nl, en = Translator("nl"), Translator("en")
    assert nl.day(date(2025, 8, 26)) == "26 augustus 2025"
    assert en.day(date(2025, 8, 26)) == "26 August 2025"
    assert nl.listing(["a", "b", "c"]) == "a, b en c"
    assert en.listing(["a"]) == "a"
    assert nl.plural("{n} statement", "{n} statements", 1) == "1 uitspraak"
    assert nl.plural("{n} statement", "{n} statements", 3) == "3 uitspraken"


def test_a_message_inside_a_message_is_translated_too() -> None:
    message = Message("{a} and {b} differ most clearly on “{left}” or “{right}”: {x} against {y}.",
                      {"a": "A", "b": "B", "left": Message("agree"), "right": "r", "x": "1", "y": "2"})  # fmt: skip
    assert "‘eens’" in Translator("nl").say(message)
    assert str(message) == "A and B differ most clearly on “agree” or “r”: 1 against 2."


def test_braces_in_a_value_are_text() -> None:
    assert Translator("en")("{first} and {last}", first="{x}", last="{0}") == "{x} and {0}"
