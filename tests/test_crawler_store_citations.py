"""Which posts are due because others began to cite them, and which are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from crawler.store import open_store, runs
from crawler.store.citations import CITED
from crawler.store.schema import ledger
from tests.made_network import DAY, START, Network

HOST, GUEST = "https://host.example/", "https://guest.example/"
OLD, NEW = START, START + 30 * DAY


@pytest.mark.parametrize(
    ("host", "guest", "link", "cited"),
    [
        ({}, {}, {}, True),
        ({"fetched": NEW + 5}, {}, {}, False),  # it was read since
        ({"count": 3}, {}, {}, False),  # its blog tells
        ({"count": 3, "platform": "wordpress"}, {}, {}, False),
        ({"count": 3, "platform": "serendipity"}, {}, {}, True),  # of comments only
        ({"count": 3, "inference": "broken"}, {}, {}, True),
        ({"count": 3, "inference": "broken", "fetched": NEW + 5}, {}, {}, False),
        ({"gone_run": 2}, {}, {}, False),
        ({}, {"first_read": 1}, {}, False),  # it was there when the cited post was read
        ({}, {}, {"region": "navigation"}, False),
        ({}, {"blog": HOST}, {}, False),
        ({}, {}, {"target": "http://www.host.example/1/?utm_source=feed#comments"}, True),
        ({}, {}, {"target": "https://web.archive.org/web/20050102030405/http://host.example/1"}, True),
        ({}, {}, {"target": "http://host.example/12"}, False),
        ({}, {"blog": HOST}, {"target": "http://host.example/1"}, False),
    ],
)
def test_posts_that_others_began_to_cite(
    host: dict[str, Any], guest: dict[str, Any], link: dict[str, Any], cited: bool, tmp_path: Path
) -> None:
    network, host = Network(), dict(host)
    network.run(1)
    network.run(2)
    network.blog(HOST, **{name: host.pop(name) for name in ("platform", "inference") if name in host})
    network.blog(GUEST)
    for number in (1, 2):
        network.post(HOST, f"{HOST}{number}", **{"fetched": OLD, **host})
        row = {"url": f"{HOST}{number}", "blog": HOST, "role": "post", "state": "done", "run": 1}
        network.add("ledger", **row, rank=0.0, tries=0)
    facts = {"blog": GUEST, "url": f"{GUEST}1", "first_read": 2, "fetched": NEW, **guest}
    network.post(facts.pop("blog"), facts.pop("url"), **facts)
    network.link(f"{GUEST}1", **{"target": f"{HOST}1", **link})
    network.write(tmp_path / "made.db")
    with open_store(tmp_path / "made.db") as store:
        assert runs.start_run(store, [HOST], {}, "0") == 3
        with store.reading() as connection:
            reasons = list(connection.execute(select(ledger.c.reason).order_by(ledger.c.url)).scalars())
    assert sorted(reason or "" for reason in reasons) == ["", CITED if cited else ""]
