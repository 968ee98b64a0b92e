"""How many sites a minute a night does, what a site costs, and how much memory all processes take.

    python -m bench.night [--sites 400] [--jobs N] [--sites-per-process M] [-- further options of truat nightly]

Prints one line of JSON; the run itself is shown on standard error.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.seeds import COLUMNS

SAMPLE_S = 1.0
WORKER = b"crawler.fleet.worker"
ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def generator(sites: int, *options: str) -> Iterator[dict[str, Any]]:
    """The sites, being served; afterwards `asked` says what was asked for."""
    command = [sys.executable, "-m", "bench.generator", str(sites), *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        served = json.loads(process.stdout.readline())
        try:
            yield served
        finally:
            out, _ = process.communicate(timeout=30)
            served["asked"] = json.loads(out)


def write_seeds(path: Path, served: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number, host in enumerate(served["sites"]):
            url = f"http://{host}:{served['port']}/"
            writer.writerow([f"s{number}", f"เทศบาลตำบลที่ {number}", "", url, "local", "", "", "", "th", ""])


class Watch:
    """Memory (proportional, so shared pages count once) and processor time of a process and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.memory_mb: list[float] = []
        self.cpu: dict[str, tuple[str, float]] = {}  # by process
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(SAMPLE_S):
            total = 0.0
            for pid in family(self._pid):
                total += proportional_mb(pid)
                if (seen := cpu_of(pid)) is not None:
                    # A process that is ending has no command line any more, only its time.
                    name = seen[0] or self.cpu.get(pid, ("chromium", 0.0))[0]
                    self.cpu[pid] = (name, seen[1])
            self.memory_mb.append(total)

    @property
    def cpu_by_name(self) -> dict[str, float]:
        found: dict[str, float] = defaultdict(float)
        for name, seconds in self.cpu.values():
            found[name] += seconds
        return {name: round(s, 1) for name, s in sorted(found.items(), key=lambda x: -x[1])}


def family(root: int) -> list[str]:
    children: dict[str, list[str]] = defaultdict(list)
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parent = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            children[parent].append(entry)
    found, todo = [], [str(root)]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children[pid]
    return found


def proportional_mb(pid: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def cpu_of(pid: str) -> tuple[str, float] | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return None
    if not words[0]:
        return "", (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    is_browser = b"chrom" in words[0] or any(word.startswith(b"--type=") for word in words)  # its helpers rename themselves
    name = "chromium" if is_browser else "driver" if b"node" in words[0] else "worker" if WORKER in words else "parent"
    return name, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="truat-bench-") as name, generator(arguments.sites) as served:
        folder = Path(name)
        write_seeds(folder / "seeds.csv", served)
        command = [sys.executable, "-m", "crawler.cli", "nightly", "--seeds", "seeds.csv", "--json", "--allow-private", "127.0.0.0/8"]
        for option in ("jobs", "sites_per_process"):
            if (value := getattr(arguments, option)) is not None:
                command += [f"--{option.replace('_', '-')}", str(value)]
        started = time.monotonic()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen([*command, *arguments.rest], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
            watch = Watch(process.pid)
            out, _ = process.communicate()
            watch.stop()
        took = time.monotonic() - started
    result = json.loads(out)
    homes = [count for asked, count in served["asked"].items() if asked.endswith(" GET /")]
    memory = watch.memory_mb or [0.0]
    third = max(1, len(memory) // 3)
    thirds = (memory[:third], memory[third : 2 * third], memory[2 * third :])
    return {
        **result,
        "sites_a_minute": round(60 * result["done"] / took, 1),
        "wall_seconds": round(took, 1),
        "cpu_seconds_a_site": round(sum(watch.cpu_by_name.values()) / max(1, result["done"]), 2),
        "cpu_seconds": watch.cpu_by_name,
        "peak_memory_mb": round(max(memory)),
        "memory_mb_by_thirds": [round(sum(part) / len(part)) for part in thirds if part],
        "most_looks_at_a_home": max(homes, default=0),
        "kinds": served["kinds"],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--sites-per-process", type=int)
    parser.add_argument("rest", nargs="*", help="options of truat nightly, after --")
    print(json.dumps(run(parser.parse_args()), ensure_ascii=False))


if __name__ == "__main__":
    main()
