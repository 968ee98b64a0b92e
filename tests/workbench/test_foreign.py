"""A check and a pack of another installed package work like our own."""

from __future__ import annotations

from pathlib import Path

from tests.command import USAGE, truat

POINTS = """
[truat.checks]
always-there = our_office.always_there
[truat.packs]
office = our_office
"""
CHECK = '''"""Is there a home page at all?"""
from checks.base import CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result

NEEDS = ("home",)
REASONS = {"there": {"th": "มีหน้าแรก", "en": "There is a home page."}}

class Options(CheckOptions):
    pass

def check(site, options):
    return Result(Outcome.PASSED, "there", evidence=(Evidence(site.home.url),))
'''
PACK = """
id: office
title: {th: ของสำนักงาน, en: The office's own}
version: "1"
status: {th: ทดลองใช้, en: on trial}
components: [{id: "1", title: {th: ทั่วไป, en: General}}]
"""
RULE = """
id: office-{name}
version: 1
pack: office
component: "1"
title: {{th: ข้อของสำนักงาน, en: A rule of the office}}
failure_title: {{th: ไม่พบ, en: Not found}}
why: {{th: เพื่อทดสอบ, en: To try it out.}}
fix: {{th: แก้ไข, en: Mend it.}}
level: unstated
confidence: high
weight: 1
source: {{document: A decision, clause: "1", read_on: 2026-11-22}}
applies_to: {{org_types: [all]}}
check: {check}
"""
CASE = """
- name: one
  pages: <p><a href="/x">สวนสาธารณะ</a></p>
  expect: {{outcome: passed, reason: {reason}}}
"""
TOPIC = "id: office-park\ntitle: {th: สวนสาธารณะ, en: Parks}\nlabels: {th: [สวนสาธารณะ], en: [park]}\n"


def install(place: Path) -> Path:
    """As pip would leave it: a package, and a dist-info that names its entry points."""
    files = {
        "our_office-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: our-office\nVersion: 1.0\n",
        "our_office-1.0.dist-info/entry_points.txt": POINTS,
        "our_office/__init__.py": "",
        "our_office/always_there.py": CHECK,
        "our_office/pack.yaml": PACK,
        "our_office/office-home.yaml": RULE.format(name="home", check="always-there"),
        "our_office/office-home.cases.yaml": CASE.format(reason="there"),
        "our_office/office-parks.yaml": RULE.format(name="parks", check="topic-offer\noptions: {topic: office-park}"),
        "our_office/office-parks.cases.yaml": CASE.format(reason="found"),
        "our_office/topics/office-park.yaml": TOPIC,
    }
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def test_rules_of_another_package_are_listed_tested_and_linted(tmp_path: Path) -> None:
    place = install(tmp_path / "site-packages")
    listed = truat(tmp_path, "rules", "list", "--pack", "office", first=(place,))
    assert ["office-home", "office-parks"] == [line.split("\t")[0] for line in listed.out.splitlines()]
    tested = truat(tmp_path, "rules", "test", "--pack", "office", first=(place,))
    assert (0, "2 cases of 2 rules: 0 not as expected; 0 rules without cases\n") == (tested.code, tested.out)
    linted = truat(tmp_path, "rules", "lint", "--pack", "office", first=(place,))
    assert [] == [line for line in linted.out.splitlines() if "our_office" in line]


def test_without_the_package_there_is_no_such_pack(tmp_path: Path) -> None:
    run = truat(tmp_path, "rules", "list", "--pack", "office")
    assert USAGE == run.code
    assert "there is no pack “office”" in run.err


def test_an_entry_point_without_a_pack_is_named(tmp_path: Path) -> None:
    place = install(tmp_path / "site-packages")
    (place / "our_office" / "pack.yaml").unlink()
    run = truat(tmp_path, "rules", "list", first=(place,))
    assert USAGE == run.code
    assert "truat.packs “office”: our_office is no package with a pack.yaml" in run.err
