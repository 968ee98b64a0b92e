"""Outcome and reason of html-structure."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, run, site, verdict

NO_CHARSET = f"<!DOCTYPE html><html lang='th'><head><title>ก</title></head><body>{FILLER}</body></html>"
THAI_ENCODED = f"<!DOCTYPE html><html><head><meta charset='tis-620'><title>ก</title></head><body>{FILLER}</body></html>".encode("cp874")
CASES = {
    "sound": (site(home()), ("passed", "sound")),
    "TIS-620, declared": (site(home(body=THAI_ENCODED, content_type="text/html")), ("passed", "sound")),
    "no doctype": (site(home(doctype=False)), ("failed", "faults")),
    "no charset": (site(home(NO_CHARSET, content_type="text/html")), ("failed", "faults")),
    "charset in the header": (site(home(NO_CHARSET)), ("passed", "sound")),
    "wrong charset": (site(home(body=THAI_ENCODED)), ("failed", "faults")),
    "no title": (site(home(title="")), ("failed", "faults")),
    "an id twice": (site(home('<p id="a">ก</p><p id="a">ข</p>' + FILLER)), ("failed", "faults")),
    "an inner page": (site(home(), page("/a", doctype=False)), ("failed", "faults")),
    "scripts made it, the source is sound": (site(home(), rendered='<p id="a">ก</p><p id="a">ข</p>'), ("passed", "sound")),
}


@pytest.mark.parametrize("name", CASES)
def test_structure(name):
    """The source as it was sent is judged, and any fault of the frame fails."""
    subject, expected = CASES[name]
    assert expected == verdict("html-structure", subject)


def test_faults_are_named():
    assert "DOCTYPE, title" == run("html-structure", site(home(doctype=False, title=""))).facts["faults"]


def test_nothing_but_documents():
    """A site of which only PDFs were read has no HTML to judge."""
    pdf = home(body=b"%PDF-1.4 nothing", content_type="application/pdf")
    assert ("cantTell", "no-html-seen") == verdict("html-structure", site(pdf))


def test_every_reason_is_reached():
    assert_every_reason("html-structure", {expected[1] for _, expected in CASES.values()} | {"no-html-seen"})
