"""truat.yaml is read strictly."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from crawler.errors import ConfigurationError
from crawler.office import Office, load_office


def office(folder: Path, text: str) -> Office:
    path = folder / "truat.yaml"
    path.write_text(text, encoding="utf-8")
    return load_office(str(path))


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_office(None) == Office()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("senders: a", "senders"),
        ("night_window: {from: '22:00'}", "night_window.to"),
        ("retention: {days: 0}", "retention.days"),
        ("- a", "the file"),
        ("a: [", "not YAML"),
        ("skip: [{host: a.go.th}]", "skip.0.reason"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        office(tmp_path, text)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="TRUAT_CONFIG"):
        load_office(str(tmp_path / "none.yaml"))


@pytest.mark.parametrize(("clock", "is_open"), [("21:59", False), ("22:00", True), ("03:00", True), ("05:00", False)])
def test_a_window_over_midnight(clock: str, is_open: bool, tmp_path: Path) -> None:
    window = office(tmp_path, "night_window: {from: '22:00', to: '05:00'}")
    assert window.may_begin(datetime.fromisoformat(f"2026-11-24T{clock}")) is is_open


def test_a_skip_expires(tmp_path: Path) -> None:
    skipping = office(tmp_path, "skip: [{host: www.a.go.th, reason: asked us to, until: 2026-11-30}]")
    assert skipping.skipped("a.go.th", date(2026, 11, 30)) == "asked us to"
    assert skipping.skipped("a.go.th", date(2026, 12, 1)) is None
    assert skipping.skipped("b.go.th", date(2026, 11, 30)) is None
