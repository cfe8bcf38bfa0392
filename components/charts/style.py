"""Who has which colour and shape: the same everywhere, in light and dark, never colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.article.model import Speaker

Shape = Literal["circle", "diamond", "square", "hexagon", "cross"]
Mode = Literal["light", "dark"]

SHAPES: tuple[Shape, ...] = ("circle", "diamond", "square", "hexagon", "cross")
# Okabe and Ito's blue, vermillion, bluish green and reddish purple, and ink; green and purple darkened and,
# on dark, all lightened until each keeps a contrast of 3:1 as a mark and its initials 4.5:1 as text
# (tests/charts/test_style.py computes both).
COLOURS: dict[Mode, tuple[str, ...]] = {
    "light": ("#0072B2", "#B84E00", "#007A5A", "#A8437F", "#1D1C1A"),
    "dark": ("#56B4E9", "#F08A3C", "#2BB894", "#DB8FBB", "#ECEAE4"),
}
PAGE: dict[Mode, str] = {"light": "#FBFAF7", "dark": "#17181B"}
INK: dict[Mode, str] = {"light": "#1D1C1A", "dark": "#ECEAE4"}
SOFT: dict[Mode, str] = {"light": "#65625B", "dark": "#A9A69E"}
HAIRLINE: dict[Mode, str] = {"light": "#DAD6CC", "dark": "#3B3E44"}

# Words that belong to a surname but do not give an initial: Van den Berg is B.
_PARTICLES = {"van", "de", "der", "den", "het", "ten", "ter", "te", "von", "la", "le", "du", "di", "'t", "’t"}


@dataclass(frozen=True)
class SpeakerStyle:
    """How one speaker is drawn. `colours` by mode; `initials` are unique among the article's speakers."""

    speaker: str
    name: str
    surname: str
    initials: str
    shape: Shape
    colours: dict[Mode, str]


def speaker_styles(speakers: Sequence[Speaker]) -> dict[str, SpeakerStyle]:
    """A style for each speaker, in the article's order, so that a better parse does not change colours.

    From the sixth speaker on colours repeat with another shape, so that the pair stays different for 25.
    """
    styles: dict[str, SpeakerStyle] = {}
    taken: set[str] = set()
    for index, speaker in enumerate(speakers):
        letters = initials(speaker.name, taken)
        taken.add(letters)
        turn, place = divmod(index, len(SHAPES))
        styles[speaker.id] = SpeakerStyle(
            speaker=speaker.id,
            name=speaker.name,
            surname=surname(speaker) if speaker.kind == "person" else speaker.name,
            initials=letters,
            shape=SHAPES[(place + turn) % len(SHAPES)],
            colours={mode: colours[place] for mode, colours in COLOURS.items()},
        )
    return styles


def initials(name: str, taken: set[str]) -> str:
    """Two or three letters for a name that none of `taken` has; a number where letters run out.

    >>> initials("Linda van den Berg", {"LB"})
    'LBE'
    """
    words = [word for word in name.split() if word.lower() not in _PARTICLES and word[:1].isalnum()]
    words = words or [name.strip() or "?"]
    first, last = words[0], words[-1]
    if len(words) == 1:
        tries = [first[:length].upper() for length in (2, 3)]
    else:
        tries = [(first[0] + last[:length]).upper() for length in (1, 2, 3)]
    for letters in tries:
        if letters not in taken:
            return letters
    number = 2
    while f"{tries[0]}{number}" in taken:
        number += 1
    return f"{tries[0]}{number}"


def surname(speaker: Speaker) -> str:
    """The name a reader uses at second mention: Postma, Van den Berg.

    >>> surname(Speaker(id="a", name="Linda van den Berg"))
    'Van den Berg'
    """
    words = speaker.name.split()
    start = max(len(words) - 1, 0)
    while start > 0 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    last = " ".join(words[start:])
    return last[:1].upper() + last[1:]
