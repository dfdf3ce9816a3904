"""HTTP to an address that somebody else chose, without being sent where nobody should come (SSRF).

A host is looked up once, and the address that was checked is the address that is connected to.
Private and other special networks are refused, also after a redirect and also when they hide in an
IPv6 address. One deadline covers everything, however slowly the other side goes, and no more bytes
are read than asked for. Whatever happens, the caller gets a ``Response`` or a ``FetchError``.
"""

import http.client
import io
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Container, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import quote, urljoin, urlsplit

from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

USER_AGENT = "GovHub"
LONGEST_URL = 2000
PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_SAFE_METHODS = {"GET", "HEAD"}
_MOST_HEADERS = 65_536
"""Bytes before the body."""
_CHUNK_OVERHEAD = 8
"""A body in chunks may take this many times its own size on the wire."""
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_UNSEEN = re.compile(r"[\x00-\x20\x7f]")
_IN_PATH = "/%:@!$&'()*+,;=~-._"
_IN_QUERY = _IN_PATH + "?"

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
_Value = TypeVar("_Value")


class FetchError(DomainError):
    """Nothing came back that can be used; the message says why."""


class Blocked(FetchError):
    """An address where GovHub does not go."""


class Unreachable(FetchError):
    """No such host, or nobody answers there."""


class Insecure(Unreachable):
    """The server cannot prove that it is who we asked for."""


class TimedOut(FetchError):
    """It took too long, from the first look-up to the last byte."""


class TooBig(FetchError):
    """The answer is longer than was asked for."""


class BadAnswer(FetchError):
    """What came back is not HTTP, or stops halfway."""


class TooManyRedirects(FetchError):
    """The address leads to another, and that to another, and so on."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Which machines may be reached: the public internet, on the ports of the web.

    A test and the demo may also reach this machine itself; the composition root decides.
    """

    loopback_ports: Container[int] = ()
    tls: ssl.SSLContext | None = None
    """Whom to trust; None for the authorities that this machine trusts."""

    def permits(self, ip: str, port: int) -> bool:
        """Tell whether a connection to this IP address may be made."""
        address = ipaddress.ip_address(ip.partition("%")[0])
        if address.is_loopback and port in self.loopback_ports:
            return True
        return port in PORTS.values() and is_public(address)

    def is_this_machine(self, address: "Address") -> bool:
        """Tell whether this is a place on this machine that may be reached, by its name."""
        is_loopback = address.host == "localhost" or (address.ip and address.ip.is_loopback)
        return bool(is_loopback) and address.port in self.loopback_ports


PUBLIC = Reach()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of somebody else's time and memory is ours, and the reverse."""

    timeout: float = 10.0
    """Seconds for everything together."""
    max_bytes: int = 512 * 1024
    cut: bool = False
    """Keep the first ``max_bytes`` of a longer body instead of raising TooBig."""
    redirects: int = 3
    """How many are followed, for GET and HEAD; with 0 a redirect is an answer like any other."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    content: bytes
    url: str
    """Where it came from, after redirects."""

    @property
    def is_success(self) -> bool:
        """Tell whether the server says that it went well."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


