"""From a Word file to a corrected plot: import with six speakers, correct, see it change, undo."""

from collections.abc import Callable
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from components.article import Article
from components.library import list_articles, read_article
from components.store.database import open_database
from tests.journeys.stage import Server
from tests.journeys.test_library import in_the_library
from tests.journeys.test_review import number_of, ready, row, saved

Visit = Callable[..., Page]

PARAGRAPHS = [
    "In Zandvoort praatten zes mensen over wat een merk waard is. Wethouder Kim Bos begon.",
    "“Wie authentiek wil zijn, laat zichzelf zien”, zegt Bos. “Dat persoonlijke verhaal werkt.”",
    "Jan de Wit, hoogleraar communicatie, ziet dat anders. “Zonder inhoudelijke diepgang blijft er niets van over.”",
    "“Snelheid wint het van zorgvuldigheid”, vertelt redacteur Mila Aydin. “Dat voelt ongemakkelijk.”",
    "Volgens woordvoerder Piet Smit van de ondernemers valt dat mee. “Wij nemen de tijd.”",
    "“Influencers doen ons vak”, meent student Noor Vos (21). “Alleen met minder kennis.”",
    "“Laat iedereen meedoen”, besluit raadslid Els Mulder. “Dan wordt het gesprek vanzelf beter.”",
]


def word_file(folder: Path) -> Path:
    document = docx.Document()
    document.add_heading("Zes stemmen over een merk", level=0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    path = folder / "zes-stemmen.docx"
    document.save(str(path))
    return path


def newest(server: Server) -> Article:
    database = open_database(f"sqlite:///{server.folder / 'data' / 'standpunt.db'}")
    try:
        entry = next(entry for entry in list_articles(database) if entry.title.startswith("Zes"))
        return read_article(database, entry.id)
    finally:
        database.close()


def speakers(article: Article) -> list[str]:
    return [article.speaker(s.speaker).name if s.speaker else "" for s in article.statements]


def seen(page: Page, address: str) -> str:
    """What the viewpoints screen says of the article, once it has stopped changing."""
    page.goto(address)
    page.locator("h1.sp-title").wait_for()
    expect(page.get_by_text("Open teken: voorlopig").first).to_be_visible()
    said, before = page.locator("[data-testid=stMain]").inner_text(), ""
    while said != before:
        page.wait_for_timeout(2000)
        said, before = page.locator("[data-testid=stMain]").inner_text(), said
    return said


def test_from_a_word_file_to_a_corrected_plot(server: Server, visit: Visit, tmp_path: Path) -> None:
    page = in_the_library(visit, server)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(word_file(tmp_path))
    page.get_by_role("button", name="Zet dit artikel erin").click()
    expect(page.locator("[class*=st-key-intake]").filter(has_text="6 sprekers").first).to_be_visible()
    first = newest(server)
    assert {s.name for s in first.speakers} == {
        "Kim Bos", "Jan de Wit", "Mila Aydin", "Piet Smit", "Noor Vos", "Els Mulder"
    }  # fmt: skip
    viewpoints = f"{server.url}/?article={first.id}"
    before = seen(page, viewpoints)
    assert "Kim Bos" in before

    page.goto(f"{server.url}/review?article={first.id}")
    ready(page)
    # Two speakers, by the number that the card gives them.
    for words in ("Wie authentiek wil zijn", "Zonder inhoudelijke diepgang"):
        row(page, words).click()
        person = "Jan de Wit" if words.startswith("Wie") else "Kim Bos"
        page.keyboard.press(number_of(page, person))
        saved(page)
    # One border: the last word off.
    row(page, "Dan wordt het gesprek").click()
    page.keyboard.press("{")
    saved(page)
    after = newest(server)
    moved = dict(zip((s.text for s in after.statements), speakers(after), strict=True))
    assert moved["Wie authentiek wil zijn, laat zichzelf zien"] == "Jan de Wit"
    assert moved["Zonder inhoudelijke diepgang blijft er niets van over."] == "Kim Bos"
    assert [s.id for s in after.statements] == [s.id for s in first.statements]
    assert [s.text for s in after.statements] != [s.text for s in first.statements]
    changed = seen(page, viewpoints)
    assert changed != before

    page.goto(f"{server.url}/review?article={first.id}")
    ready(page)
    for _ in range(3):
        page.keyboard.press("u")
        saved(page)
    back = newest(server)
    assert (back.statements, back.speakers) == (first.statements, first.speakers)
    assert seen(page, viewpoints) == before
