"""Identity across revisions: answers hang on a statement's id, so the same speech keeps it and no id comes back.

Speech is the same when the paragraph is unchanged and the places overlap, or when the paragraph changed and
the same words stand at the place that corresponds to it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from components.article.model import Article, Speaker, Statement

LEAST_OVERLAP = 0.5
"""Intersection over union from which two places are one."""
LEAST_CONTAINED = 0.8
"""Share of the shorter that lies in the longer from which they are one."""
LARGEST_COMPARISON = 4_000_000
"""Lines times lines up to which changed stretches are aligned line by line."""
_NUMBER = re.compile(r"(\d+)$")

Block = tuple[bool, int, int, int, int]
"""Whether the lines are the same; text span in the earlier text; text span in the new text."""


def keep_ids(article: Article, earlier: Sequence[Article]) -> Article:
    """`article` with the ids of its earlier revisions where it has the same statements and speakers.

    earlier: revisions of the same article in any order; none leaves it as it is. Everything new gets an id
    beyond all that were ever used; ids that are no longer there are kept as `retired`.
    """
    if not earlier:
        return article
    revisions = sorted(earlier, key=lambda revision: revision.revision, reverse=True)
    statements = _statement_ids(article, revisions)
    speakers = _speaker_ids(article, revisions)
    used = _used(revisions)
    kept = {*statements.values(), *speakers.values()}
    return Article.model_validate(
        article.model_copy(
            update={
                "speakers": tuple(s.model_copy(update={"id": speakers[s.id]}) for s in article.speakers),
                "statements": tuple(
                    _renamed(statement, statements[statement.id], speakers)
                    for statement in article.statements
                ),
                "retired": tuple(sorted(used - kept, key=_order)),
            }
        ).model_dump(by_alias=True)
    )


def _renamed(statement: Statement, statement_id: str, speakers: dict[str, str]) -> Statement:
    candidates = tuple(speakers[candidate] for candidate in statement.attribution.candidates)
    return statement.model_copy(
        update={
            "id": statement_id,
            "speaker": speakers[statement.speaker] if statement.speaker is not None else None,
            "attribution": statement.attribution.model_copy(update={"candidates": candidates}),
        }
    )


def _used(revisions: Iterable[Article]) -> set[str]:
    used: set[str] = set()
    for revision in revisions:
        used.update(statement.id for statement in revision.statements)
        used.update(speaker.id for speaker in revision.speakers)
        used.update(revision.retired)
    return used


def _order(name: str) -> tuple[str, int]:
    number = _NUMBER.search(name)
    return _NUMBER.sub("", name), int(number.group()) if number else 0


def _highest(names: Iterable[str], letter: str) -> int:
    numbers = (_order(name) for name in names)
    return max((number for prefix, number in numbers if prefix == letter), default=0)


# -- statements


def _statement_ids(article: Article, revisions: Sequence[Article]) -> dict[str, str]:
    """The new article's statement ids -> the ids they shall have."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for revision in revisions:
        open_new = [statement for statement in article.statements if statement.id not in result]
        open_old = [statement for statement in revision.statements if statement.id not in taken]
        for new, old in _matches(article, open_new, revision, open_old):
            result[new.id] = old.id
            taken.add(old.id)
    number = _highest(_used(revisions), "s")
    for statement in article.statements:
        if statement.id not in result:
            number += 1
            result[statement.id] = f"s{number:03d}"
    return result


def _matches(
    article: Article, new: Sequence[Statement], revision: Article, old: Sequence[Statement]
) -> list[tuple[Statement, Statement]]:
    """Pairs (new, old) of the same speech, one to one."""
    blocks = _align(revision.text, article.text)
    starts = [block[1] for block in blocks]
    pairs: list[tuple[float, int, int, Statement, Statement]] = []
    by_start = sorted(new, key=lambda statement: statement.start)
    places = [statement.start for statement in by_start]
    longest = max((statement.end - statement.start for statement in new), default=0)
    texts: dict[str, list[Statement]] = {}
    for statement in by_start:
        texts.setdefault(statement.text, []).append(statement)
    for earlier in old:
        same, start, end, new_start, new_end = blocks[max(0, bisect_right(starts, earlier.start) - 1)]
        if same and earlier.end <= end:
            shift = new_start - start
            a, b = earlier.start + shift, earlier.end + shift
            first = bisect_right(places, a - longest)
            for candidate in by_start[first : bisect_right(places, b)]:
                score = _overlap(a, b, candidate.start, candidate.end)
                if score:
                    pairs.append((score, -candidate.start, -earlier.start, candidate, earlier))
            continue
        for candidate in texts.get(earlier.text, ()):
            if new_start <= candidate.start and candidate.end <= new_end:
                share = (earlier.start - start) / max(1, end - start)
                other = (candidate.start - new_start) / max(1, new_end - new_start)
                pairs.append((1 - abs(share - other), -candidate.start, -earlier.start, candidate, earlier))
    pairs.sort(key=lambda pair: pair[:3], reverse=True)
    matched: list[tuple[Statement, Statement]] = []
    done: set[str] = set()
    gone: set[str] = set()
    for _, _, _, candidate, earlier in pairs:
        if candidate.id not in done and earlier.id not in gone:
            matched.append((candidate, earlier))
            done.add(candidate.id)
            gone.add(earlier.id)
    return matched


