"""The status of a site, decided before any verdict from the capture alone. contract.md, Status, says when exactly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from checks.errors import RuleError
from checks.rule import read_yaml
from crawler.artifacts import Capture, Fetch
from crawler.condition import Conditions
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.topics import Text, describe

Status = Literal[
    "audited", "partly-audited", "dns-not-found", "connection-refused", "connection-timeout", "broken-response", "tls-failed", "blocked",
    "server-error", "maintenance", "parked", "placeholder", "hijacked", "redirected-elsewhere", "redirect-loop", "robots-disallowed", "empty",
    "not-html", "too-large", "our-fault",
]  # fmt: skip
SEEN: frozenset[Status] = frozenset({"audited", "partly-audited"})
READ_SHARE = 0.75  # of the pages asked for, to be audited and not partly
MIN_CHARS = 20  # less than this and there is nothing that a visitor could read
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


def decide(site: SiteView, conditions: Conditions) -> Decision:
    """The one status of a capture."""
    capture = site.capture
    if capture.our_fault:
        return Decision("our-fault", capture.our_fault)
    home = capture.home
    if home is None:
        return _without_home(capture)
    if (bad := _of_home(capture, home, conditions)) is not None:
        return bad
    view = site.home
    if view is None:
        return Decision("not-html", home.content_type or "no content type")
    if not _is_readable(view):
        return _behind_entrance(capture, site, view)
    return Decision("audited" if _share_read(capture, site, conditions) >= READ_SHARE else "partly-audited")


def _without_home(capture: Capture) -> Decision:
    robots = capture.robots
    if robots is not None and not robots.allows_home:
        return Decision("robots-disallowed", robots.url)
    if robots is not None and robots.fault:
        return Decision(_FAULTS[robots.fault])
    return Decision("our-fault", "the home page was never asked for")


def _of_home(capture: Capture, home: Fetch, conditions: Conditions) -> Decision | None:
    # A fault that kept no body says all; a refused or broken page may still say what it is.
    signature = conditions.of_fetch(home, capture.body(home))
    if signature is not None:
        return Decision(signature.condition, signature.id)
    if home.fault is not None:
        return Decision(_FAULTS[home.fault], home.fault_detail)
    if home.status in _REFUSED:
        return Decision("blocked", f"HTTP {home.status}")
    if home.status is not None and home.status >= 400:
        return Decision("server-error", f"HTTP {home.status}")
    if not home.is_ok:
        return Decision("broken-response", f"HTTP {home.status}")
    return None


def _behind_entrance(capture: Capture, site: SiteView, view: PageView) -> Decision:
    """A home page with nothing to read but a way on: the page behind it decides, unless other pages of the site were read."""
    behind = site.fetched.get(view.refresh) if view.refresh else None
    if behind is None:
        return Decision("empty")
    if len(site.pages) > 1:
        return Decision("partly-audited", f"{behind.url}: {behind.fault or f'HTTP {behind.status}'}")
    if behind.fault is not None:
        return Decision(_FAULTS[behind.fault], behind.fault_detail)
    return Decision("blocked" if behind.status in _REFUSED else "server-error", f"HTTP {behind.status}")


def _is_readable(view: PageView) -> bool:
    letters = sum(c.isalnum() for c in view.text)
    return letters >= MIN_CHARS or len(view.links) >= 3 or any(m.kind == "img" for m in view.media) and bool(view.links)


def _share_read(capture: Capture, site: SiteView, conditions: Conditions) -> float:
    """Pages read among the pages asked for. What a site says is gone (404) was an answer; what it refused or failed was not."""
    asked = [f for f in capture.fetches if f.kind == "page"]
    answered = sum(f.status in (404, 410) or (f.is_ok and conditions.of_fetch(f, capture.body(f)) is None) for f in asked)
    return answered / len(asked) if asked else 0.0
