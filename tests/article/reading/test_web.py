"""Fetching from a real server on this computer: redirects, drips, floods, names that change their mind, TLS."""

import datetime
import gzip
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from components.article import ArticleFault
from components.article.reading import read_url
from components.article.reading.limits import REDIRECTS
from components.article.reading.web import USER_AGENT, Policy, fetch
from tests.article.reading.making import column, docx, p, pdf
from tests.article.reading.test_page import PAGE

HTML = {"Content-Type": "text/html; charset=utf-8"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass
class Site:
    """A server, what it was asked, and a policy that lets exactly it in."""

    server: ThreadingHTTPServer
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def policy(self) -> Policy:
        return Policy(
            permits=lambda address: str(address) == "127.0.0.1", ports=frozenset((self.port, 80)), seconds=10
        )

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers and "Transfer-Encoding" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def drip(self, first: bytes, piece: bytes) -> None:
            self.wfile.write(first)
            while not site.stop.wait(0.1):
                self.wfile.write(piece)
                self.wfile.flush()

        def do_GET(self) -> None:
            site.requests.append((self.path, dict(self.headers)))
            path, _, query = self.path.partition("?")
            try:
                match path:
                    case "/artikel":
                        self.answer(200, HTML, PAGE.encode())
                    case "/zip":
                        self.answer(200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
                    case "/bomb":
                        self.answer(
                            200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))
                        )
                    case "/brotli":
                        self.answer(200, {**HTML, "Content-Encoding": "br"}, b"x")
                    case "/tekst":
                        self.answer(
                            200,
                            {"Content-Type": "text/plain; charset=iso-8859-1"},
                            "„Ja”, zegt André.".encode("cp1252"),
                        )
                    case "/pdf":
                        body = pdf([column(["Een hele zin in een PDF van het web, zegt Jan."])])
                        self.answer(200, {"Content-Type": "application/pdf"}, body)
                    case "/docx":
                        self.answer(200, {"Content-Type": WORD}, docx(p("Uit Word, zegt Jan.")))
                    case "/beeld":
                        self.answer(200, {"Content-Type": "image/png"}, b"x")
                    case "/zonder-soort":
                        self.answer(200, {}, PAGE.encode())
                    case "/naar":
                        self.answer(302, {"Location": query}, b"")
                    case "/rond":
                        self.answer(301, {"Location": f"/rond?{int(query or 0) + 1}"})
                    case "/status":
                        self.answer(int(query), HTML, b"<p>x</p>")
                    case "/groot":
                        self.answer(200, {**HTML, "Content-Length": "99999999999"}, b"x")
                    case "/vloed":
                        self.answer(200, {**HTML, "Transfer-Encoding": "identity"})
                        while not site.stop.is_set():
                            self.wfile.write(b"x" * 65536)
                    case "/kort":
                        self.answer(200, {**HTML, "Content-Length": "5000"}, b"te kort")
                    case "/druppel":
                        self.drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x")
                    case "/druppelkop":
                        self.drip(b"HTTP/1.1 200 OK\r\nX: ", b"x")
                    case "/onzin":
                        self.wfile.write(b"dit is geen HTTP\r\n\r\n")
                    case _:
                        self.answer(404, HTML)
            except OSError:
                pass
            self.close_connection = True

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    yield from served()


def served(context: ssl.SSLContext | None = None) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    made = Site(server)
    server.RequestHandlerClass = handler(made)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.stop.set()
        server.shutdown()
        server.server_close()


def test_a_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    reading = read_url(site.url("/artikel?a=b"), site.policy)
    assert reading.title == "Dokters willen minder regels"
    assert reading.source.url == site.url("/artikel?a=b")
    assert reading.source.publication == "De Krant"
    [(path, headers)] = site.requests
    assert path == "/artikel?a=b"
    assert headers["Host"] == f"127.0.0.1:{site.port}"
    assert headers["User-Agent"] == USER_AGENT
    assert "Standpunt" in USER_AGENT
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/zip", "„Dat moet anders.”"),
        ("/tekst", "„Ja”, zegt André."),
        ("/pdf", "Een hele zin in een PDF van het web, zegt Jan."),
        ("/docx", "Uit Word, zegt Jan."),
        ("/zonder-soort", "„Dat moet anders.”"),
        ("/naar?/naar?/artikel", "„Dat moet anders.”"),
    ],
)
def test_what_is_read(site: Site, path: str, text: str) -> None:
    assert text in read_url(site.url(path), site.policy).text


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/beeld", "no page but something of kind image/png"),
        ("/bestaat-niet", "has no page at this address"),
        ("/status?410", "has no page"),
        ("/status?403", "does not let Standpunt in"),
        ("/status?401", "does not let Standpunt in"),
        ("/status?429", "too busy"),
        ("/status?503", "too busy"),
        ("/status?418", "code 418"),
        ("/status?204", "code 204"),
        ("/groot", "larger than 10 MB"),
        ("/vloed", "larger than 10 MB"),
        ("/bomb", "larger than 10 MB"),
        ("/kort", "did not give the page"),
        ("/brotli", "did not give the page"),
        ("/onzin", "did not give the page"),
        ("/rond", "more than 5 times"),
        ("/naar?http://127.0.0.2/", "inside your own network"),
        ("/naar?http://localhost/", "inside your own network"),
        ("/naar?http://169.254.169.254/latest", "inside your own network"),
        ("/naar?http://[::1]/", "inside your own network"),
        ("/naar?//10.0.0.1/", "inside your own network"),
        ("/naar?file:///etc/passwd", "begins with https://"),
        ("/naar?http://a:b@127.0.0.1/", "name or password"),
        ("/naar?http://127.0.0.1:22/", "another door"),
    ],
)
def test_what_is_refused(site: Site, path: str, says: str) -> None:
    with pytest.raises(ArticleFault, match=says):
        fetch(site.url(path), site.policy)


