"""What a site answered, written down as it answers, so that a look that was cut off goes on without asking the site again.

A killed worker loses what it had in memory; without this its sites would be fetched once more for each time it is killed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Protocol

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.artifacts import Capture
from crawler.fetcher import Download


class Look(Protocol):
    """What a spider runs: `crawler.visit.Visit`, or one that keeps a journal."""

    async def run(self, download: Download) -> Capture: ...


class Journal:
    """One site's, in a folder of its own. The same question asked again has another entry: a second look must be a second look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: Counter[str] = Counter()

    def wrap(self, download: Download) -> Download:
        async def remembered(request: Request) -> Response:
            path = self._path(request)
            if (known := _read(path)) is not None:
                return known
            response = await download(request)
            if not response.headers.get("X-Truat-Egress"):  # our own answers carry this process's token, and may be better next time
                _write(path, response)
            return response

        return remembered

    def forget(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, request: Request) -> Path:
        question = f"{request.method} {request.url}"
        self._asked[question] += 1
        return self._folder / hashlib.sha256(f"{question} {self._asked[question]}".encode()).hexdigest()


class JournaledLook:
    """A visit whose answers are written down."""

    def __init__(self, look: Look, journal: Journal) -> None:
        self._look = look
        self._journal = journal

    async def run(self, download: Download) -> Capture:
        return await self._look.run(self._journal.wrap(download))


def _write(path: Path, response: Response) -> None:
    head: dict[str, Any] = {
        "url": response.url,
        "status": response.status,
        "headers": [(key.decode("latin-1"), value.decode("latin-1")) for key, values in response.headers.items() for value in values],
        "flags": response.flags,
    }
    aside = path.with_suffix(".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside.write_bytes(json.dumps(head).encode() + b"\n" + response.body)
    os.replace(aside, path)


def _read(path: Path) -> Response | None:
    with contextlib.suppress(OSError, ValueError, KeyError):
        head, _, body = path.read_bytes().partition(b"\n")
        data = json.loads(head)
        headers = Headers()
        for key, value in data["headers"]:
            headers.appendlist(key.encode("latin-1"), value.encode("latin-1"))
        return Response(data["url"], data["status"], headers, body, data["flags"])
    return None
