"""Outcome and reason of accessibility."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, run, site, verdict


def marred(html: str, **frame):
    return site(home(html + FILLER, **frame))


CASES = {
    "no language": (marred("", lang=""), "3.1.1"),
    "no title": (marred("", title=""), "2.4.2"),
    "no alt": (marred('<img src="/a.jpg">'), "1.1.1"),
    "no label": (marred('<form><input type="text" name="x"><button>ส่ง</button></form>'), "1.3.1"),
    "link without a name": (marred('<a href="/fb"><i class="fa fa-facebook"></i></a>'), "2.4.4"),
    "video without a title": (marred('<iframe src="https://www.youtube.com/embed/x"></iframe>'), "4.1.2"),
}
HARMLESS = [
    '<img src="/line.png" alt="">',
    '<label for="a">ชื่อ</label><input id="a" name="a">',
    '<form><label>ชื่อ <input name="a"></label><textarea name="g-recaptcha-response"></textarea></form>',
    '<a href="/x" style="display:none"></a>',
    '<a href="/fb" aria-label="เฟซบุ๊ก"><i class="fa"></i></a>',
]


@pytest.mark.parametrize("name", CASES)
def test_barriers(name):
    """Each proved barrier is named by its criterion."""
    subject, criterion = CASES[name]
    assert ("failed", "barriers") == verdict("accessibility", subject)
    assert criterion in str(run("accessibility", subject).facts["causes"])


@pytest.mark.parametrize("html", HARMLESS)
def test_harmless(html):
    """What is in order, or not shown, is no barrier."""
    assert ("passed", "none-proved") == verdict("accessibility", site(home(html + FILLER), rendered=True))


def test_static_pages_prove_no_pass():
    """Without a rendering, or with scripts missing, nothing is passed."""
    assert ("cantTell", "needs-a-fuller-look") == verdict("accessibility", site(home()))
    assert ("cantTell", "needs-a-fuller-look") == verdict("accessibility", site(home(), rendered=True, scripts_failed=("/a.js",)))


def test_inner_pages_count():
    """A barrier on any page read fails the site."""
    assert ("failed", "barriers") == verdict("accessibility", site(home(), page("/a", '<img src="/a.jpg">' + FILLER), rendered=True))


def test_every_reason_is_reached():
    assert_every_reason("accessibility", {"barriers", "none-proved", "needs-a-fuller-look"})
