"""Who works on a run: one process at a time, told from a dead one even after its number was given to another."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import UTC, datetime
from pathlib import Path

STALE_S = 60.0  # of an owner on another machine, whose processes cannot be looked at


def new_owner() -> str:
    return f"{socket.gethostname()} {os.getpid()} {_started(os.getpid())} {secrets.token_hex(4)}"


def is_working(owner: str | None, beat: str | None) -> bool:
    """Whether that owner is still there."""
    if not owner:
        return False
    host, pid, started, _ = owner.split(" ")
    if host == socket.gethostname():
        return _started(int(pid)) == started != "0"
    return beat is not None and abs((datetime.now(UTC) - datetime.fromisoformat(beat)).total_seconds()) < STALE_S


def described(owner: str) -> str:
    host, pid, *_ = owner.split(" ")
    return f"process {pid} on {host}"


def _started(pid: int) -> str:
    """When the process began, in clock ticks since the machine did; "0" when there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return "0"
        return _started_without_proc(pid)
    fields = stat.rpartition(")")[2].split()
    return "0" if fields[0] == "Z" else fields[19]


def _started_without_proc(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return "0"
    except PermissionError:
        pass
    return "1"
