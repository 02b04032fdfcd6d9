"""The day by which a linkback counts: what dates it, and what is left without a date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis import counts, load
from analysis.coverage import coverage
from analysis.dates import iso, url_day
from analysis.topics import topics
from tests.made_network import ALPHA, BETA, DAY, START, A, Network


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/2022/11/05/soup/", "2022-11-05"),
        ("https://x.example/2022/11/05", "2022-11-05"),
        ("https://x.example/2022/11/soup/", "2022-11-01"),
        ("https://x.example/blog/2004/1/9/soup.html", "2004-01-09"),
        ("https://x.example/2022/11/12-soup", "2022-11-01"),
        ("https://x.example/2022/11/?p=7#top", "2022-11-01"),
        ("https://x.example/2022/13/soup/2021/12/", "2021-12-01"),
    ],
)
def test_a_url_that_files_its_page_by_date(url: str, expected: str) -> None:
    day = url_day(url)
    assert day is not None
    assert iso(day) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://x.example/",
        "https://x.example/2022/",
        "https://x.example/2022-11-05/",
        "https://x.example/20221105/",
        "https://x.example/12022/11/",
        "https://x.example/2022/13/",
        "https://x.example/2022/11/31/",
        "https://x.example/1950/11/",
        "https://x.example/2022/111/",
        "https://x.example/?d=/2022/11/",
        "https://x.example/#/2022/11/",
    ],
)
def test_a_url_without_a_date(url: str) -> None:
    assert url_day(url) is None


def _dated(tmp_path: Path, post: dict[str, Any], entry: dict[str, Any]) -> tuple[str, str]:
    """The date and what gave it, of an entry of a post in a store of three runs, 30 days apart."""
    network = Network()
    for number in (1, 2, 3):
        network.run(number)
    network.blog(ALPHA)
    network.post(ALPHA, A[1], title="Tomatoes", **post)
    run = int(entry.get("first_run", 1))
    source = entry.pop("source", "https://x.example/1")
    network.linkback(A[1], source, **{"first_seen": START + (run - 1) * 30 * DAY, **entry})
    with load(network.write(tmp_path / "made.db")) as corpus:
        [found] = corpus.pairs[["dated", "dated_by"]].values.tolist()
    return found[0], found[1]


@pytest.mark.parametrize(
    ("post", "entry", "expected"),
    [
        # Seen at the first reading of its listing: of any age.
        ({}, {}, ("", "first_seen")),
        ({"first_run": 1, "first_read": 2}, {"first_run": 2}, ("", "first_seen")),
        ({"published": "2004-01-01", "first_run": 2, "first_read": 2}, {"first_run": 2}, ("", "first_seen")),
        ({"published": "2004-11-08"}, {}, ("", "first_seen")),
        # The listing had been read before.
        ({}, {"first_run": 2}, ("2004-12-09", "first_seen")),
        ({"reading": "inferred"}, {"first_run": 3}, ("2005-01-08", "first_seen")),
        # The post is younger than the run before.
        (
            {"published": "2004-12-01", "first_run": 2, "first_read": 2},
            {"first_run": 2},
            ("2004-12-09", "first_seen"),
        ),
        # Something dates it.
        ({}, {"source": "https://x.example/2004/05/06/soup/"}, ("2004-05-06", "url")),
        ({}, {"source": "https://x.example/2004/05/soup/"}, ("2004-05-01", "url")),
        ({}, {"source": "https://x.example/2004/05/soup/", "first_run": 2}, ("2004-05-01", "url")),
        (
            {},
            {"source": "https://x.example/2004/05/soup/", "published": "2004-05-09"},
            ("2004-05-09", "listing"),
        ),
        ({}, {"source": "https://x.example/2039/05/soup/"}, ("", "first_seen")),
        # The crawl ended on 8 January: it is a day later elsewhere, not two.
        ({}, {"published": "2005-01-09"}, ("2005-01-09", "listing")),
        ({}, {"published": "2005-01-10"}, ("", "first_seen")),
        # Before 1993 nobody wrote a blog; what has no day or month counts on the first.
        ({}, {"published": "1993-01-01"}, ("1993-01-01", "listing")),
        ({}, {"published": "1992-12-31"}, ("", "first_seen")),
        ({}, {"published": "2004-05"}, ("2004-05-01", "listing")),
        ({}, {"published": "2004"}, ("2004-01-01", "listing")),
        ({}, {"published": "2004-11-31"}, ("", "first_seen")),
        ({}, {"published": "20041105"}, ("", "first_seen")),
        ({}, {"published": "2004-05-06T23:30:00-08:00"}, ("2004-05-06", "listing")),
    ],
)
def test_what_dates_a_linkback(
    tmp_path: Path, post: dict[str, Any], entry: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert _dated(tmp_path, dict(post), dict(entry)) == expected


def _undated() -> Network:
    """One old post on apples with four undated linkbacks, and one dated a year before the crawl."""
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.blog(BETA)
    network.post(ALPHA, A[1], title="Apples", tags=["Apples"], published="2001-01-01")
    for number in range(4):
        network.linkback(A[1], f"https://s{number}.example/1", title="Apples")
    network.linkback(A[1], "https://old.example/1", title="Apples", published="2003-11-01")
    return network


def test_undated_linkbacks_count_as_such_and_not_as_recent(tmp_path: Path) -> None:
    with load(_undated().write(tmp_path / "made.db")) as corpus:
        blog = counts.of_blogs(corpus).iloc[0]
        [topic] = topics(corpus).to_dict("records")
        months = counts.months(corpus).set_index("month")["linkbacks"].to_dict()
        sites = counts.sites(corpus).set_index("site")
        covered = coverage(corpus).set_index("what")["count"]
    assert (blog["referring_sites"], blog["referring_sites_180d"]) == (5, 0)
    assert (topic["votes"], topic["recent_votes"], topic["bursts"]) == (5, 0, "")
    assert topic["half_life"] == 1034.0
    assert months == {"2003-11": 1, "undated": 4}
    assert (sites.loc["s1.example", "first_date"], sites.loc["old.example", "last_date"]) == (
        "",
        "2003-11-01",
    )
    assert (covered["linkbacks without a date"], covered["linkbacks dated by first sight"]) == (4, 0)


@pytest.mark.parametrize(
    "dates", [("2004-10-02", "2004-10-20"), ("2004-10-20", "2004-10-02"), ("", "2004-10-02")]
)
def test_a_pair_that_is_listed_twice_counts_by_its_first_date(dates: tuple[str, str], tmp_path: Path) -> None:
    network = Network()
    network.run(1)
    network.blog(ALPHA)
    network.post(ALPHA, A[1], published="2004-10-01")
    for kind, date in zip(("trackback", "pingback"), dates, strict=True):
        network.linkback(A[1], "https://x.example/a", kind=kind, published=date or None)
    with load(network.write(tmp_path / "made.db")) as corpus:
        assert corpus.pairs[["dated", "dated_by", "kinds"]].to_numpy().tolist() == [
            ["2004-10-02", "listing", "trackback+pingback"]
        ]
