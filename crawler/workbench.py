"""`truat rules …`: the commands of people who write rules. Part of the command line, so a composition root as `crawler.cli` is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

from checks.errors import RuleError
from checks.finding import Finding
from checks.rule import Rule, topic_folders
from checks.workbench.cases import CaseFile
from checks.workbench.changes import Change, changes, stored_verdicts, verdicts
from checks.workbench.check_words import load_check_words
from checks.workbench.explain import explain
from checks.workbench.lint import problems
from checks.workbench.shelf import Shelved, shelf
from checks.workbench.trial import Judge, Trial, try_case
from crawler import pipeline
from crawler.artifacts import Capture
from crawler.capture import JSON_NAME, read_capture
from crawler.errors import ConfigurationError
from crawler.pipeline import RuleBook, load_rule_book
from crawler.progress import LateProgress
from crawler.reading.read import PageReader
from crawler.session import rules_folder
from crawler.topics import load_lexicon

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
    for name, command in (("list", list_), ("show", show), ("lint", lint), ("test", run_cases), ("preview", preview)):
        app.command(name)(_guarded(command, guard))
    return app


def _guarded(command: Callable[..., None], guard: Guard) -> Callable[..., None]:
    @wraps(command)
    def guarded(*args: object, **options: object) -> None:
        with guard():
            command(*args, **options)

    return guarded


# --- list and show ------------------------------------------------------------------------------------------------


def list_(pack: PackNames = None, lang: Lang = "th") -> None:
    """List rules: id, component, level, and what is asked."""
    for rule in load_rule_book(rules_folder(), pack or ()).rules:
        print(f"{rule.id}\t{rule.pack} {rule.component}\t{rule.level}\t{getattr(rule.title, _lang(lang))}")


def _lang(value: str) -> str:
    if value not in ("th", "en"):
        raise ConfigurationError(f"--lang: “{value}” is not one of th, en")
    return value


def show(rule_id: Annotated[str, typer.Argument(metavar="ID")], lang: Lang = "th", rules: Folder = None) -> None:
    """Explain one rule: what, why, source, how it is decided, what it cannot see and how to mend."""
    folder = rules or rules_folder()
    item = _wanted(shelf(folder), [rule_id])[rule_id]
    words = load_check_words(folder / "checks.yaml")
    print(explain(item.rule, _lang(lang), words, load_lexicon(*topic_folders(folder)).topics, item.cases()))


# --- test ---------------------------------------------------------------------------------------------------------


def run_cases(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]…", help="Rules to test; all without.", show_default=False)] = None,
    pack: Packs = None,
    rules: Folder = None,
) -> None:
    """Judge the cases of rules. Exit codes: 0 all as expected, 1 not."""
    folder = rules or rules_folder()
    stock = _wanted(shelf(folder, pack or ()), ids or ())
    files, broken = _case_files(stock)
    for line in broken:
        print(line)
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
    having = sum(bool(f.cases) for f in files.values())
    print(f"{done} cases of {having} rules: {len(bad)} not as expected; {len(without)} rules without cases")
    raise typer.Exit(EXIT_PROBLEMS if bad or broken or (ids and without) else EXIT_WELL)


def _wanted(stock: dict[str, Shelved], ids: Iterable[str]) -> dict[str, Shelved]:
    wanted = list(ids)
    for rule_id in wanted:
        if rule_id not in stock:
            raise ConfigurationError(f"there is no rule “{rule_id}”; truat rules list --pack all names them")
    return {rule_id: stock[rule_id] for rule_id in wanted} if wanted else stock


def _case_files(stock: dict[str, Shelved]) -> tuple[dict[str, CaseFile], list[str]]:
    """Case files by rule, and what is wrong with those that cannot be read: one bad file keeps no other from being tried."""
    files: dict[str, CaseFile] = {}
    broken: list[str] = []
    for rule_id, item in stock.items():
        try:
            files[rule_id] = item.cases()
        except RuleError as error:
            broken.append(str(error))
    return files, broken


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


# --- preview ------------------------------------------------------------------------------------------------------


def preview(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR…", help="Folders with captures in them, at any depth.")],
    rules: Annotated[
        Path | None,
        typer.Option("--rules", metavar="FOLDER", help="Edited rules.", show_default="the installed ones, against the stored audit.json"),
    ] = None,
    pack: PackNames = None,
) -> None:
    """Judge stored captures again with edited rules, and list every verdict that changes. Changes nothing that is stored."""
    after = load_rule_book(rules or rules_folder(), pack or ())
    before = load_rule_book(rules_folder(), pack or ()) if rules else None
    captures = [path.parent for folder in folders for path in _captures(folder)]
    changed = 0
    with LateProgress() as line:
        for number, place in enumerate(captures):
            line.update(place.parent.name, number, len(captures))
            found = _changes(place, before, after)
            changed += len(found)
            for text in (str(place), *(f"  {line}" for change in found for line in change.lines())) if found else ():
                print(text)
    print(f"{len(captures)} captures: {changed} verdicts change")


def _captures(folder: Path) -> list[Path]:
    found = sorted(folder.rglob(JSON_NAME))
    if not found:
        raise ConfigurationError(f"{folder} holds no {JSON_NAME}; give folders that truat audit or truat capture wrote")
    return found


def _changes(place: Path, before: RuleBook | None, after: RuleBook) -> tuple[Change, ...]:
    """Without a book for before, what the audit beside the capture said of the rules that are asked about."""
    capture, reader = read_capture(place), PageReader()
    new = verdicts(pipeline.judge(capture, after, reader=reader).findings)
    if before is not None:
        return changes(verdicts(pipeline.judge(capture, before, reader=reader).findings), new)
    audit = next((p for p in (place / pipeline.AUDIT_NAME, place.parent / pipeline.AUDIT_NAME) if p.is_file()), None)
    if audit is None:
        raise ConfigurationError(f"{place}: no {pipeline.AUDIT_NAME} beside it to compare with; name edited rules with --rules")
    packs = {r.pack for r in after.rules}
    data = json.loads(audit.read_text(encoding="utf-8"))
    asked = {**data, "findings": [f for f in data["findings"] if f["pack"] in packs]}
    judged = {f["pack"] for f in data["findings"]}
    return changes(stored_verdicts(asked), {r.id: new[r.id] for r in after.rules if r.pack in judged})
