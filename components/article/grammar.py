"""Subjects and clauses, read off the tree that a trained pipeline wrote onto the tokens.

Without a pipeline the tree is empty and every question is answered with None: the rules that look at the
order of the words then decide alone.
"""

from collections.abc import Sequence

from components.article.tokens import Token

SUBJECTS = frozenset(["nsubj", "nsubj:outer"])
PASSIVE = frozenset(["nsubj:pass", "nsubjpass"])
AGENTS = frozenset(["obl:agent", "agent"])
CLAUSES = frozenset(["ccomp"])
OPEN_CLAUSES = frozenset(["xcomp"])
RELATIVES = frozenset(["die", "dat", "wie", "who", "which", "that"])
INFORM = frozenset(["weten", "know"])
"""*laat weten dat*: the clause hangs from the infinitive."""

HIGHEST = 4
"""How many verbs up a subject is looked for: *heeft willen laten weten*."""


class Grammar:
    """Answers about the trees of one article. Token numbers in, token numbers out."""

    def __init__(self, tokens: Sequence[Token], bounds: Sequence[tuple[int, int]]) -> None:
        """bounds: first token and end of each sentence."""
        self.tokens, self.bounds = tokens, bounds
        self.known = any(token.head >= 0 for token in tokens)
        self._children: dict[int, dict[int, list[int]]] = {}

    def children(self, number: int) -> list[int]:
        """The tokens that hang directly from this one, in order."""
        sentence = self.tokens[number].sentence
        if sentence not in self._children:
            found: dict[int, list[int]] = {}
            for at in range(*self.bounds[sentence]):
                head = self.tokens[at].head
                if head not in (-1, at):
                    found.setdefault(head, []).append(at)
            self._children[sentence] = found
        return self._children[sentence].get(number, [])

    def subject(self, verb: int) -> int | None:
        """Who does what the verb says: its subject, the one it shares with a verb above it, or the agent."""
        if not self.known:
            return None
        at = verb
        for _ in range(HIGHEST):
            own = self._own_subject(at)
            if own is not None:
                return own
            token = self.tokens[at]
            if token.head in (-1, at) or not (
                token.dep in OPEN_CLAUSES
                or token.dep.startswith("aux")
                or (token.dep == "conj" and self.tokens[token.head].pos in ("VERB", "AUX"))
            ):
                return None
            at = token.head
        return None

    def _own_subject(self, verb: int) -> int | None:
        passive = False
        for child in self.children(verb):
            token = self.tokens[child]
            if token.dep in SUBJECTS:
                if token.lower in RELATIVES and self.tokens[verb].dep.startswith("acl"):
                    return self.tokens[verb].head
                return child
            passive = passive or token.dep in PASSIVE
        if passive:
            return next((c for c in self.children(verb) if self.tokens[c].dep in AGENTS), None)
        return self._inverted_object(verb)

    def _inverted_object(self, verb: int) -> int | None:
        """`…, said Kim Bos`: English trees hold few subjects behind the verb, so one is often read as object."""
        before = self.tokens[verb - 1] if verb else None
        if before is None or not (before.text == "," or before.quote is not None):
            return None
        following = [c for c in self.children(verb) if c > verb and self.tokens[c].dep in ("obj", "dobj")]
        return following[0] if following else None

    def undergoer(self, verb: int) -> int | None:
        """The subject of a passive verb: *werd getroffen*."""
        return next((c for c in self.children(verb) if self.tokens[c].dep in PASSIVE), None)

    def root(self, sentence: int) -> int | None:
        """The root of a sentence."""
        first, stop = self.bounds[sentence]
        return next((at for at in range(first, stop) if self.tokens[at].head == at), None)

    def clause(self, verb: int, *, infinitive: bool = False) -> tuple[int, int] | None:
        """Tokens [first, stop) of the clause that the verb reports; its opening word is still in it.

        infinitive: *zegt te hopen* counts too.
        """
        if not self.known:
            return None
        for child in self.children(verb):
            token = self.tokens[child]
            if token.lower in INFORM and token.dep in OPEN_CLAUSES:
                return self.clause(child, infinitive=True)
            if child > verb and (
                token.dep in CLAUSES or (infinitive and token.dep in OPEN_CLAUSES and self._to(child))
            ):
                return self.extent(child, verb + 1)
        return None

    def above(self, number: int) -> list[int]:
        """The tokens over this one, nearest first."""
        found: list[int] = []
        while len(found) < HIGHEST:
            head = self.tokens[number].head
            if head in (-1, number):
                break
            found.append(head)
            number = head
        return found

    def _to(self, verb: int) -> bool:
        return any(self.tokens[c].lower in ("te", "to") for c in self.children(verb))

    def extent(self, top: int, least: int) -> tuple[int, int]:
        """Tokens from the first to the last that hangs from `top`, none before `least`."""
        low = high = top
        waiting = [top]
        seen = {top}
        while waiting:
            for child in self.children(waiting.pop()):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
                    low, high = min(low, child), max(high, child)
        return max(low, least), high + 1
