"""Which addresses are fetched, and which never."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.article import ArticleFault
from components.article.reading.addresses import find_place, is_public
from components.article.reading.web import Policy, fetch

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1",
    "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1",
    "2a00:1450:4001::5efe:7f00:1", "2a00:1450:4001::200:5efe:10.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "145.97.1.1", "172.32.0.1", "2a00:1450:4001:80b::200e", "2001:4860:4860::8888"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


OWN = [
    "http://localhost/", "http://LOCALHOST./", "http://x.localhost/", "http://intranet/", "http://nas.local/",
    "http://router.lan/", "http://a.internal/", "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/", "http://10.1.2.3/", "http://１２７.０.０.１/", "http://127。0。0。1/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://[fe80::1]/", "http://[64:ff9b::127.0.0.1]/", "http://0.0.0.0/",
    "http://metadata.google.internal/",
]  # fmt: skip
NO_ADDRESS = [
    "", "   ", "http://", "https:///pad", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://127.1/", "http://127.0.0.01/", "http://1.2.3.4.5/", "http://a..nl/", "http://[::1", "http://[1.2.3.4]/",
    "http://[fe80::1%25eth0]/", "http://a.nl:x/", "http://a.nl:99999/", "http://a b.nl/", "http://a.nl\\@127.0.0.1/",
    "http://a.nl/\r\nHost: b", "http://%3127.0.0.1/", "http://-a.nl/", "http://" + "a" * 64 + ".nl/",
    "http://a.nl/" + "x" * 2001, "http://a.nl/\x00",
]  # fmt: skip


def unasked(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host}:{port} was looked up")


@pytest.mark.parametrize("url", OWN)
def test_the_own_network(url: str) -> None:
    with pytest.raises(ArticleFault, match="inside your own network"):
        fetch(url, Policy(resolve=unasked))


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(ArticleFault, match="not an address of a web page"):
        fetch(url, Policy(resolve=unasked))


@pytest.mark.parametrize(
    "url", ["ftp://a.nl/", "file:///etc/passwd", "javascript:alert(1)", "gopher://a.nl", "data:text/html,x"]
)
def test_other_schemes(url: str) -> None:
    with pytest.raises(ArticleFault, match="begins with https://"):
        fetch(url, Policy(resolve=unasked))


@pytest.mark.parametrize("url", ["http://jan:geheim@a.nl/", "https://a.nl@b.nl/", "http://@a.nl/"])
def test_credentials(url: str) -> None:
    with pytest.raises(ArticleFault, match="name or password"):
        fetch(url, Policy(resolve=unasked))


@pytest.mark.parametrize("url", ["http://a.nl:8080/", "https://a.nl:22/", "http://a.nl:0/"])
def test_ports(url: str) -> None:
    with pytest.raises(ArticleFault, match="another door"):
        fetch(url, Policy(resolve=unasked))


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://www.krant.nl/artikel", ("https", "www.krant.nl", 443, "/artikel", "https://www.krant.nl/artikel")),
        (" www.krant.nl/a?b=c#d ", ("https", "www.krant.nl", 443, "/a?b=c", "https://www.krant.nl/a?b=c")),
        ("HTTP://Krant.NL.:80", ("http", "krant.nl", 80, "/", "http://krant.nl/")),
        ("https://krant.nl:80/", ("https", "krant.nl", 80, "/", "https://krant.nl:80/")),
        ("https://köln.de/ä b".replace(" ", "%20"), ("https", "xn--kln-sna.de", 443, "/%C3%A4%20b", "https://xn--kln-sna.de/%C3%A4%20b")),
        ("http://[2001:4860:4860::8888]/", ("http", "2001:4860:4860::8888", 80, "/", "http://[2001:4860:4860::8888]/")),
        ("https://krant.nl/a%2Fb?q='x'", ("https", "krant.nl", 443, "/a%2Fb?q='x'", "https://krant.nl/a%2Fb?q='x'")),
    ],
)  # fmt: skip
def test_places(url: str, place: tuple[object, ...]) -> None:
    assert tuple(find_place(url)) == place


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(max_size=40).map(lambda text: f"http://{text}")))
def test_any_text_as_an_address(url: str) -> None:
    try:
        place = find_place(url)
    except ArticleFault:
        return
    assert place.target.isascii()
    assert place.host.isascii()
    assert not set(place.target + place.host) & set(" \r\n\t\\@" if "@" not in place.target else " \r\n\t\\")
    assert find_place(place.url) == place
