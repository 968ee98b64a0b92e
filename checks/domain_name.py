"""Is the site's domain name one that a government body should have?"""

from __future__ import annotations

import re
from typing import Literal

from checks.agency_names import supports_label
from checks.base import CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.thai_domains import THAI_TLD, thai_names_seen
from crawler.reading.site_view import SiteView
from crawler.reading.urls import registrable

NEEDS = ("site",)
REASONS = {
    "government-suffix": {
        "th": "ชื่อโดเมน {domain} อยู่ภายใต้ .{suffix} ซึ่งเป็นหมวดของหน่วยงานภาครัฐ",
        "en": "{domain} is under .{suffix}, a suffix of government bodies.",
    },
    "suffix-of-its-kind": {
        "th": "ชื่อโดเมน {domain} อยู่ภายใต้ .{suffix} ซึ่งใช้ได้กับหน่วยงานประเภทนี้",
        "en": "{domain} is under .{suffix}, which suits this kind of body.",
    },
    "suffix-of-other-bodies": {
        "th": "ชื่อโดเมน {domain} อยู่ภายใต้ .{suffix} ซึ่งไม่แน่ชัดว่าใช้ได้กับหน่วยงานประเภทนี้หรือไม่",
        "en": "{domain} is under .{suffix}; whether that suits this kind of body is not clear.",
    },
    "other-suffix": {
        "th": "ชื่อโดเมน {domain} ไม่ได้อยู่ภายใต้ .go.th หรือหมวดของหน่วยงานภาครัฐ (ลงท้ายด้วย .{suffix})",
        "en": "{domain} is not under .go.th or another government suffix (it ends in .{suffix}).",
    },
    "literal-address": {
        "th": "เว็บไซต์ใช้หมายเลข IP ({domain}) แทนชื่อโดเมน",
        "en": "The site has a bare IP address ({domain}) instead of a domain name.",
    },
    "no-name": {
        "th": "เว็บไซต์ใช้หมายเลข IP จึงไม่มีชื่อโดเมนให้พิจารณาในข้อนี้",
        "en": "The site has a bare IP address, so there is no domain name to look at.",
    },
    "well-formed": {
        "th": "ชื่อโดเมน {domain} ใช้อักขระและความยาวถูกต้อง",
        "en": "The characters and length of {domain} are as they should be.",
    },
    "bad-label": {
        "th": "ชื่อ “{label}” ในชื่อโดเมนใช้อักขระ ขีด หรือความยาวไม่ถูกต้อง",
        "en": "“{label}” in the domain name has wrong characters, hyphens or length.",
    },
    "thai-name-seen": {
        "th": "หน่วยงานมีชื่อโดเมนภาษาไทย {name}",
        "en": "The agency has the Thai domain name {name}.",
    },
    "thai-name-elsewhere": {
        "th": "พบชื่อโดเมนภาษาไทย {name} บนเว็บไซต์ แต่ไม่แน่ชัดว่าเป็นของหน่วยงานนี้",
        "en": "The Thai domain name {name} is on the site, but it may be another agency's.",
    },
    "thai-name-not-seen": {
        "th": "ไม่เห็นชื่อโดเมนภาษาไทยจากหน้าเว็บ ใบรับรอง หรือการส่งต่อ หน่วยงานอาจมีชื่อดังกล่าวโดยไม่ได้แสดงไว้",
        "en": "No Thai domain name shows in pages, certificate or redirects; the agency may have one all the same.",
    },
    "reflects": {
        "th": "ชื่อ “{label}” ตรงกับชื่อหรือชื่อย่อของหน่วยงานที่พบบนเว็บไซต์: {seen}",
        "en": "“{label}” agrees with a name or abbreviation of the agency on the site: {seen}.",
    },
    "not-recognised": {
        "th": "ระบบเทียบชื่อ “{label}” กับชื่อหน่วยงานบนเว็บไซต์ไม่พบ ให้เจ้าหน้าที่พิจารณาว่าสื่อถึงหน่วยงานหรือไม่",
        "en": "“{label}” could not be matched with the names on the site; a person has to say whether it points to the agency.",
    },
}

