"""The user's seeds: blog URLs, or files of them (text, OPML, CSV with a URL column)."""

from __future__ import annotations

import csv
import logging
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import ada_url

from crawler import urls
from crawler.binary import is_binary, plain_text
from crawler.errors import SeedError
from crawler.opml import read_opml
from crawler.seed_tables import HOSTLIKE, column_of_urls

LONGEST_SHOWN = 80
"""Characters of a wrong seed that are repeated."""
MOST_NAMED = 3
"""Lines without an address that are repeated of a file."""
_FILES = (".txt", ".list", ".opml", ".xml", ".csv", ".tsv")
_ALSO_FILES = (".json", ".jsonl", ".yaml", ".yml", ".html", ".htm", ".xlsx", ".xls", ".ods", ".db", ".sqlite")
_NEAR = re.compile(
    r"^(?:localhost|[^/?#]*\.localhost|[\d.]+|\[[^]]*\]|[^/?#]*:(?!8?443)\d+)(?=[:/?#]|$)", re.I
)

_BETWEEN = re.compile(r"[\s,;]+(?=https?://)")
"""What parts several URLs of one line."""

_FEED = re.compile(r"^feed:(?://)?(?=https?://)", re.I)
_FEED_SCHEME = re.compile(r"^feed:(?=//)", re.I)
"""How some feed readers mark the address of a feed."""

_MAIL = re.compile(r"(?:mailto:)?[^\s:/@]*@[^\s:/@]*", re.I)
"""A mail address, or the name of an account ("@alice"): nothing in it can be a password."""

# A name with its root: links of the blog itself are written without.
_FINAL_DOT = re.compile(r"^(https?://[^/?#]*[^./?#])\.(?=(?::\d+)?(?:[/?#]|\Z))")

log = logging.getLogger("trackgraph")


@dataclass(frozen=True, slots=True)
class Seed:
    """One blog to crawl: `given` as the user wrote it, `home` the absolute URL, `prefix` host/path/."""

    given: str
    home: str
    prefix: str


def read_seeds(given: Iterable[str]) -> tuple[Seed, ...]:
    """All blogs that the seeds name, each home once in whatever spelling (scheme, `www.` …), in order.

    A seed is a URL, a host, or the path of a text file (one a line, `#` starts a comment), an OPML file or a
    CSV with a column of URLs, of which lines without an address are left out with a warning. Raises
    SeedError, in one line, for anything else, and for a file most of whose lines are none.
    """
    found: dict[str, Seed] = {}
    for text in given:
        for one in _expand(text.strip().rstrip(",;")):
            found.setdefault(urls.identity(one.home), one)
    if not found:
        raise SeedError("No seeds: give the URL of a blog, or a file of them.")
    return tuple(found.values())


def seed_of(text: str) -> Seed:
    """The seed that one URL or host names; SeedError where it is none.

    A bare host is asked by https; this machine, a bare IP address and a host with a port of its own by http.
    """
    url = _FEED_SCHEME.sub("http:", _FEED.sub("", text))
    url = url if "://" in url else f"{'http' if _NEAR.match(url) else 'https'}://{url}"
    home = urls.absolute(url, url)
    named = home is not None and ("://" in text or HOSTLIKE.match(text))
    if _may_hold_password(text) and (not named or _has_user(home or "")):
        # The text is not repeated.
        raise SeedError(
            "A seed with a user name or password (what stands before an @) is refused: trackgraph stores and"
            " publishes addresses. Give the URL of a blog without them."
        )
    if home is None or not named:
        raise SeedError(_no_blog(text))
    home = _FINAL_DOT.sub(r"\1", home.split("#")[0])
    return Seed(given=text, home=home, prefix=prefix_of(home))


def named_homes(seeds: Iterable[str]) -> list[str]:
    """The home pages that seeds name, wherever their blogs led since: what the user let the crawl reach."""
    return [seed_of(text).home for text in seeds]


def _may_hold_password(text: str) -> bool:
    return "@" in text and not _MAIL.fullmatch(text)


def _shown(text: str) -> str:
    """A wrong seed as messages repeat it: of a long one its beginning, of a password nothing."""
    if _may_hold_password(text):
        return "an address with a user name or password"
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")


def _no_blog(text: str) -> str:
    """What is wrong with a text that names no blog, and what would name one."""
    what = "a mail address or the name of an account, no URL" if _MAIL.fullmatch(text) else "no URL"
    wanted = "give its home page, such as https://alice.example/, or a file of such URLs"
    if text.lower().startswith("file:"):
        wanted = "name a file of seeds by its path"
    elif "://" in text and not text.lower().startswith(("http://", "https://")):
        wanted = "give one that begins with http:// or https://"
    return f"{_shown(text)} is {what} of a blog; {wanted}."


def _has_user(home: str) -> bool:
    parts = ada_url.parse_url(home)
    return bool(parts["username"] or parts["password"])


def prefix_of(home: str) -> str:
    """host/path/ of a home page, a file name at the end left out: what stands below belongs to the blog."""
    parts = ada_url.parse_url(home)
    folder, _, last = parts["pathname"].rpartition("/")
    path = f"{folder}/{last}/" if last and "." not in last else f"{folder}/"
    return f"{parts['host']}{path}"


