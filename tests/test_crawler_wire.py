"""Answers of servers as bytes: what is read of them, whole or in pieces, and what is refused."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.engine.wire import MOST_ENCODINGS, MOST_MEMBERS, SMALLEST_CHUNK, Answer, AnswerError, readable

HTML = b"Content-Type: text/html\r\n"


def _read(raw: bytes, *, largest: int = 1000, bodiless: bool = False, closed: bool = False) -> Answer:
    answer = Answer(largest=largest, bodiless=bodiless)
    answer.feed(raw)
    if closed:
        answer.end()
    return answer


def _refused(raw: bytes, *, largest: int = 1000) -> str:
    with pytest.raises(AnswerError) as caught:
        _read(raw, largest=largest, closed=True).unpacked()
    return caught.value.reason


@pytest.mark.parametrize(
    ("raw", "status", "body", "keeps"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200\r\nContent-Length:3\r\n\r\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, b"", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length : 3 ,3\r\n\r\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000, 200, b"x" * 1000, True),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3 ;x\r\nabc\r\n0 \r\n\r\n",
            200,
            b"abc",
            True,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc", 200, b"abc", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", 200, b"abc", False),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\nConnection: Keep-Alive\r\n\r\nabc", 200, b"abc", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200", 200, b"abc", False),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n", 304, b"", True),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b"", True),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx", 404, b"x", True),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x\r\nde\r\n0\r\nA:b\r\n\r\n",
            200,
            b"abcde",
            True,
        ),
        (b"HTTP/1.1 200 OK\nTransfer-Encoding: Chunked\n\n3\nabc\n0\n\n", 200, b"abc", True),
        (b"HTTP/1.1 301 M\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx", 301, b"x", True),
        (b"HTTP/1.1 300 M\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx", 300, b"x", True),
        (b"HTTP/1.1 200 OK\r\n folded\r\nContent-Length: 1\r\n\r\nx", 200, b"x", True),
        (b"\r\nHTTP/1.1 200 OK\r\nno colon\r\nA: b\r\n c\r\nContent-Length: 1\r\n\r\nx", 200, b"x", True),
    ],
)
def test_answers_are_read_whole_and_byte_by_byte(raw: bytes, status: int, body: bytes, keeps: bool) -> None:
    whole = _read(raw)
    assert (whole.done, whole.status, whole.body, whole.keeps_open) == (True, status, body, keeps)
    pieces = Answer(largest=1000)
    for at in range(len(raw)):
        pieces.feed(raw[at : at + 1])
    assert (pieces.done, pieces.status, pieces.body, pieces.keeps_open) == (True, status, body, keeps)
    assert pieces.headers == whole.headers


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\n\r\nabc")
    assert not answer.done
    answer.end()
    assert (answer.done, answer.body, answer.keeps_open) == (True, b"abc", False)


def test_an_answer_to_head_has_no_body() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", bodiless=True)
    assert (answer.done, answer.body, answer.keeps_open) == (True, b"", True)


@pytest.mark.parametrize("behind", [b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 70_000])
def test_what_stands_behind_the_last_chunk_is_no_part_of_the_answer(behind: bytes) -> None:
    answer = _read(_CHUNKED + b"1\r\na\r\n0\r\n\r\n" + behind)
    assert (answer.done, answer.body, answer.keeps_open) == (True, b"a", False)


def test_headers_of_interim_answers_are_passed_over() -> None:
    answer = _read(b"HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 204 N\r\nX: b\r\n\r\n")
    assert answer.headers == [(b"x", b"b")]


def test_repeated_and_folded_headers_are_joined() -> None:
    answer = _read(
        b"HTTP/1.1 204 N\r\nLink: <a>\r\nLINK: <b>,\r\n\t<c>\r\nX:\ta\rb\0c\0 \r\nY: a\r\n b: c\r\n"
        b"Z: a\r\n b\rc\0d\r\n\r\n"
    )
    assert answer.header(b"link") == b"<a>, <b>, <c>"
    # A lone CR must not end a line where we send it back, and no database keeps a NUL.
    assert (answer.header(b"x"), answer.header(b"z")) == (b"a b c", b"a b c d")
    assert answer.header(b"none") == b""
    assert (answer.header(b"y"), answer.header(b"b")) == (b"a b: c", b"")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "broken_connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "broken_connection"),
        (b"SSH-2.0-OpenSSH\r\n\r\n", "bad_answer"),
        (b"<html>no head at all\n\n</html>", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000, "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "cut_off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", "too_large"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", "too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1001, "too_large"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "cut_off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n", "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", "too_large"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n%b\r\n1f5\r\n" % (b"x" * 500),
            "too_large",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + b"x" * 70_000, "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA:" + b"x" * 70_000, "bad_answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx", "content_type"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\n\x1f\x8bbroken.",
            "content_encoding",
        ),
        *(
            (
                b"HTTP/1.1 200 OK\r\nContent-Encoding: %b\r\nContent-Length: 1\r\n\r\nx" % name,
                "content_encoding",
            )
            for name in (
                b"br",
                b"Zstd",
                b"compress",
                b"x-compress",
                b"exi",
                b"pack200-gzip",
                b"dcb",
                b"dcz",
                b"aes128gcm",
            )
        ),
    ],
)
def test_what_is_no_answer_has_its_name(raw: bytes, reason: str) -> None:
    assert _refused(raw) == reason


_CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
_LONGER = b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"
_PACKED = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 900\r\n\r\n"
_PAGE = b"<html><p>text</html>"


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (_CHUNKED + b"14\r\n" + _PAGE + b"\r\n", _PAGE),
        (_CHUNKED + b"99\r\n" + _PAGE, _PAGE),
        (_LONGER + _PAGE + b"\n", _PAGE + b"\n"),
        (_LONGER + b"<HTML></HTML >", b"<HTML></HTML >"),
        (_LONGER + _PAGE + b"\n<!-- cached -->\n<!-- 0.2 s -->", None),
        (_LONGER + _PAGE + b"\n<!-- cac", None),
        (_LONGER + b"<rss></rss>", b"<rss></rss>"),
        (_LONGER + b"<feed></feed>\n", None),
        (_LONGER + b"<urlset></urlset>", None),
        (_PACKED + gzip.compress(_PAGE), _PAGE),
        (_PACKED + gzip.compress(_PAGE)[:-4], _PAGE),
    ],
    ids=range(11),
)
def test_a_body_that_broke_off_behind_the_end_of_its_page_is_whole(raw: bytes, body: bytes | None) -> None:
    answer = _read(raw, closed=True)
    assert (answer.done, answer.broke_off, answer.keeps_open) == (True, True, False)
    assert body in (None, answer.unpacked())


@pytest.mark.parametrize(
    "raw",
    [
        _LONGER + b"<html><p>text",
        _LONGER + _PAGE + b"<p>more",
        _LONGER + b"<html><body></body>",
        _LONGER + b"<p>of &lt;/html> and <code></htm",
        _LONGER + b'<html><!-- </html> --><p class="x',
        _LONGER + b'{"a": 1}',
        _PACKED + gzip.compress(_PAGE)[:-12],
        _PACKED + b"\x1f\x8bbroken</html>",
        _CHUNKED + b"14\r\n" + _PAGE[:-1],
    ],
    ids=range(9),
)
def test_a_body_that_broke_off_before_it_is_cut(raw: bytes) -> None:
    assert _refused(raw) == "cut_off"


def test_what_came_whole_did_not_break_off() -> None:
    answer = _read(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n" + _PAGE, closed=True)
    assert (answer.done, answer.broke_off, answer.settle()) == (True, False, True)


RAW = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        (b"gzip", gzip.compress(b"page" * 50)),
        (b"x-gzip", gzip.compress(b"page" * 20) + gzip.compress(b"page" * 30)),
        (b"GZIP", gzip.compress(b"page" * 50) + b"\0\0"),
        (b"none", b"page" * 50),
        (b"utf-8", b"page" * 50),
        (b"identity, gzip", gzip.compress(b"page" * 50)),
        (b"deflate", zlib.compress(b"page" * 50)),
        (b"deflate", RAW.compress(b"page" * 50) + RAW.flush()),
        (b"deflate, gzip", gzip.compress(zlib.compress(b"page" * 50))),
        (b"identity", b"page" * 50),
        (b"gzip", b"page" * 50),
    ],
    ids=range(11),
)
def test_encodings_are_undone(encoding: bytes, packed: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: " + encoding + b"\r\nContent-Length: %d\r\n\r\n"
    assert _read(head % len(packed) + packed).unpacked() == b"page" * 50


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(b"0" * 5_000_000),
        gzip.compress(gzip.compress(b"0" * 5_000_000)),
        gzip.compress(b"0" * 600, mtime=0) * 2,
    ],
    ids=["large", "twice packed", "two members"],
)
def test_bombs_end_at_the_limit(packed: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\nContent-Length: %d\r\n\r\n"
    answer = Answer(largest=10_000)
    answer.feed(head % len(packed) + packed)
    answer._largest = 1000
    with pytest.raises(AnswerError) as caught:
        answer.unpacked()
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    ("encoding", "packed", "size"),
    [
        (b"gzip", gzip.compress(b"0" * 1000), 1000),
        (b"gzip", gzip.compress(b"0" * 400) + gzip.compress(b"0" * 600), 1000),
        (b"deflate", zlib.compress(b"0" * 1000), 1000),
        (b"deflate", b"", 0),
        (b"gzip", b"", 0),
    ],
    ids=range(5),
)
def test_what_is_unpacked_may_be_as_large_as_the_limit(encoding: bytes, packed: bytes, size: int) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: %b\r\nContent-Length: %d\r\n\r\n"
    assert _read(head % (encoding, len(packed)) + packed).unpacked() == b"0" * size


def test_a_body_of_many_empty_members_is_not_unpacked_to_its_end() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    packed = gzip.compress(b"") * (MOST_MEMBERS + 1)
    answer = Answer(largest=100_000)
    answer.feed(head % len(packed) + packed)
    with pytest.raises(AnswerError) as caught:
        answer.unpacked()
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize("header", ["Content-Encoding", "Transfer-Encoding"])
@pytest.mark.parametrize("more", [0, 1])
def test_encodings_within_encodings_are_undone_up_to_a_number(header: str, more: int) -> None:
    packed = b"page"
    for _ in range(MOST_ENCODINGS + more):
        packed = gzip.compress(packed)
    names = ", ".join(["gzip"] * (MOST_ENCODINGS + more))
    raw = f"HTTP/1.1 200 OK\r\n{header}: {names}\r\nContent-Length: {len(packed)}\r\n\r\n".encode() + packed
    if more:
        assert _refused(raw) == "content_encoding"
    else:
        assert _read(raw).unpacked() == b"page"


@pytest.mark.parametrize(("size", "chunks"), [(1, 1000 // SMALLEST_CHUNK), (SMALLEST_CHUNK + 8, 25)])
def test_small_chunks_count_as_larger_ones(size: int, chunks: int) -> None:
    chunk = b"%x\r\n%b\r\n" % (size, b"x" * size)
    assert _read(_CHUNKED + chunk * chunks + b"0\r\n\r\n").body == b"x" * size * chunks
    assert _refused(_CHUNKED + chunk * (chunks + 1) + b"0\r\n\r\n") == "too_large"


def test_a_stream_that_was_cut_gives_its_beginning() -> None:
    packed = gzip.compress(bytes(range(256)) * 3)[:-20]
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    assert _read(head + packed).unpacked().startswith(bytes(range(200)))


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (b"text/html; charset=utf-8", True),
        (b"application/xhtml+xml", True),
        (b"application/xhtml; charset=utf-8", True),
        (b" TEXT/HTML", True),
        (b"application/xml", True),
        (b"application/rss", True),
        (b"application/atom", True),
        (b"application/rdf", True),
        (b"application/gzip", True),
        (b"application/x-gzip", True),
        (b"model/x3d+xml", True),
        (b"application/feed+json", True),
        (b"Application/Atom+XML", True),
        (b"IMAGE/PNG", False),
        (b"application/rss+xml", True),
        (b"application/json", True),
        (b"application/octet-stream", True),
        (b"", True),
        (b"image/png", False),
        (b"video/mp4", False),
        (b"application/pdf", False),
        (b"application/zip", False),
        (b"audio/mpeg", False),
    ],
)
def test_only_text_is_read(kind: bytes, wanted: bool) -> None:
    assert readable(kind) is wanted


@given(
    body=st.lists(st.binary(min_size=1, max_size=50), max_size=20),
    cuts=st.lists(st.integers(1, 40), max_size=40),
    lf=st.booleans(),
)
def test_chunks_give_the_body_however_they_arrive(body: list[bytes], cuts: list[int], lf: bool) -> None:
    end = b"\n" if lf else b"\r\n"
    chunks = b"".join(b"%X%b%b%b" % (len(part), end, part, end) for part in body)
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + b"0" + end + end
    answer, at = Answer(largest=1000), 0
    for size in [*cuts, len(raw)]:
        answer.feed(raw[at : at + size])
        at += size
    assert answer.done
    assert answer.body == b"".join(body)
    assert answer.keeps_open


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_unreadable(raw: bytes) -> None:
    answer = Answer(largest=1000)
    try:
        answer.feed(b"HTTP/1.1 200 OK\r\n" + raw)
        answer.end()
        answer.unpacked()
    except AnswerError:
        return
    assert answer.done


def test_a_body_that_is_packed_on_its_way_is_unpacked() -> None:
    packed = gzip.compress(b"page" * 50)
    raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (
        len(packed),
        packed,
    )
    assert _read(raw).unpacked() == b"page" * 50
