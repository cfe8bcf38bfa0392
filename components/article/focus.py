"""Who is being talked about: resolves pronouns and roles in the order of the text."""

from bisect import bisect_left
from dataclasses import dataclass, field

from components.article.mentions import Mention
from components.article.scene import Scene

MEMORY = 12
FRONT_CLAUSE = 60
"""Tokens in which the end of a clause in front is looked for."""
PLURAL_VERBS = frozenset(
    [
        "zijn",
        "hebben",
        "worden",
        "werden",
        "kunnen",
        "konden",
        "willen",
        "moeten",
        "gaan",
        "zullen",
        "zouden",
        "waren",
        "hadden",
    ]
)


@dataclass(slots=True)
class Focus:
    """People and organisations in order of how recently they were the subject, the latest first."""

    scene: Scene
    people: list[int] = field(default_factory=list)
    organisations: list[int] = field(default_factory=list)
    local: list[int] = field(default_factory=list)
    excluded: frozenset[int] = frozenset()
    """Whom a pronoun cannot mean just now: people whom the quotation it speaks for names."""
    resolved: dict[int, int | None] = field(default_factory=dict)

    def note(self, entity: int) -> None:
        """Bring an entity to the front."""
        found = self.scene.register.entities[entity]
        line = self.organisations if found.is_organisation else self.people
        if not found.is_organisation and not found.is_person:
            return
        if entity in line:
            line.remove(entity)
        line.insert(0, entity)
        del line[MEMORY:]

    def top(self) -> int | None:
        """The person in front, or None."""
        return self.people[0] if self.people else None

    def resolve(self, mention: Mention) -> int | None:
        """The entity a mention stands for, None when nobody is named; remembered per mention."""
        if mention.first not in self.resolved:
            self.resolved[mention.first] = self._resolve(mention)
        return self.resolved[mention.first]

    def counts(self, mention: Mention) -> bool:
        """Whether a mention can be a speaker: a person, a pronoun, a role, an organisation."""
        if mention.kind in {"name", "organisation"} and mention.entity is not None:
            entity = self.scene.register.entities[mention.entity]
            return entity.is_person or entity.is_organisation
        return mention.kind in {"pronoun", "role", "anonymous"}

    def main_clause(self, first: int, stop: int) -> int:
        """The token after the comma that ends a clause in front: `Terwijl A won, bracht B …` -> `bracht`."""
        tokens = self.scene.tokens
        if first < stop and tokens[first].lower in self.scene.words.text["subordinators"]:
            for number in range(first + 1, min(stop, first + FRONT_CLAUSE)):
                if tokens[number].text == ",":
                    return number + 1
        return first

    def _resolve(self, mention: Mention) -> int | None:
        if mention.kind in {"name", "organisation"}:
            return mention.entity
        if mention.kind == "pronoun" and mention.head in self.scene.words.people["demonstratives"]:
            return self._last_named(mention)
        if mention.kind == "pronoun":
            if self._plural(mention):
                return self._by_gender(None) if len(self.people) > 1 else None
            return self._by_gender(mention.gender)
        if mention.kind == "role":
            return self._by_role(mention)
        return self._apposed(mention)

    def _apposed(self, mention: Mention) -> int | None:
        """`A neighbor, Pat Reed, said`: the name of somebody just called by what they are."""
        comma = self.scene.token(mention.end)
        if mention.kind != "anonymous" or comma is None or comma.text != "," or mention.oblique:
            return None
        behind = next(self.scene.mentions_in(mention.end + 1, mention.end + 2), None)
        if behind is None or behind.kind != "name" or behind.sentence != mention.sentence:
            return None
        closing = self.scene.token(behind.end)
        return behind.entity if closing is not None and closing.text == "," else None

    def _plural(self, mention: Mention) -> bool:
        """`zeggen ze`: the verb beside the pronoun is plural."""
        if mention.head not in {"ze", "zij"}:
            return False
        for number in (mention.first - 1, mention.end):
            token = self.scene.token(number)
            if token is not None and token.sentence == mention.sentence and token.is_word:
                small = token.lower in self.scene.words.text["function_words"] - PLURAL_VERBS
                if token.lower in PLURAL_VERBS or (token.lower.endswith("en") and not small):
                    return True
        return False

    def _by_gender(self, gender: str | None) -> int | None:
        """The latest person whom the pronoun fits; somebody who may be a thing only when nobody else is there."""
        entities = self.scene.register.entities
        fitting = [
            number
            for number in dict.fromkeys((*self.local, *self.people))
            if entities[number].is_person
            and number not in self.excluded
            and (gender is None or entities[number].gender in {None, gender})
        ]
        clear = [number for number in fitting if not entities[number].is_vague]
        chosen = next(iter(clear or fitting), None)
        if chosen is not None and gender is not None:
            entities[chosen].gender = gender
        return chosen

    def _last_named(self, mention: Mention) -> int | None:
        """*Die riep*: whoever was named last, not whom the text is about."""
        mentions = self.scene.mentions
        at = bisect_left(mentions, mention.first, key=lambda other: other.first)
        for earlier in reversed(mentions[max(0, at - MEMORY) : at]):
            if earlier.sentence < mention.sentence - 1:
                break
            if earlier.kind == "anonymous" or (earlier.kind == "role" and self.resolve(earlier) is None):
                return None
            number = self.resolve(earlier)
            if number is not None and self.scene.register.entities[number].is_person:
                return number
        return None

    def _without_role(self) -> int | None:
        """*de winnaar van Milaan-Sanremo*: whoever is in front, unless the text calls them something else."""
        entities = self.scene.register.entities
        for number in (*self.local, *self.people):
            if entities[number].is_person:
                return None if entities[number].heads else number
        return None

    def _named_behind(self, mention: Mention) -> int | None:
        """`De directeur van De Ledewoning, Ellen Prins, …`: the name stands behind the comma."""
        comma = self.scene.token(mention.end)
        if comma is None or comma.text != "," or comma.sentence != mention.sentence:
            return None
        behind = next(self.scene.mentions_in(mention.end + 1, mention.end + 2), None)
        if behind is None or behind.kind != "name" or behind.entity is None:
            return None
        entity = self.scene.register.entities[behind.entity]
        return behind.entity if mention.head in entity.heads else None

    def _by_role(self, mention: Mention) -> int | None:
        register = self.scene.register
        named = self._named_behind(mention)
        if named is not None:
            return named
        spokespersons = self.scene.words.people["spokespersons"]
        voice = next((word for word in spokespersons if mention.head.endswith(word)), None)
        candidates = register.with_role(mention.head)
        if mention.determiner in self.scene.words.people["possessives"]:
            top = self.top()
            candidates = [number for number in candidates if number != top]
        if mention.gender:
            fitting = [n for n in candidates if register.entities[n].gender in {None, mention.gender}]
            candidates = fitting
        if mention.organisation is None:
            candidates = [n for n in candidates if register.entities[n].first_mention < mention.first]
        indefinite = mention.determiner in self.scene.words.people["indefinite"]
        if candidates and not (voice and (mention.organisation or indefinite)):
            for number in (*self.local, *self.people):
                if number in candidates:
                    return number
            return candidates[0]
        if voice is None:
            known = mention.head in self.scene.words.people["kin"] or not self.scene.words.is_role(
                mention.head
            )
            definite = mention.determiner in self.scene.words.people["definite"]
            if not definite or known:
                return None
            if mention.organisation:
                return self._without_role()
            return self._by_gender(mention.gender)
        if mention.organisation:
            return register.organisation(mention.organisation).number
        prefix = mention.head[: -len(voice)].rstrip("-")
        if prefix:
            return register.organisation(prefix).number
        return self.organisations[0] if self.organisations else None
