"""The database: schema, ledger, writes and reads; the only place with SQL."""

from crawler.store.opening import Store, copy_store, open_store, shown_name

__all__ = ["Store", "copy_store", "open_store", "shown_name"]
