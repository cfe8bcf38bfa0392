"""Reported statements: what is the statement, and whose."""

import pytest

from components.article import Language, parse


def reported(text: str, language: Language, pipeline: str | None) -> list[tuple[str | None, str]]:
    """(speaker's name or the words for nobody named, statement)."""
    article = parse(text, article_id="x", language=language, pipeline=pipeline)
    names = {speaker.id: speaker.name for speaker in article.speakers}
    return [
        (names[s.speaker] if s.speaker else s.unnamed, s.text)
        for s in article.statements
        if s.type == "indirect"
    ]


@pytest.mark.parametrize("pipeline", [None, "rules"])
@pytest.mark.parametrize(
    ("text", "speaker", "statement"),
    [
        ("De brug is onveilig, zei wethouder Kim Bos dinsdag in de raad.", "Kim Bos", "De brug is onveilig"),
        ("De communicatie liet te wensen over, erkent Jan Wit tevens.", "Jan Wit", "De communicatie liet te wensen over"),
        ("De brug is, zo zegt wethouder Kim Bos, onveilig.", "Kim Bos", "De brug is, zo zegt wethouder Kim Bos, onveilig"),
        ("Volgens een onderzoek van Kim Bos neemt het verkeer af.", "Kim Bos", "neemt het verkeer af"),
        ("Onderzoekers stellen dat het klimaat opwarmt.", "Onderzoekers", "het klimaat opwarmt"),
        ("De brug is volgens omwonenden al jaren onveilig.", "omwonenden", "De brug is volgens omwonenden al jaren onveilig"),
    ],
)  # fmt: skip
def test_dutch(text: str, speaker: str, statement: str, pipeline: str | None) -> None:
    assert reported(text, "nl", pipeline) == [(speaker, statement)]


@pytest.mark.parametrize("pipeline", [None, "rules"])
@pytest.mark.parametrize(
    ("text", "speaker", "statement"),
    [
        ("The city will sue, Mayor Jane Roe said on Tuesday.", "Jane Roe", "The city will sue"),
        ("The city will sue, said Mayor Jane Roe in a statement.", "Jane Roe", "The city will sue"),
        ("Firms should slow down, said Dana Whitcombe, a professor.", "Dana Whitcombe", "Firms should slow down"),
        ("According to a report by the Larkin Budget Office, ridership fell by 9%.", "Larkin Budget Office", "ridership fell by 9%"),
        ("Ridership fell by 9%, according to police.", "police", "Ridership fell by 9%"),
        ("Police said the man, 34, was arrested.", "Police", "the man, 34, was arrested"),
        ("Officials said the bridge was unsafe.", "Officials", "the bridge was unsafe"),
    ],
)  # fmt: skip
def test_english(text: str, speaker: str, statement: str, pipeline: str | None) -> None:
    assert reported(text, "en", pipeline) == [(speaker, statement)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Toen hij dat hoorde, zei wethouder Kim Bos dat hij ging slapen. Kim Bos ging.", "nl"),
        ("Hij laat de mensen zeggen dat het goed is.", "nl"),
        ("De brug werd volgens de regels gebouwd.", "nl"),
        ("Called Oculis, the five-year project began in September.", "en"),
        ("Officials from three towns came to look.", "en"),
    ],
)
def test_what_stands_before_the_cue_is_not_always_said(text: str, language: Language) -> None:
    assert all(statement != text.split(",")[0] for _speaker, statement in reported(text, language, None))
    assert not [s for s, _text in reported(text, language, None) if s is None]
