"""Scrapy's settings for trackgraph; what the user chooses comes from `CrawlOptions`."""

from __future__ import annotations

from typing import Any

BOT_NAME = "trackgraph"
SPIDER_MODULES = ["crawler.spiders"]

SCHEDULER = "crawler.engine.scheduler.EmptyScheduler"
ITEM_PIPELINES: dict[str, Any] = {}

# Only what is needed: each middleware and extension costs time on every request. Redirects, retries,
# robots.txt, delays and how many requests go to a host are the spider's and the frontier's work, because the
# ledger must know of them. The downloader knows no middlewares and no handlers for other schemes.
DOWNLOADER = "crawler.engine.download.ReadingDownloader"
DOWNLOAD_HANDLERS_BASE: dict[str, Any] = {}
DOWNLOADER_MIDDLEWARES_BASE: dict[str, Any] = {}
SPIDER_MIDDLEWARES_BASE: dict[str, Any] = {}
EXTENSIONS_BASE: dict[str, Any] = {}
EXTENSIONS = {"crawler.progress.Progress": 100}
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10_000_000

LOG_FORMATTER = "crawler.progress.QuietFormatter"
LOG_LEVEL = "INFO"
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_INSTALL_ROOT_HANDLER = False
