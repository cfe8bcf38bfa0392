"""Who is who: mentions joined into people and organisations, with role and organisation.

Joined by name only (full name, surname, first name, acronym); pronouns and roles are resolved later, where
the order of the text counts (`focus.py`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from components.article.lexicon import Lexicon
from components.article.mentions import Mention
from components.article.tokens import Marked, Token

_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.\s?)+[^\W\d_]")
_COMPOUND = re.compile(r"\w-[a-zß-öø-ÿ]{3,}")
"""*Grand Slam-titels*: a thing called after a name."""

NAMESAKES = 40
"""How many bearers of one surname are compared."""


@dataclass(slots=True)
class Entity:
    """A person or organisation of one article. `number` is its place in the list of entities."""

    number: int
    name: str
    forms: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    role: str | None = None
    organisation: str | None = None
    gender: str | None = None
    is_organisation: bool = False
    person_signs: int = 0
    place_signs: int = 0
    mentions: int = 0
    first_mention: int = -1
    free_mentions: int = 0

    @property
    def is_person(self) -> bool:
        """Whether the signs say person: a role, an age, a reporting verb, a first name and surname."""
        if self.is_organisation or len(self.name) < 2:
            return False
        if self.person_signs:
            return self.person_signs > self.place_signs
        several = len(self.name.split()) > 1 and not _COMPOUND.search(self.name)
        return several and self.place_signs == 0 and self.free_mentions > 0

    @property
    def is_vague(self) -> bool:
        """One word that little but its place says is a person: it may be a mission, a firm, a town."""
        return len(self.name.split()) == 1 and self.gender is None and self.person_signs < 2

    def called(self, form: str) -> None:
        """Note a form the article uses for it."""
        if form not in self.forms:
            self.forms.append(form)


class Register:
    """The entities of an article, found by name."""

    def __init__(self, text: str, marked: Marked, mentions: list[Mention], words: Lexicon) -> None:
        self.text, self.tokens, self.words, self.marked = text, marked.tokens, words, marked
        self.entities: list[Entity] = []
        self.by_name: dict[str, list[int]] = {}
        self.by_full: dict[str, int] = {}
        self.by_organisation: dict[str, int] = {}
        self._roles: dict[str, list[int]] = {}
        self._sources = frozenset(marked.spans.get("according", {}).values())
        names = [mention for mention in mentions if mention.kind in {"name", "organisation"}]
        full = [m for m in names if m.kind == "name" and len(self._parts(m.head)) > 1]
        for mention in full:
            self._join_full(mention)
            self._learn(mention)
        self._seen: dict[int, int] = {}
        short = [mention for mention in names if mention.entity is None]
        for mention in names:
            if mention.entity is None:
                self._join_short(mention)
            if mention.entity is not None:
                self._seen[mention.entity] = mention.first
        for mention in short:
            self._learn(mention)

    # -- joining

    def _parts(self, name: str) -> list[str]:
        """The capitalised parts of a name: given names and the last word with its particles in front."""
        words = name.split()
        particles = self.words.people["particles"]
        parts: list[str] = []
        pending: list[str] = []
        for word in words:
            if word.lower() in particles and word != words[-1]:
                pending.append(word.lower())
            else:
                parts.append(" ".join([*pending, word]))
                pending = []
        return parts

    def _keys(self, name: str) -> set[str]:
        parts = self._parts(name)
        keys = {name.lower(), parts[-1].lower(), parts[0].lower()}
        keys |= {part.lower().split()[-1] for part in parts[-1:]}
        return keys

    def _new(self, name: str) -> Entity:
        entity = Entity(len(self.entities), name, gender=self._gender_of(name))
        self.entities.append(entity)
        if len(name.split()) > 1 and (name.split()[0] in self.words.given or _INITIALS.match(name)):
            entity.person_signs += 2
        for key in self._keys(name):
            self.by_name.setdefault(key, []).append(entity.number)
        return entity

    def _gender_of(self, name: str) -> str | None:
        """What a well-known first name says."""
        first = name.split()[0]
        given = self.words.given
        return given.get(first) or given.get(first.split("-")[0])

    def _join_full(self, mention: Mention) -> None:
        parts = [part.lower() for part in self._parts(mention.head)]
        same = self.by_full.get(mention.head.lower())
        if same is not None:
            mention.entity = same
            return
        for number in self.by_name.get(parts[-1], [])[-NAMESAKES:]:
            other = [part.lower() for part in self._parts(self.entities[number].name)]
            if other[-1] == parts[-1] and self._compatible(parts[:-1], other[:-1]):
                mention.entity = number
                self.entities[number].called(mention.head)
                return
        entity = self._new(mention.head)
        entity.called(mention.head)
        mention.entity = entity.number
        self.by_full[mention.head.lower()] = entity.number

    @staticmethod
    def _compatible(given: list[str], other: list[str]) -> bool:
        """First names that can be one person's: the same, or an initial of it."""
        if not given or not other:
            return True
        a, b = given[0], other[0]
        return a == b or ("." in a and b.startswith(a[0])) or ("." in b and a.startswith(b[0]))

    def _join_short(self, mention: Mention) -> None:
        name = mention.head
        if mention.kind == "organisation":
            self._join_organisation(mention)
            return
        candidates = self.by_name.get(name.lower(), [])[-NAMESAKES:]
        if not candidates and name.lower().endswith("s"):
            candidates = self.by_name.get(name.lower()[:-1], [])  # Trimbles aftreden
            mention.possessive = mention.possessive or bool(candidates)
        chosen = self._choose(mention, candidates)
        entity = self.entities[chosen] if chosen is not None else self._new(name)
        entity.called(name)
        mention.entity = entity.number

    def _choose(self, mention: Mention, candidates: list[int]) -> int | None:
        """The candidate with the mention's role or gender, or else the first; a family shares its name."""
        if not candidates:
            return None
        if len(candidates) > 1 and (mention.role or mention.gender):
            heads = self._heads(mention.role)
            for number in candidates:
                if heads & self.entities[number].heads:
                    return number
            for number in candidates:
                if mention.gender and self.entities[number].gender == mention.gender:
                    return number
        if len(candidates) > 1:
            exact = [
                n
                for n in candidates
                if self._parts(self.entities[n].name)[-1].lower() == mention.head.lower()
            ]
            candidates = exact or candidates
        return max(candidates, key=lambda number: (self._seen.get(number, -1), -number))

    def _join_organisation(self, mention: Mention) -> None:
        key = mention.head.lower()
        known = self.by_organisation.get(key)
        if known is None:
            named = [n for n in self.by_name.get(key, ()) if self.entities[n].name.lower() == key]
            known = named[0] if named else None
        if known is None:
            name = mention.head if mention.organisation is None else f"{mention.head} {mention.organisation}"
            words = self._words_of(mention)
            known = self._new(words or name).number
        self.by_organisation.setdefault(key, known)
        entity = self.entities[known]
        entity.is_organisation = True
        entity.called(mention.head)
        mention.entity = entity.number

    def _words_of(self, mention: Mention) -> str:
        tokens = self.tokens[mention.first : mention.end]
        return self.text[tokens[0].start : tokens[-1].end] if tokens else ""

    def organisation(self, name: str) -> Entity:
        """The entity with an organisation's name, made when it is new."""
        key = name.lower()
        found = self.by_organisation.get(key)
        if found is None:
            named = self.by_name.get(key)
            found = named[0] if named else self._new(name).number
            self.by_organisation[key] = found
        entity = self.entities[found]
        if not entity.person_signs:
            entity.is_organisation = True
        entity.called(name)
        return entity

    # -- learning what the surroundings say

    def _heads(self, role: str | None) -> set[str]:
        return {word for word in (role or "").lower().split() if self.words.is_role(word)}

    def _learn(self, mention: Mention) -> None:
        if mention.entity is None:
            return
        entity = self.entities[mention.entity]
        entity.mentions += 1
        if entity.first_mention < 0 or mention.first < entity.first_mention:
            entity.first_mention = mention.first
        entity.free_mentions += not mention.oblique
        if mention.kind == "organisation":
            entity.is_organisation = entity.is_organisation or not entity.person_signs
            return
        if self._is_organisation_name(mention):
            entity.is_organisation = True
            return
        if mention.role:
            entity.person_signs += 2
            entity.heads |= self._heads(mention.role)
            entity.role = entity.role or mention.role
        entity.gender = entity.gender or mention.gender
        entity.organisation = entity.organisation or mention.organisation
        before = self.tokens[mention.begin - 1] if mention.begin else None
        if mention.begin in self._sources and not mention.determiner:
            entity.person_signs += 1
        elif mention.determiner in {"de", "het", "the", "een", "a"} and not mention.role:
            # *de rappe Van Alebeek* is somebody, *de Volkskrant* is not.
            entity.place_signs += mention.first - mention.begin == 1
        elif before is not None and before.text.isdigit() and before.sentence == mention.sentence:
            entity.place_signs += 1
        elif before is not None and before.sentence == mention.sentence:
            if before.lower in self.words.people["places_after"]:
                entity.place_signs += 1
            if self.marked.at("verb", mention.begin - 1) is not None and not mention.possessive:
                entity.person_signs += 1
        self._after(mention, entity)
        self._before(mention, entity)
        if len(entity.name.split()) < len(mention.head.split()) and not mention.possessive:
            entity.name = mention.head

    def _is_organisation_name(self, mention: Mention) -> bool:
        words = mention.head.split()
        if mention.role:
            return False
        if any(word in self.words.people["organisation_names"] for word in words):
            return True
        return len(words) == 1 and len(words[0]) > 1 and words[0].isupper() and "." not in words[0]

    def _token(self, number: int, sentence: int) -> Token | None:
        if 0 <= number < len(self.tokens) and self.tokens[number].sentence == sentence:
            return self.tokens[number]
        return None

    def _after(self, mention: Mention, entity: Entity) -> None:
        """Age, party in brackets, apposition, `van ORGANISATION`, a reporting verb."""
        at = mention.end
        token = self._token(at, mention.sentence)
        if token is None or mention.possessive:
            return
        if token.text == "(":
            at = self._brackets(at, mention, entity)
            token = self._token(at, mention.sentence)
            if token is None:
                return
        if self.marked.at("verb", at) is not None or token.text == ":":
            entity.person_signs += 1
        links = self.words.people["organisation_links"]
        if token.lower in links and (mention.role or entity.role) and not entity.organisation:
            name = self._organisation_from(at + 1, mention.sentence)
            if name:
                entity.organisation = name
        if token.text == ",":
            earlier = self._token(mention.begin - 1, mention.sentence)
            if earlier is None or earlier.text != ",":
                self._apposition(at, mention, entity)
        elif token.text in "–—-" and self.words.is_role(
            getattr(self._token(at + 1, mention.sentence), "lower", "")
        ):
            self._apposition(at, mention, entity)

    def _brackets(self, at: int, mention: Mention, entity: Entity) -> int:
        inside: list[Token] = []
        for number in range(at + 1, at + 12):
            token = self._token(number, mention.sentence)
            if token is None:
                return at
            if token.text == ")":
                at = number + 1
                break
            inside.append(token)
        else:
            return at
        if not inside:
            return at
        if inside[0].text.isdigit() and len(inside[0].text) <= 2:
            entity.person_signs += 2
            role = [token for token in inside[1:] if self.words.is_role(token.lower)]
            if role and not entity.role:
                entity.role = self.text[role[0].start : inside[-1].end]
                entity.heads |= self._heads(entity.role)
        elif any(token.is_capital for token in inside) and not entity.organisation:
            entity.organisation = self.text[inside[0].start : inside[-1].end]
        return at

    def _apposition(self, comma: int, mention: Mention, entity: Entity) -> None:
        """`Felice Postma, woordvoerder MantelzorgNL,`: role and organisation after a name.

        Taken when a role noun comes within six words and no finite verb or relative word before it. Parts
        after `, en` go on; a part marked as past (*tot voor kort*, *voormalig*) gives no organisation.
        """
        tokens, stops = self.tokens, self.words.people["apposition_stops"]
        end = comma + 1
        role_at: int | None = None
        while (token := self._token(end, mention.sentence)) is not None and end < comma + 40:
            if token.quote is not None or token.text in ".:;!?()“”":
                break
            if token.text == ",":
                following = self._token(end + 1, mention.sentence)
                if following is None or following.lower not in {"en", "and"}:
                    break
            elif token.lower in stops and not (token.lower == "and" and role_at is not None):
                break
            elif role_at is None and self.words.is_role(token.lower):
                role_at = end
            elif role_at is None and end > comma + 8:
                return
            end += 1
        if role_at is None or role_at > comma + 12:
            return
        entity.person_signs += 2
        if entity.role is not None and len(entity.role.split()) > 2 and entity.organisation:
            return
        self._describe(comma + 1, role_at, end, mention.sentence, entity)
        for number in range(role_at, end):
            if self.words.is_role(tokens[number].lower):
                entity.heads.add(tokens[number].lower)

    def _describe(self, start: int, role_at: int, end: int, sentence: int, entity: Entity) -> None:
        """Cut an apposition into role text and the organisation of its first present part."""
        tokens = self.tokens
        phrase = [token.lower for token in tokens[start:end]]
        current = role_at
        for number in range(role_at, end):
            if self.words.is_role(tokens[number].lower):
                head = " ".join(phrase[: number - start])
                segment = head.rsplit(",", 1)[-1]
                if any(f" {past} " in f" {segment} " for past in self.words.phrases["former"]):
                    continue
                current = number
                break
        organisation: tuple[int, int] | None = None
        for number in range(current + 1, end):
            token = tokens[number]
            if token.text == "," or token.lower in {"en", "and"}:
                break
            if token.is_capital and token.lower not in self.words.text["function_words"]:
                last = number + 1
                while last < end and (tokens[last].is_capital or tokens[last].text == "&"):
                    last += 1
                organisation = (number, last)
                break
        cut = end
        if organisation is not None:
            entity.organisation = self.text[
                tokens[organisation[0]].start : tokens[organisation[1] - 1].end
            ].rstrip(".")
            cut = organisation[0]
            while cut > current + 1 and tokens[cut - 1].lower in self._links:
                cut -= 1
        else:
            for number in range(current + 1, end):
                if tokens[number].text == ",":
                    cut = number
                    break
        while start < role_at and tokens[start].lower in self.words.people["definite"]:
            start += 1
        role = self.text[tokens[start].start : tokens[cut - 1].end].strip(" ,")
        if role and (entity.role is None or len(entity.role) < len(role)):
            entity.role = role
        entity.gender = entity.gender or next(
            (
                g
                for t in tokens[role_at:end]
                if self.words.is_role(t.lower) and (g := self.words.gender(t.lower))
            ),
            None,
        )

    @property
    def _links(self) -> frozenset[str]:
        return self.words.people["organisation_links"] | {"de", "het", "the", "een", "a"}

    def _organisation_from(self, number: int, sentence: int) -> str | None:
        """`Kenniscentrum Vonk`, `de dorpsraad` after van/of: an organisation's name, no place after a role."""
        tokens: list[Token] = []
        for at in range(number, number + 6):
            token = self._token(at, sentence)
            if token is None or not (token.is_word or token.text == "&"):
                break
            if token.is_capital or token.text == "&":
                tokens.append(token)
            elif tokens:
                break
            elif token.lower in self.words.people["organisations"]:
                following = self._token(at + 1, sentence)
                if following is None or not following.is_capital:
                    return token.text
            elif token.lower not in self.words.people["definite"]:
                break
        return self.text[tokens[0].start : tokens[-1].end] if tokens else None

    def _before(self, mention: Mention, entity: Entity) -> None:
        """`De directeur van De Ledewoning, Ellen Prins,`: the role phrase stands before the comma."""
        at = mention.begin - 1
        token = self._token(at, mention.sentence)
        if token is None or token.text != "," or len(mention.head.split()) < 2:
            return
        after = self._token(mention.end, mention.sentence)
        if after is not None and after.text not in ",.:" and self.marked.at("verb", mention.end) is None:
            return
        for number in range(at - 1, max(at - 9, -1), -1):
            token = self._token(number, mention.sentence)
            if token is None or token.text in ",.;:()":
                return
            if self.words.is_role(token.lower):
                earlier = self._token(number - 1, mention.sentence)
                if (
                    earlier is not None
                    and earlier.is_capital
                    and earlier.lower not in self.words.text["function_words"]
                ):
                    return
                entity.person_signs += 2
                entity.heads.add(token.lower)
                entity.gender = entity.gender or self.words.gender(token.lower)
                if entity.role is None:
                    entity.role = token.text
                    entity.organisation = entity.organisation or self._organisation_from(
                        number + 2, mention.sentence
                    )
                return

    # -- asking

    def with_role(self, head: str) -> list[int]:
        """Numbers of the entities with this role noun, or a compound or part of it."""
        if head in self._roles:
            return self._roles[head]
        found: list[int] = []
        for entity in self.entities:
            for known in entity.heads:
                if known == head or known.endswith(head) or (head.endswith(known) and len(known) > 3):
                    found.append(entity.number)
                    break
        self._roles[head] = found
        return found

    def persons(self, numbers: Iterable[int]) -> list[int]:
        """Those of the entities that are people."""
        return [number for number in numbers if self.entities[number].is_person]


def mention_at(mentions: list[Mention], token: int) -> Mention | None:
    """The mention whose phrase (article and role included) covers token `token`."""
    at = bisect_left(mentions, token + 1, key=lambda mention: mention.begin) - 1
    if at >= 0 and mentions[at].begin <= token < mentions[at].end:
        return mentions[at]
    return None
