"""Parse a text: paragraphs, speakers and statements. Never raises on any text, same answer every time."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError

from components.article.attribution import Attributor
from components.article.dialogue import find_turns
from components.article.fault import ArticleFault
from components.article.guesses import Guess
from components.article.indirect import find_indirect
from components.article.lexicon import detect_language
from components.article.model import (
    Article,
    Attribution,
    Cue,
    Language,
    Paragraph,
    Parser,
    Source,
    Speaker,
    SpeakerKind,
    Statement,
    StatementType,
    checksum,
)
from components.article.people import Entity
from components.article.pipelines import describe_pipeline, find_pipeline
from components.article.scene import Scene, cut, set_scene
from components.article.syntax import annotate
from components.message import Message

NAME = "rules"
VERSION = "2"
TOGETHER = 32
"""Texts in one turn of a pipeline: enough to fill its batches, few enough to stay in memory."""
TITLE_LENGTH = 160
_SURROGATE = re.compile("[\ud800-\udfff]")

Found = tuple[int, int, StatementType, Guess, list[int]]


@dataclass(frozen=True)
class Request:
    """A text to parse; see `parse` for what each part means."""

    text: str
    article_id: str
    language: Language | None = None
    title: str | None = None
    source: Source | None = None
    paragraphs: Sequence[Paragraph] = ()


def parse(
    text: str,
    *,
    article_id: str,
    language: Language | None = None,
    title: str | None = None,
    source: Source | None = None,
    paragraphs: Sequence[Paragraph] = (),
    pipeline: str | None = None,
) -> Article:
    """The article in `text`, whose offsets count in code points of `text` itself.

    article_id: lower-case letters, digits, `-` and `_`. language: found out when None. title: the first
    line when None. paragraphs: those whose kind (heading, caption ...) is known from the file it came from.
    pipeline: an installed spaCy package by name, "rules" for word lists alone, None for the shipped pipeline.
    A lone surrogate, which no encoded file can hold, becomes U+FFFD. Raises ArticleFault for an unusable id
    or pipeline and nothing else.
    """
    request = Request(text, article_id, language, title, source, paragraphs)
    return next(parse_many([request], pipelines={"nl": pipeline, "en": pipeline}))


def parse_many(
    requests: Iterable[Request],
    *,
    pipelines: Mapping[str, str | None] | None = None,
    without: Collection[str] = (),
) -> Iterator[Article]:
    """An article for each request, in order; several texts go through a pipeline together.

    pipelines: for each language what `parse` calls `pipeline`. without: attribution rules that are left out,
    to measure what they are worth. Raises as `parse` does, at the request's turn.
    """
    chosen = pipelines or {}
    waiting = iter(requests)
    while batch := list(islice(waiting, TOGETHER)):
        texts = [_SURROGATE.sub("\ufffd", request.text) for request in batch]
        languages = [
            request.language or detect_language(text) for request, text in zip(batch, texts, strict=True)
        ]
        drafts = [
            cut(text, language, request.paragraphs)
            for request, text, language in zip(batch, texts, languages, strict=True)
        ]
        notes: dict[Language, str | None] = {}
        for language in dict.fromkeys(languages):
            found = find_pipeline(language, chosen.get(language))
            notes[language] = describe_pipeline(found)
            if found is not None:
                annotate(((d.text, d.tokens) for d in drafts if d.language == language), found)
        for request, draft in zip(batch, drafts, strict=True):
            yield _article(request, set_scene(draft), draft.language, notes[draft.language], without)


def _article(
    request: Request, scene: Scene, language: Language, note: str | None, without: Collection[str]
) -> Article:
    attributor = Attributor(scene, find_turns(scene), without)
    spoken = attributor.run()
    found: list[Found] = [(s.start, s.end, s.kind, s.guess, s.runners_up) for s in spoken]
    found += [(start, end, "indirect", guess, []) for start, end, guess in find_indirect(attributor)]
    found.sort(key=lambda item: (item[0], item[1]))
    ids = _speaker_ids(found)
    speakers = [_speaker(scene, scene.register.entities[number], name) for number, name in ids.items()]
    statements = [_statement(scene, number, item, ids) for number, item in enumerate(found, start=1)]
    try:
        return Article(
            id=request.article_id,
            title=request.title or _title(scene) or request.article_id,
            language=language,
            source=request.source or Source(),
            sha256=checksum(scene.text),
            text=scene.text,
            paragraphs=tuple(scene.paragraphs),
            speakers=tuple(speakers),
            statements=tuple(statements),
            parser=Parser(name=NAME, version=VERSION, note=note),
        )
    except ValidationError as error:
        if any(fault["loc"][:1] == ("id",) for fault in error.errors()):
            raise ArticleFault(
                Message(
                    "“{id}” cannot be an article's id. Use lower-case letters, digits, - and _, 80 at most.",
                    {"id": request.article_id},
                )
            ) from error
        raise


def _title(scene: Scene) -> str:
    for paragraph in scene.paragraphs:
        if paragraph.kind in {"title", "heading", "text"}:
            line = " ".join(scene.text[paragraph.start : paragraph.end].split())
            return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"
    return ""


def _speaker_ids(found: Iterable[Found]) -> dict[int, str]:
    """Ids for the entities that say something, by first statement."""
    ids: dict[int, str] = {}
    for _, _, _, guess, _ in found:
        if guess.entity is not None:
            ids.setdefault(guess.entity, f"p{len(ids) + 1}")
    return ids


def _speaker(scene: Scene, entity: Entity, speaker_id: str) -> Speaker:
    kind: SpeakerKind = "organisation" if entity.is_organisation else "person"
    aliases = tuple(form for form in entity.forms if form != entity.name)
    return Speaker(
        id=speaker_id,
        name=entity.name,
        aliases=aliases,
        role=entity.role,
        organisation=entity.name if kind == "organisation" else entity.organisation,
        kind=kind,
    )


def _statement(scene: Scene, number: int, item: Found, ids: dict[int, str]) -> Statement:
    start, end, kind, guess, runners_up = item
    cue = None
    if guess.cue is not None:
        cue = Cue(start=guess.cue[0], end=guess.cue[1], text=scene.text[slice(*guess.cue)])
    return Statement(
        id=f"s{number:03d}",
        start=start,
        end=end,
        text=scene.text[start:end],
        speaker=ids[guess.entity] if guess.entity is not None else None,
        type=kind,
        cue=cue,
        heading=scene.heading_above(start),
        unnamed=scene.text[slice(*guess.unnamed)] if guess.unnamed is not None else None,
        attribution=Attribution(
            rule=guess.rule.replace(" ", "_"),
            confidence=guess.confidence,
            candidates=tuple(ids[other] for other in runners_up if other in ids),
        ),
    )
