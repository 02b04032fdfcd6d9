"""The database: schema, ledger, writes and reads; the only place with SQL."""

from crawler.store.opening import Store, copy_store, open_store

__all__ = ["Store", "copy_store", "open_store"]
