"""What a user would write with Scrapy alone: a spider that extracts the same, and one that only fetches."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess

SETTINGS = {
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR",
}


class FetchOnly(scrapy.Spider):
    """Fetches the posts and looks at nothing."""

    name = "fetch-only"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response: Any) -> Iterator[Any]:
        yield from ()


class Plain(FetchOnly):
    """Extracts post, endpoints, listing and links by CSS selectors, and follows links to posts."""

    name = "plain"

    def parse(self, response: Any) -> Iterator[Any]:
        yield {
            "url": response.url,
            "title": response.css(".entry-title::text").get(),
            "published": response.css('meta[property="article:published_time"]::attr(content)').get(),
            "canonical": response.css("link[rel=canonical]::attr(href)").get(),
            "language": response.css("html::attr(lang)").get(),
            "tags": response.css("a[rel=tag]::text").getall(),
            "pingback": response.css("link[rel=pingback]::attr(href)").get(),
            "comments": len(response.css("li.comment")),
        }
        for item in response.css("li.pingback, li.trackback"):
            yield {
                "target": response.url,
                "kind": "trackback" if "trackback" in item.attrib["class"] else "pingback",
                "source": response.urljoin(item.css("a.url::attr(href)").get("")),
                "title": item.css("a.url::text").get(),
            }
        for link in response.css("a[href]"):
            url = response.urljoin(link.attrib["href"])
            yield {
                "page": response.url,
                "url": url,
                "text": link.css("::text").get(),
                "rel": link.attrib.get("rel"),
            }
            if "/2024/" in url and "?" not in url:
                yield scrapy.Request(url)


def main() -> None:
    """`plain_spiders.py (plain|fetch-only) URLS.json OUT.jsonl`."""
    kind, urls, out = sys.argv[1:]
    with open(urls, encoding="utf-8") as file:
        listed = tuple(json.load(file))
    feeds = {out: {"format": "jsonlines"}}
    process = CrawlerProcess({**SETTINGS, "FEEDS": feeds})
    process.crawl(Plain if kind == "plain" else FetchOnly, urls=listed)
    process.start()


if __name__ == "__main__":
    main()
