"""Pictures from elsewhere: fetched when that is asked for, from where nobody is harmed by it, and once."""

from __future__ import annotations

import http.server
import ipaddress
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assets.test_assets import drawn, images, picture, saved, told
from deck.assets import Loaded, with_images
from deck.assets.fetch import MOST_BYTES, Fetcher, FetchError, is_public, place_of
from deck.assets.remote import Remote
from deck.model.article import Article, Meta
from deck.model.language import Language

PNG = saved(drawn(size=(100, 80)), "PNG")


class Server(http.server.ThreadingHTTPServer):
    asked: list[str]


class Answers(http.server.BaseHTTPRequestHandler):
    server: Server

    def log_message(self, *_: Any) -> None:
        return

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        try:
            getattr(self, f"answer_{self.path.strip('/').partition('.')[0].partition('?')[0]}")()
        except OSError:
            return

    def say(self, content: bytes, kind: str = "image/png", size: int | None = None) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        if size != -1:
            self.send_header("Content-Length", str(len(content) if size is None else size))
        self.end_headers()
        self.wfile.write(content)

    def lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.end_headers()

    def answer_hall(self) -> None:
        self.say(PNG)

    def answer_page(self) -> None:
        self.say(b"<html>", "text/html; charset=utf-8")

    def answer_lie(self) -> None:
        self.say(b"<html>", "image/png")

    def answer_svg(self) -> None:
        self.say(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="/etc/x"/></svg>', "image/svg+xml")

    def answer_large(self) -> None:
        self.say(b"", size=MOST_BYTES + 1)

    def answer_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(MOST_BYTES // 1_000_000 + 3):
            self.wfile.write(b"x" * 1_000_000)

    def answer_slow(self) -> None:
        time.sleep(5)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_torn(self) -> None:
        self.say(PNG[:50], size=len(PNG))

    def answer_gone(self) -> None:
        self.send_error(410)

    def answer_moved(self) -> None:
        self.lead("hall.png")

    def answer_loop(self) -> None:
        self.lead("/loop")

    def answer_plain(self) -> None:
        self.lead("http://localhost/hall.png")

    def answer_inside(self) -> None:
        self.lead("https://127.0.0.2:9/hall.png")

    def answer_file(self) -> None:
        self.lead("file:///etc/hostname")


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for localhost with its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("openssl is not installed, which makes the certificate")
    file = tmp_path_factory.mktemp("certificate") / "both.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(file), "-days", "2"]
    made = subprocess.run([program, "req", "-x509", *key, *names], capture_output=True, check=True)
    file.write_bytes(file.read_bytes() + made.stdout)
    return file


@pytest.fixture
def server(certified: Path) -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Answers)
    made.daemon_threads = True
    made.asked = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified)
    made.socket = context.wrap_socket(made.socket, server_side=True)
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def fetcher(certified: Path, **limits: float) -> Fetcher:
    """Return one that may ask this very computer, at one of its addresses, and knows its certificate."""
    return Fetcher(
        lambda address: address in (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1")),
        ssl.create_default_context(cafile=str(certified)),
        **limits,
    )


def at(server: Server, name: str, host: str = "127.0.0.1") -> str:
    return f"https://{host}:{server.server_address[1]}/{name}"


@pytest.mark.parametrize("name", ["hall.png", "hall.png?size=large size", "moved"])
def test_a_picture_is_fetched(server: Server, certified: Path, name: str) -> None:
    assert fetcher(certified)(at(server, name)) == PNG


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("page", "is no picture (text/html)"),
        ("large", "is larger than 20 MiB"),
        ("endless", "is larger than 20 MiB"),
        ("missing", "cannot be reached"),
        ("gone", "is not there (HTTP 410)"),
        ("torn", "was not sent whole"),
        ("loop", "leads on more than 3 times"),
        ("plain", "is not https"),
        ("file", "is not https"),
        ("inside", "is not on the public internet"),
    ],
)
def test_what_is_no_picture_or_leads_astray_is_refused(server: Server, certified: Path, name: str, why: str) -> None:
    with pytest.raises(FetchError) as refused:
        fetcher(certified)(at(server, name))
    assert str(refused.value) == why


