"""Real WordPress blogs on loopback: Debian's packages, a database and one PHP server for each blog.

Everything lives in one scratch folder and ends with `stop`. Nothing listens elsewhere than on 127.0.1.x.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

HERE = Path(__file__).parent
PACKAGES = (
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentyone",
    "wordpress-theme-twentytwentytwo",
    "wordpress-theme-twentytwentythree",
    "php-cli",
    "php-curl",
    "php-intl",
    "php-mbstring",
    "php-mysql",
    "php-xml",
    "mariadb-server",
)
SOURCE = Path("/usr/share/wordpress")
WORKERS = "3"
POLICY = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True, kw_only=True)
class Blog:
    """One blog: where it lives, how it looks, and the WordPress options that matter here."""

    name: str
    home: str
    title: str
    locale: str
    theme: str
    permalinks: str
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """host:port that its server listens on."""
        return self.home.split("/")[2]


def install_packages() -> None:
    """Install what is missing. Needs root and apt-get; the packages' own servers are kept from starting."""
    missing = [name for name in PACKAGES if not _installed(name)]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise RuntimeError(f"The live test needs root and apt-get to install {' '.join(missing)}.")
    made = not POLICY.exists()
    if made:
        POLICY.write_text("#!/bin/sh\nexit 101\n")
        POLICY.chmod(0o755)
    try:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _run(["apt-get", "update", "-qq"], env=quiet)
        _run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], env=quiet)
    finally:
        if made:
            POLICY.unlink()


