"""How a blog spells its addresses, where its feeds and sitemaps spell them otherwise. Pure.

Old feeds and sitemaps say `http`, leave `www.` or the final slash out, and each of their posts is redirected.
They are asked for where the blog's home page was led to, and where the first ones of them were.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler import urls

ENOUGH = 2
"""Posts that must have been redirected alike."""

Turn = tuple[str, str, str, str]
"""The beginning of an address (scheme and host) before and after a redirect, and its end likewise."""


@dataclass(slots=True)
class Spellings:
    """What redirects of one blog's posts have shown: by their turns, how often; those that failed have -1."""

    turns: dict[Turn, int] = field(default_factory=dict)

    def as_home(self, url: str, home: str) -> None:
        """Expect a post where its blog's home page is, if that differs by the spelling (scheme, `www.`) only:
        at the other one there may be nothing any more."""
        origin, there = _parted(url)[0], _parted(home)[0]
        if origin != there and urls.identity(origin) == urls.identity(there):
            self.turns.setdefault((origin, there, "", ""), ENOUGH)

    def led(self, asked: str, target: str) -> None:
        """A post at `asked` was redirected to `target`."""
        turn = _turn(asked, target)
        if turn is not None and self.turns.get(turn, 0) >= 0:
            self.turns[turn] = self.turns.get(turn, 0) + 1

    def stayed(self, url: str) -> None:
        """A post was shown where it was asked for: what would have led it elsewhere does not hold."""
        for turn in self.turns:
            if _turned(url, turn) is not None:
                self.turns[turn] = -1

    def likely(self, url: str) -> str | None:
        """Where a post will be led to; None where that is not known."""
        for turn, often in self.turns.items():
            if often >= ENOUGH and (target := _turned(url, turn)) is not None:
                return target
        return None


def _turn(asked: str, target: str) -> Turn | None:
    """What a redirect changed, where that is the spelling only: scheme, `www.`, a final slash."""
    before, path = _parted(asked)
    after, goal = _parted(target)
    ends = {f"{path}/": ("", "/"), path.removesuffix("/"): ("/", ""), path: ("", "")}
    if goal not in ends or (goal != path and not _may_end(path)) or asked == target:
        return None
    return (before, after, *ends[goal]) if urls.identity(asked) == urls.identity(target) else None


def _turned(url: str, turn: Turn) -> str | None:
    before, after, end, new_end = turn
    origin, path = _parted(url)
    if origin != before or not path.endswith(end) or (end != new_end and not _may_end(path)):
        return None
    if new_end and path.endswith(new_end):
        return None
    target = f"{after}{path.removesuffix(end)}{new_end}"
    return target if urls.identity(target) == urls.identity(url) else None


def _parted(url: str) -> tuple[str, str]:
    """Scheme and host, and what comes after."""
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}", slash + path


def _may_end(path: str) -> bool:
    """Whether a final slash can come or go: behind a name of a folder, not of a file, and no query."""
    return "?" not in path and len(path) > 1 and "." not in path.rstrip("/").rpartition("/")[2]
