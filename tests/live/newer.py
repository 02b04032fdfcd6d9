"""The WordPress of the next Debian release, unpacked beside the installed one: its themes need it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

RELEASE = "trixie"
PACKAGES = (
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "wordpress-theme-twentytwentyfour",
    "wordpress-theme-twentytwentyfive",
)
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


class UnavailableError(Exception):
    """The packages cannot be had on this machine; the message says why."""


def unpack(folder: Path) -> Path:
    """WordPress's root below `folder`. From the mirror that the machine itself uses, checked by its keys;
    nothing is installed."""
    (folder / "state" / "lists" / "partial").mkdir(parents=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True)
    sources = folder / "sources.list"
    sources.write_text(f"deb [signed-by={KEYRING}] {_mirror()} {RELEASE} main\n")
    _apt(folder, "update", "-qq")
    _apt(folder, "download", "-qq", *PACKAGES)
    for package in folder.glob("*.deb"):
        _run(["dpkg-deb", "-x", str(package), str(folder / "root")], folder)
    return folder / "root" / "usr" / "share" / "wordpress"


def _mirror() -> str:
    """Where the machine gets Debian's main archive from."""
    if shutil.which("apt-get") is None or not KEYRING.exists():
        raise UnavailableError("no apt-get, or no keys of Debian")
    targets = _run(["apt-get", "indextargets", "--format", "$(SITE) $(ORIGIN) $(LABEL)"], Path("/"))
    sites = [line.split()[0] for line in targets.splitlines() if line.split()[1:] == ["Debian", "Debian"]]
    if not sites:
        raise UnavailableError("the machine has no mirror of Debian")
    return sites[0]


def _apt(folder: Path, *arguments: str) -> None:
    own = {
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State": folder / "state",
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": folder / "cache",
        "APT::Sandbox::User": "root",
        "Acquire::http::Timeout": "20",
        "Acquire::Retries": "1",
    }
    options = [part for name, value in own.items() for part in ("-o", f"{name}={value}")]
    _run(["apt-get", *options, *arguments], folder)


def _run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, cwd=folder, timeout=120, check=True, text=True)
    except (subprocess.SubprocessError, OSError) as exc:
        said = getattr(exc, "stderr", None) or str(exc)
        raise UnavailableError(f"{command[0]}: {said[-300:]}") from exc
    return done.stdout
