"""Which cases and tests look at a check or topic, ready to be judged again and again."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from checks import status
from checks.registry import CHECKS
from checks.rule import Rule, topics_of
from checks.runner import run
from checks.workbench.cases import Case
from checks.workbench.check_words import constants_of, modules_of
from checks.workbench.shelf import Shelved, shelf
from checks.workbench.sites import capture_of
from checks.workbench.trial import Trial
from crawler.marking import marked
from crawler.pipeline import RuleBook, load_rule_book
from crawler.reading.read import PageReader, site_view
from crawler.reading.site_view import SiteView
from crawler.session import rules_folder
from crawler.topics import Lexicon

TESTS = Path(__file__).resolve().parents[1] / "checks"
READER = PageReader()


@cache
def book() -> RuleBook:
    return load_rule_book(rules_folder(), ["all"])


@cache
def stock() -> dict[str, Shelved]:
    return shelf(rules_folder())


@dataclass(frozen=True)
class Prepared:
    """A case, its site read, and the rules to judge it by."""

    rule: Rule
    case: Case
    rules: tuple[Rule, ...]
    site: SiteView
    is_seen: bool

    def is_right(self, lexicon: Lexicon | None = None) -> bool:
        site = self.site if lexicon is None else replace(self.site, lexicon=lexicon)
        return Trial(self.rule, self.case, run(self.rules, site, is_seen=self.is_seen)[-1]).is_right


def prepared(rules: Iterable[Rule]) -> list[Prepared]:
    """The cases of rules that are right as things stand; others could not fail a mutant."""
    ready = [_prepare(rule, case) for rule in rules for case in stock()[rule.id].cases().cases]
    return [p for p in ready if p.is_right()]


def _prepare(rule: Rule, case: Case) -> Prepared:
    capture = marked(capture_of(case, READER), book().conditions, READER)
    site = site_view(capture, book().lexicon, READER)
    bases = tuple(r for r in book().rules if r.id == rule.base)
    return Prepared(rule, case, (*bases, rule), site, status.decide(site).status in status.SEEN)


def rules_of_module(name: str) -> list[Rule]:
    """Rules whose check is in that module of `checks`, or is built on it."""
    return [r for r in book().rules if not r.is_manual and f"checks.{name}" in {m.__name__ for m in modules_of(CHECKS[r.check])}]


def rules_of_topic(topic: str) -> list[Rule]:
    return [r for r in book().rules if not r.is_manual and _asks_about(r, topic)]


def _asks_about(rule: Rule, topic: str) -> bool:
    return topic in topics_of([rule]) or topic == rule.options.get("topic") or topic in constants_of(CHECKS[rule.check])


def unit_tests(rules: Iterable[Rule]) -> list[Path]:
    names = dict.fromkeys(r.check.replace("-", "_") for r in rules)
    return [path for name in names if (path := TESTS / f"test_{name}.py").exists()]


def pass_(tests: list[Path]) -> bool:
    """Whether unit tests pass, in this process: with the mutant in place."""
    if not tests:
        return True
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", *map(str, tests)]) == pytest.ExitCode.OK
