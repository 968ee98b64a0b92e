"""An audit.json made small: what the store keeps for ever of one site and night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from crawler.store.rows import AuditRow, FindingRow

NOT_SEEN = "site-not-seen"
KEPT_EVIDENCE = 2
KEPT_NEAR_MISSES = 1
# Passing faults: asked again at the end of the night.
_PASSING = frozenset({"connection-refused", "connection-timeout", "broken-response", "our-fault"})
_PASSING_HTTP = ("HTTP 429", "HTTP 500", "HTTP 502", "HTTP 503", "HTTP 504")


def reduced(data: Mapping[str, Any], capture: str | None) -> AuditRow:
    score = data["score"] or {}
    footprint = data["footprint"]
    reason = data["status_reason"]
    return AuditRow(
        status=data["status"],
        reason=reason["detail"][:500] if reason else None,
        final_url=data["site"]["final_url"][:2000],
        worst=score.get("worst"),
        best=score.get("best"),
        coverage=score.get("coverage"),
        scores=tuple(score.get("components", ())),
        started_at=data["started_at"],
        finished_at=data["finished_at"],
        seconds=footprint["seconds"],
        requests=footprint["requests"],
        subrequests=footprint["subrequests"],
        bytes=footprint["bytes"],
        pages=footprint["pages"],
        is_home_rendered=any(page["rendered"] and page["why"] == "home" for page in data["pages"]),
        capture=capture,
        findings=tuple(_finding(f) for f in data["findings"] if f["reason"] != NOT_SEEN),
    )


def _finding(data: Mapping[str, Any]) -> FindingRow:
    detail: dict[str, Any] = {"message": data["message"]}
    if evidence := data["evidence"][:KEPT_EVIDENCE]:
        detail["evidence"] = evidence
    if near := data["near_misses"][:KEPT_NEAR_MISSES]:
        detail["near_misses"] = near
    if data["waiver"]:
        detail["waiver"] = data["waiver"]
    return FindingRow(data["rule"], data["rule_version"], data["pack"], data["component"], data["outcome"], data["reason"], detail)


def is_passing(result: AuditRow, *, is_rendering: bool) -> bool:
    """The site may well answer later in the night. Without a browser, a page that needs one will not."""
    if result.status == "our-fault" and not is_rendering:
        return False
    return result.status in _PASSING or (result.status in ("server-error", "blocked") and (result.reason or "") in _PASSING_HTTP)


def to_json(result: AuditRow) -> dict[str, Any]:
    return asdict(result)


def from_json(data: Mapping[str, Any]) -> AuditRow:
    findings = tuple(FindingRow(**f) for f in data["findings"])
    return AuditRow(**{**data, "findings": findings, "scores": tuple(data["scores"])})
