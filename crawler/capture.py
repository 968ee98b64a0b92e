"""A capture folder: capture.json (facts), site.warc.gz (bodies), pictures.

Written aside and moved into place, so a file that is there is whole.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.artifacts import SCHEMA, Capture, Fetch
from crawler.errors import ConfigurationError

JSON_NAME = "capture.json"
WARC_NAME = "site.warc.gz"
_ADAPTER = TypeAdapter(Capture)
# The stored body is decoded, so these would lie about it.
_DECODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def write_aside(path: Path, content: bytes) -> None:
    """Put a whole file in place of whatever is there, or leave that as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_capture(capture: Capture, folder: Path, pictures: Mapping[str, bytes]) -> None:
    """Write bodies, pictures, and last capture.json: with it the folder is a capture."""
    (folder / JSON_NAME).unlink(missing_ok=True)
    write_aside(folder / WARC_NAME, _warc(capture))
    for name, content in pictures.items():
        write_aside(folder / name, content)
    write_aside(folder / JSON_NAME, _ADAPTER.dump_json(capture, exclude={"bodies"}, indent=1))


def _warc(capture: Capture) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    info = {"software": f"truat {capture.tool_version}", "format": "WARC File Format 1.1", "isPartOf": capture.site.host}
    writer.write_record(writer.create_warcinfo_record(WARC_NAME, info))
    written: set[str] = set()
    for fetch in capture.fetches:
        if fetch.sha256 and fetch.sha256 not in written:
            writer.write_record(_response(writer, capture, fetch))
            written.add(fetch.sha256)
    for rendering in capture.renderings:
        digest = rendering.dom_sha256
        if digest and digest not in written:
            headers = {"WARC-Date": _warc_date(capture.finished_at)}
            body = io.BytesIO(capture.bodies[digest])
            writer.write_record(
                writer.create_warc_record(
                    rendering.final_url, "conversion", payload=body, warc_content_type="text/html; charset=utf-8", warc_headers_dict=headers
                )
            )
            written.add(digest)
    return buffer.getvalue()


def _response(writer: WARCWriter, capture: Capture, fetch: Fetch):  # type: ignore[no-untyped-def]  # warcio is untyped
    kept = [(key, value) for key, value in fetch.headers if key.lower() not in _DECODED]
    body = capture.body(fetch)
    status = StatusAndHeaders(f"{fetch.status or 0} -", [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    dated = {"WARC-Date": _warc_date(fetch.started_at)}
    return writer.create_warc_record(fetch.final_url, "response", payload=io.BytesIO(body), http_headers=status, warc_headers_dict=dated)


def _warc_date(iso: str) -> str:
    return iso.replace("+00:00", "Z")


def read_capture(folder: Path) -> Capture:
    """Read a capture folder. Raises ConfigurationError when it is none, is of another version, or is damaged."""
    path = folder / JSON_NAME
    try:
        capture = _ADAPTER.validate_json(path.read_bytes())
    except FileNotFoundError:
        raise ConfigurationError(f"{folder} holds no {JSON_NAME}; give the folder that truat capture wrote") from None
    except ValidationError as error:
        raise ConfigurationError(f"{path} is not a capture of this version ({SCHEMA}): {error.errors()[0]['msg']}") from error
    if capture.schema != SCHEMA:
        raise ConfigurationError(f"{path} is {capture.schema}; this truat reads {SCHEMA}")
    return replace(capture, bodies=_bodies(folder / WARC_NAME))


def _bodies(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    try:
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type in ("response", "conversion"):
                    body = record.content_stream().read()
                    found[hashlib.sha256(body).hexdigest()] = body
    except (OSError, ArchiveLoadFailed) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from error
    return found
