"""Theme axes, codes and positions: the shapes that the coder, the store and the charts share."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from components.message import Message

SCHEMA_VERSION: Literal[1] = 1

Side = Literal["left", "right"]
TermKind = Literal["value", "action", "marker"]
Mode = Literal["endorse", "describe", "warn", "balance", "concede", "criticise"]
CodeState = Literal["coded", "not_addressed", "mentioned"]
CodeStatus = Literal["proposed", "accepted", "rejected"]
Words = dict[str, str]  # language -> text, for instance {"nl": "Loslaten", "en": "Letting go"}


class Frozen(BaseModel):
    """Immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Pole(Frozen):
    """One end of a theme axis."""

    id: str
    label: Words


class Poles(Frozen):
    """Both ends of an axis; left is -1, right is +1."""

    left: Pole
    right: Pole

    @model_validator(mode="after")
    def _differ(self) -> "Poles":
        if self.left.id == self.right.id or self.left.label == self.right.label:
            raise ValueError("both poles are alike")
        return self


class Term(Frozen):
    """Words that point at a pole.

    t: the pattern; a blank joins words, ` ... ` is a gap of at most 8 tokens, `*` ends a prefix,
       `|` separates alternatives.
    kind: `value` and `action` can be denied or warned against, a `marker` always keeps its side.
    w: weight of a hit. not_in: expressions in which the words do not count.
    """

    t: Annotated[str, Field(min_length=2, max_length=120)]
    kind: TermKind = "value"
    w: Annotated[float, Field(gt=0, le=2)] = 1.0
    not_in: tuple[str, ...] = ()


class Terms(Frozen):
    """The terms of both poles in one language."""

    left: tuple[Term, ...] = ()
    right: tuple[Term, ...] = ()


class Theme(Frozen):
    """An axis with two poles. A change of anything here is a new `version`."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    version: Annotated[int, Field(ge=1)] = 1
    question: Words
    poles: Poles
    both_is: Literal["balance", "conflict"] = "balance"
    terms: dict[str, Terms]
    examples: dict[str, tuple[str, ...]] = {}
    provenance: dict[str, str] = {}


class ThemeSet(Frozen):
    """Several themes in the order in which they are shown."""

    schema_version: Literal[1] = Field(default=SCHEMA_VERSION, alias="schema")
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
    article: str | None = None
    themes: tuple[Theme, ...]

    @model_validator(mode="after")
    def _ids_differ(self) -> "ThemeSet":
        if len({theme.id for theme in self.themes}) != len(self.themes):
            raise ValueError("two themes have one id")
        return self


class Evidence(Frozen):
    """Words of the article that counted; offsets in code points into the article's text.

    term: the term's pattern that they matched. side: the pole they counted for after the operators.
    operators: names of the operators that worked on the hit, in order (`warn`, `negation`, ...).
    """

    start: int
    end: int
    text: str
    term: str
    side: Side | Literal["both"]
    operators: tuple[str, ...] = ()


class Code(Frozen):
    """One coder's value for a statement on a theme.

    value: in [-1, 1], left to right; None unless state is `coded`.
    salience: how much was said, 0 to 1.5. confidence: 0 to 1.
    rationale: why, as message ids with values, one for each piece of evidence or sentence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    statement: str
    theme: str
    theme_version: int
    value: Annotated[float, Field(ge=-1, le=1)] | None
    state: CodeState
    mode: Mode | None = None
    salience: float = 0.0
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    rationale: tuple[Message, ...] = ()
    coder: str = "rules"
    source: Literal["rules", "vectors", "llm", "human"] = "rules"
    version: str = "1"
    status: CodeStatus = "proposed"

    @model_validator(mode="after")
    def _value_only_when_coded(self) -> "Code":
        if (self.value is None) == (self.state == "coded"):
            raise ValueError("a value belongs to state 'coded' and to no other")
        return self


class PositionState(StrEnum):
    """What is known of a speaker on a theme; each is drawn differently."""

    NOT_ADDRESSED = "not_addressed"
    MENTION_ONLY = "mention_only"
    PROVISIONAL = "provisional"
    PLACED = "placed"
    BALANCE = "balance"
    MIXED = "mixed"
    CONTESTED = "contested"


class Position(Frozen):
    """Where a speaker stands on a theme.

    estimate, low, high: in [-1, 1]; low and high bound the 80 % interval. All None where the speaker
    takes no position. confirmed: whether people confirmed every code behind it; an unconfirmed
    position is drawn hollow whatever its state. statements: ids of the statements that count.
    """

    speaker: str
    theme: str
    state: PositionState
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    confirmed: bool = False
    statements: tuple[str, ...] = ()
