"""`python -m sample [PORT [DAY]]`: serves the sample blogs on loopback; prints their home pages."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from sample.network import PORT
from sample.server import SampleServer


def serve(port: int, today: date) -> None:
    """Serve until interrupted."""
    with SampleServer(today=today, port=port) as server:
        sys.stdout.write("\n".join(server.home_urls) + "\n\n")
        sys.stdout.flush()
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    arguments = dict(enumerate(sys.argv))
    day = arguments.get(2)
    serve(int(arguments.get(1, PORT)), date.fromisoformat(day) if day else datetime.now(UTC).date())
