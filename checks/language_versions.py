"""Can the site be read in another language than Thai?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.base import CheckOptions
from checks.offers import Seen, State, decide, sightings_of
from checks.outcome import Outcome
from checks.parts import known, shown, state_of, views_of
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.scan import Scan
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of, registrable

NEEDS = ("home",)
REASONS = {
    "machine-translation": {
        "th": "พบเพียงเครื่องมือแปลภาษาอัตโนมัติ เช่น Google Translate ระบบไม่อาจตัดสินว่าเนื้อหาที่แปลใช้แทนเว็บไซต์ภาษาอื่นได้หรือไม่",
        "en": "Only a machine translation tool was found; whether it replaces a version in another language cannot be told.",
    },
    "fewer-languages": {
        "th": "พบเว็บไซต์ภาษาอื่น {languages} ภาษา น้อยกว่าที่กำหนดไว้ {at_least} ภาษา",
        "en": "{languages} other languages were found, fewer than the {at_least} asked for.",
    },
}

_TOPIC = "english-version"
_MACHINE = Scan(
    r"translate\.google(?:apis)?\.|translate-pa\.googleapis|google\.translate\.TranslateElement|gtranslate\.(?:net|io)|googtrans|microsofttranslator|bing\.com/translator",
    re.I,
)
# A page whose address says that it is the English one, and that is not in Thai altogether: menus often stay in Thai.
_ENGLISH_PAGE = re.compile(
    r"(?:^|[/_.-])(?:en|eng|english)(?:[/_.-]|version|$)|[?&](?:lang|language|l|locale)=(?:en|eng|english)(?:[-_&]|$)", re.I
)
MAX_THAI = 0.95
_FIELD = re.compile(r"lang|language|locale|setlang|change_?lang(?:uage)?", re.I)
_OTHER = re.compile(r"(?:english|ภาษาอังกฤษ|อังกฤษ|eng?)(?:\s?\([\w\s]+\))?", re.I)
_LANGUAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("zh", re.compile(r"中文|简体|繁體|จีน|chinese|\b(?:cn|zh)\b", re.I)),
    ("ja", re.compile(r"日本語|ญี่ปุ่น|japanese|\b(?:jp|ja)\b", re.I)),
    ("my", re.compile(r"မြန်မာ|พม่า|เมียนมา|burmese|myanmar", re.I)),
    ("km", re.compile(r"ខ្មែរ|เขมร|กัมพูชา|khmer", re.I)),
    ("lo", re.compile(r"ລາວ|ลาว|\blao\b", re.I)),
    ("ms", re.compile(r"มลายู|มาเลย์|melayu|malay", re.I)),
    ("ko", re.compile(r"한국|เกาหลี|korean", re.I)),
)


class Options(CheckOptions):
    """`at_least`: other languages than Thai that are asked for."""

    at_least: int = 1


@dataclass(frozen=True)
class _Version:
    language: str
    seen: Seen


def check(site: SiteView, options: Options) -> Result:
    """Links and switches to another language, pages in one, and what the pages' heads declare as their translations."""
    versions = [*_switches(site), *_forms(site), *_declared(site), *_pages(site)]
    result = decide(site, (v.seen for v in versions), known(site, (_TOPIC,)))
    if result.outcome is Outcome.PASSED:
        return _counted(result, {v.language for v in versions if v.seen.state == "found"}, options.at_least)
    if result.reason != "found-unverified" and (machine := _machine(site)):
        return Result(Outcome.CANT_TELL, "machine-translation", evidence=machine)
    return result


def _counted(result: Result, languages: set[str], at_least: int) -> Result:
    if len(languages) >= at_least:
        return result
    return Result(Outcome.FAILED, "fewer-languages", {"languages": len(languages), "at_least": at_least}, result.evidence)


def _switches(site: SiteView) -> Iterator[_Version]:
    for sighting in sightings_of(site, known(site, (_TOPIC,)), lambda s: s.kind in ("link", "form", "control")):
        if sighting.link is None:
            yield _Version(_language(sighting.excerpt), _at(sighting, "found-unverified" if sighting.kind == "control" else "found"))
        elif _MACHINE.search(sighting.link.href):
            continue
        elif _is_own(sighting.link, sighting.page):
            yield _Version(
                _language(f"{sighting.excerpt} {sighting.link.href}"), _at(sighting, state_of(site, sighting.link, sighting.page))
            )


def _at(sighting: Sighting, state: State) -> Seen:
    return shown(sighting.page, sighting.locator, sighting.excerpt, state)


def _is_own(link: Link, page: PageView) -> bool:
    """Of the same organisation's domain: a link called English to another site is no version of this one."""
    return link.url is None or registrable(host_of(link.url)) == registrable(host_of(page.url))


def _language(text: str) -> str:
    return next((code for code, pattern in _LANGUAGES if pattern.search(text)), "en")


def _forms(site: SiteView) -> Iterator[_Version]:
    """Switches that are forms: a list of languages, or buttons that a script sets a language by."""
    for view in views_of(site):
        for form in view.forms:
            field = next((f for f in form.fields if _FIELD.fullmatch(f.name) or any(_OTHER.fullmatch(c) for c in f.choices)), None)
            if field is not None:
                state: State = "found" if field.choices else "found-unverified"
                yield _Version("en", shown(view, form.locator, " ".join(field.choices) or field.name, state))


def _declared(site: SiteView) -> Iterator[_Version]:
    """Alternates with an hreflang, unless every language is said to be the same page."""
    for view in views_of(site):
        urls = {url for _, url in view.alternates}
        for language, url in view.alternates:
            if len(urls) > 1 and not language.startswith(("th", "x-default")):
                fetch = site.fetched.get(url)
                state: State = "found" if fetch is not None and fetch.is_ok else "found-unverified"
                yield _Version(language[:2], shown(view, "link", f"hreflang={language} {url}", state))


def _pages(site: SiteView) -> Iterator[_Version]:
    home = site.home
    for view in views_of(site):
        parts = urlsplit(view.url)
        is_home = home is not None and view.url == home.url
        if not is_home and view.blocks and view.thai_share <= MAX_THAI and _ENGLISH_PAGE.search(f"{parts.path}?{parts.query}"):
            yield _Version("en", shown(view, "html", view.name or view.url))


def _machine(site: SiteView) -> tuple[Evidence, ...]:
    for view in views_of(site):
        script = next((r.url for r in view.references if _MACHINE.search(r.url)), None)
        link = next((k.href for k in view.links if _MACHINE.search(k.href)), None)
        if found := script or link or ((m := _MACHINE.search(view.inline_scripts)) and m[0]):
            return (Evidence(view.url, "script", found, view.sha256),)
    return ()
