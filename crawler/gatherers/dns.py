"""The addresses of a host, by our own resolver."""

from __future__ import annotations

from crawler.artifacts import Dns
from crawler.egress import Egress


async def gather(egress: Egress, host: str) -> Dns:
    addresses = await egress.resolve(host)
    if addresses:
        return Dns(host, tuple(sorted(addresses)))
    known = egress.last_fault(host, 0)
    return Dns(host, fault=known[0] if known else "dns-not-found")
