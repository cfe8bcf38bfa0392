"""Cues whose subject nobody names, and cues that name somebody in an unusual way."""

import pytest

from components.article import parse

DUTCH = "Wethouder Kim Bos (GroenLinks) is blij met het plan van de gemeente Zutveen. “We beginnen morgen”, zegt ze.\n\n“Dat is een heel slecht idee voor onze wijk”, {}.\n"
ENGLISH = "Mayor Karen Smith, a Democrat, welcomed the plan. “We will start tomorrow,” she said.\n\n“This is a really bad idea for our part of town,” {}.\n"


@pytest.mark.parametrize("pipeline", [None, "rules"])
@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("zegt een van de bewoners", "een van de bewoners"),
        ("aldus een omwonende", "een omwonende"),
        ("schrijft iemand op Facebook", "iemand"),
        ("zeggen de leerlingen", "de leerlingen"),
        ("zegt haar man", "haar man"),
        ("aldus het rapport", "het rapport"),
        ("staat op de website", "staat op"),
        ("zegt iedereen hier", "iedereen hier"),
    ],
)
def test_unnamed_in_dutch(tail: str, words: str, pipeline: str | None) -> None:
    statement = parse(DUTCH.format(tail), article_id="x", language="nl", pipeline=pipeline).statements[-1]
    assert statement.speaker is None
    assert statement.unnamed == words


@pytest.mark.parametrize("pipeline", [None, "rules"])
@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("zegt onderzoeksleider prof. dr. Karin van der Meer (UU)", "Karin van der Meer"),
        ("klinkt het bij N-VA-schepen Els Dhondt", "Els Dhondt"),
        ("reageert de GroenLinks-wethouder", "Kim Bos"),
        ("zegt de wethouder tegen Omroep Gelderland", "Kim Bos"),
        ("laat de gemeente weten", "gemeente"),
        ("aldus de woordvoerder van Rijkswaterstaat", "Rijkswaterstaat"),
        ("antwoordt schepen van Openbare Werken Eddy De Ketelaere", "Eddy De Ketelaere"),
        ("zegt Lisa (16)", "Lisa"),
        ("zegt student Noor Vos (21)", "Noor Vos"),
    ],
)
def test_named_in_dutch(tail: str, name: str, pipeline: str | None) -> None:
    article = parse(DUTCH.format(tail), article_id="x", language="nl", pipeline=pipeline)
    assert article.speaker(article.statements[-1].speaker or "").name == name


@pytest.mark.parametrize("pipeline", [None, "rules"])
@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("said Lt. Gov. Dan Patrick", "Dan Patrick"),
        ("said Rep. Alexandria Ocasio-Cortez, D-N.Y.", "Alexandria Ocasio-Cortez"),
        ("said U.S. Sen. Ted Cruz", "Ted Cruz"),
        ("said White House press secretary Jen Psaki", "Jen Psaki"),
        ("a neighbor, Pat Reed, said", "Pat Reed"),
        ("Bob Lee, the police chief, told reporters", "Bob Lee"),
        ("said one resident", None),
        ("Reed’s lawyer said", None),
        ("according to the report", None),
        ("the mother of two said", None),
    ],
)
def test_english(tail: str, name: str | None, pipeline: str | None) -> None:
    article = parse(ENGLISH.format(tail), article_id="x", language="en", pipeline=pipeline)
    speaker = article.statements[-1].speaker
    assert (article.speaker(speaker).name if speaker else None) == name
    assert (article.statements[-1].unnamed is None) == (name is not None)
