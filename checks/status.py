"""The status of a site, decided before any verdict from the capture alone. contract.md, Status, says when exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from checks.errors import RuleError
from checks.rule import read_yaml
from crawler.artifacts import Capture, Fetch
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of, registrable
from crawler.topics import Text, describe

Status = Literal[
    "audited", "partly-audited", "dns-not-found", "connection-refused", "connection-timeout", "broken-response", "tls-failed", "blocked",
    "server-error", "maintenance", "parked", "placeholder", "hijacked", "redirected-elsewhere", "redirect-loop", "robots-disallowed",
    "empty", "not-html", "too-large", "our-fault",
]  # fmt: skip
SEEN: frozenset[Status] = frozenset({"audited", "partly-audited"})
READ_SHARE = 0.75  # of the pages asked for, to be audited and not partly
MIN_CHARS = 20  # less than this and there is nothing that a visitor could read
# With more links, or more to read, a page is more than a sign that points elsewhere.
MAX_DOORS = 5
MAX_SIGN_CHARS = 600
# What an application shows until it has started is nothing to read.
_WAITING = re.compile(
    r"กำลังโหลด(?:ข้อมูล|หน้าเว็บ|เว็บไซต์)*|(?:กรุณา|โปรด)?รอสักครู่|กรุณาเปิดใช้งาน ?javascript|\bloading\b|\bplease wait\b|"
    r"(?:you need to|please) enable javascript(?: to run this app)?",
    re.I,
)
_FAULTS: dict[str, Status] = {
    "dns-not-found": "dns-not-found",
    "connection-refused": "connection-refused",
    "timeout": "connection-timeout",
    "reset": "broken-response",
    "truncated": "broken-response",
    "not-http": "broken-response",
    "tls": "tls-failed",
    "too-large": "too-large",
    "redirect-loop": "redirect-loop",
    "redirected-elsewhere": "redirected-elsewhere",
    "forbidden-address": "redirected-elsewhere",
    "robots": "robots-disallowed",
    "proxy": "our-fault",
    "our-fault": "our-fault",
    "budget": "our-fault",
}
_CONDITIONS: dict[str, Status] = {
    "blocked": "blocked",
    "maintenance": "maintenance",
    "parked": "parked",
    "placeholder": "placeholder",
    "hijacked": "hijacked",
    "error-page": "server-error",
    "soft-404": "server-error",
}
_REFUSED = frozenset({401, 403, 407, 429, 451})


class StatusWords(BaseModel):
    """Cause and remedy of one status, for a webmaster."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Text
    cause: Text
    remedy: Text


@dataclass(frozen=True)
class Decision:
    """`detail` says what was seen (a fault's words, a status code, a signature's id), for the evidence."""

    status: Status
    detail: str = ""


def load_status_words(path: Path) -> dict[str, StatusWords]:
    """Words of every status. Raises RuleError."""
    try:
        return TypeAdapter(dict[str, StatusWords]).validate_python(read_yaml(path))
    except ValidationError as error:
        raise RuleError(f"{path}: {describe(error)}") from error


def decide(site: SiteView) -> Decision:
    """The one status of a capture whose fetches are marked (`crawler.marking`)."""
    capture = site.capture
    if capture.our_fault:
        return Decision("our-fault", capture.our_fault)
    home = capture.home
    if home is None:
        return _without_home(capture)
    return _of_answer(capture, home) or _of_page(site, home)


def _without_home(capture: Capture) -> Decision:
    robots = capture.robots
    if robots is not None and not robots.allows_home:
        return Decision("robots-disallowed", robots.url)
    if robots is not None and robots.fault:
        return Decision(_FAULTS[robots.fault])
    return Decision("our-fault", "the home page was never asked for")


def _of_answer(capture: Capture, home: Fetch) -> Decision | None:
    # What a body says comes first: a refused, broken or failing page may still say what it is.
    if home.condition is not None:
        return Decision(_CONDITIONS[home.condition], home.signature)
    if home.fault is not None:
        return Decision(_of_fault(capture, home), home.fault_detail)
    if home.status in _REFUSED:
        return Decision("blocked", f"HTTP {home.status}")
    if home.status is not None and home.status >= 400:
        return Decision("server-error", f"HTTP {home.status}")
    if not home.is_ok:
        return Decision("broken-response", f"HTTP {home.status}")
    return None


