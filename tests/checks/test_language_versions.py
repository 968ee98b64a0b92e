"""Outcome and reason of language-versions."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

DEAD = '<header><a href="#">EN</a></header>'
WIDGET = '<div id="google_translate_element"></div><script src="//translate.google.com/translate_a/element.js?cb=x"></script>'

CASES = {
    "link": (whole('<header><a href="/en/">EN</a></header>', page("/en/", "<p>Welcome to our office</p>", lang="en")), FOUND),
    "link to an unseen page": (whole('<header><a href="https://en.bangdee.go.th/">English</a></header>'), UNVERIFIED),
    "flag": (whole('<a href="/en/"><img src="/f.png" alt="English"></a>', page("/en/", lang="en")), FOUND),
    "list of languages": (whole('<form><select name="x"><option>ไทย<option>English</select><button>ตกลง</button></form>'), FOUND),
    "alternate": (
        whole(
            FILLER, page("/about", head='<link rel="alternate" hreflang="th" href="/about"><link rel="alternate" hreflang="en" href="/e">')
        ),
        UNVERIFIED,
    ),
    "an English page without a link": (whole(FILLER, page("/index_eng.html", "<p>Provincial office of fisheries</p>", lang="en")), FOUND),
    "dead switch as answered": (whole(DEAD), UNVERIFIED),
    "dead switch as rendered": (whole(DEAD, rendered=True), (FAILED, "link-goes-nowhere")),
    "English of another organisation": (whole('<header><a href="https://example.com/en">English</a></header>'), NOT_FOUND),
    "machine translation": (whole(WIDGET), (CANT_TELL, "machine-translation")),
    "none": (whole(), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("language-versions", subject)


def test_two_other_languages_are_asked_for():
    """English alone is one."""
    one = whole('<header><a href="/en/">EN</a></header>', page("/en/", lang="en"))
    two = whole('<header><a href="/en/">EN</a><a href="/cn/">中文</a></header>', page("/en/", lang="en"), page("/cn/", lang="zh"))
    assert (FAILED, "fewer-languages") == verdict("language-versions", one, at_least=2)
    assert verdict("language-versions", two, at_least=2) == FOUND


def test_every_reason_is_reached():
    assert_every_reason("language-versions", {"fewer-languages", *(reason for _, (_, reason) in CASES.values())})
