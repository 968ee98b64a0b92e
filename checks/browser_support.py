"""Does the site work without one particular browser or a plug-in that no longer exists?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Media, PageView
from crawler.reading.scan import Scan, for_names
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "plug-in": {
        "th": "หน้าเว็บยังใช้เนื้อหาแบบ Flash, Silverlight, ActiveX หรือ Java applet ซึ่งเบราว์เซอร์ปัจจุบันเปิดไม่ได้",
        "en": "Pages still use Flash, Silverlight, ActiveX or Java applets, which no current browser shows.",
    },
    "old-browser": {
        "th": "หน้าเว็บบอกให้ใช้ Internet Explorer หรือปลั๊กอินที่เลิกใช้แล้ว: “{seen}”",
        "en": "Pages ask for Internet Explorer or a plug-in that no longer exists: “{seen}”.",
    },
    "one-browser": {
        "th": "หน้าเว็บแนะนำเบราว์เซอร์เดียว (“{seen}”) แต่ไม่ได้ระบุว่าเบราว์เซอร์อื่นใช้ไม่ได้ ให้เจ้าหน้าที่ตรวจสอบ",
        "en": "Pages recommend one browser (“{seen}”) without saying that others fail; a person should check.",
    },
    "no-limit-seen": {
        "th": "หน้าแรกเปิดใน Chromium ได้ครบ และไม่มีข้อความจำกัดเบราว์เซอร์หรือปลั๊กอิน (ไม่ได้ทดสอบใน Firefox และ Safari)",
        "en": "The home page opened fully in Chromium, and no notice limits it to one browser or plug-in (Firefox, Safari not tried).",
    },
    "not-rendered": {
        "th": "ไม่พบข้อความจำกัดเบราว์เซอร์ แต่ระบบไม่ได้เปิดหน้าแรกจนครบในเบราว์เซอร์ จึงยังสรุปไม่ได้",
        "en": "No limiting message was seen, but the home page was not fully opened in a browser, so nothing is decided.",
    },
}

_PLUG_IN = re.compile(r"\.(?:swf|xap|dcr)(?:$|[?#])", re.I)
_SAYS = (
    r"(?:best (?:view(?:ed)?|experienced?|displayed)|optimi[sz]ed|designed|view(?:ed)? best|requires?|"
    r"only works?|works? (?:best|only)|supports? only|"
    r"แสดงผลได้ดี\S*|แสดงผลดี\S*|เหมาะสม?\S*|ควรใช้|กรุณาใช้|โปรดใช้|ต้องใช้|รองรับเฉพาะ|ใช้งานได้ดี\S*|ใช้ได้เฉพาะ|เปิดด้วย|ดูได้ดี\S*|สนับสนุนการทำงาน\S*|รองรับการทำงาน\S*|รองรับ)"
)
_OLD = (
    r"(?:internet explorer|\bi\.?e\.? ?(?:\d|version|ขึ้นไป)|\bmsie\b|netscape|flash player|"
    r"adobe flash|macromedia flash|silverlight|active-?x)"
)
_LIMIT = Scan(rf"{_SAYS}.{{0,60}}{_OLD}|(?:get|install|download|ติดตั้ง|ดาวน์โหลด).{{0,20}}(?:flash player|silverlight)", re.I | re.S)
_BROWSER = re.compile(r"chrome|firefox|safari|edge|opera|internet explorer", re.I)
_RECOMMENDED = Scan(rf"{_SAYS}.{{0,40}}(?:chrome|firefox|safari|edge|opera)", re.I | re.S)
# Longer text is an article or a manual that mentions browsers, not a notice to visitors of this page.
MAX_NOTICE_CHARS = 200


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """What limits visitors, as the pages say or show it. Internet Explorer ended in 2022, Flash in 2020, Silverlight in 2021."""
    if plug_ins := list(_plug_ins(site)):
        return Result(Outcome.FAILED, "plug-in", evidence=tuple(plug_ins[:MAX_EVIDENCE]))
    notices = [(page, text, locator) for page in site.pages for text, locator in _notices(page)]
    if old := [Evidence(p.url, where, text, p.sha256) for p, text, where in notices if _names_old_only(text)]:
        return Result(Outcome.FAILED, "old-browser", {"seen": old[0].excerpt[:100]}, tuple(old[:MAX_EVIDENCE]))
    if one := [Evidence(p.url, where, text, p.sha256) for p, text, where in notices if _names_one(text)]:
        return Result(Outcome.CANT_TELL, "one-browser", {"seen": one[0].excerpt[:100]}, tuple(one[:MAX_EVIDENCE]))
    home = site.home
    fetch = site.capture.home
    rendering = site.capture.rendering_of(fetch) if fetch else None
    if home is None or rendering is None or rendering.ended != "settled":
        return Result(Outcome.CANT_TELL, "not-rendered")
    return Result(Outcome.PASSED, "no-limit-seen", evidence=(Evidence(home.url, sha256=home.sha256),))


def _plug_ins(site: SiteView) -> Iterator[Evidence]:
    """The site's own; a foreign counter's leftover hides nothing that the agency has to say."""
    for page in site.pages:
        for media in page.media:
            if _is_plug_in(media) and same_site(media.url or "", page.url):
                yield Evidence(page.url, media.locator, media.url or "", page.sha256)


def _is_plug_in(media: Media) -> bool:
    """Inside video or audio it is only what old browsers got instead."""
    is_fallback = "/video[" in media.locator or "/audio[" in media.locator
    return media.kind in ("embed", "object") and bool(_PLUG_IN.search(media.url or "")) and not is_fallback


def _notices(page: PageView) -> Iterator[tuple[str, str]]:
    for block in page.blocks:
        if len(block.text) <= MAX_NOTICE_CHARS:
            yield block.text, block.locator


@for_names
def _names_old_only(text: str) -> bool:
    """With a current browser named beside it, the old one is merely still welcome."""
    if not _LIMIT.search(text):
        return False
    return not {m.lower() for m in _BROWSER.findall(text)} - {"internet explorer"}


@for_names
def _names_one(text: str) -> bool:
    return bool(_RECOMMENDED.search(text)) and len({m.lower() for m in _BROWSER.findall(text)}) == 1
