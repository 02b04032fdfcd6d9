"""`python -m sample [PORT [DAY [until-eof]]]`: serves the sample blogs on loopback, prints their homes."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, date, datetime

from sample.network import PORT
from sample.server import UNTIL_EOF, SampleServer


def serve(port: int, today: date, *, until_eof: bool = False) -> None:
    """Serve until interrupted; with `until_eof` until standard input ends, as it does with who started us."""
    with SampleServer(today=today, port=port) as server:
        if until_eof:
            threading.Thread(target=_stop_at_eof, args=(server,), daemon=True).start()
        sys.stdout.write("\n".join(server.home_urls) + "\n\n")
        sys.stdout.flush()
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return


def _stop_at_eof(server: SampleServer) -> None:
    # os.read: a thread that waits in sys.stdin holds its lock, at which the interpreter's end breaks off.
    while os.read(0, 1024):
        pass
    server.shutdown()


if __name__ == "__main__":
    arguments = dict(enumerate(sys.argv))
    day = arguments.get(2)
    given = date.fromisoformat(day) if day else datetime.now(UTC).date()
    serve(int(arguments.get(1, PORT)), given, until_eof=arguments.get(3) == UNTIL_EOF)
