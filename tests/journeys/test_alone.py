"""One person alone: from the first look to the CSV, and what must survive in between."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Server, running

Visit = Callable[..., Page]


def saved(page: Page) -> None:
    """Wait until the card says that everything is saved."""
    expect(page.locator(".ballot .status")).to_have_attribute("data-state", "saved")
    expect(page.locator(".ballot .status")).not_to_be_empty()


def annotate(visit: Visit, server: Server, **more: str) -> Page:
    """The annotate screen of a new person, ready for keys."""
    page = visit(server.url + "/annotate", **more)
    expect(page.locator(".ballot .quote")).to_be_visible()
    return page


def answers(page: Page) -> list[str]:
    """The labels in the list of my answers, in the order of the article."""
    return [text.strip() for text in page.locator(".ballot .mine-label").all_inner_texts()]


def download(page: Page, label: str = "CSV") -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=label, exact=True).click()
    return Path(started.value.path()).read_bytes()


def frame(data: bytes, separator: str = ",") -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), sep=separator, encoding="utf-8-sig")


def test_from_the_first_look_to_the_csv(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    expect(page.get_by_text("Logeion, 26 augustus 2025")).to_be_visible()
    for name in ("Felice Postma", "Alexander Jansen", "Maarten Reijgersberg"):
        expect(page.locator(".sp-legend").get_by_text(name).first).to_be_visible()

    # Ask a mark why: the second mark of the third theme.
    marks = page.locator(".js-plotly-plot .scatterlayer .point")
    expect(marks.first).to_be_visible()
    # (Plotly listens on a layer above the marks, so the mouse goes to the place, as a person's does.)
    box = page.locator(".js-plotly-plot .scatterlayer text", has_text="AJ").nth(2).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Waarom staat Jansen hier?")).to_be_visible()
    expect(page.locator(".sp-axis").first).to_have_text("Snelheid & oneliner ↔ Nuance & zorgvuldigheid")
    quote = page.locator("blockquote").first
    expect(quote).to_contain_text("Je kunt geen groot verhaal met veel nuance meer vertellen.")
    expect(quote.locator("mark").filter(has_text="nuance")).to_be_visible()
    expect(page.locator("figcaption").first).to_contain_text("telt voor Snelheid & oneliner")

    # Read it in the article.
    page.get_by_role("button", name="Lees het in het artikel").click()
    statement = page.locator(".reader .statement[aria-pressed=true]")
    expect(statement).to_contain_text("Je kunt geen groot verhaal")
    expect(statement).to_be_in_viewport()
    card = page.locator(".reader .card")
    expect(card).to_contain_text("Alexander Jansen")
    expect(card).to_contain_text("letterlijk citaat")

    # Annotate from there: this statement, then two more, with a reason.
    card.get_by_role("button", name="Hoe ver ben je het eens?").click()
    expect(page.locator(".ballot .quote")).to_contain_text("Je kunt geen groot verhaal")
    page.get_by_role("button", name="4 eens", exact=True).click()
    expect(page.locator(".ballot .quote")).to_contain_text("We moeten ervoor waken")
    page.locator(".ballot textarea").fill("=1+1 is geen formule; “zo” staat het er, <b>echt</b>")
    page.get_by_role("button", name="5 helemaal eens").click()
    page.get_by_role("button", name="0 geen mening").click()
    saved(page)

    # A reload keeps everything, and begins again where the address leads.
    page.reload()
    expect(page.locator(".ballot .count")).to_have_text("3 van 16 beantwoord")
    assert [label for label in answers(page) if label != "–"] == ["eens", "helemaal eens", "geen mening"]
    expect(page.locator(".ballot .quote")).to_contain_text("Je kunt geen groot verhaal")

    table = frame(download(page))
    assert list(table["agreement"].fillna(99)) == [1, 2, 99]
    assert list(table["agreement_label"]) == ["eens", "helemaal eens", "geen mening"]
    assert list(table["no_opinion"]) == [0, 0, 1]
    assert table["comment"].iloc[1] == "'=1+1 is geen formule; “zo” staat het er, <b>echt</b>"
    assert set(table["speaker"]) == {"Alexander Jansen", "Felice Postma"}
    assert table["participant"].str.fullmatch(r"P-[A-Z]{6}").all()
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "standpunt_participant")
    assert token not in table.to_csv()
    dutch = frame(download(page, "CSV voor Nederlandstalig Excel (puntkomma’s)"), ";")
    assert list(dutch["statement_id"]) == list(table["statement_id"])


def test_six_answers_typed_fast_on_a_slow_line_land_on_six_statements(server: Server, visit: Visit) -> None:
    page = annotate(visit, server)
    # Every frame to the server and back is held up for most of a second.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 800, "downloadThroughput": 20_000, "uploadThroughput": 20_000},
    )
    typed = "152403"
    for key in typed:
        page.keyboard.press(key)
        page.wait_for_timeout(150)
    expect(page.locator(".ballot .place")).to_contain_text("Uitspraak 7 van 16")
    saved(page)
    page.reload()
    expect(page.locator(".ballot .count")).to_have_text("6 van 16 beantwoord")
    labels = ["helemaal oneens", "helemaal eens", "oneens", "eens", "geen mening", "neutraal"]
    assert answers(page)[:6] == labels
    assert set(answers(page)[6:]) == {"–"}


def test_a_double_click_answers_one_statement(server: Server, visit: Visit) -> None:
    page = annotate(visit, server)
    page.get_by_role("button", name="4 eens", exact=True).dblclick()
    saved(page)
    expect(page.locator(".ballot .count")).to_have_text("1 van 16 beantwoord")
    expect(page.locator(".ballot .place")).to_contain_text("Uitspraak 2 van 16")


def test_an_answer_can_be_revised_withdrawn_and_deleted(server: Server, visit: Visit) -> None:
    page = annotate(visit, server)
    page.keyboard.press("1")
    page.keyboard.press("2")
    saved(page)
    page.locator(".ballot .row").first.click()
    expect(page.locator(".ballot .place")).to_contain_text("Uitspraak 1 van 16")
    page.keyboard.press("5")
    saved(page)
    assert answers(page)[:2] == ["helemaal eens", "oneens"]
    page.keyboard.press("5")
    expect(page.locator(".ballot .count")).to_have_text("1 van 16 beantwoord")
    saved(page)
    page.reload()
    expect(page.locator(".ballot .count")).to_have_text("1 van 16 beantwoord")

    page.get_by_role("button", name="Verwijder mijn oordelen").click()
    page.get_by_role("button", name="Definitief verwijderen").click()
    expect(page.locator(".ballot .count")).to_have_text("0 van 16 beantwoord")
    page.reload()
    expect(page.locator(".ballot .count")).to_have_text("0 van 16 beantwoord")


def test_answers_survive_a_restart_of_the_server_and_a_line_that_was_down(
    tmp_path: Path, visit: Visit
) -> None:
    with running(tmp_path) as first:
        port = int(first.url.rsplit(":", 1)[1])
        page = annotate(visit, first)
        page.keyboard.press("1")
        saved(page)
    # The server is down: the answer is kept by the page, which does not call it saved.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    expect(page.locator(".ballot .status")).to_have_attribute("data-state", "waiting")
    with running(tmp_path, port):
        saved(page)
        page.reload()
        expect(page.locator(".ballot .count")).to_have_text("2 van 16 beantwoord")
        assert answers(page)[:3] == ["helemaal oneens", "oneens", "–"]


def test_two_browsers_neither_see_nor_export_each_others_answers(server: Server, visit: Visit) -> None:
    ann, bob = annotate(visit, server), annotate(visit, server)
    ann.locator(".ballot textarea").fill("reden van Ann")
    ann.keyboard.press("Escape")
    ann.keyboard.press("5")
    saved(ann)
    bob.keyboard.press("1")
    saved(bob)
    for page in (ann, bob):
        page.reload()
        expect(page.locator(".ballot .count")).to_have_text("1 van 16 beantwoord")
    assert answers(ann)[0] == "helemaal eens"
    assert answers(bob)[0] == "helemaal oneens"
    of_ann, of_bob = frame(download(ann)), frame(download(bob))
    assert list(of_ann["agreement"]) == [2]
    assert list(of_bob["agreement"]) == [-2]
    assert "reden van Ann" not in bob.content()
    assert "reden van Ann" not in of_bob.to_csv()
    assert set(of_ann["participant"]).isdisjoint(of_bob["participant"])
    assert set(of_ann["workshop"]).isdisjoint(of_bob["workshop"])


def test_a_second_tab_is_the_same_person(server: Server, visit: Visit) -> None:
    page = annotate(visit, server)
    page.keyboard.press("4")
    saved(page)
    other = page.context.new_page()
    other.goto(server.url + "/annotate")
    expect(other.locator(".ballot .count")).to_have_text("1 van 16 beantwoord")
    # And what was answered since a screen was opened is still there on the way back to it.
    page.keyboard.press("2")
    saved(page)
    page.get_by_role("link", name="Artikel").first.click()
    expect(page.locator(".reader .statement").first).to_be_visible()
    page.get_by_role("link", name="Jouw oordeel").first.click()
    expect(page.locator(".ballot .count")).to_have_text("2 van 16 beantwoord")
    assert answers(page)[:3] == ["eens", "oneens", "–"]


def test_keyboard_alone_reaches_and_answers(server: Server, visit: Visit) -> None:
    page = annotate(visit, server)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".ballot .place")).to_contain_text("Uitspraak 2 van 16")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".ballot .place")).to_contain_text("Uitspraak 1 van 16")
    # Digits that belong to a reason are no answers.
    page.locator(".ballot textarea").focus()
    page.keyboard.type("1 van de 5")
    page.keyboard.press("Escape")
    saved(page)
    expect(page.locator(".ballot .count")).to_have_text("0 van 16 beantwoord")
    page.reload()
    expect(page.locator(".ballot textarea")).to_have_value("1 van de 5")


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_csv_has_the_documented_columns(server: Server, visit: Visit, separator: str) -> None:
    page = annotate(visit, server, locale="en-GB")
    page.keyboard.press("2")
    saved(page)
    label = "CSV" if separator == "," else "CSV for Excel in Dutch (semicolons)"
    text = download(page, label).decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text), delimiter=separator))
    assert header == [
        "article_id", "article_revision", "article_title", "workshop", "round", "participant", "statement_id",
        "start", "end", "speaker", "type", "statement", "agreement", "agreement_label", "no_opinion", "important",
        "comment", "first_answered_at", "annotated_at",
    ]  # fmt: skip
    assert re.search(r"disagree.*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text)
