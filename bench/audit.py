"""`make bench`: what one audit of 15 pages costs, beside a bare Scrapy crawl of the same pages in the same run.

The demo site that comes with the project, and the largest of the saved real sites where they lie beside the checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from bench.measure import Cost, cost_of, middle
from tests.sites.serve import serving

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPUS, CORPUS_SERVER = SHARED / "corpus" / "dev", SHARED / "tools" / "corpus_server.py"
PAGES = 15
NO_GAPS, GAPS = 0, 1


@dataclass(frozen=True)
class Target:
    """A site that is being served. `options`: how truat reaches it; `proxy`: how anybody does."""

    name: str
    url: str
    options: tuple[str, ...]
    proxy: str


@contextlib.contextmanager
def demo() -> Iterator[Target]:
    with serving() as served:
        yield Target("demo site", served.url, tuple(served.options), f"http://127.0.0.1:{served.port}")


@contextlib.contextmanager
def saved() -> Iterator[Target]:
    """The saved site with the most files."""
    slug = max((folder for folder in CORPUS.iterdir() if folder.is_dir()), key=lambda folder: sum(1 for _ in folder.rglob("*"))).name
    server = [sys.executable, str(CORPUS_SERVER), str(CORPUS)]
    listed = subprocess.run([*server, "--list"], text=True, capture_output=True, check=True).stdout
    host = dict(line.split("\t") for line in listed.splitlines())[slug]
    with subprocess.Popen([*server, "--port", "0"], text=True, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            proxy = process.stdout.readline().split()[-1]
            yield Target(f"saved site {slug}", f"http://{host}/", ("--proxy", proxy, "--delay", "0"), proxy)
        finally:
            process.terminate()


def measure(target: Target, runs: int) -> tuple[Cost, Cost, int]:
    """An audit, a bare crawl of the pages that it read, and how many these were; medians over the runs, in turn."""
    audits, crawls, urls = [], [], []
    with tempfile.TemporaryDirectory() as out:
        for _ in range(runs):
            command = ["audit", target.url, *target.options, "--max-pages", str(PAGES), "--out", out, "--quiet"]
            audits.append(cost_of([sys.executable, "-m", "crawler.cli", *command], (NO_GAPS, GAPS)))
            result = json.loads((Path(out) / "audit.json").read_text(encoding="utf-8"))
            urls = [page["url"] for page in result["pages"] if page["status"] == 200]
            crawls.append(cost_of([sys.executable, "-m", "bench.bare", target.proxy, *urls]))
    return middle(audits), middle(crawls), len(urls)


def table(target: Target, audit: Cost, crawl: Cost, pages: int) -> str:
    rows = [("truat audit", audit, "{:10.2f}"), ("bare Scrapy crawl", crawl, "{:10.2f}")]
    ratio = Cost(*(getattr(audit, field.name) / max(getattr(crawl, field.name), 0.001) for field in fields(Cost)))
    lines = [f"{target.name}, {pages} pages", f"{'':20}{'seconds':>10}{'CPU s':>10}{'Python MB':>11}{'all MB':>10}"]
    for name, cost, form in [*rows, ("ratio", ratio, "{:9.1f}×")]:
        figures = [form.format(value) for value in (cost.seconds, cost.cpu_s, cost.python_mb, cost.all_mb)]
        lines.append(f"{name:20}{figures[0]}{figures[1]} {figures[2]}{figures[3]}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.audit", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="medians are printed (default 3)")
    runs = max(1, parser.parse_args().runs)
    sites = [demo] + ([saved] if CORPUS_SERVER.is_file() and CORPUS.is_dir() else [])
    for site in sites:
        with site() as target:
            print(table(target, *measure(target, runs)), flush=True)
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
