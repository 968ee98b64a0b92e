"""The rules as they stand: no mistakes in them, and every case is judged as it expects."""

from __future__ import annotations

import pytest

from checks.workbench.cases import cases_path
from checks.workbench.lint import problems
from checks.workbench.shelf import shelf
from checks.workbench.trial import try_case
from crawler.pipeline import load_rule_book
from crawler.reading.read import PageReader
from crawler.session import rules_folder
from crawler.workbench import judge_of

STOCK = shelf(rules_folder())
BOOK, READER = load_rule_book(rules_folder(), ["all"]), PageReader()
JUDGE = judge_of(BOOK, READER)


def test_rules_and_topics_hold_no_mistakes() -> None:
    assert problems(rules_folder()) == []


@pytest.mark.parametrize("rule_id", sorted(i for i, item in STOCK.items() if cases_path(item.path).exists()))
def test_cases_are_judged_as_they_expect(rule_id: str) -> None:
    item = STOCK[rule_id]
    trials = (try_case(item.rule, case, BOOK.rules, JUDGE, READER) for case in item.cases().cases)
    assert [(t.case.name, *t.words()) for t in trials if not t.is_right] == []
