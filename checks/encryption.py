"""Is the site served over https, with a certificate that browsers accept, and does http lead there?"""

from __future__ import annotations

from dataclasses import replace

from checks.base import CheckOptions
from checks.certificate import certificate
from checks.faces import arrives_at_https, https_answers, is_redirected_by_script, plain_looks
from checks.mixed_content import mixed_parts
from checks.outcome import WORST_FIRST, Outcome
from checks.result import Evidence, Result
from crawler.artifacts import Fetch
from crawler.reading.site_view import SiteView

NEEDS = ("site",)
REASONS = {
    "encrypted": {
        "th": "เว็บไซต์ใช้ HTTPS ใบรับรองใช้ได้ถึง {until} และ http ไม่เปิดให้ใช้โดยไม่เข้ารหัส",
        "en": "The site uses HTTPS, its certificate is valid until {until}, and nothing is served over plain http.",
    },
    "no-https": {
        "th": "เว็บไซต์เปิดได้ทาง http เท่านั้น เครื่องแม่ข่ายไม่รับการเชื่อมต่อแบบเข้ารหัส (HTTPS)",
        "en": "The site is served over http only; the server takes no encrypted (HTTPS) connections.",
    },
    "no-handshake": {
        "th": "เชื่อมต่อแบบเข้ารหัส (TLS) กับเครื่องแม่ข่ายไม่สำเร็จ เบราว์เซอร์จึงเปิดเว็บไซต์ทาง HTTPS ไม่ได้",
        "en": "No encrypted (TLS) connection with the server is possible, so browsers cannot open the site over HTTPS.",
    },
    "plain-http": {
        "th": "หน้าแรกเปิดทาง http โดยไม่เข้ารหัสและไม่ส่งต่อไป https (ทาง https ไม่ตอบ)",
        "en": "The home page is served over plain http and leads to no https (which did not answer).",
    },
    "http-not-redirected": {
        "th": "เว็บไซต์มี HTTPS แล้ว แต่ทาง http ยังเปิดได้โดยไม่ส่งต่อไป https",
        "en": "The site has HTTPS, but plain http still answers without leading to https.",
    },
    "certificate-expired": {
        "th": "ใบรับรองหมดอายุแล้วเมื่อ {until}",
        "en": "The certificate expired on {until}.",
    },
    "certificate-not-yet-valid": {
        "th": "ใบรับรองยังไม่ถึงวันเริ่มใช้ ({since})",
        "en": "The certificate is not valid before {since}.",
    },
    "certificate-of-another-name": {
        "th": "ใบรับรองไม่ได้ออกให้ชื่อ {host} แต่ออกให้ {names}",
        "en": "The certificate is not for {host} but for {names}.",
    },
    "certificate-self-signed": {
        "th": "ใบรับรองเป็นแบบออกเอง (self-signed) เบราว์เซอร์จึงเตือนว่าไม่ปลอดภัย",
        "en": "The certificate is self-signed, so browsers warn that the site is not safe.",
    },
    "certificate-chain": {
        "th": "เครื่องแม่ข่ายส่งใบรับรองตัวกลางไม่ครบ หรือใบรับรองไม่ได้ออกโดยผู้ออกที่เบราว์เซอร์เชื่อถือ",
        "en": "The server does not send its intermediate certificates, or browsers do not trust who issued the certificate.",
    },
    "outdated-protocol": {
        "th": "เครื่องแม่ข่ายใช้ได้เพียง {protocol} ซึ่งเบราว์เซอร์ปัจจุบันไม่รับแล้ว",
        "en": "The server speaks only {protocol}, which current browsers refuse.",
    },
    "mixed": {
        "th": "หน้า https ยังเรียกส่วนประกอบ {parts} รายการผ่าน http:// ที่ไม่เข้ารหัส",
        "en": "https pages still ask for {parts} part(s) over unencrypted http://.",
    },
    "https-not-seen": {
        "th": "ทาง https ไม่ตอบในเวลาที่รอ จึงยังสรุปเรื่องการเข้ารหัสไม่ได้",
        "en": "https did not answer in time, so encryption cannot be judged.",
    },
    "certificate-not-seen": {
        "th": "เว็บไซต์เปิดทาง HTTPS ได้ แต่ระบบตรวจใบรับรองไม่สำเร็จ",
        "en": "The site answers over HTTPS, but its certificate could not be checked.",
    },
    "http-not-seen": {
        "th": "เว็บไซต์ใช้ HTTPS แต่ไม่ทราบว่าทาง http ส่งต่อไป https หรือไม่",
        "en": "The site uses HTTPS, but whether plain http leads there was not seen.",
    },
}


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Criteria: https, a certificate that is valid at the time of the capture and matches, http leads to https, no mixed content.

    Each part is judged by what was seen of it, and the worst decides; a part that was not seen never fails.
    """
    parts = [p for p in (_offered(site), certificate(site), _redirect(site), _mixed(site)) if p is not None]
    if parts:
        worst = min(parts, key=lambda p: WORST_FIRST.index(p.outcome))
        is_unseen = worst.outcome is Outcome.CANT_TELL and site.home is None and worst.reason != "behind-proxy"
        return replace(worst, reason="site-not-seen") if is_unseen else worst
    tls = site.tls
    assert tls is not None  # certificate() has said otherwise
    seen = Evidence(f"https://{tls.host}/", "certificate", f"{tls.subject or tls.host}, {tls.issuer or '?'}, {tls.protocol or '?'}")
    return Result(Outcome.PASSED, "encrypted", {"until": (tls.not_after or "?")[:10]}, (seen,))


def _is_offered(site: SiteView) -> bool:
    return bool(https_answers(site)) or (site.tls is not None and site.tls.fault is None)


def _offered(site: SiteView) -> Result | None:
    if _is_offered(site):
        return None
    if site.capture.is_behind_proxy:
        # The proxy itself may refuse port 443: nothing is known of the site's.
        return Result(Outcome.CANT_TELL, "behind-proxy")
    fault = site.tls.fault if site.tls else None
    if fault == "tls" and site.tls is not None:
        return Result(Outcome.FAILED, "no-handshake", evidence=(Evidence(f"https://{site.tls.host}/", "TLS", site.tls.fault_detail),))
    plain = [f for f in plain_looks(site) if f.status is not None and not arrives_at_https(f) and not is_redirected_by_script(site, f)]
    if fault == "connection-refused" and plain:
        return Result(Outcome.FAILED, "no-https", evidence=(_answered(plain[0]),))
    served = [f for f in plain if f.is_ok and f.kind == "page"]
    if served and fault is not None:
        return Result(Outcome.FAILED, "plain-http", evidence=(_answered(served[0]),))
    return Result(Outcome.CANT_TELL, "https-not-seen" if any(f.status for f in site.capture.fetches) else "site-not-seen")


def _redirect(site: SiteView) -> Result | None:
    if not _is_offered(site):
        return None
    looks = [f for f in plain_looks(site) if f.fault != "dns-not-found"]
    open_ones = [f for f in looks if f.is_ok and not arrives_at_https(f) and not is_redirected_by_script(site, f)]
    if open_ones:
        return Result(Outcome.FAILED, "http-not-redirected", evidence=tuple(map(_answered, open_ones[:2])))
    if any(arrives_at_https(f) or f.fault == "connection-refused" for f in looks):
        return None
    return Result(Outcome.CANT_TELL, "http-not-seen")


def _mixed(site: SiteView) -> Result | None:
    parts = mixed_parts(site)
    return Result(Outcome.FAILED, "mixed", {"parts": len(parts)}, parts[:5]) if parts else None


def _answered(fetch: Fetch) -> Evidence:
    return Evidence(fetch.final_url, "HTTP", f"HTTP {fetch.status}", fetch.sha256 or "")
