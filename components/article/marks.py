"""Quotation marks: which stretches of a paragraph stand between them.

Marks come in styles (“…”, "…", „…”, ,,…'', «…», ‘…’, '…'), house by house, and are often wrong: the
closing one is missing, an opening one is typed as a closing one, an apostrophe looks like a mark. So
pairing never fails: what does not close ends with its paragraph, what only closes is left alone.
"""

import re
from dataclasses import dataclass, field

from components.article.lexicon import Lexicon

_MARK = re.compile(r",,(?!,)|‚‚|``|''|’’|‘‘|‘’|[„“”‟\"«»‘’‚‛']")
_DOUBLE_OPEN = {",,", "‚‚", "``", "„", "‘‘", "«"}
_TURNED = "‘’"  # typed as one double mark, on either side
_DOUBLE_CLOSE = {"''", "’’", "”", "»"}
_BEFORE_OPENING = set("([{:;–—-/\"“„‘'«,‚>")
_END_PUNCTUATION = set(".,!?…)]%")
DEEPEST = 6  # quotes within quotes; keeps the work linear on hostile input
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")


@dataclass(slots=True)
class Quote:
    """A stretch between marks.

    `outer_start` and `outer_end` include the marks, `start` and `end` do not (blanks at the inside edges
    are cut off too). `closed` is False where no closing mark was found. `single`: '…' rather than "…".
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    single: bool
    closed: bool
    inner: "list[Quote]" = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    at: int
    after: int
    mark: str
    single: bool
    children: list[Quote]


def find_quotes(
    text: str, start: int, end: int, lexicon: Lexicon
) -> tuple[list[Quote], tuple[int, int] | None]:
    """The outermost quotes of `text[start:end]` in order, each with those inside it. Linear, never raises.

    The second value is the first mark that closes something not opened here, when nothing was quoted before
    it: the end of a quotation that runs on from an earlier paragraph.
    """
    pairing = _Pairing(text, start, end, lexicon)
    marks = list(_MARK.finditer(text, start, end))
    for number, mark in enumerate(marks):
        following = marks[number + 1] if number + 1 < len(marks) else None
        pairing.take(mark, following)
    quotes = pairing.finish()
    stray = pairing.stray[0] if pairing.stray else None
    if stray is not None and quotes and quotes[0].outer_start < stray[0]:
        stray = None
    return quotes, stray


class _Pairing:
    """The state of pairing the marks of one paragraph from left to right."""

    def __init__(self, text: str, start: int, end: int, lexicon: Lexicon) -> None:
        self.text, self.start, self.end, self.lexicon = text, start, end, lexicon
        self.stack: list[_Open] = []
        self.done: list[Quote] = []
        self.stray: list[tuple[int, int]] = []

    @property
    def open_double(self) -> str:
        """The innermost double mark that is open, or nothing."""
        return next((entry.mark for entry in reversed(self.stack) if not entry.single), "")

    def take(self, mark: re.Match[str], following: re.Match[str] | None) -> None:
        text = mark.group()
        if text == _TURNED:
            self._turned(mark.start(), mark.end())
        elif text in {"''", "’’", "‘‘"} and self._two_singles(mark):
            half = mark.start() + 1
            self._single(mark.start(), half, text[0], None)
            self._single(half, mark.end(), text[0], following)
        elif len(text) == 1 and text in "‘’‚‛'":
            self._single(mark.start(), mark.end(), text, following)
        else:
            self._double(mark.start(), mark.end(), text)

    def finish(self) -> list[Quote]:
        while self.stack:
            self._give_up(self.end)
        return self.done

    # -- doubles

    def _two_singles(self, mark: re.Match[str]) -> bool:
        """`''` is one double mark, unless it closes two singles or nothing double is open."""
        return mark.group() != "‘‘" and self.open_double not in {",,", "‚‚", "„", "``", _TURNED}

    def _turned(self, at: int, after: int) -> None:
        """`‘’Zo gaat het.’’`: opens before a word, else closes."""
        before, behind = self._char(at - 1), self._char(after)
        if behind.isalnum() and not before.isalnum():
            self._open(at, after, _TURNED)
        elif self.open_double:
            self._close_double(at, after)

    def _double(self, at: int, after: int, mark: str) -> None:
        before, behind = self._char(at - 1), self._char(after)
        is_open = bool(self.open_double)
        may_open = bool(behind) and not behind.isspace() and (not before or not before.isalnum())
        if mark == "»" and not is_open:
            return  # a bullet, or a mark of a style that opens with it: nothing to close
        if mark == ",,":
            if (before and before.isalnum()) or not behind:
                return
            self._open(at, after, mark)
        elif mark in _DOUBLE_OPEN:
            self._open(at, after, mark)
        elif is_open:
            clearly_opens = may_open and (not before or before.isspace()) and not self._closes_late(behind)
            if mark in {"“", '"', "‟"} and clearly_opens and not self._german(mark):
                self._open(at, after, mark)
            else:
                self._close_double(at, after)
        elif mark in _DOUBLE_CLOSE:
            if self._closes_single(at, before):
                self._settle(self.stack.pop(), at, after, closed=True)
            elif may_open and (not before or before.isspace() or before in _BEFORE_OPENING):
                self._open(at, after, mark)  # typed as a closing mark where one opens
            elif not self.stack:
                self.stray.append((at, after))
        elif mark == '"':
            if behind and not behind.isspace() and not before.isdigit():
                self._open(at, after, mark)
        elif behind and not behind.isspace():
            self._open(at, after, mark)

    def _closes_single(self, at: int, before: str) -> bool:
        """`‘Dat kan niet”`: opened with a single mark, closed with a double one, several words between."""
        if len(self.stack) != 1 or not self.stack[0].single or before.isspace():
            return False
        return self.stack[0].mark == "‘" and len(self.text[self.stack[0].after : at].split()) > 3

    def _german(self, mark: str) -> bool:
        """„…“ closes with the mark that opens elsewhere."""
        return mark == "“" and self.open_double in {"„", ",,"}

    @staticmethod
    def _closes_late(behind: str) -> bool:
        return behind in _END_PUNCTUATION

    def _open(self, at: int, after: int, mark: str) -> None:
        while self.open_double and not self.stack[-1].single:
            self._give_up(at)
        if len(self.stack) >= DEEPEST:
            return
        self.stack.append(_Open(at, after, mark, single=False, children=[]))

    def _close_double(self, at: int, after: int) -> None:
        while self.stack and self.stack[-1].single:
            self._drop()  # what looked like an opening single was an apostrophe
        if self.stack:
            self._settle(self.stack.pop(), at, after, closed=True)

    # -- singles

    def _single(self, at: int, after: int, mark: str, following: re.Match[str] | None) -> None:
        before, behind = self._char(at - 1), self._char(after)
        if self.stack and self.stack[-1].single and self._single_closes(at, before, behind, following):
            self._settle(self.stack.pop(), at, after, closed=True)
        elif len(self.stack) < DEEPEST and self._single_opens(after, before, behind):
            self.stack.append(_Open(at, after, mark, single=True, children=[]))

    def _single_closes(self, at: int, before: str, behind: str, following: re.Match[str] | None) -> bool:
        if not before or before.isspace() or (behind and behind.isalnum()):
            return False
        if behind.isspace() and before in "sS" and "yes" in self.lexicon.text.get("plural_possessive", ()):
            next_word = self._char(at + 2)
            return not (next_word.islower() and following is not None and self._looks_closing(following))
        return True

    def _looks_closing(self, mark: re.Match[str]) -> bool:
        before, behind = self._char(mark.start() - 1), self._char(mark.end())
        return bool(before) and not before.isspace() and not behind.isalnum()

    def _single_opens(self, after: int, before: str, behind: str) -> bool:
        if before and not before.isspace() and before not in _BEFORE_OPENING:
            return False
        if not behind or not (behind.isalnum() or behind in "“\"„…(‘'"):
            return False
        word = re.compile(r"[^\W_]+").match(self.text, after, min(after + 12, self.end))
        if word is None:
            return True
        if word.group()[:2].isdigit() and not word.group()[2:3].isdigit():
            return False  # ’90, ’90s
        return word.group() not in self.lexicon.text["elisions"]

    # -- ends

    def _give_up(self, at: int) -> None:
        """End the innermost open mark at `at`, where nothing closed it."""
        entry = self.stack[-1]
        if entry.single and not self._stands_alone(entry):
            self._drop()
            return
        self.stack.pop()
        stop = at
        if at < self.end:
            sentence = _SENTENCE_END.search(self.text, entry.after, at)
            stop = sentence.end() if sentence else at
        self._settle(entry, stop, stop, closed=False)

    def _stands_alone(self, entry: _Open) -> bool:
        """A single that never closes counts only where speech begins: at a paragraph's start, after a colon."""
        if self.stack and self.stack[0] is not entry:
            return False
        head = self.text[max(self.start, entry.at - 3) : entry.at].rstrip()
        return entry.mark in "‘'" and (entry.at == self.start or head.endswith(":"))

    def _drop(self) -> None:
        entry = self.stack.pop()
        (self.stack[-1].children if self.stack else self.done).extend(entry.children)

    def _settle(self, entry: _Open, at: int, after: int, *, closed: bool) -> None:
        inside = self.text[entry.after : at]
        start = entry.after + len(inside) - len(inside.lstrip())
        end = at - (len(inside) - len(inside.rstrip()))
        if start >= end:
            return
        quote = Quote(entry.at, start, end, after, entry.single, closed, entry.children)
        (self.stack[-1].children if self.stack else self.done).append(quote)

    def _char(self, at: int) -> str:
        return self.text[at] if self.start <= at < self.end else ""
