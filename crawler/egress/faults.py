"""Why a connection could not be made, and the last such reason for each host and port."""

from __future__ import annotations

import errno
from collections import OrderedDict

from crawler.artifacts import Fault
from crawler.egress.addresses import canonical
from crawler.errors import CrawlerError

MAX_REMEMBERED = 10_000  # a night meets many hosts; only the recent ones are asked about

_BY_ERRNO: dict[int, Fault] = {
    errno.ECONNREFUSED: "connection-refused",
    # The site's router or firewall says that nobody is there, or that we may not.
    errno.EHOSTUNREACH: "connection-refused",
    errno.ETIMEDOUT: "timeout",
    errno.ECONNRESET: "reset",
    errno.EPIPE: "reset",
}


class EgressFault(CrawlerError):
    """A connection that was not made. `fault` is for machines, `detail` for people."""

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault: Fault = fault
        self.detail = detail


def fault_of(error: OSError) -> Fault:
    """What a failed connect says about the site; whatever it does not say is our fault (no network, no descriptors)."""
    if isinstance(error, TimeoutError):
        return "timeout"
    return _BY_ERRNO.get(error.errno or 0, "our-fault")


class FaultLog:
    """The last fault of each host and port, until it is cleared or a connection succeeds."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, int], tuple[Fault, str]] = OrderedDict()

    def record(self, host: str, port: int, fault: EgressFault) -> None:
        key = (canonical(host), port)
        self._last[key] = (fault.fault, fault.detail)
        self._last.move_to_end(key)
        while len(self._last) > MAX_REMEMBERED:
            self._last.popitem(last=False)

    def last(self, host: str, port: int) -> tuple[Fault, str] | None:
        return self._last.get((canonical(host), port))

    def clear(self, host: str, port: int) -> None:
        self._last.pop((canonical(host), port), None)
