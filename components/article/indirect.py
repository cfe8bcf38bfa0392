"""Reported statements without quotation marks: `volgens X …`, `X zegt dat …`, `…, aldus X`.

Only what comes out clean: a named speaker beside a clear cue. The rest is left to a trained parser.
"""

from collections.abc import Iterator

from components.article.attribution import Attributor
from components.article.guesses import CONFIDENCE, Guess
from components.article.lexicon import Verb
from components.article.mentions import Mention
from components.article.people import mention_at
from components.article.scene import Scene, Sentence
from components.article.tokens import describe

THAT_REACH = 7
NO_CLAUSE = frozenset(
    [
        "in",
        "to",
        "on",
        "at",
        "with",
        "by",
        "as",
        "of",
        "from",
        "about",
        "after",
        "before",
        "during",
        "for",
        "when",
        "while",
        "if",
        "so",
        "no",
        "yes",
        "nothing",
        "goodbye",
        "hello",
        "and",
        "but",
        "or",
        "later",
        "earlier",
        "only",
        "not",
        "never",
    ]
)
FRONTED_TAIL = 7
"""Tokens that may follow the verb of a clause in front: *said Thursday in a statement*."""
APPOSED = 6
ROLE_WORDS = 4
TRAILING = 9
"""Tokens that may follow the name in *said Bos in a statement on Tuesday.*"""
APPOSED_ARTICLES = frozenset(["a", "an", "the", "een", "de", "het", "his", "her", "zijn", "haar"])
SO = frozenset(["zo", "so"])
SHORTEST = 3
"""Words of the shortest reported clause."""


def find_indirect(attributor: Attributor) -> Iterator[tuple[int, int, Guess]]:
    """Span and guess of each reported statement, in text order."""
    finder = _Finder(attributor)
    direct = {spoken.quote for spoken in attributor.spoken if spoken.kind == "direct"}
    fragments: dict[int, list[tuple[int, int]]] = {}
    for spoken in attributor.spoken:
        if spoken.kind == "mixed":
            fragments.setdefault(spoken.paragraph, []).append((spoken.start, spoken.end))
    for sentence in attributor.scene.sentences:
        paragraph = attributor.scene.paragraphs[sentence.paragraph]
        if paragraph.kind != "text" or sentence.paragraph in attributor.turns:
            continue
        if any(quote in direct for quote in sentence.quotes) or sentence.stop - sentence.first < SHORTEST:
            continue
        for start, end, guess in finder.find(sentence):
            if not any(_mostly(start, end, *fragment) for fragment in fragments.get(sentence.paragraph, ())):
                yield start, end, guess


def _mostly(start: int, end: int, inner_start: int, inner_end: int) -> bool:
    """Whether a quoted fragment is most of a reported clause: it then stands for it."""
    return start <= inner_start + 1 and inner_end <= end + 1 and 2 * (inner_end - inner_start) > end - start


