"""What a user can do wrong, or the world can do to a user: one base class, one line of text."""


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
