"""A saved page: where it says that it came from, and what is lost where it does not say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.saved import lost_links, stated_address
from trackgraph import main

CANONICAL = '<link rel="canonical" href="https://ann.example/2006/soup/">'
OG = '<meta property="og:url" content="https://ann.example/og">'
BASE = '<base href="http://ann.example/base/">'


@pytest.mark.parametrize(
    ("html", "address"),
    [
        (CANONICAL, "https://ann.example/2006/soup/"),
        ("<link rel='nofollow CANONICAL' href='http://ann.example/'>", "http://ann.example/"),
        (OG, "https://ann.example/og"),
        (BASE, "http://ann.example/base/"),
        (BASE + OG + CANONICAL, "https://ann.example/2006/soup/"),
        (f"<!-- saved from url=(0026)https://ann.example/kept -->{CANONICAL}", "https://ann.example/kept"),
        (
            "<html><!--\n Page saved with SingleFile \n url: https://ann.example/s \n-->",
            "https://ann.example/s",
        ),
        (
            "<!-- Mirrored from ann.example/m.html by HTTrack Website Copier/3.x -->",
            "http://ann.example/m.html",
        ),
        (f"<!-- saved from url=(0014)about:internet -->{CANONICAL}", "https://ann.example/2006/soup/"),
    ],
)
def test_a_page_names_its_own_address(html: str, address: str) -> None:
    assert stated_address(html.encode())[0] == address


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="http://other.example/">a link</a>',
        '<link rel="canonical" href="/2006/soup/">',
        '<link rel="canonical" href="">',
        '<link rel="alternate" href="http://ann.example/feed">',
        '<meta property="og:image" content="http://ann.example/i.png">',
        '<base href="/base/">',
        '<base target="_blank">',
        "<!-- Mirrored from somewhere else: https -->",
        "<!-- saved from url=(0010)file:///tmp/x.html -->",
        "<p>saved from url=(0026)https://ann.example/kept</p>",
    ],
)
def test_what_is_no_address_of_the_page(html: str) -> None:
    assert stated_address(html.encode()) == ("", "")


@pytest.mark.parametrize(
    ("html", "lost"),
    [
        ('<a href="/tag/maps">', 1),
        ('<a href="../x"><a href="?p=2"><a href="y.html"><a href="//b.example/">', 4),
        ('<link rel="webmention" href="/wm"><link rel=PINGBACK href=x>', 2),
        ('<a href="http://b.example/"><a href="#c1"><a href="mailto:a@b"><a href="javascript:x()"><a>', 0),
        ('<link rel="stylesheet" href="/style.css"><a href="">', 0),
    ],
)
def test_relative_links_are_lost_where_no_address_is_known(html: str, lost: int) -> None:
    assert lost_links(html.encode()) == lost


@pytest.mark.parametrize(
    ("head", "argv", "note", "tags"),
    [
        (CANONICAL, [], "is read as https://ann.example/2006/soup/, by its canonical link", ["maps"]),
        ("", [], "1 relative link leads nowhere", []),
        ("", ["--url", "http://ann.example/1"], "", ["maps"]),
        (CANONICAL, ["--url", "http://ann.example/1"], "", ["maps"]),
    ],
    ids=["stated", "unknown", "told", "told and stated"],
)
def test_inspect_says_what_address_it_assumed(
    head: str,
    argv: list[str],
    note: str,
    tags: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html><title>Soup</title>{head}<body class="single"><h1 class="entry-title">Soup</h1>'
        '<p>About <a rel="tag" href="/tag/maps/">maps</a>.</p>'
    )
    code = main(["inspect", str(page), "--json", *argv])
    out, err = capsys.readouterr()
    assert (code, len(err.splitlines())) == (0, bool(note))
    assert note in err
    assert json.loads(out)["post"]["tags"] == tags
