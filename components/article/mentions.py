"""Mentions: the places in the narration where somebody or something is referred to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from components.article.grammar import SUBJECTS
from components.article.lexicon import Lexicon
from components.article.tokens import Marked, Token, describe

MentionKind = Literal["name", "pronoun", "role", "organisation", "anonymous"]
_POSSESSIVE = re.compile(r"['’]s$|['’]$")
_HYPHEN_ROLE = re.compile(r"^(.+)-([^\W\d_]+)$")
ROLE_REACH = 4


@dataclass(slots=True)
class Mention:
    """Tokens [first, end) that refer to somebody.

    `head` is the noun of a role or organisation in lower case, the name itself for a name, the pronoun for
    a pronoun. `role` is the role in front of a name (*hoogleraar slaapgeneeskunde*), `organisation` what it
    says about where (*woordvoerder van de politie*). `entity` is filled in when it is resolved; `begin` is the
    first token of the whole phrase with article and role.
    """

    kind: MentionKind
    first: int
    end: int
    head: str
    sentence: int
    begin: int
    role: str | None = None
    organisation: str | None = None
    determiner: str = ""
    possessive: bool = False
    oblique: bool = False
    entity: int | None = None
    gender: str | None = None


def clean_name(word: str) -> str:
    """A name without its possessive ending: *Jansen’s* -> *Jansen*."""
    return _POSSESSIVE.sub("", word)


class MentionFinder:
    """Finds mentions in the tokens of one article."""

    def __init__(self, text: str, marked: Marked, lexicon: Lexicon) -> None:
        self.tokens = marked.tokens
        self.marked = marked
        self.words = lexicon
        self.functions = lexicon.text["function_words"]
        self.people = lexicon.people
        self.lower_case = set(re.findall(r"(?<![\w-])[^\W\d_A-ZÀ-Þ][\w'’-]*", text))
        self.initial = self._initials()
        self.with_particles = self._surnames()
        self.family_names = {
            clean_name(token.text)
            for number, token in enumerate(self.tokens)
            if number
            and token.is_capital
            and self.tokens[number - 1].text in lexicon.given
            and self.tokens[number - 1].sentence == token.sentence
        }
        self.proper = {
            clean_name(token.text)
            for number, token in enumerate(self.tokens)
            if token.is_capital and number not in self.initial and token.lower not in self.functions
        }

    def _initials(self) -> set[int]:
        """Numbers of tokens whose capital says nothing: first words of sentences."""
        result: set[int] = set()
        sentence = -1
        for number, token in enumerate(self.tokens):
            if token.sentence != sentence and (token.is_word or token.quote is not None):
                sentence = token.sentence
                result.add(number)
        return result

    def find(self) -> list[Mention]:
        """All mentions in order of their first token."""
        result: list[Mention] = []
        number = 0
        while number < len(self.tokens):
            mention = self._at(number)
            if mention is None:
                number += 1
                continue
            mention.oblique = self._oblique(mention.begin) or self._belongs_to_role(mention)
            result.append(mention)
            number = mention.end
        return result

    def _belongs_to_role(self, mention: Mention) -> bool:
        """`White House` in *White House press secretary Jen Psaki*: it says where, it does not speak."""
        if mention.kind != "name" or self.words.language != "en":
            return False
        for number in range(mention.end, min(mention.end + 3, len(self.tokens) - 1)):
            token = self.tokens[number]
            if token.sentence != mention.sentence or not token.is_word or token.is_capital:
                return False
            if self.words.is_role(token.lower):
                return self.tokens[number + 1].is_capital
        return False

    # -- one mention

    def _at(self, number: int) -> Mention | None:
        token = self.tokens[number]
        if not (token.is_word or token.lower in {"-ie", "'n"}):
            return None
        several = self._several(number)
        if several is not None:
            return several
        end = self._name_end(number)
        if end is not None:
            return self._name(number, end)
        if token.lower in self.words.pronouns:
            return self._pronoun(number)
        if number in self.initial and token.lower in self.people["demonstratives"] and self._acts(number + 1):
            return Mention("pronoun", number, number + 1, token.lower, token.sentence, number)
        if token.lower in self.people["somebody"] and self._stands_alone(number):
            return Mention("anonymous", number, number + 1, token.lower, token.sentence, number)
        return self._common(number)

    def _acts(self, number: int) -> bool:
        """Whether a finite verb stands here: *Die riep*, *Die is blij*."""
        if number >= len(self.tokens):
            return False
        token = self.tokens[number]
        return (
            token.pos in ("VERB", "AUX") or self._verb_at(number) or token.lower in self.people["is_and_has"]
        )

    def _name_end(self, number: int) -> int | None:
        token = self.tokens[number]
        particles = self.people["particles"]
        start = number
        if token.lower in particles:
            after = self._skip_particles(number)
            if after is None:
                return None
            if not token.is_capital:
                return self._extend(after) if self._lower_particle_name(number, after) else None
            joined = " ".join(t.lower for t in self.tokens[number:after])
            name = clean_name(self.tokens[after].text)
            after_role = number > 0 and self.words.is_role(self.tokens[number - 1].lower)
            if number in self.initial and not self._known_with(joined, name):
                return None
            return self._extend(after, surname=after_role or joined.split()[0] == "van")
        if not token.is_capital or not self._may_start(start):
            return None
        return self._extend(start)

    def _lower_particle_name(self, number: int, after: int) -> bool:
        """`van Boxtel` after a reporting verb, where the house writes the particle small."""
        if number == 0 or self.tokens[number].lower in _SOFT_PARTICLES:
            return False
        before = self.tokens[number - 1]
        verb = (
            self.marked.at("verb", number - 1) is not None and before.sentence == self.tokens[number].sentence
        )
        return verb and self.tokens[number].lower in {"van", "von"}

    def _known_with(self, particles: str, name: str) -> bool:
        return f"{particles} {name}".lower() in self.with_particles

    def _surnames(self) -> set[str]:
        """Surnames with their particles as they occur anywhere in the article: `van der schans`."""
        found: set[str] = set()
        for number, token in enumerate(self.tokens):
            if token.lower in self.people["particles"] and number > 0:
                before = self.tokens[number - 1]
                after = self._skip_particles(number)
                if after is None:
                    continue
                if after == number + 1 and token.lower in _SOFT_PARTICLES:
                    continue
                inside = before.is_capital and before.lower not in self.functions
                colon = after + 1 < len(self.tokens) and self.tokens[after + 1].text == ":"
                verb = self.marked.at("verb", number - 1) is not None and token.lower in {"van", "von"}
                middle = token.is_capital and number not in self.initial
                if inside or (token.is_capital and colon) or verb or middle:
                    name = clean_name(self.tokens[after].text)
                    joined = " ".join(t.lower for t in self.tokens[number:after])
                    found.add(f"{joined} {name}".lower())
        return found

    def _skip_particles(self, number: int) -> int | None:
        """The capital after one to three particles from `number` on, or None."""
        for after in range(number + 1, min(number + 4, len(self.tokens))):
            token = self.tokens[after]
            if token.is_capital and token.lower not in self.people["particles"]:
                return after
            if token.lower not in self.people["particles"]:
                return None
        return None

    def _may_start(self, number: int) -> bool:
        token = self.tokens[number]
        if token.lower in self.functions and not (len(token.text) > 1 and token.text.isupper()):
            return False
        if self._is_title(token.lower) or self._hyphen_role(token):
            return False
        if number not in self.initial:
            return token.lower not in self.people["months_and_days"] and not self._adjective(number)
        name = clean_name(token.text)
        if name in self.family_names:
            return True
        if self.words.is_role(token.lower) or token.lower in self.people["organisations"]:
            return False
        if name in self.proper or "." in token.text:
            return True
        if token.lower in self.lower_case or token.lower in self.words.verbs:
            return False
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or following.sentence != token.sentence:
            return False
        if token.pos == "PROPN" and token.lower not in self.people["demonyms"]:
            return True
        if token.pos in _NEVER_NAMES or (token.pos == "NOUN" and following.pos == "PROPN"):
            return False
        if following.text in {":", "("} or self._verb_at(number + 1):
            return True
        if following.is_capital:
            return True
        return following.lower in self.people["particles"] and self._skip_particles(number + 1) is not None

    def _adjective(self, number: int) -> bool:
        """`Utrechtse` in *de Utrechtse hoogleraar*: a capital between an article and a noun."""
        before = self.tokens[number - 1] if number else None
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if before is None or following is None or before.lower not in self._determiners:
            return False
        if (
            following.is_capital
            or not following.is_word
            or following.sentence != self.tokens[number].sentence
        ):
            return False
        if self.words.language == "nl" and not self.tokens[number].text.endswith(("e", "er")):
            return False
        noun = self.words.is_role(following.lower) or following.lower in self.people["organisations"]
        return noun or following.pos == "NOUN"

    def _verb_at(self, number: int) -> bool:
        return self.marked.at("verb", number) is not None

    def _is_title(self, lower: str) -> bool:
        return lower in self.people["titles"]

    def _hyphen_role(self, token: Token) -> str | None:
        """`FARC` of *FARC-woordvoerder*."""
        match = _HYPHEN_ROLE.match(token.text)
        if match and match.group(2).islower() and self.words.is_role(match.group(2)):
            return match.group(1)
        return None

    def _extend(self, number: int, *, surname: bool = False) -> int:
        """The end of the name whose first capital stands at `number`; a surname takes no more particles."""
        end = number + 1
        while end < len(self.tokens) and end - number < 8:
            token = self.tokens[end]
            if token.sentence != self.tokens[number].sentence or _POSSESSIVE.search(
                self.tokens[end - 1].text
            ):
                break
            if token.is_capital and (token.lower not in self.people["months_and_days"]):
                end += 1
                continue
            if token.text == "&" and end + 1 < len(self.tokens) and self.tokens[end + 1].is_capital:
                end += 2
                continue
            after = self._skip_particles(end) if token.lower in self.people["particles"] else None
            if after is not None and not surname and self._name_particle(number, end, after):
                end = after + 1
                continue
            break
        return end

    def _name_particle(self, number: int, end: int, after: int) -> bool:
        """Whether the particle belongs to the name: *Jan van Dijk*, not *Zonderland van Kenniscentrum Vonk*."""
        if end - number > 1 and "." not in self.tokens[end - 1].text:
            return False  # first and last name are there already
        words = {token.lower for token in self.tokens[end:after]}
        name = self.tokens[after]
        if words & _SOFT_PARTICLES and len(words) == 1:
            return False
        first = self.tokens[number]
        if words == {"van"} and first.text.isupper() and len(first.text) > 1 and "." not in first.text:
            return False
        organisation = name.text in self.people["organisation_names"]
        return not (organisation or (name.text.isupper() and len(name.text) > 1))

    def _name(self, number: int, end: int) -> Mention:
        tokens = self.tokens
        first = number
        role_words: list[str] = []
        while first + 1 < end and (
            self._is_title(tokens[first].lower) or self.words.is_role(tokens[first].lower)
        ):
            role_words.append(tokens[first].text)
            first += 1
        first = self._portfolio(first, end, role_words)
        inner = next(
            (
                n
                for n in range(end - 2, first, -1)
                if self.words.is_role(tokens[n].lower) or self._is_title(tokens[n].lower)
            ),
            None,
        )
        if inner is not None and tokens[inner].text not in self.words.given:
            role_words.extend(token.text for token in tokens[first : inner + 1])
            first = inner + 1
        while first + 1 < end and (self._demonym(first) or self.words.is_role(tokens[first].lower)):
            if self.words.is_role(tokens[first].lower):
                role_words.append(tokens[first].text)
            first += 1
        last = tokens[end - 1].text
        name = self._join(first, end)
        begin = number - 2 if role_words and role_words[0] == tokens[max(0, number - 2)].text else number
        mention = Mention("name", first, end, name, tokens[first].sentence, begin)
        mention.possessive = clean_name(last) != last
        if role_words:
            mention.role = " ".join(role_words).lower()
            mention.gender = next((g for w in role_words if (g := self.words.gender(w.lower()))), None)
        self._look_back(mention)
        return mention

    def _demonym(self, number: int) -> bool:
        """`Argentijn` in *de Argentijn Guillermo Canas*, `Noord-Ierse` in *de Noord-Ierse winnaar*."""
        token = self.tokens[number]
        before = self.tokens[number - 1] if number else None
        article = (
            before is not None and before.sentence == token.sentence and before.lower in self._determiners
        )
        if token.text in self.people["demonyms"]:
            # *de Noor* is from Norway, *student Noor Vos* is called so.
            return article or token.text not in self.words.given
        return article and self.words.language == "nl" and token.text.endswith("se")

    def _portfolio(self, first: int, end: int, role_words: list[str]) -> int:
        """`schepen van Openbare Werken Luc Vandemoere`: the first capitals belong to the role."""
        if end - first < 3 or first < 2:
            return first
        link, role = self.tokens[first - 1], self.tokens[first - 2]
        if link.lower in {"van", "voor", "of", "for"} and self.words.is_role(role.lower):
            person = self._person_inside(first, end) or first + 1
            role_words.extend(token.text for token in self.tokens[first - 2 : person])
            return person
        return first

    def _person_inside(self, first: int, end: int) -> int | None:
        """The given name, not the first word, with which a person begins in a run of capitals."""
        given = self.words.given
        return next((n for n in range(first + 1, end - 1) if self.tokens[n].text in given), None)

    def _join(self, first: int, end: int) -> str:
        pieces: list[str] = []
        for number in range(first, end):
            token = self.tokens[number]
            glued = bool(pieces) and token.start == self.tokens[number - 1].end
            pieces.append(token.text if glued or not pieces else " " + token.text)
        return clean_name("".join(pieces))

    def _look_back(self, mention: Mention) -> None:
        """The role, organisation noun, title and article in front of a name."""
        tokens, at = self.tokens, mention.begin
        limit = max(0, mention.begin - ROLE_REACH)
        for number in range(mention.begin - 1, limit - 1, -1):
            token = tokens[number]
            if token.sentence != mention.sentence or not token.is_word:
                break
            if self._is_title(token.lower):
                mention.gender = mention.gender or self.words.gender(token.lower)
                at = number
                mention.role = mention.role or ""
                continue
            organisation = self._hyphen_role(token)
            if self.words.is_role(token.lower) or organisation or self._noun_before(number, mention):
                role = " ".join(t.text for t in tokens[number : mention.begin])
                if organisation:
                    role = (_HYPHEN_ROLE.sub(r"\2", token.text) + role[len(token.text) :]).strip()
                    mention.organisation = organisation
                if role[1:2].islower():
                    role = role[0].lower() + role[1:]
                mention.role = f"{role} {mention.role}".strip() if mention.role else role
                mention.gender = mention.gender or self.words.gender(token.lower)
                at = number
                break
            if number == mention.begin - 1 and token.lower in self.people["organisations"]:
                mention.kind = "organisation"
                at = number
                break
            if token.is_capital and number not in self.initial:
                break
            linked = token.lower in {"van", "voor", "of", "for"} and number < mention.begin - 1
            if not linked and (token.lower in self.functions or token.lower in self.words.verbs):
                break
        if mention.role == "":
            mention.role = None
        while at > 0 and tokens[at - 1].sentence == mention.sentence and self._modifier(tokens[at - 1]):
            at -= 1
            if tokens[at].lower in self._determiners:
                mention.determiner = tokens[at].lower
                break
        if not mention.determiner and at > 0 and tokens[at - 1].lower in self._determiners:
            at -= 1
            mention.determiner = tokens[at].lower
        mention.begin = at

    def _noun_before(self, number: int, mention: Mention) -> bool:
        """A noun that no list knows, right before the name of a person: *paddenstoelenkenner Kim Bos*."""
        token = self.tokens[number]
        return (
            token.pos == "NOUN"
            and number == mention.begin - 1
            and mention.head.split()[0] in self.words.given
            and token.lower not in self.people["organisations"]
        )

    @property
    def _determiners(self) -> frozenset[str]:
        return self.people["definite"] | self.people["indefinite"] | self.people["possessives"]

    def _modifier(self, token: Token) -> bool:
        """An article or an adjective in front of a noun (adjectives by their Dutch ending, capitals included)."""
        if token.lower in self._determiners:
            return True
        if not token.is_word or token.lower in self.functions or token.lower in self.words.verbs:
            return False
        return (
            token.lower.endswith("e") if self.words.language == "nl" else token.lower in {"younger", "older"}
        )

    def _pronoun(self, number: int) -> Mention:
        token = self.tokens[number]
        mention = Mention("pronoun", number, number + 1, token.lower, token.sentence, number)
        mention.gender = self.words.pronouns[token.lower]
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        same = following is not None and following.sentence == token.sentence and following.is_word
        if token.lower in self.people["possessives"] and same and following is not None:
            if self.words.is_role(following.lower) and following.lower in self.people["kin"]:
                after = self.tokens[number + 2] if number + 2 < len(self.tokens) else None
                if not (after is not None and after.is_capital and after.sentence == token.sentence):
                    role = Mention("role", number + 1, number + 2, following.lower, token.sentence, number)
                    role.determiner, role.gender = token.lower, self.words.gender(following.lower)
                    return role
            if following.lower not in self.functions:
                mention.possessive = True
        return mention

    def _common(self, number: int) -> Mention | None:
        """A role or organisation with an article (*de wethouder*, *een buurtbewoner*, *the council*)."""
        tokens = self.tokens
        token = tokens[number]
        determiners = self._determiners
        if token.lower not in determiners:
            return self._bare(number) or self._subject(number)
        anonymous = token.lower in self.people["indefinite"]
        for at in range(number + 1, min(number + 4, len(tokens))):
            word = tokens[at]
            if word.sentence != token.sentence or not word.is_word:
                return None
            is_role = self.words.is_role(word.lower)
            is_organisation = word.lower in self.people["organisations"]
            if not (is_role or is_organisation):
                if word.pos == "NOUN":
                    return self._subject(number)
                if word.lower in self.functions or word.is_capital or word.lower in determiners:
                    return None
                continue
            if self._name_follows(at):
                return None
            spokesperson = self._spokesperson(word.lower)
            kind: MentionKind = "organisation" if is_organisation and not is_role else "role"
            if anonymous and not spokesperson:
                kind = "anonymous"
            if token.lower in self.people["possessives"] and not spokesperson and kind == "role":
                kind = "role" if word.lower not in self.people["kin"] else "anonymous"
            mention = Mention(kind, at, at + 1, word.lower, token.sentence, number)
            mention.determiner = token.lower
            mention.gender = self.words.gender(word.lower)
            mention.possessive = bool(_POSSESSIVE.search(word.text)) and word.text != word.lower
            self._look_ahead(mention)
            return mention
        return None

    def _subject(self, number: int) -> Mention | None:
        """A noun that no list knows, but the tree makes it the subject of a reporting verb: *klagen klanten*.

        Without an article, or with *een*, it names nobody; so does anything that is not somebody.
        """
        tokens = self.tokens
        sentence = tokens[number].sentence
        for at in range(number, min(number + 5, len(tokens))):
            token = tokens[at]
            if token.sentence != sentence or not token.is_word or token.pos not in _NOUN_PHRASE:
                return None
            if token.pos == "NOUN":
                if (
                    self._verb_at(at)
                    or token.dep not in SUBJECTS
                    or not self._verb_at(token.head)
                    or self._name_follows(at)
                ):
                    return None
                determiner = tokens[number].lower if tokens[number].lower in self._determiners else ""
                known = determiner in self.people["definite"] or (
                    not determiner and self.words.is_role(token.lower)
                )
                definite = known and not token.plural
                mention = Mention(
                    "role" if definite else "anonymous", at, at + 1, token.lower, sentence, number
                )
                mention.determiner = determiner
                self._look_ahead(mention)
                return mention
        return None

    def _reporting(self, number: int) -> bool:
        return number >= 0 and bool({"quote", "clause"} & describe(self.words, self.tokens[number].lower))

    def _bare(self, number: int) -> Mention | None:
        """A compound that names an organisation's voice without an article: *politiewoordvoerder*."""
        token = self.tokens[number]
        if self._spokesperson(token.lower) and not self._name_follows(number):
            mention = Mention("role", number, number + 1, token.lower, token.sentence, number)
            self._look_ahead(mention)
            return mention
        return None

    def _several(self, number: int) -> Mention | None:
        """People nobody names, or a body, without an article beside a cue: *Critici zeggen*, *according to police*."""
        token = self.tokens[number]
        body = token.lower in self.people["bare_organisations"]
        if not body and token.lower not in self.people["groups"]:
            return None
        if token.is_capital and (number not in self.initial or self._capital_at(number + 1)):
            return None
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        before = self.tokens[number - 1].lower if number else ""
        if not (
            (following is not None and following.sentence == token.sentence and self._reporting(number + 1))
            or (number > 0 and (self._reporting(number - 1) or before in ("volgens", "aldus")))
            or (number > 1 and before == "to" and self.tokens[number - 2].lower == "according")
        ):
            return None
        kind: MentionKind = "organisation" if body else "anonymous"
        return Mention(kind, number, number + 1, token.lower, token.sentence, number)

    def _capital_at(self, number: int) -> bool:
        return number < len(self.tokens) and self.tokens[number].is_capital

    def _stands_alone(self, number: int) -> bool:
        """`Another said`, `Een ander:`: no noun follows."""
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if following is None or following.sentence != self.tokens[number].sentence:
            return True
        return not following.is_word or self.marked.at("verb", number + 1) is not None

    def _spokesperson(self, word: str) -> bool:
        return word.rsplit("-", 1)[-1] in self.people["spokespersons"] or any(
            word.endswith(ending) for ending in self.people["spokespersons"]
        )

    def _name_follows(self, number: int) -> bool:
        """Whether a name with this role in front comes within the next words."""
        link = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if link is not None and link.lower in {"van", "voor", "of", "for"} and number + 2 < len(self.tokens):
            start = number + 2
            if self.tokens[start].is_capital and self._person_inside(start, self._extend(start)) is not None:
                return True
        for at in range(number + 1, min(number + ROLE_REACH, len(self.tokens))):
            token = self.tokens[at]
            if token.sentence != self.tokens[number].sentence or not token.is_word:
                return False
            if token.is_capital and self._name_end(at) is not None:
                return True
            if token.lower in self.functions or token.lower in self.words.verbs:
                return False
        return False

    def _look_ahead(self, mention: Mention) -> None:
        """`van de politie`, `of the council`: where the role or organisation belongs."""
        tokens, at = self.tokens, mention.end
        if at >= len(tokens) or tokens[at].lower not in self.people["organisation_links"]:
            return
        for number in range(at + 1, min(at + 5, len(tokens))):
            token = tokens[number]
            if token.sentence != mention.sentence or not token.is_word:
                return
            if self.words.is_role(token.lower) or token.text in self.words.given:
                return
            if token.is_capital and token.lower not in self.functions:
                end = self._person_inside(number, self._extend(number)) or self._extend(number)
                mention.organisation = self._join(number, end)
                mention.end = end
                return
            if token.lower in self.people["organisations"]:
                follows = number + 1 < len(tokens) and tokens[number + 1].is_capital
                if not follows:
                    van = self._trailing(number)
                    mention.organisation = " ".join([token.text, *(t.text for t in tokens[number + 1 : van])])
                    mention.end = van
                    return
            elif token.lower in self.functions and token.lower not in self._determiners:
                return

    def _trailing(self, number: int) -> int:
        """The end of `ministerie van justitie`: an organisation noun with its own van-phrase."""
        tokens = self.tokens
        if (
            number + 2 < len(tokens)
            and tokens[number + 1].lower in {"van", "of"}
            and tokens[number + 2].is_word
            and tokens[number + 2].lower not in self.functions
            and tokens[number + 2].sentence == tokens[number].sentence
        ):
            return number + 3
        return number + 1

    def _oblique(self, begin: int) -> bool:
        """Whether a preposition stands in front, so that the mention is no subject."""
        if begin == 0:
            return False
        before = self.tokens[begin - 1]
        return before.sentence == self.tokens[begin].sentence and before.lower in _PREPOSITIONS


