"""Runs: which goes on, and what is kept of those that ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_crawl import HOME, Crawl
from sqlalchemy import update

from crawler.errors import StoreError
from crawler.harvest import Event
from crawler.store import Store, open_store, runs
from crawler.store.schema import ledger
from crawler.store.schema import runs as all_runs


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with open_store(tmp_path / "s.db", create=True) as made:
        yield made


def test_a_run_that_was_broken_off_goes_on_and_a_finished_one_does_not(store: Store) -> None:
    first = runs.start_run(store, ["b", "a"], {}, "0")
    assert runs.start_run(store, ["a", "b"], {}, "0") == first
    assert runs.start_run(store, ["c"], {}, "0") == first + 1
    runs.finish_run(store, first + 1, "finished")
    assert runs.start_run(store, ["c"], {}, "0") == first + 2


def test_a_run_that_goes_on_has_the_settings_of_its_last_process(store: Store) -> None:
    run = runs.start_run(store, [HOME], {"delay": 1}, "0")
    runs.finish_run(store, run, "interrupted")
    runs.start_run(store, [HOME], {"delay": 2}, "1")
    (told,) = runs.manifests(store)
    assert (told["settings"], told["version"]) == ({"delay": 2}, "1")
    assert (told["state"], told["finished"]) == ("running", None)


def test_the_manifest_of_a_run_keeps_what_became_of_its_blogs(store: Store) -> None:
    first = Crawl(store)
    first.home()
    first.end()
    left = runs.manifests(store)[0]["blogs"]
    Crawl(store)
    before, now = runs.manifests(store)
    assert [(one["seed"], one["state"]) for one in left] == [(HOME, "finished")]
    assert before["blogs"] == left
    assert [one["state"] for one in now["blogs"]] == ["queued"]


@pytest.mark.parametrize(
    ("started", "answered", "goes_on"),
    [(0, None, True), (4, None, True), (6, None, False), (30, 4, True), (30, 6, False)],
)
def test_a_run_that_was_broken_off_long_ago_does_not_go_on(
    store: Store, started: int, answered: int | None, goes_on: bool
) -> None:
    crawl = Crawl(store)
    if answered is not None:
        crawl.home()
    day = 86_400
    with store.writing() as connection:
        connection.execute(update(all_runs).values(started=all_runs.c.started - started * day))
        connection.execute(update(ledger).values(fetched=ledger.c.fetched - (answered or 0) * day))
    assert (runs.start_run(store, [HOME], {}, "0") == crawl.run) is goes_on


def test_the_manifest_of_a_run_counts_its_own_events(store: Store) -> None:
    for run in (1, 2):
        assert runs.start_run(store, [HOME], {}, "0") == run
        for _ in range(run):
            event = Event(what="skip", reason="private_address", example=f"http://10.0.0.{run}/", count=3)
            runs.note(store, run, event)
        runs.count(store, run, {"requests": run})
        runs.count(store, run, {"requests": 10, "told": 1})
        runs.finish_run(store, run, "finished")
    told = [(one["counts"], one["events"]) for one in runs.manifests(store)]
    about = {"blog": None, "what": "skip", "reason": "private_address"}
    assert told == [
        ({"requests": 11, "told": 1}, [{**about, "count": 3, "example": "http://10.0.0.1/"}]),
        ({"requests": 12, "told": 1}, [{**about, "count": 6, "example": "http://10.0.0.2/"}]),
    ]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda lock: lock.mkdir(), "unable to open database file"),
        (lambda lock: lock.write_text("some text\n" * 500), "file is not a database"),
    ],
)
def test_a_lock_that_cannot_be_taken_is_one_line(
    store: Store, make: Callable[[Path], object], why: str
) -> None:
    assert store.path is not None
    make(Path(f"{store.path}.crawling"))
    with pytest.raises(StoreError, match=rf"\.crawling, cannot be written: {why}\.$"), runs.crawling(store):
        pass
