"""A built wheel holds all that truat needs, and works where there is no checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.command import GAPS, LIMIT_S, NO_GAPS, ROOT, environment, files_below
from tests.sites.serve import serving

PACKAGES = ("crawler", "checks", "rules", "reports", "seeds")
FILES = ("pyproject.toml", "README.md", "LICENSE")
DATA = (".yaml", ".j2", ".css", ".csv", ".json", ".md")
IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that the checkout stays as it is."""
    folder = tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / "source" / package, ignore=IGNORED)
    for name in FILES:
        shutil.copy(ROOT / name, folder / "source" / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q"]
    subprocess.run([*pip, "-w", folder / "dist", folder / "source"], check=True, capture_output=True, timeout=LIMIT_S)
    (built,) = (folder / "dist").glob("truat-*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, cwd: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Python that finds the project's packages in the unpacked wheel, and nowhere before it."""
    environ = {**environment({}), "PYTHONPATH": str(unpacked)}
    return subprocess.run([sys.executable, *args], cwd=cwd, env=environ, text=True, capture_output=True, timeout=LIMIT_S, check=False)


def test_every_data_file_is_in_it(unpacked: Path) -> None:
    """Rules, topics, templates, words, seeds, the schema: whatever lies in the packages."""
    wanted = {str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*") if path.suffix in (*DATA, ".py")}
    assert wanted - files_below(unpacked) == set()


def test_nothing_else_is_in_it(unpacked: Path) -> None:
    """Tests and benches stay in the checkout."""
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == set(PACKAGES)


def test_it_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    where = run(
        unpacked, tmp_path, "-c", "import crawler.cli, rules, reports; print(crawler.cli.__file__, rules.__file__, reports.__file__)"
    )
    assert where.stdout.count(str(unpacked)) == 3, where.stderr
    listed = run(unpacked, tmp_path, "-m", "crawler.cli", "rules", "list", "--pack", "all")
    assert (listed.returncode, listed.stderr) == (NO_GAPS, "")
    assert "gws2-complaint-channel" in listed.stdout


def test_it_audits_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    """Templates and words are found too."""
    with serving() as served:
        args = ("audit", served.url, *served.options, "--render", "never", "--max-pages", "3", "--out", "out")
        audited = run(unpacked, tmp_path, "-m", "crawler.cli", *args)
    assert (audited.returncode, audited.stderr) == (GAPS, "")
    assert (tmp_path / "out" / "report.html").stat().st_size > 10_000
