"""Memory of large crawls: `python benchmarks/memory.py known` and `python benchmarks/memory.py seeds`.

`known`: one blog whose sitemaps name 100,000 posts, of which 1,500 are read; the peak of the process.
`seeds`: 36,000 blogs as seeds; seconds to the first request, and the peak after twenty seconds of crawling.
A small server on loopback answers in another process.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import Event, Process
from multiprocessing.synchronize import Event as Signal
from pathlib import Path

MAPS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s</sitemapindex>'
POST = (
    '<html><head><title>{0}</title></head><body class="single-post"><article class="post">'
    '<h1 class="entry-title">{0}</h1><p>{1}</p></article></body></html>'
)


def answer(path: str, root: str, posts: int, maps: int) -> tuple[str, str] | None:
    """Content type and body of an address of the blog; None where there is none."""
    each = posts // maps
    if path == "/robots.txt":
        return "text/plain", f"User-agent: *\nSitemap: {root}/sitemap.xml\n"
    if path == "/sitemap.xml":
        rows = "".join(f"<sitemap><loc>{root}/map-{n}.xml</loc></sitemap>" for n in range(maps))
        return "application/xml", INDEX % rows
    if path.startswith("/map-"):
        first = int(path[5:-4]) * each
        rows = "".join(f"<url><loc>{root}{address(n)}</loc></url>" for n in range(first, first + each))
        return "application/xml", MAPS % rows
    if path == "/":
        return "text/html", "<html><head><title>A blog</title></head><body><h1>A blog</h1></body></html>"
    return ("text/html", POST.format(path, "word " * 200)) if path.startswith("/2012/") else None


def address(number: int) -> str:
    return f"/2012/{number % 12 + 1:02}/the-title-of-a-post-of-some-length-{number}/"


def serve(port: int, posts: int, maps: int, asked: Signal) -> None:
    """Serve until the process is ended; with no posts every answer is 404."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                return writer.close()
            asked.set()
            path = head.split(b" ", 2)[1].decode()
            found = answer(path, f"http://127.0.0.1:{port}", posts, maps) if posts else None
            kind, body = found or ("text/html", "")
            lines = (f"HTTP/1.1 {'200 OK' if found else '404 Not Found'}", f"Content-Type: {kind}")
            writer.write("\r\n".join((*lines, f"Content-Length: {len(body)}", "", body)).encode())

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", port, backlog=1024)
        await server.serve_forever()

    asyncio.run(run())


def crawl(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    store = ["--store", str(folder / "memory.db"), "--delay", "0"]
    command = [sys.executable, "-m", "trackgraph", "crawl", *arguments, *store]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def known(folder: Path, port: int) -> None:
    child = crawl(folder, f"http://127.0.0.1:{port}/", "--max-posts", "1500")
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    print(f"100,000 known URLs: peak {used.ru_maxrss / 1024:.0f} MB, exit code {child.returncode}")


def seeds(folder: Path, port: int, asked: Signal) -> None:
    listed = folder / "seeds.txt"
    listed.write_text("\n".join(f"http://blog-{n}.localhost:{port}/" for n in range(36_000)))
    began = time.perf_counter()
    child = crawl(folder, str(listed))
    asked.wait(120)
    first = time.perf_counter() - began
    time.sleep(20)
    told = Path(f"/proc/{child.pid}/status").read_text().splitlines()
    peak = next(line for line in told if line.startswith("VmHWM"))
    child.send_signal(signal.SIGINT)
    child.wait()
    print(f"36,000 seeds: first request after {first:.1f} s, peak {int(peak.split()[1]) / 1024:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("known", "seeds"))
    parser.add_argument("--maps", type=int, default=4, help="sitemaps that the posts are spread over")
    parser.add_argument("--port", type=int, default=8970)
    given = parser.parse_args()
    asked = Event()
    posts = 100_000 if given.what == "known" else 0
    server = Process(target=serve, args=(given.port, posts, given.maps, asked), daemon=True)
    server.start()
    time.sleep(0.5)
    with tempfile.TemporaryDirectory() as folder:
        if given.what == "known":
            known(Path(folder), given.port)
        else:
            seeds(Path(folder), given.port, asked)
    server.terminate()


if __name__ == "__main__":
    main()
