"""What cannot work is said in one line, with the contract's exit code, and nothing is left behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import GAPS, NOT_AUDITED, OUR_FAULT, ROOT, USAGE, Run, files_below, truat
from tests.sites.serve import Served, serving

IDN = "www.ตัวอย่าง.ไทย"
IDN_ASCII = "www.xn--72c1a1bt4awk9o.xn--o3cw4h"
LOOPBACK = ("--allow-private", "127.0.0.0/8", "--delay", "0", "--render", "never", "--max-pages", "1")


def assert_one_line(run: Run, code: int, *words: str) -> None:
    """One line on standard error, by its name, holding the words; nothing on standard output."""
    assert (run.code, run.out, len(run.error_lines)) == (code, "", 1), run
    assert run.err.startswith("truat: ")
    for word in words:
        assert word in run.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["https://user:secret@www.example.go.th"], ["name and password"]),
        (["ftp://www.example.go.th"], ["only http and https"]),
        (["file:///etc/passwd"], ["only http and https"]),
        (["http://www.example.go.th:99999"], ["port"]),
        (["http://127.0.0.1/"], ["--allow-private"]),
        (["http://2130706433/"], ["--allow-private"]),  # 127.0.0.1 as one number, which browsers take
        (["www.example.go.th", "--pack", "gws9"], ["gws9", "gws2"]),
        (["www.example.go.th", "--format", "pdf"], ["not built yet"]),
        (["www.example.go.th", "--lang", "fr"], ["th, en"]),
        (["www.example.go.th", "--org-type", "club"], ["ministry"]),
        (["www.example.go.th", "--max-pages", "many"], ["--max-pages", "--help"]),
        (["www.example.go.th", "--delay", "inf"], ["--delay"]),
        (["www.example.go.th", "--resolve", "here"], ["HOST:PORT:ADDRESS"]),
        (["www.example.go.th", "--proxy", "socks5://user:secret@127.0.0.1:1"], ["http://host:port"]),
        (["www.example.go.th", "--baseline", "missing.json"], ["missing.json"]),
        (["www.example.go.th", "--colour"], ["--colour", "--help"]),
        ([], ["URL", "--help"]),
    ],
)
def test_wrong_use_of_audit(args: list[str], words: list[str], tmp_path: Path) -> None:
    run = truat(tmp_path, "audit", *args)
    assert_one_line(run, USAGE, *words)
    assert "secret" not in run.err
    assert files_below(tmp_path) == set()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["colour"], ["colour", "--help"]),
        (["rules", "show", "gws2-colour"], ["gws2-colour"]),
        (["check", "nowhere"], ["capture.json"]),
        (["report", "nowhere.json"], ["nowhere.json"]),
    ],
)
def test_wrong_use_of_other_commands(args: list[str], words: list[str], tmp_path: Path) -> None:
    assert_one_line(truat(tmp_path, *args), USAGE, *words)
    assert files_below(tmp_path) == set()


@pytest.mark.parametrize("command", ["audit", "capture"])
def test_folder_that_cannot_be_written(command: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert_one_line(truat(tmp_path, command, "www.example.go.th", "--out", "file/out"), USAGE, "--out file/out")
    assert files_below(tmp_path) == {"file"}


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "truat.audit/1"}'])
def test_file_that_is_no_audit(text: str, tmp_path: Path) -> None:
    (tmp_path / "audit.json").write_text(text)
    assert_one_line(truat(tmp_path, "report", "audit.json"), USAGE, "audit.json")
    assert files_below(tmp_path) == {"audit.json"}


def test_damaged_capture(tmp_path: Path) -> None:
    (tmp_path / "capture.json").write_text('{"site": ')
    assert_one_line(truat(tmp_path, "check", "."), USAGE, "capture.json")
    assert files_below(tmp_path) == {"capture.json"}


# --- rules that people write --------------------------------------------------------------------------------------


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    """A copy of the rules that truat takes instead of its own."""
    shutil.copytree(ROOT / "rules", tmp_path / "mine" / "rules", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [("version:", "colour: red\nversion:", "colour"), ("check: topic-offer", "check: crystal-ball", "crystal-ball"), ("id:", "id", "yaml")],
)
def test_rule_that_cannot_be_loaded(old: str, new: str, word: str, own_rules: Path, tmp_path: Path) -> None:
    """File and key are named; nothing is fetched or written."""
    (rule,) = (own_rules / "rules").rglob("gws2-complaint-channel.yaml")
    rule.write_text(rule.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    run = truat(tmp_path, "audit", "www.example.go.th", first=(own_rules,))
    assert_one_line(run, USAGE, "gws2-complaint-channel.yaml", word)
    assert files_below(tmp_path) == {p for p in files_below(tmp_path) if p.startswith("mine")}


# --- addresses that work ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain() -> Iterator[Served]:
    with serving() as served:
        yield served


def route(host: str, served: Served) -> list[str]:
    """Whatever port of the host is asked for, the server answers."""
    return ["--connect-to", f"{host}::127.0.0.1:{served.port}"]


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (f"http://{IDN}/", f"http://{IDN_ASCII}/"),
        ("  HTTP://WWW.Example.go.th  ", "http://www.example.go.th/"),
        ("http://www.example.go.th/about.html#history", "http://www.example.go.th/about.html"),
    ],
)
def test_unusual_addresses_are_understood(typed: str, understood: str, plain: Served, tmp_path: Path) -> None:
    """A Thai host, capital letters, a path: audited as a browser would open them."""
    host = IDN_ASCII if IDN in typed else "www.example.go.th"
    run = truat(tmp_path, "audit", typed, *LOOPBACK, *route(host, plain), "--out", "out", "--json")
    assert run.code == GAPS, run.err
    assert json.loads(run.out)["site"]["url"] == understood


def test_no_scheme_means_https(plain: Served, tmp_path: Path) -> None:
    """The server speaks no TLS, so the site cannot be audited; that it was asked by https is what counts."""
    run = truat(tmp_path, "audit", "www.example.go.th", *LOOPBACK, *route("www.example.go.th", plain), "--out", "out", "--json")
    result = json.loads(run.out)
    assert (run.code, result["site"]["url"], result["status"]) == (NOT_AUDITED, "https://www.example.go.th/", "tls-failed")


# --- sites that cannot be audited, and faults of ours -------------------------------------------------------------


def test_unknown_host(tmp_path: Path) -> None:
    """A name that never exists (RFC 6761): the site's status, a report all the same, exit 4."""
    run = truat(tmp_path, "audit", "http://www.agency.invalid/", "--render", "never", "--out", "out", "--json")
    result = json.loads(run.out)
    assert (run.code, result["status"], result["score"]) == (NOT_AUDITED, "dns-not-found", None)
    assert {"audit.json", "report.html", "capture/capture.json"} <= files_below(tmp_path / "out")


