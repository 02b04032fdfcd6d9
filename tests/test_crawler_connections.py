"""Connections: kept and used again, opened anew where the server closed them, encrypted or not."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.engine import connections
from crawler.engine.addresses import Permitted
from crawler.engine.connections import Connections
from crawler.engine.wire import Answer, AnswerError

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[None, None, None]]
HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@asynccontextmanager
async def _server(serve: Serve, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            await asyncio.sleep(0.02)  # its side of the connections sees that they are closed


async def _ask(ways: Connections, port: int, scheme: str = "http") -> bytes:
    answer = Answer(largest=100)
    permitted = Permitted([f"{scheme}://127.0.0.1:{port}/"])
    await ways.ask((scheme, "127.0.0.1", port), b"GET / HTTP/1.1\r\n\r\n", answer, permitted)
    return answer.body


def _run(serve: Serve, times: int, *, pause: float = 0.0, tls: ssl.SSLContext | None = None) -> list[bytes]:
    """The bodies of so many requests, one after the other."""

    async def go() -> list[bytes]:
        ways, found = Connections(), []
        async with _server(serve, tls) as port:
            try:
                for _ in range(times):
                    found.append(await _ask(ways, port, "https" if tls else "http"))
                    await asyncio.sleep(pause)
            finally:
                ways.close()
        return found

    return asyncio.run(go())


class _Counted:
    """A server that answers `each` requests of a connection and closes it then; `met`: connections,
    `most` of them at once."""

    def __init__(self, each: int, answer: bytes = HELLO) -> None:
        self.each, self.answer, self.met, self.open, self.most = each, answer, 0, 0, 0
        self.spoken: str | None = None

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met += 1
        self.open += 1
        self.most = max(self.most, self.open)
        if (tls := writer.get_extra_info("ssl_object")) is not None:
            self.spoken = tls.selected_alpn_protocol()
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            for _ in range(self.each):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(self.answer)
                await writer.drain()
        self.open -= 1
        writer.close()


def test_one_connection_serves_request_after_request() -> None:
    server = _Counted(100)
    assert _run(server, 5) == [b"hello"] * 5
    assert server.met == 1


@pytest.mark.parametrize("pause", [0.0, 0.05])
def test_a_connection_that_the_server_closed_is_opened_anew(pause: float) -> None:
    server = _Counted(1)
    assert _run(server, 3, pause=pause) == [b"hello"] * 3
    assert server.met == 3


@pytest.mark.parametrize(("seconds", "met"), [(0.0, 5), (60.0, 1)])
def test_a_connection_that_was_idle_for_long_is_closed_and_not_used_again(
    seconds: float, met: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", seconds)
    server = _Counted(100)
    assert _run(server, 5, pause=0.02) == [b"hello"] * 5
    assert server.met == met
    assert server.most <= 2, "the old one is closed beside the new one"


def test_a_connection_is_not_used_again_where_the_server_says_close() -> None:
    server = _Counted(100, HELLO.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n"))
    assert _run(server, 2) == [b"hello"] * 2
    assert server.met == 2


@pytest.mark.parametrize(("kept", "met"), [(1, 4), (2, 2)])
def test_of_many_idle_connections_the_oldest_is_closed(
    kept: int, met: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_KEPT", kept)
    server = _Counted(100)

    async def go() -> None:
        ways = Connections()
        async with _server(server) as one, _server(server) as other:
            try:
                for port in (one, other, one, other):
                    assert await _ask(ways, port) == b"hello"
                async with asyncio.timeout(60):
                    while server.open > kept:
                        await asyncio.sleep(0.01)
            finally:
                ways.close()

    asyncio.run(go())
    assert server.met == met


def test_bytes_that_nobody_asked_for_are_no_answer_to_the_next_request() -> None:
    server = _Counted(100, HELLO + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfake")
    assert _run(server, 3, pause=0.02) == [b"hello"] * 3
    assert server.met == 3


@pytest.mark.parametrize(("answer", "reason"), [(b"", "broken_connection"), (HELLO[:-2], "cut_off")])
def test_a_fresh_connection_that_ends_early_is_a_failure(answer: bytes, reason: str) -> None:
    with pytest.raises(AnswerError) as caught:
        _run(_Counted(1, answer), 1)
    assert caught.value.reason == reason


def test_a_refused_connection_has_its_name() -> None:
    async def go() -> None:
        async with _server(_Counted(1)) as port:
            pass
        await _ask(Connections(), port)

    with pytest.raises(AnswerError) as caught:
        asyncio.run(go())
    assert caught.value.reason == "refused"


@pytest.mark.parametrize(
    ("reasons", "told"),
    [
        (("timeout", "unreachable"), "timeout"),
        (("unreachable", "refused"), "refused"),
        (("tls", "refused"), "tls"),
        (("unreachable", "unreachable"), "unreachable"),
    ],
)
def test_of_several_addresses_the_one_that_came_furthest_is_told(
    monkeypatch: pytest.MonkeyPatch, reasons: tuple[str, str], told: str
) -> None:
    left = list(reasons)

    async def fails(*_: object) -> None:
        raise AnswerError(left.pop(0))

    monkeypatch.setattr(connections, "_open", fails)
    monkeypatch.setattr(connections, "_resolve", lambda _: ["93.184.216.34", "2606:4700::1111"])
    with pytest.raises(AnswerError, match=rf"^{told}$"):
        asyncio.run(
            Connections().ask(
                ("https", "a.example", 443), b"", Answer(largest=100), Permitted(["https://a.example/"])
            )
        )
    assert not left


@pytest.mark.parametrize(
    ("dead", "tried"),
    [
        ([], ["192.0.2.1"] * 3),
        (["192.0.2.1"], ["192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.2"]),
        (["192.0.2.1", "192.0.2.2"], ["192.0.2.1", "192.0.2.2", *["192.0.2.3"] * 3]),
    ],
)
def test_an_address_that_does_not_answer_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch, dead: list[str], tried: list[str]
) -> None:
    asked, connect = [], connections._open

    async def go() -> None:
        ways = Connections()
        async with _server(_Counted(1)) as port:
            for _ in range(3):
                answer, permitted = Answer(largest=100), Permitted([f"http://a.example:{port}/"])
                await ways.ask(("http", "a.example", port), b"GET / HTTP/1.1\r\n\r\n", answer, permitted)
                await asyncio.sleep(0.02)
            ways.close()

    async def note(ip: str, port: int, name: str | None) -> connections.Connection:
        asked.append(ip)
        if ip in dead:
            raise AnswerError("timeout")
        return await connect("127.0.0.1", port, name)

    monkeypatch.setattr(connections, "_open", note)
    monkeypatch.setattr(connections, "_resolve", lambda _: ["192.0.2.1", "192.0.2.2", "192.0.2.3"])
    asyncio.run(go())
    assert asked == tried


def test_a_host_without_encryption_has_its_name() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def go() -> None:
        async with _server(plain) as port:
            await _ask(Connections(), port, "https")

    with pytest.raises(AnswerError) as caught:
        asyncio.run(go())
    assert caught.value.reason == "tls"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (TimeoutError(), "timeout"),
        (ConnectionRefusedError(), "refused"),
        (ssl.SSLError(), "tls"),
        (OSError(), "unreachable"),
        (None, "timeout"),
    ],
)
def test_why_a_host_is_not_connected_to(
    fault: Exception | None, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect(*_: object, **__: object) -> None:
        if fault is not None:
            raise fault
        await asyncio.sleep(5)

    async def go() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "create_connection", connect)
        await _ask(Connections(), 80)

    monkeypatch.setattr(connections, "CONNECT_SECONDS", 0.05)
    with pytest.raises(AnswerError, match=rf"^{reason}$"):
        asyncio.run(go())


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1 is deprecated:DeprecationWarning")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_3])
def test_forgotten_certificates_and_old_servers_do_not_hide_a_blog(
    tmp_path: Path, version: ssl.TLSVersion
) -> None:
    server, tls = _Counted(100), _expired(tmp_path)
    tls.minimum_version = tls.maximum_version = version
    tls.set_ciphers("DEFAULT:@SECLEVEL=0")
    tls.set_alpn_protocols(["h2", "http/1.1"])
    assert _run(server, 2, tls=tls) == [b"hello"] * 2
    assert (server.met, server.spoken) == (1, "http/1.1")


def _expired(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that it signed itself and that ended yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "blog.example")])
    end = datetime.now(UTC) - timedelta(days=1)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(end - timedelta(days=9)).not_valid_after(end)
    kind = serialization.PrivateFormat.TraditionalOpenSSL
    form = serialization.Encoding.PEM
    (folder / "key").write_bytes(key.private_bytes(form, kind, serialization.NoEncryption()))
    (folder / "cert").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return context


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "dns"),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "dns_timeout"),
        (TimeoutError(), "dns_timeout"),
        (UnicodeError(), "dns"),
    ],
)
@pytest.mark.parametrize("known", [False, True])
def test_a_host_is_reached_while_the_dns_gives_no_answer(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, reason: str, known: bool
) -> None:
    answers: list[list[str] | Exception] = [["1.1.1.1"], fault] if known else [fault]

    def resolve(name: str) -> list[str]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def go() -> dict[str, str]:
        ways, permitted = Connections(), Permitted(["http://a.example/"])
        try:
            while answers:
                await ways.locate("a.example", permitted)
        finally:
            ways.close()
        return permitted.ips

    monkeypatch.setattr(connections, "_resolve", resolve)
    monkeypatch.setattr(connections, "DNS_VALID", -1.0)
    if known and reason == "dns_timeout":
        assert asyncio.run(go()) == {"a.example": "1.1.1.1"}
    else:
        with pytest.raises(AnswerError, match=rf"^{reason}$"):
            asyncio.run(go())


def test_hosts_whose_dns_does_not_answer_do_not_fail_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(name: str) -> list[str]:
        if not name.startswith("mute"):
            return ["1.1.1.1"]
        time.sleep(0.6)  # longer than it is waited for
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    async def go() -> list[str]:
        ways = Connections()

        async def told(name: str) -> str:
            with suppress(AnswerError):
                await ways.locate(name, Permitted())
                return name
            return f"not {name}"

        try:
            await told("known.example")
            silent = [asyncio.create_task(told(name)) for name in ("mute1.example", "mute2.example")]
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            at_once = await asyncio.wait_for(told("known.example"), 0.2)
            return [at_once, await told("new.example"), *await asyncio.gather(*silent)]
        finally:
            ways.close()

    monkeypatch.setattr(connections, "_resolve", resolve)
    for name, value in (("RESOLVERS", 2), ("DNS_SECONDS", 0.4), ("DNS_VALID", -1.0)):
        monkeypatch.setattr(connections, name, value)
    assert asyncio.run(go()) == ["known.example", "new.example", "not mute1.example", "not mute2.example"]


@pytest.mark.parametrize(
    ("asked", "looked_up"),
    [("aba", "ab"), ("abca", "abca"), ("abcb", "abc"), ("abcc", "abc")],
    ids=["two are kept", "the oldest is not", "the second is", "the last is"],
)
def test_answers_of_the_dns_are_kept_of_so_many_hosts(
    asked: str, looked_up: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def resolve(name: str) -> list[str]:
        names.append(name[0])
        return ["1.1.1.1"]

    async def go() -> None:
        ways = Connections()
        for name in asked:
            await ways.locate(f"{name}.example", Permitted())
        ways.close()

    monkeypatch.setattr(connections, "_resolve", resolve)
    monkeypatch.setattr(connections, "NAMES_KEPT", 2)
    asyncio.run(go())
    assert "".join(names) == looked_up
