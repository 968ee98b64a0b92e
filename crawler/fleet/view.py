"""How a night looks while it goes: a live table on a terminal, plain lines everywhere else, nothing when quiet."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol

from rich.console import Console, Group
from rich.live import Live
from rich.logging import RichHandler
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from crawler.fleet.tally import Tally

LINE_EVERY_S = 30.0
REDRAW_S = 0.5
SLOWEST = 5


class View(Protocol):
    def __enter__(self) -> View: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
    def show(self, tally: Tally) -> None: ...
    def say(self, text: str) -> None: ...


def view_for(run_id: str, *, quiet: bool) -> View:
    if quiet:
        return SilentView()
    return LiveView(run_id) if sys.stderr.isatty() else PlainView(run_id)


class SilentView:
    def __enter__(self) -> SilentView:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def show(self, tally: Tally) -> None:
        pass

    def say(self, text: str) -> None:
        pass


class PlainView(SilentView):
    """A line each half minute, for journals and log files."""

    def __init__(self, run_id: str, write: Callable[[str], None] | None = None) -> None:
        self._run_id = run_id
        self._write = write or (lambda line: print(line, file=sys.stderr, flush=True))
        self._said = time.monotonic()

    def show(self, tally: Tally) -> None:
        if time.monotonic() - self._said >= LINE_EVERY_S:
            self._said = time.monotonic()
            self.say(progress_words(tally))

    def say(self, text: str) -> None:
        self._write(f"run {self._run_id}: {text}")


class LiveView(SilentView):
    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._drawn = 0.0
        self._handlers: list[logging.Handler] = []

    def __enter__(self) -> LiveView:
        root = logging.getLogger()
        self._handlers, root.handlers = root.handlers, [RichHandler(console=self._console, show_path=False, markup=False)]
        self._live.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._live.stop()
        logging.getLogger().handlers = self._handlers

    def show(self, tally: Tally) -> None:
        if time.monotonic() - self._drawn >= REDRAW_S:
            self._drawn = time.monotonic()
            self._live.update(self._picture(tally), refresh=True)

    def say(self, text: str) -> None:
        self._console.print(Text(f"run {self._run_id}: {text}"))

    def _picture(self, tally: Tally) -> Group:
        table = Table.grid(padding=(0, 2))
        table.add_row(
            "sites", f"{tally.done} of {tally.totals.sites}", ProgressBar(total=max(tally.totals.sites, 1), completed=tally.done, width=30)
        )
        table.add_row("rate", f"{tally.per_minute:.1f} a minute", f"time left {duration(tally.left_s)}")
        table.add_row("rendering", f"{tally.rendering_share:.0%} of the time", f"{len(tally.going)} sites at once")
        table.add_row("status", Text(mix_words(tally.statuses), overflow="fold"))
        for host, seconds in tally.slowest[:SLOWEST]:
            table.add_row("slowest" if (host, seconds) == tally.slowest[0] else "", Text(host), f"{seconds:.0f} s")
        return Group(Text(f"run {self._run_id}", style="bold"), table)


def progress_words(tally: Tally) -> str:
    return (
        f"{tally.done} of {tally.totals.sites} sites, {tally.per_minute:.1f} a minute, time left {duration(tally.left_s)}, "
        f"rendering {tally.rendering_share:.0%} of the time; {mix_words(tally.statuses)}"
    )


def mix_words(statuses: Mapping[str, int]) -> str:
    return ", ".join(f"{status} {count}" for status, count in sorted(statuses.items(), key=lambda x: (-x[1], x[0]))) or "nothing yet"


def duration(seconds: float | None) -> str:
    if seconds is None:
        return "unknown"
    minutes = int(seconds) // 60
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min" if minutes else f"{int(seconds)} s"
