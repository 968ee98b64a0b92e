"""The guides, followed to the letter in a copy of the project: every file is written as shown, every command run, every output seen."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import LIMIT_S, ROOT, environment, truat
from tests.sites.serve import serving

GUIDES = ("writing-rules.md", "writing-checks.md")
COPIED = ("checks", "crawler", "rules", "reports", "seeds")
_BLOCK = re.compile(r"(?:^`(?P<path>[^`\s]+)`\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S)


def copied(folder: Path) -> Path:
    """What a newcomer works in: the packages, the tests' helpers, and the capture of one site."""
    without = shutil.ignore_patterns("__pycache__")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=without)
    (folder / "tests" / "checks").mkdir(parents=True)
    for name in ("__init__.py", "checks/__init__.py", "checks/build.py", "checks/whole.py"):
        shutil.copy(ROOT / "tests" / name, folder / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    with serving() as served:
        assert truat(folder, "capture", served.url, *served.options, "--out", "captures/one", "--render", "never").code == 0
    return folder


def run(folder: Path, line: str) -> str:
    program, *args = line.split()
    module = ["-m", "crawler.cli"] if program == ".venv/bin/truat" else []
    assert program in (".venv/bin/truat", ".venv/bin/python"), line
    done = subprocess.run(
        [sys.executable, *module, *args],
        cwd=folder,
        env=environment({}, folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def blocks(guide: str) -> Iterator[re.Match[str]]:
    yield from _BLOCK.finditer((ROOT / "docs" / guide).read_text(encoding="utf-8"))


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_works_as_written(guide: str, tmp_path: Path) -> None:
    folder, output = copied(tmp_path), ""
    for block in blocks(guide):
        if block["path"]:
            place = folder / block["path"]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh":
            output = "".join(run(folder, line) for line in block["text"].splitlines())
        elif block["kind"] == "text":
            assert [line for line in block["text"].splitlines() if line not in output] == [], output


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_names_only_what_is_there(guide: str) -> None:
    """Files that the running text names exist, or the guide itself makes them."""
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    made = {b["path"] for b in blocks(guide) if b["path"]}
    named = {p for p in re.findall(r"`((?:rules|checks|docs|tests)/[\w./-]+\.\w+)`", text) if p not in made}
    assert [p for p in sorted(named) if not os.path.exists(ROOT / p)] == []
