"""A night with its store elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from bench.night import generator
from tests.command import truat
from tests.fleet.nights import RUN, WELL, nightly, seeds


def test_a_night_on_each_database(url: str, tmp_path: Path) -> None:
    with generator(3, *WELL) as served:
        seeds(tmp_path, served)
        run = nightly(tmp_path, "--json", TRUAT_DATABASE_URL=url, TRUAT_CAPTURES=f"file://{tmp_path}/elsewhere")
    assert run.code == 0, run.err
    assert json.loads(run.out)["statuses"] == {"audited": 3}
    shown = truat(tmp_path, "run", "show", RUN, "--json", TRUAT_DATABASE_URL=url)
    assert json.loads(shown.out) == json.loads(run.out)
    assert len(list((tmp_path / "elsewhere" / RUN).glob("*/capture/capture.json"))) == 3


def test_a_store_that_is_gone_is_one_line(tmp_path: Path) -> None:
    run = truat(tmp_path, "runs", TRUAT_DATABASE_URL="postgresql://truat:secret@127.0.0.1:1/none")
    assert (run.code, run.out, len(run.error_lines)) == (3, "", 1)
    assert "secret" not in run.err
