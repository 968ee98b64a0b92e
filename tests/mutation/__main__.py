"""Usage: python -m tests.mutation [NAME…] [--seconds N] [--jobs 2] [--survivors N]

NAME: a check (topic-offer), another module of `checks` (votes), or a topic (complaint); all checks and topics without one.
Prints for each how many mutants a case or unit test notices. Exits 1 when less than 90 % are noticed.
"""

from __future__ import annotations

import argparse
import importlib
import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from checks.registry import CHECKS
from tests.mutation.code import mutants
from tests.mutation.trials import book, pass_, prepared, rules_of_module, rules_of_topic, unit_tests
from tests.mutation.wordings import Overlay, dropped

T = TypeVar("T")
WANTED = 0.9
MUTANT_S = 20  # a mutant that runs longer has lost its way, and that is noticed


@dataclass
class Score:
    name: str
    noticed: int = 0
    redundant: int = 0
    survivors: list[str] = field(default_factory=list)
    is_cut: bool = False

    @property
    def judged(self) -> int:
        return self.noticed + len(self.survivors)

    def line(self) -> str:
        share = f"{self.noticed / self.judged:5.0%}" if self.judged else "    –"
        notes = (f", {self.redundant} redundant" if self.redundant else "") + (", stopped by the time limit" if self.is_cut else "")
        return f"{share}  {self.name}: {self.noticed} of {self.judged} mutants noticed{notes}"


def score_code(name: str, seconds: float) -> Score:
    """Mutants of a module of `checks`: its rules' cases first, then its unit tests."""
    rules = rules_of_module(name)
    cases, tests = prepared(rules), unit_tests(rules)
    score = Score(name.replace("_", "-"))
    for mutant in _in_time(mutants(importlib.import_module(f"checks.{name}")), seconds, score):
        with mutant.in_place():
            is_noticed = _fails(lambda: any(not c.is_right() for c in cases) or not pass_(tests))
        _count(score, mutant.words, is_noticed=is_noticed)
    return score


def score_topic(name: str, seconds: float) -> Score:
    topic = book().lexicon.topics[name]
    cases = prepared(rules_of_topic(name))
    score = Score(name)
    for mutant in _in_time(dropped(topic), seconds, score):
        if mutant.is_redundant:
            score.redundant += 1
            continue
        lexicon = Overlay(book().lexicon, mutant.topic)
        likely = sorted(cases, key=lambda c, w=mutant.wording: w not in str(c.case.pages))  # type: ignore[misc]
        is_noticed = _fails(lambda likely=likely, lexicon=lexicon: any(not c.is_right(lexicon) for c in likely))  # type: ignore[misc]
        _count(score, f"{name}: {mutant.key} without “{mutant.wording}”", is_noticed=is_noticed)
    return score


def _count(score: Score, words: str, *, is_noticed: bool) -> None:
    if is_noticed:
        score.noticed += 1
    else:
        score.survivors.append(words)


def _in_time(items: Iterable[T], seconds: float, score: Score) -> Iterator[T]:
    end = time.monotonic() + seconds
    for item in items:
        if time.monotonic() > end:
            score.is_cut = True
            return
        yield item


class _Lost(BaseException):
    pass


def _fails(look: Callable[[], bool]) -> bool:
    def lost(_number: int, _frame: FrameType | None) -> None:
        raise _Lost

    signal.signal(signal.SIGALRM, lost)
    signal.setitimer(signal.ITIMER_REAL, MUTANT_S)
    try:
        return look()
    except (_Lost, Exception):
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _subjects(names: list[str]) -> list[partial[Score]]:
    checks = [c.replace("-", "_") for c in sorted(CHECKS) if c != "manual" and CHECKS[c].__name__.startswith("checks.")]  # type: ignore[attr-defined]
    topics = sorted(book().lexicon.topics)
    wanted = names or [*checks, *topics]
    found: list[partial[Score]] = []
    for name in wanted:
        module = name.replace("-", "_")
        if module in checks or (names and name not in topics):
            found.append(partial(score_code, module))
        if name in topics:
            found.append(partial(score_topic, name))
    return found


def _run(subject: partial[Score]) -> Score:
    logging.disable(logging.CRITICAL)  # a mutant's crash is no news
    return subject()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=float, default=120, help="for each check and topic")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--survivors", type=int, default=5, help="how many to print of each")
    options = parser.parse_args()
    subjects = [partial(s.func, *s.args, options.seconds) for s in _subjects(options.names)]
    scores: list[Score] = []
    with multiprocessing.get_context("fork").Pool(options.jobs, maxtasksperchild=1) as pool:
        console = Console(stderr=True)
        results = pool.imap_unordered(_run, subjects)
        for score in track(results, "mutating", len(subjects), console=console, transient=True, disable=not console.is_terminal):
            scores.append(score)
            print(score.line(), *(f"       {s}" for s in score.survivors[: options.survivors]), sep="\n", flush=True)
    noticed, judged = sum(s.noticed for s in scores), sum(s.judged for s in scores)
    print(f"{noticed} of {judged} mutants noticed: {noticed / max(1, judged):.1%}")
    return 0 if noticed >= WANTED * judged else 1


if __name__ == "__main__":
    sys.exit(main())
