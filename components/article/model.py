"""The article: a text, who speaks in it, and what each of them says. Immutable, checked on load."""

import hashlib
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = 1
UNCERTAIN = 0.8
CERTAIN = 0.9

Certainty = Literal["certain", "likely", "uncertain"]
Language = Literal["nl", "en"]
ParagraphKind = Literal["title", "heading", "text", "byline", "caption", "boilerplate"]
SpeakerKind = Literal["person", "organisation", "group"]
StatementType = Literal["direct", "mixed", "indirect"]
Offset = Annotated[int, Field(ge=0)]


class Frozen(BaseModel):
    """Base of everything in this file: immutable, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(Frozen):
    """Where the article appeared."""

    publication: str | None = None
    url: str | None = None
    published: date | None = None
    note: str | None = None


class Paragraph(Frozen):
    """A stretch of text between line breaks; offsets in code points, `end` exclusive."""

    start: Offset
    end: Offset
    kind: ParagraphKind


class Speaker(Frozen):
    """Somebody to whom statements are attributed. `id` is unique in the article and never reused."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    organisation: str | None = None
    kind: SpeakerKind = "person"


class Cue(Frozen):
    """The words that attribute a statement (*zegt*, *volgens*, a colon), with their place."""

    start: Offset
    end: Offset
    text: str


class Attribution(Frozen):
    """How the speaker was found: the rule's name, its confidence in [0, 1], the runners-up (speaker ids)."""

    rule: str
    confidence: Annotated[float, Field(ge=0, le=1)]
    candidates: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty:
        """The confidence as a word; on the development set a quarter of the uncertain speakers are wrong."""
        if self.confidence <= UNCERTAIN:
            return "uncertain"
        return "certain" if self.confidence >= CERTAIN else "likely"


class Statement(Frozen):
    """Something attributed to a speaker. `article.text[start:end] == text`, quotation marks not included.

    `speaker` is a speaker id, or None when nobody is named; `unnamed` then holds the words that the text uses
    instead (*een buurtbewoner*), where it uses any. `heading` is the nearest heading above.
    """

    id: str
    start: Offset
    end: Offset
    text: str
    speaker: str | None
    type: StatementType
    cue: Cue | None = None
    heading: str | None = None
    attribution: Attribution
    unnamed: str | None = None


class Parser(Frozen):
    """What made the analysis. `note` says, for instance, that no trained model was there."""

    name: str
    version: str
    note: str | None = None


class Article(Frozen):
    """A text with its paragraphs, speakers and statements.

    All offsets count Unicode code points in `text`, which is the file's own text unchanged.
    Validation refuses offsets that do not reproduce their text, overlapping ids, unknown speakers
    and a checksum that is not the text's.
    """

    schema_version: Literal[1] = Field(default=1, alias="schema")
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
    revision: Annotated[int, Field(ge=1)] = 1
    title: str
    language: Language
    source: Source = Source()
    sha256: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...]
    parser: Parser
    retired: tuple[str, ...] = ()
    """Ids of statements and speakers of earlier revisions that this one no longer has; never given out again."""

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.sha256 != checksum(self.text):
            raise ValueError("the checksum does not belong to the text")
        size = len(self.text)
        for paragraph in self.paragraphs:
            if not paragraph.start <= paragraph.end <= size:
                raise ValueError(f"paragraph {paragraph.start}-{paragraph.end} lies outside the text")
        speakers = {speaker.id for speaker in self.speakers}
        if len(speakers) != len(self.speakers):
            raise ValueError("two speakers have one id")
        if len({statement.id for statement in self.statements}) != len(self.statements):
            raise ValueError("two statements have one id")
        if speakers.union(statement.id for statement in self.statements) & set(self.retired):
            raise ValueError("a retired id is in use again")
        for statement in self.statements:
            for piece in (statement, statement.cue):
                if piece is not None and self.text[piece.start : piece.end] != piece.text:
                    raise ValueError(f"the offsets of statement {statement.id} do not give its text")
            if not statement.text:
                raise ValueError(f"statement {statement.id} is empty")
            for speaker in (statement.speaker, *statement.attribution.candidates):
                if speaker is not None and speaker not in speakers:
                    raise ValueError(f"statement {statement.id} names an unknown speaker {speaker!r}")
        return self

    def speaker(self, speaker_id: str) -> Speaker:
        """The speaker with this id; KeyError when the article has none."""
        for speaker in self.speakers:
            if speaker.id == speaker_id:
                return speaker
        raise KeyError(speaker_id)

    def statement(self, statement_id: str) -> Statement:
        """The statement with this id; KeyError when the article has none."""
        for statement in self.statements:
            if statement.id == statement_id:
                return statement
        raise KeyError(statement_id)


def checksum(text: str) -> str:
    """SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
