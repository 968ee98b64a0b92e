"""Sites that an office knows to work: when none of them can be reached, the fault is ours."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.egress import Egress, EgressFault, EgressOptions
from crawler.errors import ConfigurationError
from crawler.session import parse_site

EVERY_S = 60.0
AGAIN_S = 5.0
LOOKS = 2  # in a row, before anything is said


class Canaries:
    """Connects to each and closes again: that shows resolver and network, and costs the sites nothing. `cause`: None while one answers."""

    def __init__(self, urls: Sequence[str], options: EgressOptions) -> None:
        self._urls = tuple(_checked(url) for url in urls)
        self._egress = Egress(options)
        self.cause: str | None = None

    async def watch(self) -> None:
        """Look until cancelled."""
        failed = 0
        while self._urls:
            faults = await asyncio.gather(*map(self._fault, self._urls))
            failed = failed + 1 if all(faults) else 0
            if failed >= LOOKS:
                self.cause = f"none of the canary sites can be reached ({faults[0]}); see that this machine's network and DNS work"
                return
            await asyncio.sleep(AGAIN_S if failed else EVERY_S)

    async def _fault(self, url: str) -> str | None:
        parts = urlsplit(url)
        try:
            _, writer = await self._egress.connect(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        except EgressFault as fault:
            return str(fault)
        writer.close()
        return None


def _checked(url: str) -> str:
    try:
        return parse_site(url).url
    except ConfigurationError as error:
        raise ConfigurationError(f"truat.yaml: canaries: {error}") from error
