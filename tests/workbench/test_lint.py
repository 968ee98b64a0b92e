"""Each mistake that lint looks for is named with file and key; a copy of the real rules, with one thing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checks.errors import RuleError
from checks.workbench.languages import misplaced
from checks.workbench.lint import problems
from crawler.session import rules_folder
from crawler.topics import load_topic

RULE = "gws2/5-participation/gws2-complaint-channel.yaml"
CASES = "gws2/5-participation/gws2-complaint-channel.cases.yaml"
TOPIC = "topics/sitemap-page.yaml"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small rules folder: one rule of the real ones, and what its topics refer to."""
    source = rules_folder()
    for name in (RULE, CASES, "gws2/pack.yaml", *(f"topics/{t}.yaml" for t in with_relatives("complaint", "sitemap-page"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / name, tmp_path / name)
    edit(tmp_path / RULE, "related: [dg2560-complaint-online, oit-corruption-channel]", "related: []")
    return tmp_path


def with_relatives(*wanted: str) -> set[str]:
    found: set[str] = set()
    left = list(wanted)
    while left:
        topic = load_topic(rules_folder() / "topics" / f"{left.pop()}.yaml")
        found.add(topic.id)
        left += {*topic.parents, *(t for friend in topic.not_ for t in friend.instead)} - found
    return found


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_sound_rules_have_no_problems(rules: Path) -> None:
    assert [] == problems(rules, is_strict=True)


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (RULE, "title:\n  th: ช่องทางการรับเรื่องร้องเรียน\n  en: Complaint channel", "title: {th: ช่องทาง}", "title.en"),
        (RULE, "th: ช่องทางการรับเรื่องร้องเรียน", "th: Complaint channel", "title.th: has no Thai letters"),
        (RULE, "en: Complaint channel", "en: ช่องทางการรับเรื่องร้องเรียนของหน่วยงานที่ประชาชนใช้ได้ตลอดเวลา", "title.en: has no English words"),
        (
            RULE,
            "en: People in trouble",
            "en: People ประชาชนที่เดือดร้อนต้องแจ้งหน่วยงานได้จากที่ใดก็ได้ และรู้ว่าเรื่องถึงผู้รับผิดชอบ",
            "why.en: holds a Thai sentence",
        ),
        (RULE, "clause: 2.3 (v1.0 numbering)", 'clause: " "', "source.clause: is empty"),
        (RULE, "weight: 1", "weight: 2", "weight"),
        (RULE, "{topic: complaint}", "{topic: complaints}", "options: there is no topic “complaints”"),
        (RULE, "check: topic-offer", "check: topic-offers", "check: there is no check"),
        (RULE, "related: []", "related: [gws2-nothing]", "related: there is no rule “gws2-nothing”"),
        (CASES, "outcome: passed", "outcome: good", "expect.outcome"),
        (TOPIC, "labels:\n  th: [", "labels:\n  th: [แผนผัง เว็บไซต์, ", "labels: “แผนผังเว็บไซต์” stands there twice"),
        (TOPIC, "labels:\n  th: [", "labels:\n  th: [แผนผังองค์กร, ", "labels: “แผนผังองค์กร” is a false friend of the topic, too"),
        (TOPIC, "labels:\n  th: [", "labels:\n  th: [สถิติการร้องเรียน, ", "labels: “สถิติการร้องเรียน” is a false friend of topic “complaint”"),
        (TOPIC, "id: sitemap-page", "id: sitemap", "id is “sitemap”"),
    ],
)
def test_a_mistake_is_named(rules: Path, name: str, old: str, new: str, key: str) -> None:
    edit(rules / name, old, new)
    assert [True] == [f"{rules / name}: " in line and key in line for line in problems(rules)]


def test_too_few_cases_are_refused_when_strict(rules: Path) -> None:
    text = "- {name: a, pages: <a href='/x'>ร้องเรียน</a>, expect: {outcome: passed, reason: found}}\n- {never: failed, because: a reason}\n"
    (rules / CASES).write_text(text, encoding="utf-8")
    assert [] == problems(rules)
    assert [
        f"{rules / CASES}: cases: none is cantTell; add one, or “never: cantTell” with “because” where the rule cannot say it"
    ] == problems(rules, is_strict=True)
    (rules / CASES).unlink()
    assert [f"{rules / CASES}: cases: the rule has none"] == problems(rules, is_strict=True)


def test_never_is_not_contradicted_by_a_case(rules: Path) -> None:
    with (rules / CASES).open("a", encoding="utf-8") as file:
        file.write("- {never: failed, because: a reason}\n")
    assert [f"{rules / CASES}: never: the file says that the rule is never failed, and has a case where it is"] == problems(rules)


def test_cases_without_a_rule_are_named(rules: Path) -> None:
    (rules / RULE).unlink()
    assert [f"{rules / CASES}: there is no rule gws2-complaint-channel beside it"] == problems(rules)


def test_an_unknown_pack_is_wrong_use(rules: Path) -> None:
    with pytest.raises(RuleError, match="no pack “gws9”"):
        problems(rules, ["gws9"])


@pytest.mark.parametrize(
    ("lang", "text", "is_right"),
    [
        ("en", "Add a link “ปฏิเสธความรับผิดชอบต่อความเสียหายที่อาจเกิดขึ้นทุกกรณี” to the footer.", True),
        ("en", "Paste this:\n   <p>ประชาชนที่เดือดร้อนต้องแจ้งหน่วยงานได้จากที่ใดก็ได้ และรู้ว่าเรื่องถึงผู้รับผิดชอบ</p>", True),
        ("en", "Add this.\nประชาชนที่เดือดร้อนต้องแจ้งหน่วยงานได้จากที่ใดก็ได้ และรู้ว่าเรื่องถึงผู้รับผิดชอบ", False),
        ("th", "ใช้ HTTPS", True),
        ("th", "Use HTTPS", False),
        ("en", " ", False),
    ],
)
def test_texts_are_in_their_language(lang: str, text: str, is_right: bool) -> None:
    assert is_right == (misplaced(lang, text) is None)
