"""Healthy rows; each test changes one thing."""

from __future__ import annotations

from typing import Any

from crawler.store.rows import AuditRow, FindingRow, RunRow, SeedRow


def run_row(run_id: str = "2026-11-24", **changes: Any) -> RunRow:
    values: dict[str, Any] = {
        "id": run_id,
        "state": "running",
        "cause": None,
        "released": False,
        "created_at": "2026-11-24T22:00:00+07:00",
        "finished_at": None,
        "seconds": 0.0,
        "engine": "local",
        "options": {"crawl": {}, "packs": [], "min_confidence": "low", "needs_proxy": False},
        "seeds_name": "seeds.csv",
        "seeds_digest": "d",
        "sites": 0,
    }
    return RunRow(**{**values, **changes})


def seed_row(name: str, **changes: Any) -> SeedRow:
    values: dict[str, Any] = {
        "key": f"{name}.go.th",
        "code": name,
        "host": f"{name}.go.th",
        "url": f"https://{name}.go.th/",
        "name_th": "เทศบาล",
        "name_en": "",
        "org_type": "local",
        "ministry": "",
        "province": "",
        "emails": ("a@example.go.th",),
        "lang": "th",
        "notes": "",
        "may_mail": True,
    }
    return SeedRow(**{**values, **changes})


def finding(rule: str, outcome: str = "passed", reason: str = "found", version: int = 1) -> FindingRow:
    return FindingRow(rule, version, "gws2", "1", outcome, reason, {"message": {"th": "พบ", "en": "found"}})


def audit_row(status: str = "audited", findings: tuple[FindingRow, ...] = (), **changes: Any) -> AuditRow:
    values: dict[str, Any] = {
        "status": status,
        "reason": None,
        "final_url": "https://a.go.th/",
        "worst": 0.5,
        "best": 0.6,
        "coverage": 0.9,
        "scores": (),
        "started_at": "2026-11-24T22:00:00+07:00",
        "finished_at": "2026-11-24T22:00:09+07:00",
        "seconds": 9.0,
        "requests": 20,
        "subrequests": 3,
        "bytes": 1000,
        "pages": 15,
        "is_home_rendered": True,
        "capture": "2026-11-24/a",
        "findings": findings,
    }
    return AuditRow(**{**values, **changes})