_RUN_BY_GOVERNMENT = ("go.th", "mi.th", f"xn--h3cuzk1di.{THAI_TLD}", f"xn--o3cyx2a.{THAI_TLD}")
_EDUCATION = ("ac.th", f"xn--12c1fe0br.{THAI_TLD}")
_ORGANISATION = ("or.th", f"xn--m3ch0j3a.{THAI_TLD}")
# Bodies that must stand under .go.th whatever they do; for the rest the policy of the registry leaves room.
_CORE = frozenset({"ministry", "department", "province", "local", "court"})
_OF_EDUCATION = frozenset({"university", "school", "hospital", "military", "public-organization", "independent", "other"})
_OF_ORGANISATIONS = frozenset({"public-organization", "independent", "state-enterprise", "other"})
_LABEL = re.compile(r"^(?!-)(?!.*--)[a-z0-9-]{1,63}(?<!-)$")
MIN_REGISTERED_CHARS = 2


class Options(CheckOptions):
    property: Literal["government-suffix", "charset", "thai-idn", "reflects-agency"]


def check(site: SiteView, options: Options) -> Result:
    """Looks at the host as it was asked for, without www. Source: THNIC general policy (revised), as the catalogue has it."""
    domain = site.capture.site.host.lower().rstrip(".").removeprefix("www.")
    if _is_address(domain):
        return _of_address(site, domain, options)
    if options.property == "government-suffix":
        return _suffix(site, domain)
    if options.property == "charset":
        return _charset(site, domain)
    return _thai_idn(site) if options.property == "thai-idn" else _reflects(site, domain)


def _is_address(domain: str) -> bool:
    return ":" in domain or domain.replace(".", "").isdigit()


def _of_address(site: SiteView, domain: str, options: Options) -> Result:
    if options.property == "government-suffix":
        return Result(Outcome.FAILED, "literal-address", {"domain": domain}, _host(site))
    return Result(Outcome.INAPPLICABLE, "no-name")


def _host(site: SiteView) -> tuple[Evidence, ...]:
    return (Evidence(site.capture.site.url, "host", site.capture.site.host),)


def _suffix(site: SiteView, domain: str) -> Result:
    kind = site.capture.site.org_type or "unknown"
    suffix = ".".join(domain.split(".")[-2:]) if domain.endswith((".th", f".{THAI_TLD}")) else domain.split(".")[-1]
    facts = {"domain": domain, "suffix": _readable(suffix)}
    if suffix in _RUN_BY_GOVERNMENT:
        return Result(Outcome.PASSED, "government-suffix", facts, _host(site))
    for suffixes, kinds in ((_EDUCATION, _OF_EDUCATION), (_ORGANISATION, _OF_ORGANISATIONS)):
        if suffix in suffixes and (kind == "unknown" or kind in kinds):
            return Result(Outcome.PASSED, "suffix-of-its-kind", facts, _host(site))
        if suffix in suffixes and kind not in _CORE:
            return Result(Outcome.CANT_TELL, "suffix-of-other-bodies", facts, _host(site))
    if suffix == "co.th" and kind == "state-enterprise":
        return Result(Outcome.CANT_TELL, "suffix-of-other-bodies", facts, _host(site))
    return Result(Outcome.FAILED, "other-suffix", facts, _host(site))


def _readable(suffix: str) -> str:
    try:
        return suffix.encode("ascii").decode("idna")
    except UnicodeError:
        return suffix


def _charset(site: SiteView, domain: str) -> Result:
    registered = registrable(domain)
    own = registered.split(".")[0]
    below = domain.removesuffix(registered).strip(".").split(".")
    for label in (own, *(part for part in below if part)):
        if label.startswith("xn--"):
            continue
        if not _LABEL.match(label) or (label == own and len(label) < MIN_REGISTERED_CHARS):
            return Result(Outcome.FAILED, "bad-label", {"label": label[:70]}, _host(site))
    return Result(Outcome.PASSED, "well-formed", {"domain": domain}, _host(site))


def _thai_idn(site: SiteView) -> Result:
    own, others = thai_names_seen(site)
    if own:
        return Result(Outcome.PASSED, "thai-name-seen", {"name": own[0].name}, tuple(s.evidence for s in own[:3]))
    if others:
        return Result(Outcome.CANT_TELL, "thai-name-elsewhere", {"name": others[0].name}, tuple(s.evidence for s in others[:3]))
    return Result(Outcome.CANT_TELL, "thai-name-not-seen" if site.pages else "site-not-seen")


def _reflects(site: SiteView, domain: str) -> Result:
    label = registrable(domain).split(".")[0]
    seen = supports_label(site, label)
    if seen is None:
        reason = "not-recognised" if site.pages else "site-not-seen"
        return Result(Outcome.CANT_TELL, reason, {"label": _readable(label)}, _host(site))
    return Result(Outcome.PASSED, "reflects", {"label": _readable(label), "seen": seen.excerpt}, (seen,))
