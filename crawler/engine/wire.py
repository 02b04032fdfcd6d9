"""One answer of a server, read from its bytes as they come (HTTP/1.x, RFC 9112); does no input or output.

Lenient where browsers are: line ends without CR, folded headers, lines without a colon, a missing reason.
"""

from __future__ import annotations

import re
import zlib

LARGEST_HEAD = 65_536
"""Bytes of status line and headers; more is no answer."""
MOST_DIGITS = 18
"""Digits of a length that are read as a number."""
MOST_MEMBERS = 1000
"""Parts of a gzip body: each costs a copy of what stands behind it."""
MOST_ENCODINGS = 5
"""Encodings of a body one within the other: undoing each costs as much as the whole body."""
SMALLEST_CHUNK = 32
"""Bytes that a chunk counts as, at least: each costs time and memory, however little it holds."""

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/(\d)\.(\d) +(\d{3})")
_READABLE = (
    b"text/",
    b"application/xhtml",
    b"application/xml",
    b"application/json",
    b"application/rss",
    b"application/atom",
    b"application/rdf",
    b"application/x-gzip",
    b"application/gzip",
)
_NOT_READ = frozenset(
    (b"br", b"zstd", b"compress", b"x-compress", b"exi", b"pack200-gzip", b"dcb", b"dcz", b"aes128gcm")
)
"""Encodings that there are, and that are not asked for."""
_SPACED = bytes.maketrans(b"\r\0", b"  ")
_HEX = re.compile(rb"[0-9A-Fa-f]{1,16}")
_LAST_TAGS = re.compile(
    rb"</(?:html|rss|feed|rdf:RDF|urlset|sitemapindex)\s*>(?:\s|<!--[^<>]*(?:-->|\Z))*\Z", re.I
)
"""The end of a page, a feed or a sitemap; behind it servers put comments."""
_TAIL = 2000
"""Bytes at the end of a body that are looked at for it."""
_HEAD, _LENGTH, _CHUNKS, _UNTIL_CLOSED, _DONE = range(5)
_CHUNK_SIZE, _CHUNK_END, _TRAILER = -1, -2, -3


