"""`python -m bench.judge [FOLDER]`: what reading a page and judging it cost, in milliseconds of one core.

FOLDER: every capture below it is read and judged, with the default packs. Without one, captures are made, without a network, of the saved
real sites where those lie beside the checkout, else of the demo site: no facts but the pages, and nothing rendered.
"""

from __future__ import annotations

import argparse
import hashlib
import mimetypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeVar

import yaml

from checks import runner, status
from crawler.artifacts import Capture, Fetch, Site
from crawler.capture import JSON_NAME, read_capture
from crawler.marking import marked
from crawler.pipeline import RuleBook, load_rule_book
from crawler.reading.read import PageReader, site_view
from crawler.session import rules_folder

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "dev"
DEMO = ROOT / "tests" / "sites" / "demo"
MAX_PAGES = 15
T = TypeVar("T")
AT = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Cost:
    """Milliseconds: of reading, one view (a rendered page has two); of judging, one page, all rules together."""

    pages: int
    kilobytes: float
    reading_ms: float
    judging_ms: float


def stored(folder: Path) -> Iterator[Capture]:
    """Every capture below a folder."""
    yield from (read_capture(path.parent) for path in sorted(folder.rglob(JSON_NAME)))


def saved(corpus: Path) -> Iterator[Capture]:
    """A capture of each saved site, of as many pages as an audit reads."""
    for path in sorted(corpus.glob("*/site.yaml")):
        about = yaml.safe_load(path.read_text(encoding="utf-8"))
        pages = {f"http://{about['host']}{at}": path.parent / name for at, name in about["pages"].items()}
        yield _capture(about["host"], {url: file for url, file in pages.items() if file.is_file()})


def demo(folder: Path) -> Iterator[Capture]:
    files = sorted(folder.glob("*.html"), key=lambda file: (file.name != "index.html", file.name))
    yield _capture("www.example.go.th", {f"http://www.example.go.th/{'' if n == 0 else file.name}": file for n, file in enumerate(files)})


def _capture(host: str, files: dict[str, Path]) -> Capture:
    """The first page is the home page; a file under two addresses is one page."""
    distinct = {file: url for url, file in reversed(files.items())}
    chosen = [(url, file.read_bytes()) for file, url in reversed(distinct.items())][:MAX_PAGES]
    fetches = tuple(_fetch(url, body, "home" if n == 0 else "link") for n, (url, body) in enumerate(chosen))
    bodies = {hashlib.sha256(body).hexdigest(): body for _, body in chosen}
    return Capture(Site(f"http://{host}/", host), "0", AT, AT, MAX_PAGES, fetches=fetches, bodies=bodies)


def _fetch(url: str, body: bytes, why: str) -> Fetch:
    kind = mimetypes.guess_type(url.split("?")[0])[0]
    headers = (("Content-Type", kind if kind == "application/pdf" else "text/html"),)
    digest = hashlib.sha256(body).hexdigest()
    return Fetch(url, "page", why, url, status=200, headers=headers, started_at=AT, body_bytes=len(body), sha256=digest)


def cost_of(capture: Capture, book: RuleBook) -> Cost:
    """Of one site, nothing of it known before."""
    reader = PageReader()
    site, reading_s = _timed(lambda: site_view(marked(capture, book.conditions, reader), book.lexicon, reader))
    _, judging_s = _timed(lambda: runner.run(book.rules, site, is_seen=status.decide(site).status in status.SEEN))
    kilobytes = sum(len(capture.bodies.get(view.sha256, b"")) for view in site.views) / 1000
    views, pages = max(1, len(site.views)), max(1, len(site.pages))
    return Cost(len(site.pages), kilobytes / views, 1000 * reading_s / views, 1000 * judging_s / pages)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = process_time()
    result = work()
    return result, process_time() - started


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", nargs="?", type=Path)
    folder = arguments.parse_args().folder
    captures = stored(folder) if folder else saved(CORPUS) if CORPUS.is_dir() else demo(DEMO)
    book = load_rule_book(rules_folder())
    costs = [cost for capture in captures if (cost := cost_of(capture, book)).pages]
    if not costs:
        raise SystemExit(f"no capture with a page below {folder}")
    reading = [1000 * c.reading_ms / c.kilobytes for c in costs if c.kilobytes]
    print(f"{len(costs)} sites, {sum(c.pages for c in costs)} pages, {len(book.rules)} rules; medians of the sites")
    print(f"reading  {median(c.reading_ms for c in costs):6.1f} ms a page   {median(reading) * 150 / 1000:6.1f} ms for 150 kB")
    print(f"judging  {median(c.judging_ms for c in costs):6.1f} ms a page")


if __name__ == "__main__":
    main()
