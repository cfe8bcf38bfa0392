"""Languages, phones, light and dark; and that everything shown comes from the app itself."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Server

Visit = Callable[..., Page]
SCREENS = ["", "article", "annotate"]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_every_screen_draws_without_outside_help(
    server: Server, visit: Visit, screen: str, scheme: str, phone: bool
) -> None:
    page = visit(server.url, phone=phone, scheme=scheme)
    complaints: list[str] = []
    hosts: set[str | None] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            # Streamlit first looks for its own server below the screen's address, and then finds it.
            if message.type == "error" and "404" not in message.text
            else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{server.url}/{screen}")
    page.locator("h1.sp-title").wait_for()
    drawn = {
        "": "img[alt*=↔]" if phone else ".js-plotly-plot .point",
        "article": ".reader .statement",
        "annotate": ".ballot .step",
    }
    expect(page.locator(drawn[screen]).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert complaints == []
    # Fonts and pictures inside the page have no host.
    assert hosts - {None, ""} == {"localhost"}
    family = page.locator("h1.sp-title").evaluate("node => document.fonts.check('600 20px StandpuntSerif')")
    assert family


def test_a_phone_never_loads_plotly(server: Server, visit: Visit) -> None:
    page = visit(server.url, phone=True)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(server.url)
    expect(page.locator("img[alt*='Authenticiteit']").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert loaded
    assert [address for address in loaded if "Plotly" in address] == []


def test_a_phone_asks_why_and_reads_the_quotes_under_the_strip(server: Server, visit: Visit) -> None:
    page = visit(server.url, phone=True)
    page.get_by_role("radio", name="Jansen").or_(page.get_by_role("button", name="Jansen")).first.click()
    expect(page.locator("blockquote").first).to_be_visible()
    expect(page.locator("figcaption").first).to_contain_text("telt")


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_scrolls_sideways(server: Server, visit: Visit, screen: str, phone: bool) -> None:
    page = visit(f"{server.url}/{screen}", phone=phone)
    page.wait_for_load_state("networkidle")
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert too_wide <= 0


def test_language_follows_the_browser_and_can_be_switched(server: Server, visit: Visit) -> None:
    page = visit(server.url, locale="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_text("The same as a table")).to_be_visible()
    page.get_by_role("link", name="Nederlands").click()
    expect(page.get_by_text("Hetzelfde als tabel")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    # The choice outlives a click to another screen and a reload.
    page.get_by_role("link", name="Artikel").first.click()
    expect(page.locator(".reader")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Kies een gemarkeerde zin")).to_be_visible()


def test_another_browser_keeps_its_own_language(server: Server, visit: Visit) -> None:
    dutch, english = visit(server.url + "/?lang=nl"), visit(server.url + "/?lang=en")
    dutch.reload()
    expect(dutch.get_by_text("Hetzelfde als tabel")).to_be_visible()
    expect(english.get_by_text("The same as a table")).to_be_visible()


def test_charts_follow_a_switch_to_dark(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    background = page.locator(".js-plotly-plot .main-svg").first
    expect(background).to_have_css("background-color", "rgb(251, 250, 247)")
    page.emulate_media(color_scheme="dark")
    expect(background).to_have_css("background-color", "rgb(23, 24, 27)")
    page.emulate_media(color_scheme="light")
    expect(background).to_have_css("background-color", "rgb(251, 250, 247)")


def test_table_twin_opens_the_same_evidence_by_keyboard(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    page.get_by_text("Hetzelfde als tabel").click()
    cell = page.get_by_role("button", name="niet aan bod").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("zegt niets over dit thema").first).to_be_visible()


def test_filter_leaves_one_speaker_and_one_theme(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Felice Postma", exact=True).click()
    page.get_by_role("button", name="Loslaten ↔ Regie houden", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator(".js-plotly-plot .scatterlayer text")).to_have_count(1)
    expect(page.locator(".js-plotly-plot .scatterlayer text")).to_have_text("FP")


def test_the_cookie_is_not_for_scripts(server: Server, visit: Visit) -> None:
    page = visit(server.url)
    cookie = next(c for c in page.context.cookies() if c["name"] == "standpunt_participant")
    assert cookie["httpOnly"] is True
    assert cookie["sameSite"] == "Lax"
    assert "standpunt_participant" not in page.evaluate("document.cookie")
