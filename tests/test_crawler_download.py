"""The way out to the network: what is sent, what an answer becomes, and what is sent nowhere."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.engine import connections
from crawler.engine.addresses import Permitted
from crawler.engine.download import ReadingDownloader, Refused
from crawler.engine.wire import AnswerError

PAGE = b"<html><p>text</html>"
PACKED = gzip.compress(PAGE)


def _downloader(permitted: Permitted, has_room: Callable[[str], bool]) -> ReadingDownloader:
    frontier = SimpleNamespace(has_room=has_room)
    spider = SimpleNamespace(session=SimpleNamespace(permitted=permitted, frontier=frontier))
    settings = Settings({"DOWNLOAD_MAXSIZE": 100, "DOWNLOAD_TIMEOUT": 0.2})
    return ReadingDownloader(SimpleNamespace(settings=settings, spider=spider))  # type: ignore[arg-type]


def _get(
    answer: bytes, *, method: str = "GET", path: str = "", room: bool = True, mute: bool = False
) -> tuple[Response | str, list[bytes]]:
    """What comes of a server's bytes, or the reason why nothing does; and the heads of requests it got.

    `mute`: the server keeps the connection open behind its answer.
    """
    sent: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sent.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(answer)
        if mute:
            await reader.read()
        writer.close()

    async def go() -> Response | str:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server:
            home = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            downloader = _downloader(Permitted([home + "/"]), lambda _: room)
            request = Request(home + path, method=method, headers={"User-Agent": "test"})
            try:
                return await downloader.read(request)
            except Refused as exc:
                return exc.reason
            finally:
                downloader.close()
                await asyncio.sleep(0.01)  # the server's side sees that it is over

    return asyncio.run(go()), sent


@pytest.mark.parametrize(
    ("answer", "status", "body", "flags"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + PAGE, 200, PAGE, []),
        (b"HTTP/1.1 203 Changed\r\nContent-Length: 20\r\n\r\n" + PAGE, 200, PAGE, []),
        (b"HTTP/1.1 404 None\r\nContent-Length: 20\r\n\r\n" + PAGE, 404, PAGE, []),
        (b"HTTP/1.1 202 OK\r\nContent-Length: 20\r\n\r\n" + PAGE, 202, PAGE, []),
        (b"HTTP/1.1 200 OK\r\n\r\n" + PAGE, 200, PAGE, []),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + PAGE, 200, PAGE, ["broke_off"]),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + PACKED, 200, PAGE, []),
    ],
)
def test_an_answer_of_a_server(answer: bytes, status: int, body: bytes, flags: list[str]) -> None:
    found, _ = _get(answer)
    assert isinstance(found, Response)
    assert (found.status, found.body, found.flags) == (status, body, flags)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n", "too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 101, "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 101), "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", "content_encoding"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n<html>", "cut_off"),
        (b"", "broken_connection"),
    ],
)
def test_an_answer_that_is_not_taken(answer: bytes, reason: str) -> None:
    assert _get(answer)[0] == reason


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"", "timeout"),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>", "timeout"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + PAGE, PAGE),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n" + PAGE, PAGE),
    ],
)
def test_a_server_that_does_not_come_to_an_end(answer: bytes, body: bytes | str) -> None:
    found, _ = _get(answer, mute=True)
    assert (found.body if isinstance(found, Response) else found) == body


def test_headers_that_come_twice_are_kept() -> None:
    found, _ = _get(b"HTTP/1.1 200 OK\r\nLink: <a>\r\nlink: <b>\r\n\r\n" + PAGE)
    assert isinstance(found, Response)
    assert found.headers.getlist("Link") == [b"<a>", b"<b>"]


@pytest.mark.parametrize(
    ("method", "path", "line"),
    [
        ("GET", "", b"GET / HTTP/1.1"),
        ("GET", "/a%20b/?c=d", b"GET /a%20b/?c=d HTTP/1.1"),
        ("GET", "/a#part", b"GET /a HTTP/1.1"),
        ("HEAD", "/a", b"HEAD /a HTTP/1.1"),
    ],
)
def test_what_is_sent(method: str, path: str, line: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"
    found, (sent,) = _get(answer + PAGE if method == "GET" else answer, method=method, path=path)
    assert isinstance(found, Response)
    assert found.body == (PAGE if method == "GET" else b"")
    first, host, *others = sent.split(b"\r\n")
    assert (first, host.partition(b":")[0]) == (line, b"Host")
    assert others == [b"User-Agent: test", b"Accept-Encoding: gzip, deflate", b"", b""]


def test_nothing_is_sent_to_an_address_that_is_busy_enough() -> None:
    assert _get(b"", room=False) == ("crowded", [])


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://a.example/", ("1.1.1.1", 80, None)),
        ("https://a.example/", ("1.1.1.1", 443, "a.example")),
        ("https://a.example:8443/", ("1.1.1.1", 8443, "a.example")),
        ("http://a.example./", ("1.1.1.1", 80, None)),
    ],
)
@pytest.mark.parametrize("times", [1, 2])
def test_where_it_is_sent(
    monkeypatch: pytest.MonkeyPatch, url: str, place: tuple[str, int, str | None], times: int
) -> None:
    tried: list[tuple[str, int, str | None]] = []
    asked: list[tuple[str, dict[str, str]]] = []
    permitted = Permitted()

    def has_room(url: str) -> bool:
        asked.append((url, dict(permitted.ips)))
        return True

    async def note(ip: str, port: int, name: str | None) -> None:
        tried.append((ip, port, name))
        raise AnswerError("refused")

    monkeypatch.setattr(connections, "_open", note)
    monkeypatch.setattr(connections, "_resolve", lambda _: ["1.1.1.1"])

    async def go() -> None:
        downloader = _downloader(permitted, has_room)
        for _ in range(times):
            with pytest.raises(Refused, match=r"^refused$"):
                await downloader.read(Request(url))
        downloader.close()

    asyncio.run(go())
    assert tried == [place] * times
    assert asked == [(url, {"a.example": "1.1.1.1"})], "room is looked for once the address is known"


@pytest.mark.parametrize("number", [0, 1, 3])
def test_closed_it_lets_what_is_on_its_way_come(number: int) -> None:
    began: list[bytes] = []
    ended: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        began.append(await reader.readuntil(b"\r\n\r\n"))
        await asyncio.sleep(0.05 * len(began))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + PAGE)
        ended.append(await reader.read())
        writer.close()

    async def go() -> list[Response]:
        servers = [await asyncio.start_server(serve, "127.0.0.1", 0) for _ in range(number)]
        homes = [f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/" for server in servers]
        downloader = _downloader(Permitted(homes), lambda _: True)
        asked = [asyncio.create_task(downloader.read(Request(home))) for home in homes]
        while len(began) < number:
            await asyncio.sleep(0.01)
        downloader.close()
        answers = await asyncio.gather(*asked)
        assert not downloader.active
        await asyncio.sleep(0.01)
        for server in servers:
            server.close()
        return answers

    answers = asyncio.run(go())
    assert [answer.body for answer in answers] == [PAGE] * number
    assert ended == [b""] * number
