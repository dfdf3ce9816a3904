"""Nobody can send us where nobody should come, keep us waiting or fill our memory."""

import ipaddress
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govhub.platform import fetch as fetching
from govhub.platform.fetch import (
    BadAnswer,
    Blocked,
    FetchError,
    Insecure,
    Limits,
    Reach,
    TimedOut,
    TooBig,
    TooManyRedirects,
    Unreachable,
    address_of,
    fetch,
    is_public,
)
from tests.unit.platform.serving import OK, accepting, answering

NOT_PUBLIC = """
    127.0.0.1 127.0.1.1 ::1 0.0.0.0 ::
    10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12::1 fec0::1
    169.254.169.254 fe80::1
    ::ffff:7f00:1 ::ffff:127.0.0.1 ::ffff:a9fe:a9fe ::ffff:10.0.0.1 ::ffff:100.64.0.1 ::7f00:1
    2002:7f00:1:: 2002:a9fe:a9fe:: 2002:0808:0808::
    64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::1
    2001:0:7f00:1::1 2001:10::1 2001:20::1
    100.64.0.1 100.127.255.255
    224.0.0.1 239.1.2.3 ff00::1 ff02::1
    240.0.0.1 255.255.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.88.99.1
    198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1
    100::1 2001:db8::1 3fff::1 4000::1 5f00::1
"""
PUBLIC = """
    8.8.8.8 142.42.1.1 100.63.255.255 100.128.0.1 172.32.0.1 223.255.255.255
    2a00:1450:4007:80e::2004 64:ff9b::808:808 ::ffff:8.8.8.8
"""
NO_ADDRESS = """
    file:///etc/passwd gopher://voorbeeld.nl/ ftp://voorbeeld.nl/ javascript:alert(1) voorbeeld.nl
    //voorbeeld.nl/ http:/// http:///pad https:// http://u:p@8.8.8.8/ http://@8.8.8.8/
    http://8.8.8.8:22/ http://8.8.8.8:8080/ http://8.8.8.8:0/ http://8.8.8.8:99999/ http://8.8.8.8:x/
    http://127.0.0.1/ http://[::1]/ http://[::ffff:127.0.0.1]/ http://[fe80::1%25eth0]/ http://[::1/
    http://voorbeeld..nl/ http://.nl/ http://voor\\beeld.nl/ http://8.8.8.8:443:80/
"""
WAYS_TO_WRITE_LOOPBACK = ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "localhost", "LOCALHOST."]
HERE = Reach(loopback_ports=range(1024, 65536))
QUICK = Limits(timeout=0.5)
MARGIN = 0.4
"""Seconds that a busy machine may add to a deadline."""


def at(port, path="/"):
    return f"http://127.0.0.1:{port}{path}"


@contextmanager
def within_its_time(limit=QUICK.timeout):
    start = time.monotonic()
    yield
    assert time.monotonic() - start < limit + MARGIN


@pytest.fixture
def dns(monkeypatch):
    """Let each look-up of a name give the next of these addresses: ``dns("8.8.8.8")``."""
    asked = []

    def names(*answers):
        turns = count()

        def look_up(host, port, *_args, **_options):
            asked.append(host)
            given = answers[next(turns) % len(answers)]
            return [
                (
                    socket.AF_INET6 if ":" in ip else socket.AF_INET,
                    socket.SOCK_STREAM,
                    6,
                    "",
                    (ip, port),
                )
                for ip in given.split()
            ]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        return asked

    return names


