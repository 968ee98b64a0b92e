"""The addresses of a host, by our own resolver."""

from __future__ import annotations

from crawler.artifacts import Dns
from crawler.egress import Egress, EgressFault


async def gather(egress: Egress, host: str) -> Dns:
    try:
        addresses = await egress.resolve(host)
    except EgressFault as fault:
        return Dns(host, fault=fault.fault)
    return Dns(host, tuple(sorted(addresses))) if addresses else Dns(host, fault="dns-not-found")
