"""One page by one GET: what an error status, a redirect or an odd address comes to."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.errors import TrackgraphError
from crawler.fetch import fetch
from trackgraph import main


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    """The address of a server that misbehaves."""
    command = [sys.executable, str(Path(__file__).parent / "faulty_server.py")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("status404", "/status404 answers 404: there is no page at this address"),
        ("gone", "/gone answers 410: there is no page"),
        ("status403", "save the page in a browser"),
        ("status429", "ask again later"),
        ("status503", "ask again later"),
        ("error", "/error answers 500: the site has a fault"),
        ("status418", "/status418 answers 418: it gives no page"),
        ("lost", "/lost leads to {home}status404, which answers 404"),
        ("loop", "/loop answers 302: it redirects without end"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--json"]], ids=["words", "json"])
def test_an_error_page_is_no_post(
    path: str, words: str, more: list[str], home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["inspect", f"{home}{path}", *more])
    out, err = capsys.readouterr()
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert words.format(home=home) in err


def test_a_host_that_refuses_is_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", "http://127.0.0.1:1/"]) == 2
    said = capsys.readouterr().err
    assert "http://127.0.0.1:1/: no answer (Connection refused); check the address" in said


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("good", "good"),
        ("記事/ä", "%E8%A8%98%E4%BA%8B/%C3%A4"),
        ("a b#part", "a%20b"),
    ],
)
def test_addresses_are_spelled_as_a_browser_would(asked: str, url: str, home: str) -> None:
    got = fetch(f"{home}{asked}", user_agent="test")
    assert (got.url, got.status) == (f"{home}{url}", 200)


@pytest.mark.parametrize("url", ["ftp://a.example/", "http://", "http://a b/", "http://[::1/", "x"])
def test_what_is_no_web_address_is_asked_nowhere(url: str) -> None:
    with pytest.raises(TrackgraphError, match="not a web address"):
        fetch(url, user_agent="test")


@pytest.mark.parametrize("part", ["drip", "headers"])
def test_an_answer_that_drips_is_given_up(part: str, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.fetch.LONGEST", 0.5)
    with pytest.raises(TrackgraphError, match=r"not complete after 0 s; save the page in a browser"):
        fetch(f"{home}{part}", user_agent="test")


@pytest.mark.parametrize(("path", "body"), [("unpacked", b"<p>Not packed</p>"), ("xgzip", b"<p>Packed</p>")])
def test_what_a_server_says_of_its_packing_is_taken_as_in_a_crawl(path: str, body: bytes, home: str) -> None:
    assert fetch(f"{home}{path}", user_agent="test").body == body


@pytest.mark.parametrize(
    ("path", "begins", "told"),
    [("cut", b"<html>only the begin", True), ("unchunked", b"<p>begin</", True), ("good", b"<html>", False)],
)
def test_a_page_that_is_cut_is_read_as_far_as_it_came(
    path: str, begins: bytes, home: str, *, told: bool
) -> None:
    got = fetch(f"{home}{path}", user_agent="test")
    assert got.body.startswith(begins)
    assert ("breaks off" in got.note) is told


@pytest.mark.parametrize(("path", "told"), [("large", True), ("bomb", True), ("good", False), ("cut", False)])
def test_a_page_that_is_too_long_is_told(
    path: str, told: bool, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.fetch.MAX_BYTES", 2_000_000)
    got = fetch(f"{home}{path}", user_agent="test")
    assert (
        ("longer than 2 MB: only its beginning is read" in got.note) == told == (len(got.body) == 2_000_000)
    )


@pytest.mark.parametrize(
    "feed", ["<rss version='2.0'><channel><item><link>/p</link></item></channel></rss>", "<feed xmlns='x'/>"]
)
def test_a_feed_is_no_page(feed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "feed.xml"
    saved.write_text(f"<?xml version='1.0'?>{feed}")
    assert main(["inspect", str(saved), "--url", "http://a.example/feed.xml"]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"trackgraph: {saved} is a feed; give the address of one of its posts\n")
