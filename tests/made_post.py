# ruff: noqa: E501 (markup stands as blogs print it)
"""One post with a part of the test's own below its text, and more below the post."""

from __future__ import annotations

from crawler import read_page
from crawler.records import Post

URL = "https://blog.example/2005/03/a-post/"
WHOLE = """<html lang="en"><head><title>A walk - Blog</title></head><body class="single-post"><div class="post hentry">
<h1 class="entry-title">A walk</h1><div class="entry-content"><p>{text}</p></div>{part}</div>
{below}</body></html>"""
# Longer than what may stand beside a title as one of its lines.
TEXT = "We went along the river, past the mill and the woods behind it, until it rained. " * 4


def post(part: str, below: str = "") -> Post:
    """What is read of it."""
    found = read_page(WHOLE.format(part=part, below=below, text=TEXT).encode(), URL).post
    assert found is not None
    return found
