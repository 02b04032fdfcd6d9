"""A page as it stands in a browser after its scripts ran."""

from __future__ import annotations

import atexit
import fcntl
import functools
import json
import os
import re
import select
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

needs_browser = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--remote-debugging-pipe",
)
BUDGET = 60_000
"""Milliseconds of the page's own clock, which does not wait, until the page is looked at."""
PATIENCE = 100
"""Seconds until a browser that says nothing is taken for dead."""


class Browser:
    """Chromium, told what to do by two pipes (DevTools protocol): to start it costs more than a page."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory()
        (its_orders, orders), (answers, its_answers) = _pipe(), _pipe()

        def hand_over() -> None:
            os.dup2(its_orders, 3)
            os.dup2(its_answers, 4)

        self._process = subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={self._profile.name}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=hand_over,
            close_fds=False,
        )
        os.close(its_orders)
        os.close(its_answers)
        self._orders, self._answers = orders, answers
        self._number = 0
        self._read = b""
        self._events: list[tuple[str, str]] = []

    def document(self, url: str) -> str:
        """The page at an address, in a window and with a storage of its own."""
        context = self._ask("Target.createBrowserContext")["browserContextId"]
        target = self._ask("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        page = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Emulation.setVirtualTimePolicy", page, policy="pause")
        self._ask("Page.navigate", page, url=url)
        self._ask(
            "Emulation.setVirtualTimePolicy", page, policy="pauseIfNetworkFetchesPending", budget=BUDGET
        )
        while (page, "Emulation.virtualTimeBudgetExpired") not in self._events:
            self._hear()
        found = self._ask("Runtime.evaluate", page, expression="document.documentElement.outerHTML")
        self._ask("Target.disposeBrowserContext", browserContextId=context)
        return str(found["result"]["value"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._orders)
        os.close(self._answers)
        self._profile.cleanup()

    def _ask(self, method: str, page: str = "", **options: Any) -> dict[str, Any]:
        self._number += 1
        order = {"id": self._number, "method": method, "params": options}
        os.write(self._orders, json.dumps(order | ({"sessionId": page} if page else {})).encode() + b"\0")
        while (said := self._hear()).get("id") != self._number:
            pass
        assert "error" not in said, (method, said["error"])
        answer: dict[str, Any] = said["result"]
        return answer

    def _hear(self) -> dict[str, Any]:
        """The next thing that it says; what happened of itself is kept."""
        while b"\0" not in self._read:
            assert select.select([self._answers], [], [], PATIENCE)[0], "the browser does not answer"
            more = os.read(self._answers, 1 << 20)
            assert more, "the browser has ended"
            self._read += more
        line, _, self._read = self._read.partition(b"\0")
        said: dict[str, Any] = json.loads(line)
        if "method" in said:
            self._events.append((said.get("sessionId", ""), said["method"]))
        return said


def _pipe() -> tuple[int, int]:
    """Two ends whose numbers are none of those under which the browser has its own."""
    ends = os.pipe()
    kept = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends]
    for end in ends:
        os.close(end)
    return kept[0], kept[1]


@functools.cache
def _browser() -> Browser:
    """The one of this process, started when the first page is to be seen."""
    started = Browser()
    atexit.register(started.close)
    return started


def scripted(html: str, script: str) -> str:
    """The page with a script of the test's. Its policy would not let that run, and is lifted; the page's own
    script stays as it is."""
    free = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", html)
    return free.replace("</body>", f"<script>{script}</script></body>")


def in_browser(html: str, folder: Path, fragment: str = "") -> LexborHTMLParser:
    """The document as it stands after its scripts ran."""
    page = folder / "index.html"
    page.write_text(html, encoding="utf-8")
    return LexborHTMLParser(_browser().document(f"{page.as_uri()}{fragment}"))
