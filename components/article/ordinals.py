"""Enumerations that run through an article: *twee drempels*, *de eerste drempel*, *de tweede drempel*."""

import re

from components.article.scene import Scene

LOOK_BACK = 400
"""Characters of the narration before it that are searched."""
REACH = 60
"""Characters at the start of a quotation in which an ordinal opens the next item."""


class OrdinalChain:
    """Remembers who opened an enumeration, so that a later item finds its speaker."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        text = scene.words.text
        first = "|".join(sorted(text["first_ordinals"]))
        later = "|".join(ordinal for ordinal in scene.words.ordinals if ordinal not in text["first_ordinals"])
        numbers = "|".join(sorted(text["numbers"]))
        articles = "|".join(sorted(text["ordinal_articles"]))
        self._opens = re.compile(rf"\b(?:{articles})\s+(?:{first})\b\s+([^\W\d_]+)", re.I)
        self._counts = re.compile(rf"\b(?:{numbers})\s+([^\W\d_]+)", re.I)
        self._continues = re.compile(rf"\b(?:{articles}|ten)\s+(?:{later})\b\s*([^\W\d_]*)", re.I)
        self.opened: dict[str, int] = {}
        self.last: int | None = None

    def read(self, number: int, about: int | None) -> None:
        """Take in a sentence of narration; `about` is the entity it speaks of or who spoke last."""
        if about is None:
            return
        sentence = self.scene.sentences[number]
        position = sentence.start
        for quote in sentence.quotes:
            self._note(position, self.scene.quotes[quote].outer_start, about)
            position = self.scene.quotes[quote].outer_end
        self._note(position, sentence.end, about)

    def hear(self, quote: int, speaker: int | None) -> None:
        """Take in a quotation and its speaker."""
        if speaker is not None:
            found = self.scene.quotes[quote]
            self._note(found.start, min(found.end, found.start + 2000), speaker)

    def _note(self, start: int, end: int, entity: int) -> None:
        text = self.scene.text
        for match in self._opens.finditer(text, start, end):
            self.opened[match.group(1).lower()] = entity
            self.last = entity
        for match in self._counts.finditer(text, start, end):
            for stem in self._singulars(match.group(1).lower()):
                self.opened.setdefault(stem, entity)

    def _singulars(self, plural: str) -> list[str]:
        """Possible singulars: *drempels* -> drempel, *redenen* -> reden, *problemen* -> problem, probleem."""
        found = []
        for ending in self.scene.words.text["plural_endings"]:
            if plural.endswith(ending) and len(plural) > len(ending) + 2:
                stem = plural[: -len(ending)]
                found.append(stem)
                if stem[-1] == stem[-2:-1]:
                    found.append(stem[:-1])
                if len(stem) > 3 and stem[-2] in "aeou":
                    found.append(stem[:-1] + stem[-2] + stem[-1])
        return found

    def find(self, quote: int) -> int | None:
        """The speaker of the enumeration that this quotation, or the narration just before it, goes on with."""
        scene = self.scene
        number = scene.sentence_of(quote)
        quote_span = scene.quotes[quote]
        spans = [(quote_span.start, min(quote_span.end, quote_span.start + REACH))]
        sentence = scene.sentences[number]
        spans.append((max(sentence.start, quote_span.outer_start - LOOK_BACK), quote_span.outer_start))
        if number > 0 and scene.sentences[number - 1].paragraph == sentence.paragraph:
            before = scene.sentences[number - 1]
            spans.append((before.start, min(before.end, before.start + LOOK_BACK)))
        for start, end in spans:
            match = self._continues.search(scene.text, start, end)
            if match is None:
                continue
            speaker = self.opened.get(match.group(1).lower())
            if speaker is None and not match.group(1).istitle():
                speaker = self.last if start == quote_span.start else None
            if speaker is not None:
                return speaker
        return None
