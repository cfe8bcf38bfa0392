"""Which addresses of the web may be contacted: public hosts by http or https, nothing in anybody's own network."""

import ipaddress
import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from components.article.fault import ArticleFault
from components.article.reading.limits import URL_LENGTH
from components.message import Message

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_BARE = re.compile(r"(?=[^/:?#]*\.)[\w.-]+\.[^\W\d_]{2,}(:\d+)?([/?#]|$)")
_OWN_NETWORK = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "localdomain",
    "arpa",
    "onion",
)
_SAFE = "/%:@!$&'()*+,;=~-._?[]"
# Of 2000::/3, where all public IPv6 addresses are, these lead elsewhere or nowhere.
_IPV6_PUBLIC = ipaddress.ip_network("2000::/3")
_IPV6_NOT = tuple(
    ipaddress.ip_network(text)
    for text in (
        "2001::/23",  # protocol assignments, among them Teredo, which carries an IPv4 address
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "3fff::/20",  # documentation
    )
)
_IPV4_NOT = (ipaddress.ip_network("192.88.99.0/24"),)  # relays of 6to4
_ISATAP = (0x00005EFE, 0x02005EFE)


class Place(NamedTuple):
    """A checked address: host in ASCII without final dot (IPv6 without brackets), target = path and query."""

    scheme: str
    host: str
    port: int
    target: str
    url: str


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to the public internet.

    Not so: private, loopback, link-local, multicast, reserved, unspecified, shared, documentation; nor an IPv6
    address that carries an IPv4 one (mapped, compatible, NAT64, 6to4, Teredo, ISATAP), which could be any.
    """
    if isinstance(address, ipaddress.IPv4Address):
        return (
            address.is_global
            and not (
                address.is_multicast or address.is_reserved or address.is_unspecified or address.is_private
            )
            and not any(address in network for network in _IPV4_NOT)
        )
    return (
        address in _IPV6_PUBLIC
        and address.scope_id is None
        and address.is_global
        and not any(address in network for network in _IPV6_NOT)
        and (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP
    )


def find_place(url: str) -> Place:
    """The place that an address names, without asking anybody. Raises ArticleFault for what is never fetched.

    An address without scheme (`www.krant.nl/artikel`) is taken as https. Credentials, blanks, backslashes and
    hosts that are numbers in disguise (decimal, octal, hexadecimal, shortened) are refused.
    """
    url = url.strip()
    if not url or len(url) > URL_LENGTH or re.search(r"[\x00-\x20\x7f\\]", url):
        raise _no_address()
    if _BARE.match(url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _no_address() from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise ArticleFault(
            Message("Standpunt only fetches web pages: an address that begins with https:// or http://.")
        )
    if "@" in parts.netloc:
        raise ArticleFault(
            Message(
                "This address holds a name or password (before the @). Take it out, or save the page as a file."
            )
        )
    host = _checked_host(host)
    target = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    shown = f"[{host}]" if ":" in host else host
    default = 443 if scheme == "https" else 80
    netloc = shown if port in (None, default) else f"{shown}:{port}"
    return Place(scheme, host, port if port is not None else default, target, f"{scheme}://{netloc}{target}")


def _checked_host(host: str) -> str:
    """A host in ASCII; a numeric one must be an address as it is usually written."""
    if not host or "%" in host:
        raise _no_address()
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError:
            raise _no_address() from None
    try:
        # Also turns full-width digits, circled letters and ideographic stops into what they stand for.
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _no_address() from None
    host = host.removesuffix(".")
    labels = host.split(".")
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise _no_address() from None
    if not all(re.fullmatch(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?", label) for label in labels):
        raise _no_address()
    if len(labels) < 2 or labels[-1] in _OWN_NETWORK:
        raise own_network()
    return host


def own_network() -> ArticleFault:
    """The fault for an address that is not on the public internet."""
    return ArticleFault(
        Message(
            "This address is inside your own network; Standpunt only fetches public pages. Save the page as a file "
            "and import that."
        )
    )


def _no_address() -> ArticleFault:
    return ArticleFault(
        Message("This is not an address of a web page. Copy it from your browser's address bar, as a whole.")
    )
