"""Mutants of a module: one condition or comparison of one function turned round.

A mutant is put in place by giving the live function the mutant's code, so that whoever imported the function meets the mutant, too.
"""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType
from typing import Any

_OTHER = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """`function`: its qualified name. `words`: what was changed, for people."""

    module: ModuleType
    function: str
    words: str
    code: CodeType

    @contextmanager
    def in_place(self) -> Iterator[None]:
        function = _live(self.module, self.function)
        before = function.__code__
        function.__code__ = self.code
        _forget(self.module)
        try:
            yield
        finally:
            function.__code__ = before
            _forget(self.module)


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of the module's own functions and methods, in the order of its source."""
    tree = ast.parse(inspect.getsource(module))
    for name, function in _functions(tree):
        if not isinstance(_live(module, name), FunctionType):
            continue
        for site, change in _sites(function):
            mutated = copy.deepcopy(tree)
            node = _same(mutated, tree, site)
            words = f"{module.__name__}:{site.lineno} {name}: {ast.unparse(site)}"
            change(node)
            ast.fix_missing_locations(mutated)
            code = _code(compile(mutated, str(module.__file__), "exec"), name)
            if code is not None:
                yield Mutant(module, name, f"{words} → {ast.unparse(node)}", code)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef))


def _live(module: ModuleType, name: str) -> Any:
    """The function behind decorators: a property's getter, what a cache wraps."""
    found: Any = module
    for part in name.split("."):
        found = vars(found).get(part) if isinstance(found, type) else getattr(found, part, None)
    for attribute in ("fget", "func", "__func__"):
        found = getattr(found, attribute, None) or found
    return inspect.unwrap(found) if callable(found) else found


def _forget(module: ModuleType) -> None:
    for value in vars(module).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


Change = Callable[[Any], None]


def _sites(function: ast.FunctionDef) -> Iterator[tuple[Any, Change]]:
    """Nodes and what to do to their copies. A comparison that is a whole condition is turned round once, not twice; `x or "?"` is none."""
    shown = {part for node in ast.walk(function) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(function):
        if node in shown or (isinstance(node, ast.BoolOp) and isinstance(node.values[-1], ast.Constant)):
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _OTHER:
            yield node, _flip
        elif isinstance(node, ast.BoolOp):
            yield node, _swap
        elif isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.Compare | ast.BoolOp):
            yield node.test, _negate
        elif isinstance(node, ast.comprehension):
            yield from ((test, _negate) for test in node.ifs if not isinstance(test, ast.Compare | ast.BoolOp))


def _flip(node: Any) -> None:
    node.ops[0] = _OTHER[type(node.ops[0])]()


def _swap(node: Any) -> None:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _negate(node: Any) -> None:
    """Put a `not` before an expression, in its place; of `not x` leave x."""
    inner = copy.copy(node) if not (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)) else None
    new = ast.UnaryOp(ast.Not(), inner) if inner is not None else ast.UnaryOp(ast.Not(), ast.UnaryOp(ast.Not(), node.operand))
    node.__class__ = ast.UnaryOp
    node.__dict__ = {**new.__dict__, "lineno": node.lineno, "col_offset": node.col_offset}


def _same(mutated: ast.Module, tree: ast.Module, site: Any) -> Any:
    return next(b for a, b in zip(ast.walk(tree), ast.walk(mutated), strict=True) if a is site)


def _code(module: CodeType, name: str) -> CodeType | None:
    found: CodeType | None = module
    for part in name.split("."):
        consts = found.co_consts if found is not None else ()
        found = next((c for c in consts if isinstance(c, CodeType) and c.co_name == part), None)
    return found
