"""Packs that other installed packages bring: entry points of the group `truat.packs`.

The entry point's name is the pack's id; its value is a package whose folder holds pack.yaml, rules and, where needed, topics/.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from checks.errors import RuleError

GROUP = "truat.packs"


def foreign_packs() -> dict[str, Path]:
    """Folders by pack id. Raises RuleError for an entry point behind which there is no pack."""
    return {point.name: _folder(point) for point in _points()}


def _points() -> Iterable[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: point.name)


def _folder(point: EntryPoint) -> Path:
    try:
        spec = find_spec(point.module)
    except ImportError:
        spec = None
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        if (Path(place) / "pack.yaml").is_file():
            return Path(place)
    raise RuleError(f"entry point {GROUP} “{point.name}”: {point.value} is no package with a pack.yaml in its folder")