def _of_fault(capture: Capture, home: Fetch) -> Status:
    assert home.fault is not None
    if home.fault == "forbidden-address" and not home.redirects:
        return "dns-not-found"  # the name has addresses, but none that the public could reach
    is_encrypted = home.final_url.startswith("https:") and capture.tls is not None
    if home.fault == "reset" and is_encrypted and capture.tls is not None and capture.tls.fault in ("tls", "reset"):
        return "tls-failed"  # hanging up on the handshake is one way of refusing it
    return _FAULTS[home.fault]


def _of_page(site: SiteView, home: Fetch) -> Decision:
    capture, view = site.capture, site.home
    if view is None or view.source == "pdf":
        return Decision("not-html", home.content_type or "no content type") if capture.body(home) else Decision("empty", "no content")
    if elsewhere := _led_away(site, home, view):
        return Decision("redirected-elsewhere", elsewhere)
    if not any(_is_readable(v) for v in site.views if v.url == view.url):
        return _behind_entrance(site, view)
    return Decision("audited" if _share_read(site) >= READ_SHARE else "partly-audited")


def _led_away(site: SiteView, home: Fetch, view: PageView) -> str | None:
    """Where the page itself takes its visitor when that is another organisation's: by a script, by a refresh or frame with little else."""
    own = registrable(site.capture.site.host)
    rendering = site.capture.rendering_of(home)
    targets = [rendering.final_url if rendering else None]
    if len(view.links) <= MAX_DOORS and len(view.text) < MAX_SIGN_CHARS:
        framed = [r.url for r in view.references if r.kind == "frame"] if not view.text.strip() else []
        targets += [_refresh(site, view), *framed]
    return next((t for t in targets if t and t.startswith("http") and registrable(host_of(t)) != own), None)


def _refresh(site: SiteView, view: PageView) -> str | None:
    """Where the page sends its visitor on to; a browser that went there no longer shows it."""
    return next((v.refresh for v in site.views if v.url == view.url and v.refresh), None)


def _behind_entrance(site: SiteView, view: PageView) -> Decision:
    """A home page with nothing to read but a way on: the page behind it decides, unless other pages of the site were read."""
    behind = site.fetched.get(_refresh(site, view) or "")
    if behind is None or behind.is_ok:
        return _of_shell(site, view)
    if len(site.pages) > 1:
        return Decision("partly-audited", f"{behind.url}: {behind.fault or f'HTTP {behind.status}'}")
    return _of_answer(site.capture, behind) or Decision("empty")


def _of_shell(site: SiteView, view: PageView) -> Decision:
    """Nothing to read; but an application that no browser of ours has shown may have much to say."""
    rendering = next((r for r in reversed(site.capture.renderings) if r.url == view.url), None)
    if view.is_shell and rendering is None:
        return Decision("our-fault", "the home page needs a browser, and none was used or there was no time for it")
    if view.is_shell and rendering is not None and rendering.ended == "crashed":
        return Decision("our-fault", f"the home page needs a browser, and ours broke: {rendering.detail}")
    return Decision("empty")


def _is_readable(view: PageView) -> bool:
    text = _WAITING.sub("", view.text)
    return (
        sum(c.isalnum() for c in text) >= MIN_CHARS
        or len(view.links) >= 3
        or (any(m.kind == "img" for m in view.media) and bool(view.links))
    )


def _share_read(site: SiteView) -> float:
    """Pages read among the pages asked for. What a site says is gone (404) was an answer; what it refused or failed was not.

    Pages that we no longer asked for because the site refused or kept us waiting count as asked for, up to the number wanted.
    """
    capture = site.capture
    asked = [f for f in capture.fetches if f.kind == "page"]
    read = sum(f.is_ok or (f.status in (404, 410) and f.fault is None) for f in asked)
    given_up = sum(s.reason in ("slow", "blocked") for s in capture.skipped)
    return read / max(len(asked), min(capture.max_pages, len(asked) + given_up)) if asked else 0.0
