"""The shipped article with the shipped themes: every cell where the reference coding has it.

In-sample: the terms were written with this article in view. The test guards against regressions and says
nothing about other articles.
"""

from pathlib import Path

import pytest

from components.article.model import Article
from components.themes import dump_theme_set, load_theme_set, parse_theme_set, positions, propose

DATA = Path(__file__).resolve().parents[2] / "data"

# From the reference coding: sign of the position, 0 for deliberately both, None for not addressed.
CELLS = {
    "authenticity_depth": {"Postma": 1, "Jansen": -1, "Reijgersberg": -1},
    "reach_relevance": {"Postma": 1, "Jansen": 1, "Reijgersberg": None},
    "speed_nuance": {"Postma": 0, "Jansen": -1, "Reijgersberg": None},
    "letgo_control": {"Postma": 1, "Jansen": -1, "Reijgersberg": None},
    "send_connect": {"Postma": 1, "Jansen": 1, "Reijgersberg": 1},
    "same_distinct": {"Postma": 1, "Jansen": -1, "Reijgersberg": None},
    "embrace_guard": {"Postma": 1, "Jansen": -1, "Reijgersberg": -1},
    "renewal_core": {"Postma": -1, "Jansen": -1, "Reijgersberg": 1},
}

# Words of the article, theme, the side they count for; None: they count for nothing.
CHECKS = [
    ("clicks", "reach_relevance", "right"),  # a warning turns a comparison
    ("impact en relevantie", "reach_relevance", "right"),  # denied inside a warning that is carried
    ("teveel gaat over bereik en likes", "reach_relevance", "right"),  # warning and excess turn once
    ("de oneliner óf de nuance", "speed_nuance", "both"),
    ("het snelle bereik van het internet", "reach_relevance", "both"),
    ("het snelle bereik van het internet", "speed_nuance", "both"),
    ("geen groot verhaal met veel nuance", "speed_nuance", "left"),
    ("los durven laten", "letgo_control", "left"),  # a split verb
    ("Wat wil je bereiken?", "reach_relevance", None),  # to achieve is not reach
    ("dat het iets nieuws is", "renewal_core", "right"),  # rejected newness is continuity
    ("maar ook bevraagt", "send_connect", "right"),
    ("maar als tegenkracht", "same_distinct", "right"),
    ("We analyseren alles", "authenticity_depth", None),
    ("Gesprekken over influencers", "send_connect", None),
    ("wat maakt ons vak relevant?", "reach_relevance", None),
]


@pytest.fixture(scope="module")
def article() -> Article:
    return Article.model_validate_json((DATA / "articles" / "influencers.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def theme_set():
    return load_theme_set(DATA / "themes" / "influencers.yaml")


@pytest.fixture(scope="module")
def codes(article, theme_set):
    return propose(article, theme_set)


def test_the_eight_themes_in_order_in_two_languages(theme_set):
    assert [theme.id for theme in theme_set.themes] == list(CELLS)
    for theme in theme_set.themes:
        assert set(theme.terms) == {"nl", "en"}
        for words in (theme.question, theme.poles.left.label, theme.poles.right.label):
            assert set(words) == {"nl", "en"}
        for terms in theme.terms.values():
            assert terms.left
            assert terms.right


def test_no_term_is_longer_than_three_words(theme_set):
    written = [
        alternative.replace("...", " ").split()
        for theme in theme_set.themes
        for terms in theme.terms.values()
        for term in (*terms.left, *terms.right)
        for alternative in term.t.split("|")
    ]
    assert max(map(len, written)) <= 3


def test_the_file_survives_writing_and_reading(theme_set):
    assert parse_theme_set(dump_theme_set(theme_set)) == theme_set


@pytest.mark.parametrize("speaker", ["Postma", "Jansen", "Reijgersberg"])
@pytest.mark.parametrize("theme", list(CELLS))
def test_every_cell(article, theme_set, codes, theme, speaker):
    [who] = [one.id for one in article.speakers if one.name.endswith(speaker)]
    found = positions(article, theme_set, codes)[who, theme]
    expected = CELLS[theme][speaker]
    if expected is None:
        assert found.state == "not_addressed"
    elif expected == 0:
        assert found.state in {"balance", "mixed"}
    else:
        assert found.estimate is not None
        assert found.estimate * expected > 0
    assert not found.confirmed


@pytest.mark.parametrize(("words", "theme", "side"), CHECKS)
def test_the_difficult_places(article, codes, words, theme, side):
    start = article.text.index(words)
    sides = {
        one.side
        for code in codes
        if code.theme == theme
        for one in code.evidence
        if start <= one.start and one.end <= start + len(words) and "question" not in one.operators
    }
    assert sides == (set() if side is None else {side})


def test_the_author_counts_for_nobody(article, codes):
    start = article.text.index("Authenticiteit, aansluiting op volgers")
    end = article.text.index(" zijn dus belangrijker geworden", start)
    speakers = {statement.id: statement.speaker for statement in article.statements}
    for code in codes:
        for one in code.evidence:
            assert not (start <= one.start < end) or speakers[code.statement] is None
