"""A healthy site in a few lines; each test changes one thing.

site(home("<p>…</p>"), page("/a", "<p>…</p>"))                      pages as they were answered
site(home("…"), rendered=True, width_360=360)                      the home page rendered too
site(home("…", status=503), tls=None, …)                           anything of the capture
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from checks.outcome import Outcome
from checks.registry import CHECKS
from checks.result import Result
from crawler.artifacts import Capture, Dns, Fetch, Hop, Rendering, Site, Tls
from crawler.reading.read import PageReader, site_view
from crawler.reading.site_view import SiteView
from crawler.topics import Lexicon, load_lexicon

ROOT = Path(__file__).resolve().parents[2]
HOST = "www.bangdee.go.th"
AT = "2026-11-24T02:00:00+00:00"
SOUND = Tls(
    HOST,
    protocol="TLSv1.3",
    cipher="TLS_AES_256_GCM_SHA384",
    subject=HOST,
    issuer="A Trusted CA",
    names=(HOST, HOST.removeprefix("www.")),
    not_before="2026-10-01T00:00:00+00:00",
    not_after="2027-01-01T00:00:00+00:00",
)
MENU = "".join(
    f'<li><a href="/{n}">{t}</a></li>' for n, t in (("", "หน้าแรก"), ("about", "เกี่ยวกับเรา"), ("news", "ข่าว"), ("contact", "ติดต่อเรา"))
)
FILLER = "<p>องค์การบริหารส่วนตำบลบางดีดูแลถนน น้ำสะอาด และสวัสดิการของประชาชนในพื้นที่ทุกหมู่บ้าน " + "และรายงานผลให้ทราบทุกเดือน " * 6 + "</p>"


@dataclass(frozen=True)
class Answer:
    """One fetch to be, with its body."""

    fetch: Fetch
    body: bytes


def document(body: str, *, title: str = "องค์การบริหารส่วนตำบลบางดี", head: str = "", lang: str = "th", doctype: bool = True) -> str:
    """A whole, faultless document around a body; a body that brings its own html element stays as it is."""
    if "<html" in body:
        return body
    lang_attribute = f' lang="{lang}"' if lang else ""
    start = "<!DOCTYPE html>\n" if doctype else ""
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    top = f"{start}<html{lang_attribute}><head>{meta}<title>{title}</title>{head}</head>"
    return f"{top}<body><nav><ul>{MENU}</ul></nav><main>{body}</main></body></html>"


def page(
    path: str,
    html: str = FILLER,
    *,
    kind: str = "page",
    why: str = "link",
    status: int | None = 200,
    fault: str | None = None,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    redirects: Iterable[tuple[str, str]] = (),
    attempts: int = 1,
    base: str = f"https://{HOST}/",
    content_type: str = "text/html; charset=utf-8",
    body: bytes | None = None,
    **frame: Any,
) -> Answer:
    """An answer; `redirects` are (from, to) pairs, the last `to` is where it arrived. `frame` goes to `document`."""
    url = urljoin(base, path)
    raw = body if body is not None else document(html, **frame).encode()
    hops = tuple(Hop(a, 301, b) for a, b in redirects)
    sent = tuple(headers.items()) if isinstance(headers, Mapping) else tuple(headers)
    fetch = Fetch(
        url=url,
        kind=kind,  # type: ignore[arg-type]
        why=why,
        final_url=hops[-1].location if hops else url,
        status=None if fault else status,
        fault=fault,  # type: ignore[arg-type]
        headers=(("Content-Type", content_type), *sent),
        redirects=hops,
        started_at=AT,
        sha256=hashlib.sha256(raw).hexdigest() if not fault else None,
        attempts=attempts,
    )
    return Answer(fetch, b"" if fault else raw)


def home(html: str = FILLER, **more: Any) -> Answer:
    return page(more.pop("path", "/"), html, why="home", **more)


def fact(url: str, **more: Any) -> Answer:
    """A look at the other scheme, or the other of bare and www: headers only."""
    return page(url, kind="fact", why="other face", body=b"", **more)


def to_https(url: str = f"http://{HOST}/") -> Answer:
    return fact(url, redirects=[(url, url.replace("http:", "https:"))])


def site(
    *answers: Answer,
    tls: Tls | None = SOUND,
    rendered: str | bool = False,
    width_360: int | None = None,
    ended: str = "settled",
    scripts_failed: tuple[str, ...] = (),
    styles_failed: tuple[str, ...] | None = (),
    is_behind_proxy: bool = False,
    known: Mapping[str, str | None] | None = None,
    url: str | None = None,
    host: str | None = None,
) -> SiteView:
    """`rendered`: the home page's DOM, or True for what was answered. `known`: name_th, name_en, org_type of the seeds."""
    first = answers[0].fetch if answers else None
    address = url or (first.url if first else f"https://{HOST}/")
    capture = Capture(
        Site(address, host or address.split("/")[2].split(":")[0], **(known or {})),
        "0",
        AT,
        AT,
        15,
        fetches=tuple(a.fetch for a in answers),
        tls=None if is_behind_proxy else tls,
        dns=None if is_behind_proxy else Dns(HOST, ("203.0.113.7",)),
        is_behind_proxy=is_behind_proxy,
        bodies={a.fetch.sha256: a.body for a in answers if a.fetch.sha256 and a.body},
    )
    if rendered:
        capture = _with_rendering(capture, answers[0], rendered, ended, scripts_failed, styles_failed, width_360)
    return site_view(capture, lexicon(), PageReader())


def _with_rendering(
    capture: Capture,
    answer: Answer,
    dom: str | bool,
    ended: str,
    scripts_failed: tuple[str, ...],
    styles_failed: tuple[str, ...] | None,
    width_360: int | None,
) -> Capture:
    body = answer.body if dom is True else document(str(dom)).encode()
    digest = hashlib.sha256(body).hexdigest()
    rendering = Rendering(
        answer.fetch.final_url,
        answer.fetch.final_url,
        ended,  # type: ignore[arg-type]
        dom_sha256=digest,
        scripts_failed=scripts_failed,
        styles_failed=styles_failed,
        width_360=width_360,
    )
    return replace(capture, renderings=(rendering,), bodies={**capture.bodies, digest: body})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "rules" / "topics")


def run(check: str, subject: SiteView, **options: Any) -> Result:
    module = CHECKS[check]
    return module.check(subject, module.Options.model_validate(options))


def verdict(check: str, subject: SiteView, **options: Any) -> tuple[str, str]:
    """Outcome and reason; a pass must have evidence, and a reason of the check's own must have words for its facts."""
    result = run(check, subject, **options)
    assert result.evidence or result.outcome is not Outcome.PASSED, "a pass without evidence"
    for words in CHECKS[check].REASONS.get(result.reason, {}).values():
        words.format_map({"title": "…", **result.facts})
    return result.outcome.value, result.reason


def assert_every_reason(check: str, reasons: Iterable[str]) -> None:
    """A table of cases reaches every reason that the check has words for."""
    assert set(CHECKS[check].REASONS) <= set(reasons)
