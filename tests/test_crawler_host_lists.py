"""Lists of hosts: given one by one, or as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import TrackgraphError
from crawler.host_lists import read_hosts


@pytest.mark.parametrize(
    ("content", "hosts"),
    [
        (b"spam.example\n192.0.2.7\n", ["spam.example", "192.0.2.7"]),
        (b"\xef\xbb\xbfspam.example\r\n", ["spam.example"]),
        ("spam.example\n".encode("utf-16"), ["spam.example"]),
        (b"# mine\n\n  spam.example  # since May\n#x.example\n", ["spam.example"]),
        (b"https://spam.example/#top\n", ["https://spam.example/#top"]),
        (b"", []),
        (b"# nothing\n", []),
    ],
)
@pytest.mark.parametrize("name", ["deny.txt", "deny", "deny.list"])
def test_a_file_is_a_list(name: str, content: bytes, hosts: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_hosts(["a.example", str(tmp_path / name), "z.example"]) == ["a.example", *hosts, "z.example"]


@pytest.mark.parametrize(
    "host", ["spam.example", "https://spam.example/list.txt", "spam.example/x.html", "192.0.2.7", "x" * 5000]
)
def test_a_host_is_none(host: str) -> None:
    assert read_hosts([host]) == [host]


@pytest.mark.parametrize("given", [None, []])
def test_nothing_is_nothing(given: list[str] | None) -> None:
    assert read_hosts(given) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("none.txt", None, "none.txt cannot be read: No such file"), ("odd", b"\0\1\2\3", "odd is no text")],
)
def test_a_file_that_is_none_is_told(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(TrackgraphError, match=said):
        read_hosts([str(tmp_path / name)])
