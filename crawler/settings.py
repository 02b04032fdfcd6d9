"""Scrapy's settings for trackgraph; what the user chooses comes from `CrawlOptions`."""

from __future__ import annotations

from typing import Any

from crawler.engine.frontier import ACTIVE

BOT_NAME = "trackgraph"
SPIDER_MODULES = ["crawler.spiders"]

SCHEDULER = "crawler.engine.scheduler.LedgerScheduler"
ITEM_PIPELINES: dict[str, Any] = {}
DOWNLOAD_HANDLERS_BASE: dict[str, Any] = {}
DOWNLOAD_HANDLERS = {
    "http": "crawler.engine.download.ReadingHandler",
    "https": "crawler.engine.download.ReadingHandler",
}

# Only what is needed: each middleware and extension costs time on every request. Redirects, retries,
# robots.txt and delays are the spider's and the frontier's work, because the ledger must know of them.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, Any] = {}
SPIDER_MIDDLEWARES_BASE: dict[str, Any] = {}
EXTENSIONS_BASE: dict[str, Any] = {}
EXTENSIONS = {"crawler.progress.Progress": 100}
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False

# The frontier gives each host one request at a time, at its own pace: as many as there are blogs in work, so
# that hosts which do not answer for half a minute hold up no others.
CONCURRENT_REQUESTS = ACTIVE
# The spider yields nothing: Scrapy starts so many tasks for each answer, a hundred if not told otherwise.
CONCURRENT_ITEMS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 4
DOWNLOAD_DELAY = 0

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 10_000_000

LOG_FORMATTER = "crawler.progress.QuietFormatter"
LOG_LEVEL = "INFO"
STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_INSTALL_ROOT_HANDLER = False
