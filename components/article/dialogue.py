"""Speech without quotation marks: `Name:` in a round table, `Q:` and `A:`, questions and answers."""

import re
from dataclasses import dataclass

from components.article.mentions import Mention
from components.article.scene import Scene

_LABEL = re.compile(r"([^\W_][^:\r\n“”\"„]{0,40}?)(?:\s*\([^)\r\n]{0,40}\))?:\s+(?=\S)")
LEAST_TURNS = 2
LEAST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a dialogue: text span, speaker's entity number, place of the label."""

    start: int
    end: int
    entity: int | None
    cue: tuple[int, int] | None


def find_turns(scene: Scene) -> dict[int, Turn]:
    """Turns by paragraph number. A question of the interviewer is a turn of nobody and is not returned."""
    return _labelled(scene) or _interview(scene)


def _labelled(scene: Scene) -> dict[int, Turn]:
    labels: dict[int, tuple[str, int, Mention | None]] = {}
    for number, paragraph in enumerate(scene.paragraphs):
        if paragraph.kind not in {"text", "heading"}:
            continue
        match = _LABEL.match(scene.text, paragraph.start, paragraph.end)
        if match is None or scene.text[match.end()] in "“\"„‘'«,":
            continue
        first = scene.sentences[scene.by_paragraph[number][0]].first
        mention = next(scene.mentions_in(first, first + 2), None)
        labels[number] = (match.group(1), match.end(), mention)
    answers = scene.words.text["answer_labels"]
    questions = scene.words.text["question_labels"]
    marks = {number: text.lower().rstrip(".") for number, (text, _, _) in labels.items()}
    if sum(mark in answers for mark in marks.values()) >= LEAST_TURNS and set(marks.values()) & questions:
        return _question_answer(scene, labels, marks)
    return _round_table(scene, labels)


def _round_table(scene: Scene, labels: dict[int, tuple[str, int, Mention | None]]) -> dict[int, Turn]:
    turns: dict[int, Turn] = {}
    for number, (text, start, mention) in labels.items():
        if mention is None or mention.entity is None or mention.kind != "name":
            continue
        entity = scene.register.entities[mention.entity]
        paragraph = scene.paragraphs[number]
        whole = text.split("(")[0].strip()
        if (
            entity.is_organisation
            or scene.tokens[mention.first].start > paragraph.start
            or whole != mention.head
        ):
            continue
        turns[number] = Turn(start, paragraph.end, mention.entity, (paragraph.start, start - 1))
    speakers = [turn.entity for turn in turns.values()]
    repeated = len(speakers) - len(set(speakers)) >= 1
    return turns if len(turns) >= LEAST_TURNS + 1 and repeated else {}


def _question_answer(
    scene: Scene, labels: dict[int, tuple[str, int, Mention | None]], marks: dict[int, str]
) -> dict[int, Turn]:
    answers = scene.words.text["answer_labels"]
    speaker = _interviewee(scene)
    numbers = [number for number in labels if marks[number] in answers | scene.words.text["question_labels"]]
    turns: dict[int, Turn] = {}
    for place, number in enumerate(numbers):
        if marks[number] not in answers:
            continue
        paragraph = scene.paragraphs[number]
        start = labels[number][1]
        turns[number] = Turn(start, paragraph.end, speaker, (paragraph.start, start - 1))
        following = numbers[place + 1] if place + 1 < len(numbers) else number + 1
        for later in range(number + 1, following):
            more = scene.paragraphs[later]
            if more.kind == "text":
                turns[later] = Turn(more.start, more.end, speaker, None)
    return turns


def _interviewee(scene: Scene) -> int | None:
    """The person whom title and opening paragraphs speak of most."""
    counts: dict[int, int] = {}
    for mention in scene.mentions:
        if mention.kind == "name" and mention.entity is not None:
            entity = scene.register.entities[mention.entity]
            if len(entity.name) == 1:
                continue
            if entity.is_person or (len(entity.name.split()) > 1 and not entity.is_organisation):
                counts[mention.entity] = counts.get(mention.entity, 0) + 1
    return max(counts, key=lambda number: (counts[number], -number)) if counts else None


def _interview(scene: Scene) -> dict[int, Turn]:
    """Questions as lines of their own, each followed by an answer; the answers are the interviewee's."""
    speaker = _interviewee(scene)
    if speaker is None:
        return {}
    questions = [n for n, p in enumerate(scene.paragraphs) if n > 0 and _is_question(scene, n)]
    addressed = sum(_addresses(scene, number) for number in questions)
    alternating = [
        number
        for number in questions
        if number + 1 < len(scene.paragraphs)
        and number + 1 not in questions
        and scene.paragraphs[number + 1].kind == "text"
        and not _has_direct_start(scene, number + 1)
    ]
    if len(alternating) < LEAST_QUESTIONS or len(alternating) < len(questions) - 1 or addressed < 2:
        return {}
    turns: dict[int, Turn] = {}
    ends = [*alternating[1:], None]
    for question, following in zip(alternating, ends, strict=True):
        last = following if following is not None else len(scene.paragraphs)
        for number in range(question + 1, last):
            paragraph = scene.paragraphs[number]
            if paragraph.kind != "text" or (following is None and _names(scene, number, speaker)):
                break
            turns[number] = Turn(paragraph.start, paragraph.end, speaker, None)
    return turns


def _is_question(scene: Scene, number: int) -> bool:
    paragraph = scene.paragraphs[number]
    text = scene.text[paragraph.start : paragraph.end]
    return text.endswith("?") and len(text) <= 240 and not _has_direct_start(scene, number)


def _has_direct_start(scene: Scene, number: int) -> bool:
    start = scene.paragraphs[number].start
    return scene.text[start] in "“\"„‘'«,’”" or scene.text[start : start + 2] == ",,"


def _addresses(scene: Scene, number: int) -> bool:
    paragraph = scene.paragraphs[number]
    words = re.findall(r"\w+", scene.text[paragraph.start : paragraph.end].lower())
    return any(word in scene.words.text["question_addresses"] for word in words)


def _names(scene: Scene, number: int, speaker: int) -> bool:
    sentences = scene.by_paragraph[number]
    first, stop = scene.sentences[sentences[0]].first, scene.sentences[sentences[-1]].stop
    return any(mention.entity == speaker for mention in scene.mentions_in(first, stop))
