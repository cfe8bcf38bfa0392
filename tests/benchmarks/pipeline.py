"""Measure a pipeline on the trees it has not seen.

    python -m tests.benchmarks.pipeline --language nl --data FOLDER [--pipeline NAME]

FOLDER holds test.spacy (and test-news.spacy) as `python -m components.article train` uses it. Prints, on raw text
cut by spaCy's own tokenizer: unlabelled and labelled attachment, parts of speech, lemmas, sentences, and
how many subjects of reporting verbs are found; then size, loading time and words a second on one core.
"""

import argparse
import os
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from components.article.pipelines import MODELS
from components.article.training.augment import REPORTING


def main() -> None:
    """Score and print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--language", choices=("nl", "en"), required=True)
    arguments.add_argument("--data", type=Path, required=True, help="folder with test.spacy")
    arguments.add_argument("--pipeline", help="package or folder (else the shipped one)")
    options = arguments.parse_args()
    place = options.pipeline or str(MODELS / options.language)
    started = time.perf_counter()
    pipeline = spacy.load(place)
    loaded = time.perf_counter() - started
    print("set        UAS   LAS   POS  lemma sents  subjects of reporting verbs")
    for path in sorted(options.data.glob("test*.spacy")):
        documents = list(DocBin().from_disk(path).get_docs(pipeline.vocab))
        _print_scores(path.stem, pipeline, documents, options.language)
    texts = [doc.text for doc in documents]
    started = time.perf_counter()
    words = sum(len(doc) for doc in pipeline.pipe(texts))
    spent = time.perf_counter() - started
    size = sum(f.stat().st_size for f in Path(place).rglob("*") if f.is_file()) if os.path.isdir(place) else 0
    print(f"{size / 1e6:.1f} MB, loaded in {loaded:.2f} s, {words / spent:,.0f} words a second")


def _print_scores(name: str, pipeline: Language, documents: list[Doc], language: str) -> None:
    examples = [Example(pipeline(doc.text), doc) for doc in documents]
    scores = pipeline.evaluate([Example(pipeline.make_doc(doc.text), doc) for doc in documents])
    found = wanted = 0
    for example in examples:
        to_predicted = example.alignment.y2x
        for token in example.reference:
            if (
                token.dep_ != "nsubj"
                or token.head.pos_ != "VERB"
                or token.head.lemma_ not in REPORTING[language]
            ):
                continue
            if "VerbForm=Fin" not in str(token.head.morph):
                continue
            wanted += 1
            at = to_predicted[token.i]
            verb = to_predicted[token.head.i]
            if len(at) and len(verb):
                predicted = example.predicted[int(at[0])]
                found += predicted.dep_ == "nsubj" and predicted.head.i == int(verb[0])
    keys = ("dep_uas", "dep_las", "pos_acc", "lemma_acc", "sents_f")
    print(f"{name:10s}" + " ".join(f"{100 * scores[key]:5.1f}" for key in keys) + f"  {found} of {wanted}")


if __name__ == "__main__":
    main()
