"""Addresses in the page as people read them, and what is better left encoded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_summary import frame, one_post
from selectolax.lexbor import LexborHTMLParser

from reports.addresses import readable
from reports.formats import bare
from reports.html import render

READABLE = [
    ("xn--mller-kva.example", "müller.example"),
    ("blog.XN--MLLER-KVA.example:8080/a/", "blog.müller.example:8080/a/"),
    ("xn--r8jz45g.xn--zckzah/b", "例え.テスト/b"),
    ("xn--h1ahn.example", "мир.example"),
    ("a.example/%e3%81%a0%E3%81%97/", "a.example/だし/"),
    ("a.example/Gr%C3%B6%C3%9Fe?q=%C3%BC", "a.example/Größe?q=ü"),
]
LEFT = [
    "a.example/xn--mller-kva/",
    "xn--.example",
    "xn--99999999.example",
    "xn--pple-43d.example",
    "a.example/100%25%20b%2Fc",
    "a.example/%A4%C0%A4%B7",
    "a.example/%E2%80%AEfdp",
    "a.example/%C2%A0%C2%85",
    "a.example/%E3%80%80",
    "plain.example/path",
    "",
]


@pytest.mark.parametrize(("address", "shown"), READABLE)
def test_addresses_are_shown_in_their_own_script(address: str, shown: str) -> None:
    assert readable(address) == shown


@pytest.mark.parametrize("address", LEFT)
def test_what_poses_or_does_not_show_stays_encoded(address: str) -> None:
    assert readable(address) == address


def test_the_page_shows_them_and_links_them_as_they_are() -> None:
    assert bare("https://www.xn--mller-kva.example/") == "müller.example"
    site = {
        "site": "xn--mller-kva.example",
        "url": "https://xn--mller-kva.example/",
        "linkbacks": 1,
        "clean": 1,
    }
    tree = LexborHTMLParser(render(replace(one_post(), sites=frame("sites", [site])), ()))
    for link in (tree.css_first("#answers li a"), tree.css_first("#t-sites tbody a")):
        assert (link.text(), link.attributes["href"]) == ("müller.example", "https://xn--mller-kva.example/")
