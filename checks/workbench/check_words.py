"""How each check decides, in words for an official (rules/checks.yaml), and which of its reasons mean that it could not tell."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel, ConfigDict, ValidationError

from checks.errors import RuleError
from checks.outcome import Outcome
from checks.reasons import COMMON, OUTCOMES
from checks.registry import CHECKS
from checks.rule import Rule, read_yaml
from checks.runner import FACTS
from crawler.topics import Text, describe


class CheckWords(BaseModel):
    """`checks` by name, and words for options and their values."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    checks: dict[str, Text]
    options: dict[str, Text]
    values: dict[str, Text]


def load_check_words(path: Path) -> CheckWords:
    """Raises RuleError."""
    try:
        return CheckWords.model_validate(read_yaml(path))
    except ValidationError as error:
        raise RuleError(f"{path}: {describe(error)}") from error
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error


def method(rule: Rule, words: CheckWords, lang: str) -> str:
    """How the rule's check decides; a check from elsewhere speaks for itself."""
    known = words.checks.get(rule.check)
    return getattr(known, lang) if known else " ".join((inspect.getdoc(CHECKS[rule.check]) or rule.check).split())


def blind_spots(rule: Rule, lang: str) -> list[str]:
    """Words for each reason for which the check cannot tell."""
    check = CHECKS[rule.check]
    own = [reason for reason in check.REASONS if reason in _unsure(check)]
    common = [r for r in _common(rule) if OUTCOMES[r] is Outcome.CANT_TELL]
    facts = _Dots({"title": getattr(rule.title, lang)})
    return [{**COMMON, **check.REASONS}[reason][lang].format_map(facts) for reason in (*own, *common)]


def _common(rule: Rule) -> Iterator[str]:
    needs = set(CHECKS[rule.check].NEEDS)
    if rule.is_manual:
        return
    if "decide" in _names(CHECKS[rule.check]):
        yield "found-unverified"
    if "home" in needs:
        yield "not-enough-seen"
    if not needs <= FACTS:
        yield "site-not-seen"
    if needs & {"tls", "dns"} or "behind-proxy" in constants_of(CHECKS[rule.check]):
        yield "behind-proxy"


class _Dots(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _unsure(check: object) -> frozenset[str]:
    """Reasons that go with Outcome.CANT_TELL in the source of the check, and of the modules of ours that it is built on."""
    functions = (n for m in modules_of(check) for n in ast.walk(_tree(m)) if isinstance(n, ast.FunctionDef))
    return frozenset(reason for function in functions for reason in _unsure_in(function))


def _unsure_in(function: ast.FunctionDef) -> Iterator[str]:
    calls = [c for c in ast.walk(function) if isinstance(c, ast.Call) and len(c.args) > 1 and _is_cant_tell(c.args[0])]
    for call in calls:
        yield from _texts(call.args[1])
        if isinstance(call.args[1], ast.Name):  # a reason that was given a name before
            yield from _named(function, call.args[1].id)
    for row in ast.walk(function):  # a table of reasons and outcomes
        if isinstance(row, ast.Tuple) and any(_is_cant_tell(part) for part in row.elts):
            yield from (part.value for part in row.elts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _named(function: ast.FunctionDef, name: str) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield from _texts(node.value)
        elif isinstance(node, ast.For | ast.comprehension) and name in {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}:
            yield from (c.value for c in ast.walk(node.iter) if isinstance(c, ast.Constant) and isinstance(c.value, str))


def _texts(node: ast.expr) -> Iterator[str]:
    """What an expression may be: a text, one of two, or one of a table's."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.Subscript):
        yield from _texts(node.value)
    elif isinstance(node, ast.Dict):
        yield from (text for value in node.values for text in _texts(value))


def _is_cant_tell(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "CANT_TELL"


def modules_of(check: object) -> Iterator[ModuleType]:
    """The check's module, and those of ours that it is built on directly; machinery that all share is left out."""
    own = sys.modules[str(check.__name__)]  # type: ignore[attr-defined]
    yield own
    for node in ast.walk(_tree(own)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("checks."):
            module = sys.modules.get(node.module)
            if module is not None and node.module not in ("checks.offers", "checks.base"):
                yield module


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _names(check: object) -> set[str]:
    return {n.id for m in modules_of(check) for n in ast.walk(_tree(m)) if isinstance(n, ast.Name)}


def constants_of(check: object) -> set[str]:
    return {n.value for m in modules_of(check) for n in ast.walk(_tree(m)) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
