"""A crawl that is killed after any answer: the same command goes on, loses nothing, asks for little twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_clock import HOME, Answer, Crawled, blog, crawl, found

OTHER = "https://b.example/"
FAR = "https://sources.example/"
POST = f"{HOME}2020/01/p-"
ANSWERS = {
    **blog(4),
    **blog(2, OTHER),
    f"{POST}0/": [Answer(status=503), found(f"{FAR}a", f"{FAR}b")],
    f"{POST}1/": Answer(status=301, headers={"Location": f"{POST}one/"}),
    f"{POST}one/": found(f"{FAR}a"),
    f"{POST}3/": Answer(status=404),
    f"{FAR}a": Answer(f'<p><a href="{POST}0/">there</a>'),
    f"{FAR}b": Answer(status=500),
}
REQUESTS = 20
DELAYS = (0.0, 1.0)


def _crawl(patched: pytest.MonkeyPatch, folder: Path, delay: float, killed_after: int = 0) -> Crawled:
    seeds = {"killed_after": killed_after, "delay": delay, "verify": True}
    return crawl(patched, folder, ANSWERS, HOME, OTHER, **seeds)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[float, Crawled]:
    with pytest.MonkeyPatch.context() as patched:
        return {delay: _crawl(patched, tmp_path_factory.mktemp("whole"), delay) for delay in DELAYS}


@pytest.mark.parametrize(
    ("delay", "killed_after"),
    [(1.0, number) for number in range(1, REQUESTS)] + [(0.0, number) for number in (3, 9, 15)],
)
def test_what_a_killed_crawl_has_not_stored_is_asked_for_again(
    whole: dict[float, Crawled],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    delay: float,
    killed_after: int,
) -> None:
    cut = _crawl(monkeypatch, tmp_path, delay, killed_after)
    rest, unbroken = _crawl(monkeypatch, tmp_path, delay), whole[delay]
    assert len(unbroken.asked) == REQUESTS
    assert (rest.done, rest.blogs, rest.listed) == (unbroken.done, unbroken.blogs, unbroken.listed)
    assert rest.problems == unbroken.problems
    # Home pages are looked at once more where the posts of their blogs are not all known.
    stored = {url for url, how in cut.done.items() if how != "waiting"} - {HOME, OTHER}
    assert not stored & {url for _, url in rest.asked}
    if delay:
        # One of each blog waits for half a second to be stored; one is tried again, and one leads on.
        asked = {url for _, url in cut.asked[:killed_after]} & unbroken.done.keys()
        assert len(asked - stored - {HOME, OTHER}) <= 4
