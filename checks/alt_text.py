"""Do images that say something say it in words too?"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from pydantic import Field

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Media, PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "described": {
        "th": "ภาพ {percent}% มีคำอธิบายภาพ (alt) ({with_alt} จาก {images} ภาพ)",
        "en": "{percent}% of the images have a text alternative ({with_alt} of {images}).",
    },
    "not-described": {
        "th": "มีภาพเพียง {percent}% ที่มีคำอธิบายภาพ (alt) ({with_alt} จาก {images} ภาพ)",
        "en": "Only {percent}% of the images have a text alternative ({with_alt} of {images}).",
    },
    "no-images": {
        "th": "หน้าที่เปิดดูไม่มีภาพ",
        "en": "The pages that were read have no images.",
    },
}

# A camera's or a program's file name in place of words.
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|svg|bmp)$|^(?:img|dsc|image|pic|photo|banner|slide)[-_ ]?\d+$", re.I)


class Options(CheckOptions):
    """`min_share`: of the images, 0 to 1, that must have an alternative; an empty alt (decoration) counts as one."""

    min_share: float = Field(default=0.9, ge=0, le=1)


def check(site: SiteView, options: Options) -> Result:
    """Each image address counts once, however many pages show it. Source: WCAG 2.1 SC 1.1.1."""
    images = _distinct(site)
    if not images:
        if site.home is None or site.home.is_shell:
            return Result(Outcome.CANT_TELL, "not-enough-seen")
        return Result(Outcome.INAPPLICABLE, "no-images")
    bad = [(page, image) for page, image in images if not is_described(image)]
    good = [(page, image) for page, image in images if is_described(image)]
    share = len(good) / len(images)
    facts: dict[str, str | int | float] = {"percent": int(100 * share), "with_alt": len(good), "images": len(images)}
    if share >= options.min_share:
        return Result(Outcome.PASSED, "described", facts, _evidence(good))
    return Result(Outcome.FAILED, "not-described", facts, _evidence(bad))


def _distinct(site: SiteView) -> list[tuple[PageView, Media]]:
    found: dict[str, tuple[PageView, Media]] = {}
    for page in site.pages:
        for image in page.media:
            if image.kind == "img":
                found.setdefault(image.url or f"{page.url} {image.locator}", (page, image))
    return list(found.values())


def is_described(image: Media) -> bool:
    """Words, or an alt left empty on purpose; a file name describes nothing."""
    if image.name is None:
        return False
    stem = unquote(urlsplit(image.url or "").path.rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    return not _FILE_NAME.match(image.name) and not (len(stem) > 3 and image.name == stem and any(c.isdigit() for c in stem))


def _evidence(images: list[tuple[PageView, Media]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(p.url, m.locator, f"{m.name or ''} {m.url or ''}", p.sha256) for p, m in images[:MAX_EVIDENCE])
