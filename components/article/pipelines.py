"""Trained spaCy pipelines: the shipped ones in data/models, or one that the user has installed.

A pipeline is used for parts of speech and the tree; sentences and tokens stay ours. Loaded once, used by
one thread at a time, because spaCy's string store is shared by all that use a pipeline.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from components.article.fault import ArticleFault
from components.article.model import Language
from components.message import Message

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

MODELS = Path(__file__).resolve().parents[2] / "data" / "models"
RULES = "rules"
"""Chosen instead of a pipeline: word lists and rules alone."""

NEEDED = ("morphologizer", "tagger", "attribute_ruler", "tok2vec", "transformer", "parser")

NO_TOKENIZER = "standpunt.no_tokenizer.v1"

using = threading.RLock()


def find_pipeline(language: Language, choice: str | None = None) -> Pipeline | None:
    """The pipeline to parse a language with; None when there is none, or `choice` is "rules".

    choice: the name of an installed spaCy package (`nl_core_news_lg`) or a folder; None for the shipped one.
    Raises ArticleFault when the choice cannot be loaded or is for another language.
    """
    if choice == RULES:
        return None
    with using:
        return _load(language, choice or None)


@lru_cache(maxsize=4)
def _load(language: Language, choice: str | None) -> Pipeline | None:
    import spacy
    from spacy.util import registry

    registry.tokenizers(NO_TOKENIZER, func=_no_tokenizer)
    place = choice or str(MODELS / language)
    if choice is None and not (MODELS / language / "meta.json").is_file():
        return None
    try:
        pipeline = spacy.load(
            place,
            exclude=["tokenizer", "ner", "senter", "lemmatizer", "trainable_lemmatizer"],
            config={"nlp": {"tokenizer": {"@tokenizers": NO_TOKENIZER}}},
        )
    except Exception as error:
        # What a damaged or foreign package raises is not for us to know.
        raise ArticleFault(
            Message(
                "The language pipeline {name} cannot be used: it is not installed here, or does not fit this version of spaCy. Install it, or choose another.",
                {"name": place if choice else language},
            )
        ) from error
    if pipeline.lang != language or "parser" not in pipeline.pipe_names:
        raise ArticleFault(
            Message(
                "The language pipeline {name} is not for this language, or has no parser. Choose another.",
                {"name": place},
            )
        )
    for name in pipeline.pipe_names:
        if name not in NEEDED:
            pipeline.disable_pipe(name)
    if choice is None:
        _keep_features(pipeline)
    return pipeline


def _keep_features(pipeline: Pipeline) -> None:
    """Leaves out the properties of words that the shipped pipelines never ask: a sixth of the time of a parse."""
    from spacy.attrs import (
        LANG,
        LOWER,
        NORM,
        PREFIX,
        SHAPE,
        SUFFIX,
    )

    vocabulary: Any = pipeline.vocab
    getters = vocabulary.lex_attr_getters
    for key in set(getters) - {LANG, LOWER, NORM, PREFIX, SHAPE, SUFFIX}:
        del getters[key]


def _no_tokenizer() -> Callable[[Pipeline], Callable[[str], Doc]]:
    """Stands in for a tokenizer: tokens are ours, and reading a language's exceptions is most of a cold load."""

    def refuse(text: str) -> Doc:
        raise NotImplementedError("a pipeline gets a Doc of our tokens, never a text")

    return lambda pipeline: refuse


def describe_pipeline(pipeline: Pipeline | None) -> str | None:
    """What the article says about how it was parsed; None when the shipped pipeline did it."""
    if pipeline is None:
        return "rules and word lists only, no trained pipeline"
    meta: dict[str, Any] = pipeline.meta
    return f"pipeline {meta['lang']}_{meta['name']} {meta['version']}"
