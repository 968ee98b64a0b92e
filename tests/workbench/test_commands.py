"""`truat rules test`, `show` and `preview` as a rule writer meets them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks.registry import CHECKS
from checks.workbench.changes import Verdict, changes
from checks.workbench.check_words import blind_spots, load_check_words
from checks.workbench.shelf import shelf
from crawler.session import rules_folder
from tests.command import NO_GAPS, USAGE, truat
from tests.sites.serve import serving

PROBLEMS = 1


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "edited"))


def edit(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_case_that_fails_is_shown_with_what_was_seen(rules: Path, tmp_path: Path) -> None:
    path = next(rules.rglob("gws2-sec-headers.cases.yaml"))
    path.write_text("- {name: bare, pages: ก, expect: {outcome: passed, reason: all-set}}\n", encoding="utf-8")
    run = truat(tmp_path, "rules", "test", "gws2-sec-headers", "--rules", rules)
    assert PROBLEMS == run.code
    assert "gws2-sec-headers: bare\n  expected passed all-set\n  seen     failed missing: The server does not send" in run.out
    assert "1 cases of 1 rules: 1 not as expected" in run.out


def test_one_bad_case_file_keeps_no_other_from_being_tried(rules: Path, tmp_path: Path) -> None:
    path = next(rules.rglob("gws2-sec-headers.cases.yaml"))
    path.write_text("- {name: bare}\n", encoding="utf-8")
    run = truat(tmp_path, "rules", "test", "gws2-sec-headers", "gws2-domain-thai-idn", "--rules", rules)
    assert (PROBLEMS, True, True) == (run.code, f"{path}: case 1" in run.out, "4 cases of 1 rules: 0 not as expected" in run.out)


def test_a_rule_without_cases_is_no_success_when_asked_for(rules: Path, tmp_path: Path) -> None:
    next(rules.rglob("gws2-sec-headers.cases.yaml")).unlink()
    run = truat(tmp_path, "rules", "test", "gws2-sec-headers", "--rules", rules)
    assert (PROBLEMS, True) == (run.code, "gws2-sec-headers: no cases" in run.out)


@pytest.mark.parametrize("words", [("test", "nothing"), ("show", "nothing"), ("lint", "--pack", "nothing"), ("preview", "nowhere")])
def test_wrong_use_is_one_line(words: tuple[str, ...], tmp_path: Path) -> None:
    run = truat(tmp_path, "rules", *words)
    assert (USAGE, 1) == (run.code, len(run.error_lines))


def test_show_tells_an_official_all_of_it(tmp_path: Path) -> None:
    thai = truat(tmp_path, "rules", "show", "gws2-complaint-channel").out
    for heading in ("ถามอะไร", "ทำไมต้องมี", "ที่มา", "ตัดสินอย่างไร", "ถ้อยคำที่นับ", "คำที่คล้ายแต่ไม่นับ", "กรณีที่ระบบบอกไม่ได้", "วิธีแก้"):
        assert f"\n{heading}\n" in thai
    english = truat(tmp_path, "rules", "show", "gws2-policy-website-ip", "--lang", "en").out
    assert "The policy is a scanned picture without text" in english
    assert "policy: Website policy (policy-website)" in english


def test_every_check_is_explained_in_both_languages() -> None:
    words = load_check_words(rules_folder() / "checks.yaml")
    assert set(CHECKS) == set(words.checks)


def test_what_a_check_cannot_see_is_what_its_cases_cannot_tell() -> None:
    """The reasons read off a check's source hold those that its rules' cases meet."""
    for item in shelf(rules_folder()).values():
        reasons = CHECKS[item.rule.check].REASONS
        unsure = {c.expect.reason for c in item.cases().cases if c.expect.outcome == "cantTell"} & set(reasons)
        told = "\n".join(blind_spots(item.rule, "en"))
        for reason in unsure:
            assert reasons[reason]["en"].split("{")[0] in told, (item.rule.id, reason)


def test_preview_lists_what_an_edit_changes(rules: Path, tmp_path: Path) -> None:
    with serving() as served:
        assert NO_GAPS == truat(tmp_path, "capture", served.url, *served.options, "--out", "night/one", "--render", "never").code
    same = truat(tmp_path, "rules", "preview", "night", "--rules", rules)
    assert (NO_GAPS, "1 captures: 0 verdicts change\n") == (same.code, same.out)
    edit(next(rules.rglob("gws2-od-section.yaml")), "options: {topic: open-data}", "options: {topic: poll}")
    run = truat(tmp_path, "rules", "preview", "night", "--rules", rules)
    assert NO_GAPS == run.code
    assert "gws2-od-section: passed found → failed not-found" in run.out
    assert "before: " in run.out
    assert "1 captures: 1 verdicts change" in run.out


def test_preview_without_a_folder_needs_the_stored_audit(tmp_path: Path) -> None:
    with serving() as served:
        truat(tmp_path, "capture", served.url, *served.options, "--out", "one", "--render", "never")
    assert USAGE == truat(tmp_path, "rules", "preview", "one").code
    truat(tmp_path, "check", "one", "--quiet")
    assert "1 captures: 0 verdicts change\n" == truat(tmp_path, "rules", "preview", "one").out


def test_a_rule_that_is_new_is_a_change() -> None:
    found = Verdict("passed", "found", ("https://www.example.go.th/ a “ข่าว”",))
    (change,) = changes({}, {"new": found})
    assert ["new: no such rule → passed found", "  after: https://www.example.go.th/ a “ข่าว”"] == list(change.lines())
    assert () == changes({"a": found}, {"a": Verdict("passed", "found")})
