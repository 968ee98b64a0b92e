"""Names to addresses, by the machine's own resolver, with a time limit and a short memory."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from crawler.artifacts import Fault
from crawler.egress.faults import EgressFault

Lookup = Callable[[str], Awaitable[tuple[str, ...]]]
"""Addresses of a name, best first. Raises socket.gaierror as getaddrinfo does."""

MEMORY_S = 60.0  # every page of a site is a connection of its own; asking once a minute is what resolvers do
MAX_REMEMBERED = 4096
# A resolver that answered about any name so recently works, so a temporary failure is the domain's own.
TRUST_S = 300.0
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


async def system_lookup(host: str) -> tuple[str, ...]:
    """getaddrinfo in a thread of its own: a resolver that hangs must block neither other names nor the end of the process."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def deliver(addresses: tuple[str, ...], error: Exception | None) -> None:
        if answer.done():
            return
        if error:
            answer.set_exception(error)
        else:
            answer.set_result(addresses)

    def ask() -> None:
        addresses: tuple[str, ...] = ()
        error: Exception | None = None
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
            addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
        except (OSError, UnicodeError) as caught:
            error = caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(deliver, addresses, error)

    threading.Thread(target=ask, name=f"lookup {host}", daemon=True).start()
    return await answer


class Resolver:
    """Looks names up, and tells a name that does not exist from one that nobody could tell us about."""

    def __init__(self, lookup: Lookup, limit_s: float) -> None:
        self._lookup = lookup
        self._limit_s = limit_s
        self._memory: OrderedDict[str, tuple[float, tuple[str, ...]]] = OrderedDict()
        self._answered_at: float | None = None

    async def addresses(self, host: str) -> tuple[str, ...]:
        """At least one address. Raises EgressFault: dns-not-found, timeout or our-fault."""
        now = asyncio.get_running_loop().time()
        until, known = self._memory.get(host, (0.0, ()))
        if until > now:
            return known
        found = await self._ask(host)
        self._answered_at = now
        self._memory[host] = (now + MEMORY_S, found)
        while len(self._memory) > MAX_REMEMBERED:
            self._memory.popitem(last=False)
        return found

    async def _ask(self, host: str) -> tuple[str, ...]:
        if host.endswith(".invalid"):  # RFC 6761 §6.4: such names never exist
            raise EgressFault("dns-not-found", f"{host} is a reserved name that never exists")
        try:
            async with asyncio.timeout(self._limit_s):
                found = await self._lookup(host)
        except TimeoutError:
            raise EgressFault(self._unanswered(), f"no answer about {host} within {self._limit_s:g} s") from None
        except socket.gaierror as error:
            raise self._explained(host, error) from error
        except UnicodeError:
            raise EgressFault("dns-not-found", f"{host} cannot be a host name") from None
        except OSError as error:
            raise EgressFault("our-fault", f"looking up {host}: {error}") from error
        if not found:
            raise EgressFault("dns-not-found", f"{host} has no address")
        return found

    def _explained(self, host: str, error: socket.gaierror) -> EgressFault:
        if error.errno in _NO_SUCH_NAME:
            self._answered_at = asyncio.get_running_loop().time()
            return EgressFault("dns-not-found", f"{host} has no address")
        return EgressFault(self._unanswered() if error.errno == socket.EAI_AGAIN else "our-fault", f"looking up {host}: {error.strerror}")

    def _unanswered(self) -> Fault:
        """Silence is the domain's doing only where the resolver was seen to work."""
        now = asyncio.get_running_loop().time()
        works = self._answered_at is not None and now - self._answered_at < TRUST_S
        return "timeout" if works else "our-fault"
