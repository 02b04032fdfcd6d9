"""Attributes of nodes and edges, kept as columns and shown as read-only dictionaries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

WEIGHT = "weight"
"""The one column that is summed when records of the same pair are merged."""


class ReadOnlyGraphError(nx.NetworkXError, TypeError):
    """Something tried to change a graph that lives in arrays."""

    def __init__(self, *_: object) -> None:
        super().__init__(
            "this graph lives in arrays and is read-only; G.to_networkx() gives a copy to change"
        )


def refuse(*_: object, **__: object) -> NoReturn:
    """Stands in for every method that would change the graph. Raises ReadOnlyGraphError."""
    raise ReadOnlyGraphError


class Attributes(dict[str, Any]):
    """Attributes of one node or edge: a dictionary that refuses to be changed. `copy()` gives a plain one."""

    __slots__ = ()
    __setitem__ = __delitem__ = __ior__ = refuse
    update = setdefault = pop = popitem = clear = refuse

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return dict(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Attributes, (dict(self),)


NOTHING = Attributes()


class Columns(Mapping[str, Any]):
    """Named columns of equal length (numpy or pandas arrays), and rows of them as `Attributes`.

    A missing value (None, NaN, NaT, NA) is an attribute that the row does not have.
    """

    def __init__(self, columns: Mapping[str, Any] | None, length: int) -> None:
        self._arrays = {str(name): _as_array(values) for name, values in (columns or {}).items()}
        self._missing: dict[str, NDArray[np.bool_] | None] = {}
        for name, values in self._arrays.items():
            if len(values) != length:
                raise ValueError(f"column {name!r} has {len(values)} values, not {length}")

    def __getitem__(self, name: str) -> Any:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def row(self, place: int) -> Attributes:
        """Attributes of one row."""
        return next(self.rows(slice(place, place + 1)))

    def rows(self, places: slice | NDArray[np.int32]) -> Iterator[Attributes]:
        """Attributes of the rows at `places`. Yields nothing where there are no columns."""
        names = list(self._arrays)
        values = [self._arrays[name][places].tolist() for name in names]
        masks = [(i, mask[places]) for i, name in enumerate(names) if (mask := self._mask(name)) is not None]
        if not any(mask.any() for _, mask in masks):
            return (Attributes(zip(names, row, strict=True)) for row in zip(*values, strict=True))
        return _present(names, values, masks)

    def numeric(self, name: str) -> NDArray[Any] | None:
        """A column as plain numbers, 1 where a value is missing; None where there is no such column.

        Raises TypeError where it holds something else than numbers.
        """
        if name not in self._arrays:
            return None
        values, mask = self._arrays[name], self._mask(name)
        if not pd.api.types.is_numeric_dtype(values.dtype):
            raise TypeError(f"attribute {name!r} is no number")
        return np.asarray(values if mask is None else np.where(mask, 1, values).astype(np.float64))

    def merged(self, order: NDArray[np.intp], begins: NDArray[np.intp]) -> Columns:
        """Columns of edges made of records: the weight summed, of all else the first record's value."""
        first = order[begins]
        taken = {
            name: _summed(values[order], begins) if name == WEIGHT else values[first]
            for name, values in self._arrays.items()
        }
        return Columns(taken, len(begins))

    def _mask(self, name: str) -> NDArray[np.bool_] | None:
        if name not in self._missing:
            mask = np.asarray(pd.isna(self._arrays[name]))
            self._missing[name] = mask if mask.any() else None
        return self._missing[name]


class DeferredColumns(Columns):
    """Columns of which some are made only when a value of theirs is wanted.

    `later` names them, and `load` gives them all at once, as long as the others.
    """

    def __init__(
        self,
        columns: Mapping[str, Any],
        length: int,
        *,
        later: tuple[str, ...],
        load: Callable[[], Mapping[str, Any]],
    ) -> None:
        super().__init__(columns, length)
        self._length = length
        self._later = later
        self._load: Callable[[], Mapping[str, Any]] | None = load

    def __getitem__(self, name: str) -> Any:
        if name not in self._arrays and name in self._later:
            self._complete()
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._arrays, *self._later)))

    def __len__(self) -> int:
        return len({*self._arrays, *self._later})

    def rows(self, places: slice | NDArray[np.int32]) -> Iterator[Attributes]:
        self._complete()
        return super().rows(places)

    def numeric(self, name: str) -> NDArray[Any] | None:
        if name in self._later:
            self._complete()
        return super().numeric(name)

    def _complete(self) -> None:
        if self._load is None:
            return
        loaded = Columns(self._load(), self._length)
        self._load = None
        self._arrays.update((name, loaded[name]) for name in self._later)


def _as_array(values: Any) -> Any:
    array = values.array if isinstance(values, pd.Series | pd.Index) else values
    if isinstance(array, pd.api.extensions.ExtensionArray):
        return array.to_numpy() if isinstance(array, pd.arrays.NumpyExtensionArray) else array
    return array if isinstance(array, np.ndarray) else _listed(list(array))


def _listed(values: list[Any]) -> Any:
    """Numbers as numbers, also where some are missing. Anything else stays Python objects: numpy would cut or
    convert it."""
    found = pd.api.types.infer_dtype(values, skipna=True)
    if found in ("floating", "mixed-integer-float", "empty"):
        return np.array([math.nan if pd.isna(value) else value for value in values], dtype=np.float64)
    missing = found in ("integer", "boolean") and any(pd.isna(value) for value in values)
    if found == "integer" and missing:
        return pd.array(values, dtype="Int64")
    if found in ("integer", "boolean") and not missing:
        return np.asarray(values)
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _summed(values: Any, begins: NDArray[np.intp]) -> Any:
    """Sums of what is there; missing where nothing is."""
    if not len(begins):
        return values[:0]
    missing = np.asarray(pd.isna(values))
    if not missing.any():
        return np.add.reduceat(np.asarray(values), begins)
    sums = np.add.reduceat(np.where(missing, 0, values).astype(np.float64), begins)
    none = np.logical_and.reduceat(missing, begins)
    whole = pd.api.types.is_integer_dtype(values.dtype)
    return pd.arrays.IntegerArray(sums.astype(np.int64), none) if whole else np.where(none, np.nan, sums)


def _present(
    names: list[str], values: list[list[Any]], masks: list[tuple[int, NDArray[np.bool_]]]
) -> Iterator[Attributes]:
    absent = [frozenset[int]()] * len(values[0])
    for column, mask in masks:
        for place in np.flatnonzero(mask).tolist():
            absent[place] |= {column}
    for row, gaps in zip(zip(*values, strict=True), absent, strict=True):
        yield Attributes((names[i], value) for i, value in enumerate(row) if i not in gaps)
