"""Outcome and reason of location-map."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

EMBED = '<iframe src="https://www.google.com/maps/embed?pb=!1m18!2d100.5"></iframe>'
DRAWN = '<div id="map"></div><script src="https://maps.googleapis.com/maps/api/js"></script><script>new google.maps.Map(e)</script>'

CASES = {
    "embedded": (whole(EMBED), FOUND),
    "linked at a map service": (whole('<a href="https://maps.app.goo.gl/abc">ที่นี่</a>'), UNVERIFIED),
    "a page of its own": (whole('<a href="/map">แผนที่หน่วยงาน</a>', page("/map")), FOUND),
    "drawn on the contact page": (whole(FILLER, page("/contact", "<h1>ติดต่อเรา</h1>" + DRAWN)), FOUND),
    "drawn elsewhere": (whole(FILLER, page("/news", "<h1>น้ำท่วม</h1>" + DRAWN)), NOT_FOUND),
    "picture on the contact page": (whole(FILLER, page("/contact", '<h1>ติดต่อเรา</h1><img src="/img/map.png" alt="">')), FOUND),
    "for pointing at an incident": (
        whole(FILLER, page("/about", f'<form><input name="lat" placeholder="ละติจูด"><button>ส่ง</button></form>{EMBED}')),
        NOT_FOUND,
    ),
    "a map of many places": (whole('<iframe src="https://www.google.com/maps/d/embed?mid=1"></iframe>'), NOT_FOUND),
    "site map": (whole("<h2>แผนที่เว็บไซต์</h2>"), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("location-map", subject)


def test_every_reason_is_reached():
    assert_every_reason("location-map", {reason for _, (_, reason) in CASES.values()})
