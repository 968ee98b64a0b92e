"""Notices when we are the problem: our network, our resolver, our browser, or a rule. Says the cause; the run is then frozen.

Before there is a history it speaks only when more than SAME_SHARE of at least MIN_SITES sites fail in one and the same way.
Once seven nights are finished it also compares the mix of statuses and of verdicts with theirs.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.egress.addresses import literal
from crawler.store.rows import SEEN

MIN_SITES = 50
SAME_SHARE = 0.6
MIN_NIGHTS = 7
STATUS_LEAP = 0.15  # beyond the worst of the earlier nights
VERDICT_LEAP = 0.2  # beyond the range of the earlier nights
WAYS: Mapping[str, str] = {
    "dns-not-found": "have no address by our resolver; see that DNS works on this machine",
    "connection-timeout": "do not answer in time; see that this machine's network works",
    "connection-refused": "refuse the connection; see that no firewall stands between this machine and the sites",
    "broken-response": "break off their answers; see that this machine's network works",
    "tls-failed": "allow no TLS handshake; see that nothing intercepts TLS, and that this machine's clock is right",
    "our-fault": "could not be looked at by our own fault; truat doctor says what this machine lacks",
}


@dataclass(frozen=True)
class Mix:
    """One night in shares: `failing` by status among all sites, `failed` by rule (with its version) among the sites seen."""

    failing: Mapping[str, float]
    failed: Mapping[str, float]


@dataclass
class Sentinel:
    """Fed with each result, also of a first round; asked after each. `history`: mixes of finished nights."""

    history: Sequence[Mix] = ()
    is_rendering: bool = True
    is_off: bool = False
    _status: dict[int, tuple[str, bool]] = field(default_factory=dict)
    _unrendered: set[int] = field(default_factory=set)
    _judged: set[str] = field(default_factory=set)
    _failed: Counter[str] = field(default_factory=Counter)
    _seen: int = 0

    def notice(self, site_id: int, host: str, status: str, *, is_home_rendered: bool) -> None:
        self._status[site_id] = (status, literal(host) is not None)
        self._unrendered.discard(site_id)
        if status in SEEN and not is_home_rendered:
            self._unrendered.add(site_id)

    def notice_verdicts(self, outcomes: Mapping[str, str]) -> None:
        """Outcome by rule (with its version) of one site that was seen."""
        self._seen += 1
        self._judged.update(outcomes)
        self._failed.update(rule for rule, outcome in outcomes.items() if outcome == "failed")

    def recall(self, seen: int, failed: Mapping[str, int], judged: Iterable[str]) -> None:
        """What an earlier start of the same run saw."""
        self._seen += seen
        self._failed.update(failed)
        self._judged.update(judged)

    @property
    def mix(self) -> Mix:
        total = len(self._status) or 1
        counts = Counter(status for status, _ in self._status.values() if status in WAYS)
        return Mix(
            {status: round(n / total, 4) for status, n in counts.items()},
            {rule: round(n / (self._seen or 1), 4) for rule, n in self._failed.items()},
        )

    def cause(self) -> str | None:
        """Why the run must not go on, None while all seems well."""
        if self.is_off:
            return None
        return self._same_way() or self._no_browser() or (self._other_than_before() if len(self.history) >= MIN_NIGHTS else None)

    def _same_way(self) -> str | None:
        counts = Counter(status for status, _ in self._status.values())
        for status, words in WAYS.items():
            # A literal address needs no resolver: it says nothing about ours.
            of = sum(not is_literal for _, is_literal in self._status.values()) if status == "dns-not-found" else len(self._status)
            if of >= MIN_SITES and counts[status] > SAME_SHARE * of:
                return f"{counts[status]} of {of} sites {words}"
        return None

    def _no_browser(self) -> str | None:
        seen = sum(status in SEEN for status, _ in self._status.values())
        if self.is_rendering and seen >= MIN_SITES and len(self._unrendered) > SAME_SHARE * seen:
            return (
                f"the home pages of {len(self._unrendered)} of {seen} sites could not be rendered; see that Chromium works (truat doctor)"
            )
        return None

    def _other_than_before(self) -> str | None:
        mix = self.mix
        if len(self._status) >= MIN_SITES:
            for status in WAYS:
                now, before = mix.failing.get(status, 0.0), [m.failing.get(status, 0.0) for m in self.history]
                if now > max(before) + STATUS_LEAP:
                    return f"{now:.0%} of the sites {WAYS[status]} (earlier nights: {max(before):.0%} at most)"
        return self._rule_that_leapt(mix) if self._seen >= MIN_SITES else None

    def _rule_that_leapt(self, mix: Mix) -> str | None:
        known = [set(m.failed) for m in self.history]
        for rule in sorted(self._judged):
            before = [m.failed.get(rule, 0.0) for m in self.history]
            now = mix.failed.get(rule, 0.0)
            is_new = not any(rule in rules for rules in known)  # a new rule, or a new version of one, has no history
            if not is_new and not min(before) - VERDICT_LEAP <= now <= max(before) + VERDICT_LEAP:
                return (
                    f"the rule {rule.partition('@')[0]} failed on {now:.0%} of the sites"
                    f" (earlier nights: {statistics.median(before):.0%}); see that it is right"
                )
        return None
