"""A facilitator alone: signing in, bringing articles in, deleting and undoing. And a stranger, who gets nothing."""

import re
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Server, running

Visit = Callable[..., Page]

FERRY = """De ferry blijft

“We houden de ferry open”, zegt wethouder Kim Bos. “Zonder boot is het dorp dicht.”

“Dat kost te veel geld”, aldus Jan de Wit, voorzitter van de ondernemers.
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has looked at yet."""
    with running(tmp_path) as started:
        yield started


def key_of(server: Server) -> str:
    return (server.folder / "data" / "facilitator-key").read_text().strip()


def sign_in(page: Page, server: Server) -> None:
    page.get_by_label("Sleutel").fill(key_of(server))
    page.keyboard.press("Enter")
    expect(page.locator("h1.sp-title")).to_have_text("Bibliotheek")


def in_the_library(visit: Visit, server: Server, **more: object) -> Page:
    page = visit(server.url + "/sign-in?next=library", **more)
    sign_in(page, server)
    return page


@pytest.mark.parametrize("first", ["library", "review?article=influencers"])
def test_a_freshly_started_server_gives_a_stranger_nothing(fresh: Server, visit: Visit, first: str) -> None:
    """The first visitor of a process, before the shell has ever run; then others."""
    gives_nothing(fresh, visit, first)
    for address in ("review", "library/", "LIBRARY"):
        gives_nothing(fresh, visit, address)


def gives_nothing(server: Server, visit: Visit, address: str) -> None:
    page = visit(f"{server.url}/{address}")
    page.wait_for_timeout(1500)
    for part in ("[data-testid=stFileUploader]", "[class*=st-key-shelf]", "[class*=st-key-review]"):
        expect(page.locator(part)).to_have_count(0)
    if "LIBRARY" not in address:
        expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
        assert "influencer" not in page.inner_text("body").lower()
    expect(page.get_by_role("link", name="Bibliotheek")).to_have_count(0)


def test_a_cookie_that_was_made_up_opens_nothing(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    page.context.add_cookies([{"name": "standpunt_facilitator", "value": "A" * 43, "url": server.url}])
    page.goto(server.url + "/library")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()


def test_the_printed_link_signs_in_once(fresh: Server, visit: Visit) -> None:
    log = (fresh.folder / "server.log").read_text()
    assert key_of(fresh) not in log
    [link] = re.findall(r"http://\S+/sign-in/\S+", log)
    with urllib.request.urlopen(link) as looked:
        assert looked.status == 200
    page = visit(link)
    page.get_by_role("button", name="Aanmelden op dit apparaat").click()
    expect(page.locator("h1.sp-title")).to_have_text("Bibliotheek")
    # Its tabs stand in the navigation now; another browser finds the link used up.
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Bibliotheek")).to_be_visible()
    other = visit(link)
    expect(other.get_by_role("alert")).to_contain_text("al gebruikt")


def test_sign_in_by_key_and_out_again(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    page.get_by_role("link", name="Begeleider").click()
    page.get_by_label("Sleutel").fill("niet de sleutel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dit is niet de sleutel")
    sign_in(page, server)
    cookie = next(c for c in page.context.cookies() if c["name"] == "standpunt_facilitator")
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    page.get_by_role("link", name="Begeleider").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.locator("h1.sp-title")).to_contain_text("influencer")
    page.goto(server.url + "/library")
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()
    # The cookie that was thrown away is worth nothing to whoever kept a copy.
    page.context.add_cookies([{"name": "standpunt_facilitator", "value": cookie["value"], "url": server.url}])
    page.reload()
    expect(page.get_by_role("link", name="Aanmelden")).to_be_visible()


@pytest.mark.parametrize("phone", [False, True])
def test_two_files_of_which_one_is_broken(fresh: Server, visit: Visit, tmp_path: Path, phone: bool) -> None:
    good, broken = tmp_path / "ferry.txt", tmp_path / "kapot.docx"
    good.write_text(FERRY, encoding="utf-8")
    broken.write_bytes(b"PK\x03\x04 this was a document once")
    page = in_the_library(visit, fresh, phone=phone)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([good, broken])
    expect(page.get_by_role("alert")).to_contain_text("kapot.docx")
    title = page.get_by_label("Titel")
    expect(title).to_have_value("De ferry blijft")
    title.fill("De ferry, toch")
    page.get_by_label("Publicatie").fill("De Kade")
    # Twice, as impatient people do: one article.
    page.get_by_role("button", name="Zet dit artikel erin").dblclick()
    result = page.locator("[class*=st-key-intake]").filter(has_text="3 uitspraken").first
    expect(result).to_contain_text("2 sprekers")
    items = page.locator("h3.sp-item")
    expect(items).to_have_text(
        ["De ferry, toch", "Wat blijft er over voor ons vak nu iedereen influencer is?"]
    )

    # The same text again, with other line ends, from another file.
    again = tmp_path / "nog-eens.md"
    again.write_bytes(FERRY.replace("\n", "\r\n").encode())
    page.get_by_role("button", name="Sluiten").click()
    expect(page.locator("[class*=st-key-intake_actions]")).to_have_count(0)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(again)
    expect(page.get_by_text("staat al in de bibliotheek")).to_be_visible()
    expect(page.get_by_role("button", name="Zet dit artikel erin")).to_have_count(0)
    expect(items).to_have_count(2)

    # Open leads to the article itself, and the next screens stay with it.
    page.locator("[class*=st-key-intake]").get_by_role("link", name="Openen").first.click()
    expect(page.locator("h1.sp-title")).to_have_text("De ferry, toch")
    page.reload()
    expect(page.locator("h1.sp-title")).to_have_text("De ferry, toch")
    expect(page.get_by_text("De Kade")).to_be_visible()


def test_delete_and_undo(fresh: Server, visit: Visit) -> None:
    page = in_the_library(visit, fresh)
    items = page.locator("h3.sp-item")
    expect(items).to_have_count(1)
    page.get_by_role("button", name="Verwijderen").first.click()
    expect(items).to_have_count(0)
    stranger = visit(fresh.url)
    expect(stranger.get_by_text("Er is nog geen artikel")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(items).to_have_count(1)
    stranger.reload()
    expect(stranger.locator("h1.sp-title")).to_contain_text("influencer")

    page.get_by_role("button", name="Verwijderen").first.click()
    page.get_by_text("Onlangs verwijderd").click()
    page.get_by_role("button", name="Definitief verwijderen").click()
    page.get_by_role("dialog").get_by_role("button", name="Definitief verwijderen").click()
    expect(page.get_by_text("Onlangs verwijderd")).to_have_count(0)
    expect(items).to_have_count(0)


def test_the_exported_article_is_the_article(server: Server, visit: Visit) -> None:
    page = in_the_library(visit, server)
    with page.expect_download() as started:
        page.get_by_role("button", name="JSON").first.click()
    shipped = Path(__file__).parents[2] / "data" / "articles" / "influencers.json"
    assert Path(started.value.path()).read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8")
