"""Training a pipeline from a folder of trees."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.article.fault import ArticleFault
from components.article.training.augment import augmented
from components.article.training.trees import Tree, document, trees
from components.message import Message

if TYPE_CHECKING:
    from spacy.language import Language

CONFIG = Path(__file__).parent / "config.cfg"
STEPS = {"nl": 7000, "en": 6500}
# The English trees hold few inverted subjects, so more of them are made.
TIMES = {"nl": 2, "en": 4}
SENTENCES_A_DOCUMENT = 6
SEED = 1
VERSION = "1.0.0"


def train(language: str, data: Path, out: Path, *, steps: int | None = None) -> None:
    """Trains on data/train.spacy, keeps the best by data/dev.spacy, and saves it in the folder `out`.

    steps: how many batches of about 1,000 words. Takes half an hour to an hour on one core. Raises
    ArticleFault when the folder does not hold the two files.
    """
    import spacy
    from spacy.cli._util import setup_gpu
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as run

    for name in ("train.spacy", "dev.spacy"):
        if not (data / name).is_file():
            raise ArticleFault(
                Message("There is no {file} in {folder}.", {"file": name, "folder": str(data)})
            )
    blank = spacy.blank(language)
    documents = list(DocBin().from_disk(data / "train.spacy").get_docs(blank.vocab))
    sentences = [sentence for doc in documents for sentence in trees(doc)]
    more = augmented(sentences, language, seed=SEED, times=TIMES[language])
    with tempfile.TemporaryDirectory() as folder:
        both = DocBin(docs=[*documents, *_documents(blank, more)], store_user_data=False)
        both.to_disk(Path(folder) / "train.spacy")
        config = spacy.util.load_config(
            CONFIG,
            overrides={
                "nlp.lang": language,
                "paths.train": str(Path(folder) / "train.spacy"),
                "paths.dev": str(data / "dev.spacy"),
                "training.max_steps": steps or STEPS[language],
                "training.optimizer.learn_rate.total_steps": steps or STEPS[language],
            },
        )
        setup_gpu(-1, silent=True)
        nlp = init_nlp(config, use_gpu=-1)
        (Path(folder) / "model").mkdir()
        run(nlp, Path(folder) / "model", use_gpu=-1)
        best = spacy.load(Path(folder) / "model" / "model-best")
        # The folder of the training data is nobody's business, and is gone.
        best.config["paths"].update({"train": None, "dev": None})
        best.meta.update(
            name="standpunt",
            version=VERSION,
            description=f"Parts of speech, trees and lemmas for {language}; made for finding who says what.",
            author="Standpunt",
            license="CC BY-SA 4.0",
        )
        save_pruned(best, out)


def _documents(blank: Language, sentences: list[Tree]) -> list[Any]:
    groups = (
        sentences[first : first + SENTENCES_A_DOCUMENT]
        for first in range(0, len(sentences), SENTENCES_A_DOCUMENT)
    )
    return [document(blank.vocab, group) for group in groups]


def save_pruned(nlp: Language, out: Path) -> None:
    """Saves the pipeline with only those strings that it needs: its labels, lemma endings, exceptions.

    The words of the training text make up most of what spaCy would write, and nothing looks them up: a
    pipeline knows words by their hashes.
    """
    import srsly

    nlp.to_disk(out)
    needed = set(_strings(nlp))
    srsly.write_json(out / "vocab" / "strings.json", sorted(needed))


def _strings(nlp: Language) -> list[str]:
    """Labels, the parts of morphological labels, endings in lemma trees, tokenizer exceptions."""
    import srsly

    found: list[str] = []
    for name in nlp.pipe_names:
        labels = getattr(nlp.get_pipe(name), "labels", ())
        for label in labels:
            if isinstance(label, str):
                found.append(label)
                # "Number=Sing|POS=NOUN": the features are strings of their own, together and apart.
                features = [part for part in label.split("|") if not part.startswith("POS=")]
                found.append("|".join(features))
                for part in label.split("|"):
                    found.extend((part, *part.split("=", 1)))
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    for tree in srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]:
        for side in ("orig", "subst"):
            if side in tree:
                found.append(nlp.vocab.strings[tree[side]])
    tokenizer: Any = nlp.tokenizer
    for text, pieces in (tokenizer.rules or {}).items():
        found.append(text)
        for piece in pieces:
            found.extend(nlp.vocab.strings[value] for value in piece.values() if isinstance(value, int))
            found.extend(value for value in piece.values() if isinstance(value, str))
    return [string for string in found if string]
