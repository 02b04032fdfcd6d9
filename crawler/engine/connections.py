"""Connections to servers: only to permitted addresses, each kept open for the next request to its host."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from crawler.engine.addresses import Permitted
from crawler.engine.wire import Answer, AnswerError

IDLE_KEPT = 512
"""Connections without a request that are kept open, at most."""
IDLE_SECONDS = 60.0
"""How long an idle connection is used again."""
DNS_SECONDS = 15.0
"""Longest time that a look-up of a host's address takes, from when it begins."""
DNS_VALID = 600.0
"""Seconds for which an answer of the DNS is believed."""
NAMES_KEPT = 10_000
"""Hosts of which an answer of the DNS is kept, at most: the sources of linkbacks may be on a million."""
CONNECT_SECONDS = 10.0
"""Longest wait for one of a host's addresses; then the next one is tried."""
_CAME_SO_FAR = ("private_address", "unreachable", "refused", "timeout", "tls")
"""Reasons of a host with several addresses, by how far the attempt came: the last one is told."""
RESOLVERS = 64
"""Look-ups of host names at the same time: of more, some routers drop what they are asked."""

Place = tuple[str, str, int]
"""Scheme, host name and port."""


class Connection(asyncio.Protocol):
    """One connection: one request at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._answer: Answer | None = None
        self._waiter: asyncio.Future[None] | None = None
        self.idle_since = 0.0

    @property
    def open(self) -> bool:
        """Whether it can take a request."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes, answer: Answer) -> None:
        """Send a request and read its answer. Raises AnswerError."""
        assert self._transport is not None
        self._answer = answer
        self._waiter = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        try:
            await self._waiter
        finally:
            self._answer = self._waiter = None
            if not answer.keeps_open:
                self.close()

    def close(self) -> None:
        """Close it at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Part of an answer came; bytes that nobody asked for end the connection."""
        if self._answer is None:
            return self.close()
        try:
            if self._answer.feed(data):
                self._end(None)
        except AnswerError as exc:
            self._end(exc)
        return None

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed, by whichever side: that ends answers whose end is not told otherwise."""
        self._transport = None
        if self._answer is not None:
            try:
                self._answer.end()
            except AnswerError as broken:
                return self._end(broken)
            self._end(None)
        return None

    def _end(self, problem: Exception | None) -> None:
        waiter = self._waiter
        if waiter is None or waiter.done():
            return
        if problem is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(problem)


class Connections:
    """The open connections of a crawl."""

    def __init__(self) -> None:
        self._idle: OrderedDict[Place, Connection] = OrderedDict()
        self._known: dict[str, tuple[float, list[str]]] = {}
        self._resolvers = ThreadPoolExecutor(RESOLVERS, thread_name_prefix="dns")
        self._free = asyncio.Semaphore(RESOLVERS)

    async def ask(self, place: Place, request: bytes, answer: Answer, permitted: Permitted) -> None:
        """Send a request to a host and read the answer. Raises AnswerError."""
        kept = self._idle.pop(place, None)
        if kept is not None and time.monotonic() - kept.idle_since >= IDLE_SECONDS:
            kept.close()
        if kept is not None and kept.open:
            try:
                await kept.ask(request, answer)
            except AnswerError:
                if answer.begun:
                    raise
                # The server had closed it meanwhile: a read may be sent once more (RFC 9110, 9.2.2).
            else:
                return self._keep(place, kept, answer)
        fresh = await self._connect(place, permitted)
        await fresh.ask(request, answer)
        return self._keep(place, fresh, answer)

    async def locate(self, name: str, permitted: Permitted) -> None:
        """Learn a host's address (`permitted.ips`) before it is connected to. Raises AnswerError."""
        if not any(permitted.address(name, ip) for ip in await self._addresses(name)):
            raise AnswerError("private_address")

    def close(self) -> None:
        """Close all; look-ups on their way are left alone."""
        for one in self._idle.values():
            one.close()
        self._idle.clear()
        self._resolvers.shutdown(wait=False, cancel_futures=True)

    def _keep(self, place: Place, connection: Connection, answer: Answer) -> None:
        if not answer.keeps_open or not connection.open:
            return
        connection.idle_since = time.monotonic()
        self._idle[place] = connection
        if len(self._idle) > IDLE_KEPT:
            self._idle.popitem(last=False)[1].close()

    async def _connect(self, place: Place, permitted: Permitted) -> Connection:
        scheme, name, port = place
        reason = "private_address"
        addresses = await self._addresses(name)
        for ip in addresses.copy():
            # Checked here, on the very address that is connected to: no second look-up can slip one in.
            if permitted.address(name, ip):
                try:
                    made = await _open(ip, port, name if scheme == "https" else None)
                except AnswerError as exc:
                    reason = max(reason, exc.reason, key=_CAME_SO_FAR.index)
                else:
                    addresses.sort(key=ip.__ne__)  # next time none that does not answer is waited for
                    return made
        raise AnswerError(reason)

    async def _addresses(self, name: str) -> list[str]:
        if name.endswith(".localhost") or name == "localhost":
            # Names below localhost are this machine (RFC 6761, 6.3), whatever the system's resolver says.
            return ["127.0.0.1", "::1"]
        bare = name.strip("[]")
        if name.startswith("[") or bare.replace(".", "").isdigit():
            return [bare]
        found = self._known.get(name)
        if found is None or time.monotonic() - found[0] > DNS_VALID:
            found = (time.monotonic(), await self._look_up(name, found))
            self._known.pop(name, None)
            self._known[name] = found
            if len(self._known) > NAMES_KEPT:
                del self._known[next(iter(self._known))]
        return found[1]

    async def _look_up(self, name: str, before: tuple[float, list[str]] | None) -> list[str]:
        """The addresses of a host; those of `before` where the DNS fails for the moment (RFC 8767).

        A host waits for its turn as long as look-ups of others take, and does not fail for them.
        """
        if before is not None and self._free.locked():
            return before[1]
        await self._free.acquire()
        looking = asyncio.get_running_loop().run_in_executor(self._resolvers, _resolve, name)
        looking.add_done_callback(self._looked_up)
        try:
            async with asyncio.timeout(DNS_SECONDS):
                found = await asyncio.shield(looking)  # which goes on in its thread when the time is over
        except (TimeoutError, OSError, UnicodeError) as exc:
            passing = isinstance(exc, TimeoutError) or getattr(exc, "errno", None) == socket.EAI_AGAIN
            if passing and before is not None:
                return before[1]
            raise AnswerError("dns_timeout" if passing else "dns") from exc
        return list(dict.fromkeys(found))

    def _looked_up(self, looking: asyncio.Future[list[str]]) -> None:
        self._free.release()
        if not looking.cancelled():
            looking.exception()  # that nobody waits for it any more is no fault


def _resolve(name: str) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


async def _open(ip: str, port: int, name: str | None) -> Connection:
    """Connect to an address; `name`: that of the host, where the connection is to be encrypted."""
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            tls = _tls() if name else None
            return (await loop.create_connection(Connection, ip, port, ssl=tls, server_hostname=name))[1]
    except TimeoutError as exc:
        raise AnswerError("timeout") from exc
    except ConnectionRefusedError as exc:
        raise AnswerError("refused") from exc
    except ssl.SSLError as exc:
        raise AnswerError("tls") from exc
    except OSError as exc:
        raise AnswerError("unreachable") from exc


@cache
def _tls() -> ssl.SSLContext:
    """Any encryption is taken, and certificates are not checked: what is read is public, and old blogs have
    old servers and forgotten certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.set_alpn_protocols(["http/1.1"])
    return context
