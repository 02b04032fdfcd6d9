"""What a user can do wrong, or the world can do to a user: one base class, one line of text."""

from __future__ import annotations

import errno


class TrackgraphError(Exception):
    """Something that the user can mend; its text says what was wrong and what to do.

    The command line prints it as one line on stderr and exits with code 2. Any other exception is a bug
    and keeps its traceback.
    """


class StoreError(TrackgraphError):
    """The store cannot be opened, read or written: missing, locked, full, of another version, no store."""


class SeedError(TrackgraphError):
    """A seed is neither a URL of a blog nor a readable list of such URLs."""


class CrawlError(TrackgraphError):
    """A crawl cannot go on as it was asked for: an option that makes no sense, or one of its processes died.

    In the latter case what it had not stored waits, and the same command goes on.
    """


def lack_of(exc: MemoryError | OSError) -> str:
    """What a user can do about an error by which the machine lacks memory or space; "" for other errors.

    The store and the report say of themselves what they could not write. These are what they do not see: what
    is printed, and temporary files.
    """
    if isinstance(exc, MemoryError):
        return "there is not enough memory; free some and run this again: what was stored is kept"
    if "temporary directory" in str(exc):
        return "no folder takes temporary files; name one in the variable TMPDIR"
    if exc.errno == errno.ENOSPC:
        return "the output cannot be written: no space left; direct it somewhere else"
    return ""
