"""Mistakes in rules, cases and topics that loading does not refuse: one line each, naming file and key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from checks.errors import ChecksError
from checks.outcome import Outcome
from checks.rule import Rule, load_pack, load_rule, pack_folders, rule_files, topic_folders, topics_of
from checks.workbench.cases import SUFFIX, CaseFile, cases_path, load_cases
from checks.workbench.languages import misplaced
from checks.workbench.shelf import chosen
from checks.workbench.wordings import contradictions, topic_problems
from crawler.errors import CrawlerError
from crawler.topics import Text, Topic, load_lexicon, load_topic

ASKED = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)


def problems(root: Path, packs: Iterable[str] = (), *, is_strict: bool = False, at: Callable[[str], None] = lambda _: None) -> list[str]:
    """Everything wrong in a rules folder. `is_strict`: too few cases are wrong, too. `at` hears what is looked at. Raises RuleError for a
    pack that is not there."""
    found: list[str] = []
    topics = dict(_topics(root, found))
    are_all_read = not found
    for path, topic in topics.items():
        at(topic.id)
        found += [f"{path}: {line}" for line in topic_problems(topic)]
        found += [f"{path}: {line}" for line in _of_texts({"title": topic.title})]
    known = {t.id: t for t in topics.values()}
    places = {t.id: path for path, t in topics.items()}
    if are_all_read:
        found += [f"{places[topic]}: {line}" for topic, line in contradictions(known)]
    if not found:
        _try(lambda: load_lexicon(*topic_folders(root)), found)
    for folder in chosen(root, packs):
        before = len(found)
        for path in rule_files(folder):
            at(path.stem)
            rule = _try(lambda path=path: load_rule(path), found)  # type: ignore[misc]
            if rule is not None:
                found += [f"{path}: {line}" for line in _of_rule(rule)]
                found += [f"{path}: {line}" for line in _unknown_topics(rule, known)] if are_all_read else []
                found += _of_cases(rule, path, is_strict=is_strict)
        found += _lost_cases(folder)
        if len(found) == before:  # what only the pack as a whole can show
            _try(lambda folder=folder: load_pack(folder), found)  # type: ignore[misc]
    found += _related(root, found)
    return found


def _try(load: Callable[[], Any], found: list[str]) -> Any:
    try:
        return load()
    except (ChecksError, CrawlerError) as error:
        found.append(str(error))
        return None


def _topics(root: Path, found: list[str]) -> Iterator[tuple[Path, Topic]]:
    for folder in topic_folders(root):
        for path in sorted(folder.glob("*.yaml")):
            topic = _try(lambda path=path: load_topic(path), found)  # type: ignore[misc]
            if topic is not None:
                yield path, topic


# --- rules --------------------------------------------------------------------------------------------------------


def _of_rule(rule: Rule) -> Iterator[str]:
    texts = {"title": rule.title, "failure_title": rule.failure_title, "why": rule.why, "fix": rule.fix}
    if rule.weight_reason is not None:
        texts["weight_reason"] = rule.weight_reason
    if isinstance(question := getattr(rule.parsed_options(), "question", None), Text):
        texts["options.question"] = question
    yield from _of_texts(texts)
    for key in ("document", "clause"):
        if not getattr(rule.source, key).strip():
            yield f"source.{key}: is empty; say where the rule comes from"


def _unknown_topics(rule: Rule, topics: dict[str, Topic]) -> Iterator[str]:
    """A topic that is sought only on some pages is no business of the crawler's, but has to be there all the same."""
    own = rule.options.get("topic")
    for topic in sorted(topics_of([rule]) | ({own} if isinstance(own, str) else set())):
        if topic not in topics:
            yield f"options: there is no topic “{topic}”"


def _of_texts(texts: dict[str, Text]) -> Iterator[str]:
    for key, text in texts.items():
        for lang, words in (("th", text.th), ("en", text.en)):
            if (wrong := misplaced(lang, words)) is not None:
                yield f"{key}.{lang}: {wrong}"


def _related(root: Path, found: list[str]) -> list[str]:
    """Rules that name relatives which do not exist; said only where every rule could be read."""
    if found:
        return []
    rules = {p: load_rule(p) for f in pack_folders(root).values() for p in rule_files(f)}
    ids = {r.id for r in rules.values()}
    return [f"{path}: related: there is no rule “{other}”" for path, r in rules.items() for other in r.related if other not in ids]


# --- cases --------------------------------------------------------------------------------------------------------


def _of_cases(rule: Rule, path: Path, *, is_strict: bool) -> list[str]:
    place = cases_path(path)
    found: list[str] = []
    file = _try(lambda: load_cases(place), found)
    if file is None:
        return found
    if not file.path.exists():
        return [f"{place}: cases: the rule has none"] if is_strict and not rule.is_manual else []
    return [f"{place}: {line}" for line in _of_case_file(rule, file, is_strict=is_strict)]


def _of_case_file(rule: Rule, file: CaseFile, *, is_strict: bool) -> Iterator[str]:
    nevers = {n.never for n in file.nevers}
    for outcome in sorted(nevers & file.outcomes):
        yield f"never: the file says that the rule is never {outcome}, and has a case where it is"
    if rule.is_manual or not is_strict:
        return
    for outcome in ASKED:
        if outcome not in file.outcomes | nevers:
            yield f"cases: none is {outcome}; add one, or “never: {outcome}” with “because” where the rule cannot say it"


def _lost_cases(folder: Path) -> list[str]:
    return [
        f"{path}: there is no rule {path.name.removesuffix(SUFFIX)} beside it"
        for path in sorted(folder.rglob(f"*{SUFFIX}"))
        if not path.with_name(f"{path.name.removesuffix(SUFFIX)}.yaml").exists()
    ]
