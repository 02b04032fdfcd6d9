"""What a small blog of WordPress costs: REST has told how many posts its feed should name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from made_clock import HOME, Answer, Told, crawl, found
from made_rest import item

from crawler.discovery.rest import rest_url

FEED = f"{HOME}feed/"
API = f"{HOME}wp-json/"


def _rest(numbers: Iterable[int]) -> Answer:
    items = [item(number, link=f"{HOME}p-{number}/") for number in numbers]
    return Answer(json.dumps(items), headers={"X-WP-Total": str(len(items)), "X-WP-TotalPages": "1"})


def _feed(numbers: Iterable[int], **more: Any) -> Answer:
    slash = "http://purl.org/rss/1.0/modules/slash/"
    items = "".join(f"<item><link>{HOME}p-{one}/</link><s:comments>1</s:comments></item>" for one in numbers)
    made = "<generator>https://wordpress.org/?v=6.1</generator>"
    return Answer(f'<rss xmlns:s="{slash}"><channel>{made}{items}</channel></rss>', **more)


@pytest.mark.parametrize(
    ("rest", "feed", "older"),
    [
        ((1, 2, 3), (3, 2, 1), False),
        ((1,), (1,), False),
        ((1, 2, 3), (3, 2), True),
        ((1, 2, 3), (4, 3, 2, 1), True),
        ((1, 2, 3), (5, 3, 2), True),
        ((), (1, 2), True),
    ],
)
def test_an_older_page_of_a_feed_that_names_the_posts_of_rest_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    rest: tuple[int, ...],
    feed: tuple[int, ...],
    older: bool,
) -> None:
    answers: dict[str, Told] = {
        HOME: Answer(f'<link rel="https://api.w.org/" href="{API}"><p>Hello</p>'),
        rest_url(API): _rest(rest) if rest else Answer(status=401),
        rest_url(f"{HOME}?rest_route=/"): Answer(status=401),
        FEED: _feed(feed),
        f"{HOME}?feed=rss2": _feed(feed),
        **{f"{HOME}p-{number}/": found(f"https://s.example/{number}") for number in range(6)},
    }
    made = crawl(monkeypatch, tmp_path, answers)
    assert any("paged=2" in url for _, url in made.asked) is older
    assert made.blogs[HOME].read == len({*rest, *feed})
    assert "feed" in made.blogs[HOME].ways