def in_scope(url: str, prefix: str) -> bool:
    """Whether a URL stands below a prefix; www., scheme and a missing last slash do not matter."""
    bare = url.partition("://")[2].split("#")[0]
    bare = bare.removeprefix("www.")
    wanted = prefix.removeprefix("www.")
    if wanted.count("/") > 1 and "%" in bare + wanted:
        # A folder has more than one spelling: /%7Ebob/, and letters beyond ASCII by either case of their hex.
        bare, wanted = unquote(bare, "latin-1"), unquote(wanted, "latin-1")
    return bare.startswith(wanted) or bare.split("?")[0] + "/" == wanted


def names_file(text: str) -> bool:
    """Whether a text can only mean a file: it is there, or is written as a path or a file's name."""
    if "://" in text:
        return False
    written = text.startswith(("./", "../", "/", "~/", ".\\", "..\\")) or re.match(r"[A-Za-z]:[\\/]", text)
    ended = Path(text).suffix.lower() in (*_FILES, *_ALSO_FILES)
    # A path's own method raises for a text that is too long, or in a folder that may not be entered.
    return bool(written) or ended or os.path.exists(text)


def page_address(text: str) -> str | None:
    """The web address that a text names, with its scheme or without; None where it rather names a file.

    Raises SeedError for an address with a user name or password, and for nothing at all.
    """
    if not text.strip():
        raise SeedError(f"{text!r} is no web address and no file; give a URL or a saved page")
    if "://" in text:
        return seed_of(text).home if "@" in text else text
    try:
        return None if names_file(text) else seed_of(text).home
    except SeedError:
        if "@" in text:
            raise
        return None


def _expand(text: str) -> list[Seed]:
    if not text or not names_file(text):
        return [seed_of(text)]
    return _from_file(Path(text))


def _from_file(path: Path) -> list[Seed]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as exc:
        raise SeedError(f"There is no file {path} of seeds.") from exc
    except OSError as exc:
        raise SeedError(f"The seeds {path} cannot be read: {exc.strerror}.") from exc
    if is_binary(content):
        raise SeedError(f"The file {path} is no text: seeds are a URL a line, OPML, or a table saved as CSV.")
    found = _lines_of(path, content)
    if not found:
        raise SeedError(f"The file {path} names no blog: it needs a URL a line, or a column of URLs.")
    seeds: list[Seed] = []
    lost: dict[str, SeedError] = {}
    for line in found:
        try:
            seeds.append(seed_of(line))
        except SeedError as exc:
            lost[line] = exc
    if len(lost) > len(seeds):
        first = next(iter(lost.values()))
        raise SeedError(f"{path}: {first}") from first
    _tell_left_out(path, "line", list(lost))
    return seeds


def _tell_left_out(path: Path, noun: str, lost: Sequence[str]) -> None:
    if lost:
        log.warning(
            "%s: %s no address of the web and %s left out, such as %s",
            path,
            _names(noun, lost),
            "is" if len(lost) == 1 else "are",
            ", ".join(map(_shown, lost[:MOST_NAMED])),
        )


def _names(noun: str, lost: Sequence[str]) -> str:
    return f"1 {noun} names" if len(lost) == 1 else f"{len(lost)} {noun}s name"


def _lines_of(path: Path, content: bytes) -> list[str]:
    text = _decoded(content)
    if path.suffix.lower() in (".opml", ".xml") or text.lstrip().startswith(("<?xml", "<opml")):
        return _opml(path, content)
    lines = [re.split(r"\s+#", line.strip())[0] for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if path.suffix.lower() in (".csv", ".tsv"):
        return _column(path, text)
    # Spreadsheets call their "Unicode text", which has tabs, .txt.
    if any("\t" in line for line in lines[:1]):
        return _column(path, "\n".join(lines))
    return [one for line in lines for one in _BETWEEN.split(line.rstrip(",;"))]


def _column(path: Path, table: str) -> list[str]:
    try:
        return column_of_urls(table)
    except csv.Error as exc:
        raise SeedError(f"The table {path} cannot be read: {exc}.") from exc


def _decoded(content: bytes) -> str:
    """A list's text: UTF-16 where its mark says so ("Unicode text" of spreadsheets), else UTF-8, else what
    western spreadsheets write as CSV."""
    try:
        return plain_text(content, errors="strict")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _opml(path: Path, content: bytes) -> list[str]:
    """Home pages of the subscriptions; of one that states none that is an address, the folder of its feed.

    A damaged file gives what can be read of it; that, and subscriptions without an address of the web
    (newsletters), are told: where nothing else is in it, by the SeedError alone.
    """
    told = read_opml(content)
    found = [next(filter(_is_seed, likely), None) for likely in told.found]
    homes = [home for home in found if home]
    lost = [likely[0] for likely, home in zip(told.found, found, strict=True) if not home]
    if not homes and (told.damage or lost):
        names = f"{_names('subscription', lost)} no address of the web, such as"
        why = f"it {told.damage}" if told.damage else f"{names} {_shown(lost[0])}"
        raise SeedError(f"The file {path} names no blog: {why}.")
    if told.damage:
        read = "1 blog was" if len(homes) == 1 else f"{len(homes)} blogs were"
        log.warning("%s %s: %s read of it, others may be missing", path, told.damage, read)
    _tell_left_out(path, "subscription", lost)
    return homes


def _is_seed(text: str) -> bool:
    try:
        return bool(seed_of(text))
    except SeedError:
        return False
