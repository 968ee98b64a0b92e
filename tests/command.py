"""Runs the real `truat` as a user would: another process, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_GAPS, GAPS, USAGE, OUR_FAULT, NOT_AUDITED, INTERRUPTED = 0, 1, 2, 3, 4, 130
LIMIT_S = 120


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def error_lines(self) -> list[str]:
        return self.err.splitlines()


def environment(changes: Mapping[str, str], *first: Path) -> dict[str, str]:
    """This process's, without what a developer may have set for truat; `first`: folders whose packages come before the project's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRUAT_")}
    path = os.pathsep.join([*map(str, first), *filter(None, [kept.get("PYTHONPATH")]), str(ROOT)])
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", "COLUMNS": "120", **changes}


AS_COMMAND = ("-m", "crawler.cli")


def start(
    cwd: Path, *args: str | Path, first: tuple[Path, ...] = (), program: tuple[str, ...] = AS_COMMAND, **changes: str
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *program, *map(str, args)],
        cwd=cwd,
        env=environment(changes, *first),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_hear_interrupts,
    )


def _hear_interrupts() -> None:
    """A test run that a shell put in the background has SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def truat(cwd: Path, *args: str | Path, first: tuple[Path, ...] = (), **changes: str) -> Run:
    with start(cwd, *args, first=first, **changes) as process:
        try:
            out, err = process.communicate(timeout=LIMIT_S)
        except BaseException:
            process.kill()
            raise
    return Run(process.returncode, out, err)


def files_below(folder: Path) -> set[str]:
    """Every file and folder, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
