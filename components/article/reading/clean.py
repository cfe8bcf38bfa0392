"""Characters that do not belong in a text."""

import re
import unicodedata

_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters; soft hyphens; widthless blanks and marks; the switches of writing direction and the tag
# characters, with which a text can show one thing and hold another.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BLANKS = re.compile("[^\\S\n]+")
_AROUND_END = re.compile(" ?\n ?")
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆĳĲ"}


def clean(text: str) -> str:
    """The text with `\\n` as line end, single blanks, composed characters, nothing invisible; twice is once."""
    text = _LINE_END.sub("\n", _SURROGATE.sub("\ufffd", text))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).translate(_LIGATURES))
    return _AROUND_END.sub("\n", _BLANKS.sub(" ", text)).strip()


def one_line(text: str) -> str:
    """The text cleaned and on one line."""
    return " ".join(clean(text).split())
