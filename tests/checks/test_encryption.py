"""Outcome and reason of encryption, whatever was seen and not seen of TLS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.artifacts import Tls
from tests.checks.build import FILLER, HOST, SOUND, assert_every_reason, fact, home, site, to_https, verdict

HTTP = f"http://{HOST}/"
HTTPS = f"https://{HOST}/"
REFUSED = Tls(HOST, fault="connection-refused")
TIMED_OUT = Tls(HOST, fault="timeout")
BROKEN = Tls(HOST, fault="tls", fault_detail="handshake failure")


def bad(error: str, **more) -> Tls:
    return replace(SOUND, verify_error=error, **more)


def plain(**more):
    return home(path=HTTP, **more)


def moved():
    return home(path=HTTP, redirects=[(HTTP, HTTPS)])


def no_https():
    return fact(HTTPS, fault="connection-refused")


CASES = {
    "all in order": (site(home(), to_https()), ("passed", "encrypted")),
    "asked over http, led to https": (site(moved()), ("passed", "encrypted")),
    "http port closed": (site(home(), fact(HTTP, fault="connection-refused")), ("passed", "encrypted")),
    "http only": (site(plain(), no_https(), tls=REFUSED), ("failed", "no-https")),
    "http only, 443 silent": (site(plain(), fact(HTTPS, fault="timeout"), tls=TIMED_OUT), ("failed", "plain-http")),
    "no handshake": (site(home(fault="tls"), tls=BROKEN), ("failed", "no-handshake")),
    "http stays open": (site(home(), fact(HTTP)), ("failed", "http-not-redirected")),
    "https leads back to http": (site(home(redirects=[(HTTPS, HTTP)])), ("failed", "http-not-redirected")),
    "asked over http, https exists": (site(plain(), fact(HTTPS)), ("failed", "http-not-redirected")),
    "expired": (
        site(home(), to_https(), tls=bad("certificate has expired", not_after="2026-11-01T00:00:00+00:00")),
        ("failed", "certificate-expired"),
    ),
    "expired by the date of the capture": (
        site(home(), to_https(), tls=replace(SOUND, not_after="2026-11-23T00:00:00+00:00")),
        ("failed", "certificate-expired"),
    ),
    "not yet valid": (
        site(home(), to_https(), tls=replace(SOUND, not_before="2026-12-01T00:00:00+00:00")),
        ("failed", "certificate-not-yet-valid"),
    ),
    "other name": (
        site(home(), to_https(), tls=bad("Hostname mismatch, certificate is not valid for 'x'")),
        ("failed", "certificate-of-another-name"),
    ),
    "self-signed": (site(home(), to_https(), tls=bad("self-signed certificate")), ("failed", "certificate-self-signed")),
    "no chain": (site(home(), to_https(), tls=bad("unable to get local issuer certificate")), ("failed", "certificate-chain")),
    "old protocol": (site(home(), to_https(), tls=bad("UNSUPPORTED_PROTOCOL", protocol="TLSv1")), ("failed", "outdated-protocol")),
    "strange to us only": (site(home(), to_https(), tls=bad("UNSAFE_LEGACY_RENEGOTIATION_DISABLED")), ("cantTell", "certificate-not-seen")),
    "mixed content": (site(home('<script src="http://cdn.example/a.js"></script>' + FILLER), to_https()), ("failed", "mixed")),
    "http not looked at": (site(home()), ("cantTell", "http-not-seen")),
    "http answers an error": (site(home(), fact(HTTP, status=405)), ("cantTell", "http-not-seen")),
    "nobody looked at 443": (site(plain(), tls=None), ("cantTell", "https-not-seen")),
    "443 timed out, home refused": (site(home(path=HTTP, status=403), tls=TIMED_OUT), ("cantTell", "site-not-seen")),
    "blocked, http not looked at": (site(home(status=403)), ("cantTell", "site-not-seen")),
    "nothing answered": (site(home(fault="timeout"), tls=TIMED_OUT), ("cantTell", "site-not-seen")),
    "server down": (site(home(fault="connection-refused"), tls=REFUSED), ("cantTell", "site-not-seen")),
    "no name": (site(home(fault="dns-not-found"), tls=None), ("cantTell", "site-not-seen")),
    "proxy, https seen": (site(home(), to_https(), is_behind_proxy=True), ("cantTell", "behind-proxy")),
    "proxy, http home, https refused by proxy or site": (site(plain(), no_https(), is_behind_proxy=True), ("cantTell", "behind-proxy")),
    "proxy, https seen but http stays open": (site(plain(), fact(HTTPS), is_behind_proxy=True), ("failed", "http-not-redirected")),
    "site blocked, facts seen": (site(home(status=403), to_https()), ("passed", "encrypted")),
    "certificate of a host that nobody meets": (
        site(
            home(path="http://bangdee.go.th/", redirects=[("http://bangdee.go.th/", HTTPS)]),
            tls=bad("Hostname mismatch", host="bangdee.go.th"),
        ),
        ("cantTell", "certificate-not-seen"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_encryption(name):
    """Only what was seen fails; what was not seen is cantTell."""
    subject, expected = CASES[name]
    assert expected == verdict("encryption", subject)


def test_page_that_a_script_leads_to_https():
    """A home page that a browser leaves for https is not served in the clear for good."""
    subject = site(plain(), fact(HTTPS), rendered=True)
    rendering = replace(subject.capture.renderings[0], final_url=HTTPS)
    subject = replace(subject, capture=replace(subject.capture, renderings=(rendering,)))
    assert ("cantTell", "http-not-seen") == verdict("encryption", subject)


def test_every_reason_is_reached():
    assert_every_reason("encryption", {expected[1] for _, expected in CASES.values()})
