"""What hosts ask of their visitors."""

from __future__ import annotations

import time

import pytest

from crawler.engine.hosts import LONGEST_CRAWL_DELAY, LONGEST_RULES, SLOWEST, Host, in_words, retry_after

ROBOTS = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"


def _host(status: int | None = 200, body: bytes = ROBOTS, *, obey: bool = True) -> Host:
    host = Host(name="a.example", delay=1.0)
    host.learn_robots(status, body, "trackgraph", obey_delay=obey)
    return host


@pytest.mark.parametrize(
    ("status", "body", "url", "allowed"),
    [
        (200, ROBOTS, "https://a.example/post", True),
        (200, ROBOTS, "https://a.example/private/x", False),
        (200, b"User-agent: trackgraph\nDisallow: /\n", "https://a.example/", False),
        (200, b"User-agent: other\nDisallow: /\n", "https://a.example/", True),
        (200, b"<html><body>home page</body></html>", "https://a.example/private/x", True),
        (404, b"Disallow: /", "https://a.example/private/x", True),
        (403, b"", "https://a.example/", True),
        (503, b"", "https://a.example/", False),
        (429, b"", "https://a.example/", False),
        (200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n", "https://a.example/", False),
        (200, "User-agent: *\r\nDisallow: /\r\n".encode("utf-16"), "https://a.example/", False),
        (
            200,
            b"\xfe\xff" + "User-agent: *\nDisallow: /private/".encode("utf-16-be"),
            "https://a.example/x",
            True,
        ),
        (200, "User-agent: *\nDisallow: /\n".encode("utf-16-le"), "https://a.example/", False),
        (200, "User-agent: *\nDisallow: /\n".encode("utf-16-be"), "https://a.example/", False),
        (200, "User-agent: *\nDisallow: /private/".encode("utf-16-le"), "https://a.example/x", True),
        (200, b"User-agent: *\n#\0\0\0\nDisallow: /\n", "https://a.example/", False),
        (200, b"user-agent:Trackgraph/0.1.0 (+x)\nDisallow: /\n", "https://a.example/", False),
        (200, b"User-agent: tracker/1.0\nDisallow: /\n", "https://a.example/", True),
        (200, b"# Rules\nUSER-AGENT: TRACKGRAPH/1.0\nDisallow: /\n", "https://a.example/", False),
        (500, b"", "https://a.example/", False),
        (499, b"", "https://a.example/", True),
        (None, b"", "https://a.example/", True),
    ],
)
def test_robots(status: int | None, body: bytes, url: str, allowed: bool) -> None:
    assert _host(status, body).allows(url, "trackgraph") is allowed


@pytest.mark.parametrize("line", [b"\n", b"\r\n", b" \t\n", b"\x0b\n"])
def test_empty_lines_without_end_hold_nobody_up(line: bytes) -> None:
    """In proportion to the square of their number they would take an hour."""
    rules = b"User-agent: trackgraph/1.0\nCrawl-delay: 7,5\nDisallow: /private/\n"
    host = _host(body=line * (LONGEST_RULES // len(line) - len(rules)) + rules)
    assert host.delay == 7.5
    assert not host.allows("https://a.example/private/x", "trackgraph")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("left", [0, 1, 5, 6, 16])
def test_of_rules_that_are_too_long_none_is_taken_in_part(end: bytes, left: int) -> None:
    """`left`: letters of the last rule that are not read."""
    last = b"Disallow: /2020/" + end
    begin = b"User-agent: *" + end + b"Disallow: /private/" + end
    filled = begin.ljust(LONGEST_RULES - len(last) + (left + len(end) if left else 0) - len(end), b"#") + end
    host = _host(body=filled + last + b"#" * 10)
    assert host.allows("https://a.example/2020/01/p/", "trackgraph") is (left > 0)
    assert not host.allows("https://a.example/private/x", "trackgraph")


def test_rules_that_cannot_be_read_forbid_everything() -> None:
    host = Host(name="a.example", delay=1.0)
    host.learn_robots(None, b"", "trackgraph", obey_delay=True, unread="it breaks off")
    assert host.closed_for == "it breaks off"
    assert not host.allows("https://a.example/", "trackgraph")


def test_crawl_delay_counts_from_robots_txt_on() -> None:
    host = Host(name="a.example", delay=1.0)
    host.answered(10.0)
    host.learn_robots(200, ROBOTS, "trackgraph", obey_delay=True)
    assert host.next_at == 17.0


@pytest.mark.parametrize(
    ("written", "delay"),
    [
        ("7", 7.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("10s", 10.0),
        ("10 seconds", 10.0),
        ("10 sec # please", 10.0),
        ("1/2", 1.0),
        ("10 minutes", 1.0),
        ("ten", 1.0),
        ("-3", 1.0),
        ("", 1.0),
    ],
)
def test_a_crawl_delay_is_a_number_however_it_is_written(written: str, delay: float) -> None:
    body = f"User-agent: *\r\nCrawl-delay: {written}\r\nDisallow: /private/\r\n".encode()
    host = _host(body=body)
    assert host.delay == delay
    assert not host.allows("https://a.example/private/x", "trackgraph")


def test_crawl_delay_is_applied_and_cut() -> None:
    assert _host().delay == 7.0
    assert _host(body=b"User-agent: *\nCrawl-delay: 900\n").delay == LONGEST_CRAWL_DELAY
    assert _host(body=b"User-agent: *\nCrawl-delay: 0.2\n").delay == 1.0
    assert _host(obey=False).delay == 1.0
    assert dict(_host().robots_facts) == {"status": 200, "crawl_delay": 7.0, "applied_delay": 7.0}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Thu, 01 Jan 1970 00:02:00 GMT", 20.0),
        ("Thu, 01 Jan 1970 00:00:10 GMT", 0.0),
        ("Thursday, 01-Jan-70 00:02:00 GMT", 20.0),
        ("Thu Jan  1 00:02:00 1970", 20.0),
        ("soon", None),
        ("", None),
        (None, None),
        ("-3", None),
        ("\xb2", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None, monkeypatch: pytest.MonkeyPatch) -> None:
    # A date without a zone is UTC (RFC 9110, 5.6.7), wherever the crawl runs.
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert retry_after(value, wall=100.0) == seconds
    monkeypatch.undo()
    time.tzset()


def test_a_host_that_is_asked_to_slow_down_does() -> None:
    host = _host(404, b"")
    host.slow_down(10.0, 60.0)
    assert (host.next_at, host.delay, host.lost) == (70.0, 2.0, False)
    host.answered(70.0)
    assert host.next_at == 72.0


def test_a_host_that_refuses_again_and_again_is_left_alone_and_asked_ever_slower() -> None:
    host, now, gaps = _host(404, b""), 0.0, []
    while not host.lost:
        host.slow_down(now, 1.0)
        gaps.append(host.next_at - now)
        now = host.next_at
    assert gaps == [2.0, 4.0, 8.0, 16.0, 32.0]
    host.slow_down(now, 1.0)
    assert host.delay == SLOWEST
    slow = Host(name="a.example", delay=100.0)
    slow.slow_down(0.0, 1.0)
    assert slow.delay == 100.0, "never faster than the user wants"


def test_a_host_is_left_alone_after_failures_in_a_row_of_several_posts() -> None:
    host, told = _host(404, b""), []
    for ends in (
        "failed",
        "failed",
        "again",
        "slow",
        "failed",
        "answered",
        "failed",
        "slow",
        "failed",
        "slow",
        "failed",
    ):
        if ends == "answered":
            host.answered(0.0)
        elif ends == "slow":
            host.slow_down(0.0, 1.0)
        else:
            host.failed(0.0, 1.0, again=ends == "again")
        told.append(host.lost)
    assert told == [False] * 10 + [True]


def test_a_host_of_sources_that_was_left_alone_has_a_new_try_as_that_of_a_blog() -> None:
    host = _host(404, b"")
    host.foreign = True
    for _ in range(5):
        host.slow_down(0.0, 1.0)
    host.leave("http_429")
    assert (host.allows("https://a.example/", "trackgraph"), host.denial) == (False, "http_429")
    host.adopt(1.0)
    assert (host.foreign, host.asked_robots, host.closed, host.lost_by) == (False, False, False, "")
    assert (host.failures, host.delay) == (0, 1.0)
    slow = _host()
    slow.failed(0.0, 1.0)
    slow.adopt(1.0)
    assert (slow.delay, slow.failures, slow.asked_robots) == (7.0, 1, True), "what is known of it stays"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (7_199, "7199 s"),
        (7_200, "2 h"),
        (86_400, "24 h"),
        (2 * 86_400, "2 days"),
        (3 * 86_400, "3 days"),
        (400 * 86_400, "400 days"),
        (2 * 365 * 86_400, "2 years"),
        (251_606_292_973, "7978 years"),
    ],
)
def test_a_long_wait_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
