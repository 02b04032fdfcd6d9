"""Comments whose whole text is "PingBack from ADDRESS", and those that say more or less."""

from __future__ import annotations

import pytest

from crawler import read_page

LINK = '<a href="http://plum.example/2">http://plum.example/2</a>'
SAID = [
    (f"<p>PingBack from {LINK}</p>", "http://plum.example/2"),
    ("<p>PingBack from http://plum.example/2</p>", "http://plum.example/2"),
    (f"<p>Pingback from {LINK} received.</p>", "http://plum.example/2"),
    (f"<div>Trackback from: {LINK}</div>", "http://plum.example/2"),
    # none
    (f"<p>Pingback from {LINK}, again</p>", None),
    (f"<p>A Pingback from {LINK}</p>", None),
    ("<p>Pingback from Plum</p>", None),
    (f"<p>Pingback from {LINK}</p><p>What is that?</p>", None),
    ("<p>Pingback from http://orchard.example/2</p>", None),
    (f"<p>Pingback from {LINK} and {LINK}</p>", None),
]


@pytest.mark.parametrize(("said", "source"), SAID)
def test_said(said: str, source: str | None) -> None:
    body = f"<h1>Pruning</h1><h3>Comments</h3><div id=comments><div class=comment>{said}</div></div>"
    page = read_page(body.encode(), "http://orchard.example/1")
    assert [row.source for row in page.linkbacks] == ([source] if source else [])
