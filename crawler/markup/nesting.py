"""Markup made shallow enough to parse: a tree builder takes quadratic time on thousands of open elements.

Browsers stop nesting at 512 elements for the same reason.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 400
_OPEN_FORMATTING = 48
# So many may stay open in a page where more are: each block opens them all again.
_KEPT_FORMATTING = 8
_MOST_ATTRIBUTES = 256
_FEW_TAGS = 1000
# End tags of elements that nobody opened can hide that others are not closed.
_SEVERAL_TAGS = 1600
_MANY_TAGS = 8000
_MANY_UNCLOSED = 2000
_SOME_UNCLOSED = 320
_LONG_TAGS = 80
_BLOCK = 2048
_COUNTED = 8192
_MANY_WORDS = 64
_LONGEST_SCRIPT = 100_000
_TAG = re.compile(
    # What holds no tags is passed over whole; quotes count only behind "=", as in the HTML standard.
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]).*?(?=</(?P=raw)[\s/>]|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,40})(?P<rest>(?:[^>=]|=\s*(?:\"[^\"]*\"|'[^']*')?)*+)>?",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(r"[^\s/=>][^\s/=>]*(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip
_SELF_CLOSING = frozenset(
    ("p", "li", "dt", "dd", "option", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup",
     "html", "head", "body")
)  # fmt: skip
# Links are formatting elements too, but no two of them are ever open at once.
_FORMATTING = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_FORMATTING_TAG = re.compile(
    r"<(/?)(?:b(?:ig)?|code|em|font|i|nobr|s(?:mall|trike|trong)?|tt|u)(?=[\s/>])", re.I
)


def shallow(text: str) -> str:
    """The same page with start tags beyond the depth limit and attributes beyond the number limit left out.

    Text is kept. Pages that are not suspicious, which is nearly all of them, come back as they are.
    """
    if not _suspicious(text):
        return text
    return _TAG.sub(_Limits().keep, text)


def _suspicious(text: str) -> bool:
    """Whether the page could be costly, by counts that cost next to nothing themselves."""
    tags = text.count("<")
    # What a page of few tags can cost is bounded, and small.
    unclosed = tags - 2 * _closing(text, (tags - _SOME_UNCLOSED) / 2) if tags > _FEW_TAGS else 0
    if tags > _MANY_TAGS or unclosed > _MANY_UNCLOSED:
        return True
    if (unclosed > _SOME_UNCLOSED or tags > _SEVERAL_TAGS) and _unclosed_formatting(text) > _OPEN_FORMATTING:
        return True
    # Few tags for so much text are long ones, or stand beside long scripts.
    if len(text) > _LONG_TAGS * tags and text.count("=") > 3 * tags + 4 * _MOST_ATTRIBUTES:
        return True
    return _has_endless_tag(text)


def _closing(text: str, enough: float) -> int:
    """How many closing tags there are; no more are counted once there are enough, as there are on most pages
    after two thirds."""
    count = 0
    for start in range(0, len(text), _COUNTED):
        count += text.count("</", start, start + _COUNTED + 1)
        if count >= enough:
            break
    return count


def _unclosed_formatting(text: str) -> int:
    """Formatting elements that are opened and not closed: each is opened again in every later block."""
    closes = _FORMATTING_TAG.findall(text)
    return len(closes) - 2 * closes.count("/")


def _has_endless_tag(text: str) -> bool:
    """Whether a tag goes on through a whole block, with spaces as between attributes."""
    inside, closed = False, -1
    for start in range(0, len(text) - _BLOCK + 1, _BLOCK):
        end = start + _BLOCK
        if text.find(">", start, end) >= 0:
            closed = end
            continue
        if closed == start:
            # Only what stands behind the last ">" before such a block is of interest.
            inside = text.rfind("<", start - _BLOCK, start) > text.rfind(">", start - _BLOCK, start)
        if inside and len(text[start:end].split()) > _MANY_WORDS and not _in_script(text, start):
            return True
        inside = inside or text.find("<", start, end) >= 0
    return False


def _in_script(text: str, place: int) -> bool:
    """Whether what looks like a tag is a comparison in a script, or a rule in a style sheet."""
    before = text[max(0, place - _LONGEST_SCRIPT) : place].lower()
    return any(before.rfind(f"<{name}") > before.rfind(f"</{name}") for name in ("script", "style"))


class _Limits:
    """Counts elements as they open and close, roughly as a browser would."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()
        self.depth = 0
        self.formatting = 0

    def keep(self, match: re.Match[str]) -> str:
        """The tag as it may stay in the page; "" where it may not."""
        if match["name"] is None:
            return match[0]
        name = match["name"].lower()
        if name in _VOID or name in _SELF_CLOSING:
            return self._trimmed(match)
        return self._closed(match, name) if match["close"] else self._opened(match, name)

    def _closed(self, match: re.Match[str], name: str) -> str:
        if self.dropped[name]:
            self.dropped[name] -= 1
            return ""
        if self.open[name]:
            self._count(name, -1)
        return match[0]

    def _opened(self, match: re.Match[str], name: str) -> str:
        if self.depth >= DEEPEST or (name in _FORMATTING and self.formatting >= _KEPT_FORMATTING):
            self.dropped[name] += 1
            return ""
        self._count(name, 1)
        return self._trimmed(match)

    def _count(self, name: str, step: int) -> None:
        self.open[name] += step
        self.depth += step
        self.formatting += step if name in _FORMATTING else 0

    @staticmethod
    def _trimmed(match: re.Match[str]) -> str:
        if len(match["rest"]) < 2 * _MOST_ATTRIBUTES:
            return match[0]
        attributes = _ATTRIBUTE.findall(match["rest"])
        if len(attributes) <= _MOST_ATTRIBUTES:
            return match[0]
        return f"<{match['close']}{match['name']} {' '.join(attributes[:_MOST_ATTRIBUTES])}>"
