"""What a gap is worth, and the sums that the report shows."""

from __future__ import annotations

from typing import Any

import pytest

from reports.arithmetic import gain, weigh
from reports.view import view_of
from tests.reports import sample


def mended(audit: dict[str, Any], rule: str) -> dict[str, Any]:
    found = [{**f, "outcome": "passed"} if f["rule"] == rule else f for f in audit["findings"]]
    return sample.score(found)


@pytest.mark.parametrize("rule", ["gws2-sec-encryption", "gws2-rss", "dg2560-email-subscribe", "gws2-complaint-channel"])
def test_the_gain_is_what_the_score_rises_by(rule: str) -> None:
    audit = sample.audit()
    finding = next(f for f in audit["findings"] if f["rule"] == rule)
    worth = gain(finding, weigh(audit["findings"]))
    after = mended(audit, rule)
    assert after["worst"] - audit["score"]["worst"] == pytest.approx(worth)
    assert after["best"] - audit["score"]["best"] == pytest.approx(worth)


@pytest.mark.parametrize("change", [{"outcome": "untested"}, {"outcome": "inapplicable"}, {"waiver": "ยกเว้น"}, {"weight": 0}])
def test_what_does_not_count_has_no_weight(change: dict[str, Any]) -> None:
    finding = {**sample.findings()[0], **change}
    assert weigh([finding]) == {}
    assert gain(finding, {}) == 0.0


def test_weights_and_mean_are_shown_by_component() -> None:
    view = view_of(sample.audit(), sample.rules(), sample.packs(), lang="th")
    assert view.score is not None
    pack = view.score.packs[0]
    services = pack.components[3]
    assert services.weights == ("3", "0", "2", "5")
    assert services.score == "60–100"
    assert pack.mean[0].startswith("(60.0 + 40.0 + 0.0 + 60.0")
    assert pack.mean[0].endswith("÷ 8 = 35.4")


def test_gaps_come_weightiest_first_and_the_first_five_ask_for_different_things() -> None:
    audit = sample.audit()
    view = view_of(audit, sample.rules(), sample.packs(), lang="th")
    assert [group.id for group in view.gaps] == ["weight-3", "weight-2", "weight-1"]
    complaints = [f for f in audit["findings"] if "complaint" in f["rule"]]
    few = view_of(sample.audit(findings=complaints), sample.rules(), sample.packs(), lang="th")
    assert len(few.worst) == 1
    assert few.gap_count == 2


def test_packs_come_in_the_order_in_which_they_were_chosen() -> None:
    audit = sample.audit()
    audit["findings"].reverse()
    view = view_of(audit, sample.rules(), sample.packs(), lang="en")
    assert view.score is not None
    assert [pack.title for pack in view.score.packs] == [sample.packs()[pack["id"]].title["en"] for pack in audit["packs"]]
