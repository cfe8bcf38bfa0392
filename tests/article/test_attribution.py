"""Speakers, cues and attribution, by examples: text -> (type, statement, speaker) in order."""

import pytest

from components.article import parse

D, M, R = "direct", "mixed", "indirect"
Expected = list[tuple[str, str, str | None]]


def statements(text: str, language: str = "nl") -> Expected:
    article = parse(text, article_id="x", language=language)  # type: ignore[arg-type]
    return [
        (s.type, s.text, article.speaker(s.speaker).name if s.speaker else None) for s in article.statements
    ]


DUTCH: list[tuple[str, str, Expected]] = [
    ("inversion", "“Ja zeker”, zegt Kim Bos.", [(D, "Ja zeker", "Kim Bos")]),
    ("aldus", "„Ja zeker.”, aldus Kim Bos.", [(D, "Ja zeker.", "Kim Bos")]),
    ("colon", 'Kim Bos is duidelijk: "Het moet."', [(D, "Het moet.", "Kim Bos")]),
    ("label", 'Buurman Rik (34): "Het brandde."', [(D, "Het brandde.", "Rik")]),
    ("volgens with a colon", "Volgens Kim Bos kan het: “We beginnen.”", [(D, "We beginnen.", "Kim Bos")]),
    ("signed", "“Het kan.” – Kim Bos, bewoner", [(D, "Het kan.", "Kim Bos")]),
    (
        "interrupted by a split verb",
        "“Als het aan mij ligt”, voegt Kim Bos eraan toe, “gaan we door.”",
        [(D, "Als het aan mij ligt", "Kim Bos"), (D, "gaan we door.", "Kim Bos")],
    ),
    (
        "continuation",
        "“We gaan door”, zegt Kim Bos. “Morgen al.”",
        [(D, "We gaan door", "Kim Bos"), (D, "Morgen al.", "Kim Bos")],
    ),
    (
        "two speakers in one paragraph",
        '"A is goed", zegt Jan de Wit. Karin Bos beaamt dat: "B is ook goed."',
        [(D, "A is goed", "Jan de Wit"), (D, "B is ook goed.", "Karin Bos")],
    ),
    (
        "floating after narration",
        'Wilders wist raad. "Wat een nonsens!"',
        [(D, "Wat een nonsens!", "Wilders")],
    ),
    (
        "apposition and pronoun",
        "Felice Postma, woordvoerder van Zorg, zegt: „We gaan door.”\n„Het is nodig”, vult ze aan.",
        [(D, "We gaan door.", "Felice Postma"), (D, "Het is nodig", "Felice Postma")],
    ),
    (
        "role",
        "Wethouder Kim Bos kwam langs. Haar collega Piet Smit bleef thuis. “Het kan”, zei de wethouder.",
        [(D, "Het kan", "Kim Bos")],
    ),
    (
        "unknown verb in the verb's place",
        "Kim Bos kwam. “Het wordt niks”, sombert Bos.",
        [(D, "Het wordt niks", "Kim Bos")],
    ),
    (
        "two people of one name",
        "Wethouder Marga Dekkers en raadslid Tom Dekkers praten. “Nee”, zegt raadslid Dekkers. “Ja”, zegt de wethouder.",
        [(D, "Nee", "Tom Dekkers"), (D, "Ja", "Marga Dekkers")],
    ),
    (
        "enumeration",
        "Kim Bos ziet twee drempels. De eerste drempel is geld. “Het is duur.”\n“Dat klopt”, zegt Jan Smit.\n"
        "De tweede drempel is trots. “Niemand wil veranderen.”",
        [
            (D, "Het is duur.", "Kim Bos"),
            (D, "Dat klopt", "Jan Smit"),
            (D, "Niemand wil veranderen.", "Kim Bos"),
        ],
    ),
    (
        "closing mark only in the last paragraph",
        "Kim Bos vertelt. ,,Eerst liep ik.\n\n,,Toen rende ik.''",
        [(D, "Eerst liep ik.", "Kim Bos"), (D, "Toen rende ik.", "Kim Bos")],
    ),
    ("lead-in line", "Voorzitter Kim Bos:\n\n“We luisteren.”", [(D, "We luisteren.", "Kim Bos")]),
    ("somebody unnamed", "“Het knalde”, zegt een buurtbewoner.", [(D, "Het knalde", None)]),
    (
        "a spokesperson speaks for the organisation",
        "De politie zoekt door. “We weten niets”, zegt een woordvoerder.",
        [(D, "We weten niets", "politie")],
    ),
    (
        "naming",
        "Kim Bos noemt het plan “een pleister op een wond”.",
        [(M, "een pleister op een wond", "Kim Bos")],
    ),
    ("zei dat", 'Kim Bos zei dat het "een grote schande" was.', [(M, "een grote schande", "Kim Bos")]),
    ("title", "Het boek ‘Zorg om de zorg’ van Kim Bos is uit.", []),
    ("scare quotes", "De zogenoemde ‘spookcliënten’ van Kim Bos bestaan niet.", []),
    ("motto", "‘Elk boek verdient een thuis’, zo luidt het motto.", []),
    ("hypothetical", "U hoeft niet te roepen. Je moet nooit zeggen: ‘Dit wordt het!’", []),
    ("boilerplate", "Kim Bos kwam.\nLees ook: „Drie branden in een maand”", []),
    ("volgens X", "Volgens Kim Bos komt er meer geld.", [(R, "komt er meer geld", "Kim Bos")]),
    ("zegt dat", "Kim Bos zegt dat de brug opengaat.", [(R, "de brug opengaat", "Kim Bos")]),
    (
        "aldus at the end",
        "De brug gaat snel open, aldus Kim Bos.",
        [(R, "De brug gaat snel open", "Kim Bos")],
    ),
    ("volgens afspraak", "Volgens afspraak praat Kim Bos in mei.", []),
    ("negated report", "Kim Bos zegt niet dat de brug opengaat.", []),
    ("modal", "Je kunt zeggen dat Kim Bos te laat was.", []),
    (
        "round table",
        "Nadia Fassi en Olaf Stuurman schuiven aan.\nFassi: Wij sturen brieven.\nStuurman: Bij ons gaat het beter.\n"
        "Fassi: Dat hoor ik vaker.",
        [
            (D, "Wij sturen brieven.", "Nadia Fassi"),
            (D, "Bij ons gaat het beter.", "Olaf Stuurman"),
            (D, "Dat hoor ik vaker.", "Nadia Fassi"),
        ],
    ),
]

