"""Several processes in one crawl: one that dies, Ctrl-C, and what the user is told."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from made_served import hear_ctrl_c, served_blogs

from crawler.engine import worker
from crawler.errors import CrawlError, StoreError
from crawler.run import CrawlOptions, _is_near, begin, crawl
from crawler.seeds import read_seeds
from crawler.store import ledger, open_store, runs
from crawler.store.ledger import NewBlog

ROOT = Path(__file__).resolve().parents[1]
BLOGS, POSTS = 4, 6


@pytest.fixture(scope="module")
def homes() -> Iterator[tuple[str, ...]]:
    with served_blogs(BLOGS, POSTS) as homes:
        yield homes


def _rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(store)) as base:
        return base.execute(query).fetchall()


def test_a_process_that_dies_is_told_and_its_share_waits(
    homes: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, first, dealt = tmp_path / "s.db", worker._Worker.begin, [[1, 3], [2, 4]]

    def killed(one: worker._Worker, *given: Any) -> None:
        first(one, *given)
        if given[3] == dealt[0]:
            one.process.send_signal(signal.SIGKILL)

    monkeypatch.setattr(worker._Worker, "begin", killed)
    options = CrawlOptions(seeds=homes, store=store, delay=0.0, progress=False, processes=2)
    with pytest.raises(CrawlError, match=r"1 of 2 processes .*signal 9.* goes on"):
        crawl(options)
    states = _rows(store, "select id, state from blogs order by 1")
    assert states == [(1, "queued"), (2, "finished"), (3, "queued"), (4, "finished")]
    assert _rows(store, "select state from runs") == [("interrupted",)]
    monkeypatch.undo()
    result = crawl(options)
    assert (result.run, result.state, result.posts) == (1, "finished", BLOGS * POSTS)


def test_a_process_that_cannot_start_is_told(
    homes: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    (broken / "crawler").mkdir(parents=True)
    (broken / "crawler" / "__init__.py").write_text("import no_such_module")
    monkeypatch.setattr(worker, "_root", lambda: str(broken))
    options = CrawlOptions(seeds=homes, store=tmp_path / "s.db", progress=False, processes=2)
    # `-m` looks in the folder that the crawl was started in first.
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CrawlError, match=r"2 of 2 processes .*exit code 1"):
        crawl(options)
    assert "no_such_module" in capfd.readouterr().err


def test_processes_start_before_the_command_itself_loads_what_it_needs() -> None:
    """They load beside each other; the heavy modules are those of the store and of Scrapy."""
    code = """
import sys
import trackgraph
from crawler.engine import worker
class Told(worker.Crew):
    def __init__(self, size):
        print(size, sorted({"sqlalchemy", "scrapy", "crawler.run"} & sys.modules.keys()))
        raise trackgraph.TrackgraphError("seen")
worker.Crew = Told
trackgraph.main(["crawl", "http://127.0.0.1:9/", "--processes", "3"])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "3 []\n"


def test_processes_that_get_no_work_end() -> None:
    with worker.Crew(2) as crew:
        hired, idle = crew.hire(), crew._idle[0]
        assert hired.alive
        assert idle.alive
    assert hired.alive, "it is no longer the crew's"
    assert not idle.alive
    assert hired.process.stdin is not None
    hired.process.stdin.close()
    assert hired.process.wait(60) == worker.INTERRUPTED, (
        "whom nobody will ever tell what to do ends by itself"
    )
    hired.close()


def test_a_process_whose_parent_is_gone_ends_at_once(homes: tuple[str, ...], tmp_path: Path) -> None:
    """Nobody holds the store for it any more: a crawl that goes on may write to it."""
    options = CrawlOptions(seeds=homes, store=tmp_path / "s.db", delay=60.0, progress=False)
    with open_store(options.store, create=True) as store, worker.Crew(1) as crew:
        hired = crew.hire()
        hired.begin(str(options.store), begin(store, read_seeds(options.seeds), options), options, None)
        while hired.alive and not hired.counts.get("requests"):
            hired.wait(0.05)
        assert hired.process.stdin is not None
        hired.process.stdin.close()  # as the system does when the parent is killed
        assert hired.process.wait(60) == worker.INTERRUPTED
        hired.close()


