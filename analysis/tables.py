"""Tables of a declared shape: the same columns and dtypes whether full or empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.columns import Column


def shaped(columns: Iterable[Column], data: Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
    """A table with exactly these columns in this order, each in its dtype; rows numbered from 0.

    What is missing in a "string" column becomes "" (so that no report prints a null); in other columns it
    stays NA or NaN. A column that `data` lacks is an error.
    """
    frame = pd.DataFrame({c.name: _cast(pd.Series(data[c.name]), c.dtype) for c in columns})
    return frame.reset_index(drop=True)


def _cast(series: Any, dtype: str) -> Any:
    if dtype == "string":
        return pd.Series(series.to_numpy(dtype=object, na_value=""), dtype="string")
    return series.reset_index(drop=True).astype(dtype)