@pytest.fixture
def connected(monkeypatch):
    """The addresses to which a connection was tried; none succeeds."""
    tried = []

    def connect(_socket, where):
        tried.append(where[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.mark.parametrize("ip", NOT_PUBLIC.split())
def test_a_special_address_is_not_public(ip):
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", PUBLIC.split())
def test_an_ordinary_address_is_public(ip):
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("url", NO_ADDRESS.split())
def test_what_is_no_address_of_a_public_page_is_refused(url, connected):
    with pytest.raises(Blocked):
        fetch(url, limits=QUICK)
    assert connected == []


@pytest.mark.parametrize("url", ["http://a.nl/\r\nX: y", "http://a.nl/ b", "http://a .nl/", "\0"])
def test_an_address_with_unseen_signs_is_refused(url, connected):
    with pytest.raises(Blocked):
        fetch(url)
    assert connected == []


@pytest.mark.parametrize("ip", NOT_PUBLIC.split())
def test_a_name_of_a_special_address_is_refused(dns, connected, ip):
    dns(ip)
    with pytest.raises(Blocked):
        fetch("https://onschuldig.voorbeeld.nl/")
    assert connected == []


@pytest.mark.parametrize("host", WAYS_TO_WRITE_LOOPBACK)
def test_however_loopback_is_written_it_is_refused(dns, connected, host):
    dns("127.0.0.1")
    with pytest.raises(Blocked):
        fetch(f"http://{host}/")
    assert connected == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(dns, connected):
    """A name that is public the first time and private the second gains nothing."""
    asked = dns("8.8.8.8", "127.0.0.1")
    with pytest.raises(Unreachable):
        fetch("https://dubbel.voorbeeld.nl/")
    assert asked == ["dubbel.voorbeeld.nl"]
    assert connected == ["8.8.8.8"]


def test_of_several_addresses_only_the_public_ones_are_tried(dns, connected):
    dns("10.0.0.1 8.8.8.8 ::1 2a00:1450:4007:80e::2004")
    with pytest.raises(Unreachable):
        fetch("https://veel.voorbeeld.nl/")
    assert connected == ["8.8.8.8", "2a00:1450:4007:80e::2004"]


def test_the_second_address_is_tried_when_the_first_does_not_answer():
    with answering(lambda connection, _request: connection.sendall(OK)) as port:
        answer = fetch(f"http://localhost:{port}/", reach=HERE)
    assert answer.content == b"ok"


def test_without_leave_this_machine_is_not_reached():
    with answering(lambda connection, _request: connection.sendall(OK)) as port:
        with pytest.raises(Blocked):
            fetch(at(port))
        with pytest.raises(Blocked):
            fetch(at(port), reach=Reach(loopback_ports={port + 1}))
        assert fetch(at(port), reach=Reach(loopback_ports={port})).status == 200


def test_leave_for_this_machine_is_no_leave_for_a_private_network(dns, connected):
    dns("10.0.0.1")
    with pytest.raises(Blocked):
        fetch("http://intern.voorbeeld.nl:8000/", reach=HERE)
    assert connected == []


def test_a_host_that_nobody_knows_is_unreachable(monkeypatch):
    def nobody(*_args, **_options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(Unreachable):
        fetch("https://bestaat-niet.voorbeeld.nl/")


def test_a_slow_look_up_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_options: time.sleep(2) or [])
    with within_its_time(), pytest.raises(TimedOut):
        fetch("https://traag.voorbeeld.nl/", limits=QUICK)


def test_the_request_is_what_was_asked_and_asks_for_no_compression():
    seen = []

    def answer(connection, request):
        seen.append(request.decode())
        connection.sendall(OK)

    with answering(answer) as port:
        fetch(
            at(port, "/a b/é?x=é y".replace(" ", "%20")),
            method="POST",
            body=b"{}",
            headers={"Content-Type": "application/json", "Host": "elders"},
            reach=HERE,
        )
    head = seen[0].split("\r\n")
    assert head[0] == "POST /a%20b/%C3%A9?x=%C3%A9%20y HTTP/1.1"
    assert f"Host: 127.0.0.1:{port}" in head
    assert "Host: elders" not in head
    assert "Accept-Encoding: identity" in head
    assert "Content-Length: 2" in head


def redirect(to, status=302):
    return f"HTTP/1.1 {status} Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/",
        "file:///etc/passwd",
        "http://u:p@8.8.8.8/",
        "http://8.8.8.8:22/",
        "http://[oeps/",
        "//10.0.0.1/",
    ],
)
def test_a_redirect_is_checked_again(to):
    with (
        answering(lambda connection, _request: connection.sendall(redirect(to))) as port,
        pytest.raises(Blocked),
    ):
        fetch(at(port), reach=HERE)


