"""Which addresses are accounts."""

import pytest

from checks.social_profiles import kind_of

KINDS = {
    "https://www.facebook.com/bangdee": "profile",
    "https://m.facebook.com/profile.php?id=1000": "profile",
    "https://www.facebook.com/pages/bangdee/123": "profile",
    "https://line.me/R/ti/p/@bangdee": "profile",
    "https://lin.ee/abc": "profile",
    "https://www.youtube.com/@bangdee": "profile",
    "https://www.youtube.com/channel/UC123": "profile",
    "https://www.youtube.com/bangdee": "profile",
    "https://x.com/bangdee": "profile",
    "https://twitter.com/bangdee?lang=th": "profile",
    "https://www.instagram.com/bangdee/": "profile",
    "https://www.tiktok.com/@bangdee": "profile",
    "https://www.facebook.com": "front-page",
    "https://www.youtube.com/": "front-page",
    "https://www.facebook.com/sharer.php?u=http://a": None,
    "https://facebook.com/sharer.php?u=": None,
    "https://www.facebook.com/sharer.php": None,
    "https://www.facebook.com/share.php": None,
    "https://www.facebook.com/share.php?u=bangdee.go.th": None,
    "https://www.facebook.com/sharers.of.bangdee": "profile",
    "https://www.facebook.com/bangdee/posts/123": None,
    "https://www.facebook.com/photo.php?fbid=1": None,
    "https://twitter.com/share?text=a": None,
    "https://twitter.com/bangdee/status/1": None,
    "https://line.me/R/msg/text/?a": None,
    "https://www.youtube.com/watch?v=a": None,
    "https://www.youtube.com/embed/a": None,
    "https://www.instagram.com/p/abc/": None,
    "https://notfacebook.example/bangdee": None,
    "https://[bad": None,
}


@pytest.mark.parametrize("url", KINDS)
def test_kind_of(url):
    """Accounts are told from share buttons, single posts, films and front pages."""
    assert KINDS[url] == kind_of(url)
