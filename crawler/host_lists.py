"""Lists of hosts that a user gives one by one, or as files with one a line."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from crawler.binary import is_binary, plain_text
from crawler.errors import TrackgraphError

_FILES = (".txt", ".list", ".csv")


def read_hosts(given: Iterable[str] | None) -> list[str]:
    """The hosts as they are written, those of a file in its place. In a file, what stands behind "#" says
    nothing. Raises TrackgraphError for a file that is not there, or is no text."""
    return [host for text in given or () for host in (_of_file(text) if _is_file(text) else [text])]


def _is_file(text: str) -> bool:
    ended = Path(text).suffix.lower() in _FILES and "://" not in text
    return ended or os.path.isfile(text)


def _of_file(name: str) -> list[str]:
    try:
        content = Path(name).read_bytes()
    except OSError as exc:
        raise TrackgraphError(f"The list {name} cannot be read: {exc.strerror}.") from exc
    if is_binary(content):
        raise TrackgraphError(f"The list {name} is no text: it takes a host or an address a line.")
    lines = (re.split(r"(?:^|\s)#", line)[0].strip() for line in plain_text(content).splitlines())
    return [line for line in lines if line]
