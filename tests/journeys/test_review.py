"""A facilitator checks an article: by keyboard, by selecting, fast, in two tabs, and on a phone."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from components.article import Article, parse
from components.library import history, read_article
from components.store import articles as article_rows
from components.store.database import open_database
from tests.journeys.stage import Server, running

Visit = Callable[..., Page]
KEY = "een-sleutel-voor-de-reis"
ARTICLE = """Het plein 🎉 gaat open

“We beginnen morgen 🎉🎉 met het plein en de markt”, zegt wethouder Kim Bos van de gemeente Zandvoort.

“Dat gelooft hier niemand 👩‍👩‍👧 meer”, zegt Jan de Wit, voorzitter van de ondernemers. “Al tien jaar horen wij dit.”

“De bomen moeten blijven staan”, aldus Anna Vos. Zij woont aan het plein. “Anders gaan wij naar de rechter.”

“Er komen bomen bij”, zegt Kim Bos. “Dat beloof ik.”

“Beloven is niet hetzelfde als doen”, zegt Jan de Wit.

“Wij wachten het plan eerst rustig af”, zegt Anna Vos.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    database = open_database(f"sqlite:///{folder / 'data' / 'standpunt.db'}")
    for name in ("plein", "snel", "tabs", "hand", "telefoon", "lijst", "weg"):
        with database.writing() as connection:
            found = parse(ARTICLE, article_id=name, language="nl")
            article_rows.add(connection, found, f"{name:0>64}", datetime.now(UTC))
    database.close()
    with running(folder, STANDPUNT_KEY=KEY) as started:
        yield started


def stored(server: Server, article: str, revision: int | None = None) -> Article:
    """The article as it is on the disk."""
    database = open_database(f"sqlite:///{server.folder / 'data' / 'standpunt.db'}")
    try:
        return read_article(database, article, revision)
    finally:
        database.close()


def names(article: Article) -> list[str]:
    return [article.speaker(s.speaker).name if s.speaker else "" for s in article.statements]


def check(visit: Visit, server: Server, article: str, **more: object) -> Page:
    """The review screen, signed in, ready for keys."""
    page = visit(f"{server.url}/sign-in?next=review&article={article}", **more)
    page.locator("input[name=key]").fill(KEY)
    page.keyboard.press("Enter")
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator(".review .quote")).to_have_count(1)
    expect(page.locator(".review .row").first).to_be_attached()


def saved(page: Page) -> None:
    """Wait until the page says that everything is saved."""
    expect(page.locator(".review .status")).to_have_attribute("data-state", "saved")
    expect(page.locator(".review .status")).not_to_be_empty()


def row(page: Page, words: str) -> Locator:
    return page.locator(".review .row", has_text=words)


def number_of(page: Page, name: str) -> str:
    """The key that chooses this speaker for the statement on the card."""
    return page.locator(".review .card .choice", has_text=name).locator("kbd").inner_text()


def chosen(page: Page) -> str:
    return page.locator(".review .card [data-at^=s][aria-pressed=true] span").inner_text()


def drag(page: Page, words: str) -> None:
    """Select these words of the text with the mouse, from the middle of their first sign to that of their last."""
    places = page.locator(".review .sheet").evaluate(
        """(text, words) => {
          for (const block of text.children) {
            const nodes = []
            const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
            while (walk.nextNode()) nodes.push(walk.currentNode)
            const at = nodes.map(node => node.data).join("").indexOf(words)
            if (at < 0) continue
            const box = unit => {
              for (const node of nodes) {
                if (unit < node.length) {
                  const range = document.createRange()
                  range.setStart(node, unit)
                  range.setEnd(node, unit + 1)
                  block.scrollIntoView({ block: "center" })
                  const { x, y, width, height } = range.getBoundingClientRect()
                  // A mouse knows whole pixels only.
                  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
                }
                unit -= node.length
              }
            }
            return [box(at), box(at + words.length - 1)]
          }
        }""",
        words,
    )
    first, last = places
    page.mouse.move(first["x"], first["y"])
    page.mouse.down()
    page.mouse.move(last["x"], last["y"], steps=6)
    page.mouse.up()