ENGLISH: list[tuple[str, str, Expected]] = [
    ("subject first", "“This is it,” Elena Marsh said.", [(D, "This is it,", "Elena Marsh")]),
    ("inversion", "“This is it,” said Mayor Elena Marsh.", [(D, "This is it,", "Elena Marsh")]),
    (
        "a new sentence is no cue",
        "“This is it,” said Elena Marsh. “Good.” He added nothing.",
        [(D, "This is it,", "Elena Marsh"), (D, "Good.", "Elena Marsh")],
    ),
    ("reported", "Elena Marsh said the ferry was late.", [(R, "the ferry was late", "Elena Marsh")]),
    (
        "according to",
        "According to Elena Marsh, the ferry was late.",
        [(R, "the ferry was late", "Elena Marsh")],
    ),
    (
        "told",
        "Elena Marsh told reporters that the ferry was late.",
        [(R, "the ferry was late", "Elena Marsh")],
    ),
    ("one could say", "One could say that Elena Marsh was late.", []),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in DUTCH], ids=[c[0] for c in DUTCH])
def test_dutch(text: str, expected: Expected) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in ENGLISH], ids=[c[0] for c in ENGLISH])
def test_english(text: str, expected: Expected) -> None:
    assert statements(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("“Ja zeker”, zegt Kim Bos, woordvoerder MantelzorgNL.", "woordvoerder", "MantelzorgNL"),
        ("“Ja zeker”, zegt wethouder Kim Bos van Utrecht.", "wethouder", "Utrecht"),
        ("“Ja zeker”, zegt Kim Bos, oprichter van Buro Bos en schrijver.", "oprichter", "Buro Bos"),
        ("“Ja zeker”, zegt hoogleraar slaapgeneeskunde Kim Bos.", "hoogleraar slaapgeneeskunde", None),
        ("“Ja zeker”, zegt FNV-bestuurder Kim Bos.", "bestuurder", "FNV"),
        ("Wethouder Kim Bos (GroenLinks) komt. “Ja zeker.”", "wethouder", "GroenLinks"),
        ("De directeur van De Ledewoning, Kim Bos, lacht. “Ja zeker.”", "directeur", "De Ledewoning"),
        (
            "“Ja zeker”, stelt Kim Bos, tot voor kort directeur bij TikTok, en recent oprichter van bureau Bos.",
            "tot voor kort directeur bij TikTok, en recent oprichter van bureau",
            "Bos",
        ),
    ],
)
def test_role_and_organisation(text: str, role: str, organisation: str | None) -> None:
    (speaker,) = parse(text, article_id="x", language="nl").speakers
    assert (speaker.name, speaker.role, speaker.organisation) == ("Kim Bos", role, organisation)


def test_cue_confidence_and_runners_up() -> None:
    article = parse(
        "Een kop\n“Ja zeker”, zegt Kim Bos.\nTussenkop\n“Nee hoor”, zegt Jan Smit.\n“Misschien wel, wie weet.”",
        article_id="x",
        language="nl",
    )
    first, second, third = article.statements
    assert first.cue is not None
    assert (first.cue.text, first.heading) == ("zegt", None)
    assert (second.heading, third.heading) == ("Tussenkop", "Tussenkop")
    assert first.attribution.rule == "cue_after"
    assert first.attribution.confidence > third.attribution.confidence
    assert second.attribution.candidates == (first.speaker,)


def test_a_title_takes_the_speaker_of_the_same_words_below() -> None:
    text = "Ruzie: “Dit is te gek”\nWethouder Kim Bos is boos. “Dit is te gek”, zegt ze."
    assert statements(text) == [(D, "Dit is te gek", "Kim Bos"), (D, "Dit is te gek", "Kim Bos")]
