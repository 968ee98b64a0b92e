"""`truat nightly` as an operator meets it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bench.night import generator
from tests.command import INTERRUPTED, OUR_FAULT, USAGE, start, truat
from tests.fleet.nights import QUICK, RUN, WELL, nightly, seeds, verdicts
from tests.test_interrupt import children_of, gone, interrupt

SITES = 8


def test_a_night_from_begin_to_end(tmp_path: Path) -> None:
    with generator(SITES, *WELL) as served:
        seeds(tmp_path, served)
        run = nightly(tmp_path, "--json")
        again = nightly(tmp_path, "--json")
    assert (run.code, again.code) == (0, 0)
    result = json.loads(run.out)
    assert result["seconds"] > 0
    expected = {
        "run": RUN,
        "state": "finished",
        "sites": SITES,
        "done": SITES,
        "statuses": {"audited": SITES},
        "rendered": 0,
        "pages": SITES * 4,
    }
    assert {key: result[key] for key in expected} == expected
    assert json.loads(again.out) == result, "a finished night is not done again"
    assert json.loads(truat(tmp_path, "run", "show", RUN, "--json").out) == result
    assert RUN in truat(tmp_path, "runs").out
    assert max(count for asked, count in served["asked"].items() if asked.endswith("GET /")) == 1
    assert len(verdicts(tmp_path)) == SITES
    recheck = truat(tmp_path, "recheck", "--json")
    changes = json.loads(recheck.out)
    assert (recheck.code, changes["sites"], changes["changed_sites"], changes["missing"]) == (0, SITES, 0, 0), "the same rules say the same"


def test_bad_rows_are_named_and_skipped_sites_left_out(tmp_path: Path) -> None:
    with generator(3, *WELL) as served:
        path = seeds(tmp_path, served)
        path.write_text(path.read_text(encoding="utf-8") + "bad,,,nothing,local,,,,th,\n", encoding="utf-8")
        (tmp_path / "truat.yaml").write_text(f"skip: [{{host: {served['sites'][0]}, reason: asked us to}}]\n")
        run = nightly(tmp_path, "--json")
    assert run.code == 0
    assert "truat: seeds.csv, line 5: name_th is empty" in run.error_lines
    result = json.loads(run.out)
    assert (result["sites"], result["done"], result["skipped"]) == (2, 2, 1)


def test_killed_whole_and_started_again(tmp_path: Path) -> None:
    """kill -9 at any moment: in the end the same verdicts, and no page of a site asked for more than twice."""
    with generator(SITES, *WELL) as served:
        undisturbed, disturbed = tmp_path / "one", tmp_path / "two"
        for folder in (undisturbed, disturbed):
            folder.mkdir()
            seeds(folder, served)
        assert nightly(undisturbed, "--json").code == 0
    with generator(SITES, *WELL, "--port", str(served["port"])) as served:
        for pause_s in (2.5, 3.0, 3.5):
            with start(disturbed, "nightly", "--seeds", "seeds.csv", "--run-date", RUN, *QUICK) as process:
                time.sleep(pause_s)
                below = children_of(process.pid)
                for pid in (process.pid, *below):
                    kill(pid)
                process.communicate()
            assert gone(below)
        assert nightly(disturbed, "--json").code == 0
    assert verdicts(disturbed) == verdicts(undisturbed)
    assert max(served["asked"].values()) <= 2


def until_under_way(process: subprocess.Popen[str], folder: Path) -> None:
    while not list(folder.glob("captures/.work/*/journal/*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)


def kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_interrupted_it_ends_with_its_children_and_goes_on_later(tmp_path: Path) -> None:
    with generator(SITES, *WELL) as served:
        seeds(tmp_path, served)
        with start(tmp_path, "nightly", "--seeds", "seeds.csv", "--run-date", RUN, *QUICK) as process:
            until_under_way(process, tmp_path)
            out, err, below = interrupt(process)
        assert (process.returncode, out) == (INTERRUPTED, "")
        assert err.splitlines()[-1].startswith("truat: interrupted")
        assert gone(below)
        run = truat(tmp_path, "run", "resume", RUN, "--json")
    assert run.code == 0
    assert json.loads(run.out)["done"] == SITES


def test_a_second_command_does_not_join_in(tmp_path: Path) -> None:
    with generator(SITES, *WELL, "--latency", "3-3.5") as served:
        seeds(tmp_path, served)
        with start(tmp_path, "nightly", "--seeds", "seeds.csv", "--run-date", RUN, *QUICK) as process:
            until_under_way(process, tmp_path)
            second = nightly(tmp_path)
            cancelled = truat(tmp_path, "run", "cancel", RUN)
            process.communicate()
    assert (second.code, len(second.error_lines)) == (USAGE, 1)
    assert f"process {process.pid}" in second.err
    assert cancelled.code == 0
    assert process.returncode == OUR_FAULT
    assert nightly(tmp_path).code == USAGE, "a cancelled night is over"


def test_a_broken_network_freezes_the_run_until_it_is_released(tmp_path: Path) -> None:
    """Sixty names that our resolver does not know."""
    rows = "".join(f"s{i},เทศบาล,,http://s{i}.invalid/,local,,,,th,\n" for i in range(60))
    (tmp_path / "seeds.csv").write_text("code,name_th,name_en,url,org_type,ministry,province,emails,lang,notes\n" + rows, encoding="utf-8")
    run = nightly(tmp_path, "--json")
    assert run.code == OUR_FAULT
    result = json.loads(run.out)
    assert result["state"] == "frozen"
    assert "DNS" in result["cause"]
    assert truat(tmp_path, "run", "resume", RUN).code == OUR_FAULT
    assert truat(tmp_path, "run", "release", RUN).code == 0
    released = truat(tmp_path, "run", "resume", RUN, "--json")
    assert (released.code, json.loads(released.out)["state"]) == (0, "finished")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--run-date", "tomorrow"), "is not a date"),
        (("--engine", "celery"), "--engine"),
        (("--render", "sometimes"), "--render"),
        (("--pack", "nonsense"), "nonsense"),
        (("--resolve", "x"), "--resolve"),
        (("--seeds", "none.csv"), "none.csv"),
    ],
)
def test_wrong_use_is_one_line(args: tuple[str, ...], words: str, tmp_path: Path) -> None:
    run = truat(tmp_path, "nightly", "--render", "never", *args)
    assert (run.code, run.out, len(run.error_lines)) == (USAGE, "", 1)
    assert words in run.err
    assert truat(tmp_path, "run", "show", "2020-01-01").code == USAGE
