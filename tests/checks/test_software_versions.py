"""Outcome and reason of software-versions, for what is shown and for what is outdated."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, site, verdict


def served(**headers: str):
    return site(home(headers={k.replace("_", "-"): v for k, v in headers.items()}))


def loads(address: str):
    return site(home(f'<script src="{address}"></script>{FILLER}'))


GENERATOR = '<meta name="generator" content="{}">'
SHOWN = [
    (served(Server="nginx"), ("passed", "no-version-shown")),
    (served(Server="Apache", X_Powered_By="ASP.NET"), ("passed", "no-version-shown")),
    (served(Server="nginx/1.18.0 (Ubuntu)"), ("failed", "version-shown")),
    (served(X_Powered_By="PHP/8.3.1"), ("failed", "version-shown")),
    (served(X_AspNet_Version="4.0.30319"), ("failed", "version-shown")),
    (site(home(head=GENERATOR.format("WordPress 6.5.2"))), ("failed", "version-shown")),
    (site(home(head=GENERATOR.format("Joomla! - Open Source Content Management"))), ("passed", "no-version-shown")),
    (loads("/js/jquery-3.7.1.min.js"), ("passed", "no-version-shown")),
    (site(home("<p>Fatal error: Uncaught Error: Call to undefined function</p>")), ("failed", "listing-shown")),
    (site(home(title="Index of /upload")), ("failed", "listing-shown")),
    (site(home(status=503, headers={"Server": "Apache/2.4.6"})), ("failed", "version-shown")),
    (site(home(status=503)), ("cantTell", "site-not-seen")),
    (site(home(fault="timeout")), ("cantTell", "site-not-seen")),
]
OUTDATED = [
    (served(X_Powered_By="PHP/5.6.40"), ("failed", "unsupported")),
    (served(Server="Apache/2.2.15 (CentOS)"), ("failed", "unsupported")),
    (served(Server="Microsoft-IIS/7.5"), ("failed", "unsupported")),
    (served(Server="Microsoft-IIS/10.0"), ("passed", "supported")),
    (served(Server="Apache/2.4.58", X_Powered_By="PHP/7.4.33"), ("failed", "unsupported")),
    (served(X_Powered_By="PHP/8.0.30"), ("cantTell", "kept-by-distribution")),
    (served(Server="Apache/2.4.58 (Win64) OpenSSL/3.1.3 PHP/8.0.30"), ("failed", "unsupported")),
    (served(X_Powered_By="PHP/8.3.1"), ("passed", "supported")),
    (loads("/js/jquery-1.12.4.min.js"), ("failed", "unsupported")),
    (loads("https://cdn.example/ajax/libs/jquery/3.4.1/jquery.min.js"), ("failed", "unsupported")),
    (loads("/js/jquery-3.7.1.min.js"), ("passed", "supported")),
    (loads("/js/jquery.min.js?ver=1.12.4"), ("cantTell", "no-known-version")),
    (loads("/js/jquery-ui-1.12.1.js"), ("cantTell", "no-known-version")),
    (site(home(head=GENERATOR.format("Joomla! 1.5 - Open Source Content Management"))), ("failed", "unsupported")),
    (site(home(head=GENERATOR.format("Drupal 7 (https://www.drupal.org)"))), ("failed", "unsupported")),
    (site(home(head=GENERATOR.format("WordPress 4.9.8"))), ("cantTell", "no-known-version")),
    (served(Server="nginx/1.18.0"), ("cantTell", "no-known-version")),
]


@pytest.mark.parametrize(("subject", "expected"), SHOWN)
def test_versions_shown(subject, expected):
    """A product with its number is shown; a bare name is not."""
    assert expected == verdict("software-versions", subject)


@pytest.mark.parametrize(("subject", "expected"), OUTDATED)
def test_outdated(subject, expected):
    """Only lines that surely ended fail; unknown ones are cantTell."""
    assert expected == verdict("software-versions", subject, outdated=True)


def test_every_reason_is_reached():
    assert_every_reason("software-versions", {expected[1] for _, expected in SHOWN + OUTDATED})
