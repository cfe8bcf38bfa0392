"""The one fault this package raises."""

from components.message import StandpuntError


class ArticleFault(StandpuntError):
    """A text or article file that cannot be used; its message names the file and says what to do."""
