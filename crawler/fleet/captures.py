"""Where a night's captures go: a folder of this machine, or any place that fsspec reaches."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crawler.errors import ConfigurationError, OurFault


class Captures:
    """`root`: TRUAT_CAPTURES. Places are named relative to it, as run/site."""

    def __init__(self, root: str) -> None:
        self._root = root.rstrip("/")
        self._remote: Any = None
        if "://" in root:
            self._remote, self._base = _filesystem(root)

    @contextmanager
    def writing(self, place: str) -> Iterator[Path]:
        """A folder of this machine to write into; at the end it is at its place."""
        if self._remote is None:
            yield Path(self._root) / place
            return
        with tempfile.TemporaryDirectory(prefix="truat-") as name:
            yield Path(name)
            target = f"{self._base}/{place}/"
            self._tried(lambda: (self._remote.makedirs(target, exist_ok=True), self._remote.put(f"{name}/", target, recursive=True)))

    @contextmanager
    def reading(self, place: str) -> Iterator[Path]:
        """The folder of a place; a copy where it lies elsewhere."""
        if self._remote is None:
            yield Path(self._root) / place
            return
        with tempfile.TemporaryDirectory(prefix="truat-") as name:
            self._tried(lambda: self._remote.get(f"{self._base}/{place}/", f"{name}/", recursive=True))
            yield Path(name)

    def remove(self, place: str) -> None:
        """Take a place away; nothing happens when it is not there."""
        if self._remote is None:
            shutil.rmtree(Path(self._root) / place, ignore_errors=True)
        elif self._remote.exists(f"{self._base}/{place}"):
            self._tried(lambda: self._remote.rm(f"{self._base}/{place}", recursive=True))

    def _tried(self, action: Any) -> None:
        try:
            action()
        except Exception as error:  # every file system has its own
            raise OurFault(f"captures cannot be kept in {self._root.partition('://')[0]}://… ({type(error).__name__}: {error})") from error


def _filesystem(root: str) -> tuple[Any, str]:
    import fsspec

    try:
        filesystem, base = fsspec.core.url_to_fs(root)
    except (ValueError, ImportError) as error:
        raise ConfigurationError(f"TRUAT_CAPTURES: {error}") from error
    return filesystem, base.rstrip("/")
