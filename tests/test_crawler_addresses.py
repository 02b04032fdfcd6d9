"""Which addresses a crawl may reach, and that it only reads."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_clock import HOME, Answer, crawl
from scrapy import Request
from scrapy.settings import Settings

from crawler import settings
from crawler.engine import connections
from crawler.engine.addresses import Permitted, is_public
from crawler.engine.connections import Connections
from crawler.engine.download import ReadingDownloader, Refused
from crawler.engine.wire import Answer as Wire
from crawler.engine.wire import AnswerError

PRIVATE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://[fec0::1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[5f00::1]/",
    "http://[::93.184.216.34]/",
    "http://[2001:db8::1]/",
    "http://10.0.0.1/",
    "http://172.16.3.4/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://[::ffff:224.0.0.251]/",
    "http://[64:ff9b::e000:fb]/",
    "http://localhost/",
    "http://a.localhost/",
    "http://LOCALHOST./",
    "http://①②⑦.0.0.1/",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused_in_every_spelling(url: str) -> None:
    assert not Permitted(["https://alice.example/"]).url(url)


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "file:///etc/passwd", "javascript:1", "", "http:///", "http://./", "data:,x"],
)
def test_only_http_and_https(url: str) -> None:
    assert not Permitted().url(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://b.example/",
        "http://93.184.216.34/",
        "http://[2606:4700::1111]/",
        "http://[64:ff9b::5db8:d822]/",
        "http://[::ffff:93.184.216.34]/",
        "http://[2002:5db8:d822::1]/",
    ],
)
def test_public_addresses_are_allowed(url: str) -> None:
    assert Permitted().url(url)


def test_a_private_seed_permits_its_own_host_and_port_only() -> None:
    permitted = Permitted(["http://127.0.0.1:8001/", "http://blog.localhost:9000/"])
    assert permitted.url("http://127.0.0.1:8001/post")
    assert permitted.url("http://blog.localhost:9000/post")
    assert not permitted.url("http://127.0.0.1:8002/")
    assert not permitted.url("http://127.0.0.2:8001/")
    assert not permitted.url("http://other.localhost:9000/")
    assert not permitted.url("http://localhost:8001/")
    for url in ("http://127.0.0.1/", "https://127.0.0.1/", "https://127.0.0.1:443/", "http://127.0.0.1:80/"):
        assert permitted.url(url), "a blog may have its usual places as well"
    usual = Permitted(["http://10.0.0.1/", "https://10.0.0.2/"])
    assert usual.url("http://10.0.0.1:80/")
    assert usual.url("https://10.0.0.2:443/")


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "not an ip", "0.0.0.0", "fec0::1"],
)
def test_private_ips(ip: str) -> None:
    assert not is_public(ip)


def _connected(
    monkeypatch: pytest.MonkeyPatch, permitted: Permitted, name: str, found: list[str]
) -> tuple[list[str], str]:
    """The addresses that were connected to for a name that resolves to `found`, and why none answered."""
    tried: list[str] = []

    async def note(ip: str, port: int, name: str | None) -> None:
        tried.append(ip)
        raise AnswerError("refused")

    monkeypatch.setattr(connections, "_resolve", lambda _: found)
    monkeypatch.setattr(connections, "_open", note)

    async def ask() -> None:
        ways = Connections()
        try:
            await ways.ask(("http", name, 80), b"", Wire(largest=9), permitted)
        finally:
            ways.close()

    with pytest.raises(AnswerError) as caught:
        asyncio.run(ask())
    return tried, caught.value.reason


def test_private_addresses_are_dropped_from_every_answer_of_the_dns(monkeypatch: pytest.MonkeyPatch) -> None:
    permitted = Permitted(["https://intranet.corp/"])
    mixed = _connected(monkeypatch, permitted, "rebind.example", ["10.0.0.1", "93.184.216.34", "::1"])
    assert mixed == (["93.184.216.34"], "refused")
    assert _connected(monkeypatch, permitted, "only.example", ["127.0.0.1"]) == ([], "private_address")
    assert _connected(monkeypatch, permitted, "intranet.corp", ["10.0.0.2"]) == (["10.0.0.2"], "refused")
    assert not permitted.url("http://only.example:8080/"), "seen to be private"
    assert permitted.url("https://intranet.corp/page")
    assert not permitted.url("https://intranet.corp:9200/"), "a named private host on another port"


@pytest.mark.parametrize(
    ("found", "tried"),
    [
        (["93.184.216.34"], ["93.184.216.34"]),
        (["fd00::1", "93.184.216.34"], ["93.184.216.34"]),
        (["93.184.216.34", "10.0.0.1"], ["93.184.216.34"]),
        (["10.0.0.1", "10.0.0.2"], []),
        (["fd00::1"], []),
    ],
)
def test_a_host_with_a_public_address_beside_a_private_one_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, found: list[str], tried: list[str]
) -> None:
    permitted = Permitted()
    for _ in range(2):
        assert _connected(monkeypatch, permitted, "a.example", found)[0] == tried
        assert permitted.url("https://a.example/") is bool(tried)


@pytest.mark.parametrize("name", ["[::1]", "127.0.0.1", "localhost", "a.localhost", "[::ffff:127.0.0.1]"])
def test_addresses_in_urls_are_checked_where_they_are_connected_to(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert _connected(monkeypatch, Permitted(), name, ["93.184.216.34"]) == ([], "private_address")


def test_a_host_is_not_looked_for_at_a_private_address(monkeypatch: pytest.MonkeyPatch) -> None:
    async def located(permitted: Permitted) -> None:
        ways = Connections()
        try:
            await ways.locate("a.example", permitted)
        finally:
            ways.close()

    monkeypatch.setattr(connections, "_resolve", lambda _: ["10.0.0.1"])
    stranger, named = Permitted(), Permitted(reach=("a.example",))
    with pytest.raises(AnswerError, match=r"^private_address$"):
        asyncio.run(located(stranger))
    asyncio.run(located(named))
    assert (stranger.ips, named.ips) == ({}, {"a.example": "10.0.0.1"})


def test_a_name_below_localhost_is_this_machine_whatever_the_resolver_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = _connected(monkeypatch, Permitted(["http://a.localhost/"]), "a.localhost", ["93.184.216.34"])
    assert found == (["127.0.0.1", "::1"], "refused")


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (Request("https://a.example/", method="POST"), "not_reading"),
        (Request("https://a.example/", method="PUT"), "not_reading"),
        (Request("https://a.example/", method="DELETE"), "not_reading"),
        (Request("https://a.example/", body=b"url=x"), "not_reading"),
        (Request("https://a.example/", meta={"proxy": "http://10.0.0.1"}), "proxy"),
        (Request("http://127.0.0.1/"), "private_address"),
    ],
)
def test_the_only_way_out_refuses_all_but_reading(request_: Request, reason: str) -> None:
    session = SimpleNamespace(permitted=Permitted())
    crawler = SimpleNamespace(settings=Settings(), spider=SimpleNamespace(session=session))
    downloader = ReadingDownloader(crawler)  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        asyncio.run(downloader.read(request_))
    assert caught.value.reason == reason


def test_there_is_no_other_way_out() -> None:
    assert settings.DOWNLOADER == "crawler.engine.download.ReadingDownloader"
    assert settings.DOWNLOAD_HANDLERS_BASE == {}


INSIDE = "http://inside.example/"


@pytest.mark.parametrize(
    ("led", "seen"),
    [
        (Answer('<meta http-equiv="refresh" content="0; url=http://10.0.0.1/">'), "private address"),
        (Answer(f'<meta http-equiv="refresh" content="0; url={INSIDE}">'), None),
        (Answer(status=301, headers={"Location": INSIDE}), None),
    ],
    ids=["refresh", "refresh by name", "redirect by name"],
)
def test_where_a_blog_leads_is_not_named_by_the_user_in_later_crawls(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, led: Answer, seen: str | None
) -> None:
    for _ in range(3):
        made = crawl(monkeypatch, tmp_path, {HOME: led, INSIDE: Answer("<p>Hello</p>")}, HOME)
        assert not [url for _, url in made.asked if "10.0.0.1" in url]
        (blog,) = made.blogs.values()
        assert seen is None or seen in (blog.reason or "")
        assert made.permitted.url(HOME)
        assert not made.permitted.address("inside.example", "10.0.0.1")
        assert made.permitted.address("a.example", "10.0.0.1"), "the user named it"
