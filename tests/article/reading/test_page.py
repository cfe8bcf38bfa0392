"""Pages: the article, its title, author, site and day; what stands beside it."""

from datetime import date

import pytest

from components.article import ArticleFault
from components.article.reading import read_file
from components.article.reading.furniture import is_furniture, names_aside, names_furniture
from tests.article.reading.test_text import holds_together, kinds

HEAD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Dokters willen minder regels | De Krant</title>
<meta property="og:title" content="Dokters willen minder regels"><meta property="og:site_name" content="De Krant">
<meta name="author" content="Kim Bos"><meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<link rel="canonical" href="https://krant.example/a/1"></head><body class="has-cookie-consent menu-open">"""
ARTICLE = """<main><article><h1>Dokters willen minder regels</h1><p class="byline">Door <a href="/kim">Kim Bos</a></p>
<p class="article-teaser">Huisartsen in Utrecht klagen over de administratie, zo blijkt uit een rondgang.</p>
<div class="share-buttons"><a href="#">Deel op Facebook</a></div>
<figure><img src="a.jpg" alt="x"><figcaption>Huisarts Jan Smit in zijn praktijk. Foto: ANP</figcaption></figure>
<p>„We zijn de helft van de dag kwijt aan papier”, zegt huisarts Jan Smit. „Dat moet anders.” Hij werkt al
dertig jaar in de wijk en ziet het elk jaar erger worden.</p>
<blockquote><p>„Dat moet anders.”</p></blockquote>
<h2>Minder papier</h2>
<p>Minister Els de Vries wijst erop dat <q>regels er zijn voor de veiligheid</q>.<sup><a href="#n">1</a></sup> Volgens haar komt
er dit jaar een nieuwe wet, die <del>alle</del> veel lasten vermindert.</p>
<p>Lees ook: <a href="/b">Waarom de wachtkamer voller wordt</a></p>
<div class="related-articles"><h3>Meer over zorg</h3><p><a href="/c">Ziekenhuis sluit afdeling na jarenlange strijd</a></p></div>
<h3>Lees ook</h3><ul><li><a href="/d">Wachtlijsten in de zorg groeien opnieuw</a></li></ul>
<p><a href="/e">Zo werkt de nieuwe wet voor huisartsen in de praktijk</a></p>
<ul><li>Minder formulieren voor elke patiënt</li><li>Meer tijd voor elke patiënt</li></ul>
<p style="display:none">Verborgen tekst die niemand ziet, zegt de verborgen man.</p>
<p>De huisartsen gaan volgende week in gesprek met het ministerie over de nieuwe wet en de gevolgen daarvan.</p>
</article><section class="comments"><p>Wat een onzin is dit toch allemaal weer, zegt lezer Piet.</p></section></main>"""
BESIDE = """<div id="onetrust-consent"><p>Wij gebruiken cookies om de site te verbeteren en vragen uw toestemming.</p>
<button>Akkoord</button></div><nav><ul><li><a href="/">Voorpagina</a></li><li><a href="/sport">Sport</a></li></ul></nav>"""
FOOT = "<footer><p>© De Krant 2024. Alle rechten voorbehouden.</p></footer></body></html>"
PAGE = HEAD + BESIDE + ARTICLE + FOOT


def test_the_article_of_a_page() -> None:
    reading = read_file(PAGE.encode(), "bewaard.html")
    assert kinds(reading) == [
        ("title", "Dokters willen minder regels"),
        ("byline", "Door Kim Bos"),
        ("text", "Huisartsen in Utrecht klagen over de administratie, zo blijkt uit een rondgang."),
        ("caption", "Huisarts Jan Smit in zijn praktijk. Foto: ANP"),
        (
            "text",
            "„We zijn de helft van de dag kwijt aan papier”, zegt huisarts Jan Smit. „Dat moet anders.” Hij werkt al "
            "dertig jaar in de wijk en ziet het elk jaar erger worden.",
        ),
        ("boilerplate", "„Dat moet anders.”"),
        ("heading", "Minder papier"),
        (
            "text",
            "Minister Els de Vries wijst erop dat “regels er zijn voor de veiligheid”. Volgens haar komt er dit jaar "
            "een nieuwe wet, die veel lasten vermindert.",
        ),
        ("boilerplate", "Lees ook: Waarom de wachtkamer voller wordt"),
        ("boilerplate", "Lees ook"),
        ("boilerplate", "Zo werkt de nieuwe wet voor huisartsen in de praktijk"),
        ("text", "- Minder formulieren voor elke patiënt"),
        ("text", "- Meer tijd voor elke patiënt"),
        (
            "text",
            "De huisartsen gaan volgende week in gesprek met het ministerie over de nieuwe wet en de gevolgen daarvan.",
        ),
    ]
    source = reading.source
    assert (source.publication, source.url) == ("De Krant", "https://krant.example/a/1")
    assert source.published == date(2024, 3, 5)
    assert (reading.title, reading.language) == ("Dokters willen minder regels", "nl")
    assert [str(note) for note in reading.notes] == ["Pieces of hidden text that were left out: 1."]
    holds_together(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    page = PAGE.replace("utf-8", "windows-1252") if encoding == "cp1252" else PAGE
    assert "„Dat moet anders.”" in read_file(page.encode(encoding), "a.htm").text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>„Ja”, zegt Jan.</p>", "„Ja”, zegt Jan."),
        ("<html><body>Alleen losse tekst, zegt Jan.</body></html>", "Alleen losse tekst, zegt Jan."),
        ("<div><p>Een alinea.</p><p>Nog een alinea.</p></div>", "Een alinea.\n\nNog een alinea."),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Hallo Jan.</p></body></html>', "Hallo Jan."),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt; zegt Jan.</p>", "<script>alert(1)</script> zegt Jan."),
    ],
)
def test_small_pages(html: str, text: str) -> None:
    assert read_file(html.encode(), "a.html").text == text
    assert read_file(html.encode(), "a").text == text


def test_only_web_addresses_are_sources() -> None:
    page = PAGE.replace("https://krant.example/a/1", "javascript:alert(1)")
    assert read_file(page.encode(), "a.html").source.url is None


def test_a_page_behind_a_wall_says_so() -> None:
    page = PAGE.replace(
        "</head>", '<script type="application/ld+json">{"isAccessibleForFree": false}</script></head>'
    )
    assert any("subscribers" in str(note) for note in read_file(page.encode(), "a.html").notes)


@pytest.mark.parametrize("depth", [300, 20_000])
def test_deep_nesting(depth: int) -> None:
    page = "<div>" * depth + "<p>Diep verstopt, zegt Jan.</p>" + "</div>" * depth
    try:
        reading = read_file(page.encode(), "a.html")
    except ArticleFault:
        return
    assert "Jan" in reading.text


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Lees ook: Waarom de wachtkamer voller wordt", True),
        ("LEES OOK", True),
        ("Lees ook: ‘Dit is een kop’", True),
        ("Read more: The waiting room", True),
        ("Tekst gaat verder onder de foto", True),
        ("Advertentie", True),
        ("© 2024 De Krant", True),
        ("Wij gebruiken cookies op onze website en vragen toestemming.", True),
        ("Meld je aan voor onze nieuwsbrief", True),
        ("Lees ook eens een boek. Dat helpt, vindt de minister.", False),
        ("Hij leest ook kranten.", False),
        ("„Lees ook: de kleine lettertjes”, zegt Jan.", False),
        ("De minister vindt dat cookies op overheidswebsites weg moeten.", False),
        ("Related to this is the question of money, says the minister. It is large.", False),
        ("Zie ook de wet, zegt zij. Die is duidelijk.", False),
        ("Deel van de bewoners is boos.", False),
    ],
)
def test_furniture_by_its_words(text: str, is_it: bool) -> None:
    assert is_furniture(text) is is_it


@pytest.mark.parametrize(
    ("names", "always", "linked"),
    [
        ("cookie-banner", True, False),
        ("c-newsletter__form", True, False),
        ("article__related", False, True),
        ("lees-ook", False, True),
        ("article-body", False, False),
        ("relatedArticles", False, True),
        ("shareholders deelnemers", False, False),
        ("content commentary", False, False),
    ],
)
def test_furniture_by_its_names(names: str, always: bool, linked: bool) -> None:
    assert names_furniture(names) is always
    assert names_aside(names) is linked
