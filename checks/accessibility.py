"""Do the pages put up barriers that their markup proves? A pass here is not conformity with WCAG."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from checks.alt_text import is_described
from checks.base import MAX_EVIDENCE, CheckOptions, pages_looked_at
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Field, PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "barriers": {
        "th": "พบอุปสรรคตามเกณฑ์ WCAG ระดับ A–AA ใน {pages} จาก {of} หน้า: {causes}",
        "en": "Barriers by WCAG level A and AA on {pages} of {of} pages: {causes}.",
    },
    "none-proved": {
        "th": "ไม่พบอุปสรรคที่ตรวจได้จากโครงสร้างหน้า ควรให้ผู้ใช้จริงและเครื่องมือเฉพาะทางตรวจเพิ่ม",
        "en": "No barrier that markup can prove; people and special tools should look as well.",
    },
    "needs-a-fuller-look": {
        "th": "ไม่พบอุปสรรคจากต้นฉบับหน้าเว็บ แต่ระบบไม่ได้เปิดหน้าแรกจนครบในเบราว์เซอร์ ต้องตรวจให้ละเอียดกว่านี้",
        "en": "No barrier in the source of the pages, but the home page was not fully opened in a browser; a fuller look is needed.",
    },
}

_CAUSES = {
    "language": "html lang (3.1.1)",
    "title": "title (2.4.2)",
    "images": "img alt (1.1.1)",
    "fields": "label (1.3.1, 4.1.2)",
    "links": "a (2.4.4, 4.1.2)",
    "frames": "iframe title (4.1.2)",
}
# Fields that no visitor sees although their type does not say so.
_UNSEEN_FIELD = re.compile(r"captcha|honey|^hp[_-]|^_|viewstate|token|nonce", re.I)
# Counters and the like: an empty frame of an advertiser says nothing of the page.
_CONTENT_FRAME = re.compile(r"youtube|youtu\.be|google\.[a-z.]+/maps|maps\.google|facebook\.com/plugins|vimeo", re.I)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Failures of WCAG 2.1 level A that hold whatever style and scripts do, by root cause.

    Source: https://www.w3.org/TR/WCAG21/.
    """
    pages = [p for p in site.pages if p.source != "pdf" and not p.is_shell]
    found: dict[str, list[Evidence]] = {}
    for page in pages:
        for cause, look in _LOOKS.items():
            found.setdefault(cause, []).extend(Evidence(page.url, where, text, page.sha256) for where, text in look(page))
    counts = {cause: len(evidence) for cause, evidence in found.items()}
    for cause, count, places in _by_axe(site):
        if not found.get(cause):
            found[cause], counts[cause] = places, count
    causes = sorted((cause for cause, evidence in found.items() if evidence), key=lambda c: (c not in _CAUSES, c))
    if causes:
        marred = {e.url for cause in causes for e in found[cause]}
        words = ", ".join(f"{_CAUSES.get(c, c)} × {counts[c]}" for c in causes)
        evidence = tuple(e for rank in range(MAX_EVIDENCE) for c in causes for e in found[c][rank : rank + 1])
        return Result(Outcome.FAILED, "barriers", {"pages": len(marred), "of": len(pages), "causes": words}, evidence[:MAX_EVIDENCE])
    home = site.home
    if home is None or home.is_shell or home.source != "rendered" or not home.scripts_loaded:
        return Result(Outcome.CANT_TELL, "needs-a-fuller-look", evidence=pages_looked_at(site))
    return Result(Outcome.PASSED, "none-proved", evidence=pages_looked_at(site))


# Rules of axe-core that say what a look at the markup says too.
_SAME = {
    "html-has-lang": "language",
    "document-title": "title",
    "image-alt": "images",
    "label": "fields",
    "select-name": "fields",
    "link-name": "links",
    "frame-title": "frames",
}
_GRAVE = ("critical", "serious")


def _by_axe(site: SiteView) -> Iterator[tuple[str, int, list[Evidence]]]:
    """Grave violations on rendered pages, by cause; colours only where every style sheet came."""
    for rendering in site.capture.renderings:
        for violation in rendering.axe or ():
            if violation.impact not in _GRAVE or (violation.rule == "color-contrast" and rendering.styles_failed != ()):
                continue
            where = [Evidence(rendering.final_url, *_split(sample), rendering.dom_sha256 or "") for sample in violation.samples]
            yield _SAME.get(violation.rule, f"{violation.help} ({violation.rule})"), violation.count, where


def _split(sample: str) -> tuple[str, str]:
    selector, _, html = sample.partition(" | ")
    return selector, html


Look = Callable[[PageView], Iterator[tuple[str, str]]]


def _language(page: PageView) -> Iterator[tuple[str, str]]:
    if not page.lang:
        yield "html", "<html> lang ?"


def _title(page: PageView) -> Iterator[tuple[str, str]]:
    if not page.title:
        yield "title", "<title> ?"


def _images(page: PageView) -> Iterator[tuple[str, str]]:
    for image in page.media:
        if image.kind == "img" and not is_described(image):
            yield image.locator, image.url or ""


def _fields(page: PageView) -> Iterator[tuple[str, str]]:
    for form in page.forms:
        for field in form.visible_fields:
            if not field.label and not any(field.choices) and not _UNSEEN_FIELD.search(field.name) and _needs_label(field):
                yield form.locator, f"{field.kind} {field.name}"


def _needs_label(field: Field) -> bool:
    return field.kind not in ("range", "color", "file")


def _links(page: PageView) -> Iterator[tuple[str, str]]:
    for link in page.links:
        if link.target in ("page", "file") and not link.name and not link.is_hidden:
            yield link.locator, link.href


def _frames(page: PageView) -> Iterator[tuple[str, str]]:
    for media in page.media:
        if media.kind == "iframe" and not media.name and _CONTENT_FRAME.search(media.url or ""):
            yield media.locator, media.url or ""


_LOOKS: Mapping[str, Look] = {
    "language": _language,
    "title": _title,
    "images": _images,
    "fields": _fields,
    "links": _links,
    "frames": _frames,
}
