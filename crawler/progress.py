"""The line on a terminal while a site is looked at: fetching, rendering, checking."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class ProgressLine:
    """On standard error, and only when switched on; gone when the work is done."""

    def __init__(self, *, is_on: bool) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=not is_on,
        )
        self._task = self._progress.add_task("starting", total=None)

    def __enter__(self) -> ProgressLine:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def update(self, stage: str, done: int, wanted: int) -> None:
        self._progress.update(self._task, description=stage, completed=done, total=wanted or None)


class LateProgress:
    """A line of progress on a terminal, for work that takes longer than a second."""

    AFTER_S = 1.0

    def __init__(self) -> None:
        self._line: ProgressLine | None = None
        self._since = time.monotonic()

    def __enter__(self) -> LateProgress:
        return self

    def __exit__(self, *error: object) -> None:
        if self._line is not None:
            self._line.__exit__(None, None, None)

    def update(self, stage: str, done: int, wanted: int) -> None:
        if self._line is None and sys.stderr.isatty() and time.monotonic() - self._since > self.AFTER_S:
            self._line = ProgressLine(is_on=True).__enter__()
        if self._line is not None:
            self._line.update(stage, done, wanted)
