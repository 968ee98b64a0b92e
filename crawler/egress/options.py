"""How connections are steered, as given on the command line, and the same understood."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit

from crawler.egress.addresses import Guard, Network, canonical
from crawler.errors import ConfigurationError

_PART = r"(\[[^\]\s]*\]|[^:\[\]\s]*)"
_RESOLVE = re.compile(rf"\+?{_PART}:(\d*|\*):(\S+)")
_CONNECT_TO = re.compile(rf"{_PART}:(\d*):{_PART}:(\d*)")


@dataclass(frozen=True)
class EgressOptions:
    """Values of --proxy, --resolve, --connect-to and --allow-private as written. `parse` says whether they make sense."""

    proxy: str | None = field(default=None, repr=False)  # may hold a password
    resolve: tuple[str, ...] = ()
    connect_to: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()


@dataclass(frozen=True)
class Upstream:
    """The proxy of --proxy. `authorization`: value of Proxy-Authorization, None without credentials."""

    host: str
    port: int
    authorization: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Pin:
    """One --resolve: where a host and port are. None means any."""

    host: str | None
    port: int | None
    addresses: tuple[str, ...]

    def covers(self, host: str, port: int | None) -> bool:
        """`port` None asks for the host at any port."""
        return self.host in (None, host) and (port is None or self.port in (None, port))


@dataclass(frozen=True)
class Detour:
    """One --connect-to: connect to another host and port instead. None: any in `host`, `port`, the same in the others."""

    host: str | None
    port: int | None
    to_host: str | None
    to_port: int | None

    def covers(self, host: str, port: int) -> bool:
        return self.host in (None, host) and self.port in (None, port)


@dataclass(frozen=True)
class Routes:
    """The options, understood."""

    guard: Guard = field(default_factory=Guard)
    pins: tuple[Pin, ...] = ()
    detours: tuple[Detour, ...] = ()
    upstream: Upstream | None = None

    def pinned(self, host: str, port: int | None) -> tuple[str, ...]:
        """Addresses that --resolve gives; a pin by name comes before one of any name, as in curl."""
        named = sorted(self.pins, key=lambda pin: pin.host is None)
        return next((pin.addresses for pin in named if pin.covers(host, port)), ())

    def detoured(self, host: str, port: int) -> tuple[str, int]:
        """The host and port to connect to: the first --connect-to that covers them decides."""
        for detour in self.detours:
            if detour.covers(host, port):
                return detour.to_host or host, detour.to_port or port
        return host, port


def parse(options: EgressOptions) -> Routes:
    """Understand the options. Raises ConfigurationError naming the first that cannot be."""
    return Routes(
        guard=Guard(tuple(_network(text) for text in options.allow_private)),
        pins=tuple(_pin(text) for text in options.resolve),
        detours=tuple(_detour(text) for text in options.connect_to),
        upstream=None if options.proxy is None else _upstream(options.proxy),
    )


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        raise ConfigurationError(f"--allow-private {text}: not a network; write one like 10.0.0.0/8 or fd00::/8") from None


def _pin(text: str) -> Pin:
    found = _RESOLVE.fullmatch(text.strip())
    wrong = ConfigurationError(f"--resolve {text}: write HOST:PORT:ADDRESS, like www.example.go.th:443:192.0.2.10")
    if not found or not found[1]:
        raise wrong
    try:
        addresses = tuple(str(ip_address(part.strip("[]"))) for part in found[3].split(","))
        return Pin(_host(found[1]), _port(found[2]), addresses)
    except ValueError:
        raise wrong from None


def _detour(text: str) -> Detour:
    found = _CONNECT_TO.fullmatch(text.strip())
    wrong = ConfigurationError(f"--connect-to {text}: write HOST:PORT:HOST2:PORT2; a part may be empty")
    if not found:
        raise wrong
    try:
        return Detour(_host(found[1]), _port(found[2]), _host(found[3]), _port(found[4]))
    except ValueError:
        raise wrong from None


def _host(text: str) -> str | None:
    return None if text in ("", "*") else canonical(text)


def _port(text: str) -> int | None:
    if text in ("", "*"):
        return None
    if not 0 < int(text) < 65536:
        raise ValueError(text)
    return int(text)


def _upstream(text: str) -> Upstream:
    """The messages do not repeat the value: it may hold a password."""
    try:
        url = urlsplit(text if "://" in text else f"http://{text}")
        port = url.port
    except ValueError:
        raise ConfigurationError("--proxy: not a URL with a valid port; write http://host:port") from None
    if url.scheme.lower() != "http":
        raise ConfigurationError("--proxy: only http:// proxies are supported; write http://host:port")
    if not url.hostname or url.path not in ("", "/") or url.query or re.search(r"\s", text):
        raise ConfigurationError("--proxy: write http://host:port or http://user:password@host:port, and nothing after it")
    return Upstream(canonical(url.hostname), port or 80, _authorization(url))


def _authorization(url: SplitResult) -> str | None:
    if url.username is None:
        return None
    pair = f"{unquote(url.username)}:{unquote(url.password or '')}"
    return "Basic " + base64.b64encode(pair.encode()).decode("ascii")
