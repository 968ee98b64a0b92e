"""Sections of a policy: what was not read is never missing, and a cookie note is no section."""

import pytest

from crawler.reading.site_view import SiteView
from tests.checks.build import assert_every_reason, home, run, site, verdict
from tests.checks.policy_texts import BODY, COOKIES, LINK, NOTE, policy, scan
from tests.checks.whole import CANT_TELL, FAILED, FOUND, INAPPLICABLE, NOT_ENOUGH, partly, whole

OPTIONS = {"policy": "policy-privacy", "section": {"th": ["การใช้คุกกี้", "คุกกี้"], "en": ["cookie"]}}
CASES = {
    "as a heading": (whole(LINK, policy(COOKIES)), FOUND),
    "in running text, tone marks lost": (whole(LINK, policy("<p>ระบบมีการใชคุกกีบนเครื่องของท่าน</p>")), FOUND),
    "under a heading of the home page": (whole(f"<h2>นโยบายการคุ้มครองข้อมูลส่วนบุคคล</h2>{BODY}{COOKIES.replace('h2', 'h3')}"), FOUND),
    "not there": (whole(LINK, policy()), (FAILED, "section-not-found")),
    "only in the note of every page": (whole(LINK + NOTE, policy(NOTE)), (FAILED, "section-not-found")),
    "a file behind the page is unread": (whole(LINK, policy('<a href="/p.pdf">ฉบับเต็ม</a>')), (CANT_TELL, "policy-partly-read")),
    "a list of files": (whole(LINK, policy('<a href="/p.pdf">ฉบับเต็ม</a>', body="")), (CANT_TELL, "policy-not-read")),
    "link not opened": (whole(LINK), (CANT_TELL, "policy-not-read")),
    "a scan": (whole(LINK, scan()), (CANT_TELL, "policy-is-image")),
    "no such policy": (whole(), (INAPPLICABLE, "policy-not-offered")),
    "not enough seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, expected: tuple[str, str]) -> None:
    assert expected == verdict("policy-section", subject, **OPTIONS)


@pytest.mark.parametrize(("at_least", "outcome"), [(2, "passed"), (3, "failed")])
def test_elements_are_counted_once_in_either_language(at_least: int, outcome: str) -> None:
    section = {"th": ["เก็บรวบรวม", "คุณภาพของข้อมูล", "เจ้าของข้อมูล"], "en": ["collect", "data quality", "data subject"]}
    subject = whole(LINK, policy("<p>การเก็บรวบรวม (collection)</p><p>Data quality</p>"))
    assert outcome == run("policy-section", subject, policy="policy-privacy", section=section, at_least=at_least).outcome.value


def test_evidence_is_the_heading_rather_than_a_paragraph() -> None:
    result = run("policy-section", whole(LINK, policy("<p>เราจะกล่าวถึงการใช้คุกกี้ไว้ด้านล่างของหน้านี้</p>" + COOKIES)), **OPTIONS)
    assert "การใช้คุกกี้ (Cookies)" == result.evidence[0].excerpt


def test_a_policy_page_called_so_needs_no_link() -> None:
    assert FOUND == verdict("policy-section", site(home(), policy(COOKIES)), **OPTIONS)


def test_every_reason_is_reached() -> None:
    assert_every_reason("policy-section", (reason for _, (_, reason) in CASES.values()))
