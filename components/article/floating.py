"""Quotations without a cue: who among those who were just spoken of, or just spoke, says it.

About a third of Dutch quotations stand like this, after narration that names somebody (*De wethouder is
blij. "Eindelijk."*). Everybody in sight gets points for where and how the text last put them forward, and
for speaking elsewhere in the article; whom the quotation itself names loses them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from components.article.cues import CueFinder
from components.article.focus import Focus
from components.article.guesses import CONFIDENCE, PRONOUN_FACTOR, Guess, Spoken
from components.article.mentions import Mention
from components.article.ordinals import OrdinalChain
from components.article.people import mention_at
from components.article.scene import Scene

LOOK_BACK = 8
"""Sentences of the paragraph that are looked at."""
WINDOW = 60
"""Tokens of a sentence that are looked at; keeps the work linear where a text has no full stops."""
SHORT = 3
"""Sentences of a paragraph that does no more than introduce somebody."""
BRACKETS = 8
"""Tokens within brackets behind a name."""
INSIDE = 2000
"""Characters of the quotation in which names are looked for."""

# Points. Found by trying round values on the development articles, and on cued quotations with their cue
# hidden (`python -m tests.benchmarks.parse`); no value decides more than a handful of them.
SUBJECT = 2.6
PASSIVE_SUBJECT = 1.9
OTHER = 0.9
FADES = 0.75
REPORTS = 1.0
INTRODUCED = 2.4
LED_IN = 1.4
SPOKE_BEFORE = 3.0
SPOKE_EARLIER = 2.2
LAST_SPEAKER = 1.1
IN_FRONT = 0.7
ORDINAL = 2.3
FOLLOWS = 0.6
SPEAKS_ELSEWHERE = 0.5
MOST_QUOTED = 0.2
MAIN_CHARACTER = 0.5
NAMED_INSIDE = -3.0
ORGANISATION = -1.2
UNNAMED = 2.2
UNNAMED_MANY = 1.2
NEAR = 0.8
"""A lead smaller than this makes the guess less sure."""


@dataclass(slots=True)
class Candidate:
    """Somebody who may speak: an entity, or None for the unnamed person of `mention`."""

    entity: int | None
    score: float
    rule: str
    mention: Mention | None = None
    cue: tuple[int, int] | None = None
    unnamed: tuple[int, int] | None = None


class Floating:
    """Ranks the candidates for a quotation that no cue gives to anybody."""

    def __init__(
        self, scene: Scene, focus: Focus, cues: CueFinder, chain: OrdinalChain, heard: dict[int, Spoken]
    ) -> None:
        """heard: what has been attributed so far, by quote; it grows while the article is read."""
        self.scene, self.focus, self.cues, self.chain, self.heard = scene, focus, cues, chain, heard
        self.cued = self._cued()
        self.last: int | None = None
        self.main_character = self._main_character()

    def _cued(self) -> dict[int, int]:
        """How often each entity is named beside a reporting verb or quotation, anywhere in the article."""
        counts: dict[int, int] = {}
        for mention in self.scene.mentions:
            if mention.kind == "name" and mention.entity is not None and self._beside_verb(mention):
                counts[mention.entity] = counts.get(mention.entity, 0) + 1
        for quote in range(len(self.scene.quotes)):
            for found in (self.cues.after(quote), self.cues.before(quote)):
                if found is not None and found.mention is not None and found.mention.entity is not None:
                    counts[found.mention.entity] = counts.get(found.mention.entity, 0) + 1
                    break
        return counts

    def _main_character(self) -> int | None:
        """The person of whom the article speaks far more often than of the next one."""
        ranked = sorted((e for e in self.scene.register.entities if e.is_person), key=lambda e: -e.mentions)
        if not ranked or ranked[0].mentions < 3:
            return None
        second = ranked[1].mentions if len(ranked) > 1 else 0
        return ranked[0].number if ranked[0].mentions >= 1.5 * second else None

    def guesses(self, quote: int) -> list[Guess]:
        """The candidates as guesses, best first."""
        best: dict[int | None, Candidate] = {}
        for candidate in self._candidates(quote):
            known = best.get(candidate.entity)
            if known is None or candidate.score > known.score:
                best[candidate.entity] = candidate
        inside = self.named_inside(quote)
        for candidate in best.values():
            candidate.score += self._prior(candidate, inside)
        ranked = sorted(best.values(), key=lambda candidate: -candidate.score)
        return [
            self._guess(candidate, ranked[place + 1].score if place + 1 < len(ranked) else -9.0)
            for place, candidate in enumerate(ranked)
        ]

    def _guess(self, candidate: Candidate, next_score: float) -> Guess:
        confidence = CONFIDENCE[candidate.rule]
        mention = candidate.mention
        if mention is not None and mention.kind != "name":
            confidence *= PRONOUN_FACTOR
        if candidate.score - next_score < NEAR:
            confidence *= 0.8
        unnamed = candidate.unnamed
        if candidate.entity is None and mention is not None:
            tokens = self.scene.tokens
            unnamed = (tokens[mention.begin].start, tokens[mention.end - 1].end)
        return Guess(candidate.entity, candidate.rule, round(confidence, 2), candidate.cue, unnamed)

    # -- who is in sight

    def _candidates(self, quote: int) -> Iterator[Candidate]:
        scene = self.scene
        number, paragraph = scene.sentence_of(quote), scene.paragraph_of(quote)
        here = scene.quote_token[quote]
        own = scene.sentences[number]
        yield from self._narration(max(own.first, here - WINDOW), here, 1.0)
        weight = 1.0
        for back in range(number - 1, max(-1, number - 1 - LOOK_BACK), -1):
            sentence = scene.sentences[back]
            if sentence.paragraph != paragraph:
                break
            yield from self._speakers(sentence.quotes, near=back == number - 1)
            if any(q in self.heard and self.heard[q].kind == "direct" for q in sentence.quotes[-WINDOW:]):
                break
            yield from self._narration(
                sentence.first, min(sentence.stop, sentence.first + 2 * WINDOW), weight
            )
            weight *= FADES
        yield from self._above(quote)
        yield from self._elsewhere(quote)

    def _speakers(self, quotes: list[int], *, near: bool) -> Iterator[Candidate]:
        last = next((q for q in reversed(quotes[-WINDOW:]) if q in self.heard), None)
        if last is None or self.heard[last].kind != "direct":
            return
        guess = self.heard[last].guess
        if guess.entity is None and guess.unnamed is None and guess.rule == "unknown":
            return
        yield Candidate(
            guess.entity,
            SPOKE_BEFORE if near else SPOKE_EARLIER,
            "continuation" if near else "narration before",
            cue=guess.cue if near else None,
            unnamed=guess.unnamed,
        )

    def _narration(self, first: int, stop: int, weight: float) -> Iterator[Candidate]:
        """Everybody whom a sentence of narration puts forward, its subject before all."""
        main = self._main_clause(first, stop)
        subject, passive = self._subject(first, stop)
        chosen = subject is not None
        for mention in sorted(
            self.scene.mentions_in(first, stop), key=lambda m: (m is not subject, m.first < main, m.first)
        ):
            if not self.focus.counts(mention):
                continue
            entity = self.focus.resolve(mention)
            free = not mention.oblique and not mention.possessive and not self._is_object(mention)
            if mention is subject or (not chosen and free and not self._is_organisation(mention)):
                chosen = True
                points = PASSIVE_SUBJECT if passive and mention is subject else SUBJECT
                if self._reports(mention, stop):
                    points += REPORTS
            else:
                points = OTHER
            if entity is None:
                if mention.kind == "pronoun" or points == OTHER or not self._is_somebody(mention):
                    continue
                points = UNNAMED if mention.determiner else UNNAMED_MANY
            yield Candidate(entity, points * weight, "narration before", mention)

    def _reports(self, mention: Mention, stop: int) -> bool:
        """Whether a reporting verb follows at once: *De Ketelaere (CD&V) antwoordt dat …*."""
        return mention.end < stop and self._beside_verb(mention)

    def _beside_verb(self, mention: Mention) -> bool:
        tokens = self.scene.tokens
        at = mention.end
        if at < len(tokens) and tokens[at].text == "(":
            closing = (n for n in range(at, min(at + BRACKETS, len(tokens))) if tokens[n].text == ")")
            at = next(closing, at) + 1
        behind = at < len(tokens) and tokens[at].sentence == mention.sentence
        return (behind and self.cues.reports_at(at)) or (
            mention.begin > 0
            and tokens[mention.begin - 1].sentence == mention.sentence
            and self.cues.reports_at(mention.begin - 1)
        )

    def _is_somebody(self, mention: Mention) -> bool:
        words = self.scene.words
        return words.is_role(mention.head) or mention.head in words.people["somebody"]

    def _subject(self, first: int, stop: int) -> tuple[Mention | None, bool]:
        """The mention that the tree makes the subject of these tokens' sentence; whether it only undergoes."""
        grammar = self.scene.grammar
        if first >= stop or not grammar.known:
            return None, False
        root = grammar.root(self.scene.tokens[first].sentence)
        if root is None or not first <= root < stop:
            return None, False
        subject = grammar.subject(root)
        undergoes = grammar.undergoer(root)
        found = subject if subject is not None else undergoes
        mention = mention_at(self.scene.mentions, found) if found is not None else None
        if mention is None or mention.possessive or not self.focus.counts(mention):
            return None, False
        return mention, subject is None

    def _main_clause(self, first: int, stop: int) -> int:
        return self.focus.main_clause(first, stop)

    def _is_object(self, mention: Mention) -> bool:
        return mention.kind == "pronoun" and mention.head not in self.scene.words.people["subject_pronouns"]

    def _is_organisation(self, mention: Mention) -> bool:
        if mention.kind == "organisation":
            return True
        return mention.entity is not None and self.scene.register.entities[mention.entity].is_organisation

    def _above(self, quote: int) -> Iterator[Candidate]:
        """The paragraph before a quotation that begins its own: whom it introduces, or is about."""
        scene = self.scene
        paragraph = scene.paragraph_of(quote)
        if paragraph == 0 or scene.quotes[quote].outer_start != scene.paragraphs[paragraph].start:
            return
        numbers = scene.by_paragraph.get(paragraph - 1, [])
        if not numbers or scene.paragraphs[paragraph - 1].kind not in {"text", "heading"}:
            return
        start = scene.sentences[numbers[0]].first
        opening = mention_at(scene.mentions, start) if len(numbers) <= SHORT else None
        for place, number in enumerate(reversed(numbers[-LOOK_BACK:])):
            sentence = scene.sentences[number]
            if any(q in self.heard and self.heard[q].kind == "direct" for q in sentence.quotes):
                return
            for candidate in self._narration(
                sentence.first, min(sentence.stop, sentence.first + 2 * WINDOW), 1.0
            ):
                if candidate.entity is None or candidate.score < PASSIVE_SUBJECT:
                    continue
                new = scene.register.entities[candidate.entity].first_mention >= start or (
                    opening is not None and opening.kind == "name" and opening.entity == candidate.entity
                )
                points = INTRODUCED if new else LED_IN * FADES**place
                yield Candidate(candidate.entity, points, "narration before", candidate.mention)

    def _elsewhere(self, quote: int) -> Iterator[Candidate]:
        """Who spoke last, whom the text spoke of last, who opened an enumeration, whom the next sentence names."""
        if self.last is not None:
            yield Candidate(self.last, LAST_SPEAKER, "recent")
        top = self.focus.top()
        if top is not None:
            yield Candidate(top, IN_FRONT, "recent")
        opened = self.chain.find(quote)
        if opened is not None:
            yield Candidate(opened, ORDINAL, "ordinal")
        scene = self.scene
        number = scene.sentence_of(quote) + 1
        if number < len(scene.sentences) and scene.sentences[number].paragraph == scene.paragraph_of(quote):
            sentence = scene.sentences[number]
            stop = min(sentence.stop, sentence.first + WINDOW)
            for candidate in self._narration(sentence.first, stop, 1.0):
                pronoun = candidate.mention is None or candidate.mention.kind == "pronoun"
                if candidate.entity is not None and candidate.score >= PASSIVE_SUBJECT and not pronoun:
                    yield Candidate(candidate.entity, FOLLOWS, "narration after", candidate.mention)

    # -- what speaks for and against somebody, wherever the text put them

    def _prior(self, candidate: Candidate, inside: frozenset[int]) -> float:
        if candidate.entity is None:
            return 0.0
        entity = self.scene.register.entities[candidate.entity]
        points = 0.0
        count = self.cued.get(candidate.entity, 0)
        if count:
            points += SPEAKS_ELSEWHERE
            if count == max(self.cued.values()):
                points += MOST_QUOTED
        if entity.is_organisation and (
            candidate.rule == "recent"
            or (candidate.mention is not None and candidate.mention.kind in {"name", "organisation"})
        ):
            points += ORGANISATION
        if candidate.entity == self.main_character:
            points += MAIN_CHARACTER
        if candidate.entity in inside:
            points += NAMED_INSIDE
        return points

    def named_inside(self, quote: int) -> frozenset[int]:
        """The people whom the quotation names: somebody seldom speaks of themselves by name."""
        words = self._words_inside(quote)
        return frozenset(
            number
            for number in {n for word in words for n in self.scene.register.by_name.get(word, ())}
            if not self.scene.register.entities[number].is_organisation
        )

    def _words_inside(self, quote: int) -> set[str]:
        """Words with a capital within the quotation, the first of a sentence too."""
        found = self.scene.quotes[quote]
        text = self.scene.text[found.start : min(found.end, found.start + INSIDE)]
        return {word.strip(".,!?;:…'’\"”").lower() for word in text.split() if word[:1].isupper()}
