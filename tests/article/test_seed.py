"""The shipped article: what this parser writes, and right on every quotation."""

import json
from pathlib import Path

import pytest

from components.article import Article, load, parse

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "../shared/seed/reference_coding.json"

QUOTATIONS = [
    (676, 823, "Ze", "keynotes", "Postma"),
    (994, 1024, "Ze", "influencer", "Jansen"),
    (1165, 1368, "Ze", "authentieker.", "Jansen"),
    (1405, 1468, "Influencers", "toe", "Reijgersberg"),
    (1611, 1834, "Influencers,", "knallen.", "Reijgersberg"),
    (1837, 2056, "De", "goed", "Postma"),
    (2338, 2613, "Met", "vermenselijken.", "Reijgersberg"),
    (2711, 3165, "Je", "voelen.", "Jansen"),
    (3277, 3464, "We", "likes.", "Postma"),
    (3617, 3874, "Het", "verwachten.", "Jansen"),
    (3928, 4142, "Als", "af.", "Reijgersberg"),
    (4233, 4561, "Op", "begrijpen.", "Jansen"),
    (4564, 4666, "Gesprekken", "is", "Reijgersberg"),
    (4690, 4817, "Het", "vlucht.", "Reijgersberg"),
    (4850, 4886, "We", "onszelf", "Postma"),
    (4904, 5534, "Misschien", "ons.", "Postma"),
]


@pytest.fixture(scope="module")
def article() -> Article:
    return load(ROOT / "data/articles/influencers.json")


def test_is_what_the_parser_writes(article: Article) -> None:
    again = parse(
        article.text,
        article_id=article.id,
        language=article.language,
        title=article.title,
        source=article.source,
    )
    assert again == article
    assert (article.id, article.revision) == ("influencers", 1)


def test_speakers(article: Article) -> None:
    found = {s.name: (s.role, s.organisation, s.kind) for s in article.speakers}
    assert found == {
        "Felice Postma": ("woordvoerder", "MantelzorgNL", "person"),
        "Alexander Jansen": (
            "tot voor kort Communications Lead bij TikTok Nederland en België, en recent oprichter van adviesbureau",
            "EPHOR Co",
            "person",
        ),
        "Maarten Reijgersberg": ("oprichter", "RAUWcc", "person"),
    }


def test_quotations(article: Article) -> None:
    found = [
        (
            s.start,
            s.end,
            s.text.split()[0],
            s.text.split()[-1],
            article.speaker(s.speaker or "").name.split()[-1],
        )
        for s in article.statements
        if s.type == "direct"
    ]
    assert found == QUOTATIONS
    for statement in article.statements:
        assert article.text[statement.start - 1] == "“"
        assert article.text[statement.end] == "”"


def test_the_second_threshold_is_uncertain(article: Article) -> None:
    (statement,) = [s for s in article.statements if s.text.startswith("Op het moment dat")]
    assert statement.attribution.certainty == "uncertain"
    assert statement.attribution.candidates == (
        next(s.id for s in article.speakers if s.name == "Maarten Reijgersberg"),
    )


def test_paragraph_kinds_and_headings(article: Article) -> None:
    kinds = [p.kind for p in article.paragraphs]
    assert (kinds[0], kinds[-2:], kinds.count("heading")) == ("title", ["boilerplate", "boilerplate"], 7 + 1)
    assert article.statements[0].heading is None
    assert article.statements[-1].heading == "Kijk ook kritisch naar jezelf"


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference coding is not beside the repository")
def test_against_the_reference(article: Article) -> None:
    reference = json.loads(REFERENCE.read_text("utf-8"))
    assert article.sha256 == reference["meta"]["sha256"]
    names = {s.id: s.name for s in article.speakers}
    attributed = {(s.start, s.end): names[s.speaker] for s in article.statements if s.speaker}
    direct = [s for s in reference["statements"] if s["speech_type"] == "direct"]
    assert len(direct) == 16
    for statement in direct:
        assert attributed[(statement["start"], statement["end"])] == statement["speaker"]
    for span in reference["not_attributable"]:
        assert not any(start < span["end"] and span["start"] < end for start, end in attributed)
    others = [s for s in reference["statements"] if s["speech_type"] != "direct"]
    for statement in article.statements:
        if statement.type == "indirect":
            near = [o for o in others if o["start"] < statement.end and statement.start < o["end"]]
            assert {o["speaker"] for o in near} == {names[statement.speaker or ""]}
