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
