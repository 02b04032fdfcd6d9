"""One identity for a URL, and the site that it belongs to."""

from crawler.urls.copies import unwrapped
from crawler.urls.identities import identity
from crawler.urls.sites import (
    SHARED_HOSTS,
    folder_site,
    host,
    is_same_blog,
    is_same_host,
    site,
    site_of_host,
    split,
)
from crawler.urls.spelling import absolute, is_plain

__all__ = [
    "SHARED_HOSTS",
    "absolute",
    "folder_site",
    "host",
    "identity",
    "is_plain",
    "is_same_blog",
    "is_same_host",
    "site",
    "site_of_host",
    "split",
    "unwrapped",
]
