"""Seconds that a person waits: `python -m tests.benchmarks.first_page [--runs N]`.

Starts the server in an empty home with an empty data folder and drives Chromium: from the start command to an
answering server and to the first drawn page, a second visitor's page, each screen, and from a click on an
answer to "saved" on screen. Prints a Markdown table of medians and the slowest of the runs.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.stage import CHROMIUM, FLAGS, PHONE, Server, running

DRAWN = {"": ".js-plotly-plot .point", "article": ".reader .statement", "annotate": ".ballot .step"}


def drawn(page: Page, selector: str) -> None:
    page.locator(selector).first.wait_for(state="visible")


def cold(browser: Browser, folder: Path) -> dict[str, float]:
    """One cold start: seconds to an answering server, and to the first drawn page."""
    started = time.perf_counter()
    with running(folder) as server:
        ready = time.perf_counter() - started
        first = visit(browser, server, "")
        second = visit(browser, server, "")
        return {
            "start command to answering server": ready,
            "start command to first drawn page": ready + first,
            "second visitor, viewpoints drawn": second,
            "article drawn": visit(browser, server, "article"),
            "annotate drawn": visit(browser, server, "annotate"),
            "viewpoints drawn, phone": visit(browser, server, "", phone=True),
            "click to saved on screen": click_to_saved(browser, server),
        }


def visit(browser: Browser, server: Server, screen: str, *, phone: bool = False) -> float:
    """Seconds from the address to the drawn screen in a new browser profile."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844} if phone else {"width": 1920, "height": 1080},
        user_agent=PHONE if phone else None,
    )
    page = context.new_page()
    began = time.perf_counter()
    page.goto(f"{server.url}/{screen}")
    drawn(page, "img[alt*=↔]" if phone else DRAWN[screen])
    took = time.perf_counter() - began
    context.close()
    return took


def click_to_saved(browser: Browser, server: Server) -> float:
    """Median seconds from a click on an answer to "saved" on screen, over ten answers."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, user_agent=PHONE)
    page = context.new_page()
    page.goto(f"{server.url}/annotate")
    drawn(page, DRAWN["annotate"])
    times = []
    for _ in range(10):
        page.wait_for_timeout(500)
        began = time.perf_counter()
        page.locator(".ballot .step").nth(3).click()
        page.locator(".ballot .status[data-state=saved]:not(:empty)").wait_for()
        # Between the click and the acknowledgement the card says "waiting"; a saved card has an empty outbox.
        times.append(time.perf_counter() - began)
    context.close()
    return statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    if CHROMIUM is None:
        print("no Chromium found", file=sys.stderr)
        return 1
    results: list[dict[str, float]] = []
    with sync_playwright() as playwright:
        for _ in range(runs):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            with tempfile.TemporaryDirectory() as folder:
                results.append(cold(browser, Path(folder)))
            browser.close()
    print(f"| seconds, {runs} runs | median | slowest |\n|---|---|---|")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"| {name} | {statistics.median(values):.2f} | {max(values):.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
