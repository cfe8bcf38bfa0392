"""The top of a screen: what this is, of which article, and who speaks in it."""

from html import escape

from components.widgets.context import Context, about, credit
from components.widgets.text import html, speaker_line


def article_header(view: Context, what: str, *, speakers: bool = True) -> None:
    """The screen's name, the article's title, its credit with a link, and who speaks in it with their marks."""
    _ = view.say
    article = view.article
    source = escape(credit(article, _))
    if article.source.url and article.source.url.startswith(("https://", "http://")):
        address = article.source.url.split("://", 1)[1].removeprefix("www.").rstrip("/")
        source += f' · <a href="{escape(article.source.url)}" rel="noopener">{escape(address)}</a>'
    lines = [speaker_line(view.styles[speaker.id], view.mode, about(speaker)) for speaker in article.speakers]
    legend = f'<p class="sp-legend" style="margin-top:.6rem">{"".join(lines)}</p>' if speakers else ""
    html(
        f'<p class="sp-eyebrow">{escape(what)}</p>'
        f'<h1 class="sp-title" lang="{article.language}">{escape(article.title)}</h1>'
        f'<p class="sp-note" style="margin-top:.35rem">{source}</p>'
        f"{legend}"
    )
