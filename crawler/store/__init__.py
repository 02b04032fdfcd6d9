"""The database: schema, ledger, writes and reads; the only place with SQL."""

from crawler.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
