"""What earlier nights say about the inventory: hosts that moved or are dead, http or https. Proposed, never done unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.seeds import Seed, noted, site_key

NIGHTS = 5  # looked at
SURE_AFTER = 2  # nights that agree
DEAD = frozenset({"dns-not-found", "connection-refused", "parked"})


@dataclass(frozen=True)
class Past:
    """One night of one site: status and where its home page was found."""

    run_id: str
    status: str
    final_url: str


@dataclass(frozen=True)
class Proposal:
    code: str
    words: str
    note: str
    url: str | None = None

    def applied(self, seed: Seed) -> Seed:
        """The seed with it; a site that moved is not mailed before somebody has looked."""
        if self.url is None:
            return noted(seed, self.note)
        moved = replace(seed, url=self.url, host=urlsplit(self.url).hostname or seed.host)
        same_host = site_key(moved.url) == site_key(seed.url)
        return noted(replace(moved, may_mail=seed.may_mail and same_host), self.note)


def propose(seeds: Iterable[Seed], past: Mapping[str, Sequence[Past]]) -> Iterator[Proposal]:
    """`past`: nights by site key, newest first."""
    for seed in seeds:
        nights = past.get(site_key(seed.url), ())[:NIGHTS]
        if len(nights) >= SURE_AFTER and (proposal := _of(seed, nights)):
            yield proposal


def _of(seed: Seed, nights: Sequence[Past]) -> Proposal | None:
    recent = nights[:SURE_AFTER]
    if len(nights) >= SURE_AFTER + 1 and all(n.status in DEAD for n in nights):
        return Proposal(seed.code, f"{seed.host} looks dead: {nights[0].status} on {len(nights)} nights", f"dead since {nights[-1].run_id}")
    homes = {_home(n.final_url) for n in recent}
    if len(homes) != 1 or not all(n.status in ("audited", "partly-audited", "redirected-elsewhere") for n in recent):
        return None
    home = homes.pop()
    if site_key(home) != site_key(seed.url):
        return Proposal(seed.code, f"{seed.host} has moved to {urlsplit(home).netloc}", f"was {seed.url}", home)
    if urlsplit(home).scheme != urlsplit(seed.url).scheme:
        return Proposal(seed.code, f"{seed.host} is found at {home}", f"was {seed.url}", home)
    return None


def _home(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"
