"""Does the home page fit a telephone's screen?"""

from __future__ import annotations

from checks.base import CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.artifacts import Rendering
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "fits": {
        "th": "หน้าแรกแสดงพอดีกับจอกว้าง 360 พิกเซล (ใช้ความกว้าง {width} พิกเซล)",
        "en": "The home page fits a screen 360 pixels wide (it needs {width}).",
    },
    "too-wide": {
        "th": "หน้าแรกกว้าง {width} พิกเซลบนจอกว้าง 360 พิกเซล ผู้ใช้โทรศัพท์ต้องเลื่อนซ้ายขวา",
        "en": "The home page needs {width} pixels on a screen 360 wide, so phone users have to scroll sideways.",
    },
    "no-viewport": {
        "th": "หน้าแรกไม่มี meta viewport โทรศัพท์จึงย่อหน้าทั้งหน้าจนตัวหนังสือเล็กเกินไป",
        "en": "The home page has no viewport meta, so phones shrink it until the text is too small.",
    },
    "not-measured": {
        "th": "ระบบไม่ได้เปิดหน้าแรกในเบราว์เซอร์ จึงไม่ทราบว่าพอดีกับจอโทรศัพท์หรือไม่",
        "en": "The home page was not opened in a browser, so whether it fits a phone is not known.",
    },
    "not-loaded-whole": {
        "th": "หน้าแรกโหลดสคริปต์หรือสไตล์ไม่ครบในขณะตรวจ ความกว้าง {width} พิกเซลที่วัดได้จึงยังสรุปไม่ได้",
        "en": "Scripts or style sheets of the home page did not all load, so the measured {width} pixels decide nothing.",
    },
}

SCREEN = 360
TOLERANCE = 20  # a few pixels of padding or shadow make no one scroll


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Criteria: a viewport meta, and no horizontal scroll at 360 CSS pixels, as Chromium measured it."""
    home, fetch = site.home, site.capture.home
    assert home is not None
    rendering = site.capture.rendering_of(fetch) if fetch else None
    viewport = next((content for name, content in home.metas if name == "viewport"), None)
    seen = (Evidence(home.url, "meta viewport", viewport or "", home.sha256),)
    if rendering is None or rendering.width_360 is None:
        return Result(Outcome.CANT_TELL, "not-measured", evidence=seen)
    width = rendering.width_360
    fits = width <= SCREEN + TOLERANCE
    if fits and viewport is not None:
        return Result(Outcome.PASSED, "fits", {"width": width}, seen)
    if not _is_whole(home, rendering):
        return Result(Outcome.CANT_TELL, "not-loaded-whole", {"width": width}, seen)
    return Result(Outcome.FAILED, "no-viewport" if fits else "too-wide", {"width": width}, seen)


def _is_whole(home: PageView, rendering: Rendering) -> bool:
    """Everything that shapes the page was there. Where failed style sheets were not recorded, only a page without any is sure."""
    if rendering.ended != "settled" or rendering.scripts_failed:
        return False
    if rendering.styles_failed is None:
        return not any(r.kind == "stylesheet" for r in home.references)
    return not rendering.styles_failed
