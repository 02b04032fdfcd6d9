"""One identity for a URL, and the site that it belongs to.

What was written is kept in the store; identity is computed, so that a rule can change without a new crawl.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urljoin

import ada_url
import tldextract

_TLD = tldextract.TLDExtract(suffix_list_urls=(), include_psl_private_domains=True, cache_dir=None)


def absolute(url: str, base: str) -> str | None:
    """`url` resolved against `base`, spelled as a browser would; None unless it is http or https."""
    try:
        joined = ada_url.join_url(base, url.strip())
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None


def identity(url: str) -> str:
    """The spelling that all variants of one page share. Idempotent; never raises."""
    raise NotImplementedError


@lru_cache(maxsize=65536)
def site(url: str) -> str:
    """Registrable domain of a URL, private suffixes counted as suffixes: `alice.blogspot.com`."""
    raise NotImplementedError
