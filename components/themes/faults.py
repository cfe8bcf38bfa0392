"""What can be wrong with a theme set that a person wrote."""

from components.message import StandpuntError


class ThemeFault(StandpuntError):
    """A theme set cannot be used; the message names the file or the pattern, the place and the cure."""
