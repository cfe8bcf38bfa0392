"""Who says it: sieves from the surest to the least sure, run over the article from top to bottom.

Each sieve looks at one quotation and gives a guess or nothing; the first guess wins and the people whom the
others name are kept as runners-up. A guess may also be that somebody speaks who is not named.
"""

from collections.abc import Callable, Collection

from components.article.cues import CueFinder, CueFound
from components.article.dialogue import Turn
from components.article.floating import Floating
from components.article.focus import Focus
from components.article.guesses import CONFIDENCE, PRONOUN_FACTOR, Guess, QuoteKind, Spoken
from components.article.ordinals import OrdinalChain
from components.article.quotations import QuoteJudge
from components.article.scene import Scene, Sentence

HEADING_WORDS = 14
"""Words of a quotation that is set as a line between paragraphs."""
DISPLAYED = 200
"""Titles and pull quotes whose text is looked up; keeps the work linear."""
WINDOW = 60
"""Tokens of a sentence that a rule looks at; keeps the work linear where a text has no full stops."""


class Attributor:
    """Walks through a scene and attributes every quotation."""

    def __init__(self, scene: Scene, turns: dict[int, Turn], without: Collection[str] = ()) -> None:
        """without: rules whose guesses are left out, to measure what each is worth."""
        self.scene, self.turns, self.without = scene, turns, frozenset(without)
        self.focus = Focus(scene)
        self.cues = CueFinder(scene, self.focus)
        self.judge = QuoteJudge(scene, self.cues)
        self.chain = OrdinalChain(scene)
        self.spoken: list[Spoken] = []
        self.by_quote: dict[int, Spoken] = {}
        self.floating = Floating(scene, self.focus, self.cues, self.chain, self.by_quote)
        self.sieves: tuple[Callable[[int], Guess | None], ...] = (
            self._cue_after,
            self._cue_before,
            self._interrupted,
            self._runs_on,
            self._lead_in,
            self._signature_below,
        )

    def run(self) -> list[Spoken]:
        """All direct and mixed statements in text order."""
        for number, sentence in enumerate(self.scene.sentences):
            turn = self.turns.get(sentence.paragraph)
            if turn is not None:
                if self.scene.by_paragraph[sentence.paragraph][0] == number:
                    self._take_turn(turn, sentence)
                continue
            self._read(number, sentence)
        self._repeat_known()
        return self.spoken

    def _take_turn(self, turn: Turn, sentence: Sentence) -> None:
        entity = turn.entity
        guess = Guess(entity, "turn", CONFIDENCE["turn"] if entity is not None else 0.0, turn.cue)
        self.spoken.append(Spoken(turn.start, turn.end, "direct", guess, paragraph=sentence.paragraph))
        if entity is not None:
            self.focus.note(entity)

    def _read(self, number: int, sentence: Sentence) -> None:
        """One sentence: resolve what it mentions, attribute its quotes, remember whom it is about."""
        focus = self.focus
        subjects: list[int] = []
        others: list[int] = []
        focus.local = subjects
        for mention in self.scene.mentions_in(sentence.first, sentence.stop):
            entity = focus.resolve(mention)
            if entity is None or not focus.counts(mention):
                continue
            line = others if mention.oblique or mention.possessive else subjects
            if len(line) < WINDOW and entity not in line:
                line.append(entity)
        self.chain.read(number, subjects[0] if subjects else focus.top())
        focus.local = []
        speakers = [self._quote(quote) for quote in sentence.quotes]
        entities = self.scene.register.entities
        for entity in reversed(others):
            if not entities[entity].is_organisation:
                focus.note(entity)
        for place, entity in reversed(list(enumerate(self._main_first(sentence, subjects)))):
            if place == 0 or not entities[entity].is_organisation:
                focus.note(entity)
        for speaker in speakers:
            if speaker is not None:
                focus.note(speaker)

    def _main_first(self, sentence: Sentence, subjects: list[int]) -> list[int]:
        """Subjects in order of weight: that of the main clause before that of a clause in front of it."""
        main = self.focus.main_clause(sentence.first, sentence.stop)
        if main == sentence.first:
            return subjects
        stop = min(sentence.stop, main + WINDOW)
        later = [self.focus.resolve(m) for m in self.scene.mentions_in(main, stop)]
        front = [entity for entity in subjects if entity in later]
        return front + [entity for entity in subjects if entity not in front]

    def _quote(self, quote: int) -> int | None:
        """Judge and attribute one quote; the speaker, if it is a statement with one."""
        scene = self.scene
        self.focus.excluded = self.floating.named_inside(quote)
        before, after = self.cues.before(quote), self.cues.after(quote)
        kind = self.judge.judge(quote, after, before)
        if kind is None:
            return None
        guesses = [g for g in self._guesses(quote, kind) if g is not None and g.rule not in self.without]
        self.focus.excluded = frozenset()
        best = guesses[0] if guesses else Guess(None, "unknown", 0.0)
        runners = [g.entity for g in guesses[1:] if g.entity is not None and g.entity != best.entity]
        found = scene.quotes[quote]
        spoken = Spoken(
            found.start,
            found.end,
            kind,
            best,
            list(dict.fromkeys(runners))[:3],
            quote,
            scene.paragraph_of(quote),
        )
        self.spoken.append(spoken)
        if self._is_heading(quote):
            return None
        self.by_quote[quote] = spoken
        self.chain.hear(quote, best.entity)
        if best.entity is not None and kind == "direct":
            self.floating.last = best.entity
        return best.entity

    def _guesses(self, quote: int, kind: QuoteKind) -> list[Guess | None]:
        if kind == "mixed":
            return [self._fragment(quote)]
        if self._is_heading(quote):
            return [self._cue_after(quote), self._cue_before(quote, names_only=True)]
        return [*(sieve(quote) for sieve in self.sieves), *self.floating.guesses(quote)]

    # -- the sieves

    def _guess(self, found: CueFound | None) -> Guess | None:
        if found is None or found.motto or found.mention is None:
            return None
        mention = found.mention
        entity = self.focus.resolve(mention)
        confidence = CONFIDENCE[found.rule]
        if mention.kind != "name":
            confidence *= PRONOUN_FACTOR
        if entity is None and mention.kind == "pronoun":
            return None
        tokens = self.scene.tokens
        cue = (tokens[found.first].start, tokens[found.stop - 1].end)
        if entity is None:
            words = (tokens[mention.begin].start, tokens[mention.end - 1].end)
            return Guess(None, found.rule, CONFIDENCE["unnamed"], cue, words)
        return Guess(entity, found.rule, round(confidence, 2), cue)

    def _cue_after(self, quote: int) -> Guess | None:
        found = self.cues.after(quote)
        if found is None or found.motto:
            return None
        guess = self._guess(found)
        if guess is not None:
            return guess
        tokens = self.scene.tokens
        cue = (tokens[found.first].start, tokens[found.stop - 1].end)
        if found.unnamed is not None:
            words = (tokens[found.unnamed[0]].start, tokens[found.unnamed[1] - 1].end)
            return Guess(None, found.rule, CONFIDENCE["unnamed"], cue, words)
        if found.rule == "impersonal cue":
            group = self.focus.organisations[:1] or self.focus.people[:1]
            return Guess(group[0], found.rule, CONFIDENCE[found.rule], cue) if group else None
        return None

    def _cue_before(self, quote: int, *, names_only: bool = False) -> Guess | None:
        found = self.cues.before(quote)
        if names_only and (found is None or found.rule != "label"):
            return None
        if found is not None and found.rule == "label" and names_only and found.mention is not None:
            entity = found.mention.entity
            beside = found.mention.end == found.first or self.scene.tokens[found.mention.end].text == "("
            if entity is None or not beside or not self._known_person(entity):
                return None
        return self._guess(found)

    def _known_person(self, entity: int) -> bool:
        """A person by more than a colon behind the name."""
        found = self.scene.register.entities[entity]
        return found.is_person and (found.mentions > 1 or len(found.name.split()) > 1)

    def _fragment(self, quote: int) -> Guess | None:
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        own = self.cues.own_words(max(sentence.first, here - 6), here)
        if own is not None:
            pronoun = next(scene.mentions_in(own[0], own[1]), None)
            entity = self.focus.resolve(pronoun) if pronoun is not None else self.focus.top()
            cue = (scene.tokens[own[0]].start, scene.tokens[own[1] - 1].end)
            return Guess(entity, "own words", CONFIDENCE["own words"], cue)
        return self._guess(self.judge.governor(quote)) or self._guess(self.cues.after(quote))

    def _interrupted(self, quote: int) -> Guess | None:
        """`"A", zegt X, "B"`: B is X's as well."""
        if quote - 1 not in self.by_quote or self.scene.sentence_of(quote - 1) != self.scene.sentence_of(
            quote
        ):
            return None
        before = self.by_quote[quote - 1].guess
        confidence = min(before.confidence, CONFIDENCE["interrupted"])
        return Guess(before.entity, "interrupted", confidence, before.cue)

    def _runs_on(self, quote: int) -> Guess | None:
        """The quotation before had no closing mark and this one opens the next paragraph."""
        if not self._starts_paragraph(quote) or quote - 1 not in self.by_quote:
            return None
        earlier = self.scene.quotes[quote - 1]
        neighbour = self.scene.paragraph_of(quote - 1) + 1 == self.scene.paragraph_of(quote)
        if earlier.closed or not neighbour:
            return None
        return Guess(self.by_quote[quote - 1].guess.entity, "runs on", CONFIDENCE["runs on"])

    def _lead_in(self, quote: int) -> Guess | None:
        """The paragraph before ends in a colon, or is a byline: `Voorzitter Kim Bosgra:` above the quotation."""
        scene = self.scene
        paragraph = scene.paragraph_of(quote)
        if not self._starts_paragraph(quote) or paragraph == 0:
            return None
        sentence = scene.sentences[scene.by_paragraph[paragraph - 1][-1]]
        if sentence.first == sentence.stop or sentence.quotes:
            return None
        if scene.tokens[sentence.stop - 1].text == ":":
            found = self.cues.governing(sentence.first, sentence.stop - 1, "colon", colon=sentence.stop - 1)
        elif (end := scene.marked.at("lead", sentence.first)) is not None:
            mention = self.cues.first_subject(end, sentence.stop) or next(
                scene.mentions_in(end, sentence.stop), None
            )
            found = CueFound("lead-in", sentence.first, end, mention)
        else:
            return None
        guess = self._guess(found)
        if guess is None:
            return None
        return Guess(guess.entity, "lead-in", min(guess.confidence, CONFIDENCE["lead-in"]), guess.cue)

    def _signature_below(self, quote: int) -> Guess | None:
        """A quotation that is a paragraph by itself, its speaker on the line below it."""
        scene = self.scene
        number = scene.paragraph_of(quote)
        paragraph, found = scene.paragraphs[number], scene.quotes[quote]
        if found.outer_start != paragraph.start or found.outer_end != paragraph.end:
            return None
        if number + 1 >= len(scene.paragraphs):
            return None
        below = scene.paragraphs[number + 1]
        if below.end - below.start > 80 or scene.text[below.end - 1] in ".:?!":
            return None
        first = scene.sentences[scene.by_paragraph[number + 1][0]].first
        mention = next(scene.mentions_in(first, first + 1), None)
        if mention is None or mention.kind != "name" or mention.entity is None:
            return None
        if not scene.register.entities[mention.entity].is_person:
            return None
        return Guess(mention.entity, "signed", CONFIDENCE["signed"])

    def _starts_paragraph(self, quote: int) -> bool:
        paragraph = self.scene.paragraphs[self.scene.paragraph_of(quote)]
        return self.scene.quotes[quote].outer_start == paragraph.start

    def _repeat_known(self) -> None:
        """A title, a line between paragraphs or a pull quote that repeats a quotation takes its speaker."""
        said = [
            (self._key(spoken), spoken)
            for spoken in self.spoken
            if spoken.guess.entity is not None and spoken.kind == "direct" and not self._is_display(spoken)
        ]
        shown = [spoken for spoken in self.spoken if spoken.guess.cue is None and self._is_display(spoken)]
        for spoken in shown[:DISPLAYED]:
            key = self._key(spoken)
            same = next((other for text, other in said if key in text and other is not spoken), None)
            if same is not None:
                spoken.guess = Guess(same.guess.entity, "same text", CONFIDENCE["same text"])
                spoken.runners_up = []

    def _is_display(self, spoken: Spoken) -> bool:
        """Whether a quotation stands apart from the text: in a title, or as a paragraph by itself."""
        paragraph = self.scene.paragraphs[spoken.paragraph]
        if paragraph.kind in {"title", "heading"}:
            return True
        return spoken.quote is not None and self._alone(spoken.quote)

    def _alone(self, quote: int) -> bool:
        found = self.scene.quotes[quote]
        paragraph = self.scene.paragraphs[self.scene.paragraph_of(quote)]
        return found.outer_start == paragraph.start and found.outer_end == paragraph.end and found.closed

    def _is_heading(self, quote: int) -> bool:
        """A title, or a quotation set as a line between paragraphs: short, alone, without a full stop."""
        scene = self.scene
        if scene.paragraphs[scene.paragraph_of(quote)].kind in {"title", "heading"}:
            return True
        text = scene.text[scene.quotes[quote].start : scene.quotes[quote].end]
        return self._alone(quote) and text[-1] not in ".!?…," and len(text.split()) <= HEADING_WORDS

    def _key(self, spoken: Spoken) -> str:
        return " ".join(self.scene.text[spoken.start : spoken.end].split()).strip(" .,!?…").lower()
