"""Sentences made from trees stay trees."""

from pathlib import Path

import pytest
import spacy

from components.article import ArticleFault
from components.article.training.augment import augmented
from components.article.training.train import train
from components.article.training.trees import Tree, Word, document, trees


def sentence(*rows: tuple[str, str, str, int, str]) -> Tree:
    """Rows of text, part of speech, morphology, head, relation; the lemma is the text in lower case."""
    lemmas = {"said": "say", "zei": "zeggen"}
    return tuple(
        Word(text, True, pos, pos, morph, lemmas.get(text.lower(), text.lower()), head, dep)
        for text, pos, morph, head, dep in rows
    )


SAID = sentence(
    ("Karen", "PROPN", "Number=Sing", 2, "nsubj"),
    ("Smith", "PROPN", "Number=Sing", 0, "flat"),
    ("said", "VERB", "Tense=Past|VerbForm=Fin", 2, "ROOT"),
    ("the", "DET", "", 4, "det"),
    ("road", "NOUN", "Number=Sing", 6, "nsubj"),
    ("was", "AUX", "VerbForm=Fin", 6, "cop"),
    ("closed", "ADJ", "", 2, "ccomp"),
    (".", "PUNCT", "", 2, "punct"),
)


def test_the_clause_moves_to_the_front() -> None:
    (made,) = augmented([SAID], "en", seed=1, times=1)
    words = [word.text for word in made]
    verb = words.index("said")
    assert words.index("closed") < verb < words.index("Karen")
    assert "The" in words
    assert made[words.index("Karen")].head == verb
    assert made[words.index("closed")].head == verb
    assert [index for index, word in enumerate(made) if word.head == index] == [verb]


def test_documents_come_back_as_they_went_in() -> None:
    nlp = spacy.blank("en")
    doc = document(nlp.vocab, [SAID, SAID])
    assert list(trees(doc)) == [SAID, SAID]


def test_a_folder_without_trees(tmp_path: Path) -> None:
    with pytest.raises(ArticleFault, match=r"There is no train\.spacy"):
        train("nl", tmp_path, tmp_path / "out")
