"""Are session cookies set with Secure, HttpOnly and SameSite?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.faces import good_answers
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.artifacts import Fetch
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "flags-set": {
        "th": "คุกกี้ของระบบ ({names}) ตั้ง Secure, HttpOnly และ SameSite ครบ",
        "en": "The session cookies ({names}) carry Secure, HttpOnly and SameSite.",
    },
    "flags-missing": {
        "th": "คุกกี้ของระบบยังตั้งค่าไม่ครบ: {missing}",
        "en": "Session cookies lack flags: {missing}.",
    },
    "no-session-cookie": {
        "th": "หน้าที่เปิดดูไม่ตั้งคุกกี้สำหรับเข้าสู่ระบบ",
        "en": "The pages that were read set no session cookie.",
    },
}

# Names that common platforms give their session and log-in cookies: PHP, Java, ASP, .NET, Laravel, CodeIgniter,
# Express, Django, Rails, ColdFusion,
# WordPress, Drupal. Joomla's is 32 hex digits.
_SESSION = re.compile(
    r"^(?:__(?:Host|Secure)-)?(?:phpsessid|jsessionid|asp\.net_sessionid|aspsessionid\w+|\.aspxauth|\.aspnet(?:core)?\.\S+|connect\.sid|sessionid|"
    r"cfid|cftoken|wordpress_(?:logged_in|sec)\w*|s?sess[0-9a-f]{32}|[0-9a-f]{32}|\S*[-_.]?sess(?:ion)?(?:[-_.]?id)?|sid|laravel_token|remember_\w+)$",
    re.I,
)
# Tokens against forgery must be readable by scripts; balancers and shields keep nobody logged in.
_OTHER = re.compile(r"xsrf|csrf|^bigip|^aws|^__cf|^cf_|^incap|^visid|^nlbi|^ts0|^_ga|^citrix|^nsc_|^_pk|analytics", re.I)


@dataclass(frozen=True)
class Cookie:
    name: str
    attributes: frozenset[str]
    fetch: Fetch

    @property
    def missing(self) -> tuple[str, ...]:
        wanted = (("Secure", "secure"), ("HttpOnly", "httponly"), ("SameSite", "samesite"))
        return tuple(label for label, key in wanted if key not in self.attributes)

    @property
    def evidence(self) -> Evidence:
        """Names and flags only: a session's value is nobody's business."""
        flags = "; ".join(sorted(self.attributes)) or "-"
        return Evidence(self.fetch.final_url, "Set-Cookie", f"{self.name}: {flags}", self.fetch.sha256 or "")


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Looks at Set-Cookie of every page answer. Source: RFC 6265bis, sections 4.1.2.5 to 4.1.2.7."""
    cookies = list({c.name: c for f in reversed(list(good_answers(site))) for c in _session_cookies(f)}.values())
    if not cookies:
        return Result(Outcome.INAPPLICABLE, "no-session-cookie")
    weak = sorted((c for c in cookies if c.missing), key=lambda c: c.name)
    if weak:
        words = "; ".join(f"{c.name[:40]} ({', '.join(c.missing)})" for c in weak[:MAX_EVIDENCE])
        return Result(Outcome.FAILED, "flags-missing", {"missing": words}, tuple(c.evidence for c in weak[:MAX_EVIDENCE]))
    names = ", ".join(sorted(c.name[:40] for c in cookies))
    return Result(Outcome.PASSED, "flags-set", {"names": names}, tuple(c.evidence for c in cookies[:MAX_EVIDENCE]))


def _session_cookies(fetch: Fetch) -> list[Cookie]:
    cookies = [_parsed(value, fetch) for key, value in fetch.headers if key.lower() == "set-cookie"]
    return [c for c in cookies if _SESSION.match(c.name) and not _OTHER.search(c.name)]


def _parsed(value: str, fetch: Fetch) -> Cookie:
    first, *rest = value.split(";")
    attributes = (part.partition("=")[0].strip().lower() for part in rest)
    return Cookie(first.partition("=")[0].strip(), frozenset(a for a in attributes if a in ("secure", "httponly", "samesite")), fetch)
