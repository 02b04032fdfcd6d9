"""`python -m sample [PORT]`: serves the sample blogs on loopback; prints their home pages."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from sample.network import PORT
from sample.server import SampleServer


def serve(port: int, today: date) -> None:
    """Serve until interrupted."""
    with SampleServer(today=today, port=port) as server:
        sys.stdout.write("\n".join(server.home_urls) + "\n")
        sys.stdout.flush()
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else PORT, datetime.now(UTC).date())
