"""When to stop asking a site, and when to wait: it is slow, or it does not want us (contract.md, Slowness)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from crawler.artifacts import Fetch

MAX_TIMEOUTS_IN_A_ROW = 3
MAX_RETRY_AFTER_S = 30
MAX_REFUSALS_IN_A_ROW = 3  # 401, 403, 429 and the like: the site does not want us
REFUSALS = frozenset({401, 403, 407, 429, 451})


@dataclass
class Manners:
    """`stopped`: why nothing more is asked (slow, blocked), None while asking is fine."""

    stopped: str | None = None
    _timeouts: int = 0
    _refusals: int = 0

    def note(self, fetch: Fetch, *, is_refusal: bool) -> float:
        """Take in how one request ended; gives the seconds that the site asks us to wait before the next."""
        self._timeouts = self._timeouts + 1 if fetch.fault == "timeout" else 0
        self._refusals = self._refusals + 1 if is_refusal or fetch.status in REFUSALS else 0
        wait_s = retry_after(fetch)
        if self._timeouts >= MAX_TIMEOUTS_IN_A_ROW or wait_s > MAX_RETRY_AFTER_S:
            self.stopped = "slow"
        elif self._refusals >= MAX_REFUSALS_IN_A_ROW:
            self.stopped = "blocked"
        return wait_s if self.stopped is None else 0.0


def retry_after(fetch: Fetch) -> float:
    """Seconds that the site asks us to wait, by number or date (RFC 9110 §10.2.3); 0 when it does not."""
    value = fetch.header("retry-after") if fetch.status in (429, 503) else None
    if not value:
        return 0.0
    if value.isdecimal():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, until.timestamp() - time.time())
