"""Words and sentences of a text, by spaCy's blank tokenizer of its language: no trained model, no network."""

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MAX_SENTENCE = 300  # tokens; text without full stops is cut here, so that cost stays linear
DATA = Path(__file__).resolve().parents[2] / "data" / "language"

_lock = threading.Lock()


@dataclass(frozen=True)
class Text:
    """A tokenized text of n tokens.

    words: n normalised words. starts, ends: n offsets in code points. sentences: [first, last) token ranges.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]


def normalise(word: str) -> str:
    """A word as it is compared: composed, lower case, straight apostrophe."""
    return unicodedata.normalize("NFC", word).lower().replace("’", "'").replace("‘", "'")


@cache
def _build(language: str) -> Any:
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp


def pipeline(language: str) -> Any:
    """The blank pipeline with sentence borders; made once a language, also when two threads ask at once."""
    with _lock:
        return _build(language)


def read(text: str, language: str) -> Text:
    """Tokenize; white space is no token. Any string goes in, an empty one gives no tokens."""
    found: list[tuple[str, int, int]] = []
    sentences: list[tuple[int, int]] = []
    for sentence in pipeline(language)(text).sents:
        first = len(found)
        found.extend(
            (normalise(token.text), token.idx, token.idx + len(token.text))
            for token in sentence
            if not token.is_space
        )
        sentences.extend(
            (start, min(start + MAX_SENTENCE, len(found))) for start in range(first, len(found), MAX_SENTENCE)
        )
    return Text(
        words=tuple(word for word, _, _ in found),
        starts=tuple(start for _, start, _ in found),
        ends=tuple(end for _, _, end in found),
        sentences=tuple(sentences),
    )


def words(text: str, language: str) -> tuple[str, ...]:
    """The normalised words of a short text, such as one word of a pattern."""
    return tuple(normalise(token.text) for token in pipeline(language).make_doc(text) if not token.is_space)
