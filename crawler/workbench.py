"""`truat rules …`: the commands of people who write rules. Part of the command line, so a composition root as `crawler.cli` is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

from checks.finding import Finding
from checks.rule import Rule
from checks.workbench.cases import CaseFile
from checks.workbench.lint import problems
from checks.workbench.shelf import Shelved, shelf
from checks.workbench.trial import Judge, Trial, try_case
from crawler import pipeline
from crawler.artifacts import Capture
from crawler.errors import ConfigurationError
from crawler.pipeline import RuleBook, load_rule_book
from crawler.progress import ProgressLine
from crawler.reading.read import PageReader
from crawler.session import rules_folder

EXIT_WELL, EXIT_PROBLEMS = 0, 1
Guard = Callable[[], AbstractContextManager[None]]
Folder = Annotated[Path | None, typer.Option("--rules", metavar="FOLDER", help="A rules folder to use instead of the installed one.")]
Packs = Annotated[list[str] | None, typer.Option("--pack", metavar="NAMES", help="Rule packs, commas allowed.", show_default="all")]
PackNames = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAMES", help="Rule packs, commas allowed; “all” for every one.", show_default="gws2,dg2560"),
]
Lang = Annotated[str, typer.Option("--lang", metavar="th|en", help="Language of the words.")]


def commands(guard: Guard) -> typer.Typer:
    """The sub-app. `guard` turns errors into one line and an exit code, as for every other command."""
    app = typer.Typer(help="Look at the rules, write them and try them out.", no_args_is_help=True)
    for name, command in (("list", list_rules), ("show", show), ("lint", lint), ("test", test), ("preview", preview)):
        app.command(name)(_guarded(command, guard))
    return app


def _guarded(command: Callable[..., None], guard: Guard) -> Callable[..., None]:
    @wraps(command)
    def guarded(*args: object, **options: object) -> None:
        with guard():
            command(*args, **options)

    return guarded


# --- test ---------------------------------------------------------------------------------------------------------


def test(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="Rules to test; all without.", show_default=False)] = None,
    pack: Packs = None,
    rules: Folder = None,
) -> None:
    """Judge the cases of rules. Exit codes: 0 all as expected, 1 not."""
    folder = rules or rules_folder()
    stock = _wanted(shelf(folder, pack or ()), ids or ())
    files = {rule_id: item.cases() for rule_id, item in stock.items()}
    bad = [t for t in _trials(folder, stock, files) if not t.is_right]
    for trial in bad:
        print(f"{trial.rule.id}: {trial.case.name}")
        for line in trial.words():
            print(f"  {line}")
    without = [i for i, file in files.items() if not file.cases and not stock[i].rule.is_manual]
    if ids:
        for rule_id in without:
            print(f"{rule_id}: no cases")
    done = sum(len(f.cases) for f in files.values())
    print(f"{done} cases of {len(files) - len(without)} rules: {len(bad)} not as expected; {len(without)} rules without cases")
    raise typer.Exit(EXIT_PROBLEMS if bad or (ids and without) else EXIT_WELL)


def _wanted(stock: dict[str, Shelved], ids: Iterable[str]) -> dict[str, Shelved]:
    wanted = list(ids)
    for rule_id in wanted:
        if rule_id not in stock:
            raise ConfigurationError(f"there is no rule “{rule_id}”; truat rules list --pack all names them")
    return {rule_id: stock[rule_id] for rule_id in wanted} if wanted else stock


def _trials(folder: Path, stock: dict[str, Shelved], files: dict[str, CaseFile]) -> Iterator[Trial]:
    book, reader = load_rule_book(folder, ["all"]), PageReader()
    judge = judge_of(book, reader)
    total = sum(len(f.cases) for f in files.values())
    done = 0
    with LateProgress() as line:
        for rule_id, file in files.items():
            for case in file.cases:
                line.update(rule_id, done, total)
                yield try_case(stock[rule_id].rule, case, book.rules, judge, reader)
                done += 1


def judge_of(book: RuleBook, reader: PageReader) -> Judge:
    """Judging as an audit does it, by some rules of a book."""

    def judge(capture: Capture, rules: tuple[Rule, ...]) -> tuple[Finding, ...]:
        return pipeline.judge(capture, replace(book, rules=rules), reader=reader).findings

    return judge


class LateProgress:
    """A line of progress on a terminal, for work that takes longer than a second."""

    AFTER_S = 1.0

    def __init__(self) -> None:
        self._line: ProgressLine | None = None
        self._since = time.monotonic()

    def __enter__(self) -> LateProgress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._line is not None:
            self._line.__exit__(None, None, None)

    def update(self, stage: str, done: int, wanted: int) -> None:
        if self._line is None and sys.stderr.isatty() and time.monotonic() - self._since > self.AFTER_S:
            self._line = ProgressLine(is_on=True).__enter__()
        if self._line is not None:
            self._line.update(stage, done, wanted)


# --- lint ---------------------------------------------------------------------------------------------------------


def lint(
    pack: Packs = None,
    rules: Folder = None,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse rules that have too few cases, too.")] = False,
) -> None:
    """Look for mistakes in rules, cases and topics. Exit codes: 0 none, 1 some."""
    folder = rules or rules_folder()
    with LateProgress() as line:
        found = problems(folder, pack or (), is_strict=strict, at=lambda name: line.update(name, 0, 0))
    for problem in found:
        print(problem)
    print(f"{len(found)} problems" if found else "no problems")
    raise typer.Exit(EXIT_PROBLEMS if found else EXIT_WELL)


def show(rule_id: Annotated[str, typer.Argument(metavar="ID")], lang: Lang = "th", rules: Folder = None) -> None:
    """Explain one rule: what, why, source, how it is decided, what it cannot see and how to mend."""
    item = _wanted(shelf(rules or rules_folder()), [rule_id])[rule_id]
    print(pipeline.explain(item.rule, _lang(lang)))


def list_rules(pack: PackNames = None, lang: Lang = "th") -> None:
    """List rules: id, component, level, and what is asked."""
    for rule in load_rule_book(rules_folder(), pack or ()).rules:
        print(f"{rule.id}\t{rule.pack} {rule.component}\t{rule.level}\t{getattr(rule.title, _lang(lang))}")


def _lang(value: str) -> str:
    if value not in ("th", "en"):
        raise ConfigurationError(f"--lang: “{value}” is not one of th, en")
    return value


def preview() -> None:
    """x"""
