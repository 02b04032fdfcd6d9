"""A page as it stands in a browser after its scripts ran."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

needs_browser = pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--virtual-time-budget=60000",
)


def scripted(html: str, script: str) -> str:
    """The page with a script of the test's. Its policy would not let that run, and is lifted; the page's own
    script stays as it is."""
    free = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", html)
    return free.replace("</body>", f"<script>{script}</script></body>")


def in_browser(html: str, folder: Path, fragment: str = "") -> LexborHTMLParser:
    """The document as it stands after its scripts ran."""
    (folder / "index.html").write_text(html, encoding="utf-8")
    command = [
        "chromium",
        *FLAGS,
        f"--user-data-dir={folder}/profile",
        "--dump-dom",
        f"file://{folder}/index.html{fragment}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    return LexborHTMLParser(done.stdout)
