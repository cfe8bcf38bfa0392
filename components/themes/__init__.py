"""Theme axes: theme sets, proposed codes for statements, and where speakers stand by them.

load_theme_set(path) -> ThemeSet; propose(article, theme_set) -> list[Code];
positions(article, theme_set, codes) -> {(speaker id, theme id): Position}; warm(languages) beforehand.
"""

from components.themes.coder import CODER_VERSION, propose, warm
from components.themes.faults import ThemeFault
from components.themes.files import dump_theme_set, load_theme_set, parse_theme_set
from components.themes.model import (
    Code,
    CodeState,
    CodeStatus,
    Evidence,
    Mode,
    Pole,
    Poles,
    Position,
    PositionState,
    Side,
    Term,
    Terms,
    Theme,
    ThemeSet,
    Words,
)
from components.themes.positions import effective, positions, state_of

__all__ = [
    "CODER_VERSION",
    "Code",
    "CodeState",
    "CodeStatus",
    "Evidence",
    "Mode",
    "Pole",
    "Poles",
    "Position",
    "PositionState",
    "Side",
    "Term",
    "Terms",
    "Theme",
    "ThemeFault",
    "ThemeSet",
    "Words",
    "dump_theme_set",
    "effective",
    "load_theme_set",
    "parse_theme_set",
    "positions",
    "propose",
    "state_of",
    "warm",
]
