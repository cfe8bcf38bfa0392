"""What a sieve answers, what comes out for a quotation, and how sure each sieve is."""

from dataclasses import dataclass, field
from typing import Literal

QuoteKind = Literal["direct", "mixed"]

# How often each was right on the development set, counting one right and one wrong more than there were
# (tests/benchmarks/parse.py --confidence). Where fewer than five were seen it is a guess on the low side.
CONFIDENCE = {
    "signed": 0.83,
    "label": 0.93,
    "turn": 0.96,
    "cue after": 0.94,
    "impersonal cue": 0.6,
    "colon": 0.91,
    "according": 0.93,
    "cue before": 0.9,
    "governing verb": 0.92,
    "own words": 0.75,
    "interrupted": 0.89,
    "runs on": 0.83,
    "lead-in": 0.88,
    "continuation": 0.98,
    "narration before": 0.91,
    "same text": 0.86,
    "ordinal": 0.8,
    "recent": 0.74,
    "narration after": 0.67,
    "unnamed": 0.5,
    "unknown": 0.0,
}
PRONOUN_FACTOR = 0.92
"""A pronoun or role has to be resolved first, which goes wrong now and then."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A speaker (entity number, or None for somebody unnamed), the sieve's name, its confidence, the cue's place.

    unnamed: text span of the words for a speaker whom nobody names (*een buurtbewoner*).
    """

    entity: int | None
    rule: str
    confidence: float
    cue: tuple[int, int] | None = None
    unnamed: tuple[int, int] | None = None


@dataclass(slots=True)
class Spoken:
    """A statement found: text span, kind, guess and the other people who came into question."""

    start: int
    end: int
    kind: QuoteKind
    guess: Guess
    runners_up: list[int] = field(default_factory=list)
    quote: int | None = None
    paragraph: int = 0
