"""The page as it leaves the server: language, headers, cookies. Streamlit's real page, a small inner server."""

import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from components.server.cookies import PARTICIPANT, TOKEN, ParticipantCookie
from components.server.page import Page, localised

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def page(request: Request) -> Response:
    return HTMLResponse(INDEX, headers={"etag": '"file"', "last-modified": "Mon, 01 Jan 2024 00:00:00 GMT"})


@pytest.fixture
def client() -> TestClient:
    app = Starlette(
        routes=[Route("/", page), Route("/text", lambda request: PlainTextResponse("x"))],
        middleware=[Middleware(ParticipantCookie), Middleware(Page)],
    )
    return TestClient(app)


HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    ("address", "accept_language", "language"),
    [
        ("/", "nl", "nl"),
        ("/", "en-GB,en", "en"),
        ("/", "fr", "nl"),
        ("/?lang=en", "nl", "en"),
        ("/?lang=<x>", "nl", "nl"),
    ],
)
def test_language_of_the_page(client: TestClient, address: str, accept_language: str, language: str) -> None:
    response = client.get(address, headers={**HTML, "accept-language": accept_language})
    assert f'<html lang="{language}">' in response.text
    assert response.headers["content-language"] == language


def test_language_in_the_address_is_remembered(client: TestClient) -> None:
    client.get("/?lang=en", headers={**HTML, "accept-language": "nl"})
    assert '<html lang="en">' in client.get("/", headers={**HTML, "accept-language": "nl"}).text


def test_no_inline_script_and_none_allowed(client: TestClient) -> None:
    response = client.get("/", headers=HTML)
    assert "<script>" not in response.text
    assert "window.prerenderReady =" not in response.text
    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy["script-src"] == "'self' blob:"
    assert "unsafe-inline" not in policy["script-src"]
    assert "unsafe-eval" not in response.headers["content-security-policy"]


def test_a_hostile_host_header_does_not_reach_the_policy(client: TestClient) -> None:
    response = client.get("/", headers={**HTML, "host": "x; script-src *"})
    assert "script-src *" not in response.headers["content-security-policy"]


def test_validators_of_the_file_are_dropped(client: TestClient) -> None:
    """Otherwise a browser would get "not modified" for a page in another language."""
    response = client.get("/", headers=HTML)
    assert "etag" not in response.headers
    assert "last-modified" not in response.headers


def test_page_is_compressed_for_those_who_accept_it(client: TestClient) -> None:
    with client.stream("GET", "/", headers={**HTML, "accept-encoding": "gzip"}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) == len(raw)
    assert b"<title>Standpunt</title>" in gzip.decompress(raw)


def test_other_answers_keep_their_body_and_get_the_headers(client: TestClient) -> None:
    response = client.get("/text")
    assert response.text == "x"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert PARTICIPANT not in response.cookies


def test_a_browser_gets_one_token_and_keeps_it(client: TestClient) -> None:
    first = client.get("/", headers=HTML)
    token = first.cookies[PARTICIPANT]
    assert TOKEN.fullmatch(token)
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Lax" in first.headers["set-cookie"]
    assert "Secure" not in first.headers["set-cookie"]
    assert client.get("/", headers=HTML).cookies[PARTICIPANT] == token


def test_cookie_is_secure_behind_https(client: TestClient) -> None:
    client.base_url = client.base_url.copy_with(scheme="https")
    assert "; Secure" in client.get("/", headers=HTML).headers["set-cookie"]


@pytest.mark.parametrize("bad", ["short", "x" * 200, "a b" * 20, "…" * 40])
def test_a_malformed_token_is_replaced(client: TestClient, bad: str) -> None:
    response = client.get("/", headers={**HTML, "cookie": f"{PARTICIPANT}={bad}".encode()})
    assert TOKEN.fullmatch(response.cookies[PARTICIPANT])
    assert response.cookies[PARTICIPANT] != bad


def test_two_browsers_get_different_tokens(client: TestClient) -> None:
    other = TestClient(client.app)
    assert (
        client.get("/", headers=HTML).cookies[PARTICIPANT]
        != other.get("/", headers=HTML).cookies[PARTICIPANT]
    )


def test_streamlits_page_is_as_we_expect_it() -> None:
    """When Streamlit changes its page, this says which of our replacements no longer finds its place."""
    html = localised(INDEX, "nl")
    assert '<html lang="nl">' in html
    assert html.count("<title>Standpunt</title>") == 1
    assert "Streamlit app" not in html
    assert "Zet het aan in je browser" in html
    assert "service-desc" not in html
