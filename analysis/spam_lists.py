"""The user's lists of spam: what an entry may be, and which entries cover a source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from crawler.urls import absolute, host

# A single word is a host only where it is this machine.
_HOST = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+\.?|\[[0-9a-f:.]+\])(?::\d+)?")
_PORT = re.compile(r":\d+\Z")


class SpamList:
    """A list of entries: sites or hosts, which stand for all below them and for all of their ports, and
    addresses, from their scheme or host on. Lists of thousands take no longer than those of one."""

    def __init__(self, rules: Iterable[str]) -> None:
        self._hosts: dict[str, list[str]] = defaultdict(list)
        self._addresses: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for rule in rules:
            wanted = _address(rule.strip()).rstrip("/")
            if "/" in wanted:
                self._addresses[wanted.partition("/")[0]].append((wanted, rule))
            elif wanted:
                self._hosts[wanted].append(rule)

    def covering(self, url: str) -> Iterator[str]:
        """The entries that cover a URL: its host first, then the hosts above that, then addresses."""
        name = host(url) if self._hosts else ""
        for place in dict.fromkeys((name, _PORT.sub("", name))):
            while place:
                yield from self._hosts.get(place, ())
                place = place.partition(".")[2]
        address = _address(url) if self._addresses else ""
        for wanted, rule in self._addresses.get(address.partition("/")[0], ()):
            if address == wanted or address.startswith((f"{wanted}/", f"{wanted}?", f"{wanted}#")):
                yield rule


def is_rule(rule: str) -> bool:
    """Whether a text can be an entry of a list at all: a host, alone or in a web address."""
    whole = rule.strip() if "://" in rule else f"http://{rule.strip()}"
    if any(sign.isspace() or sign == "@" for sign in rule.strip()) or absolute(whole, whole) is None:
        return False
    return bool(_HOST.fullmatch(host(whole)))


def unused(rules: Collection[str], sources: Iterable[str]) -> list[str]:
    """The entries of a list that cover none of the sources."""
    listed = SpamList(rules)
    used = {rule for url in sources for rule in listed.covering(url)} if rules else set()
    return [rule for rule in rules if rule not in used]


def _address(text: str) -> str:
    return text.split("://", 1)[-1].lower()
