"""From a case to the capture that a look at such a site would have left. Pure; the pages are read by `crawler.reading` as any others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from checks.workbench.cases import Case, PageOf, Shown, TlsOf, codec
from checks.workbench.documents import document, pdf
from crawler.artifacts import Capture, Dns, Fetch, FetchKind, Hop, Rendering, Robots, Site, Tls
from crawler.reading.page_view import PageView
from crawler.reading.read import PageReader
from crawler.reading.urls import same_site

MAX_PAGES = 15
UNREAD = '<a href="/unread-page">หน้า 2</a>'
_ANSWER_TYPES = {"pdf": "application/pdf", "csv": "text/csv", "xml": "application/xml", "json": "application/json"}


@dataclass(frozen=True)
class _Answer:
    fetch: Fetch
    body: bytes
    page: PageOf


def capture_of(case: Case, reader: PageReader) -> Capture:
    """The capture of a case. `reader` keeps what it parses: many cases share their pages."""
    answers = [_answer(case, path, page, is_home=at == 0) for at, (path, page) in enumerate(case.pages.items())]
    if case.enough:
        answers.extend(list(_the_rest(case, answers, reader)))
    capture = _with_facts(case, answers)
    for answer in answers:
        if (shown := _shown(case, answer.page)) is not None and answer.body and answer.page.pdf is None:
            capture = _with_rendering(capture, answer, shown, case)
    return capture


# --- answers ------------------------------------------------------------------------------------------------------


def _answer(case: Case, path: str, page: PageOf, *, is_home: bool) -> _Answer:
    url = urljoin(case.site, path)
    arrives = urljoin(url, page.arrives) if page.arrives else url
    body = b"" if page.fault else _body(case, page, page.html, is_home=is_home)
    sent = [(name, value) for name, values in page.headers.items() for value in ((values,) if isinstance(values, str) else values)]
    fetch = Fetch(
        url=url,
        kind=page.kind or _kind(case.site, url),
        why="home" if is_home else "link",
        final_url=arrives,
        status=None if page.fault else page.status,
        fault=page.fault,
        fault_detail=page.fault or "",
        headers=() if page.fault else (("Content-Type", _content_type(page)), *sent),
        redirects=(Hop(url, 301, arrives),) if page.arrives else (),
        started_at=case.facts.at,
        body_bytes=len(body),
        sha256=hashlib.sha256(body).hexdigest() if body else None,
        attempts=page.attempts if page.fault or page.status >= 400 else 1,
    )
    return _Answer(fetch, body, page)


def _kind(site: str, url: str) -> FetchKind:
    if not same_site(site, url) and urlsplit(site).hostname != urlsplit(url).hostname:
        return "offsite"
    return "page" if urlsplit(site).scheme == urlsplit(url).scheme else "fact"


def _content_type(page: PageOf) -> str:
    if page.content_type is not None:
        return page.content_type
    return "application/pdf" if page.pdf is not None else f"text/html; charset={page.encoding}"


def _body(case: Case, page: PageOf, html: str | None, *, is_home: bool) -> bytes:
    if page.pdf is not None:
        return pdf(page.pdf)
    if page.body is not None:
        return page.body.encode(codec(page.encoding))
    if html is None and page.status >= 400:
        return b""
    more = UNREAD if is_home and not case.enough else ""
    return document(html or "", title=page.title, encoding=page.encoding, more=more).encode(codec(page.encoding), "xmlcharrefreplace")


def _the_rest(case: Case, answers: list[_Answer], reader: PageReader) -> Iterator[_Answer]:
    """Every other page and file of the site that its pages link to: answered, and of no interest."""
    known = {u for a in answers for u in (a.fetch.url, a.fetch.final_url)}
    for view in [v for a in answers for v in _views(case, a, reader)]:
        files = {k.url for k in view.links if k.url and k.target == "file" and same_site(k.url, case.site)}
        for url in sorted((*_linked(view), *files)):
            if url not in known and same_site(url, case.site):
                known.add(url)
                kind = _ANSWER_TYPES.get(url.rpartition(".")[2].lower(), "application/octet-stream")
                page = PageOf(body="-", content_type=kind) if url in files else PageOf()
                yield _answer(case, url, page, is_home=False)


def _linked(view: PageView) -> frozenset[str]:
    """The pages of the same site that a page links to."""
    return frozenset(k.url for k in view.links if k.url and k.target == "page" and same_site(k.url, view.url))


def _views(case: Case, answer: _Answer, reader: PageReader) -> Iterator[PageView]:
    if answer.fetch.kind == "page" and answer.fetch.is_ok:
        if (view := reader.read(answer.fetch, answer.body)) is not None:
            yield view
        if (shown := _shown(case, answer.page)) is not None and shown.dom is not None:
            rendering, dom = _rendering(case, answer, shown)
            yield reader.read_rendered(rendering, dom)


# --- renderings ---------------------------------------------------------------------------------------------------


def _shown(case: Case, page: PageOf) -> Shown | None:
    if isinstance(page.rendered, Shown):
        return page.rendered
    return Shown() if (case.rendered if page.rendered is None else page.rendered) else None


def _rendering(case: Case, answer: _Answer, shown: Shown) -> tuple[Rendering, bytes]:
    is_home = answer.fetch.why == "home"
    page = answer.page.model_copy(update={"encoding": "utf-8", "body": None})
    dom = _body(case, page, answer.page.html if shown.dom is None else shown.dom, is_home=is_home)
    rendering = Rendering(
        url=answer.fetch.final_url,
        final_url=answer.fetch.final_url,
        ended=shown.ended,
        dom_sha256=hashlib.sha256(dom).hexdigest() if shown.ended != "crashed" else None,
        delegated=shown.delegated,
        scripts_failed=shown.scripts_failed,
        styles_failed=shown.styles_failed,
        width_360=shown.width_360,
    )
    return rendering, dom


def _with_rendering(capture: Capture, answer: _Answer, shown: Shown, case: Case) -> Capture:
    rendering, dom = _rendering(case, answer, shown)
    bodies = {**capture.bodies, rendering.dom_sha256: dom} if rendering.dom_sha256 else capture.bodies
    return replace(capture, renderings=(*capture.renderings, rendering), bodies=bodies)


# --- facts --------------------------------------------------------------------------------------------------------


def _with_facts(case: Case, answers: list[_Answer]) -> Capture:
    facts = case.facts
    host = (urlsplit(case.site).hostname or "").lower()
    seen = not facts.behind_proxy
    given = any(a.fetch.kind == "fact" for a in answers)
    return Capture(
        Site(case.site, host, facts.name_th, facts.name_en, facts.org_type),
        "0",
        facts.at,
        facts.at,
        MAX_PAGES,
        fetches=(*(a.fetch for a in answers), *(() if given else _other_scheme(case))),
        robots=Robots(urljoin(case.site, "/robots.txt"), 200, None, facts.robots) if facts.robots is not None else None,
        tls=_tls(host, facts.tls) if facts.tls is not None and seen else None,
        dns=Dns(host, facts.dns) if seen else None,
        is_behind_proxy=facts.behind_proxy,
        bodies={a.fetch.sha256: a.body for a in answers if a.fetch.sha256},
    )


def _tls(host: str, given: TlsOf) -> Tls:
    if given.fault is not None:
        return Tls(host, fault=given.fault, fault_detail=given.fault)
    sound = Tls(
        host,
        protocol="TLSv1.3",
        cipher="TLS_AES_256_GCM_SHA384",
        subject=host,
        issuer="A Trusted CA",
        names=(host, host.removeprefix("www.")),
        not_before="2026-10-01T00:00:00+00:00",
        not_after="2027-01-01T00:00:00+00:00",
    )
    return replace(sound, **given.model_dump(exclude_none=True))


def _other_scheme(case: Case) -> tuple[Fetch, ...]:
    """The look at the home page under the other of http and https."""
    scheme, _, rest = case.site.partition(":")
    state = case.facts.other_scheme or ("redirected" if scheme == "https" else "not-seen")
    if state == "not-seen":
        return ()
    url = f"{'http' if scheme == 'https' else 'https'}:{rest}"
    if state == "refused":
        return (Fetch(url, "fact", "other scheme", url, fault="connection-refused", started_at=case.facts.at),)
    hops = (Hop(url, 301, case.site),) if state == "redirected" else ()
    return (Fetch(url, "fact", "other scheme", case.site if hops else url, 200, redirects=hops, started_at=case.facts.at),)
