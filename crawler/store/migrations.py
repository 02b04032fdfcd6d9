"""The way up from each former version of the schema."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

STEPS: dict[int, Callable[[Connection], None]] = {}
"""For each former version the function that brings a store from it to the next one; 1 is the first."""


def migrate(connection: Connection, version: int, goal: int) -> int:
    """Bring a store from `version` up to `goal`; the version reached, less where no way leads on."""
    while version < goal and version in STEPS:
        STEPS[version](connection)
        version += 1
    return version
