"""The sitemaps that robots.txt names, for blogs that lead to another host, come back, or share their host."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_clock import HOME, ROBOTS, SITEMAP, Answer, Told, blog, crawl, said, to

THERE = "https://www.b.example/"
MAP = "map-of-mine.xml"


def _mapped(home: str) -> dict[str, Told]:
    """A blog of two posts whose sitemap only robots.txt leads to."""
    answers: dict[str, Told] = dict(blog(2, home))
    return answers | {
        home + MAP: answers.pop(home + SITEMAP),
        home + ROBOTS: Answer(f"Sitemap: {home}{MAP}"),
    }


@pytest.mark.parametrize(
    "rules", [said(404), "dns", to(THERE + ROBOTS), Answer(f"Sitemap: {HOME}sitemap.xml")]
)
@pytest.mark.parametrize("there", [THERE, "https://www.a.example/"])
def test_those_of_the_host_to_which_the_home_page_leads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rules: Told, there: str
) -> None:
    made = crawl(monkeypatch, tmp_path, _mapped(there) | {HOME: to(there), HOME + ROBOTS: rules})
    assert made.blogs[there].read == 2


@pytest.mark.parametrize("rules", [None, said(404)])
def test_those_of_the_host_to_which_a_blog_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rules: Told | None
) -> None:
    crawl(monkeypatch, tmp_path, _mapped(THERE) | {HOME: to(THERE)})
    here = _mapped(HOME)
    if rules is not None:
        here |= {HOME + ROBOTS: rules, HOME + SITEMAP: here[HOME + MAP]}
    again = crawl(monkeypatch, tmp_path, _mapped(THERE) | here | {THERE: said(404)})
    asked = {url for _, url in again.asked}
    assert (HOME + (MAP if rules is None else SITEMAP) in asked, THERE + MAP in asked) == (True, False)
    assert again.blogs[HOME].state == "finished"


def test_those_of_each_blog_of_a_host(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    homes = [f"{HOME}{name}/" for name in "abc"]
    answers: dict[str, Told] = {}
    for home in homes:
        answers |= _mapped(home)
    answers[HOME + ROBOTS] = Answer("\n".join(f"Sitemap: {home}{MAP}" for home in homes))
    made = crawl(monkeypatch, tmp_path, answers, *homes)
    assert {home: one.read for home, one in made.blogs.items()} == dict.fromkeys(homes, 2)
    assert len([url for _, url in made.asked if url == HOME + ROBOTS]) == 1
    assert made.counts["requests"] == 1 + 3 * (1 + 1 + 2)


@pytest.mark.parametrize(
    ("mapped", "others", "partial"),
    [(2, 2, False), (1, 3, True), (1, 2, True), (0, 3, True), (0, 2, False), (3, 0, False)],
)
def test_a_sitemap_names_at_least_half_of_what_the_feed_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mapped: int, others: int, partial: bool
) -> None:
    answers: dict[str, Told] = dict(blog(4))
    names = [f"{HOME}2020/01/p-{number}/" for number in range(mapped)]
    names += [f"{HOME}2021/01/q-{number}/" for number in range(others)]
    items = "".join(f"<item><title>T</title><link>{name}</link></item>" for name in names)
    feed = f'<rss version="2.0"><channel><title>B</title><link>{HOME}</link>{items}</channel></rss>'
    answers[f"{HOME}feed.xml"] = Answer(feed, headers={"Content-Type": "application/rss+xml"})
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    answers[HOME] = Answer(f"<html><head>{link}</head><body><p>Hello</p></body></html>")
    made = crawl(monkeypatch, tmp_path, answers)
    assert ("warning sitemap_partial" in made.problems) is partial
    assert made.blogs[HOME].posts == 4
