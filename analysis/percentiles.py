"""Where a value stands among its peers."""

from __future__ import annotations

from typing import Any

import pandas as pd

_DIGITS = 12
"""Sums of the same fractions in another order differ in the last digits, and are equal all the same."""


def percentiles(values: pd.Series[Any]) -> pd.Series[Any]:
    """100 × (others that are lower + half of the others that are equal) / all others; NaN stays NaN.
    Equal is what is equal to twelve decimals.

    A value without others stands nowhere: NaN.
    """
    known = values.astype("float64").round(_DIGITS)
    others = known.notna().sum() - 1
    if others < 1:
        return known * float("nan")
    return (known.rank(method="average") - 1) / others * 100
