"""Fixtures of the journeys: one server for each file of tests, and as many browsers as a test wants."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys.stage import CHROMIUM, FLAGS, PHONE, Server, running

# Two busy cores, a server that starts, a line that comes back: a journey waits, it does not measure.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium found; .ci/run installs it")
        pytest.skip("no Chromium found: install your system's package to run the journeys")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in a browser of its own (own cookies); `phone=True` for a phone."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, *, phone: bool = False, locale: str = "nl-NL", scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": 390, "height": 844} if phone else {"width": 1920, "height": 1080},
            locale=locale,
            color_scheme="dark" if scheme == "dark" else "light",
            **({"user_agent": PHONE, "is_mobile": True, "has_touch": True} if phone else {}),
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(address)
        page.locator("h1.sp-title").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
