"""The rules coder: values, evidence and reasons."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.themes import CODER_VERSION, Code, ThemeFault, positions, propose, warm
from components.themes.model import Theme
from tests.themes.making import article, theme, theme_set

WORDS = (
    *("snel", "nuance", "zorgvuldig", "oneliners", "geen", "tijd", "los", "durven", "laten"),
    *(
        "niet",
        "alleen",
        "maar",
        "ook",
        "belangrijker",
        "dan",
        "ervoor",
        "waken",
        "dat",
        "en",
        "of",
        "óf",
        "allebei",
    ),
    *("te", "veel", "misschien", "hoewel", "wij", "moeten"),
    *(".", ",", "?", "!", "“", "’t", "e\u0301\u0301n", "\n", "😀"),
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


def mirrored(one: Theme) -> Theme:
    """The theme with its poles and their terms exchanged."""
    return one.model_copy(
        update={
            "poles": one.poles.model_copy(update={"left": one.poles.right, "right": one.poles.left}),
            "terms": {
                language: terms.model_copy(update={"left": terms.right, "right": terms.left})
                for language, terms in one.terms.items()
            },
        }
    )


def test_a_described_pole_counts_half_and_an_advocated_one_in_full():
    described, advocated = propose(
        article("Snelheid telt.", "Wij moeten sneller, met snelheid."), theme_set()
    )
    assert (described.value, described.mode) == (-0.5, "describe")
    assert (advocated.value, advocated.mode) == (-1.0, "endorse")


def test_a_statement_is_the_mean_of_its_sentences():
    [code] = propose(
        article("Wij willen nuance. Wij willen zorgvuldigheid. Wij willen snelheid."), theme_set()
    )
    assert code.value == pytest.approx(1 / 3, abs=1e-6)
    assert code.salience == 1.5
    assert code.confidence == 1.0


def test_confidence_falls_with_what_is_uncertain():
    def confidence(text: str, attributed: float = 1.0) -> float:
        [code] = propose(article(text, confidence=attributed), theme_set())
        return code.confidence

    assert confidence("Wij willen nuance.") == 1.0
    assert confidence("Er is geen nuance.") == 0.7
    assert confidence("We vrezen dat er geen nuance is.") == 0.5
    assert confidence("Wij willen nuance met snelheid.") == 0.5
    assert confidence("Het gaat ten koste van de nuance.") == 0.5
    assert confidence("Wij willen nuance.", attributed=0.4) == 0.4


def test_a_construction_that_is_not_known_never_turns_the_side():
    [code] = propose(article("Het gaat ten koste van de nuance."), theme_set())
    assert [one.side for one in code.evidence] == ["right"]


def test_evidence_counts_in_the_text_of_the_article():
    text = article("“Eh…\nWij willen\n\n nuance 😀, e\u0301cht nuance.")
    [code] = propose(text, theme_set())
    assert [(text.text[one.start : one.end], one.text) for one in code.evidence] == [("nuance", "nuance")] * 2


def test_longest_of_overlapping_terms_counts_and_traps_count_for_nothing():
    one = theme(
        terms={
            "nl": {
                "left": [{"t": "kort verhaal"}, {"t": "snel", "not_in": ["snel op hun teentjes"]}],
                "right": [{"t": "verhaal"}],
            }
        }
    )
    [code] = propose(article("Een kort verhaal. Snel op hun teentjes."), theme_set(one))
    assert [(e.text, e.side) for e in code.evidence] == [("kort verhaal", "left")]


def test_words_are_found_in_any_case_and_composition():
    [code] = propose(article("NUANCE, Zorgvu\u0308ldig"), theme_set())
    assert [e.text for e in code.evidence] == ["NUANCE", "Zorgvu\u0308ldig"]


def test_a_gap_stays_within_a_sentence_and_eight_words():
    near, across, far = (
        "Ze gaan het los durven laten",
        "Dat is los. Ze laten het gaan",
        "los " + "x " * 9 + "laten",
    )
    codes = propose(article(near, across, far), theme_set())
    assert [(code.statement, code.evidence[0].text) for code in codes] == [("s1", "los durven laten")]


def test_reasons_name_words_and_side_and_read_as_sentences():
    [code] = propose(article("We vrezen dat snelheid wint van een oneliner."), theme_set())
    [reason] = code.rationale
    assert reason.id == "“{words}” counts for {pole}: the speaker warns against the opposite."
    assert reason.values["words"] == "snelheid, oneliner"
    assert reason.values["side"] == "right"
    assert str(reason) == "“snelheid, oneliner” counts for right: the speaker warns against the opposite."


def test_codes_are_machine_proposals_of_this_version():
    one = theme(version=7)
    [code] = propose(article("Nuance."), theme_set(one))
    assert (code.coder, code.source, code.status) == ("rules", "rules", "proposed")
    assert (code.version, code.theme_version) == (CODER_VERSION, 7)


def test_a_language_without_terms_gives_no_codes():
    one = theme(terms={"nl": {"left": [{"t": "snel"}], "right": []}})
    assert propose(article("Speed is snel.", language="en"), theme_set(one)) == []


def test_warm_knows_no_third_language():
    warm()
    with pytest.raises(ThemeFault, match="language data"):
        warm(["xx"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), texts), min_size=1, max_size=4))
def test_evidence_is_verbatim_and_inside_its_statement(pairs):
    text = article(*pairs)
    for code in propose(text, theme_set()):
        statement = text.statement(code.statement)
        assert code.evidence
        for one in code.evidence:
            assert text.text[one.start : one.end] == one.text
            assert statement.start <= one.start < one.end <= statement.end


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), texts), min_size=1, max_size=4))
def test_exchanging_the_poles_mirrors_codes_and_positions(pairs):
    text = article(*pairs)
    one, other = theme_set(), theme_set(mirrored(theme()))
    there, back = propose(text, one), propose(text, other)
    assert [code.value and -code.value for code in there] == [code.value for code in back]
    here, turned = positions(text, one, there), positions(text, other, back)
    for cell, position in here.items():
        opposite = turned[cell]
        assert position.state == opposite.state
        if position.estimate is not None:
            assert position.estimate == pytest.approx(-opposite.estimate, abs=1e-6)
            assert (position.low, position.high) == pytest.approx((-opposite.high, -opposite.low), abs=1e-6)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_coded_without_an_exception(text):
    propose(article(text + "nuance"), theme_set())


def test_codes_survive_json_with_their_reasons():
    codes = propose(article("We vrezen dat snelheid wint. Nuance?", "Waar is de nuance?"), theme_set())
    assert len(codes) == 2
    for code in codes:
        again = Code.model_validate_json(code.model_dump_json())
        assert again.model_dump() == code.model_dump()
        assert [str(reason) for reason in again.rationale] == [str(reason) for reason in code.rationale]
