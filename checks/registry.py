"""Every check by the name that rules use. A check is a module of this package, or an entry point `truat.checks` of another."""

from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import entry_points
from typing import cast

import checks
from checks.base import Check


def _own() -> dict[str, Check]:
    """Modules of this package with a `check`: the name is the module's, with hyphens."""
    found = {}
    for info in pkgutil.iter_modules(checks.__path__):
        if info.name in _MACHINERY:
            continue
        module = importlib.import_module(f"checks.{info.name}")
        if hasattr(module, "check"):
            found[info.name.replace("_", "-")] = cast(Check, module)
    return found


# Modules that hold no check; naming them spares importing the runner from here.
_MACHINERY = frozenset(
    {
        "registry",
        "rule",
        "runner",
        "score",
        "finding",
        "outcome",
        "result",
        "reasons",
        "base",
        "errors",
        "memory",
        "status",
        "sections",
        "foreign",
        "workbench",
    }
)


def _foreign() -> dict[str, Check]:
    return {e.name: cast(Check, e.load()) for e in entry_points(group="truat.checks")}


CHECKS: dict[str, Check] = {**_foreign(), **_own()}
