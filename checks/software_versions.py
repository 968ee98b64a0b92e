"""Does the site tell which versions of software it runs; and are those that it tells still supported?"""

from __future__ import annotations

from collections.abc import Sequence

from checks.base import MAX_EVIDENCE, CheckOptions, pages_looked_at
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.software_lines import ENDED, KEPT_BY_DISTRIBUTIONS, SUPPORTED, line_of
from checks.software_seen import Software, software_seen
from crawler.reading.site_view import SiteView

NEEDS = ("headers",)
REASONS = {
    "version-shown": {
        "th": "เว็บไซต์แสดงรุ่นของซอฟต์แวร์ให้เห็นจากภายนอก: {software}",
        "en": "The site shows which versions of software it runs: {software}.",
    },
    "listing-shown": {
        "th": "เว็บไซต์แสดงรายการไฟล์ในโฟลเดอร์หรือข้อความผิดพลาดของโปรแกรมให้ผู้ใช้เห็น",
        "en": "The site shows a folder's list of files or a program's error message to visitors.",
    },
    "no-version-shown": {
        "th": "ไม่พบว่าเว็บไซต์แสดงรุ่นของซอฟต์แวร์ฝั่งเครื่องแม่ข่าย",
        "en": "No version of server software is shown.",
    },
    "unsupported": {
        "th": "พบซอฟต์แวร์รุ่นที่ผู้พัฒนาเลิกสนับสนุนแล้ว: {software}",
        "en": "Software that its maker no longer supports: {software}.",
    },
    "supported": {
        "th": "ซอฟต์แวร์ที่เห็นรุ่นจากภายนอกยังได้รับการสนับสนุน: {software}",
        "en": "What can be seen from outside is still supported: {software}.",
    },
    "kept-by-distribution": {
        "th": "ผู้พัฒนาเลิกสนับสนุน {software} แล้ว แต่ผู้จำหน่ายระบบปฏิบัติการบางรายยังแก้ไขรุ่นนี้อยู่ มองจากภายนอกไม่ออก ให้ผู้ดูแลระบบตรวจสอบ",
        "en": "The maker of {software} ended support, but some operating systems still mend that version; the administrator has to check.",
    },
    "no-known-version": {
        "th": "มองจากภายนอกไม่เห็นรุ่นของซอฟต์แวร์ที่รู้กำหนดสิ้นสุดการสนับสนุน จึงสรุปไม่ได้ ให้ผู้ดูแลระบบตรวจสอบ",
        "en": "No version with a known end of support can be seen from outside; the administrator has to check.",
    },
}

# Words of server-made listings and of errors that programs print in the middle of a page.
_LISTING_TITLES = ("index of /", "directory listing for /")
_ERRORS = (
    "fatal error: uncaught", "parse error: syntax error, unexpected", "server error in '/' application",
    "you have an error in your sql syntax",
    "warning: mysql_", "warning: mysqli_", "whoops, looks like something went wrong",
)  # fmt: skip


class Options(CheckOptions):
    """`outdated`: ask whether what is shown is still supported, instead of whether versions are shown at all."""

    outdated: bool = False


def check(site: SiteView, options: Options) -> Result:
    """A version is what the site itself says; nothing is probed."""
    if site.capture.home is None or site.capture.home.status is None:
        return Result(Outcome.CANT_TELL, "site-not-seen")
    seen = software_seen(site)
    return _supported(site, seen) if options.outdated else _shown(site, seen)


def _shown(site: SiteView, seen: Sequence[Software]) -> Result:
    # A library's number in an address is how libraries are published, not a banner.
    banners = [s for s in seen if not s.is_library]
    if banners:
        return Result(Outcome.FAILED, "version-shown", {"software": _words(banners)}, _evidence(banners))
    if leaks := _leaks(site):
        return Result(Outcome.FAILED, "listing-shown", evidence=leaks)
    if site.home is None:
        return Result(Outcome.CANT_TELL, "site-not-seen")
    return Result(Outcome.PASSED, "no-version-shown", evidence=pages_looked_at(site))


def _leaks(site: SiteView) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for page in site.pages:
        if page.title.lower().startswith(_LISTING_TITLES):
            found.append(Evidence(page.url, "title", page.title, page.sha256))
        for block in page.blocks:
            if block.text.lower().startswith(_ERRORS):
                found.append(Evidence(page.url, block.locator, block.text, page.sha256))
    return tuple(found[:MAX_EVIDENCE])


def _supported(site: SiteView, seen: Sequence[Software]) -> Result:
    on = site.capture.started_at[:10]
    ended = [s for s in seen if (line := line_of(s.name, s.version, ENDED)) is not None and line.ended < on]
    certain = [s for s in ended if not _may_be_kept(s)]
    if certain:
        return Result(Outcome.FAILED, "unsupported", {"software": _words(certain)}, _evidence(certain))
    if ended:
        return Result(Outcome.CANT_TELL, "kept-by-distribution", {"software": _words(ended)}, _evidence(ended))
    current = [s for s in seen if (line := line_of(s.name, s.version, SUPPORTED)) is not None and line.ended >= on]
    if current:
        return Result(Outcome.PASSED, "supported", {"software": _words(current)}, _evidence(current))
    if site.home is None:
        return Result(Outcome.CANT_TELL, "site-not-seen")
    return Result(Outcome.CANT_TELL, "no-known-version", evidence=_evidence(seen))


def _may_be_kept(software: Software) -> bool:
    """On Windows there is no distribution that would."""
    return (software.name, software.version) in KEPT_BY_DISTRIBUTIONS and "(win" not in software.evidence.excerpt.lower()


def _words(seen: Sequence[Software]) -> str:
    return ", ".join(s.text[:40] for s in seen[:MAX_EVIDENCE])


def _evidence(seen: Sequence[Software]) -> tuple[Evidence, ...]:
    return tuple(s.evidence for s in seen[:MAX_EVIDENCE])
