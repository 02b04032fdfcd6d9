"""Whole crawls into a real PostgreSQL server: alone, with two processes, reported, and its password kept.

Run with `pytest -m live`. The server lives in a scratch folder and on one free port of 127.0.0.1.
"""

from __future__ import annotations

import json
import os
import pwd
import random
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from made_crawl import Crawl
from made_served import served_blogs
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from crawler.errors import StoreError
from crawler.records import Discovered, Kind, Linkback
from crawler.run import CrawlOptions, CrawlResult, crawl
from crawler.store import open_store, runs

pytestmark = [pytest.mark.live, pytest.mark.timeout(300)]

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "s3cret-word"
BLOGS, POSTS = 4, 12
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[::-1]
ENTRIES = (
    "select t.url, s.url, l.kind from linkbacks l join posts p on p.id = l.post join urls t on t.id = p.url "
    "left join urls s on s.id = l.source where l.gone_run is null"
)
POSTS_READ = (
    "select u.url, title, published, reading, comments, listing_complete, in_sitemap from posts "
    "join urls u on u.id = posts.url"
)
LINKS = (
    "select p.url, t.url, l.region, l.rel, l.text from links l join urls p on p.id = l.page "
    "join urls t on t.id = l.target"
)
ENDPOINTS = (
    "select p.url, protocol, u.url from endpoints e join posts on posts.id = e.post "
    "join urls p on p.id = posts.url join urls u on u.id = e.url"
)
TAGS = (
    "select p.url, tags.tag, category from post_tags pt join posts on posts.id = pt.post "
    "join urls p on p.id = posts.url join tags on tags.id = pt.tag"
)
SAME = (ENTRIES, POSTS_READ, LINKS, ENDPOINTS, TAGS)


