"""Harvests what blogs say: `read_page` reads one page, the spider reads many, the store keeps it."""

from crawler.page import read_page

__all__ = ["read_page"]