def test_after_ctrl_c_a_process_is_waited_for_as_before() -> None:
    """A `join` that Ctrl-C breaks off takes its thread for ended, and every further one returns at once."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with worker.Crew(1) as crew:
        (hired,) = crew._idle
        timer = threading.Timer(0.1, signal.pthread_kill, (threading.main_thread().ident, signal.SIGINT))

        def wait() -> None:
            timer.start()
            hired.wait(60)

        try:
            with pytest.raises(KeyboardInterrupt):
                wait()
        finally:
            timer.join()
            signal.signal(signal.SIGINT, before)
        assert hired.alive
        begun = time.monotonic()
        hired.wait(0.2)
        assert time.monotonic() - begun > 0.1


def test_sigterm_is_as_ctrl_c_while_processes_crawl_and_then_as_before() -> None:
    def mine(*_: object) -> None:
        """What a program that calls `crawl` does at SIGTERM."""

    before = signal.signal(signal.SIGTERM, mine)
    try:
        with pytest.raises(KeyboardInterrupt), worker._terminable():
            signal.raise_signal(signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is mine
    finally:
        signal.signal(signal.SIGTERM, before)


def _stand_in(code: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this code stand for what processes of a crawl do."""
    engine = folder / "crawler" / "engine"
    engine.mkdir(parents=True)
    for one in (engine.parent, engine):
        (one / "__init__.py").touch()
    (engine / "worker.py").write_text(f"import sys\n{code}")
    monkeypatch.setattr(worker, "_root", lambda: str(folder))
    monkeypatch.chdir(folder)


