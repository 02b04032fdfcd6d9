"""A blog that seeds name by several addresses is one blog: the further ones change no number."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.columns import TABLES
from analysis.summary import Summary, summarize
from tests.made_network import Network

NEW, OLD, OLDER, FAN = (f"https://{name}.example/" for name in ("present", "old", "older", "fan"))
_FORMER = {"state": "stopped", "prefix": "present.example/", "last_run": 2}


def _network() -> Network:
    """A blog of two posts, and one that cites it."""
    network = Network()
    network.run(1)
    network.run(2)
    for home in (NEW, FAN):
        network.blog(home, last_run=2, ways={"archive": {"found": 2, "requests": 1, "complete": True}})
        for number in (1, 2):
            network.post(home, f"{home}{number}", tags=["maps"], published=f"2004-10-0{number}", last_run=2)
            network.link(home, f"{home}{number}")
    network.link(f"{FAN}1", f"{NEW}1")
    network.linkback(f"{NEW}1", f"{FAN}1", published="2004-10-03")
    network.linkback(f"{FAN}2", "https://x.example/1", published="2004-10-03")
    return network


def _reason(home: str) -> str:
    return f"the same blog as {home}"


def _named_twice(network: Network) -> None:
    network.blog(OLD, moved_from="old.example/", reason=_reason(NEW), **_FORMER)
    network.alias(OLD, NEW, how="moved")


def _named_three_times(network: Network) -> None:
    """The oldest address leads to the old one, which is stored later."""
    network.blog(OLDER, moved_from="older.example/", reason=_reason(OLD), **_FORMER)
    network.alias(OLDER, NEW, how="moved")
    _named_twice(network)


def _moved_since(network: Network) -> None:
    """In the first run the old address was a blog of its own, and its post was read there."""
    _named_twice(network)
    network.post(OLD, f"{OLD}1", gone_run=2, tags=["maps"], published="2004-10-01")
    network.add("ledger", url=f"{OLD}1", blog=OLD, role="post", state="skipped", reason="same_blog", run=2)


def _summary(folder: Path, *more: object) -> Summary:
    network = _network()
    for add in more:
        assert callable(add)
        add(network)
    return summarize(network.write(folder / "made.db"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    return _summary(tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("named", [_named_twice, _named_three_times, _moved_since])
def test_further_addresses_change_no_number(named: object, plain: Summary, tmp_path: Path) -> None:
    found = _summary(tmp_path, named)
    assert (found.title, found.complete) == ("2 blogs", True)
    for table in TABLES:
        columns = [column.name for column in TABLES[table] if column.name != "note"]
        pd.testing.assert_frame_equal(getattr(found, table)[columns], getattr(plain, table)[columns])
    assert found.posts.set_index("url")["click_depth"].to_dict() == dict.fromkeys(found.posts["url"], 1)
    assert set(found.post_graph) == set(plain.post_graph)
    note = found.coverage.set_index("what").loc["blogs", "note"]
    further = "2 further addresses" if named is _named_three_times else "1 further address"
    assert note == f"Blogs that the seeds name, or that were met on the way; {further} led to them."


def _stopped_by_a_limit(network: Network) -> None:
    network.blog(OLD, state="stopped", reason="limit of posts")


def _of_an_unknown_blog(network: Network) -> None:
    network.blog(OLD, state="stopped", reason=_reason("https://unknown.example/"))


def _of_itself(network: Network) -> None:
    network.blog(OLD, state="stopped", reason=_reason(OLD))


@pytest.mark.parametrize("named", [_stopped_by_a_limit, _of_an_unknown_blog, _of_itself])
def test_what_is_no_further_address_stays_a_blog(named: object, tmp_path: Path) -> None:
    found = _summary(tmp_path, named)
    assert set(found.blogs["url"]) == {NEW, FAN, OLD}
    assert not found.complete