def test_two_speakers_and_a_border_then_undo(server: Server, visit: Visit) -> None:
    before = stored(server, "plein")
    page = check(visit, server, "plein")

    # By keyboard: another speaker.
    row(page, "De bomen moeten").click()
    page.keyboard.press(number_of(page, "Jan de Wit"))
    expect(page.locator(".review .card [aria-pressed=true]").first).to_contain_text("Jan de Wit")
    saved(page)
    # Another, nobody who is named.
    row(page, "Beloven is niet").click()
    page.keyboard.press("0")
    saved(page)
    # By selecting: a border.
    row(page, "We beginnen morgen").click()
    drag(page, "We beginnen morgen 🎉🎉 met het plein")
    expect(page.locator(".review .selected")).to_contain_text("“We beginnen morgen 🎉🎉 met het plein”")
    page.locator(".review .selected button").first.click()
    expect(page.locator(".review .quote")).to_have_text("We beginnen morgen 🎉🎉 met het plein")
    # And a word further by keyboard.
    page.keyboard.press("]")
    expect(page.locator(".review .quote")).to_have_text("We beginnen morgen 🎉🎉 met het plein en")
    saved(page)

    after = stored(server, "plein")
    said = {s.text: name for s, name in zip(after.statements, names(after), strict=True)}
    assert said["De bomen moeten blijven staan"] == "Jan de Wit"
    assert said["Beloven is niet hetzelfde als doen"] == ""
    assert said["We beginnen morgen 🎉🎉 met het plein en"] == "Kim Bos"
    assert [s.id for s in after.statements] == [s.id for s in before.statements]

    page.reload()
    ready(page)
    row(page, "We beginnen morgen").click()
    expect(page.locator(".review .quote")).to_have_text("We beginnen morgen 🎉🎉 met het plein en")
    row(page, "De bomen moeten").click()
    assert chosen(page) == "Jan de Wit"

    # All of it undone, in steps, also after the reload; then done again.
    for left in (3, 2, 1, 0):
        page.keyboard.press("u")
        expect(page.locator(".review .past li")).to_have_count(9 - left)
    saved(page)
    assert stored(server, "plein").statements == before.statements
    page.keyboard.press("Control+Shift+Z")
    page.keyboard.press("U")
    expect(page.locator(".review .past li")).to_have_count(11)
    saved(page)
    assert names(stored(server, "plein")).count("") == 1


def test_keys_typed_fast_on_a_slow_line_land_where_they_were_meant(server: Server, visit: Visit) -> None:
    page = check(visit, server, "snel")
    before = stored(server, "snel")
    # Every frame to the server and back is held up for most of a second.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 700, "downloadThroughput": 30_000, "uploadThroughput": 30_000},
    )
    order = page.locator(".review .row").all_inner_texts()
    wanted = []
    for turn in range(len(order)):
        # What a person sees is what the key means, whatever the server has heard by then.
        quote = page.locator(".review .quote").inner_text()
        keys = page.locator(".review .card [data-at^=s] kbd").all_inner_texts()
        people = page.locator(".review .card [data-at^=s] span").all_inner_texts()
        pick = turn % len(keys)
        page.keyboard.press(keys[pick])
        page.wait_for_timeout(100)
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        wanted.append((quote, people[pick]))
    expect(page.locator(".review .status")).to_have_attribute("data-state", "waiting")
    saved(page)
    after = stored(server, "snel")
    found = {" ".join(s.text.split()): name for s, name in zip(after.statements, names(after), strict=True)}
    known = {speaker.name for speaker in after.speakers}
    assert found == {quote: name if name in known else "" for quote, name in wanted}
    assert len(wanted) == len(before.statements)
    assert {s.attribution.rule for s in after.statements} == {"reviewed"}
    page.reload()
    ready(page)
    expect(page.locator(".review .row[data-state=checked]")).to_have_count(len(order))


def test_a_new_statement_and_its_new_speaker_before_the_server_answers(server: Server, visit: Visit) -> None:
    page = check(visit, server, "hand")
    before = stored(server, "hand")
    drag(page, "Zij woont aan het plein")
    page.locator(".review .selected button").nth(0).click()
    expect(page.locator(".review .quote")).to_have_text("Zij woont aan het plein")
    page.keyboard.press("n")
    page.keyboard.type("Bo Mol")
    page.keyboard.press("Enter")
    page.keyboard.press("t")
    page.keyboard.press("[")
    page.keyboard.press("{")
    page.keyboard.press("]")
    saved(page)
    after = stored(server, "hand")
    [new] = [s for s in after.statements if "Zij woont" in s.text]
    assert after.speaker(new.speaker or "").name == "Bo Mol"
    assert new.type == "mixed"
    assert new.id not in {s.id for s in before.statements}
    assert new.text.startswith("Zij woont aan het plein")
    # Dropped, joined, split: the list follows.
    count = page.locator(".review .row").count()
    page.keyboard.press("Delete")
    expect(page.locator(".review .row")).to_have_count(count - 1)
    row(page, "Er komen bomen").click()
    page.keyboard.press("m")
    expect(page.locator(".review .row")).to_have_count(count - 2)
    expect(page.locator(".review .quote")).to_contain_text("Dat beloof ik.")
    # Keys pressed while a name is typed are letters of that name.
    page.keyboard.press("n")
    page.keyboard.type("u1 0t")
    page.keyboard.press("Escape")
    saved(page)
    assert len(stored(server, "hand").statements) == count - 2


def test_a_cut_through_another_statement_is_refused_and_drawn_back(server: Server, visit: Visit) -> None:
    page = check(visit, server, "weg")
    row(page, "Er komen bomen").click()
    drag(page, "bomen bij”, zegt Kim Bos. “Dat beloof")
    page.locator(".review .selected button").first.click()
    expect(page.locator(".review .status")).to_have_attribute("data-state", "problem")
    expect(page.locator(".review .status")).to_contain_text("Dat beloof ik.")
    expect(page.locator(".review .quote")).to_have_text("Er komen bomen bij")
    assert stored(server, "weg").revision == 1


