"""A report is written whole or not at all, the same bytes each time; one clear line says why it cannot be."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_summary import made, one_post

import reports.files
from analysis import TrackgraphError
from analysis.columns import TABLES
from analysis.summary import Summary
from reports import ReportError, ReportFiles, write_report


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """A report, to be looked at and not to be written to."""
    return write_report(made(12), tmp_path_factory.mktemp("report") / "deep" / "out")


@pytest.fixture
def older(files: ReportFiles, tmp_path: Path) -> Path:
    """A folder with a copy of it."""
    return shutil.copytree(files.folder, tmp_path, dirs_exist_ok=True)


def test_all_paths_are_there_and_none_else(files: ReportFiles) -> None:
    named = {files.index, files.workbook, files.summary, *files.tables, *files.graphs, *files.figures}
    assert {str(path.relative_to(files.folder)) for path in named} == set(contents(files.folder))
    assert {path.name for path in files.tables} >= {f"{name}.csv" for name in TABLES}
    assert not list(files.folder.glob(".*"))


linux = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has names that are no text")


@pytest.mark.parametrize(
    "name",
    [
        "out",
        "a folder #1 \u00fc?",
        pytest.param(os.fsdecode(b"out\xfc"), marks=linux, id="in an old encoding"),
    ],
)
def test_the_folder_may_be_a_text(tmp_path: Path, name: str) -> None:
    written = write_report(one_post(), str(tmp_path / name))
    assert written.index == tmp_path / name / "index.html"
    assert written.index.exists()


def test_links_of_the_page_lead_to_files(files: ReportFiles) -> None:
    html = files.index.read_text(encoding="utf-8")
    targets = set(re.findall(r'href="((?:tables|graphs|figures|trackgraph|summary)[^"]*)"', html))
    assert len(targets) > 10
    for target in targets:
        assert (files.folder / target).exists(), target


def test_same_summary_same_bytes(files: ReportFiles, tmp_path: Path) -> None:
    write_report(made(12), tmp_path)
    first, second = contents(files.folder), contents(tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_same_bytes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    write_report(one_post(), tmp_path / "a")
    code = (
        "import sys; from pathlib import Path; from made_summary import one_post; import reports;"
        "reports.write_report(one_post(), Path(sys.argv[1]))"
    )
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parent.parent)])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "77"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "b")], check=True, env=environment, timeout=99)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_an_older_report_is_replaced_and_other_files_stay(older: Path) -> None:
    (older / "mine.txt").write_text("mine")
    write_report(one_post(), older)
    assert (older / "mine.txt").read_text() == "mine"
    assert (older / "index.html").read_bytes() == write_report(one_post(), older / "new").index.read_bytes()


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>My site</title></html>",
        "",
        '<meta name="generator" content="WordPress 6.1">',
        "\xff\x00",
    ],
)
def test_a_page_of_somebody_else_is_not_written_over(tmp_path: Path, page: str) -> None:
    (tmp_path / "index.html").write_text(page, encoding="latin-1")
    with pytest.raises(ReportError, match=r"index\.html is no report of trackgraph: choose another folder"):
        write_report(one_post(), tmp_path)
    assert contents(tmp_path) == {"index.html": page.encode("latin-1")}


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports.files, "write_page", _full)
    with pytest.raises(ReportError, match="No space left"):
        write_report(one_post(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_failure_leaves_the_older_report(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(older)
    monkeypatch.setattr(reports.files, "write_page", _full)
    with pytest.raises(ReportError):
        write_report(one_post(), older)
    assert contents(older) == before


def _full(*_: object, **__: object) -> Path:
    raise OSError(28, "No space left on device")


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    for out in (tmp_path / "out", tmp_path / "out" / "below"):
        with pytest.raises(TrackgraphError) as caught:
            write_report(one_post(), out)
        assert str(out) in str(caught.value)
        assert "\n" not in str(caught.value)
    assert (tmp_path / "out").read_text() == "a file"


def test_files_can_be_read_by_others(files: ReportFiles, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("")
    assert files.index.stat().st_mode == plain.stat().st_mode


def test_a_bug_is_no_user_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(summary: Summary, path: Path) -> Path:
        raise KeyError("bug")

    monkeypatch.setattr(reports.files, "write_summary", broken)
    with pytest.raises(KeyError):
        write_report(one_post(), tmp_path / "out")
    assert not (tmp_path / "out").exists()
