"""Signing in and out: who gets the cookie, who does not, and what a thief of files or forms gets."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from components import library
from components.library import open_library
from components.message import StandpuntError
from components.server import facilitators, sign_in
from components.server.cookies import FACILITATOR, ParticipantCookie
from components.server.key import FILE, NoKey, facilitator_key
from components.server.page import Page
from components.server.patience import AT_ONCE, FORGET_AFTER, LONGEST, Patience
from components.settings import REPOSITORY, Settings, settings
from components.store.database import Database

KEY = "een-sleutel-van-de-school"
ORIGIN = {"origin": "http://testserver"}
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.delenv("STANDPUNT_DATABASE_URL", raising=False)
    monkeypatch.setenv("STANDPUNT_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("STANDPUNT_KEY", KEY)
    monkeypatch.setattr(sign_in, "_patience", Patience())
    monkeypatch.setattr("components.server.patience.FIRST", 0.0)
    app = Starlette(routes=sign_in.routes(), middleware=[Middleware(ParticipantCookie), Middleware(Page)])
    yield TestClient(app, follow_redirects=False, headers={"accept": "text/html", "accept-language": "nl"})
    library.close_libraries()


def is_in(client: TestClient) -> bool:
    token = client.cookies.get(FACILITATOR)
    now = settings()
    return facilitators.find(open_library(now).database, facilitator_key(now), token) is not None


def post_key(client: TestClient, key: str = KEY, query: str = "", **headers: str) -> tuple[int, str]:
    response = client.post(f"/sign-in{query}", data={"key": key}, headers={**ORIGIN, **headers})
    return response.status_code, response.headers.get("location", "")


def test_the_key_gives_a_strict_cookie_of_twelve_hours(client: TestClient) -> None:
    response = client.post(
        "/sign-in?next=review&article=een-proef", data={"key": f" {KEY}\n"}, headers=ORIGIN
    )
    assert (response.status_code, response.headers["location"]) == (303, "/review?article=een-proef")
    cookie = response.headers["set-cookie"]
    for part in ("HttpOnly", "SameSite=strict", "Max-Age=43200", "Path=/"):
        assert part in cookie
    assert "Secure" not in cookie
    assert response.headers["cache-control"] == "no-store"
    assert is_in(client)
    assert KEY not in client.get("/sign-in").text


def test_the_cookie_is_secure_behind_https(client: TestClient) -> None:
    client.base_url = client.base_url.copy_with(scheme="https")
    response = client.post("/sign-in", data={"key": KEY}, headers={"origin": "https://testserver"})
    assert "Secure" in response.headers["set-cookie"]


@pytest.mark.parametrize(
    "given", ["", "x", KEY[:-1], KEY + "x", KEY.upper(), "ž" * 3000, "\x00", "a" * 100_000]
)
def test_a_wrong_key_gives_a_sentence(client: TestClient, given: str) -> None:
    response = client.post("/sign-in", data={"key": given}, headers=ORIGIN)
    assert response.status_code == 403
    assert FACILITATOR not in response.cookies
    assert 'role="alert"' in response.text
    assert not is_in(client)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
        {"origin": "http://testserver", "sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"host": "", "origin": "http://"},
    ],
)
@pytest.mark.parametrize("address", ["/sign-in", "/sign-in/LINK", "/sign-out"])
def test_forms_of_other_sites_are_refused(client: TestClient, address: str, headers: dict[str, str]) -> None:
    now = settings()
    link = facilitators.new_link(open_library(now).database, KEY)
    response = client.post(address.replace("LINK", link), data={"key": KEY}, headers=headers)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert facilitators.link_is_open(open_library(now).database, KEY, link)


def test_a_browser_that_tells_only_where_it_fetches_from_is_believed(client: TestClient) -> None:
    response = client.post("/sign-in", data={"key": KEY}, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 303


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("", "/library"),
        ("?next=library", "/library"),
        ("?next=review&article=a-1", "/review?article=a-1"),
        ("?next=review&article=../x", "/review"),
        ("?next=//evil.example", "/library"),
        ("?next=https://evil.example", "/library"),
        ("?next=%0d%0aset-cookie:x", "/library"),
        ("?next=/library", "/library"),
        ("?next=elsewhere&article=a-1", "/library"),
    ],
)
def test_a_sign_in_leads_nowhere_else(client: TestClient, query: str, leads_to: str) -> None:
    assert post_key(client, query=query) == (303, leads_to)


def test_a_link_works_once_and_looking_at_it_uses_nothing_up(client: TestClient) -> None:
    link = facilitators.new_link(open_library(settings()).database, KEY)
    for _ in range(3):
        page = client.get(f"/sign-in/{link}")
        assert page.status_code == 200
        assert f'action="/sign-in/{link}?next=library"' in page.text
        assert FACILITATOR not in page.cookies
    assert client.post(f"/sign-in/{link}", headers=ORIGIN).status_code == 303
    assert is_in(client)
    other = TestClient(client.app, follow_redirects=False)
    for response in (other.get(f"/sign-in/{link}"), other.post(f"/sign-in/{link}", headers=ORIGIN)):
        assert response.status_code == 410
        assert FACILITATOR not in response.cookies
    assert not is_in(other)


@pytest.mark.parametrize("link", ["x", "%00", "..%2fsign-out", "A" * 43, "A" * 5000])
def test_links_that_never_were(client: TestClient, link: str) -> None:
    assert client.get(f"/sign-in/{link}").status_code in (404, 410)
    assert client.post(f"/sign-in/{link}", headers=ORIGIN).status_code in (404, 410)


def test_signing_out_ends_it_in_the_database_too(client: TestClient) -> None:
    post_key(client)
    token = client.cookies[FACILITATOR]
    assert "You are signed in" in client.get("/sign-in?lang=en").text
    response = client.post("/sign-out", headers=ORIGIN)
    assert (response.status_code, response.headers["location"]) == (303, "/")
    assert FACILITATOR not in client.cookies
    thief = TestClient(client.app, cookies={FACILITATOR: token})
    assert not is_in(thief)


def test_two_browsers_are_one_facilitator_and_sign_out_apart(client: TestClient) -> None:
    other = TestClient(client.app, follow_redirects=False)
    post_key(client)
    post_key(other)
    database = open_library(settings()).database
    first, second = (facilitators.find(database, KEY, c.cookies[FACILITATOR]) for c in (client, other))
    assert first is not None
    assert second is not None
    assert first.id == second.id
    client.post("/sign-out", headers=ORIGIN)
    assert not is_in(client)
    assert is_in(other)


def test_another_key_signs_everybody_out(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    post_key(client)
    monkeypatch.setenv("STANDPUNT_KEY", "een-andere-sleutel")
    assert not is_in(client)
    assert post_key(client)[0] == 403


def test_the_database_tells_a_thief_nothing(database: Database) -> None:
    token, link = facilitators.sign_in(database, KEY), facilitators.new_link(database, KEY)
    with database.reading() as connection:
        stored = " ".join(
            str(row)
            for table in ("facilitators", "facilitator_sessions", "sign_in_links")
            for row in connection.execute(text(f"select * from {table}"))
        )
    for secret in (token, link, KEY):
        assert secret not in stored


def test_a_sign_in_ends_after_twelve_hours(database: Database) -> None:
    token = facilitators.sign_in(database, KEY, now=NOW)
    almost, over = NOW + timedelta(hours=11, minutes=59), NOW + timedelta(hours=12)
    assert facilitators.find(database, KEY, token, now=almost) is not None
    assert facilitators.find(database, KEY, token, now=over) is None
    assert facilitators.find(database, KEY, token[:-1] + "é", now=almost) is None
    # The next sign-in sweeps it out.
    facilitators.sign_in(database, KEY, now=over)
    with database.reading() as connection:
        assert connection.execute(text("select count(*) from facilitator_sessions")).scalar() == 1


def test_a_link_is_too_old_after_an_hour(database: Database) -> None:
    link = facilitators.new_link(database, KEY, now=NOW)
    over = NOW + timedelta(hours=1)
    assert facilitators.link_is_open(database, KEY, link, now=NOW + timedelta(minutes=59))
    assert not facilitators.link_is_open(database, KEY, link, now=over)
    assert facilitators.sign_in_by_link(database, KEY, link, now=over) is None


def test_a_database_that_is_away(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDPUNT_DATABASE_URL", "postgresql://me:geheim@127.0.0.1:9/name")
    for response in (client.get("/sign-in"), client.post("/sign-in", data={"key": KEY}, headers=ORIGIN)):
        assert response.status_code == 503
        assert "127.0.0.1:9/name" in response.text
        assert "geheim" not in response.text


def test_the_page_speaks_both_languages_and_shows_nothing_it_was_given(client: TestClient) -> None:
    evil = "?next=%3Cscript%3E&article=%22%3E%3Cscript%3E"
    page = client.get(f"/sign-in{evil}")
    assert '<html lang="nl">' in page.text
    assert "<script" not in page.text
    assert '<html lang="en">' in client.get("/sign-in?lang=en").text
    assert "default-src 'self'" in page.headers["content-security-policy"]


# -- delay


def test_wrong_keys_wait_longer_and_longer_but_never_for_ever() -> None:
    patience = Patience()
    waits = []
    for _ in range(12):
        waits.append(patience.begin_wrong("a", now=100.0))
        patience.end_wrong("a")
    assert waits[:5] == [0.5, 1, 2, 4, 8]
    assert set(waits[5:]) == {LONGEST}
    assert patience.begin_wrong("b", now=100.0) == 0.5
    assert patience.begin_wrong("a", now=100.0 + FORGET_AFTER + 1) == 0.5


def test_many_wrong_keys_at_once_do_not_wait_side_by_side() -> None:
    patience = Patience()
    for _ in range(AT_ONCE):
        assert patience.may_try("a")
        patience.begin_wrong("a")
    assert not patience.may_try("a")
    assert patience.may_try("b")
    patience.end_wrong("a")
    assert patience.may_try("a")


def test_addresses_are_forgotten_rather_than_filling_the_memory() -> None:
    patience = Patience()
    for number in range(10_050):
        patience.begin_wrong(str(number))
    assert len(patience._records) == 10_000


# -- the key


def test_a_key_is_made_once_for_its_owners_eyes(tmp_path: Path) -> None:
    now = Settings("sqlite://", tmp_path / "data")
    key = facilitator_key(now)
    assert len(key) >= 40
    assert facilitator_key(now) == key
    file = tmp_path / "data" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert facilitator_key(Settings("sqlite://", tmp_path / "data", key=KEY)) == KEY
    assert KEY not in repr(Settings("sqlite://", tmp_path, key=KEY))


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    ask = (
        "from pathlib import Path; from components.settings import Settings; "
        "from components.server.key import facilitator_key; "
        f"print(facilitator_key(Settings('sqlite://', Path({str(tmp_path / 'data')!r}))))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", ask], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    keys = [process.communicate(timeout=60)[0].strip() for process in started]
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 40


@pytest.mark.parametrize("short", ["x", "elf-tekens!"])
def test_a_key_that_could_be_guessed_is_refused(tmp_path: Path, short: str) -> None:
    with pytest.raises(NoKey, match="could be guessed") as caught:
        facilitator_key(Settings("sqlite://", tmp_path, key=short))
    assert short not in str(caught.value)
    (tmp_path / FILE).write_text(short)
    with pytest.raises(NoKey, match="could be guessed"):
        facilitator_key(Settings("sqlite://", tmp_path))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(NoKey, match="cannot be read or made"):
        facilitator_key(Settings("sqlite://", tmp_path / "data"))


def test_the_start_prints_a_link_only_without_a_key(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sign_in.announcement("http://localhost:8501") is None
    monkeypatch.delenv("STANDPUNT_KEY")
    line = sign_in.announcement("http://localhost:8501") or ""
    link = line.rpartition("http://localhost:8501/sign-in/")[2]
    assert facilitator_key(settings()) not in line
    assert client.post(f"/sign-in/{link}", headers=ORIGIN).status_code == 303
    assert is_in(client)
    monkeypatch.setenv("STANDPUNT_PUBLIC_URL", "https://debat.example/")
    assert "https://debat.example/sign-in/" in (sign_in.announcement("http://localhost:8501") or "")
    monkeypatch.setenv("STANDPUNT_KEY", "kort")
    with pytest.raises(StandpuntError, match="could be guessed"):
        sign_in.announcement("http://localhost:8501")
