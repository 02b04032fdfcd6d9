"""The command line: each command's help, and one clear line with exit code 2 for what a user can mend."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.options import CrawlResult, harvest_of, next_step
from crawler.store import open_store
from tests.made_network import three_blogs
from trackgraph import app, main

ROOT = Path(__file__).parent.parent
HASTY = """import dataclasses, sys, trackgraph
crawl = trackgraph._crawl
trackgraph._crawl = lambda options: crawl(dataclasses.replace(options, retry_wait=0.1))
sys.exit(trackgraph.main())
"""
"""A process that waits less before it asks again."""
COMMANDS = sorted(command.callback.__name__ for command in app.registered_commands if command.callback)
PAGE = """<!DOCTYPE html><title>A post</title><body class="single"><h1 class="entry-title">A post</h1>
<ol class="commentlist"><li class="pingback" id="comment-1"><p>Pingback:
<a href="http://other.example/x" rel="external nofollow" class="url">Other</a></p></li></ol>"""


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    out, err = capsys.readouterr()
    return code, out, err


def test_there_are_the_commands_that_the_docs_name() -> None:
    assert COMMANDS == ["crawl", "demo", "inspect", "report", "status"]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_short_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert "Example:" in out
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.splitlines()) <= 50


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_stands_in_the_readme(command: str) -> None:
    assert f"trackgraph {command}" in (ROOT / "README.md").read_text("utf-8")


def test_help_and_version_of_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert [c for c in COMMANDS if c not in out] == []
    code, out, _ = run(capsys, "--version")
    assert (code, out.split()[0]) == (0, "trackgraph")


def test_without_a_word_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == run(capsys, "--help")


@pytest.mark.parametrize("command", ["crawl", "inspect"])
@pytest.mark.parametrize(
    "address",
    [
        "http://me:sesame@blog.example/",
        "https://blog.example:x@sesame/",
        "http://me:se/sesame@blog.example/",
        "me:sesame@blog.example",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(
    command: str, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, command, address)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "password" in err
    assert "sesame" not in err


@pytest.mark.parametrize(
    ("blogs", "words"), [(0, "0 blogs, 0 posts"), (1, "1 blog, 1 post, 1 listed"), (2, "2 blogs, 2 posts")]
)
def test_one_of_a_thing_is_singular(blogs: int, words: str) -> None:
    result = CrawlResult(
        run=1, state="finished", blogs=blogs, posts=blogs, linkbacks=blogs, failed=0, requests=9, left=0
    )
    assert harvest_of(result).startswith(words)


@pytest.mark.parametrize("command", ["report", "demo"])
def test_a_folder_without_a_name_is_not_the_one_where_the_reader_stands(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([command, "--out", ""]) == 2
    assert capsys.readouterr().err == "trackgraph: The folder has no name: give one with --out DIR\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("store", "ends"), [("my.db", "report --store my.db"), ("my week.db", 'report --store "my week.db"')]
)
def test_the_next_step_can_be_typed(store: str, ends: str) -> None:
    result = CrawlResult(run=1, state="finished", blogs=1, posts=1, linkbacks=1, failed=0, requests=9, left=0)
    assert next_step(result, store).endswith(ends)


@pytest.mark.parametrize(("seeds", "code"), [(0, 0), (1, 2)])
def test_only_seeds_that_fail_are_the_users_to_mend(
    seeds: int, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = {"run": 1, "blogs": 2, "posts": 3, "linkbacks": 4, "failed": 1, "requests": 9, "left": 0}
    result = CrawlResult(state="finished", failed_seeds=seeds, **facts)
    monkeypatch.setattr("trackgraph._crawl", lambda _: result)
    assert run(capsys, "crawl", "a.example")[0] == code


def test_inspect_says_of_an_unknown_host_what_crawl_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    code, out, err = run(capsys, "inspect", "http://nobody.example/")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "http://nobody.example/: its host name is unknown" in err


def other_version(path: Path) -> Path:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = '999' where key = 'schema_version'")
    connection.close()
    return path


def empty_store(path: Path) -> Path:
    open_store(path, create=True).close()
    return path


def no_store(path: Path) -> Path:
    path.write_text("this is no database, whatever its name says\n" * 100)
    return path


def picture(path: Path) -> Path:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01<\0\xff" * 9)
    return path


def nothing(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def half_opml(path: Path) -> Path:
    path.write_text('<opml version="2.0"><body><outline text="A" xmlUrl="https://a.exa')
    return path


def odd_opml(path: Path) -> Path:
    path.write_text('<opml version="2.0"><body>A & B</body></opml>')
    return path


def three_store(path: Path) -> Path:
    return three_blogs().write(path)


def newsletters(path: Path) -> Path:
    path.write_text('<opml version="2.0"><body><outline xmlUrl="newsletter:7"/></body></opml>')
    return path


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["crawl", "--nonsense"], ["--nonsense", "--help"]),
        (["nonsense"], ["nonsense", "--help"]),
        (["crawl"], ["SEEDS", "--help"]),
        (["crawl", "a.example", "--delay"], ["requires an argument. See: trackgraph crawl --help"]),
        (["crwl"], ["Did you mean 'crawl'? See: trackgraph --help"]),
        (["report", "--ot", "x"], ["--out). See: trackgraph report --help"]),
        (["report", "my.db"], ["(my.db). Name the store with --store. See: trackgraph report --help"]),
        (["status", "my.db"], ["Name the store with --store. See: trackgraph status --help"]),
        (["demo", "my.db"], ["(my.db). See: trackgraph demo --help"]),
        (["crawl", "not a url"], ["'not a url'", "such as https://alice.example/"]),
        (["crawl", "y" * 500], [f"'{'y' * 80}…' is no URL of a blog"]),
        (["crawl", "ftp://files.example/"], ["ftp://files.example/", "begins with http:// or https://"]),
        (["crawl", "htps://a.example/"], ["htps://a.example/", "begins with http:// or https://"]),
        (["crawl", "file:///home/me/blogs.txt"], ["by its path"]),
        (["crawl", "missing.opml"], ["missing.opml"]),
        (["crawl", "missing.json"], ["no file missing.json"]),
        (["crawl", "http://127.0.0.1:9/", "--contact", "a\nX-Y: z"], ["--contact"]),
        (["crawl", "http://127.0.0.1:9/", "--store", "postgresql://u:pw@127.0.0.1:1/x"], ["u:***@127.0.0.1"]),
        (["report", "--store", "postgresql://u:pw@127.0.0.1:1/x"], ["u:***@127.0.0.1"]),
        (["crawl", "http://127.0.0.1:9/", "--delay", "fast"], ["'--delay SECONDS'"]),
        (["crawl", "http://127.0.0.1:9/", "--delay", "-1"], ["'--delay SECONDS'"]),
        (["crawl", "http://127.0.0.1:9/", "--max-age", "2024-01-01"], ["'--max-age DAYS'"]),
        (["report", "--window", "2024-01-01"], ["'--window DAYS'"]),
        (["crawl", "http://127.0.0.1:9/", "--delay", "inf"], ["--delay", "86400"]),
        (["crawl", "http://127.0.0.1:9/", "--delay", "nan"], ["--delay"]),
        (["crawl", "http://127.0.0.1:9/", "--processes", "65"], ["--processes", "64"]),
        (["report", "--store", "missing.db"], ["missing.db", "trackgraph crawl"]),
        (["report", "--store", "{no_store}"], ["{no_store}"]),
        (["report", "--store", "{empty_store}"], ["{empty_store}", "trackgraph crawl"]),
        (["report", "--store", "{other_version}"], ["{other_version}", "999"]),
        (["report", "--allow", "not a host"], ["--allow 'not a host' is no site"]),
        (["report", "--store", "{three_store}", "--blog", "x.example"], ["'x.example' is no crawled blog"]),
        (["report", "--deny", ""], ["--deny '' is no site"]),
        (["status", "--store", "missing.db"], ["missing.db"]),
        (["status", "--store", "{other_version}"], ["999"]),
        (["inspect", "no-such-file.html"], ["no-such-file.html"]),
        (["inspect", "no-such-file"], ["no-such-file"]),
        (["inspect", f"./{'y' * 500}"], ["File name too long"]),
        (["crawl", f"./{'y' * 500}"], ["cannot be read: File name too long"]),
        (["crawl", "http://127.0.0.1:9/", "--store", "y" * 500], ["cannot be opened: File name too long"]),
        (["crawl", "http://127.0.0.1:9/", "--dry-run", "--store", "y" * 500], ["cannot be opened"]),
        (["status", "--store", "y" * 500], ["cannot be opened: File name too long"]),
        (["report", "--store", "y" * 500], ["cannot be opened"]),
        (["crawl", "http://127.0.0.1:9/", "--contact", "my cat"], ["--contact", "you@example.org"]),
        (["crawl", "http://127.0.0.1:9/", "--contact", "cat@"], ["--contact"]),
        (["crawl", "http://127.0.0.1:9/", "--max-blogs", "3"], ["--max-blogs", "--follow"]),
        (["crawl", "http://127.0.0.1:9/", "-v", "-q"], ["--verbose", "--quiet"]),
        (["crawl", "http://127.0.0.1:9/", "--reach", "no host"], ["no host"]),
        (["crawl", "{picture}"], ["{picture} is no text", "saved as CSV"]),
        (["crawl", "{half_opml}"], ["{half_opml} names no blog: it ends early."]),
        (["crawl", "{odd_opml}"], ["{odd_opml} names no blog: it is damaged ("]),
        (["crawl", "{newsletters}"], ["names no blog: 1 subscription names no", "such as 'newsletter:7'"]),
        (["crawl", "x", "--delay", "fast"], [". See: trackgraph crawl --help"]),
        (["inspect", "{picture}"], ["{picture} is no web page"]),
        (["inspect", "{nothing}"], ["{nothing} is no web page"]),
        (["inspect", "{picture}", "--url", "not a url"], ["--url 'not a url' is no web address"]),
        (["inspect", "http://127.0.0.1:9/", "--url", "http://a.example/"], ["--url", "saved page"]),
        (["inspect", "127.0.0.1:9"], ["http://127.0.0.1:9/"]),
        (["inspect", "http://127.0.0.1:9/"], ["http://127.0.0.1:9/"]),
        (["demo", "--out", "{no_store}"], ["{no_store}", "--out"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_one_clear_line_and_exit_code_2(
    argv: list[str],
    words: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    opml = (half_opml, odd_opml, newsletters, three_store)
    makers = {f.__name__: f for f in (no_store, empty_store, other_version, picture, nothing, *opml)}
    wanted = [name for name in makers if f"{{{name}}}" in "".join(argv)]
    named = {name: str(makers[name](tmp_path / f"{name}.db")) for name in wanted}
    before = sorted(tmp_path.iterdir())
    code, out, err = run(capsys, *(a.format(**named) for a in argv))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert [w for w in words if w.format(**named) not in err] == []
    assert sorted(tmp_path.iterdir()) == before, "a mistake leaves nothing behind"


def test_an_unreachable_blog_is_reported_in_one_line_and_the_store_stays(tmp_path: Path) -> None:
    store = str(tmp_path / "t.db")
    command = [sys.executable, "-c", HASTY, "crawl", "http://127.0.0.1:9/", "--store", store]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert any("127.0.0.1:9" in line for line in done.stderr.splitlines())


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, more: list[str]) -> None:
    store = three_blogs().write(tmp_path / "s.db")
    command = [sys.executable, "-m", "trackgraph", "status", "--store", str(store), *more]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("streams", "name", "code", "lines"),
    [
        (">&-", "s.db", 0, 0),
        ("<&- >&- 2>&-", "none.db", 2, 0),
        (">/dev/full", "s.db", 2, 1),
    ],
)
def test_without_the_streams_that_a_terminal_gives_it_ends_as_ever(
    tmp_path: Path, streams: str, name: str, code: int, lines: int
) -> None:
    three_blogs().write(tmp_path / "s.db")
    command = [sys.executable, "-m", "trackgraph", "status", "--store", str(tmp_path / name)]
    shell = ["sh", "-c", f'"$@" {streams}', "sh"]
    done = subprocess.run([*shell, *command], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, len(done.stderr.splitlines())) == (code, lines)


def test_a_report_where_no_program_may_keep_settings_says_nothing_of_it(tmp_path: Path) -> None:
    store = three_blogs().write(tmp_path / "s.db")
    command = [sys.executable, "-m", "trackgraph", "report", "--store", store, "--out", str(tmp_path / "out")]
    nowhere = {**os.environ, "HOME": os.devnull, "MPLCONFIGDIR": f"{os.devnull}/none"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=nowhere)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (MemoryError(), "not enough memory"),
        (FileNotFoundError(2, "No usable temporary directory found in ['/tmp']"), "TMPDIR"),
        (OSError("no writable cache, and a temporary directory could not be created"), "TMPDIR"),
        (OSError(28, "No space left on device"), "no space left"),
    ],
)
def test_what_the_machine_lacks_is_told_in_one_line(
    fault: Exception, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("trackgraph._report", fails)
    code, out, err = run(capsys, "report")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert told in err


@pytest.mark.parametrize("fault", [OSError(5, "Input/output error"), RuntimeError("temporary directory")])
def test_a_fault_of_ours_keeps_its_traceback(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr("trackgraph._report", fails)
    with pytest.raises(type(fault)):
        main(["report"])


def test_inspect_shows_what_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    code, out, err = run(capsys, "inspect", str(page), "--url", "http://blog.example/2006/a-post/")
    assert (code, err) == (0, "")
    assert "pingback" in out
    assert "http://other.example/x" in out


def test_inspect_json_names_the_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    _, out, _ = run(capsys, "inspect", str(page), "--url", "http://blog.example/2006/a-post/", "--json")
    read = json.loads(out)
    assert read["page_kind"] == "post"
    assert read["post"]["title"] == "A post"
    assert [(k["kind"], k["source"]) for k in read["linkbacks"]] == [("pingback", "http://other.example/x")]
    assert read["endpoints"] == {"trackback": [], "pingback": None, "webmention": None, "accepts": None}
    assert {"comments_count", "announced", "links", "url"} <= set(read)


def test_json_escapes_control_signs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("A post", "A\x9b2J post"), encoding="utf-8")
    _, out, _ = run(capsys, "inspect", str(page), "--url", "http://blog.example/2006/a-post/", "--json")
    assert "\x9b" not in out
    assert json.loads(out)["post"]["title"] == "A\x9b2J post"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--deny", "beta.example", "--allow", "http://192.0.2.7/"], []),
        (
            ["--allow", "example.org", "--deny", "betta.example", "--deny", "192.0.2.7"],
            ["--allow example.org covers no linkback", "--deny betta.example covers no linkback"],
        ),
        (
            [part for n in range(4) for part in ("--deny", f"s{n}.example")] + ["--deny", "beta.example"],
            ["4 of 5 entries of --deny cover no linkback of this store, such as s0.example"],
        ),
    ],
)
def test_a_rule_that_covers_nothing_is_told(
    given: list[str], told: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = three_blogs().write(tmp_path / "made.db")
    code, out, err = run(capsys, "report", "--store", store, "--out", str(tmp_path / "out"), *given)
    assert (code, out.split()[0], len(err.splitlines())) == (0, "Report:", len(told))
    assert [words for words in told if words not in err] == []
