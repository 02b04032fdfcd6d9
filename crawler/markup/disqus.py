"""What Disqus's plugin for WordPress (1.0-2.77) hands to Disqus's script: `var DsqLocal = { … };`."""

from __future__ import annotations

import json
from html import unescape

from crawler.markup.document import Document, once
from crawler.markup.unseen import HANDED

NEEDLE = HANDED.lower()
"""What a page holds that has such a script."""

_LONGEST = 500_000


@once
def disqus_script(document: Document) -> tuple[int, str]:
    """The number of the script's element and its text from the name on; (-1, "") for none."""
    for number in document.tags("script") if document.has(NEEDLE) else ():
        text = document.elements[number].text()
        if (begin := text.find(f"{HANDED} =")) >= 0:
            return number, text[begin : begin + _LONGEST]
    return -1, ""


def value_of(quoted: str) -> str:
    """A value without its quotes and escapes: JSON, or before 2.2 HTML in single quotes."""
    if quoted[:1] == "'":
        return unescape(quoted[1:-1])
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted[1:-1]
