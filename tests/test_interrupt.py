"""Ctrl-C: the command ends by itself, nothing is half-written, no browser is left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import INTERRUPTED, files_below, start
from tests.rendering.site import needs_chromium
from tests.sites.serve import Served, serving

LIMIT_S = 60


def wait_until(process: subprocess.Popen[str], is_so: Callable[[], bool]) -> None:
    """Raises AssertionError with the command's own words when it ends before."""
    for _ in range(LIMIT_S * 20):
        if is_so():
            return
        if process.poll() is not None:
            raise AssertionError(process.communicate())
        time.sleep(0.05)
    raise AssertionError("it never came to that")


def wait_for(process: subprocess.Popen[str], served: Served, path: str) -> None:
    """Until the command has asked for this path."""
    wait_until(process, lambda: any(entry.endswith(f" {path}") for entry in served.seen))


def children_of(pid: int) -> set[int]:
    """Processes below this one, its children's children too."""
    found = subprocess.run(["pgrep", "-P", str(pid)], text=True, capture_output=True, check=False).stdout.split()
    return {int(child) for child in found} | {below for child in found for below in children_of(int(child))}


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return False
    return state != "Z"


def gone(pids: set[int]) -> bool:
    for _ in range(LIMIT_S * 20):
        if not any(is_running(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def interrupt(process: subprocess.Popen[str], number: int = signal.SIGINT) -> tuple[str, str, set[int]]:
    """Signal the command; its output, and the processes it had started by then."""
    below = children_of(process.pid)
    process.send_signal(number)
    try:
        out, err = process.communicate(timeout=LIMIT_S)
    finally:
        process.kill()
    return out, err, below


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_fetching(number: int, tmp_path: Path) -> None:
    """A site that answers nobody for a minute: one line, exit 130, not even an empty folder."""
    with (
        serving(pause_s=LIMIT_S) as served,
        start(tmp_path, "audit", served.url, *served.options, "--render", "never", "--timeout", "50") as process,
    ):
        wait_for(process, served, "/robots.txt")
        out, err, _ = interrupt(process, number)
    assert (process.returncode, out, len(err.splitlines())) == (INTERRUPTED, "", 1)
    assert err.startswith("truat: interrupted")
    assert files_below(tmp_path) == set()


@needs_chromium
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="processes are watched through /proc")
def test_interrupted_while_rendering(tmp_path: Path) -> None:
    """The browser goes with the command."""
    with serving(pause_s=0.5) as served, start(tmp_path, "audit", served.url, *served.options, "--out", "out") as process:
        wait_for(process, served, "/style.css")  # only a browser asks for it
        _, err, below = interrupt(process)
    assert (process.returncode, len(err.splitlines())) == (INTERRUPTED, 1)
    assert below
    assert gone(below)
    assert files_below(tmp_path) == set()


def test_interrupted_twice(tmp_path: Path) -> None:
    """An impatient second Ctrl-C changes nothing."""
    with serving(pause_s=LIMIT_S) as served, start(tmp_path, "audit", served.url, *served.options, "--timeout", "50") as process:
        wait_for(process, served, "/robots.txt")
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
        _, err, below = interrupt(process)
    assert (process.returncode, len(err.splitlines())) == (INTERRUPTED, 1)
    assert gone(below)
    assert files_below(tmp_path) == set()


def test_earlier_audit_survives_an_interrupted_one(tmp_path: Path) -> None:
    """Files of the folder are replaced by whole ones or not at all."""
    out = tmp_path / "out"
    (out / "capture").mkdir(parents=True)
    for name in ("audit.json", "report.html", "capture/capture.json"):
        (out / name).write_text("of last month")
    with (
        serving(pause_s=LIMIT_S) as served,
        start(tmp_path, "audit", served.url, *served.options, "--out", "out", "--render", "never", "--timeout", "50") as process,
    ):
        wait_for(process, served, "/robots.txt")
        interrupt(process)
    assert process.returncode == INTERRUPTED
    assert {path.read_text() for path in out.rglob("*.*")} == {"of last month"}
    assert files_below(out) == {"audit.json", "report.html", "capture", "capture/capture.json"}


SLOW_JUDGE = """
import time
from collections.abc import Callable
from pathlib import Path
from crawler import cli, pipeline
def judge(*args, **options):
    Path("judging").touch()
    time.sleep(60)
pipeline.judge = judge
cli.main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_judging(number: int, tmp_path: Path) -> None:
    """The event loop is over by then, and Ctrl-C still heard."""
    with serving() as served:
        args = ("audit", served.url, *served.options, "--render", "never", "--max-pages", "1", "--out", "out")
        with start(tmp_path, *args, program=("-c", SLOW_JUDGE)) as process:
            wait_until(process, (tmp_path / "judging").exists)
            _, err, _ = interrupt(process, number)
    assert (process.returncode, len(err.splitlines())) == (INTERRUPTED, 1)
    assert files_below(tmp_path) == {"judging"}
