"""Sitemaps that end well and name the newest posts only: what the blog's own lists say of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_clock import HOME, Answer, Told, crawl, found

MONTHS = range(1, 13)


def _posts(form: str) -> dict[str, int]:
    """Paths of two posts of each month, the newest first, with their month."""
    return {form.format(month, day): month for month in reversed(MONTHS) for day in (20, 10)}


DATED, BARE = _posts("2005/{:02}/walk-no-{}/"), _posts("walk-{}-and-{}/")


def _links(paths: list[str]) -> str:
    return "<ul>" + "".join(f'<li><a href="/{one}">A long walk</a></li>' for one in paths) + "</ul>"


def _blog(posts: dict[str, int], mapped: int, *, months: bool, led: bool = False) -> dict[str, Told]:
    """A blog whose sitemap names the newest posts and a page about its author, whose home page links the
    newest five and perhaps the months, and each post of which perhaps the one before it."""
    paths = list(posts)
    rows = "".join(f"<url><loc>{HOME}{one}</loc></url>" for one in ("", *paths[:mapped], "about/"))
    side = [f"2005/{month:02}/" for month in MONTHS] if months else []
    told: dict[str, Told] = {
        HOME: Answer(f"<title>Blog</title>{_links(paths[:5])}{_links(side)}"),
        f"{HOME}sitemap.xml": Answer(f"<urlset>{rows}</urlset>"),
        f"{HOME}about/": Answer("<title>About</title><p>Me</p>"),
        **{
            f"{HOME}2005/{month:02}/": Answer(_links([one for one in paths if posts[one] == month]))
            for month in MONTHS
        },
    }
    for place, path in enumerate(paths):
        before = (
            f'<a rel="prev" href="/{paths[place + 1]}">« A walk</a>' if led and paths[place + 1 :] else ""
        )
        page = found("https://s.example/1")
        told[f"{HOME}{path}"] = Answer(page.body.replace("</body>", f"{before}</body>"))
    return told


@pytest.mark.parametrize(
    ("told", "read", "months"),
    [
        # The addresses of posts tell how far the sitemap goes back.
        (_blog(DATED, 24, months=True), 24, 0),
        (_blog(DATED, 23, months=True), 23, 0),
        (_blog(DATED, 12, months=True), 24, 12),
        # Where they do not, the oldest month does.
        (_blog(BARE, 24, months=True), 24, 1),
        (_blog(BARE, 14, months=True), 24, 12),
        # There are more months than posts.
        (_blog(BARE, 10, months=True), 24, 12),
        # No list tells; posts may lead to the one before them.
        (_blog(BARE, 24, months=False, led=True), 24, 0),
        (_blog(DATED, 10, months=False, led=True), 24, 0),
        (_blog(DATED, 10, months=False), 10, 0),
        (_blog(BARE, 5, months=False), 5, 0),
    ],
)
def test_a_sitemap_of_the_newest_posts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, told: dict[str, Told], read: int, months: int
) -> None:
    made = crawl(monkeypatch, tmp_path, told)
    posts = {f"{HOME}{one}" for one in (*DATED, *BARE)}
    assert len({url for _, url in made.asked} & posts) == read
    assert sum(url.startswith(f"{HOME}2005/") and url not in posts for _, url in made.asked) == months
    assert ("sitemap_partial" in str(made.problems)) is (months == 12)
    # Nothing is due in a later crawl, and no list is looked at to see whether the sitemap is whole.
    again = crawl(monkeypatch, tmp_path, told)
    assert not {url for _, url in again.asked} & posts
    walked = sum(url.startswith(f"{HOME}2005/") for _, url in again.asked)
    assert walked in ((0, 12) if months == 12 else (0,))


def test_a_plan_looks_at_no_month(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = crawl(monkeypatch, tmp_path, _blog(BARE, 24, months=True), max_posts=3)
    assert not [url for _, url in made.asked if url.startswith(f"{HOME}2005/")]


@pytest.mark.parametrize(("mapped", "lacks"), [(22, False), (21, True), (20, True)])
def test_a_later_crawl_knows_that_a_sitemap_lacked_many(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mapped: int, lacks: bool
) -> None:
    told = _blog(BARE, mapped, months=False, led=True)
    assert len({url for _, url in crawl(monkeypatch, tmp_path, told).asked if "-and-" in url}) == 24
    assert ("sitemap_partial" in str(crawl(monkeypatch, tmp_path, told).problems)) is lacks


def test_a_tenth_is_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    posts = {f"walk-{one}-of-many/": 1 for one in range(40)}
    told = _blog(posts, 37, months=False, led=True)
    assert len({url for _, url in crawl(monkeypatch, tmp_path, told).asked if "of-many" in url}) == 40
    assert "sitemap_partial" not in str(crawl(monkeypatch, tmp_path, told).problems)