def _overlap(a: int, b: int, c: int, d: int) -> float:
    """Intersection over union of [a, b) and [c, d) when that is the same place, else 0."""
    common = min(b, d) - max(a, c)
    if common <= 0:
        return 0.0
    union = max(b, d) - min(a, c)
    if common / union >= LEAST_OVERLAP or common / max(1, min(b - a, d - c)) >= LEAST_CONTAINED:
        return common / union
    return 0.0


def _align(old: str, new: str) -> list[Block]:
    """Stretches of `old` with the stretches of `new` that correspond to them, line by line."""
    if old == new:
        return [(True, 0, len(old), 0, len(new))]
    old_lines, new_lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    old_at, new_at = _offsets(old_lines), _offsets(new_lines)
    a, b = [line.rstrip() for line in old_lines], [line.rstrip() for line in new_lines]
    blocks: list[Block] = []
    for same, i1, i2, j1, j2 in _line_blocks(a, b):
        if same:
            blocks += [
                (True, old_at[i], old_at[i + 1], new_at[j], new_at[j + 1]) for i, j in _steps(i1, i2, j1)
            ]
        elif i2 - i1 == j2 - j1:
            blocks += [
                (False, old_at[i], old_at[i + 1], new_at[j], new_at[j + 1]) for i, j in _steps(i1, i2, j1)
            ]
        else:
            blocks.append((False, old_at[i1], old_at[i2], new_at[j1], new_at[j2]))
    return [block for block in blocks if block[1] < block[2]] or [(False, 0, len(old), 0, len(new))]


def _steps(i1: int, i2: int, j1: int) -> list[tuple[int, int]]:
    return [(i1 + step, j1 + step) for step in range(i2 - i1)]


def _offsets(lines: Sequence[str]) -> list[int]:
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    return offsets


def _line_blocks(a: Sequence[str], b: Sequence[str]) -> list[tuple[bool, int, int, int, int]]:
    """Equal and changed runs of lines; equal lines at both ends are taken off first."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    i2, j2 = len(a) - tail, len(b) - tail
    blocks: list[tuple[bool, int, int, int, int]] = [(True, 0, head, 0, head)]
    if (i2 - head) * (j2 - head) > LARGEST_COMPARISON:
        blocks.append((False, head, i2, head, j2))
    else:
        matcher = SequenceMatcher(None, a[head:i2], b[head:j2], autojunk=False)
        for tag, x1, x2, y1, y2 in matcher.get_opcodes():
            blocks.append((tag == "equal", head + x1, head + x2, head + y1, head + y2))
    blocks.append((True, i2, len(a), j2, len(b)))
    return blocks


# -- speakers


def _speaker_ids(article: Article, revisions: Sequence[Article]) -> dict[str, str]:
    """The new article's speaker ids -> the ids they shall have: by name, then by a name both go by."""
    result: dict[str, str] = {}
    taken: set[str] = set()
    for exact in (True, False):
        for revision in revisions:
            for speaker in article.speakers:
                if speaker.id in result:
                    continue
                same = [
                    old for old in revision.speakers if old.id not in taken and _same(speaker, old, exact)
                ]
                if len(same) == 1:
                    result[speaker.id] = same[0].id
                    taken.add(same[0].id)
    number = _highest(_used(revisions), "p")
    for speaker in article.speakers:
        if speaker.id not in result:
            number += 1
            result[speaker.id] = f"p{number}"
    return result


def _same(new: Speaker, old: Speaker, exact: bool) -> bool:
    if exact:
        return new.name.casefold() == old.name.casefold()
    names = {name.casefold() for name in (new.name, *new.aliases)}
    return old.name.casefold() in names or new.name.casefold() in {alias.casefold() for alias in old.aliases}