class Servers:
    """The database and the blogs' servers, between `start` and `stop`."""

    def __init__(self, folder: Path, blogs: Iterable[Blog], port: int, source: Path = SOURCE) -> None:
        self.folder = folder
        self.source = source
        self.blogs = {blog.name: blog for blog in blogs}
        self.port = port
        self.log = folder / "access.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Copy WordPress, start everything, install the blogs."""
        self._copy()
        self._start_database()
        for blog in self.blogs.values():
            self._start_server(blog)
        self.each("install", {name: _settings(blog) for name, blog in self.blogs.items()})

    def stop(self) -> None:
        """End all processes that were started here, servers first; each with its workers."""
        for process in reversed(self._running):
            _signal(process, signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self._running.clear()
        for large in ("wordpress", "database"):
            shutil.rmtree(self.folder / large, ignore_errors=True)

    def command(self, name: str, command: str, arguments: Any = None) -> Any:
        """Do one thing to one blog (see php/command.php), and what it answered."""
        done = subprocess.run(
            ["php", "-d", "memory_limit=512M", str(HERE / "php" / "command.php"), command],
            input=json.dumps(arguments if arguments is not None else []).encode(),
            env=self._environment(self.blogs[name]),
            capture_output=True,
            timeout=120,
            check=False,
        )
        if done.returncode or not done.stdout.strip():
            raise RuntimeError(
                f"{command} on {name}: {done.stdout.decode()[-800:]} {done.stderr.decode()[-800:]}"
            )
        return json.loads(done.stdout.decode().splitlines()[-1])

    def each(self, command: str, arguments: dict[str, Any] | None = None) -> dict[str, Any]:
        """The same for all blogs, or those that have arguments, at the same time."""
        wanted = list(self.blogs if arguments is None else arguments)
        with ThreadPoolExecutor(max_workers=4) as pool:
            answers = pool.map(lambda name: self.command(name, command, (arguments or {}).get(name)), wanted)
            return dict(zip(wanted, answers, strict=True))

    def ping(self) -> None:
        """Let WordPress send its pings, by its cron and over HTTP, until none waits."""
        for _ in range(6):
            with ThreadPoolExecutor(max_workers=len(self.blogs)) as pool:
                list(pool.map(self._cron, self.blogs.values()))
            if not any(count for (count,) in self.each("waiting").values()):
                return
        raise RuntimeError("Pings are left that WordPress does not send.")

    def requests(self, since: int = 0) -> list[dict[str, Any]]:
        """The access log's requests of our crawler, from the `since`-th line on."""
        lines = self.log.read_text().splitlines()[since:] if self.log.exists() else []
        return [one for line in lines if "trackgraph" in (one := json.loads(line))["agent"].lower()]

    def logged(self) -> int:
        """Lines that the access log has now."""
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0

    def _copy(self) -> None:
        root = self.folder / "wordpress"
        # Packages that are only unpacked link to files of others that are not there.
        _run(["cp", "-aL" if self.source == SOURCE else "-a", f"{self.source}/.", str(root)])
        shutil.copy(HERE / "php" / "config.php", root / "wp-config.php")
        (root / "wp-content" / "mu-plugins").mkdir(exist_ok=True)
        shutil.copy(HERE / "php" / "loopback.php", root / "wp-content" / "mu-plugins")

    @property
    def themes(self) -> list[str]:
        """The default themes that this WordPress has."""
        return sorted(
            path.name for path in (self.folder / "wordpress" / "wp-content" / "themes").glob("twenty*")
        )

    def _start_database(self) -> None:
        data = self.folder / "database"
        data.mkdir()
        _run(
            ["mariadb-install-db", "--no-defaults", "--user=root", f"--datadir={data}", "--skip-test-db"],
        )
        fast = "--innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M --performance-schema=off"
        self._launch(
            [
                *(
                    "mariadbd",
                    "--no-defaults",
                    "--user=root",
                    f"--datadir={data}",
                    f"--socket={self._socket}",
                ),
                *(
                    "--skip-networking",
                    "--skip-grant-tables",
                    "--character-set-server=utf8mb4",
                    *fast.split(),
                ),
            ]
        )
        _until(lambda: self._sql("select 1"), "the database")
        self._sql("create database live character set utf8mb4")

    def _start_server(self, blog: Blog) -> None:
        _must_be_free(blog.address)
        self._launch(
            ["php", "-d", "memory_limit=256M", "-S", blog.address, str(HERE / "php" / "router.php")],
            env={**self._environment(blog), "PHP_CLI_SERVER_WORKERS": WORKERS},
        )

    def _launch(self, command: list[str], env: dict[str, str] | None = None) -> None:
        with (self.folder / "processes.log").open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, env=env, cwd=self.folder, start_new_session=True
            )
        self._running.append(process)

    def _cron(self, blog: Blog) -> None:
        with urlopen(f"{blog.home}/wp-cron.php?doing_wp_cron", timeout=240) as answer:
            answer.read()

    def _sql(self, statement: str) -> bool:
        done = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self._socket}", "-uroot", "-e", statement],
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    @property
    def _socket(self) -> Path:
        return self.folder / "db.sock"

    def _environment(self, blog: Blog) -> dict[str, str]:
        return {
            **os.environ,
            "LIVE_BLOG": json.dumps({"name": blog.name, "home": blog.home}),
            "LIVE_SOCKET": str(self._socket),
            "LIVE_ROOT": str(self.folder / "wordpress"),
            "LIVE_PORT": str(self.port),
            "LIVE_LOG": str(self.log),
        }


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    """A signal to a process and its workers: they are a session of their own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _must_be_free(address: str) -> None:
    host, _, port = address.partition(":")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as exc:
            raise RuntimeError(f"{address} is in use; is another live test running?") from exc


def _settings(blog: Blog) -> dict[str, Any]:
    names = ("title", "locale", "theme", "permalinks", "options")
    return {name: getattr(blog, name) for name in names}


def _installed(package: str) -> bool:
    done = subprocess.run(["dpkg-query", "-W", "-f=${Status}", package], capture_output=True, check=False)
    return done.stdout.endswith(b"ok installed")


def _run(command: list[str], env: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr.decode()[-800:]}")


def _until(ready: Any, what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise RuntimeError(f"{what} did not start")
        time.sleep(0.2)
