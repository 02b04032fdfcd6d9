"""Names of nodes, and the number of each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property

import numpy as np


class Labels:
    """The node labels in order of their numbers. Without labels, nodes are called by their numbers.

    The index from label to number is built when somebody first asks by label; a repeated label raises
    ValueError then.
    """

    def __init__(self, labels: Sequence[Hashable] | None, count: int) -> None:
        self.names: Sequence[Hashable] = range(count) if labels is None else labels

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, label: Hashable) -> bool:
        if isinstance(self.names, range):
            return isinstance(label, int | np.integer) and bool(0 <= label < len(self.names))
        return label in self._numbers

    def number(self, label: Hashable) -> int:
        """Number of the node. Raises KeyError for an unknown label, TypeError for an unhashable one."""
        if isinstance(self.names, range):
            if label not in self:
                raise KeyError(label)
            return int(label)  # type: ignore[call-overload,no-any-return]
        return self._numbers[label]

    def at(self, numbers: np.ndarray[tuple[int], np.dtype[np.integer]]) -> list[Hashable]:
        """Labels of the numbered nodes."""
        if isinstance(self.names, range):
            return list(numbers.tolist())
        names = self.names
        return [names[number] for number in numbers.tolist()]

    @cached_property
    def _numbers(self) -> dict[Hashable, int]:
        numbers = {label: number for number, label in enumerate(self.names)}
        if len(numbers) != len(self.names):
            raise ValueError(f"{len(self.names) - len(numbers)} node labels are repeated")
        return numbers