class _Finder:
    def __init__(self, attributor: Attributor) -> None:
        self.attributor = attributor
        self.scene: Scene = attributor.scene
        self.words = self.scene.words
        self.marked = self.scene.marked

    def find(self, sentence: Sentence) -> list[tuple[int, int, Guess]]:
        """What the first pattern that fits finds in the sentence."""
        last = self.scene.tokens[sentence.stop - 1]
        if last.text in "?:":
            return []
        whole = self._according(sentence)
        if whole is not None:
            return [whole]
        clauses = self._that(sentence) or self._in_tree(sentence)
        if clauses:
            return clauses
        aside = self._aside(sentence) or self._own_account(sentence) or self._fronted(sentence)
        return [aside] if aside is not None else []

    def _guess(
        self, mention: Mention | None, rule: str, confidence: float, cue: tuple[int, int]
    ) -> Guess | None:
        if mention is None or mention.possessive or not self.attributor.focus.counts(mention):
            return None
        entity = self.attributor.focus.resolve(mention)
        tokens = self.scene.tokens
        unnamed = None
        if entity is None:
            if mention.kind == "pronoun":
                return None
            confidence = CONFIDENCE["unnamed"]
            unnamed = (tokens[mention.begin].start, tokens[mention.end - 1].end)
        if mention.kind != "name":
            confidence *= 0.92
        place = (tokens[cue[0]].start, tokens[cue[1] - 1].end)
        return Guess(entity, rule, round(confidence, 2), place, unnamed)

    def _span(self, first: int, stop: int) -> tuple[int, int] | None:
        """Tokens [first, stop) as a text span without commas and the full stop at its edges."""
        tokens = self.scene.tokens
        while first < stop and tokens[first].text in ",;:–—-.":
            first += 1
        while stop > first and tokens[stop - 1].text in ",;:.!–—-":
            stop -= 1
        words = sum(token.is_word or token.quote is not None for token in tokens[first:stop])
        if words < SHORTEST:
            return None
        return tokens[first].start, tokens[stop - 1].end

    def _according(self, sentence: Sentence) -> tuple[int, int, Guess] | None:
        tokens = self.scene.tokens
        for number in range(sentence.first, sentence.stop):
            end = self.marked.at("according", number)
            if end is None:
                continue
            owner = self._author_of(end, sentence)
            if owner is not None:
                end = owner.begin
            words = self.scene.lower(end, min(end + 6, sentence.stop))
            mention = owner or self._beside(end, sentence)
            known = mention.end - end if mention is not None else 3
            if owner is None and any(
                word in self.words.cues["not_a_source"] for word in words[: max(3, known)]
            ):
                return None
            guess = self._guess(mention, "according", 0.9, (number, end))
            if guess is None or mention is None:
                return None
            after = self._past_apposition(mention.end, sentence.stop)
            if number - sentence.first <= 1 or (
                tokens[number - 1].lower in self.words.cues["joining"] and tokens[number - 2].text == ","
            ):
                span = self._span(after, sentence.stop)
            elif after >= sentence.stop - 1 and tokens[number - 1].text == ",":
                span = self._span(sentence.first, number)
            else:
                span = self._span(self._clause_start(sentence.first, number), sentence.stop)
            return (*span, guess) if span else None
        return None

    def _author_of(self, at: int, sentence: Sentence) -> Mention | None:
        """`Bos` in *according to a report by Bos*, *volgens een onderzoek van Bos*: who wrote it."""
        tokens = self.scene.tokens
        for number in range(at + 1, min(at + 6, sentence.stop - 1)):
            token = tokens[number]
            if token.lower in self.words.cues["authors"]:
                written = set(self.scene.lower(at, number)) & self.words.cues["documents"]
                mention = next(self.scene.mentions_in(number + 1, min(number + 4, sentence.stop)), None)
                named = mention is not None and mention.kind in {"name", "organisation"}
                return mention if written and named else None
            if not token.is_word or token.is_capital:
                return None
        return None

    def _beside(self, at: int, sentence: Sentence) -> Mention | None:
        return self.attributor.cues.subject_after(
            at, self.scene.tokens[sentence.first].sentence, adjacent=True
        )

    def _clause_start(self, first: int, number: int) -> int:
        """Where the main clause around `number` begins: after a semicolon, or at the sentence's start."""
        for at in range(number - 1, max(first, number - 80), -1):
            if self.scene.tokens[at].text == ";":
                return at + 1
        return first + 1 if self.scene.tokens[first].lower in {"maar", "but", "en", "and"} else first

    def _past_apposition(self, at: int, stop: int) -> int:
        """The token after an apposition or brackets that follow a name."""
        tokens = self.scene.tokens
        if at < stop and tokens[at].text == "(":
            for number in range(at + 1, min(at + 8, stop)):
                if tokens[number].text == ")":
                    at = number + 1
                    break
        elif at < stop and tokens[at].lower in self.words.people["organisation_links"]:
            following = mention_at(self.scene.mentions, at + 1)
            if (
                following is not None
                and following.begin == at + 1
                and following.kind in {"name", "organisation"}
            ):
                at = following.end
        if at < stop and tokens[at].text == "," and self.words.language == "nl":
            for number in range(at + 1, min(at + 10, stop)):
                if tokens[number].text == ",":
                    return number + 1
        return at

    def _that(self, sentence: Sentence) -> list[tuple[int, int, Guess]]:
        """`X zegt dat …`, `X said (that) … and added that …`: each reported clause."""
        found: list[tuple[int, int, Guess]] = []
        number = sentence.first - 1
        while number + 1 < sentence.stop:
            number += 1
            if self.marked.at("verb", number) is None and self.marked.at("participle", number) is None:
                continue
            opener = self._opener(number, sentence)
            if opener is None or not self._reports(number, opener, sentence):
                continue
            mention = self.attributor.cues.subject_of_verb(number, sentence.first, sentence.stop)
            guess = self._guess(mention, "reported clause", 0.85, (number, number + 1))
            if guess is None:
                break
            end = self._clause_end(opener, sentence.stop)
            span = self._span(opener, end)
            if span is not None:
                found.append((*span, guess))
            number = end - 1
        return found

    def _fronted(self, sentence: Sentence) -> tuple[int, int, Guess] | None:
        """`The drop was steep, its director, Kim Bos, said Thursday.`: the clause stands before its verb."""
        grammar, tokens = self.scene.grammar, self.scene.tokens
        if self.words.language != "en" or not grammar.known:
            return None
        for number in range(sentence.first + SHORTEST, sentence.stop):
            if self.marked.at("verb", number) is None or number + FRONTED_TAIL < sentence.stop:
                continue
            if not any(c < number and tokens[c].dep == "ccomp" for c in grammar.children(number)):
                continue
            mention = self.attributor.cues.subject_of_verb(number, sentence.first, number)
            guess = self._guess(mention, "reported clause", 0.8, (number, number + 1))
            if mention is None or guess is None:
                return None
            end = self._comma_before(mention.begin, sentence.first)
            before = self._comma_before(end, sentence.first) if end is not None else None
            if end is not None and before is not None and end - before <= APPOSED:
                roles = self.scene.lower(before + 1, end)
                end = before if any(self.words.is_role(word) for word in roles) else end
            span = self._span(sentence.first, end) if end is not None else None
            return (*span, guess) if span is not None else None
        return None

    def _comma_before(self, at: int, first: int) -> int | None:
        tokens = self.scene.tokens
        return next((n for n in range(at - 1, max(first, at - 12), -1) if tokens[n].text == ","), None)

    def _own_account(self, sentence: Sentence) -> tuple[int, int, Guess] | None:
        """`Zij is naar eigen zeggen …`: the whole sentence is what its subject says."""
        for number in range(sentence.first, sentence.stop):
            end = self.marked.at("own_account", number)
            if end is None:
                continue
            root = self.scene.grammar.root(self.scene.tokens[number].sentence)
            mention = self.attributor.cues.first_subject(sentence.first, number)
            if root is not None:
                mention = self.attributor.cues.subject_of_verb(root, sentence.first, sentence.stop) or mention
            guess = self._guess(mention, "own words", 0.8, (number, end))
            span = self._span(sentence.first, sentence.stop)
            return (*span, guess) if guess is not None and span is not None else None
        return None

    def _in_tree(self, sentence: Sentence) -> list[tuple[int, int, Guess]]:
        """The clauses that the tree hangs from a reporting verb, where no pattern of words found one."""
        found: list[tuple[int, int, Guess]] = []
        for number in range(sentence.first, sentence.stop):
            if self.marked.at("verb", number) is None and self.marked.at("participle", number) is None:
                continue
            infinitive = bool(
                {verb.lemma for verb in self._verbs(number)} & self.words.cues["infinitive_clauses"]
            )
            clause = self.scene.grammar.clause(number, infinitive=infinitive)
            if clause is None or not self._reports(number, clause[0], sentence):
                continue
            first, stop = clause
            opener = self.scene.tokens[first].lower
            if opener in self.words.cues["unreported_openers"]:
                continue
            if opener in self.words.cues["clause_openers"]:
                first += 1
            elif self.words.language == "nl" and not infinitive:
                continue  # a clause without *dat* is seldom one, and often a wrong tree
            mention = self.attributor.cues.subject_of_verb(number, sentence.first, sentence.stop)
            guess = self._guess(mention, "reported clause", 0.8, (number, number + 1))
            span = self._span(first, self._clause_end(first, min(stop, sentence.stop)))
            if guess is not None and span is not None:
                found.append((*span, guess))
                break
        return found

    def _verbs(self, number: int) -> tuple[Verb, ...]:
        lower = self.scene.tokens[number].lower
        return self.words.verbs.get(lower, ()) + self.words.participles.get(lower, ())

    def _opener(self, verb: int, sentence: Sentence) -> int | None:
        """The first token of the reported clause of the verb at `verb`, or None."""
        tokens, cues = self.scene.tokens, self.words.cues
        stop = min(verb + 1 + THAT_REACH, sentence.stop)
        for number in range(verb + 1, stop):
            token = tokens[number]
            if token.lower in cues["clause_openers"]:
                ahead = self.scene.lower(number + 1, min(number + 3, sentence.stop))
                pronoun = (
                    not ahead or ahead[0] in cues["negations"] or not ahead[0][0].isalnum() or "te" in ahead
                )
                quoted = bool(ahead) and ahead[0] == "“”"
                return None if pronoun and not quoted else number + 1
            if token.text in ".,;:" or token.quote is not None or token.lower in cues["negations"]:
                return None
            if self._bare_clause(token.lower, number, verb):
                known = self.scene.grammar.known
                return number if not known or self.scene.grammar.clause(verb) is not None else None
        return None

    def _bare_clause(self, lower: str, number: int, verb: int) -> bool:
        """English leaves `that` out: *said the drop was ...*. The clause starts with a noun phrase."""
        if self.words.language != "en":
            return False
        if describe(self.words, self.scene.tokens[verb].lower) & {"naming"}:
            return False
        if lower in {
            "the",
            "a",
            "an",
            "he",
            "she",
            "it",
            "they",
            "we",
            "there",
            "most",
            "his",
            "her",
            "their",
            "its",
        }:
            return (
                number == verb + 1
                or self.scene.tokens[number - 1].lower in self.words.cues["clause_companions"]
            )
        if number == verb + 1 and self.scene.tokens[verb].lower in {"said", "says"}:
            inverted = self.scene.tokens[verb - 1].text == "," and (
                self.scene.tokens[number].is_capital or self.words.is_role(lower)
            )
            return not inverted and (
                self.scene.tokens[number].is_word
                and lower not in NO_CLAUSE
                and (lower not in self.words.cues["clause_companions"])
            )
        return False

    def _reports(self, number: int, opener: int, sentence: Sentence) -> bool:
        """Whether the verb is used to report: right verb, its particle there, no negation, modal or passive."""
        lower = self.scene.tokens[number].lower
        between = self.scene.lower(number + 1, opener)
        before = self.scene.lower(max(sentence.first, number - 6), number)
        verbs = [verb for verb in self.words.verbs.get(lower, ()) if "clause" in verb.uses]
        if not any(verb.particle is None or verb.particle in between for verb in verbs):
            participles = [verb for verb in self.words.participles.get(lower, ()) if "clause" in verb.uses]
            auxiliaries = {"heeft", "hebben", "had", "hadden", "has", "have"}
            if not participles or not auxiliaries & set(
                self.scene.lower(max(sentence.first, number - 40), number)
            ):
                return False
        elif any(verb.lemma == lower for verb in verbs) and self.words.language == "nl":
            several = self.words.people["groups"] | {"ze", "zij"}
            if not (several & set(before[-1:]) or self.scene.tokens[number - 1].plural):
                return False  # an infinitive: moet zeggen dat
        if set(before) & self.words.cues["hypothetical_subjects"] or set(before) & self.words.cues["modals"]:
            return False
        return not set(between) & self.words.cues["negations"]

    def _clause_end(self, first: int, stop: int) -> int:
        """The end of a reported clause: before `, maar` and before another reporting verb after `en`."""
        tokens = self.scene.tokens
        for number in range(first + 1, stop):
            lower = tokens[number].lower
            if lower in {"maar", "but"} and tokens[number - 1].text == ",":
                return number - 1
            if (
                lower in {"en", "and"}
                and number + 1 < stop
                and self.marked.at("verb", number + 1) is not None
            ):
                return number
        return stop

    def _aside(self, sentence: Sentence) -> tuple[int, int, Guess] | None:
        """`…, aldus X.` and `…, zegt X, …`: the sentence without the insertion at its end."""
        tokens = self.scene.tokens
        for number in range(sentence.first + SHORTEST, sentence.stop):
            if tokens[number - 1].text != ",":
                continue
            found = self._insertion(number, sentence)
            if found is None:
                continue
            mention, cue = found
            after = mention.end if mention.end > cue else cue + 1
            particles = {verb.particle for verb in self._verbs(cue)}
            if after < sentence.stop and tokens[after].lower in particles:
                after += 1
            guess = self._guess(mention, "cue after", 0.88, (cue, cue + 1))
            if guess is None or self._only_subordinate(sentence.first, number - 1):
                return None
            complete = tokens[number - 2].lower not in self.words.people["is_and_has"]
            trailing = self._trails(after, sentence.stop, apposed=mention.end > cue and complete)
            final = trailing or tokens[after].text in ".,(" or tokens[after].lower in {"die", "who"}
            if not final:
                return None
            ends = trailing or tokens[sentence.stop - 1].start - tokens[after].start < 2
            following = self.scene.token(after + 1)
            relative = following is not None and following.lower in self.words.text["relatives"]
            inserted = not ends and tokens[after].text == "," and not relative
            span = self._span(sentence.first, sentence.stop if inserted else number - 1)
            return (*span, guess) if span else None
        return None

    def _only_subordinate(self, first: int, comma: int) -> bool:
        """`Toen hij dat hoorde, zei Bos …`: what stands before the comma is no statement."""
        tokens = self.scene.tokens
        opened = tokens[first].lower in self.words.text["subordinators"] | {
            "toen",
            "terwijl",
            "while",
            "when",
        }
        return opened and not any(token.text == "," for token in tokens[first:comma])

    def _trails(self, after: int, stop: int, *, apposed: bool = False) -> bool:
        """Whether nothing of the clause follows the cue: the end, *said Bos on Tuesday*, *said Bos, a nurse in Leeds*."""
        tokens = self.scene.tokens
        first = after
        if after < stop - 1 and tokens[after].text == ",":
            described = tokens[after + 1].lower
            if not apposed or not (described in APPOSED_ARTICLES or self.words.is_role(described)):
                return False
            first = after + 1
        rest = tokens[first:stop]
        if len(rest) > TRAILING:
            return False
        return not any(
            token.text in ",;" or token.quote is not None or token.pos in ("VERB", "AUX") for token in rest
        )

    def _insertion(self, at: int, sentence: Sentence) -> tuple[Mention, int] | None:
        """A cue right after a comma with its subject beside it, and the cue's token."""
        if self.scene.tokens[at].lower in SO and at + 1 < sentence.stop:
            at += 1
        plain = self.marked.at("plain", at) is not None
        verb = self.marked.at("verb", at) is not None
        if plain or verb:
            mention = mention_at(self.scene.mentions, at + 1)
            if (
                mention is None
                or mention.begin != at + 1
                or mention.sentence != self.scene.tokens[at].sentence
            ):
                return None
            if verb and not plain and "quote" not in describe(self.words, self.scene.tokens[at].lower):
                return None
            if mention.kind == "pronoun" and mention.head not in self.words.people["subject_pronouns"]:
                return None
            return mention, at
        if self.words.language == "en":
            mention = next(self.scene.mentions_in(at, min(at + ROLE_WORDS, sentence.stop)), None)
            roles = self.scene.lower(at, mention.begin) if mention is not None else ()
            if (
                mention is not None
                and mention.end < sentence.stop
                and all(self.words.is_role(word) or word in {"the", "and"} for word in roles)
            ):
                end = mention.end
                token = self.scene.tokens[end]
                following = self.scene.token(end + 1)
                if (
                    self.marked.at("verb", end) is not None
                    and following is not None
                    and (
                        following.text in ",."
                        or following.lower in {"out", "the"}
                        or (
                            "clause" in describe(self.words, token.lower)
                            and self._trails(end + 1, sentence.stop)
                        )
                    )
                    and "quote" in describe(self.words, token.lower)
                ):
                    return mention, end
        return None
