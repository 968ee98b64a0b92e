"""Which addresses may be connected to: public ones, and what --allow-private covers.

Source: IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates), read 2026-11-24. They are
spelled out because `ipaddress.is_global` changed its mind between patch releases of Python.
"""

from __future__ import annotations

import contextlib
import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network; unspecified
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT; a cloud's metadata service lives in it
            "127.0.0.0/8",
            "168.63.129.16/32",  # public by number, a cloud's own service wherever it answers
            "169.254.0.0/16",  # link-local; most clouds' metadata service
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved; broadcast
        ),
    )
)
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments, Teredo, benchmarking, ORCHID
            "2001:db8::/32",
            "3fff::/20",  # documentation
        ),
    )
)
# IPv4 in IPv6's clothes: what they lead to is decided by the IPv4 address, so many bits from the right.
_TWINS = (
    (IPv6Network("::ffff:0:0/96"), 0),  # mapped
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64, the ordinary way to the IPv4 web from IPv6-only networks
    (IPv6Network("2002::/16"), 80),  # 6to4
)
_LOCAL_NAME = re.compile(r"(?:^|\.)localhost(?:\.localdomain|6|4)?$|^ip6-(?:localhost|loopback)$")


def canonical(host: str) -> str:
    """A host name as it is compared: lower-case ASCII (IDNA), without brackets or the root's dot."""
    host = host.strip().strip("[]").lower()
    if not host.isascii():
        with contextlib.suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return host.rstrip(".")


def literal(host: str) -> Address | None:
    """The address that a host spells out, in any of the forms that resolvers accept (127.1, 0x7f000001, 017700000001), else None.

    Names that RFC 6761 §6.3 reserves for loopback count as its address: nobody may ask another for them.
    """
    host = canonical(host).partition("%")[0]
    if _LOCAL_NAME.search(host):
        return IPv4Address("127.0.0.1")
    with contextlib.suppress(ValueError):
        return ip_address(host)
    try:
        return IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError, ValueError):
        return None


def embedded(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for, if any."""
    if isinstance(address, IPv4Address):
        return None
    for network, shift in _TWINS:
        if address in network:
            return IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return None


def is_public(address: Address) -> bool:
    """Whether anyone on the internet could mean the same machine by it."""
    if (twin := embedded(address)) is not None:
        return is_public(twin)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _GLOBAL_UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)


@dataclass(frozen=True)
class Guard:
    """Decides on one address. `allowed`: the networks of --allow-private."""

    allowed: tuple[Network, ...] = ()

    def permits(self, address: Address) -> bool:
        candidates = [a for a in (address, embedded(address)) if a is not None]
        if any(a in network for a in candidates for network in self.allowed if a.version == network.version):
            return True
        return is_public(address)
