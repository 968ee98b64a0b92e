"""What a command costs: seconds, CPU seconds of it and its children, and how much memory it and all of them held at most."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from time import monotonic

INTERVAL_S = 0.05
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Cost:
    """Memory is resident memory in MB, sampled; for `all_mb` the processes are added up, pages that they share counted in each."""

    seconds: float
    cpu_s: float
    python_mb: float
    all_mb: float


def cost_of(command: Sequence[str], expected: Sequence[int] = (0,), environ: Mapping[str, str] | None = None) -> Cost:
    """Run it to its end. Raises RuntimeError when its exit code is not an expected one."""
    started = monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ)
    watch = _Watch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = monotonic() - started
    watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        raise RuntimeError(f"exit code {process.returncode}: {' '.join(command)}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, watch.python_mb, watch.all_mb)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(*(median(getattr(cost, field.name) for cost in costs) for field in fields(Cost)))


class _Watch(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._is_over = threading.Event()
        self.python_mb = 0.0
        self.all_mb = 0.0

    def run(self) -> None:
        while not self._is_over.wait(INTERVAL_S):
            parents = _parents()
            own = _resident_mb(self._pid)
            below = sum(_resident_mb(pid) for pid in parents if pid != self._pid and _is_below(pid, self._pid, parents))
            self.python_mb = max(self.python_mb, own)
            self.all_mb = max(self.all_mb, own + below)

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def _parents() -> dict[int, int]:
    """Parent of each process of this machine."""
    found: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            found[int(stat.parent.name)] = int(stat.read_text(errors="replace").rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue  # it ended meanwhile
    return found


def _is_below(pid: int, ancestor: int, parents: Mapping[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == ancestor:
            return True
    return False


def _resident_mb(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_MB
    except (OSError, IndexError):
        return 0.0
