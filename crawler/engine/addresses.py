"""Which addresses a crawl may reach: public ones, and the very hosts that the user named."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache

import ada_url

from crawler.errors import CrawlError

_PORTS = {"http:": "80", "https:": "443"}
_IPV6_PUBLIC = ipaddress.IPv6Network("2000::/3")
"""Where all public addresses of IPv6 are (RFC 4291), but for those that hold one of IPv4."""


class Permitted:
    """Hosts that the user named, and with them every public address.

    `homes`: URLs whose host and port may be reached; `reach`: private networks ("10.0.0.0/8") and hosts
    ("intranet.corp", "127.0.0.1:8001") that may be reached as well. Raises CrawlError where one is neither.
    `private_names` fills with names that were seen to resolve to other addresses, those aside that resolve to
    one which may be reached as well; `ips` with the address that each name was last connected to.
    """

    def __init__(self, homes: Iterable[str] = (), reach: Iterable[str] = ()) -> None:
        self._places = {_place(home) for home in homes}
        self._names = {name for name, _ in self._places}
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        for one in reach:
            self._reach(one)
        self.ips: dict[str, str] = {}
        self.private_names: set[str] = set()

    def _reach(self, one: str) -> None:
        try:
            self._networks.append(ipaddress.ip_network(one))
        except ValueError:
            try:
                name, port = _place(f"http://{one}/")
            except ValueError:
                name = ""
            if not name or "/" in one:
                raise CrawlError(
                    f"{one!r} is no host and no network; write 10.0.0.0/8 or intranet.example:8080"
                ) from None
            self._places.add((name, port))
            self._names.add(name)

    def url(self, url: str) -> bool:
        """Whether a URL may be asked for, as far as its text tells: http(s), and no private address.

        Odd spellings of addresses (decimal, hexadecimal, octal, short, IPv4 in IPv6) are read as browsers do.
        """
        try:
            name, port = _place(url)
        except ValueError:
            return False
        if not url.startswith(("http://", "https://")) or not name:
            return False
        if (name, port) in self._places or (name in self._names and port in ("80", "443")):
            return True
        if name in self.private_names:
            return False
        if name == "localhost" or name.endswith(".localhost"):
            return self._within("127.0.0.1")
        return not _is_literal(name) or is_public(name) or self._within(name)

    def address(self, name: str, ip: str) -> bool:
        """Whether a name may be connected to at an address that it resolved to."""
        named, inside = name in self._names, self._within(ip)
        if not inside and not is_public(ip):
            # A name that is known to stand where it may be reached is no stranger's trap.
            known = self.ips.get(name, "")
            if named or not (self._within(known) or is_public(known)):
                self.private_names.add(name)
            if not named:
                return False
        elif not named:
            self.private_names.discard(name)
        self.ips[name] = ip
        return True

    def _within(self, ip: str) -> bool:
        """Whether an address is in a private network that the user named."""
        if not self._networks:
            return False
        try:
            found = ipaddress.ip_address(ip.strip("[]").split("%")[0])
        except ValueError:
            return False
        inner = getattr(found, "ipv4_mapped", None) or found
        return any(inner in network for network in self._networks)


def is_public(ip: str) -> bool:
    """Whether an address is on the public internet; IPv4 inside IPv6 (mapped, 6to4, NAT64) counts as IPv4."""
    try:
        found = ipaddress.ip_address(ip.strip("[]").split("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or _embedded(found)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if found not in _IPV6_PUBLIC:
            return False  # among them networks that `is_global` does not know: fec0::/10, 64:ff9b:1::/48
    return found.is_global and not found.is_multicast


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in a NAT64 one."""
    number = int(ip)
    if number >> 32 == 0x0064FF9B << 64:
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return None


@lru_cache(maxsize=4096)
def _is_literal(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _place(url: str) -> tuple[str, str]:
    """(host name, port) as a browser reads them: ada turns 0x7f.1 and 2130706433 into 127.0.0.1."""
    parts = ada_url.parse_url(url, ("hostname", "port", "protocol"))
    return parts["hostname"].rstrip("."), parts["port"] or _PORTS.get(parts["protocol"], "")
