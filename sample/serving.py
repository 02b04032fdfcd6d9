"""The sample blogs, served by a process of their own for as long as somebody looks at them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import takewhile
from pathlib import Path

from sample.network import PORT
from sample.server import UNTIL_EOF


@contextmanager
def sample_blogs(today: date) -> Iterator[tuple[str, ...]]:
    """Home pages of the blogs as of a day; none where they cannot be served."""
    # -P: a file of the same name in the user's folder must not be run in our place.
    command = [sys.executable, "-P", "-m", "sample", str(PORT), today.isoformat(), UNTIL_EOF]
    home = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    # Its standard input is a pipe that ends with us, however we end: it then ends as well.
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=home) as served:
        try:
            assert served.stdout is not None
            yield tuple(line.strip() for line in takewhile(str.strip, served.stdout))
        finally:
            served.terminate()