@pytest.mark.parametrize(
    ("codes", "ending"),
    [
        ((0, 0), "finished"),
        ((0, worker.INTERRUPTED), "interrupted"),
        ((worker.INTERRUPTED, 0), "interrupted"),
        ((worker.INTERRUPTED, worker.INTERRUPTED), "interrupted"),
    ],
)
def test_counters_of_processes_are_added_but_for_those_of_the_whole_run(
    codes: tuple[int, int], ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = """
import json, time
order = json.loads(sys.stdin.readline())
code, posts = order["share"]
assert (order["store"], order["run"], order["options"]["seeds"]) == ("s.db", 7, ["https://a.example/"])
print(json.dumps({"posts": posts, "waiting": posts + 5, "slowest": posts}), flush=True)
time.sleep(0.3)
sys.exit(code)
"""
    _stand_in(code, tmp_path, monkeypatch)
    options, shares = CrawlOptions(seeds=("https://a.example/",)), [(codes[0], 1), (codes[1], 2)]
    shown: list[dict[str, int]] = []
    with worker.Crew() as crew:
        told = worker.run_workers("s.db", 7, options, shares, lambda one: shown.append(dict(one)), crew)
    assert told == ending
    assert shown[-1] == {"posts": 3, "waiting": 7, "slowest": 2}


def test_what_a_process_says_last_is_shown_though_it_is_read_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = worker._Worker._read

    def late(one: worker._Worker) -> None:
        time.sleep(1)
        read(one)

    monkeypatch.setattr(worker._Worker, "_read", late)
    _stand_in("""sys.stdout.write('{"posts": 3}\\n')""", tmp_path, monkeypatch)
    shown: list[int] = []
    with worker.Crew() as crew:
        worker.run_workers(
            "s.db", 1, CrawlOptions(seeds=()), [None], lambda one: shown.append(one["posts"]), crew
        )
    assert shown[-1] == 3


def test_many_processes_are_shown_as_often_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in("import time\ntime.sleep(2)", tmp_path, monkeypatch)
    shown: list[float] = []
    with worker.Crew() as crew:
        worker.run_workers(
            "s.db", 1, CrawlOptions(seeds=()), [None] * 12, lambda _: shown.append(time.monotonic()), crew
        )
    assert len(shown) > 3


@pytest.mark.parametrize("output", ["{'a': 1}", '{"posts": 1', "[1]", "{}", "posts"])
def test_what_a_library_prints_hides_no_word_of_a_process(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = output + '\n{"problem": "the store is full"}\n'
    _stand_in(f"sys.stdout.write({said!r})\nsys.exit({worker.FAILED})", tmp_path, monkeypatch)
    with pytest.raises(StoreError, match="the store is full"), worker.Crew() as crew:
        worker.run_workers("s.db", 1, CrawlOptions(seeds=()), [None], lambda _: None, crew)


def test_one_process_whose_store_fails_tells_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = f"""
import json
if json.loads(sys.stdin.readline())["share"] == [2]:
    sys.stdout.write('{{"problem": "the store is full"}}\\n')
    sys.exit({worker.FAILED})
"""
    _stand_in(code, tmp_path, monkeypatch)
    with pytest.raises(StoreError, match="the store is full"), worker.Crew() as crew:
        worker.run_workers("s.db", 1, CrawlOptions(seeds=()), [[1], [2]], lambda _: None, crew)


@pytest.mark.parametrize(
    ("processes", "number"), [("1", signal.SIGINT), ("2", signal.SIGINT), ("2", signal.SIGTERM)]
)
def test_ctrl_c_is_one_line_and_exit_code_130(
    homes: tuple[str, ...], tmp_path: Path, processes: str, number: signal.Signals
) -> None:
    store = tmp_path / "s.db"
    command = [sys.executable, "-m", "trackgraph", "crawl", *homes, "--store", str(store), "--delay", "1"]
    with subprocess.Popen(
        [*command, "--processes", processes],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    ) as child:
        _until_some_answers(store, child)
        # As a terminal does: to all processes of the group.
        os.killpg(child.pid, number)
        out, err = child.communicate()
    assert (child.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "trackgraph: stopped; the same command goes on from here"
    assert "Traceback" not in err
    assert _rows(store, "select state from runs") == [("interrupted",)]


def _until_some_answers(store: Path, child: subprocess.Popen[str]) -> None:
    while child.poll() is None:
        try:
            if store.exists() and _rows(store, "select 1 from ledger where state = 'done'"):
                return
        except sqlite3.OperationalError:
            pass  # it is being made
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("192.168.1.4", True),
        ("::1", True),
        ("localhost", True),
        ("blog.localhost", True),
        ("8.8.8.8", False),
        ("alice.example", False),
        ("localhost.example", False),
    ],
)
def test_short_delays_are_for_near_hosts(host: str, near: bool) -> None:
    assert _is_near(host) is near


def test_blogs_are_dealt_out_evenly_and_hosts_stay_together(tmp_path: Path) -> None:
    homes = ["https://big.example/~a/", "https://big.example/~b/", "https://big.example/~c/"]
    homes += [f"https://b{n}.example/" for n in range(3)]
    with open_store(tmp_path / "s.db", create=True) as store:
        run = runs.start_run(store, homes, {}, "1")
        ledger.add_blogs(store, run, [NewBlog(seed=h, home=h, prefix=h[8:]) for h in homes])
        assert ledger.shares(store, run, 2) == [[1, 2, 3], [4, 5, 6]]
        assert ledger.shares(store, run, 8)[4:] == [[]] * 4


LOADED = {
    "a command": "from trackgraph import main; main(['status', '--store', 'none/x.db'])",
    "a process of a crawl": "from crawler.engine.worker import main; main()",  # which nobody orders anything
}


@pytest.mark.parametrize("code", LOADED.values(), ids=LOADED)
def test_what_is_loaded_is_not_gone_through_for_cycles(code: str) -> None:
    watched = "seen = []; gc.callbacks.append(lambda _, told: seen.append(told['generation']))"
    said = _printed(
        f"{watched}\nbefore = gc.get_threshold()\n{code}\nprint(seen.count(2), gc.get_threshold() == before)"
    )
    assert said == ["0", "True", "True"]


def test_cycles_are_looked_for_again_after_a_crawl_and_not_when_the_program_ends() -> None:
    crawled = "from crawler.run import _settled, rare_collections\nwith rare_collections(), _settled(): pass"
    assert _printed(f"{crawled}\nprint(gc.get_freeze_count())") == ["0", "True"]


def _printed(code: str) -> list[str]:
    """What the code prints, and then whether no cycles are looked for when its program ends."""
    told = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 1000))"
    done = subprocess.run(
        [sys.executable, "-c", f"{told}\n{code}"],
        capture_output=True, text=True, check=True, cwd=ROOT, input="",
    )  # fmt: skip
    return done.stdout.split()