def test_a_redirect_is_followed():
    def answer(connection, request):
        connection.sendall(redirect("/daar?x=1") if b"GET / " in request else OK)

    with answering(answer) as port:
        answer = fetch(at(port), reach=HERE)
    assert (answer.content, answer.url) == (b"ok", at(port, "/daar?x=1"))


def test_no_more_redirects_are_followed_than_agreed():
    seen = []

    def answer(connection, _request):
        seen.append(1)
        connection.sendall(redirect(f"/{len(seen)}"))

    with answering(answer) as port, pytest.raises(TooManyRedirects):
        fetch(at(port), limits=Limits(redirects=2), reach=HERE)
    assert len(seen) == 3


@pytest.mark.parametrize(("method", "redirects"), [("POST", 3), ("OPTIONS", 3), ("GET", 0)])
def test_a_redirect_of_something_else_is_an_answer(method, redirects):
    with answering(lambda connection, _request: connection.sendall(redirect("/daar"))) as port:
        answer = fetch(at(port), method=method, limits=Limits(redirects=redirects), reach=HERE)
    assert answer.status == 302


def endless(*, start, part, pause=0.0):
    def answer(connection, _request=None):
        connection.sendall(start)
        while True:
            connection.sendall(part)
            time.sleep(pause)

    return answer


def test_a_body_that_is_too_big_is_not_read_on():
    big = endless(start=b"HTTP/1.1 200 OK\r\n\r\n", part=b"x" * 65536)
    with answering(big) as port:
        with within_its_time(5), pytest.raises(TooBig):
            fetch(at(port), limits=Limits(max_bytes=100_000), reach=HERE)
        cut = fetch(at(port), limits=Limits(max_bytes=100_000, cut=True), reach=HERE)
    assert cut.content == b"x" * 100_000


@pytest.mark.parametrize(
    "flood",
    [
        endless(start=b"HTTP/1.1 200 OK\r\n", part=b"X: " + b"y" * 60_000 + b"\r\n"),
        endless(start=b"", part=b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
        endless(
            start=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            part=b"1;" + b"y" * 60_000 + b"\r\nx\r\n",
        ),
    ],
    ids=["headers", "continue", "chunk extensions"],
)
def test_headers_without_end_are_not_read_on(flood):
    with answering(flood) as port, within_its_time(5), pytest.raises((TooBig, BadAnswer)):
        fetch(at(port), limits=Limits(max_bytes=1000, timeout=20), reach=HERE)


@pytest.mark.parametrize(
    "drip",
    [
        endless(start=b"HTTP/1.1 200 OK\r\n\r\n", part=b"x", pause=0.05),
        endless(start=b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", part=b"x", pause=0.05),
        endless(
            start=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            part=b"1\r\nx\r\n",
            pause=0.05,
        ),
        endless(start=b"HTTP/1.1 200 OK\r\n", part=b"X: y\r\n", pause=0.05),
        endless(start=b"", part=b"H", pause=0.05),
        lambda _connection, _request: time.sleep(1.5),
    ],
    ids=["body", "body with length", "chunks", "headers", "status line", "silence"],
)
def test_however_slowly_it_comes_it_ends_at_the_deadline(drip):
    with answering(drip) as port, within_its_time(), pytest.raises(TimedOut):
        fetch(at(port), limits=QUICK, reach=HERE)


@pytest.mark.parametrize(
    "hello",
    [
        lambda _connection: time.sleep(1.5),
        endless(start=b"\x16\x03\x03\x40\x00", part=b"\x00", pause=0.05),
    ],
    ids=["silence", "drip"],
)
def test_a_slow_tls_handshake_ends_at_the_deadline(hello):
    with accepting(hello) as port, within_its_time(), pytest.raises(TimedOut):
        fetch(f"https://127.0.0.1:{port}/", limits=QUICK, reach=HERE)


def test_a_server_that_does_not_read_ends_at_the_deadline():
    with (
        accepting(lambda _connection: time.sleep(1.5)) as port,
        within_its_time(),
        pytest.raises(TimedOut),
    ):
        fetch(at(port), method="POST", body=b"x" * 50_000_000, limits=QUICK, reach=HERE)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 101 + b"\r\n",
    ],
)
def test_what_is_no_whole_answer_is_refused(answer):
    with (
        answering(lambda connection, _request: connection.sendall(answer)) as port,
        pytest.raises((BadAnswer, Unreachable)),
    ):
        fetch(at(port), reach=HERE)


