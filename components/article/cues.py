"""Cues: the verb, phrase, colon or dash beside a quotation, and the mention that is its subject."""

from collections.abc import Iterable
from dataclasses import dataclass

from components.article.focus import Focus
from components.article.mentions import Mention
from components.article.people import mention_at
from components.article.scene import Scene
from components.article.tokens import Token, describe

DASHES = frozenset("-–—")
SUBJECT_REACH = 9
CLITIC_REACH = 5
CLAUSE_REACH = 14
LONGEST_CLAUSE = 60


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue with its subject.

    mention: who it points to, None when the subject is missing or unknown. named: False when the cue says
    that somebody spoke but not who (*klinkt het*). motto: the quotation is a motto or title, no speech.
    """

    rule: str
    first: int
    stop: int
    mention: Mention | None
    motto: bool = False
    unnamed: tuple[int, int] | None = None
    """Tokens of the words that stand where the subject would, when they name nobody whom we know."""


class CueFinder:
    """Finds the cues of one scene."""

    def __init__(self, scene: Scene, focus: Focus) -> None:
        self.scene, self.focus = scene, focus
        self.words, self.marked = scene.words, scene.marked

    # -- after the quotation

    def after(self, quote: int) -> CueFound | None:
        """`"…", zegt X`, `"…" – X`, `“…,” X said`."""
        scene = self.scene
        here = scene.quote_token[quote]
        at = here + 1
        comma = False
        token = self._near(at, quote)
        if token is not None and token.text == ",":
            comma, at = True, at + 1
            token = self._near(at, quote)
        if token is None or token.quote is not None:
            return None
        if token.text in DASHES:
            return self._signature(at)
        inside = scene.text[scene.quotes[quote].end - 1]
        if token.lower == "zo":
            following = self._near(at + 1, quote)
            if following is not None and self._is_verb(at + 1):
                at, token = at + 1, following
        if self._is_plain(at):
            mention = self.subject_after(at + 1, token.sentence)
            stop = scene.sentences[token.sentence].stop
            unnamed = self._unnamed(at + 1, stop) if mention is None else None
            return CueFound("cue after", at, at + 1, mention, unnamed=unnamed)
        written = self._written(at)
        if written is not None:
            return written
        end = self.marked.at("according", at)
        if end is not None and token.text[0].islower():
            mention = self.subject_after(end, token.sentence, adjacent=True)
            unnamed = self._unnamed(end, scene.sentences[token.sentence].stop) if mention is None else None
            return CueFound("cue after", at, end, mention, unnamed=unnamed) if mention or unnamed else None
        if token.text[0].islower() and self._is_verb(at):
            return self._verb_after(at, comma or inside in ",!?")
        if comma and token.text[0].islower():
            found = self._other_verb(at)
            if found is not None:
                return found
        if (self.words.language == "en" and (comma or inside in ",!?")) or (comma and token.is_capital):
            return self._subject_verb(at, quote)
        return None

    def _written(self, at: int) -> CueFound | None:
        """`"…", staat op de website`: words of a text, not of somebody who was just spoken of."""
        end = self.marked.at("written", at)
        return CueFound("impersonal cue", at, end, None, unnamed=(at, end)) if end is not None else None

    def _near(self, number: int, quote: int) -> Token | None:
        token = self.scene.token(number)
        if token is None:
            return None
        same = self.scene.sentences[token.sentence].paragraph == self.scene.paragraph_of(quote)
        return token if same else None

    def _is_plain(self, number: int) -> bool:
        return self.marked.at("plain", number) is not None

    def _is_verb(self, number: int) -> bool:
        return self.marked.at("verb", number) is not None

    def _signature(self, dash: int) -> CueFound | None:
        mention = mention_at(self.scene.mentions, dash + 1)
        if mention is None or mention.kind not in {"name", "organisation"} or mention.begin != dash + 1:
            return None
        return CueFound("signed", dash, dash + 1, mention)

    def _verb_after(self, at: int, sure: bool) -> CueFound | None:
        token = self.scene.tokens[at]
        stop = self.scene.sentences[token.sentence].stop
        if token.lower in self.words.cues["impersonal"]:
            rest = self.scene.lower(at + 1, min(at + 8, stop))
            if any(word in self.words.cues["mottoes"] for word in rest):
                return CueFound("motto", at, at + 1, None, motto=True)
            mention = next(
                (m for m in self.scene.mentions_in(at + 1, min(at + 9, stop)) if self._speaks(m)), None
            )
            if "bij" in rest or "van" in rest:
                return CueFound("cue after", at, at + 1, mention)
            return CueFound("impersonal cue", at, at + 1, None)
        mention = self.subject_after(at + 1, token.sentence)
        mention = self._by_tree(at, mention)
        if mention is None and not sure and not self._short(at, stop):
            return None
        unnamed = self._unnamed(at + 1, stop) if mention is None else None
        return CueFound("cue after", at, at + 1, mention, unnamed=unnamed)

    def _unnamed(self, at: int, stop: int) -> tuple[int, int] | None:
        """The words behind a cue up to the end of its phrase: *een van de bewoners*, *het rapport*, *iemand*."""
        end = at
        while end < min(at + SUBJECT_REACH, stop):
            token = self.scene.tokens[end]
            if (
                not token.is_word
                or token.quote is not None
                or token.lower in self.words.people["phrase_ends"]
            ):
                break
            end += 1
        words = self.scene.lower(at, end)
        reflexive = words[:1] and words[0] in self.words.pronouns
        return (at, end) if end > at and not reflexive else None

    @staticmethod
    def _short(at: int, stop: int) -> bool:
        return stop - at <= 6

    def _speaks(self, mention: Mention) -> bool:
        return self.focus.counts(mention) and not mention.possessive

    def _other_verb(self, at: int) -> CueFound | None:
        """Any word in a verb's place, when a person follows at once: `"…", sombert Jansen`."""
        token = self.scene.tokens[at]
        if (
            not token.is_word
            or token.lower in self.words.text["function_words"]
            or mention_at(self.scene.mentions, at)
        ):
            return None
        mention = mention_at(self.scene.mentions, at + 1)
        if (
            mention is None
            or mention.begin != at + 1
            or mention.possessive
            or mention.sentence != token.sentence
        ):
            return None
        person = mention.kind in {"role", "anonymous"} or (
            mention.kind == "pronoun" and mention.head in self.words.people["subject_pronouns"]
        )
        if mention.kind == "name" and mention.entity is not None:
            person = self.scene.register.entities[mention.entity].is_person
        return CueFound("cue after", at, at + 1, mention) if person else None

    def _subject_verb(self, at: int, quote: int) -> CueFound | None:
        """`“…,” Marsh said`: the subject first, the verb after it, perhaps with an apposition between."""
        mention = mention_at(self.scene.mentions, at)
        token = self._near(at, quote)
        if mention is None or token is None or mention.begin != at:
            return None
        if mention.possessive:
            return self._somebodys(at, mention.end, token.sentence)
        stop = self.scene.sentences[token.sentence].stop
        for number in range(mention.end, min(mention.end + SUBJECT_REACH, stop)):
            word = self.scene.tokens[number]
            if word.quote is not None or word.text in ".;:":
                return None
            if self._is_verb(number) and "quote" in describe(self.words, word.lower):
                following = self.scene.token(number + 1)
                if following is not None and following.lower in self.words.cues["clause_openers"]:
                    return None
                return CueFound("cue after", number, number + 1, mention)
        return None

    def _somebodys(self, at: int, end: int, sentence: int) -> CueFound | None:
        """`“…,” Reed’s lawyer said`: somebody whom nobody names."""
        stop = min(end + CLITIC_REACH, self.scene.sentences[sentence].stop)
        for number in range(end, stop):
            if self._is_verb(number):
                return CueFound("cue after", number, number + 1, None, unnamed=(at, number))
            if not self.scene.tokens[number].is_word:
                break
        return None

    def reports_at(self, number: int) -> bool:
        """Whether a reporting verb stands here, with its particle in reach where it needs one."""
        tokens = self.scene.tokens
        if not 0 <= number < len(tokens) or not self._is_verb(number):
            return False
        verbs = self.words.verbs.get(tokens[number].lower, ())
        near = self.scene.lower(number + 1, number + CLAUSE_REACH)
        return any(verb.particle is None or verb.particle in near for verb in verbs)

    def subject_after(self, at: int, sentence: int, *, adjacent: bool = False) -> Mention | None:
        """The first mention from token `at` on that can be a subject, before a comma or a quote."""
        stop = min(at + SUBJECT_REACH, self.scene.sentences[sentence].stop)
        number = at
        while number < stop:
            token = self.scene.tokens[number]
            title = (
                token.text == "." and self.scene.tokens[number - 1].lower + "." in self.words.people["titles"]
            )
            if token.quote is not None or (token.text in ".,;:()" and not title):
                return None
            mention = mention_at(self.scene.mentions, number)
            if mention is None:
                if adjacent and token.lower not in {"de", "het", "the", "een", "a"}:
                    return None
                number += 1
                continue
            if self._subject_like(mention, adjacent=adjacent):
                return mention
            number = mention.end
        return None

    def _subject_like(self, mention: Mention, *, adjacent: bool = False) -> bool:
        if mention.possessive or (mention.oblique and not adjacent):
            return False
        if mention.kind == "pronoun" and not adjacent:
            return mention.head in self.words.people["subject_pronouns"]
        return True

    # -- before the quotation

    def before(self, quote: int) -> CueFound | None:
        """`X zegt: "…"`, `X: "…"`, `Volgens X …: "…"`, `X said, “…”`: a cue in the same sentence."""
        scene = self.scene
        here = scene.quote_token[quote]
        sentence = scene.sentences[scene.sentence_of(quote)]
        if here <= sentence.first:
            return None
        previous = scene.tokens[here - 1]
        start = max(sentence.first, here - 2 * LONGEST_CLAUSE)
        for number in range(here - 1, start - 1, -1):
            if scene.tokens[number].quote is not None:
                start = number + 1
                break
        if previous.text == ":":
            return self.governing(start, here - 1, "colon", colon=here - 1)
        if previous.text in DASHES:
            mention = next((m for m in scene.mentions_in(start, here) if self._speaks(m)), None)
            return CueFound("label", here - 1, here, mention) if mention else None
        if previous.text == "," and start == sentence.first:
            found = self.governing(start, here - 1, "cue before")
            return found if found is not None and self._is_verb(found.first) else None
        if self._is_verb(here - 1) and start == sentence.first:
            return self.governing(start, here, "cue before")
        return None

    def governing(self, start: int, stop: int, rule: str, colon: int | None = None) -> CueFound | None:
        """The cue and its subject in tokens [start, stop); with a colon any person will do as subject."""
        scene = self.scene
        for number in range(start, stop):
            end = self.marked.at("according", number)
            if end is not None:
                mention = self.subject_after(end, scene.tokens[number].sentence, adjacent=True)
                if mention is not None:
                    return CueFound("according", number, end, mention)
        for number in range(stop - 1, start - 1, -1):
            if self._is_verb(number) and scene.tokens[number].text[0].islower():
                mention = self.subject_of_verb(number, start, stop)
                if mention is not None:
                    return CueFound(rule, number, number + 1, mention)
        if colon is None:
            return None
        mention = self.first_subject(start, stop)
        return CueFound("label" if stop - start <= 6 else rule, colon, colon + 1, mention)

    def subject_of_verb(self, verb: int, start: int, stop: int) -> Mention | None:
        """The subject of the verb at token `verb`: right after it (inversion), else before it."""
        scene = self.scene
        after = verb + 1
        while after < stop and scene.tokens[after].lower in {"nog", "ook", "dan", "echter", "toen", "daarop"}:
            after += 1
        mention = mention_at(scene.mentions, after) if after < stop else None
        found = self._subject_in_tree(verb)
        if found is not None and not start <= found.first < stop:
            found = None
        if found is not None and found.end == verb:
            return found
        before = mention_at(scene.mentions, verb - 1) if verb > start else None
        beside = self.words.language == "en" and before is not None and before.end == verb
        # English seldom turns subject and verb around; *said the man* may open what was said.
        if beside and before is not None and self._subject_like(before) and self._speaks(before):
            return before
        if mention is not None and mention.begin == after and self._subject_like(mention):
            return mention
        if found is not None:
            return found
        best: Mention | None = None
        for candidate in scene.mentions_in(max(start, verb - LONGEST_CLAUSE), verb):
            if self._subject_like(candidate) and self._speaks(candidate):
                if best is not None and "(" in scene.lower(best.end, candidate.begin):
                    continue
                comma = any(scene.tokens[n].text == "," for n in range(candidate.end, verb))
                if best is None or (not comma and best.kind != "name") or self._new_clause(best, candidate):
                    best = candidate
        return best

    def _by_tree(self, verb: int, beside: Mention | None) -> Mention | None:
        """The subject that the tree gives, unless somebody stands directly behind the verb."""
        if beside is not None and beside.begin == verb + 1:
            return beside
        return self._subject_in_tree(verb) or beside

    def _subject_in_tree(self, verb: int) -> Mention | None:
        """The mention that is the verb's subject in the tree, if it can speak."""
        subject = self.scene.grammar.subject(verb)
        mention = mention_at(self.scene.mentions, subject) if subject is not None else None
        if mention is None or mention.possessive or not self._speaks(mention):
            return None
        if mention.kind == "pronoun" and mention.head not in self.words.people["subject_pronouns"]:
            return None
        return mention

    def _new_clause(self, earlier: Mention, later: Mention) -> bool:
        """Whether another finite verb and a conjunction stand between two mentions."""
        words = self.scene.lower(earlier.end, later.begin)
        return bool({"en", "maar", "terwijl", "want", "and", "but", "while"} & set(words[-1:])) and any(
            word in self.words.verbs for word in words
        )

    def first_subject(self, start: int, stop: int) -> Mention | None:
        """The first mention that is no prepositional object; failing that, the first at all."""
        rest: list[Mention] = []
        for mention in self.scene.mentions_in(start, stop):
            if not self._speaks(mention):
                continue
            if self._subject_like(mention):
                return mention
            rest.append(mention)
        return next((m for m in rest if m.kind == "name" and not self._organisation(m)), None)

    def _organisation(self, mention: Mention) -> bool:
        return mention.entity is not None and self.scene.register.entities[mention.entity].is_organisation

    def own_words(self, start: int, stop: int) -> tuple[int, int] | None:
        """`in haar woorden` in tokens [start, stop): its first token and end."""
        for number in range(start, stop):
            end = self.marked.at("own_words", number)
            if end is not None:
                return number, end
        return None


def any_word(words: Iterable[str], known: frozenset[str]) -> bool:
    """Whether one of the words is known."""
    return any(word in known for word in words)
