"""Which stretches between marks are statements: direct speech, a quoted fragment, or neither.

Titles, names, mottoes, scare quotes and hypothetical sentences are neither.
"""

from components.article.cues import CLAUSE_REACH, DASHES, LONGEST_CLAUSE, CueFinder, CueFound, any_word
from components.article.guesses import QuoteKind
from components.article.mentions import Mention
from components.article.scene import Scene
from components.article.tokens import describe

TITLE_REACH = 3
SENTENCE_WORDS = 5
"""Shorter than this, a sentence between marks with no cue beside it may as well be a title."""


class QuoteJudge:
    """Decides what a quote is, from its place in the sentence."""

    def __init__(self, scene: Scene, cues: CueFinder) -> None:
        self.scene, self.cues, self.words = scene, cues, scene.words

    def judge(self, quote: int, after: CueFound | None, before: CueFound | None) -> QuoteKind | None:
        """`direct`, `mixed` or None; `after` and `before` are the cues found beside the quote."""
        scene = self.scene
        sentence = scene.sentences[scene.sentence_of(quote)]
        paragraph = scene.paragraphs[sentence.paragraph]
        if paragraph.kind in {"boilerplate", "caption", "byline"} or (after is not None and after.motto):
            return None
        if not any(
            character.isalpha()
            for character in scene.text[scene.quotes[quote].start : scene.quotes[quote].end]
        ):
            return None
        here = scene.quote_token[quote]
        previous = scene.token(here - 1) if here > sentence.first else None
        if previous is None or previous.text in "*•·»>":
            return self._opening(quote, after)
        if previous.text in DASHES:
            return (
                "direct" if before is not None or here - sentence.first <= 1 else self._inside(quote, after)
            )
        if previous.text == ":":
            return self._after_colon(quote)
        if previous.text in ".!?…;" or previous.quote is not None:
            return self._opening(quote, after)
        if previous.text == ",":
            return self._after_comma(quote, after, before)
        if (
            before is not None
            and scene.text[scene.quotes[quote].start].isupper()
            and self._speech_verb(here - 1)
        ):
            return "direct"
        if after is not None and self._conjunction(here, sentence.first):
            return "direct"
        return self._inside(quote, after)

    def _inner(self, quote: int) -> str:
        return self.scene.text[self.scene.quotes[quote].start : self.scene.quotes[quote].end]

    def _opening(self, quote: int, after: CueFound | None) -> QuoteKind | None:
        """A quote that begins its sentence."""
        if after is not None:
            return "direct"
        scene = self.scene
        here = scene.quote_token[quote]
        following = scene.token(here + 1)
        inner = self._inner(quote)
        if following is None or following.sentence != scene.sentence_of(quote):
            return "direct"
        if following.text in ",;" and inner[-1] not in ".!?…":
            if self._title_follows(here + 1):
                return None
            return self._governed_later(here) or ("direct" if self._is_clause(inner) else None)
        if following.text in ".!?…:" or following.quote is not None or following.text in DASHES:
            return "direct"
        return "direct" if inner[-1] in ".!?…," else None

    def _is_clause(self, inner: str) -> bool:
        """Whether the words make a sentence of somebody who speaks: *Wij willen dat dit stopt*."""
        words = inner.lower().split()
        return (
            len(words) >= SENTENCE_WORDS
            and inner[0].isupper()
            and bool(set(words) & self.words.text["spoken_words"])
        )

    def _governed_later(self, here: int) -> QuoteKind | None:
        stop = min(here + CLAUSE_REACH, self.scene.sentences[self.scene.tokens[here].sentence].stop)
        verbs = [n for n in range(here + 1, stop) if self.scene.marked.at("verb", n) is not None]
        return "direct" if verbs else None

    def _title_follows(self, at: int) -> bool:
        sentence = self.scene.sentences[self.scene.tokens[at].sentence]
        words = self.scene.lower(at, min(at + 6, sentence.stop))
        return any_word(words, self.words.text["motto_tail"])

    def _after_colon(self, quote: int) -> QuoteKind | None:
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        start = scene.text[sentence.start : sentence.start + 40].lower().lstrip()
        if start.startswith(self.words.phrases["label"]):
            return None
        words = scene.lower(max(sentence.first, here - LONGEST_CLAUSE), here - 1)
        if self._hypothetical(words) or any_word(words[-2:], self.words.cues["mottoes"]):
            return None
        if any_word(words, self.words.cues["banners"]):
            return None
        return "direct"

    def _hypothetical(self, words: list[str]) -> bool:
        cues = self.words.cues
        modal = any_word(words, cues["hypothetical"])
        return modal and (any_word(words, cues["hypothetical_subjects"]) or "alsof" in words)

    def _after_comma(self, quote: int, after: CueFound | None, before: CueFound | None) -> QuoteKind | None:
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        if sentence.quotes[0] < quote and self._resumes(quote):
            return "direct"
        if after is not None and after.mention is not None:
            return "direct"
        words = scene.lower(max(sentence.first, here - 1 - TITLE_REACH), here - 1)
        if before is not None and not any_word(words, self.words.text["title_nouns"] - {"woorden", "words"}):
            return "direct"
        return self._inside(quote, after)

    def _resumes(self, quote: int) -> bool:
        """Whether the words between this quote and the one before hold a cue: `"A", zegt X, "B"`."""
        scene = self.scene
        here = scene.quote_token[quote]
        start = scene.quote_token[quote - 1] + 1
        if here - start > 25:
            return False
        return (
            any(
                scene.marked.at(label, number) is not None
                for number in range(start, here)
                for label in ("verb", "plain", "according")
            )
            or self.cues.after(quote - 1) is not None
        )

    def _speech_verb(self, number: int) -> bool:
        return "quote" in describe(self.words, self.scene.tokens[number].lower)

    def _conjunction(self, here: int, first: int) -> bool:
        """`En "…", zegt X`: nothing but a conjunction before it."""
        return here - first == 1 and self.scene.tokens[first].lower in {
            "en",
            "maar",
            "and",
            "but",
            "want",
            "of",
        }

    def _inside(self, quote: int, after: CueFound | None) -> QuoteKind | None:
        """A fragment in the writer's own sentence: mixed when a cue governs it, else nothing."""
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        if len(self._inner(quote).split()) < 2 or self._is_title(self._inner(quote)):
            return None
        if self.cues.own_words(max(sentence.first, here - 6), here) is not None:
            return "mixed"
        words = scene.lower(max(sentence.first, here - TITLE_REACH), here)
        titles = self.words.text["title_nouns"]
        if any_word(words[-1:], titles | self.words.text["title_links"]):
            return None
        governor = self.governor(quote)
        if governor is None:
            return None
        if not self._somebody(governor.mention):
            return None
        named = "naming" in self._uses(governor.first)
        return "mixed" if named or not any_word(words, titles) else None

    @staticmethod
    def _is_title(inner: str) -> bool:
        """Whether nearly half of the longer words have a capital: a title or a name."""
        words = [word for word in inner.split() if len(word) > 3]
        return len(words) > 1 and 5 * sum(word[0].isupper() for word in words) > 2 * len(words)

    def _somebody(self, mention: Mention | None) -> bool:
        """Whether a subject can speak: *de folder noemt zichzelf …* does not."""
        if mention is None or mention.kind in {"name", "pronoun", "organisation"}:
            return True
        words = self.words
        return words.is_role(mention.head) or mention.head in words.people["somebody"]

    def _uses(self, number: int) -> frozenset[str]:
        """Uses of the reporting verb at token `number`, finite form or participle."""
        lower = self.scene.tokens[number].lower
        participle = self.words.participles.get(lower, ())
        return describe(self.words, lower) | frozenset(use for verb in participle for use in verb.uses)

    def governor(self, quote: int) -> CueFound | None:
        """The verb that governs a fragment: naming (*noemt*, *spreekt van*) or saying with a clause (*zei dat*)."""
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        for number in range(here - 1, max(sentence.first, here - CLAUSE_REACH) - 1, -1):
            token = scene.tokens[number]
            if token.text in ";:":
                break
            uses = self._uses(number)
            between = scene.lower(number + 1, here)
            clause = (
                any_word(between, self.words.cues["clause_openers"])
                or self.words.language == "en"
                or "te" in scene.lower(here + 1, min(here + 4, sentence.stop))
            )
            if "naming" in uses or ("clause" in uses and clause):
                mention = self.cues.subject_of_verb(number, sentence.first, here)
                if mention is not None:
                    return CueFound("governing verb", number, number + 1, mention)
        return self._governor_in_tree(here)

    def _governor_in_tree(self, here: int) -> CueFound | None:
        """The nearest verb over the fragment that names or reports, wherever it stands: *‘te gek’ te vinden*."""
        grammar, token = self.scene.grammar, self.scene.tokens[here]
        if not grammar.known or token.pos == "PROPN" or token.quote is None:
            return None
        if not self.scene.text[self.scene.quotes[token.quote].start].islower():
            return None
        for step, number in enumerate(grammar.above(here)):
            uses = self._uses(number)
            clause = grammar.clause(number)
            reported = "clause" in uses and clause is not None and clause[0] <= here < clause[1]
            if reported or (step == 0 and "naming" in uses):
                mention = self.cues.subject_of_verb(number, *grammar.bounds[token.sentence])
                return CueFound("governing verb", number, number + 1, mention) if mention else None
        return None
