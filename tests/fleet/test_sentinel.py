"""The sentinel: speaks when we are the problem, and only then."""

from __future__ import annotations

import pytest

from crawler.fleet.sentinel import Mix, Sentinel

GOOD_NIGHTS = tuple(Mix({"connection-timeout": 0.05}, {"r@1": 0.4}) for _ in range(7))


def sentinel(statuses: list[str], *, hosts: str = "a{}.go.th", is_rendered: bool = True, **options: object) -> Sentinel:
    made = Sentinel(**options)  # type: ignore[arg-type]
    for number, status in enumerate(statuses):
        made.notice(number, hosts.format(number), status, is_home_rendered=is_rendered and status == "audited")
    return made


@pytest.mark.parametrize(
    "status", ["dns-not-found", "connection-timeout", "connection-refused", "broken-response", "tls-failed", "our-fault"]
)
def test_most_sites_fail_in_one_way(status: str) -> None:
    assert sentinel(["audited"] * 19 + [status] * 31).cause()
    assert sentinel(["audited"] * 20 + [status] * 30).cause() is None, "60 % is not more than 60 %"
    assert sentinel([status] * 49).cause() is None, "fewer than 50 sites tell nothing"


def test_different_ways_are_the_sites_own() -> None:
    assert sentinel(["connection-timeout"] * 30 + ["connection-refused"] * 30).cause() is None


@pytest.mark.parametrize("status", ["blocked", "server-error", "parked", "redirected-elsewhere"])
def test_what_a_site_answers_is_not_our_network(status: str) -> None:
    assert sentinel([status] * 100).cause() is None


def test_literal_addresses_say_nothing_about_dns() -> None:
    assert sentinel(["dns-not-found"] * 60, hosts="10.0.0.{}").cause() is None
    assert sentinel(["connection-timeout"] * 60, hosts="10.0.0.{}").cause()


def test_the_browser_is_broken() -> None:
    assert "rendered" in (sentinel(["audited"] * 50, is_rendered=False).cause() or "")
    assert sentinel(["audited"] * 50, is_rendered=False, is_rendering=False).cause() is None


def test_a_second_round_corrects_the_first() -> None:
    made = sentinel(["connection-timeout"] * 60)
    for number in range(60):
        made.notice(number, f"a{number}.go.th", "audited", is_home_rendered=True)
    assert made.cause() is None


def test_compared_with_earlier_nights_once_there_are_seven() -> None:
    night = ["audited"] * 75 + ["connection-timeout"] * 25
    assert "earlier nights" in (sentinel(night, history=GOOD_NIGHTS).cause() or "")
    assert sentinel(night, history=GOOD_NIGHTS[:6]).cause() is None
    assert sentinel(["audited"] * 85 + ["connection-timeout"] * 15, history=GOOD_NIGHTS).cause() is None


@pytest.mark.parametrize(("failed", "is_well"), [(0.4, True), (0.55, True), (0.7, False), (0.1, False)])
def test_a_rule_that_judges_otherwise_than_before(failed: float, is_well: bool) -> None:
    made = sentinel(["audited"] * 100, history=GOOD_NIGHTS)
    for number in range(100):
        made.notice_verdicts({"r@1": "failed" if number < failed * 100 else "passed"})
    assert (made.cause() is None) is is_well


def test_a_new_version_of_a_rule_may_judge_otherwise() -> None:
    made = sentinel(["audited"] * 100, history=GOOD_NIGHTS)
    for _ in range(100):
        made.notice_verdicts({"r@2": "failed"})
    assert made.cause() is None


def test_a_released_run_is_left_alone() -> None:
    assert sentinel(["connection-timeout"] * 100, is_off=True).cause() is None
