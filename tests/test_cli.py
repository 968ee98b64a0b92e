"""The real command over a small invented site: what it writes, prints and answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.command import GAPS, NO_GAPS, ROOT, USAGE, Run, files_below, truat
from tests.rendering.site import needs_chromium
from tests.sites.serve import Served, serving

SCHEMA = json.loads((ROOT / "reports" / "audit.schema.json").read_text(encoding="utf-8"))
CAPTURE_FILES = {"capture", "capture/capture.json", "capture/site.warc.gz"}
FILES = CAPTURE_FILES | {"audit.json", "report.html"}
PICTURE = "capture/page-1.jpg"
# A part of what the demo site is known to offer and to lack.
EXPECTED = {
    "gws2-about-history": "passed",
    "gws2-complaint-channel": "passed",
    "gws2-news-pr": "passed",
    "gws2-od-section": "passed",
    "gws2-policy-website": "passed",
    "gws2-faq": "failed",
    "gws2-news-pr--fresh": "failed",
    "gws2-policy-placeholder": "failed",
    "gws2-satisfaction-survey": "failed",
}


@dataclass(frozen=True)
class Audited:
    site: Served
    folder: Path
    run: Run

    @property
    def result(self) -> dict[str, Any]:
        return read(self.folder / "audit.json")


def read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serving() as served:
        yield served


@pytest.fixture(scope="module")
def audited(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """One audit with everything on; a browser only where there is one."""
    folder = tmp_path_factory.mktemp("audit")
    render = "never" if needs_chromium.args[0] else "auto"
    return Audited(site, folder / "out", truat(folder, "audit", site.url, *site.options, "--out", "out", "--render", render))


def test_audit_finds_gaps_and_says_so(audited: Audited) -> None:
    """Exit 1; the summary names the site and the report, errors stay silent."""
    assert (audited.run.code, audited.run.err) == (GAPS, "")
    assert "www.example.go.th" in audited.run.out
    assert "report.html" in audited.run.out


@needs_chromium
def test_files_of_the_contract_and_no_others(audited: Audited) -> None:
    assert files_below(audited.folder) == FILES | {PICTURE}


def test_result_keeps_to_the_schema(audited: Audited) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(audited.result, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_schema_refuses_what_is_not_in_the_contract(audited: Audited) -> None:
    """A schema that lets everything pass would prove nothing."""
    for broken in (
        {"status": "fine"},
        {"score": None, "extra": 1},
        {"status": "blocked"},  # a site that was not seen has no score
        {"findings": [{**audited.result["findings"][0], "outcome": "passed", "evidence": []}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**audited.result, **broken}, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_every_rule_has_one_finding(audited: Audited) -> None:
    result = audited.result
    rules = [f["rule"] for f in result["findings"]]
    assert len(rules) == len(set(rules)) == sum(pack["rules"] for pack in result["packs"])
    assert [pack["id"] for pack in result["packs"]] == ["gws2", "dg2560"]


def test_no_check_crashes(audited: Audited) -> None:
    assert [f["rule"] for f in audited.result["findings"] if f["reason"] == "check-crashed"] == []


def test_site_is_judged_as_it_is(audited: Audited) -> None:
    """What the demo site offers is found, what it lacks is a gap."""
    result = audited.result
    outcomes = {f["rule"]: f["outcome"] for f in result["findings"]}
    assert result["status"] == "audited"
    assert {rule: outcomes[rule] for rule in EXPECTED} == EXPECTED


def test_dead_menu_label_is_no_offer(audited: Audited) -> None:
    """The menu names a board and leads nowhere: that is never a pass."""
    outcomes = {f["rule"]: f["outcome"] for f in audited.result["findings"]}
    assert outcomes["gws2-qa-channel"] != "passed"


def test_report_is_one_thai_page_without_scripts(audited: Audited) -> None:
    html = (audited.folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="th"' in html
    assert "<script" not in html
    assert html.rstrip().endswith("</html>")


def test_site_is_asked_politely(audited: Audited) -> None:
    """Only GET and HEAD, and nothing that robots.txt forbids."""
    asked = [entry.split(" ", 1) for entry in audited.site.seen]
    assert {method for method, _ in asked} <= {"GET", "HEAD"}
    assert not [path for _, path in asked if path.startswith("/admin")]


def test_stages_give_what_audit_gives(site: Served, tmp_path: Path) -> None:
    """capture, check and report one by one: the same findings and score, the same files."""
    captured = truat(tmp_path, "capture", site.url, *site.options, "--out", "staged", "--render", "never")
    assert (captured.code, captured.out.strip(), captured.err) == (NO_GAPS, "staged", "")
    assert files_below(tmp_path / "staged") == CAPTURE_FILES
    assert truat(tmp_path, "check", "staged").code == GAPS
    assert files_below(tmp_path / "staged") == CAPTURE_FILES | {"audit.json"}
    assert truat(tmp_path, "report", "staged/audit.json").code == NO_GAPS
    assert files_below(tmp_path / "staged") == FILES

    whole = truat(tmp_path, "audit", site.url, *site.options, "--out", "whole", "--render", "never")
    assert whole.code == GAPS
    one, other = read(tmp_path / "whole" / "audit.json"), read(tmp_path / "staged" / "audit.json")
    for key in ("status", "packs", "score", "pages", "skipped", "findings"):
        assert one[key] == other[key], key


def test_check_needs_no_network_and_repeats_itself(audited: Audited, tmp_path: Path) -> None:
    """The stored capture gives the bytes that the audit gave, each time; no browser or proxy is asked for."""
    before = (audited.folder / "audit.json").read_bytes()
    for _ in range(2):
        assert truat(tmp_path, "check", audited.folder, "--quiet", TRUAT_CHROMIUM="/nowhere").code == GAPS
        assert (audited.folder / "audit.json").read_bytes() == before


def test_capture_folder_itself_can_be_checked(audited: Audited, tmp_path: Path) -> None:
    """DIR is what capture wrote, or the folder inside it."""
    assert truat(tmp_path, "check", audited.folder / "capture", "--quiet").code == GAPS
    assert not (audited.folder / "capture" / "audit.json").exists()


def test_json_is_all_there_is_on_standard_output(audited: Audited, tmp_path: Path) -> None:
    run = truat(tmp_path, "check", audited.folder, "--json")
    assert (run.code, run.err) == (GAPS, "")
    assert json.loads(run.out) == audited.result


def test_quiet_prints_nothing(site: Served, tmp_path: Path) -> None:
    run = truat(tmp_path, "audit", site.url, *site.options, "--quiet", "--render", "never", "--out", "out")
    assert (run.code, run.out, run.err) == (GAPS, "", "")


def test_render_never_starts_no_browser(site: Served, tmp_path: Path) -> None:
    """It works without a Chromium, and the result says that nothing was rendered."""
    run = truat(tmp_path, "audit", site.url, *site.options, "--render", "never", "--out", "out", TRUAT_CHROMIUM="/nowhere")
    assert run.code == GAPS
    assert files_below(tmp_path / "out") == FILES
    assert read(tmp_path / "out" / "audit.json")["footprint"]["rendered"] == 0


def test_english_report_and_terminal(audited: Audited, tmp_path: Path) -> None:
    run = truat(tmp_path, "report", audited.folder / "audit.json", "--lang", "en", "--out", "english.html")
    assert (run.code, run.out.strip()) == (NO_GAPS, "english.html")
    assert '<html lang="en"' in (tmp_path / "english.html").read_text(encoding="utf-8")
    assert "To mend" in truat(tmp_path, "check", audited.folder, "--lang", "en").out


def test_default_folder_is_named_after_the_host(site: Served, tmp_path: Path) -> None:
    truat(tmp_path, "audit", site.url, *site.options, "--render", "never", "--quiet", "--max-pages", "2")
    (folder,) = (tmp_path / "truat-out" / "www.example.go.th").iterdir()
    assert files_below(folder) == FILES


def test_earlier_audit_in_the_same_folder_is_replaced(site: Served, tmp_path: Path) -> None:
    """Neither its report nor its picture is left beside the new result."""
    out = tmp_path / "out"
    (out / "capture").mkdir(parents=True)
    (out / "report.html").write_text("of last month")
    (out / "capture" / "page-1.jpg").write_bytes(b"of last month")
    run = truat(tmp_path, "audit", site.url, *site.options, "--render", "never", "--format", "json", "--out", "out", "--max-pages", "2")
    assert run.code == GAPS
    assert files_below(out) == FILES - {"report.html"}


def test_only_chosen_packs_are_judged(audited: Audited, tmp_path: Path) -> None:
    """--pack is repeatable and takes commas; the default packs are left out unless named."""
    run = truat(tmp_path, "check", audited.folder, "--pack", "oit", "--pack", "gws2,oit", "--json")
    assert {f["pack"] for f in json.loads(run.out)["findings"]} == {"gws2", "oit"}
    truat(tmp_path, "check", audited.folder, "--quiet")


def test_baseline_counts_only_what_got_worse(audited: Audited, tmp_path: Path) -> None:
    """Against itself nothing is worse; against an audit in which a gap was not there, one thing is."""
    earlier = audited.result
    same = tmp_path / "same.json"
    same.write_text(json.dumps(earlier))
    assert truat(tmp_path, "check", audited.folder, "--quiet", "--baseline", same).code == NO_GAPS
    next(f for f in earlier["findings"] if f["outcome"] == "failed")["outcome"] = "cantTell"
    better = tmp_path / "better.json"
    better.write_text(json.dumps(earlier))
    assert truat(tmp_path, "check", audited.folder, "--quiet", "--baseline", better).code == GAPS


def test_low_confidence_can_be_left_out(audited: Audited, tmp_path: Path) -> None:
    """Rules whose source was read with less confidence become untested, and stay listed."""
    run = truat(tmp_path, "check", audited.folder, "--min-confidence", "high", "--json")
    findings = json.loads(run.out)["findings"]
    assert len(findings) == len(audited.result["findings"])
    assert {f["outcome"] for f in findings if f["confidence"] != "high"} == {"untested"}
    truat(tmp_path, "check", audited.folder, "--quiet")


def test_rules_are_listed_and_explained(tmp_path: Path) -> None:
    listed = truat(tmp_path, "rules", "list", "--pack", "all", "--lang", "en")
    assert listed.code == NO_GAPS
    assert "gws2-complaint-channel\tgws2 5\t" in listed.out
    shown = truat(tmp_path, "rules", "show", "gws2-complaint-channel", "--lang", "en")
    assert (shown.code, shown.err) == (NO_GAPS, "")
    assert "Complaint channel" in shown.out


def test_bare_command_shows_help(tmp_path: Path) -> None:
    run = truat(tmp_path)
    assert run.code == USAGE
    assert "truat audit https://www.example.go.th" in run.out + run.err
