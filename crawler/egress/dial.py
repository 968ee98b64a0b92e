"""Makes connections: steers, resolves, checks and connects to the very address it checked."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
from dataclasses import dataclass
from ipaddress import ip_address

from crawler.artifacts import Fault
from crawler.egress.addresses import canonical, literal
from crawler.egress.faults import EgressFault, fault_of
from crawler.egress.lookup import Resolver
from crawler.egress.options import Routes, Upstream
from crawler.egress.wire import MAX_HEAD_BYTES, authority, connect_request, status_of

MAX_ADDRESSES = 4  # of one name; a visitor's browser would not wait for more
MIN_ATTEMPT_S = 2.0

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Link:
    """An open connection. `via` is the upstream that wants requests in absolute form, None where the far end is the site itself."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    via: Upstream | None = None


class Dialer:
    """Everything here raises EgressFault and nothing else."""

    def __init__(self, routes: Routes, resolver: Resolver, connect_timeout_s: float) -> None:
        self._routes = routes
        self._resolver = resolver
        self._timeout_s = connect_timeout_s

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Every address of a name, whether or not it may be connected to; --resolve first. Empty behind an upstream proxy."""
        name = canonical(host)
        if pinned := self._routes.pinned(name, None):
            return pinned
        if (spelled := literal(name)) is not None:
            return (str(spelled),)
        return () if self._routes.upstream else await self._resolver.addresses(name)

    async def tunnel(self, host: str, port: int) -> Link:
        """A connection whose bytes reach the host itself."""
        to_host, to_port = self._routes.detoured(canonical(host), port)
        upstream = self._routes.upstream
        if upstream is None:
            return Link(*await self._direct(to_host, to_port))
        self._check_literal(to_host)
        return Link(*await self._through(upstream, to_host, to_port))

    async def plain(self, host: str, port: int) -> Link:
        """A connection for one plain http request: to the host, or to the upstream proxy that will forward it."""
        upstream = self._routes.upstream
        if upstream is None or self._routes.detoured(canonical(host), port) != (canonical(host), port):
            return await self.tunnel(host, port)
        self._check_literal(host)
        return Link(*await self._to_upstream(upstream), upstream)

    def _check_literal(self, host: str) -> None:
        """Names are the upstream's to resolve; an address that is spelled out can be judged here."""
        address = literal(host)
        if address is not None and not self._routes.guard.permits(address):
            raise EgressFault("forbidden-address", f"{address} is not a public address")

    async def _direct(self, host: str, port: int) -> Streams:
        addresses = await self._addresses(host, port)
        permitted = [text for text in addresses if self._routes.guard.permits(ip_address(text))]
        if not permitted:
            raise EgressFault("forbidden-address", f"no public address: {host} ({', '.join(addresses)})")
        return await self._first_of(permitted, port)

    async def _addresses(self, host: str, port: int) -> tuple[str, ...]:
        if pinned := self._routes.pinned(host, port):
            return pinned
        spelled = literal(host)
        return (str(spelled),) if spelled is not None else await self._resolver.addresses(host)

    async def _first_of(self, addresses: list[str], port: int) -> Streams:
        """The first address that answers; they share one time limit."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._timeout_s
        chosen = addresses[:MAX_ADDRESSES]
        faults = []
        for index, address in enumerate(chosen):
            left = deadline - loop.time()
            share = left if index == len(chosen) - 1 else max(left / (len(chosen) - index), min(left, MIN_ATTEMPT_S))
            try:
                return await _open(address, port, max(share, 0.05))
            except EgressFault as fault:
                faults.append(fault)
        # An address family that this machine lacks says nothing while another address spoke.
        raise next((f for f in faults if f.fault != "our-fault"), faults[0])

    async def _to_upstream(self, upstream: Upstream) -> Streams:
        try:
            spelled = literal(upstream.host)
            addresses = [str(spelled)] if spelled else list(await self._resolver.addresses(upstream.host))
            return await self._first_of(addresses, upstream.port)
        except EgressFault as fault:
            raise EgressFault("proxy", f"the proxy could not be reached: {fault.detail}") from fault

    async def _through(self, upstream: Upstream, host: str, port: int) -> Streams:
        reader, writer = await self._to_upstream(upstream)
        try:
            async with asyncio.timeout(self._timeout_s):
                writer.write(connect_request(authority(host, port), upstream.authorization))
                await writer.drain()
                head = await reader.readuntil(b"\r\n\r\n")
        except TimeoutError:
            writer.close()
            raise EgressFault("timeout", f"the proxy opened no connection to {host} within {self._timeout_s:g} s") from None
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            writer.close()
            raise EgressFault("proxy", f"the proxy broke off: {type(error).__name__}") from error
        except BaseException:
            writer.close()
            raise
        if refusal := _refusal(head):
            writer.close()
            raise refusal
        return reader, writer


def _refusal(head: bytes) -> EgressFault | None:
    """What the upstream's answer to CONNECT says, None when the tunnel stands."""
    status = status_of(head)
    if 200 <= status < 300:
        return None
    if status == 407:
        return EgressFault("proxy", "the proxy wants other credentials (407)")
    fault: Fault = "timeout" if status == 504 else "connection-refused"
    return EgressFault(fault, f"the proxy could not open a connection ({status or 'no HTTP status'})")


async def _open(address: str, port: int, limit_s: float) -> Streams:
    try:
        async with asyncio.timeout(limit_s):
            reader, writer = await asyncio.open_connection(address, port, limit=MAX_HEAD_BYTES)
    except TimeoutError as error:
        raise EgressFault("timeout", f"{address} port {port}: no connection in time") from error
    except OSError as error:
        raise EgressFault(fault_of(error), f"{address} port {port}: {os.strerror(error.errno) if error.errno else error}") from error
    return reader, writer


async def hang_up(writer: asyncio.StreamWriter, *, abruptly: bool = False) -> None:
    """Close a connection and never complain; abruptly: with a reset, so that the other end cannot take it for a clean end."""
    with contextlib.suppress(Exception):
        if abruptly:
            # Without this, aborting a transport still ends the connection with an ordinary FIN.
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        else:
            writer.close()
            async with asyncio.timeout(1):
                await writer.wait_closed()
