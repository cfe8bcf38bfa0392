"""Words, punctuation and whole quotes of the narration, and which of them the lexicon knows.

Quotes are opaque here: one token each. What stands inside a quotation never makes a cue or a speaker.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from components.article.lexicon import Lexicon, lexicon
from components.article.marks import Quote
from components.article.model import Language

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.matcher import PhraseMatcher

_TOKEN = re.compile(
    r"(?:[^\W\d_a-zß-öø-ÿ]\.)+(?:-[^\W\d_]\.)*(?=[\s,]|[^\W\d_])"  # initials: M.C.
    r"|(?:Rep|Sen|Gov|Lt|Dr|Mr|Mrs|Ms|Prof|Sgt|Capt|Col|Gen|Maj|Det|Hon|Pres|Supt|Atty|Rev|Cmdr|Adm|Cpl|Pvt"
    r"|St|dr|mr|prof|drs|ir|ing|mw|mevr|dhr|ds|mgr|Mw|Mevr|Dhr|Ds|Mgr|Drs|Ir)\.(?=\s?[^\W\d_])"
    r"|-ie\b"
    r"|[^\W_]+(?:[-&.'’/][^\W_]+)*"
    r"|['’][st]\b"
    r"|[^\w\s]|_"
)
NO_VERBS = frozenset(["NOUN", "PROPN", "ADP", "DET", "NUM"])
"""What a pipeline calls a word that looks like a reporting verb and is none: *her remark*, *the report*."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Token:
    """A word or mark of the narration; `quote` is the number of the quote it stands for, else None.

    pos, dep, head (a token's number), plural: what a trained pipeline says; "" and -1 without one.
    """

    start: int
    end: int
    text: str
    lower: str
    sentence: int
    quote: int | None = None
    pos: str = ""
    dep: str = ""
    head: int = -1
    plural: bool = False

    @property
    def is_word(self) -> bool:
        """Letters or digits, not punctuation and not a quote."""
        return self.quote is None and self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Starts with a capital letter."""
        return self.quote is None and self.text[0].isupper()


@dataclass(slots=True)
class Marked:
    """Tokens with what the matchers found: label -> first token -> end token (exclusive)."""

    tokens: list[Token]
    spans: dict[str, dict[int, int]] = field(default_factory=dict)

    def at(self, label: str, number: int) -> int | None:
        """The end of the span with this label that starts at token `number`, or None."""
        return self.spans.get(label, {}).get(number)

    def first_in(self, start: int, end: int) -> tuple[int, int]:
        """Token numbers (start, end) of the tokens that lie in the text stretch [start, end)."""
        return (
            bisect_left(self.tokens, start, key=lambda token: token.start),
            bisect_left(self.tokens, end, key=lambda token: token.start),
        )


def tokenise(
    text: str, sentence: tuple[int, int], number: int, quotes: Iterable[tuple[int, Quote]]
) -> list[Token]:
    """Tokens of one sentence of the narration; each quote in it is a single token."""
    result: list[Token] = []
    position, end = sentence
    for quote_number, quote in quotes:
        result += _words(text, position, quote.outer_start, number)
        start = quote.outer_start
        result.append(Token(start, quote.outer_end, "“”", "“”", number, quote_number))
        position = quote.outer_end
    result += _words(text, position, end, number)
    return result


def _words(text: str, start: int, end: int, sentence: int) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(Token(match.start(), match.end(), word, word.lower().replace("’", "'"), sentence))
    return found


def mark(tokens: list[Token], language: Language) -> Marked:
    """Look the tokens up with spaCy's phrase matcher: reporting verbs, source phrases and the like."""
    from spacy.tokens import Doc

    pipeline, matcher = matchers(language)
    marked = Marked(tokens)
    if not tokens:
        return marked
    with pipeline.memory_zone():
        words = [_SURROGATE.sub("\ufffd", token.lower) for token in tokens]
        doc = Doc(pipeline.vocab, words=words)
        for key, start, end in matcher(doc):
            label = pipeline.vocab.strings[key]
            if label == "verb" and tokens[start].pos in NO_VERBS and not _behind_quote(tokens, start):
                continue
            spans = marked.spans.setdefault(label, {})
            spans[start] = max(end, spans.get(start, 0))
    return marked


def _behind_quote(tokens: list[Token], number: int) -> bool:
    before = tokens[max(0, number - 2) : number]
    return any(token.quote is not None for token in before)


@cache
def matchers(language: Language) -> "tuple[Pipeline, PhraseMatcher]":
    """A blank spaCy pipeline (its vocabulary) and a matcher with all cue phrases of the lexicon."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    words = lexicon(language)
    pipeline = spacy.blank(language)
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    lists: dict[str, Sequence[str]] = {
        "verb": sorted(words.verbs),
        "participle": sorted(words.participles),
        "plain": sorted(words.cues["plain"]),
        "according": words.phrases["according"],
        "own_words": words.phrases["own_words"],
        "own_account": words.phrases["own_account"],
        "written": words.phrases["written"],
        "lead": words.phrases["leads"],
    }
    for label, phrases in lists.items():
        patterns = [Doc(pipeline.vocab, words=phrase.split()) for phrase in phrases]
        if patterns:
            matcher.add(label, patterns)
    return pipeline, matcher


def describe(words: Lexicon, form: str) -> frozenset[str]:
    """All uses of the verbs a form can belong to."""
    return frozenset(use for verb in words.verbs.get(form, ()) for use in verb.uses)
