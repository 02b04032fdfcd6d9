"""When answers are stored: many together, and not while another process is at it, if that can wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.engine import session
from crawler.engine.session import BATCH, MOST, Session
from crawler.harvest import Harvest, Role, Task
from crawler.options import CrawlOptions
from crawler.run import begin
from crawler.seeds import read_seeds
from crawler.store import Store, ledger, open_store

HOME = "https://a.example/"


@pytest.mark.parametrize(
    ("alone", "busy", "late", "answers", "unstored"),
    [
        (False, False, False, BATCH - 1, BATCH - 1),
        (False, False, False, BATCH, 0),
        (False, False, True, 1, 0),
        (False, True, False, BATCH, BATCH),
        (False, True, True, 1, 1),
        (False, True, False, MOST - 1, MOST - 1),
        (False, True, False, MOST, 0),
        (True, True, False, BATCH - 1, BATCH - 1),
        (True, True, False, BATCH, 0),
        (True, True, True, 1, 0),
    ],
)
def test_answers_wait_while_another_process_writes(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    alone: bool,
    busy: bool,
    late: bool,
    answers: int,
    unstored: int,
) -> None:
    monkeypatch.setattr(session, "FLUSH_SECONDS", -1.0 if late else 1e9)
    monkeypatch.setattr(Store, "is_free", lambda _: not busy)
    options = CrawlOptions(seeds=(HOME,), store=tmp_path / "s.db", progress=False)
    with open_store(options.store, create=True) as store:
        run = begin(store, read_seeds(options.seeds), options)
        blogs = None if alone else ledger.open_blogs(store, run)
        made = Session(store, run, options, share=blogs)
        first = made.frontier.next()
        assert first is not None
        task = Task(url=f"{HOME}feed/", blog=first.blog, role=Role.FEED)
        made.take([Harvest(task=task, url=task.url, state="done")] * answers)
        assert made.unstored == unstored
        made.end()
        assert made.unstored == 0