def test_redirects_are_counted(site: Site) -> None:
    with pytest.raises(ArticleFault):
        fetch(site.url("/rond"), site.policy)
    assert len(site.requests) == REDIRECTS + 1


def test_the_default_lets_no_test_server_in(site: Site) -> None:
    with pytest.raises(ArticleFault, match="another door"):
        read_url(site.url("/artikel"))
    with pytest.raises(ArticleFault, match="inside your own network"):
        read_url(site.url("/artikel"), Policy(ports=frozenset((site.port,))))
    assert site.requests == []


@pytest.mark.parametrize("path", ["/druppel", "/druppelkop"])
def test_a_slow_drip_is_cut_off(site: Site, path: str) -> None:
    with pytest.raises(ArticleFault, match="took longer than 1 seconds"):
        fetch(site.url(path), replace(site.policy, seconds=1))


def test_a_resolver_that_does_not_answer(site: Site) -> None:
    def endless(host: str, port: int) -> list[str]:
        site.stop.wait(20)
        return ["127.0.0.1"]

    with pytest.raises(ArticleFault, match="took longer than 1 seconds"):
        fetch(site.url("/artikel", "krant.example"), replace(site.policy, seconds=1, resolve=endless))


def test_a_name_that_changes_its_mind(site: Site) -> None:
    """The first answer is public, the next is not; the connection goes to what was checked, and Host is the name."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    policy = replace(site.policy, resolve=rebinding)
    assert fetch(site.url("/artikel", "Krant.Example"), policy).data == PAGE.encode()
    assert asked == ["krant.example"]
    assert site.requests[0][1]["Host"] == f"krant.example:{site.port}"
    with pytest.raises(ArticleFault, match="inside your own network"):
        fetch(site.url("/artikel", "krant.example"), policy)
    assert len(site.requests) == 1


@pytest.mark.parametrize("other", ["10.0.0.1", "::1", "127.0.0.2", "64:ff9b::a00:1"])
def test_one_private_address_among_several_refuses_all(site: Site, other: str) -> None:
    policy = replace(site.policy, resolve=lambda host, port: ["127.0.0.1", other])
    with pytest.raises(ArticleFault, match="inside your own network"):
        fetch(site.url("/artikel", "krant.example"), policy)
    assert site.requests == []


@pytest.mark.parametrize("answer", [OSError("no such name"), ["geen adres"], []])
def test_names_without_address(site: Site, answer: OSError | list[str]) -> None:
    def resolver(host: str, port: int) -> list[str]:
        if isinstance(answer, OSError):
            raise answer
        return answer

    with pytest.raises(ArticleFault, match=r"no website called|did not give the page"):
        fetch(site.url("/artikel", "krant.example"), replace(site.policy, resolve=resolver))


def test_the_next_address_when_the_first_is_dead(site: Site) -> None:
    policy = Policy(
        permits=lambda address: address.is_loopback, ports=frozenset((site.port,)),
        resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"],
    )  # fmt: skip
    assert fetch(site.url("/artikel", "krant.example"), policy).data == PAGE.encode()


def test_nobody_there(site: Site) -> None:
    site.server.shutdown()
    site.server.server_close()
    with pytest.raises(ArticleFault, match="did not give the page"):
        fetch(site.url("/artikel"), site.policy)


def certificate(folder: Path, name: str) -> Path:
    """A certificate for `name`, signed by itself, with its key in one file."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_tls_asks_for_the_name_and_verifies_it(tmp_path: Path) -> None:
    file = certificate(tmp_path, "krant.example")
    names: list[str | None] = []
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)
    server_side.sni_callback = lambda _socket, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(file))
    for site in served(server_side):
        policy = replace(site.policy, resolve=lambda host, port: ["127.0.0.1"], context=trusting)

        def address(host: str, port: int = site.port) -> str:
            return f"https://{host}:{port}/artikel"

        assert fetch(address("krant.example"), policy).data == PAGE.encode()
        assert names == ["krant.example"]
        with pytest.raises(ArticleFault, match="certificate is not valid"):
            fetch(address("ander.example"), policy)
        with pytest.raises(ArticleFault, match="certificate is not valid"):
            fetch(address("krant.example"), replace(policy, context=None))
        assert len(site.requests) == 1


def test_nothing_keeps_running(site: Site) -> None:
    before = threading.active_count()
    for _ in range(3):
        fetch(site.url("/artikel"), site.policy)
    for _ in range(50):
        if threading.active_count() <= before + 1:
            break
        time.sleep(0.05)
    assert threading.active_count() <= before + 1


def test_addresses_are_of_the_standard_library() -> None:
    seen = []
    policy = Policy(
        permits=lambda address: bool(seen.append(address)), resolve=lambda host, port: ["8.8.8.8"]
    )
    with pytest.raises(ArticleFault):
        fetch("https://krant.example/", policy)
    assert seen == [ipaddress.ip_address("8.8.8.8")]