@dataclass(frozen=True, kw_only=True)
class Address:
    """A web address, in parts that are safe to use."""

    scheme: str
    host: str
    """In ASCII, without brackets."""
    port: int
    target: str
    """Path and query, as they stand in the request."""

    @property
    def ip(self) -> _Ip | None:
        """Return the IP address, when the host is written as one."""
        return _ip(self.host)

    @property
    def authority(self) -> str:
        """Return what the header Host says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def address_of(url: str, reach: Reach = PUBLIC) -> Address:
    """Return the parts of the address. Raises Blocked when it is none that may be visited."""
    if len(url) > LONGEST_URL or _UNSEEN.search(url):
        raise _malformed()
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
        path, query = quote(parts.path, safe=_IN_PATH), quote(parts.query, safe=_IN_QUERY)
    except ValueError as error:
        raise _malformed() from error
    if parts.scheme not in PORTS or not host:
        raise Blocked(_("Gebruik een adres dat begint met https:// of http://."))
    if "@" in parts.netloc:
        raise Blocked(_("Gebruik een adres zonder gebruikersnaam en wachtwoord."))
    port = PORTS[parts.scheme] if port is None else port
    address = Address(
        scheme=parts.scheme,
        host=host,
        port=port,
        target=(path or "/") + (f"?{query}" if query else ""),
    )
    if port not in PORTS.values() and port not in reach.loopback_ports:
        raise Blocked(_("Gebruik een adres met poort 80 of 443, of zonder poort."))
    if address.ip is not None and not reach.permits(host, port):
        raise _internal()
    return address


def is_public(address: _Ip) -> bool:
    """Tell whether this is an ordinary address on the public internet (IANA's registries)."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def fetch(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    reach: Reach = PUBLIC,
) -> Response:
    """Send a request and return the answer, whatever its status. Raises FetchError."""
    limits = limits or Limits()
    request = _Request(
        method=method,
        body=body,
        headers=headers or {},
        deadline=time.monotonic() + limits.timeout,
        limits=limits,
        reach=reach,
    )
    for _redirect in range(limits.redirects + 1):
        response = request.send(url)
        target = response.headers.get("location")
        follows = limits.redirects and method in _SAFE_METHODS and response.status in _REDIRECTS
        if not follows or not target:
            return response
        url = _joined(url, target)
    raise TooManyRedirects(_("Dit adres verwijst te vaak door."))


_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SPECIAL = [
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",  # IETF protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarking
        "2001::/23",  # IETF protocol assignments, with Teredo and ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
]
"""What Python's tables lack in some version, or what can hide another address."""


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that packets to this one really go to."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


