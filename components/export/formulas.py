"""Text that a spreadsheet would run as a formula: made harmless on the way out, restored on the way in.

A cell that begins with = + - or @ is a formula to a spreadsheet, and some read past blanks, control
characters and full-width forms to find one. An apostrophe in front makes it text (OWASP, "CSV injection").
"""

import re

# Marks that are not drawn count as blanks, since a spreadsheet may drop them.
_BLANK = r"[\s\x00\u200b-\u200f\u2060\ufeff]"
_RUNS = rf"(?:[\t\r\n]|{_BLANK}*[\x00=+\-@＝＋－＠])"
_DANGEROUS = re.compile(rf"'*{_RUNS}")
_DEFUSED = re.compile(rf"'+{_RUNS}")


def defuse(text: str) -> str:
    """The text, with an apostrophe in front where it would run.

    Text that already has apostrophes before such a beginning gets one more, so that `restore` can strip
    exactly one and `restore(defuse(text)) == text` for every text.
    """
    return "'" + text if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """The text as it was before `defuse`."""
    return text[1:] if _DEFUSED.match(text) else text