def test_another_tab_saved_meanwhile(server: Server, visit: Visit) -> None:
    one = check(visit, server, "tabs")
    two = one.context.new_page()
    two.set_default_timeout(30_000)
    two.goto(f"{server.url}/review?article=tabs")
    ready(two)
    row(two, "De bomen moeten").click()
    two.keyboard.press("0")
    saved(two)

    row(one, "Beloven is niet").click()
    one.keyboard.press("0")
    status = one.locator(".review .status")
    expect(status).to_have_attribute("data-state", "problem")
    expect(status).to_contain_text("De bomen moeten")
    # What was typed is still there, and so is what the other did; nothing is saved yet.
    assert chosen(one) == stored_nobody(one)
    assert stored(server, "tabs").revision == 2
    one.keyboard.press("k")
    one.locator(".review .report > .acts").get_by_role("button").first.click()
    saved(one)
    after = stored(server, "tabs")
    assert after.revision == 3
    assert names(after).count("") == 2

    # And the other way: leaving one's own out.
    row(two, "Er komen bomen").click()
    two.keyboard.press("0")
    expect(two.locator(".review .status")).to_have_attribute("data-state", "problem")
    two.locator(".review .report > .acts").get_by_role("button").nth(1).click()
    expect(two.locator(".review .status")).to_have_attribute("data-state", "saved")
    assert stored(server, "tabs").revision == 3
    row(two, "Beloven is niet").click()
    assert chosen(two) == stored_nobody(two)


def stored_nobody(page: Page) -> str:
    return page.locator(".review .card [data-at=snull] span").inner_text()


def test_what_was_not_yet_saved_survives_a_reload(server: Server, visit: Visit) -> None:
    page = check(visit, server, "lijst")
    row(page, "De bomen moeten").click()
    # The line is cut: nothing reaches the server any more.
    page.context.set_offline(True)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0},
    )
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    before = stored(server, "lijst").revision
    page.keyboard.press("0")
    kept = page.evaluate("sessionStorage.getItem('standpunt.review.lijst')")
    assert '"op":"speaker"' in kept
    page.context.set_offline(False)
    devtools.detach()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    ready(page)
    saved(page)
    after = stored(server, "lijst")
    assert after.revision == before + 1
    assert names(after).count("") == 1
    assert page.evaluate("sessionStorage.getItem('standpunt.review.lijst')") is None

    # Speakers: an edit, a merger; the history puts back what was.
    page.locator(".review summary").first.click()
    person = page.locator(".review .person", has_text="Jan de Wit")
    person.get_by_role("button").first.click()
    page.locator(".review .person form select").nth(1).select_option(label="Kim Bos")
    page.locator(".review .person form button[type=submit]").click()
    expect(page.locator(".review .person")).to_have_count(2)
    saved(page)
    assert "Jan de Wit" not in names(stored(server, "lijst"))
    page.locator(".review summary").nth(2).click()
    page.locator(".review .past li").last.get_by_role("button").click()
    expect(page.locator(".review .person")).to_have_count(3)
    saved(page)
    assert stored(server, "lijst").statements == stored(server, "lijst", 1).statements


def test_the_plot_follows_and_follows_back(server: Server, visit: Visit) -> None:
    page = check(visit, server, "influencers")
    look = page.context.new_page()
    look.set_default_timeout(30_000)

    def plot() -> list[str]:
        look.goto(f"{server.url}/?article=influencers")
        look.get_by_text("Hetzelfde als tabel").click()
        cells = look.locator("[class*='st-key-cell']")
        expect(cells.nth(23)).to_be_visible()
        expect(cells.filter(has_text="voorlopig").first).to_be_visible()
        return cells.all_inner_texts()

    before = plot()
    page.bring_to_front()
    row(page, "Je kunt geen groot verhaal").click()
    page.keyboard.press("Delete")
    saved(page)
    assert plot() != before
    page.bring_to_front()
    page.keyboard.press("u")
    expect(row(page, "Je kunt geen groot verhaal")).to_be_visible()
    saved(page)
    assert plot() == before


def test_on_a_phone(server: Server, visit: Visit) -> None:
    page = check(visit, server, "telefoon", phone=True)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0
    card = page.locator(".review .card")
    box = card.bounding_box()
    assert box is not None
    # The statement stands above the card, not behind it.
    mark = page.locator(".review .mark.current").last.bounding_box()
    assert mark is not None
    assert mark["y"] + mark["height"] <= box["y"] + 1
    assert box["height"] <= 844 * 0.6
    first = page.locator(".review .place").inner_text()
    page.locator(".review .card [data-at=snull]").tap()
    page.locator(".review .card .right").tap()
    expect(page.locator(".review .place")).not_to_have_text(first)
    expect(page.locator(".review .status")).to_have_attribute("data-state", "saved")
    assert names(stored(server, "telefoon")).count("") == 1


def test_the_history_says_what_was_done(server: Server) -> None:
    database = open_database(f"sqlite:///{server.folder / 'data' / 'standpunt.db'}")
    try:
        for change in history(database, "plein")[:-1]:
            assert str(change.change)
    finally:
        database.close()
