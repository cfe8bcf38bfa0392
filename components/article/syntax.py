"""Parts of speech and the tree of the narration, from a trained pipeline, written onto our own tokens.

A quotation is one token of ours. The pipeline is given its words when it is a short fragment, which has a
place in the sentence around it, and a stand-in when it is longer: what is inside makes no cue, and costs
half of the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from components.article.pipelines import using
from components.article.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

STAND_IN = {"nl": ("Dat", "kan"), "en": ("That", "works")}
FRAGMENT = 6
"""Words of a quotation that is given to the pipeline as it is."""

LONGEST = 400
"""Words in one document for the pipeline; it may break off within a sentence that is longer."""

BATCH = 64

_CLITIC = re.compile(r"(?i)^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")

# Universal Dependencies and, for English packages from elsewhere, spaCy's own labels.
SUBJECTS = frozenset(["nsubj", "nsubj:outer", "csubj"])
PASSIVE_SUBJECTS = frozenset(["nsubj:pass", "nsubjpass"])


@dataclass(slots=True)
class _Sheet:
    """Tokens [first, stop) as one document: `pieces` says for each of its words which token it is of."""

    tokens: Sequence[Token]
    pieces: list[int]
    words: list[str]
    spaces: list[bool]
    starts: list[bool]


def annotate(texts: Iterable[tuple[str, Sequence[Token]]], pipeline: Pipeline) -> None:
    """Writes part of speech, relation, head and number onto the tokens of one or more texts.

    texts: each with all tokens of its narration. The pipeline sees them in batches, whatever text they are of.
    """
    language = pipeline.lang or ""
    sheets = (sheet for text, tokens in texts for sheet in _sheets(text, tokens, language))
    while batch := list(islice(sheets, BATCH)):
        with using, pipeline.memory_zone():
            docs = [_document(sheet, pipeline) for sheet in batch]
            for sheet, doc in zip(batch, pipeline.pipe(docs, batch_size=BATCH), strict=True):
                _write(sheet, doc)


def _sheets(text: str, tokens: Sequence[Token], language: str) -> Iterator[_Sheet]:
    sheet = _Sheet(tokens, [], [], [], [])
    narrated = {token.sentence for token in tokens if token.is_word}
    for number, token in enumerate(tokens):
        if token.sentence not in narrated:
            continue  # a quotation by itself: nothing around it to analyse
        opens = number == 0 or tokens[number - 1].sentence != token.sentence
        if sheet.words and ((opens and len(sheet.words) > LONGEST // 2) or len(sheet.words) > LONGEST):
            yield sheet
            sheet = _Sheet(tokens, [], [], [], [])
        space = number + 1 < len(tokens) and tokens[number + 1].start > token.end
        words = _pieces(text, token, language)
        for place, word in enumerate(words):
            sheet.pieces.append(number)
            sheet.words.append(word)
            sheet.spaces.append(space if place == len(words) - 1 else token.quote is not None)
            sheet.starts.append(opens and place == 0)
    if sheet.words:
        yield sheet


def _pieces(text: str, token: Token, language: str) -> list[str]:
    if token.quote is not None:
        inside = _WORD.findall(text, token.start, min(token.end, token.start + 80))
        words = [word for word in inside if word[0].isalnum()]
        if token.end - token.start > 60 or not 0 < len(words) <= FRAGMENT:
            words = list(STAND_IN[language])
        return ['"', *words, '"']
    if language == "en" and (match := _CLITIC.match(token.text)):
        return [match.group(1), match.group(2)]
    return [token.text]


def _document(sheet: _Sheet, pipeline: Pipeline) -> Doc:
    from spacy.tokens import Doc

    return Doc(pipeline.vocab, words=sheet.words, spaces=sheet.spaces, sent_starts=list(sheet.starts))


def _write(sheet: _Sheet, doc: Doc) -> None:
    values: Any = doc.to_array(["HEAD", "DEP", "POS", "MORPH"]).astype("int64")
    strings = doc.vocab.strings
    names: dict[int, str] = {}

    def name(key: int) -> str:
        found = names.get(key)
        if found is None:
            found = names[key] = strings[key % 2**64]
        return found

    pieces = sheet.pieces
    done = -1
    for at, (head, dep, pos, morph) in enumerate(values.tolist()):
        number = pieces[at]
        over = pieces[at + head]
        if number == done:
            continue
        if over == number and head != 0:
            continue  # hangs within the same token: another piece of it says where the token belongs
        token = sheet.tokens[number]
        if pos in (0,) or (token.quote is not None and name(pos) == "PUNCT"):
            continue
        done = number
        token.pos, token.dep, token.head = name(pos), name(dep), over
        token.plural = "Number=Plur" in name(morph)
