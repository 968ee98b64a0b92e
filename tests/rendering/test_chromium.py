"""Finding a browser, and when one is wanted."""

import pytest

from crawler.errors import BrowserMissing
from crawler.reading.page_view import PageView
from crawler.rendering import chromium
from crawler.rendering.decide import needs_rendering


def program(folder, name):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="ascii")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """A machine without any browser."""
    monkeypatch.delenv("TRUAT_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(chromium, "FOLDERS", ())
    return tmp_path


def test_the_headless_shell_comes_first_and_the_environment_before_it(bare, monkeypatch):
    whole, shell = program(bare / "bin", "chromium"), program(bare / "bin", "chromium-headless-shell")
    assert chromium.find() == shell
    monkeypatch.setenv("TRUAT_CHROMIUM", whole)
    assert chromium.find() == whole


def test_playwrights_own_is_the_last_resort(bare):
    path = program(bare / "playwright", "chromium_headless_shell-1200/chrome-linux/headless_shell")
    assert chromium.find() == path


def test_a_missing_browser_is_said_in_one_sentence(bare, monkeypatch):
    assert chromium.find() is None
    with pytest.raises(BrowserMissing, match="install"):
        chromium.require(None)
    with pytest.raises(BrowserMissing, match="/no/such"):
        chromium.require("/no/such")
    monkeypatch.setenv("TRUAT_CHROMIUM", "/no/such")
    with pytest.raises(BrowserMissing, match="TRUAT_CHROMIUM"):
        chromium.find()


@pytest.mark.parametrize(
    ("view", "mode", "is_home", "expected"),
    [
        ({}, "auto", True, True),
        ({}, "auto", False, False),
        ({"is_shell": True}, "auto", False, True),
        ({}, "always", False, True),
        ({"is_shell": True}, "never", True, False),
        ({"source": "pdf"}, "always", False, False),
    ],
)
def test_which_pages_are_rendered(view, mode, is_home, expected):
    page = PageView(**{"url": "https://www.example.go.th/", "source": "static", "sha256": "", **view})
    assert needs_rendering(page, mode, is_home) is expected