@dataclass(frozen=True, kw_only=True)
class _Request:
    method: str
    body: bytes | None
    headers: Mapping[str, str]
    deadline: float
    limits: Limits
    reach: Reach

    def send(self, url: str) -> Response:
        """Send it to this address; a redirect is an answer here."""
        address = address_of(url, self.reach)
        with _typed_errors(), self._connected(address) as connected:
            most = _MOST_HEADERS + _CHUNK_OVERHEAD * self.limits.max_bytes
            wire = _Wire(connected, self.deadline, most)
            connection = http.client.HTTPConnection(address.host, address.port)
            connection.sock = wire
            connection.request(
                self.method, address.target, body=self.body, headers=self._headers(address)
            )
            answer = connection.getresponse()
            return Response(
                status=answer.status,
                headers={name.lower(): value for name, value in answer.getheaders()},
                content=self._content(answer),
                url=url,
            )

    def _headers(self, address: Address) -> dict[str, str]:
        return {
            "User-Agent": USER_AGENT,
            **self.headers,
            "Host": address.authority,
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _content(self, answer: http.client.HTTPResponse) -> bytes:
        most = self.limits.max_bytes
        content = answer.read(most + 1)
        if len(content) > most:
            if not self.limits.cut:
                raise _too_big()
            return content[:most]
        if answer.length:
            raise http.client.IncompleteRead(content, answer.length)
        return content

    @contextmanager
    def _connected(self, address: Address) -> Iterator[socket.socket]:
        connected = self._connect(address)
        try:
            if address.scheme == "https":
                connected.settimeout(_left(self.deadline))
                connected = (self.reach.tls or _trusted()).wrap_socket(
                    connected, server_hostname=address.host
                )
            yield connected
        finally:
            connected.close()

    def _connect(self, address: Address) -> socket.socket:
        """Connect to the first address of the host that may be reached and answers."""
        found = _within(self.deadline, lambda: _look_up(address.host, address.port))
        permitted = [each for each in found if self.reach.permits(each[4][0], address.port)]
        if not permitted:
            raise _internal()
        trouble: OSError = OSError()
        for number, each in enumerate(permitted):
            share = _left(self.deadline) / (len(permitted) - number)
            try:
                return _connection(each, timeout=share)
            except OSError as error:
                trouble = error
        raise trouble


class _Wire(io.RawIOBase):
    """A socket as ``http.client`` wants it: waits until the deadline, reads until ``most``."""

    def __init__(self, connected: socket.socket, deadline: float, most: int) -> None:
        self._socket, self._deadline, self._most = connected, deadline, most

    def makefile(self, *_args: object, **_options: object) -> io.BufferedReader:
        return io.BufferedReader(self)

    def close(self) -> None:
        """Stay open: ``http.client`` lets go of it before the body is read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(_left(self._deadline))
        number = self._socket.recv_into(buffer)
        self._most -= number
        if self._most < 0:
            raise _too_big()
        return number

    def sendall(self, data: bytes) -> None:
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(data)


@contextmanager
def _typed_errors() -> Iterator[None]:
    """Say in our words what can go wrong on the way."""
    try:
        yield
    except FetchError:
        raise
    except TimeoutError as error:
        raise TimedOut(_("De server deed er te lang over.")) from error
    except ssl.SSLCertVerificationError as error:
        raise Insecure(_("Het certificaat van de server klopt niet.")) from error
    except ssl.SSLError as error:
        raise Insecure(_("Er kwam geen veilige verbinding tot stand.")) from error
    except (http.client.HTTPException, ValueError) as error:
        raise BadAnswer(_("De server gaf een antwoord dat we niet begrijpen.")) from error
    except OSError as error:
        raise Unreachable(_("De server is niet bereikbaar.")) from error


def _look_up(host: str, port: int) -> list[Any]:
    """Return where the host is. Raises Unreachable when nobody knows it."""
    address = _ip(host)
    if address is not None:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
        return [(family, socket.SOCK_STREAM, 0, "", (host, port))]
    try:
        return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (socket.gaierror, UnicodeError) as error:
        raise Unreachable(_("De server bestaat niet.")) from error


def _connection(found: Any, *, timeout: float) -> socket.socket:
    """Connect to one of the places that a look-up found. Raises OSError."""
    family, kind, protocol, _name, where = found
    connecting = socket.socket(family, kind, protocol)
    try:
        connecting.settimeout(timeout)
        connecting.connect(where)
    except BaseException:
        connecting.close()
        raise
    return connecting


def _within(deadline: float, work: Callable[[], _Value]) -> _Value:
    """Do what knows no time limit of its own. Raises TimeoutError; the work is then left alone."""
    outcome: Future[_Value] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001  # it is raised where it is waited for
            outcome.set_exception(error)

    Thread(target=run, name="govhub-look-up", daemon=True).start()
    return outcome.result(timeout=_left(deadline))


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


def _ip(host: str) -> _Ip | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(name: str) -> str:
    """Return the host in ASCII. Raises ValueError when it can be none."""
    if _ip(name) is not None and "%" not in name:
        return name
    ascii_name = name.removesuffix(".").encode("idna").decode("ascii").lower()
    if ascii_name and not _HOST.fullmatch(ascii_name):
        raise ValueError(name)
    return ascii_name


def _joined(url: str, target: str) -> str:
    """Return where a redirect leads; a header comes as Latin-1, whatever was meant."""
    try:
        return urljoin(url, target.encode("latin-1").decode("utf-8", "replace").strip())
    except ValueError as error:
        raise _malformed() from error


def _malformed() -> Blocked:
    return Blocked(_("Dit is geen volledig webadres. Een voorbeeld is https://www.voorbeeld.nl."))


def _internal() -> Blocked:
    return Blocked(_("Dit adres hoort bij een intern netwerk. Gebruik een openbaar adres."))


def _too_big() -> TooBig:
    return TooBig(_("Het antwoord van de server is te groot."))