def test_a_closed_port_is_unreachable():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            fetch(at(closed.getsockname()[1]), reach=HERE)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost that nobody trusts."""
    folder = tmp_path_factory.mktemp("tls")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make = "openssl req -x509 -nodes -days 2 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    says = "-subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key.pem -out"
    subprocess.run(
        [*make.split(), *says.split(), certificate], cwd=folder, check=True, capture_output=True
    )
    return certificate, key


@pytest.fixture
def server_tls(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.asked = []
    context.sni_callback = lambda _socket, name, _context: context.asked.append(name)
    return context


def test_a_certificate_that_nobody_vouches_for_is_refused(server_tls):
    with (
        answering(lambda connection, _request: connection.sendall(OK), tls=server_tls) as port,
        pytest.raises(Insecure),
    ):
        fetch(f"https://localhost:{port}/", reach=HERE)


def test_tls_is_verified_for_the_name_that_was_asked(server_tls, certificate):
    trusting = Reach(
        loopback_ports=range(1024, 65536), tls=ssl.create_default_context(cafile=certificate[0])
    )
    with answering(lambda connection, _request: connection.sendall(OK), tls=server_tls) as port:
        assert fetch(f"https://localhost:{port}/", reach=trusting).content == b"ok"
        assert server_tls.asked == ["localhost"]
        with pytest.raises(Insecure):
            fetch(f"https://127.0.0.1:{port}/", reach=trusting)


def test_an_international_name_is_looked_up_in_ascii(dns, connected):
    asked = dns("8.8.8.8")
    with pytest.raises(Unreachable):
        fetch("https://coöperatie.voorbeeld.nl./")
    assert asked == ["xn--coperatie-17a.voorbeeld.nl"]


URLS = st.one_of(
    st.text(),
    st.builds(
        "{}://{}{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp", ""]),
        st.sampled_from(["", "u@", "u:p@", "@", "a@b@"]),
        st.one_of(
            st.text(),
            st.from_regex(r"\[?[0-9a-fA-F:.%]{1,40}\]?", fullmatch=True),
            st.ip_addresses().map(str),
            st.ip_addresses(v=6).map("[{}]".format),
        ),
        st.one_of(st.just(""), st.integers().map(":{}".format), st.text().map(":{}".format)),
        st.text().map("/{}".format),
    ),
)


@pytest.fixture(scope="module")
def nowhere():
    """Names and connections of which nothing comes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "_look_up", lambda *_where: [])
        patch.setattr(fetching, "_connection", _refuse)
        yield


def _refuse(*_args, **_options):
    raise ConnectionRefusedError


@given(url=URLS)
@example(url="http://[::1%25]/")
@example(url="http://\udcff/")
@example(url="http://a.nl/\udcff")
@example(url="http://" + "a" * 64 + ".nl/")
@example(url="http://℀.nl/")
@example(url="http://ß.nl/")
@settings(max_examples=1000, deadline=None)
def test_whatever_is_asked_only_our_errors_come(nowhere, url):
    with pytest.raises(FetchError):
        fetch(url)


@given(url=URLS)
@settings(max_examples=500)
def test_an_address_that_is_accepted_is_safe_to_put_in_a_request(url):
    try:
        address = address_of(url)
    except FetchError:
        return
    line = f"GET {address.target} HTTP/1.1 {address.authority}"
    assert line.isascii()
    assert line.isprintable()
    assert " " not in address.target + address.authority
    assert address.port in {80, 443}


@given(answer=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_whatever_a_server_says_only_our_errors_come(babbler, answer):
    babbler.answer = b"HTTP/1.1 " + answer
    with suppress(FetchError):
        fetch(at(babbler.port), reach=HERE)


class Babbler:
    answer = b""

    def __call__(self, connection, _request):
        connection.sendall(self.answer)


@pytest.fixture(scope="module")
def babbler():
    speaking = Babbler()
    with answering(speaking) as speaking.port:
        yield speaking
