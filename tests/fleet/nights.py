"""Nights over sites that a generator serves on this machine, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.night import write_seeds
from tests.command import Run, truat

QUICK = ("--render", "never", "--allow-private", "127.0.0.0/8", "--delay", "0", "--max-pages", "4", "--timeout", "5", "--jobs", "2")
WELL = ("--latency", "0.01-0.05", "--down", "0", "--slow", "0", "--spa", "0")
RUN = "2026-11-24"


def seeds(folder: Path, served: dict[str, Any]) -> Path:
    path = folder / "seeds.csv"
    write_seeds(path, served)
    return path


def nightly(folder: Path, *args: str, **changes: str) -> Run:
    return truat(folder, "nightly", "--seeds", "seeds.csv", "--run-date", RUN, *QUICK, *args, **changes)


def verdicts(folder: Path) -> dict[str, Any]:
    """What was found of each site, without what differs from one look to the next."""
    found = {}
    for path in sorted((folder / "captures" / RUN).glob("*/audit.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found[path.parent.name] = (data["status"], [(f["rule"], f["outcome"], f["reason"]) for f in data["findings"]])
    return found
