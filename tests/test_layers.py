"""Imports point one way: crawler → checks → reports never turns round (docs: README, Layout)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# The last ones hold commands of the command line.
ROOTS = {"crawler.pipeline", "crawler.cli", "crawler.workbench", "crawler.nightly", "crawler.nightly_cli"}
LEAVES = ("crawler.artifacts", "crawler.yaml", "crawler.topics", "crawler.reading", "crawler.condition", "crawler.errors")
# Leaves hold no Scrapy, no browser and no network.
FORBIDDEN_IN_LEAVES = ("scrapy", "twisted", "playwright", "aiohttp", "socket", "crawler.egress", "crawler.rendering")


def modules() -> dict[str, Path]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for package in ("crawler", "checks", "reports")
        for path in (ROOT / package).rglob("*.py")
    }


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_in(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == p or module.startswith(f"{p}.") for p in packages)


@pytest.mark.parametrize("module", sorted(modules()))
def test_arrows_point_one_way(module: str) -> None:
    """A module imports only what lies before it in the data's way."""
    imported = imports_of(modules()[module])
    if module in ROOTS:
        return
    assert not {i for i in imported if is_in(i, tuple(ROOTS))}, "only the command line knows the composition roots"
    if module.startswith("crawler"):
        assert not {i for i in imported if is_in(i, ("checks", "reports"))}
    if module.startswith("checks"):
        foreign = {
            i for i in imported if is_in(i, ("crawler", "reports")) and i not in ("crawler", "crawler.yaml") and not is_in(i, LEAVES)
        }
        assert not {i for i in foreign if not any(leaf.startswith(i) for leaf in LEAVES)}
    if module.startswith("reports"):
        ours = {i for i in imported if is_in(i, ("crawler", "checks"))}
        allowed = (*LEAVES, "checks.finding", "checks.outcome", "checks.result", "crawler.store")
        assert not {i for i in ours if not is_in(i, allowed) and not any(a.startswith(i) for a in allowed)}


@pytest.mark.parametrize("module", sorted(m for m in modules() if is_in(m, LEAVES)))
def test_leaves_do_no_io(module: str) -> None:
    """What everybody imports brings neither Scrapy nor a browser nor a socket."""
    assert not {i for i in imports_of(modules()[module]) if is_in(i, FORBIDDEN_IN_LEAVES)}