def _program(name: str) -> str:
    """The path of one of PostgreSQL's programs; the tests are skipped where there is none."""
    found = shutil.which(name, path=os.pathsep.join([*map(str, BINARIES), os.environ["PATH"]]))
    if found is None:
        pytest.skip(f"{name} is not installed (Debian and Ubuntu: apt install postgresql)")
    return found


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: the user that the package made for it, where we are root."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("run as root, and there is no user postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of an empty database, with user and password."""
    pytest.importorskip("pg8000", reason='pip install "trackgraph[postgresql]"')
    initdb, postgres, owner = _program("initdb"), _program("postgres"), _owner()
    made = subprocess.run(["mktemp", "-d"], user=owner, capture_output=True, text=True, check=True, cwd="/")
    folder = Path(made.stdout.strip())
    try:
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        how = [
            "-D",
            str(folder / "data"),
            "-U",
            "bob",
            "-A",
            "scram-sha-256",
            f"--pwfile={secret}",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            [initdb, *how, "--locale=C"], user=owner, check=True, cwd="/", stdout=subprocess.DEVNULL
        )
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        run = [postgres, "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), "-h", "127.0.0.1"]
        with subprocess.Popen(run, user=owner, cwd="/", stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            try:
                ready = "database system is ready"
                assert any(ready in line for line in process.stderr), "the server ended early"
                yield f"postgresql://bob:{PASSWORD}@127.0.0.1:{port}/postgres"
            finally:
                process.terminate()
                process.communicate(timeout=30)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def empty(server: str) -> str:
    """The URL of a database of the same server in which nothing is yet."""
    name = f"empty_{secrets.token_hex(4)}"
    engine = create_engine(server.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"create database {name}")
    engine.dispose()
    return f"{server.rpartition('/')[0]}/{name}"


@dataclass(frozen=True)
class Served:
    """The homes of served blogs and what their listings show."""

    homes: tuple[str, ...]
    truth: dict[str, list[Any]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    truth = tmp_path_factory.mktemp("served") / "truth.json"
    with served_blogs(BLOGS, POSTS, "--wait", "0.005", "--truth", str(truth), size=4000) as homes:
        yield Served(homes, json.loads(truth.read_text()))


def _crawl(served: Served, store: str | Path, **more: Any) -> CrawlResult:
    return crawl(CrawlOptions(seeds=served.homes, store=store, delay=0.0, progress=False, apart=True, **more))


def _rows(store: str | Path, query: str) -> list[tuple[Any, ...]]:
    with open_store(store) as kept, kept.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def _told(server: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """What one command says, which never is the password."""
    command = [sys.executable, "-m", "trackgraph", *argv, "--store", server]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert PASSWORD not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_a_crawl_and_a_second_one_with_two_processes(server: str, served: Served, tmp_path: Path) -> None:
    first = _crawl(served, server)
    assert (first.state, first.blogs, first.posts, first.left) == ("finished", BLOGS, BLOGS * POSTS, 0)
    wanted = Counter((post, source, kind) for post, source, kind in served.truth["linkbacks"])
    assert Counter(_rows(server, ENTRIES)) == wanted
    second = _crawl(served, server, processes=2)
    assert (second.run, second.state, second.left) == (2, "finished", 0)
    assert second.requests <= 0.5 * first.requests
    assert Counter(_rows(server, ENTRIES)) == wanted
    assert _rows(server, "select count(*) from linkbacks where gone_run is not null") == [(0,)]


def test_a_connection_that_breaks_is_one_line_and_the_same_command_goes_on(
    empty: str, served: Served
) -> None:
    # A second a request: more than ten are left on the slowest machine when the first pages are in.
    crawl = ("crawl", *served.homes, "--delay", "1", "--store", empty)
    broken = subprocess.Popen(
        [sys.executable, "-m", "trackgraph", *crawl], stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    engine = create_engine(empty.replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as admin:
        while not admin.exec_driver_sql("select to_regclass('ledger')").scalar():
            time.sleep(0.1)
        while admin.exec_driver_sql("select count(*) from ledger where state = 'done'").scalar_one() < BLOGS:
            time.sleep(0.1)
        others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
        admin.exec_driver_sql(f"select pg_terminate_backend(pid) {others}")
    engine.dispose()
    told = broken.communicate(timeout=200)[1]
    assert (broken.returncode, told.count("trackgraph: The store")) == (2, 1)
    assert not any(word in told for word in ("Traceback", "Exception", "Error"))
    again = _crawl(served, empty)
    assert (again.run, again.state, again.posts, again.left) == (1, "finished", BLOGS * POSTS, 0)
    wanted = Counter((post, source, kind) for post, source, kind in served.truth["linkbacks"])
    assert Counter(_rows(empty, ENTRIES)) == wanted


def test_a_first_crawl_with_two_processes(empty: str, served: Served) -> None:
    first = _crawl(served, empty, processes=2)
    assert (first.state, first.blogs, first.posts, first.left) == ("finished", BLOGS, BLOGS * POSTS, 0)
    wanted = Counter((post, source, kind) for post, source, kind in served.truth["linkbacks"])
    assert Counter(_rows(empty, ENTRIES)) == wanted


@pytest.mark.parametrize("length", [2_600, 2_800, 200_000])
def test_an_address_may_be_as_long_as_it_likes(empty: str, length: int) -> None:
    letters = random.Random(length).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=length)
    source = f"https://b.example/?{''.join(letters)}"
    with open_store(empty, create=True) as store:
        made = Crawl(store)
        made.home(Discovered(url="https://a.example/p/", way="feed"))
        (task,) = made.tasks()
        made.read(
            task, Linkback(kind=Kind.PINGBACK, source=source), Linkback(kind=Kind.PINGBACK, source=source)
        )
    assert _rows(empty, "select url from urls where url like 'https://b.%'") == [(source,)]


@pytest.mark.parametrize("value", ["a\0b", 10**30])
def test_what_no_row_takes_is_no_fault_of_the_store(empty: str, value: object) -> None:
    # The crawl counts the page that brought it as a fault, and goes on.
    with open_store(empty, create=True) as store:
        change = text("insert into runs (id, state, version, started) values (1, :v, '', :v)")
        with pytest.raises(DBAPIError), store.writing() as connection:
            connection.execute(change, {"v": value})
        with store.writing() as connection:
            assert connection.execute(text("select 1")).scalar() == 1


def test_a_reader_sees_one_state_and_a_writer_what_others_wrote(empty: str) -> None:
    with open_store(empty, create=True) as store, store.reading() as reader:
        count = text("select count(*) from meta")
        before = reader.execute(count).scalar_one()
        for n in range(2):
            with store.writing() as writer:
                assert writer.execute(count).scalar_one() == before + n
                writer.execute(text("insert into meta values (:key, '')"), {"key": str(n)})
        assert reader.execute(count).scalar_one() == before


def test_a_dry_run_plans_as_for_a_file_and_leaves_the_store_as_it_is(
    empty: str, served: Served, tmp_path: Path
) -> None:
    file = tmp_path / "s.db"
    first = [_crawl(served, store, dry_run=True).plans for store in (empty, file)]
    with pytest.raises(StoreError, match="no trackgraph store"):
        open_store(empty)
    for store in (empty, file):
        _crawl(served, store)
    again = [_crawl(served, store, dry_run=True) for store in (empty, file)]
    assert first[0] == first[1]
    assert again[0].plans == again[1].plans
    assert (again[0].run, _rows(empty, "select count(*) from runs")) == (2, [(1,)])
    assert sum(one.to_read for one in again[0].plans) < sum(one.to_read for one in first[0])


def test_its_rows_are_those_of_sqlite(server: str, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "s.db"
    _crawl(served, file, processes=2)
    for query in SAME:
        assert Counter(_rows(server, query)) == Counter(_rows(file, query)), query


def test_status_and_report_tell_all_but_the_password(server: str, served: Served, tmp_path: Path) -> None:
    status = _told(server, "status")
    assert status.returncode == 0
    assert (
        f"bob:***@127.0.0.1:{server.rpartition(':')[2]}" in status.stdout
        or "Left to fetch: 0" in status.stdout
    )
    manifest = _told(server, "status", "--json")
    assert [one["state"] for one in json.loads(manifest.stdout)] == ["finished", "finished"]
    report = _told(server, "report", "--out", str(tmp_path / "report"))
    assert report.returncode == 0, report.stderr
    written = [path for path in (tmp_path / "report").rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if PASSWORD.encode() in path.read_bytes()] == []


def test_the_next_step_and_a_second_crawl_hide_the_password(server: str, served: Served) -> None:
    done = _told(server, "crawl", *served.homes, "--delay", "0")
    assert done.returncode == 0, done.stderr
    assert "Next: trackgraph report --store postgresql://bob:***@127.0.0.1" in done.stdout
    with open_store(server) as store, runs.crawling(store):
        refused = _told(server, "crawl", *served.homes, "--delay", "0")
    assert refused.returncode == 2
    assert "is in use by another crawl" in refused.stderr
    wrong = _told(server.replace(PASSWORD, f"not-{PASSWORD[1:]}"), "status")
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
