"""Fetching one public page, and nothing else: no private address, no endless answer, no surprise on the way.

The name is looked up once, every address it has is checked, and the connection goes to a checked address, so a
name that changes its mind in between (DNS rebinding) gains nothing. TLS still verifies the name. Proxies from
the environment are not used: a proxy would look the name up again.
"""

import ipaddress
import queue
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.parse import urljoin

from components.article.fault import ArticleFault
from components.article.reading.addresses import IPAddress, Place, find_place, is_public, own_network
from components.article.reading.limits import ADDRESSES, BYTES_FETCHED, MEGABYTE, REDIRECTS, SECONDS_FETCH
from components.message import Message

USER_AGENT = "Standpunt/0.1 (discussion dashboard; reads one page when a person asks for it)"
TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
}
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,application/pdf;q=0.7,*/*;q=0.1"
_CHUNK = 64 * 1024
_REDIRECTED = frozenset((301, 302, 303, 307, 308))


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host, in the order of preference of this computer. OSError when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Policy:
    """Which addresses may be contacted. Tests let their own server in; nothing else changes it.

    permits: asked for every address a host has; one refusal refuses the host. ports: that may be asked.
    resolve: name and port to addresses. seconds, largest: of the whole fetch; bytes of the body.
    context: of TLS; None is the system's own, which verifies name and certificate.
    """

    permits: Callable[[IPAddress], bool] = is_public
    ports: frozenset[int] = frozenset((80, 443))
    resolve: Callable[[str, int], Sequence[str]] = resolve
    seconds: float = SECONDS_FETCH
    largest: int = BYTES_FETCHED
    context: ssl.SSLContext | None = None


class Page(NamedTuple):
    """What came: the bytes, the type (lower case, without parameters), the charset of the header, the last address."""

    data: bytes
    content_type: str
    charset: str | None
    url: str


def fetch(url: str, policy: Policy | None = None) -> Page:
    """The page at an address, after at most five redirects, each checked like the first.

    Raises ArticleFault, with a sentence for a facilitator, for whatever is refused or fails.
    """
    policy = policy or Policy()
    clock = _Clock(policy.seconds)
    try:
        place = find_place(url)
        for _ in range(REDIRECTS + 1):
            with _Visit(place, policy, clock) as visit:
                response = visit.ask()
                location = response.getheader("Location")
                if response.status not in _REDIRECTED or not location:
                    return _page(response, place, policy, clock)
            place = find_place(urljoin(place.url, location.strip()))
    except ArticleFault:
        raise
    except ssl.SSLCertVerificationError:
        raise ArticleFault(
            Message(
                "{host} cannot prove that it is {host}: its certificate is not valid. Look at the address again, or "
                "save the page as a file and import that.",
                {"host": place.host},
            )
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        if clock.left() <= 0 or isinstance(error, TimeoutError):
            raise _too_slow(place.host, policy) from None
        raise ArticleFault(
            Message(
                "{host} did not give the page. Check the address and your connection, or save the page as a file and "
                "import that.",
                {"host": place.host},
            )
        ) from error
    finally:
        clock.stop()
    raise ArticleFault(
        Message(
            "The address leads from one to another more than {limit} times. Open it in your browser and copy the "
            "address you end at.",
            {"limit": REDIRECTS},
        )
    )


class _Clock:
    """Time for a whole fetch. When it is over, the socket in use is shut, whatever is waiting for it."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        self.socket: socket.socket | None = None
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True
        self.timer.start()

    def left(self) -> float:
        """Seconds left; zero or less when it is over."""
        return self.end - time.monotonic()

    def _cut(self) -> None:
        current = self.socket
        if current is not None:
            # Of the plain socket: TLS would first say goodbye, politely and perhaps for ever.
            with suppress(OSError):
                socket.socket.shutdown(current, socket.SHUT_RDWR)

    def stop(self) -> None:
        """No more to watch."""
        self.timer.cancel()


class _Visit:
    """One connection for one request."""

    def __init__(self, place: Place, policy: Policy, clock: _Clock) -> None:
        self.place, self.policy, self.clock = place, policy, clock
        self.connection: HTTPConnection | None = None

    def __enter__(self) -> "_Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.clock.socket = None
        if self.connection is not None:
            self.connection.close()

    def ask(self) -> HTTPResponse:
        """Sends the request; the answer's status and headers."""
        place = self.place
        connection = HTTPConnection(place.host, place.port)
        self.connection = connection
        connection.sock = self._socket()
        host = f"[{place.host}]" if ":" in place.host else place.host
        default = 443 if place.scheme == "https" else 80
        connection.putrequest("GET", place.target, skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", host if place.port == default else f"{host}:{place.port}")
        connection.putheader("User-Agent", USER_AGENT)
        connection.putheader("Accept", _ACCEPT)
        connection.putheader("Accept-Language", "nl, en;q=0.8")
        connection.putheader("Accept-Encoding", "gzip")
        connection.putheader("Connection", "close")
        connection.endheaders()
        return connection.getresponse()

    def _socket(self) -> socket.socket:
        """A connection to one of the host's addresses, all of which are checked first."""
        place = self.place
        if place.port not in self.policy.ports:
            raise ArticleFault(
                Message(
                    "This address asks for another door of the server (port {port}) than web pages have. Take the "
                    "number out of the address, or save the page as a file and import that.",
                    {"port": place.port},
                )
            )
        addresses = _addresses(place, self.policy, self.clock)
        failure: OSError = OSError("no address")
        for address in addresses[:ADDRESSES]:
            if self.clock.left() <= 0:
                raise TimeoutError
            try:
                family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
                plain = socket.socket(family, socket.SOCK_STREAM)
                self.clock.socket = plain
                plain.settimeout(max(self.clock.left(), 0.01))
                plain.connect((str(address), place.port))
            except OSError as error:
                failure = error
                plain.close()
                continue
            return self._secured(plain) if place.scheme == "https" else plain
        raise failure

    def _secured(self, plain: socket.socket) -> socket.socket:
        context = self.policy.context or _system_context()
        try:
            secured = context.wrap_socket(plain, server_hostname=self.place.host)
        except BaseException:
            plain.close()
            raise
        self.clock.socket = secured
        return secured


def _system_context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not context.get_ca_certs():
        # A Python without certificates of its own (macOS): those of certifi, which trafilatura brings.
        with suppress(ImportError):
            import certifi

            context.load_verify_locations(certifi.where())
    return context


def _addresses(place: Place, policy: Policy, clock: _Clock) -> list[IPAddress]:
    """All addresses of the host, every one of them permitted."""
    try:
        found = [ipaddress.ip_address(place.host)]
    except ValueError:
        found = [ipaddress.ip_address(text) for text in _resolved(place, policy, clock)]
    if not found:
        raise OSError("no address")
    if not all(policy.permits(address) for address in found):
        raise own_network()
    return found


def _resolved(place: Place, policy: Policy, clock: _Clock) -> Sequence[str]:
    """What the resolver says, waited for no longer than there is time: the system's own call has no limit."""
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(policy.resolve(place.host, place.port))
        except OSError as error:
            answers.put(error)
        except Exception as error:
            answers.put(OSError(str(error)))

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=max(clock.left(), 0.01))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise ArticleFault(
            Message(
                "There is no website called {host}. Check the address and your connection.",
                {"host": place.host},
            )
        ) from answer
    return answer


def _page(response: HTTPResponse, place: Place, policy: Policy, clock: _Clock) -> Page:
    """The body, if status, type and size are right."""
    _check_status(response.status, place.host)
    content_type, charset = _type(response.getheader("Content-Type") or "")
    if content_type and content_type not in TYPES:
        raise ArticleFault(
            Message(
                "{host} gave no page but something of kind {type}. Standpunt reads pages, text, PDF and Word files.",
                {"host": place.host, "type": content_type[:60]},
            )
        )
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise HTTPException(f"content encoding {coding[:20]}")
    announced = response.getheader("Content-Length") or ""
    if announced.isdigit() and int(announced) > policy.largest:
        raise _too_large(place.host, policy)
    data = _body(response, place, policy, clock, zipped=coding != "identity")
    return Page(data, content_type, charset, place.url)


def _body(response: HTTPResponse, place: Place, policy: Policy, clock: _Clock, *, zipped: bool) -> bytes:
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS) if zipped else None
    chunks: list[bytes] = []
    size = 0
    while True:
        chunk = response.read1(_CHUNK)
        if clock.left() <= 0:
            raise _too_slow(place.host, policy)
        if not chunk:
            break
        if inflate is not None:
            try:
                # One byte more than fits shows that it does not; a bomb is never unpacked further.
                chunk = inflate.decompress(chunk, policy.largest - size + 1)
            except zlib.error as error:
                raise HTTPException("not gzip") from error
        size += len(chunk)
        if size > policy.largest:
            raise _too_large(place.host, policy)
        chunks.append(chunk)
    if response.length:
        raise HTTPException("the answer ends too early")
    return b"".join(chunks)


def _type(header: str) -> tuple[str, str | None]:
    content_type, _, parameters = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", parameters, re.IGNORECASE)
    return content_type.strip().lower(), charset.group(1) if charset else None


def _check_status(status: int, host: str) -> None:
    if status == 200:
        return
    if status in (404, 410):
        raise ArticleFault(
            Message("{host} has no page at this address. Check the address in your browser.", {"host": host})
        )
    if status in (401, 402, 403, 407, 451):
        raise ArticleFault(
            Message(
                "{host} does not let Standpunt in: the page is for subscribers, or programs are kept out. Open it in "
                "your browser, save it as a file and import that.",
                {"host": host},
            )
        )
    if status == 429 or status >= 500:
        raise ArticleFault(
            Message(
                "{host} has a fault or is too busy (code {status}). Try again later, or save the page as a file and "
                "import that.",
                {"host": host, "status": status},
            )
        )
    raise ArticleFault(
        Message(
            "{host} did not give the page but code {status}. Open it in your browser, save it as a file and import that.",
            {"host": host, "status": status},
        )
    )


def _too_slow(host: str, policy: Policy) -> ArticleFault:
    return ArticleFault(
        Message(
            "{host} took longer than {seconds} seconds. Try again later, or save the page as a file and import that.",
            {"host": host, "seconds": round(policy.seconds)},
        )
    )


def _too_large(host: str, policy: Policy) -> ArticleFault:
    return ArticleFault(
        Message(
            "The page of {host} is larger than {limit} MB. Save the article as a file and import that.",
            {"host": host, "limit": round(policy.largest / MEGABYTE)},
        )
    )
