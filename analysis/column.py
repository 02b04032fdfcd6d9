"""A reported column."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A reported column: `dtype` is a pandas dtype, `definition` a sentence that one can check by hand."""

    name: str
    dtype: str
    title: str
    definition: str
