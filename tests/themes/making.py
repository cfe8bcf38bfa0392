"""Small articles and theme sets for the tests of themes."""

from typing import Any

from components.article.model import Article, Attribution, Parser, Speaker, Statement, checksum
from components.themes.model import Theme, ThemeSet


def article(
    *statements: str | tuple[str, str], language: str = "nl", confidence: float = 1.0, kind: str = "direct"
) -> Article:
    """An article of statements, each its text (speaker `a`) or (speaker, text); ids s1, s2, ..."""
    pairs = [("a", one) if isinstance(one, str) else one for one in statements]
    text = ""
    made = []
    for i, (speaker, words) in enumerate(pairs, 1):
        text += f"{speaker}: “"
        made.append(
            Statement(
                id=f"s{i}",
                start=len(text),
                end=len(text) + len(words),
                text=words,
                speaker=speaker,
                type=kind,  # type: ignore[arg-type]
                attribution=Attribution(rule="test", confidence=confidence),
            )
        )
        text += words + "”\n"
    return Article(
        id="test",
        title="Test",
        language=language,  # type: ignore[arg-type]
        sha256=checksum(text),
        text=text,
        paragraphs=(),
        speakers=tuple(Speaker(id=who, name=who.upper()) for who in sorted({who for who, _ in pairs})),
        statements=tuple(made),
        parser=Parser(name="test", version="1"),
    )


def theme(**changes: Any) -> Theme:
    """Speed against nuance, in Dutch and English."""
    terms = {
        "nl": {
            "left": [{"t": "snel|snelheid"}, {"t": "oneliner*"}, {"t": "geen tijd", "kind": "marker"}],
            "right": [{"t": "nuance"}, {"t": "zorg*"}, {"t": "los ... laten"}],
        },
        "en": {"left": [{"t": "speed"}, {"t": "one-liner*"}], "right": [{"t": "nuance"}, {"t": "care"}]},
    }
    fields = {
        "id": "speed",
        "question": {"nl": "Snel of genuanceerd?"},
        "poles": {
            "left": {"id": "l", "label": {"nl": "Snel"}},
            "right": {"id": "r", "label": {"nl": "Nuance"}},
        },
        "terms": terms,
    }
    return Theme.model_validate({**fields, **changes})


def theme_set(*themes: Theme) -> ThemeSet:
    """A theme set of these themes, or of `theme()`."""
    return ThemeSet(id="test", themes=themes or (theme(),))
