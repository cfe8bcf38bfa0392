"""Everything the attribution rules look at, for one article."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from components.article.lexicon import Lexicon, lexicon
from components.article.marks import Quote, find_quotes
from components.article.mentions import Mention, MentionFinder, in_sentence
from components.article.model import Language, Paragraph
from components.article.paragraphs import find_paragraphs
from components.article.people import Register
from components.article.sentences import split_sentences
from components.article.tokens import Marked, Token, mark, tokenise


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


def set_scene(text: str, language: Language) -> Scene:
    """Analyse a text up to mentions and entities; linear in its length."""
    words = lexicon(language)
    paragraphs = find_paragraphs(text, words)
    quotes: list[Quote] = []
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    quote_token: list[int] = []
    by_paragraph: dict[int, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        found = find_quotes(text, paragraph.start, paragraph.end, words)
        offset = len(quotes)
        quotes += found
        at = 0
        for start, end in split_sentences(text, paragraph.start, paragraph.end, found, words):
            inside: list[tuple[int, Quote]] = []
            while at < len(found) and found[at].outer_start < end:
                inside.append((offset + at, found[at]))
                at += 1
            first = len(tokens)
            tokens += tokenise(text, (start, end), len(sentences), inside)
            by_paragraph.setdefault(number, []).append(len(sentences))
            sentences.append(Sentence(start, end, number, first, len(tokens), [n for n, _ in inside]))
    quote_token = [0] * len(quotes)
    for place, token in enumerate(tokens):
        if token.quote is not None:
            quote_token[token.quote] = place
    marked = mark(tokens, language)
    mentions = MentionFinder(text, marked, words).find()
    register = Register(text, marked, mentions, words)
    return Scene(
        text=text,
        words=words,
        paragraphs=paragraphs,
        quotes=quotes,
        sentences=sentences,
        marked=marked,
        mentions=mentions,
        register=register,
        quote_token=quote_token,
        by_paragraph=by_paragraph,
        headings=[paragraph for paragraph in paragraphs if paragraph.kind == "heading"],
    )
