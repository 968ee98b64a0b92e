"""Which verdicts on a site differ between two judgements, with what was seen each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.finding import Finding

MAX_SHOWN = 2


@dataclass(frozen=True)
class Verdict:
    """A finding as far as it is compared. `seen`: a line for each thing that it rests on."""

    outcome: str
    reason: str
    seen: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.outcome} {self.reason}".strip()


NO_VERDICT = Verdict("no such rule", "")


@dataclass(frozen=True)
class Change:
    rule: str
    before: Verdict
    after: Verdict

    def lines(self) -> Iterator[str]:
        yield f"{self.rule}: {self.before} → {self.after}"
        for name, verdict in (("before", self.before), ("after", self.after)):
            yield from (f"  {name}: {line}" for line in verdict.seen[:MAX_SHOWN])


def of_finding(finding: Finding) -> Verdict:
    seen = (f"{e.url} {e.locator} “{e.excerpt}”" for e in finding.evidence)
    near = (f"near: {m.url} “{m.excerpt}”" for m in finding.near_misses)
    return Verdict(finding.outcome.value, finding.reason, (*seen, *near))


def verdicts(findings: Iterable[Finding]) -> dict[str, Verdict]:
    return {f.rule: of_finding(f) for f in findings}


def stored_verdicts(audit: Mapping[str, Any]) -> dict[str, Verdict]:
    """The same from an audit.json."""
    return {f["rule"]: _of_json(f) for f in audit["findings"]}


def _of_json(finding: Mapping[str, Any]) -> Verdict:
    seen = (f"{e['url']} {e['locator']} “{e['excerpt']}”" for e in finding["evidence"])
    near = (f"near: {m['url']} “{m['excerpt']}”" for m in finding["near_misses"])
    return Verdict(finding["outcome"], finding["reason"], (*seen, *near))


def changes(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> tuple[Change, ...]:
    """By rule, for each whose outcome or reason differs; a rule that only one side has is a change, too."""
    pairs = ((rule, before.get(rule, NO_VERDICT), after.get(rule, NO_VERDICT)) for rule in dict.fromkeys((*before, *after)))
    return tuple(Change(rule, a, b) for rule, a, b in pairs if (a.outcome, a.reason) != (b.outcome, b.reason))
