"""What each construction does to what the words count for: one sentence of our own a row."""

import pytest

from components.themes import propose
from components.themes.operators import anchor_patterns, operators
from tests.themes.making import article, theme_set

# sentence, sign of the value (None: no code, "mention": mentioned only), operators on the evidence
DUTCH = [
    ("Snelheid telt.", -1, [()]),
    ("Wij kiezen nuance.", +1, [()]),
    ("Hier staat niets over het thema.", None, []),
    ("Niet óf de oneliner óf de nuance, maar allebei.", 0, [("balance",)] * 2),
    ("Wie niet kiest tussen snelheid en nuance, wint.", 0, [("balance",)] * 2),
    ("We zoeken naar een goede balans met oneliners.", 0, [("balance",)]),
    ("Zowel snelheid als nuance doet ertoe.", 0, [("balance",)] * 2),
    ("Zowel jong als oud wil nuance.", +1, [()]),  # both is about people: only one pole
    ("Niet alleen snelheid telt, maar ook nuance.", +1, [("not_only",), ()]),
    ("Niet als oneliner, maar als nuance.", +1, [("correct",), ()]),
    ("In plaats van oneliners moet er aandacht zijn.", +1, [("correct",)]),
    ("Nuance is belangrijker dan snelheid.", +1, [(), ("compare",)]),
    ("Nuance is minder belangrijk dan snelheid.", -1, [("compare",), ()]),
    ("Liever een oneliner dan nuance.", -1, [(), ("compare",)]),
    ("Er is geen nuance meer.", -1, [("negation",)]),
    ("Zonder zorg en nuance gaat het mis.", -1, [("negation",)] * 2),
    ("Ik hoef nuance niet.", -1, [("negation",)]),
    ("Het is niet zo dat nuance wint.", +1, [()]),  # the negation stops at “dat”
    ("We zijn niet bang, maar nuance telt.", +1, [()]),  # and at a clause
    ("Nuance is niet weg te denken.", +1, [()]),  # an idiom, no negation
    ("Er is geen tijd.", -1, [()]),  # a marker keeps its side
    ("We moeten ervoor waken dat snelheid wint.", +1, [("warn",)]),
    ("We moeten ervoor waken dat er geen nuance meer is.", +1, [("negation", "warn")]),
    ("Het gaat te veel over snelheid.", +1, [("excess",)]),
    ("Ik ben bang dat het te veel over snelheid gaat.", +1, [("warn", "excess")]),  # flips once
    ("Ik ben gekant tegen snelheid.", +1, [("reject",)]),
    ("Natuurlijk is snelheid fijn.", -1, [("concede",)]),
    ("Snelheid is fijn, maar we willen nuance.", +1, [("concede",), ()]),
    ("Misschien moet het met nuance.", +1, [("hedge",)]),
    ("Waar is de nuance?", "mention", [("question",)]),
    ("Ze laten het verhaal los, ze durven het los te blijven laten.", +1, [()]),
]

ENGLISH = [
    ("Speed counts.", -1, [()]),
    ("We don't choose between speed and nuance.", 0, [("balance",)] * 2),
    ("Not only speed counts, but also nuance.", +1, [("not_only",), ()]),
    ("Nuance is more important than speed.", +1, [(), ("compare",)]),
    ("There is no nuance left.", -1, [("negation",)]),
    ("I fear that speed wins.", +1, [("warn",)]),
    ("There is too much speed.", +1, [("excess",)]),
    ("Where is the nuance?", "mention", [("question",)]),
]

ROWS = [("nl", *row) for row in DUTCH] + [("en", *row) for row in ENGLISH]


@pytest.mark.parametrize(("language", "sentence", "sign", "names"), ROWS)
def test_a_construction_turns_halves_or_balances(language, sentence, sign, names):
    codes = propose(article(sentence, language=language), theme_set())
    if sign is None:
        assert codes == []
        return
    [code] = codes
    assert [one.operators for one in code.evidence] == names
    if sign == "mention":
        assert code.state == "mentioned"
        assert code.value is None
    else:
        assert code.state == "coded"
        assert (code.value > 0) - (code.value < 0) == sign
        assert (code.mode == "balance") == (sign == 0)


@pytest.mark.parametrize(
    ("language", "text", "sides"),
    [
        ("nl", "Ik vrees dat snelheid wint. Dat we geen nuance meer zoeken.", ["right", "right"]),
        ("nl", "Ik vrees dat snelheid wint. Of dat alles een oneliner wordt.", ["right", "right"]),
        ("nl", "Ik vrees dat snelheid wint. Nuance is mooi.", ["right", "right"]),
        ("nl", "Ik vrees dat snelheid wint. Snelheid is mooi.", ["right", "left"]),
        ("en", "I fear that speed wins. That we get one-liners.", ["right", "right"]),
        ("en", "I fear that speed wins. Speed is fine.", ["right", "left"]),
    ],
)
def test_a_warning_is_carried_to_a_sentence_that_continues_it(language, text, sides):
    [code] = propose(article(text, language=language), theme_set())
    assert [one.side for one in code.evidence] == sides


def test_a_warning_is_not_carried_to_another_statement():
    codes = propose(article("Ik vrees dat snelheid wint.", "Dat oneliners helpen."), theme_set())
    assert [code.value > 0 for code in codes] == [True, False]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_anchor_of_the_language_data_can_be_matched(language):
    assert operators(language).language == language
    assert len(anchor_patterns(language)) >= len(operators(language).constructions)
