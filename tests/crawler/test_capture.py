"""What was captured comes back the same, and a damaged capture is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.artifacts import Capture, Fetch, Hop, Rendering, Robots, Site
from crawler.capture import JSON_NAME, WARC_NAME, read_capture, write_aside, write_capture
from crawler.errors import ConfigurationError
from crawler.recorder import Recorder


def capture() -> Capture:
    recorder = Recorder(Site("http://a.go.th/", "a.go.th"), "0.1", 15, False)
    body = "<p>สวัสดี".encode("cp874")
    digest = recorder.keep(body)
    headers = (("Content-Type", "text/html; charset=tis-620"), ("Content-Encoding", "gzip"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))
    hop = (Hop("http://a.go.th/", 301, "http://a.go.th/home"),)
    recorder.fetches.append(
        Fetch("http://a.go.th/", "page", "home", "http://a.go.th/home", 200, headers=headers, redirects=hop, sha256=digest)
    )
    recorder.fetches.append(Fetch("http://a.go.th/gone", "page", "sample", "http://a.go.th/gone", fault="timeout"))
    recorder.renderings.append(Rendering("http://a.go.th/home", "http://a.go.th/home", "settled", recorder.keep("<p>ก".encode())))
    recorder.robots = Robots("http://a.go.th/robots.txt", 404, None)
    return recorder.capture(1.5)


def test_a_capture_comes_back_as_it_was(tmp_path: Path) -> None:
    written = capture()
    write_capture(written, tmp_path, {"page-1.jpg": b"\xff\xd8\xff"})
    read = read_capture(tmp_path)
    assert written == read
    assert written.bodies == read.bodies
    assert (tmp_path / "page-1.jpg").read_bytes() == b"\xff\xd8\xff"


def test_a_folder_without_a_capture_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="truat capture"):
        read_capture(tmp_path)


@pytest.mark.parametrize("content", [b"{", b'{"schema": 3}', b"[]"])
def test_a_damaged_capture_is_named(tmp_path: Path, content: bytes) -> None:
    write_capture(capture(), tmp_path, {})
    (tmp_path / JSON_NAME).write_bytes(content)
    with pytest.raises(ConfigurationError, match="not a capture"):
        read_capture(tmp_path)


def test_a_capture_of_another_version_is_refused(tmp_path: Path) -> None:
    write_capture(capture(), tmp_path, {})
    path = tmp_path / JSON_NAME
    path.write_text(path.read_text().replace("truat.capture/1", "truat.capture/9"))
    with pytest.raises(ConfigurationError, match="truat.capture/9"):
        read_capture(tmp_path)


def test_a_missing_archive_is_named(tmp_path: Path) -> None:
    write_capture(capture(), tmp_path, {})
    (tmp_path / WARC_NAME).unlink()
    with pytest.raises(ConfigurationError, match=WARC_NAME):
        read_capture(tmp_path)


def test_writing_aside_leaves_no_scraps_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    with pytest.raises(OSError):
        write_aside(tmp_path / "here", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["here"]
