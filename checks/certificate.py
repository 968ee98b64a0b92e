"""What is wrong with the certificate that was seen, as one part of the check on encryption (whose REASONS hold the words)."""

from __future__ import annotations

from datetime import UTC, datetime

from checks.faces import https_answers
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.artifacts import Tls
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of

# OpenSSL's words (X509_verify_cert_error_string), most telling first.
_REASONS = (
    ("has expired", "certificate-expired"),
    ("not yet valid", "certificate-not-yet-valid"),
    ("mismatch", "certificate-of-another-name"),
    ("self-signed certificate in certificate chain", "certificate-chain"),
    ("self signed certificate in certificate chain", "certificate-chain"),
    ("self-signed", "certificate-self-signed"),
    ("self signed", "certificate-self-signed"),
    ("issuer certificate", "certificate-chain"),
    ("unable to verify the first certificate", "certificate-chain"),
    ("untrusted", "certificate-chain"),
)
# Browsers removed these in 2020 (RFC 8996).
OUTDATED = frozenset({"SSLv2", "SSLv3", "TLSv1", "TLSv1.1"})


def certificate(site: SiteView) -> Result | None:
    """None when the certificate is in order, and when there is no https at all."""
    tls = site.tls
    if tls is None or tls.fault is not None:
        if not https_answers(site):
            return None
        return Result(Outcome.CANT_TELL, "behind-proxy" if site.capture.is_behind_proxy else "certificate-not-seen")
    reason = _fault_of(tls, site.capture.started_at)
    if reason is None:
        return None
    if reason == "certificate-not-seen" or not _is_met_by_visitors(site, tls):
        return Result(Outcome.CANT_TELL, "certificate-not-seen", evidence=(_evidence(tls),))
    return Result(Outcome.FAILED, reason, _facts(tls), (_evidence(tls),))


def _fault_of(tls: Tls, at: str) -> str | None:
    now = _time(at)
    until, since = _time(tls.not_after), _time(tls.not_before)
    if now and until and until < now:
        return "certificate-expired"
    if now and since and now < since:
        return "certificate-not-yet-valid"
    words = (tls.verify_error or "").lower()
    if not words:
        return "outdated-protocol" if tls.protocol in OUTDATED else None
    known = next((reason for part, reason in _REASONS if part in words), None)
    if known is not None:
        return known
    # Anything else that our strict handshake dislikes (small keys, old renegotiation) browsers may still accept.
    return "outdated-protocol" if tls.protocol in OUTDATED else "certificate-not-seen"


def _is_met_by_visitors(site: SiteView, tls: Tls) -> bool:
    """A site asked for over http may lead to another of its hosts before any certificate is shown."""
    home = site.capture.home
    arrived = host_of(home.final_url) if home is not None and home.is_ok else tls.host
    return site.capture.site.url.startswith("https:") or arrived == tls.host


def _facts(tls: Tls) -> dict[str, str]:
    names = ", ".join(tls.names[:3]) or tls.subject or "?"
    return {
        "host": tls.host,
        "names": names,
        "until": (tls.not_after or "?")[:10],
        "since": (tls.not_before or "?")[:10],
        "protocol": tls.protocol or "?",
    }


def _evidence(tls: Tls) -> Evidence:
    words = tls.verify_error or tls.protocol or ""
    return Evidence(
        f"https://{tls.host}/",
        "certificate",
        f"{words}; {tls.subject or '?'}; {(tls.not_before or '?')[:10]} – {(tls.not_after or '?')[:10]}",
    )


def _time(iso: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(iso or "")
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
