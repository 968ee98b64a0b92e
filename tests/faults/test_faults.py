"""Whatever a site does, nothing is said of it that was not seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.pipeline import load_rule_book
from crawler.rendering import chromium
from crawler.session import rules_folder
from tests.faults.cases import CASES, SEEN, Case

ROOT = Path(__file__).resolve().parents[2]
EXIT = {"audited": (0, 1), "partly-audited": (0, 1), "our-fault": (3,)}
# What facts decide where no page was seen (contract.md, Status): the site's name, TLS and headers.
FACT_CHECKS = {"domain-name", "encryption", "security-headers", "software-versions"}
FACTS = {r.id for r in load_rule_book(rules_folder(), ["all"]).rules if r.check in FACT_CHECKS}
pytestmark = pytest.mark.skipif(chromium.find() is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def ports() -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.server"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin
    assert server.stdout
    try:
        yield server.stdout.readline()
    finally:
        server.stdin.close()
        server.stdout.close()
        server.wait(10)


@pytest.fixture(scope="module")
def audits(ports: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    out = tmp_path_factory.mktemp("faults") / "audits.json"
    subprocess.run([sys.executable, "-m", "tests.faults.audits", ports, str(out)], cwd=ROOT, check=True, timeout=600)
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_one_status_and_nothing_unseen_is_judged(case: Case, audits: dict[str, Any]) -> None:
    """The status of the contract, its exit code, and no verdict without a page behind it."""
    result = audits[case.id]
    audit = result["audit"]
    assert audit["status"] == case.status, audit["status_reason"]
    assert result["exit"] in EXIT.get(case.status, (4,))
    assert case.why in (audit["status_reason"] or {}).get("detail", "")
    outcomes = {f["rule"]: f["outcome"] for f in audit["findings"]}
    assert {r: outcomes[r] for r in case.fails} == dict.fromkeys(case.fails, "failed")
    assert {r: outcomes[r] for r in case.not_failed if outcomes[r] == "failed"} == {}
    assert {f["rule"] for f in audit["findings"] if f["reason"] == "check-crashed"} == set()
    if case.status not in SEEN:
        assert audit["score"] is None
        assert _judged_unseen(audit) == []
    _pages(case, result)


def _judged_unseen(audit: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Findings that say more than that the site was not seen, of rules that no fact decides."""
    return [
        (f["rule"], f["outcome"], f["reason"])
        for f in audit["findings"]
        if (f["outcome"] in ("passed", "failed") or f["reason"] not in ("site-not-seen", "needs-a-person", "not-for-this-type"))
        and f["rule"] not in FACTS
    ]


def _pages(case: Case, result: dict[str, Any]) -> None:
    read = {"/" + url.partition("//")[2].partition("/")[2] for url in result["read"]}
    assert set(case.reads) <= read
    assert not set(case.unread) & read


@pytest.mark.parametrize("case_id", ["inner-403", "inner-429", "inner-500", "inner-hangs", "inner-challenge", "soft-404", "hubs-500"])
def test_what_was_not_seen_widens_the_interval(case_id: str, audits: dict[str, Any]) -> None:
    """A site of which less was seen may be better and may be worse than what was seen tells."""
    seen, less = audits["healthy"]["audit"]["score"], audits[case_id]["audit"]["score"]
    assert less["coverage"] < seen["coverage"]
    assert less["best"] - less["worst"] > seen["best"] - seen["worst"]


@pytest.mark.parametrize("case_id", ["fortiweb-200", "refused"])
def test_the_command_says_the_same(case_id: str, ports: str, tmp_path: Path) -> None:
    """The command itself ends with 4, and leaves a whole result behind."""
    case, known = CASES[case_id], json.loads(ports)
    port = known["refused" if case.port == "refused" else "http"]
    steer = [f"--resolve={case.host}:{port}:127.0.0.1", f"--connect-to={case.host}:80:{case.host}:{port}", "--allow-private=127.0.0.0/8"]
    command = [sys.executable, "-m", "crawler.cli", "audit", case.url, f"--out={tmp_path}", "--timeout=2", "--delay=0", "--quiet", *steer]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 4, ended.stderr
    audit = json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))
    assert audit["status"] == case.status
    assert audit["score"] is None
    assert (tmp_path / "report.html").is_file()


def test_block_and_takeover_detection_is_sharp(audits: dict[str, Any]) -> None:
    """Over the whole table, precision at least 0.99 and recall at least 0.97."""
    for wanted in ("blocked", "hijacked"):
        said = {i for i, r in audits.items() if r["audit"]["status"] == wanted}
        true = {i for i, c in CASES.items() if c.status == wanted}
        assert len(said & true) >= 0.99 * len(said)
        assert len(said & true) >= 0.97 * len(true)
