"""Everything the attribution rules look at, for one article."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from components.article.grammar import Grammar
from components.article.lexicon import Lexicon, lexicon
from components.article.marks import Quote, find_quotes
from components.article.mentions import Mention, MentionFinder, in_sentence
from components.article.model import Language, Paragraph
from components.article.paragraphs import find_paragraphs
from components.article.people import Register
from components.article.sentences import split_sentences
from components.article.tokens import Marked, Token, mark, tokenise

LONGEST_SPEECH = 6
"""Paragraphs over which a quotation with no marks between may run."""


@dataclass(slots=True)
class Sentence:
    """A sentence of the narration with its quotes: text span, paragraph, token range, quote numbers."""

    start: int
    end: int
    paragraph: int
    first: int
    stop: int
    quotes: list[int]


@dataclass(slots=True)
class Scene:
    """One article, analysed up to mentions; numbers are places in these lists."""

    text: str
    words: Lexicon
    paragraphs: list[Paragraph]
    quotes: list[Quote]
    sentences: list[Sentence]
    marked: Marked
    mentions: list[Mention]
    register: Register
    quote_token: list[int]
    grammar: Grammar
    by_paragraph: dict[int, list[int]] = field(default_factory=dict)
    headings: list[Paragraph] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        """All tokens of the narration."""
        return self.marked.tokens

    def token(self, number: int) -> Token | None:
        """Token `number`, or None beyond the edges."""
        return self.tokens[number] if 0 <= number < len(self.tokens) else None

    def sentence_of(self, quote: int) -> int:
        """The number of the sentence a quote stands in."""
        return self.tokens[self.quote_token[quote]].sentence

    def paragraph_of(self, quote: int) -> int:
        """The number of the paragraph a quote stands in."""
        return self.sentences[self.sentence_of(quote)].paragraph

    def mentions_in(self, first: int, stop: int) -> Iterator[Mention]:
        """Mentions whose first token lies in [first, stop)."""
        return in_sentence(self.mentions, first, stop)

    def lower(self, first: int, stop: int) -> list[str]:
        """The words of tokens [first, stop) in lower case."""
        return [token.lower for token in self.tokens[max(0, first) : stop]]

    def heading_above(self, at: int) -> str | None:
        """The nearest heading before offset `at`."""
        position = bisect_right(self.headings, at, key=lambda paragraph: paragraph.start) - 1
        return (
            self.text[self.headings[position].start : self.headings[position].end] if position >= 0 else None
        )


@dataclass(slots=True)
class Draft:
    """A text cut into paragraphs, quotes, sentences and tokens: what a pipeline needs to see."""

    text: str
    language: Language
    paragraphs: list[Paragraph]
    quotes: list[Quote] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    by_paragraph: dict[int, list[int]] = field(default_factory=dict)


def cut(text: str, language: Language, known: Sequence[Paragraph] = ()) -> Draft:
    """Cut a text up; linear in its length. known: paragraphs whose kind the file's format told."""
    words = lexicon(language)
    draft = Draft(text, language, find_paragraphs(text, words, known))
    for number, (paragraph, found) in enumerate(
        zip(draft.paragraphs, _quotes(text, draft.paragraphs, words), strict=True)
    ):
        offset = len(draft.quotes)
        draft.quotes += found
        at = 0
        for start, end in split_sentences(text, paragraph.start, paragraph.end, found, words):
            inside: list[tuple[int, Quote]] = []
            while at < len(found) and found[at].outer_start < end:
                inside.append((offset + at, found[at]))
                at += 1
            first = len(draft.tokens)
            draft.tokens += tokenise(text, (start, end), len(draft.sentences), inside)
            draft.by_paragraph.setdefault(number, []).append(len(draft.sentences))
            draft.sentences.append(
                Sentence(start, end, number, first, len(draft.tokens), [n for n, _ in inside])
            )
    return draft


def _quotes(text: str, paragraphs: Sequence[Paragraph], words: Lexicon) -> list[list[Quote]]:
    """The quotes of each paragraph; one that is closed paragraphs later covers those between."""
    found: list[list[Quote]] = []
    running: int | None = None
    for number, paragraph in enumerate(paragraphs):
        quotes, stray = find_quotes(text, paragraph.start, paragraph.end, words)
        found.append(quotes)
        if stray is not None and running is not None and 0 < number - running <= LONGEST_SPEECH:
            for between in range(running + 1, number):
                start, end = paragraphs[between].start, paragraphs[between].end
                found[between] = [Quote(start, start, end, end, False, False)]
            end = stray[0] - (len(inside := text[paragraph.start : stray[0]]) - len(inside.rstrip()))
            found[number].insert(0, Quote(paragraph.start, paragraph.start, end, stray[1], False, True))
            running = None
        if quotes and not quotes[-1].closed and quotes[-1].outer_end >= paragraph.end:
            running = number
        elif quotes or paragraph.kind != "text":
            running = None
    return found


def set_scene(draft: Draft) -> Scene:
    """Find what is mentioned and who is who; linear in the length of the text."""
    words = lexicon(draft.language)
    quote_token = [0] * len(draft.quotes)
    for place, token in enumerate(draft.tokens):
        if token.quote is not None:
            quote_token[token.quote] = place
    marked = mark(draft.tokens, draft.language)
    grammar = Grammar(draft.tokens, [(sentence.first, sentence.stop) for sentence in draft.sentences])
    mentions = MentionFinder(draft.text, marked, words).find()
    return Scene(
        text=draft.text,
        words=words,
        paragraphs=draft.paragraphs,
        quotes=draft.quotes,
        sentences=draft.sentences,
        marked=marked,
        mentions=mentions,
        register=Register(draft.text, marked, mentions, words),
        quote_token=quote_token,
        grammar=grammar,
        by_paragraph=draft.by_paragraph,
        headings=[paragraph for paragraph in draft.paragraphs if paragraph.kind == "heading"],
    )