class AnswerError(Exception):
    """An answer that is not taken; `reason` is the name under which it is counted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Answer:
    """Feed it what arrives until it is `done`.

    `largest`: bytes of a body, as sent and unpacked; `bodiless`: it answers a HEAD. `begun`: something came.
    `broke_off`: it did not come to the end that it announced, but to that of the page.
    """

    __slots__ = (
        "_body",
        "_buffer",
        "_kept",
        "_largest",
        "_left",
        "_size",
        "_state",
        "begun",
        "bodiless",
        "broke_off",
        "headers",
        "status",
    )

    def __init__(self, *, largest: int, bodiless: bool = False) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self.bodiless = bodiless
        self._largest = largest
        self._state = _HEAD
        self._buffer = b""
        self._body: list[bytes] = []
        self._left = 0
        self._size = 0
        self._kept = False
        self.begun = False
        self.broke_off = False

    @property
    def done(self) -> bool:
        """Whether the answer is complete."""
        return self._state == _DONE

    @property
    def keeps_open(self) -> bool:
        """Whether the connection may serve another request: the server said so, and sent no byte too many."""
        return self._kept and self._state == _DONE and not self._buffer

    @property
    def body(self) -> bytes:
        """The body as it was sent."""
        return self._body[0] if len(self._body) == 1 else b"".join(self._body)

    def header(self, name: bytes) -> bytes:
        """The values of a header (its name in lower case), joined by a comma; empty where there is none."""
        return b", ".join(value for key, value in self.headers if key == name)

    def feed(self, data: bytes) -> bool:
        """Take what arrived; whether the answer is complete. Raises AnswerError."""
        self.begun = True
        if self._state == _HEAD:
            data = self._feed_head(self._buffer + data)
        if self._state == _LENGTH:
            self._feed_length(data)
        elif self._state == _CHUNKS:
            self._feed_chunks(data)
        elif self._state == _UNTIL_CLOSED:
            self._take(data)
        elif self._state == _DONE:
            self._buffer += data
        return self._state == _DONE

    def end(self) -> None:
        """The server closed the connection. Raises AnswerError where the answer is not whole."""
        if self._state == _UNTIL_CLOSED:
            self._state = _DONE
        if self._state == _HEAD:
            raise AnswerError("broken_connection")
        if not self.settle():
            raise AnswerError("cut_off")

    def settle(self) -> bool:
        """Nothing more comes: whether the answer is whole, or holds a whole page all the same. Browsers show
        that: some servers announce more bytes than they send, or leave the last chunk out."""
        if self._state not in (_HEAD, _DONE) and self._holds_page():
            self._state, self._kept, self.broke_off = _DONE, False, True
        return self._state == _DONE

    def _holds_page(self) -> bool:
        try:
            return _LAST_TAGS.search(self.unpacked()[-_TAIL:]) is not None
        except AnswerError:
            return False

    def unpacked(self) -> bytes:
        """The body without its encodings. Raises AnswerError: too_large, content_encoding."""
        body = self.body
        for header in (b"transfer-encoding", b"content-encoding"):
            names = self.header(header).lower().split(b",")
            if len(names) > MOST_ENCODINGS:
                raise AnswerError("content_encoding")
            for name in reversed(names):
                body = _unpack(body, name.strip(), self._largest)
        return body

    def _feed_head(self, data: bytes) -> bytes:
        """Read the head, those of interim answers (1xx) passed over; what stands behind it."""
        while (end := _HEAD_END.search(data)) is not None:
            head, data = data[: end.start()], data[end.end() :]
            version = self._read_head(head)
            if self.status >= 200:
                self._begin_body(version)
                self._buffer = b""
                return data
        if len(data) > LARGEST_HEAD:
            raise AnswerError("bad_answer")
        self._buffer = data
        return b""

    def _read_head(self, head: bytes) -> tuple[int, int]:
        # CR and NUL count as spaces (RFC 9110, 5.5): what we send back must not end a line.
        lines = head.translate(_SPACED).lstrip().split(b"\n")
        said = _STATUS.match(lines[0])
        if said is None:
            raise AnswerError("bad_answer")
        self.status = int(said[3])
        self.headers = []
        for line in lines[1:]:
            if line[:1] in (b" ", b"\t") and self.headers:
                name, value = self.headers[-1]
                self.headers[-1] = (name, value + b" " + line.strip())
                continue
            name, colon, value = line.partition(b":")
            if colon:
                self.headers.append((name.strip().lower(), value.strip()))
        return int(said[1]), int(said[2])

    def _begin_body(self, version: tuple[int, int]) -> None:
        connection = self.header(b"connection").lower()
        self._kept = b"close" not in connection and (version >= (1, 1) or b"keep-alive" in connection)
        if 200 <= self.status < 300 and not readable(self.header(b"content-type")):
            raise AnswerError("content_type")
        length = self.header(b"content-length").split(b",")[0].strip()
        if self.bodiless or self.status in (204, 304):
            self._state = _DONE
        elif b"chunked" in self.header(b"transfer-encoding").lower():
            self._state, self._left = _CHUNKS, _CHUNK_SIZE
        elif length.isdigit():
            if len(length) > MOST_DIGITS:
                raise AnswerError("too_large")
            self._left = int(length)
            self._state = _LENGTH if self._left else _DONE
            if self._left > self._largest:
                raise AnswerError("too_large")
        else:
            self._state, self._kept = _UNTIL_CLOSED, False

    def _feed_length(self, data: bytes) -> None:
        if len(data) < self._left:
            if data:
                self._body.append(data)
                self._left -= len(data)
            return
        self._body.append(data[: self._left])
        self._buffer, self._left, self._state = data[self._left :], 0, _DONE

    def _take(self, data: bytes) -> None:
        """Part of a body whose length is not known beforehand."""
        self._body.append(data)
        self._size += len(data)
        if self._size > self._largest:
            raise AnswerError("too_large")

    def _feed_chunks(self, data: bytes) -> None:
        """`_left`: bytes of the chunk that are to come, or what comes instead of them."""
        data, at = self._buffer + data, 0
        while True:
            if self._left > 0:
                part = data[at : at + self._left]
                at += len(part)
                self._left -= len(part)
                self._take(part)
                if self._left:
                    break
                self._left = _CHUNK_END
            end = data.find(b"\n", at)
            if end < 0:
                break
            line, at = data[at:end].strip(), end + 1
            if self._end_line(line):
                self._state = _DONE
                break
        self._buffer = data[at:]
        if len(self._buffer) > LARGEST_HEAD and self._state != _DONE:
            raise AnswerError("bad_answer")

    def _end_line(self, line: bytes) -> bool:
        """A line between chunks; whether it is the last one of the answer."""
        if self._left == _TRAILER:
            return not line
        if self._left == _CHUNK_END:
            self._left = _CHUNK_SIZE
            if not line:
                return False
        size = line.partition(b";")[0].strip()
        if not _HEX.fullmatch(size):
            raise AnswerError("bad_answer")
        self._left = int(size, 16) or _TRAILER
        if self._left > 0:
            self._size += max(0, SMALLEST_CHUNK - self._left)
        if self._size + self._left > self._largest:
            raise AnswerError("too_large")
        return False


def readable(content_type: bytes) -> bool:
    """Whether a content type may hold a page, a feed or a sitemap; True where none is stated."""
    kind = content_type.strip().lower()
    if not kind or kind.startswith(_READABLE):
        return True
    return any(part in kind for part in (b"+xml", b"+json", b"octet-stream"))


def _unpack(body: bytes, encoding: bytes, largest: int) -> bytes:
    if encoding in (b"gzip", b"x-gzip"):
        # Some servers say gzip of what is none.
        return _gunzip(body, largest) if body.startswith(b"\x1f\x8b") else body
    if encoding == b"deflate":
        # RFC 9110, 8.4.1.2: a zlib stream, though some servers send it without its wrapper.
        wrapped = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0
        return _inflate(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, largest)[0]
    if encoding in _NOT_READ:
        raise AnswerError("content_encoding")
    return body  # "none", "utf-8": what is no encoding is passed over, as browsers do


def _gunzip(body: bytes, largest: int) -> bytes:
    parts: list[bytes] = []
    while body.startswith(b"\x1f\x8b"):
        if len(parts) == MOST_MEMBERS:
            raise AnswerError("too_large")
        part, body = _inflate(body, zlib.MAX_WBITS | 16, largest)
        parts.append(part)
        largest -= len(part)
    return b"".join(parts)


def _inflate(body: bytes, bits: int, largest: int) -> tuple[bytes, bytes]:
    """(a stream unpacked, what stands behind it); a stream that was cut gives what it holds."""
    stream = zlib.decompressobj(bits)
    try:
        found = stream.decompress(body, largest + 1)
    except zlib.error as exc:
        raise AnswerError("content_encoding") from exc
    if len(found) > largest:
        raise AnswerError("too_large")
    return found, stream.unused_data