@pytest.mark.parametrize("name", ["slow", "drip"])
def test_a_server_that_takes_its_time_is_not_waited_for(server: Server, certified: Path, name: str) -> None:
    fetch, started = fetcher(certified, seconds=0.6, in_all=0.9), time.monotonic()
    for _ in range(3):
        with pytest.raises(FetchError, match=r"takes too long|cannot be reached|took all the time"):
            fetch(at(server, name))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_computer_is_not_asked(server: Server, host: str) -> None:
    with pytest.raises(FetchError, match="is not on the public internet"):
        Fetcher()(at(server, "hall.png", host))
    assert server.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server) -> None:
    with pytest.raises(FetchError, match="has no certificate that holds"):
        Fetcher(lambda _: True)(at(server, "hall.png"))
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/a.png", "is not https"),
        ("ftp://example.org/a.png", "is not https"),
        ("https:///a.png", "is no address"),
        ("https://example.org:99999/a.png", "is no address"),
        ("https://[::1/a.png", "is no address"),
        ("https://me:secret@example.org/a.png", "has a password in it"),
    ],
)
def test_what_is_no_address_is_refused(address: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        place_of(address)


@pytest.mark.parametrize(
    ("address", "passes"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        *((address, False) for address in ("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0")),
        *((address, False) for address in ("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1")),
        *((address, False) for address in ("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::1")),
    ],
)
def test_only_the_public_internet_is_asked(address: str, passes: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is passes


def loaded(folder: Path, remote: Remote | None, *sources: str) -> Loaded:
    blocks = tuple(picture(source, line) for line, source in enumerate(sources, 1))
    return with_images(Article(folder / "talk.md", "talk.md", Meta(), Language("en", "en"), blocks), folder, remote)


def kept(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_a_picture_is_fetched_once_and_is_there_without_a_network(server: Server, certified: Path, tmp_path: Path) -> None:
    cache, address = tmp_path / "cache", at(server, "hall.png")
    asking, silent = Remote(cache, fetcher(certified), kept), Remote(cache)
    assert images(loaded(tmp_path, silent, address)) == [None]
    first = loaded(tmp_path, asking, address, address)
    again, offline = loaded(tmp_path, asking, address), loaded(tmp_path, silent, address)
    assert server.asked == ["/hall.png"]
    assert first.findings == again.findings == offline.findings == ()
    assert None not in images(first) and images(first)[:1] == images(again) == images(offline)
    # a receipt knows of it
    assert first.reads == again.reads == offline.reads != ()
    # what is not as it was fetched is fetched again
    first.reads[0].write_bytes(PNG + b"x")
    assert images(loaded(tmp_path, asking, address)) == images(again)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("lie", "is no picture that can be shown"),
        ("svg", "shows what lies in other files, which are not read"),
        ("page", "is no picture (text/html), so it is left out; its text is in the notes"),
    ],
)
def test_what_cannot_be_shown_is_told_and_not_kept(server: Server, certified: Path, tmp_path: Path, name: str, why: str) -> None:
    result = loaded(tmp_path, Remote(tmp_path / "cache", fetcher(certified), kept), at(server, name))
    (line,) = told(result)
    assert "warning D306" in line and why in line
    assert not (tmp_path / "cache").exists() and result.reads == ()


def test_nothing_is_fetched_unasked_and_http_never(tmp_path: Path) -> None:
    (line,) = told(loaded(tmp_path, Remote(tmp_path / "cache"), "//example.org/a.png"))
    assert line.endswith("is not fetched, so it is left out; its text is in the notes; `--fetch` fetches it")
    (line,) = told(loaded(tmp_path, Remote(tmp_path / "cache", Fetcher()), "http://example.org/a.png"))
    assert line.endswith("http://example.org/a.png is not https, so it is left out; its text is in the notes")
    (line,) = told(loaded(tmp_path, Remote(tmp_path / "cache", Fetcher()), "data:image/png;base64,AAAA"))
    assert line.endswith("is not fetched, so it is left out; its text is in the notes")
