"""The one place that asks a network for anything: a picture that an article names, and only where `--fetch` says so."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import NamedTuple, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

from deck import __version__

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

MOST_BYTES = 20 * 1024 * 1024
MOST_REDIRECTS = 3
SECONDS, SECONDS_IN_ALL = 10.0, 60.0
PORT = 443
REDIRECTS = (301, 302, 303, 307, 308)
# IPv4 behind the prefixes of translators (RFC 6052)
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
SAFE = "/%:@!$&'()*+,;=~-._?"


class FetchError(Exception):
    """A picture that is not fetched; the message is the end of a sentence about its address."""


class _Place(NamedTuple):
    """What an address leads to: a host, its port, and the path there."""

    host: str
    port: int
    path: str


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet: nobody's own computer, house, office or cloud."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF) if address in TRANSLATED else None)
        if inner is not None:
            return is_public(inner)
        if address.sixtofour or address.teredo:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class Fetcher:
    """Fetches over https alone, from addresses that `admits` lets pass, as long as time is left for all that it fetches."""

    def __init__(
        self,
        admits: Callable[[Address], bool] = is_public,
        context: ssl.SSLContext | None = None,
        *,
        seconds: float = SECONDS,
        in_all: float = SECONDS_IN_ALL,
    ) -> None:
        self._admits = admits
        self._context = context
        self._seconds = seconds
        self._left = in_all

    def __call__(self, address: str) -> bytes:
        """Return what lies at an address, at most MOST_BYTES of it; raises FetchError."""
        started = time.monotonic()
        if self._left <= 0:
            raise FetchError("is not fetched, for the others took all the time")
        until = started + min(self._seconds, self._left)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                content, further = self._asked(place_of(address), until)
                if not further:
                    return content
                address = urljoin(address, further)
            raise FetchError(f"leads on more than {MOST_REDIRECTS} times")
        finally:
            self._left = max(0.0, self._left - (time.monotonic() - started))

    def _asked(self, place: _Place, until: float) -> tuple[bytes, str]:
        """Return what a server answers, or else where it leads on to."""
        late = threading.Event()
        connection = http.client.HTTPSConnection(place.host, place.port)
        # http.client lets go of its socket before it has read all
        held: list[socket.socket] = []
        stop = threading.Timer(max(0.0, until - time.monotonic()), _ended, (held, late))
        stop.daemon = True
        try:
            plain = self._connected(place, until)
            if self._context is None:
                self._context = ssl.create_default_context()
            secure = self._context.wrap_socket(plain, server_hostname=place.host, do_handshake_on_connect=False)
            held.append(secure)
            connection.sock = secure
            # a server that sends a byte now and then is ended as well
            stop.start()
            secure.do_handshake()
            connection.request("GET", place.path, headers={"User-Agent": f"recap-deck/{__version__}", "Accept": "image/*"})
            found = _content_of(connection.getresponse())
        except ssl.SSLError as error:
            raise FetchError("has no certificate that holds" if isinstance(error, ssl.SSLCertVerificationError) else _late(late)) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(_late(late)) from error
        finally:
            stop.cancel()
            connection.close()
            for left in held:
                left.close()
        if late.is_set():
            raise FetchError(_late(late))
        return found

    def _connected(self, place: _Place, until: float) -> socket.socket:
        """Return a connection to an address that was checked, so that no second answer of a name server leads elsewhere."""
        found = _addresses(place, until)
        if found is None:
            raise FetchError("takes too long")
        if not found or not all(self._admits(ipaddress.ip_address(str(sockaddr[0]).partition("%")[0])) for _, sockaddr in found):
            raise FetchError("is not on the public internet" if found else "is not known to any name server")
        family, sockaddr = found[0]
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(max(0.1, until - time.monotonic()))
            connection.connect(sockaddr)
        except OSError:
            connection.close()
            raise
        return connection


def place_of(address: str) -> _Place:
    """Return what an address leads to; raises FetchError for one that is not https, or names somebody who may."""
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port or PORT
    except (UnicodeError, ValueError) as error:
        raise FetchError("is no address") from error
    if parts.scheme.lower() != "https":
        raise FetchError("is not https")
    if not host or "@" in parts.netloc:
        raise FetchError("is no address" if not host else "has a password in it")
    path = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    return _Place(host, port, path)


def _content_of(answer: http.client.HTTPResponse) -> tuple[bytes, str]:
    further = answer.getheader("Location", "")
    if answer.status in REDIRECTS and further:
        return b"", further
    if answer.status != http.client.OK:
        raise FetchError(f"is not there (HTTP {answer.status})")
    kind = answer.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith("image/") and kind not in ("application/octet-stream", "binary/octet-stream"):
        raise FetchError(f"is no picture ({kind[:40] if kind.isprintable() else 'of no kind'})")
    size = answer.getheader("Content-Length", "")
    content = b"" if size.isdecimal() and int(size) > MOST_BYTES else answer.read(MOST_BYTES + 1)
    if not content and size not in ("", "0"):
        raise FetchError(f"is larger than {MOST_BYTES >> 20} MiB")
    if len(content) > MOST_BYTES:
        raise FetchError(f"is larger than {MOST_BYTES >> 20} MiB")
    if size.isdecimal() and len(content) < int(size):
        raise FetchError("was not sent whole")
    return content, ""


def _addresses(place: _Place, until: float) -> list[tuple[socket.AddressFamily, tuple[str, int]]] | None:
    """Return the addresses of a host, None for one that a name server is still looking for when time is over: it sets no limit itself."""
    found: list[tuple[socket.AddressFamily, tuple[str, int]]] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend((family, (str(address[0]), place.port)) for family, _, _, _, address in rows)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, until - time.monotonic()))
    return None if asking.is_alive() else found


def _ended(held: list[socket.socket], late: threading.Event) -> None:
    """End what is read from a socket, in whatever thread."""
    late.set()
    for connection in held:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def _late(late: threading.Event) -> str:
    return "takes too long" if late.is_set() else "cannot be reached"