def test_name_of_a_private_address(tmp_path: Path) -> None:
    """A name is refused as its address is, with a report and without a request."""
    run = truat(
        tmp_path, "audit", "http://www.example.go.th/", "--resolve", "www.example.go.th:80:10.0.0.1", "--render", "never", "--out", "out"
    )
    assert run.code in (OUR_FAULT, NOT_AUDITED)
    assert "10.0.0.1" in (tmp_path / "out" / "audit.json").read_text(encoding="utf-8")


def test_no_chromium(plain: Served, tmp_path: Path) -> None:
    """Our fault: one line that says what to install, a result that blames nobody, and no request."""
    before = len(plain.seen)
    run = truat(tmp_path, "audit", plain.url, *plain.options, "--out", "out", "--quiet", TRUAT_CHROMIUM="/nowhere/chromium")
    assert_one_line(run, OUR_FAULT, "/nowhere/chromium", "TRUAT_CHROMIUM")
    assert len(plain.seen) == before
    result = json.loads((tmp_path / "out" / "audit.json").read_text(encoding="utf-8"))
    assert (result["status"], result["score"]) == ("our-fault", None)
    assert "failed" not in {f["outcome"] for f in result["findings"]}
    assert (tmp_path / "out" / "report.html").is_file()


def test_proxy_that_cannot_be_reached(tmp_path: Path) -> None:
    """Our fault too; the report is written."""
    run = truat(
        tmp_path, "audit", "http://www.example.go.th/", "--proxy", "http://127.0.0.1:9", "--render", "never", "--out", "out", "--quiet"
    )
    assert_one_line(run, OUR_FAULT, "proxy")
    assert {"audit.json", "report.html"} <= files_below(tmp_path / "out")