_NOUN_PHRASE = frozenset(["DET", "ADJ", "NOUN", "NUM", "PRON"])

_NEVER_NAMES = frozenset(["ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ", "NUM"])

_SOFT_PARTICLES = frozenset(["in", "op", "aan", "te", "het", "bij", "al"])
"""Particles that are more often a preposition or an article."""

_PREPOSITIONS = frozenset(
    [
        "in",
        "op",
        "aan",
        "bij",
        "met",
        "van",
        "voor",
        "door",
        "over",
        "onder",
        "uit",
        "naar",
        "tegen",
        "tegenover",
        "tussen",
        "tijdens",
        "na",
        "sinds",
        "zonder",
        "binnen",
        "buiten",
        "rond",
        "om",
        "namens",
        "dankzij",
        "ondanks",
        "behalve",
        "achter",
        "naast",
        "via",
        "at",
        "by",
        "with",
        "of",
        "from",
        "to",
        "into",
        "out",
        "against",
        "between",
        "during",
        "after",
        "before",
        "since",
        "without",
        "within",
        "around",
        "about",
        "for",
        "on",
        "near",
        "than",
        "like",
        "as",
    ]
)


def in_sentence(mentions: list[Mention], first: int, end: int) -> Iterator[Mention]:
    """Mentions that start at tokens [first, end); `mentions` in order."""
    from bisect import bisect_left

    at = bisect_left(mentions, first, key=lambda mention: mention.first)
    while at < len(mentions) and mentions[at].first < end:
        yield mentions[at]
        at += 1
