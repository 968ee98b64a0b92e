"""Every fault, its handler, and what must be said of it. The server and the test read the same table."""

# ruff: noqa: E501

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import brotli

from tests.faults import answers as a
from tests.faults.answers import Answer, Handler, Request, always, home, inner, pages, redirect
from tests.faults.healthy import HOME, INNER, MENU, PAGES, WELCOME, page, site
from tests.faults.standing_pages import BLOCKS, STATIC

Tls = Literal["sound", "expired", "wrong-name", "self-signed", "incomplete", "old", "garbage", "closes", "resets", "hangs", "plain"]
SEEN = ("audited", "partly-audited")


@dataclass(frozen=True)
class Case:
    """`status`: the one that must be given. `fails`: rules that must fail, `not_failed`: that must not (found or cantTell).
    `port`: what stands at the site's ports: the server, nothing (refused), or a listener that accepts nobody (full).
    `reads`: paths that must be among the pages read, `unread`: that must not. `is_scripted`: keeps a browser busy. `why`: words that the status's detail must hold.
    """

    id: str
    handle: Handler
    status: str
    scheme: Literal["http", "https"] = "http"
    tls: Tls = "sound"
    dns: Literal["known", "unknown", "private", "silent"] = "known"
    port: Literal["server", "refused", "full"] = "server"
    fails: tuple[str, ...] = ()
    not_failed: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    why: str = ""
    is_scripted: bool = False

    @property
    def host(self) -> str:
        return f"{self.id}.go.th"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}/"


def _blocks() -> list[Case]:
    return [
        Case(f"{name}-{status}", always(block.html, status, headers=block.headers), "blocked")
        for name, block in BLOCKS.items()
        for status in (200, 403)
    ]


def _statuses() -> list[Case]:
    refused = [
        Case(f"status-{n}", always("<h1>No</h1>", n, headers=(("WWW-Authenticate", "Basic"),)), "blocked") for n in (401, 403, 407, 451)
    ]
    waiting = Case("status-429", always("<h1>Slow down</h1>", 429, headers=(("Retry-After", "120"),)), "blocked")
    words = "<html><head><title>Error</title></head><body><h1>Error</h1><p>The server has an error.</p></body></html>"
    failing = [Case(f"status-{n}", always(words, n), "server-error") for n in (400, 404, 410, 500, 502, 503, 504, *range(520, 527), 530)]
    home_only = [Case(f"home-{n}", home(Answer(words, n)), "server-error") for n in (404, 500, 503)]
    closed = page("<h1>ปิดปรับปรุงระบบชั่วคราว</h1><p>ขออภัยในความไม่สะดวก</p>", menu=False)
    return [*refused, waiting, *failing, *home_only, Case("maintenance-503", always(closed, 503), "maintenance")]


def _standing() -> list[Case]:
    return [Case(name, home(Answer(html)), status) for name, (status, html) in STATIC.items()]


_PLANTED = '<div style="position:absolute;left:-9999px">' + "".join(
    f'<a href="https://slot{n}.example.com/">สล็อตเว็บตรง บาคาร่า {n}</a>' for n in range(40)
) + "</div>"  # fmt: skip
_GAMBLING_PAGE = STATIC["hijacked-thai"][1]


def _hijacked() -> list[Case]:
    def half(r: Request) -> Answer:
        return Answer(_GAMBLING_PAGE if r.path in ("/about", "/news", "/plan", "/vision") else PAGES[r.path])

    injected = "gws2-sec-no-injected-content"
    return [
        Case("hijacked-hidden-block", pages(site(plus=_PLANTED)), "audited", fails=(injected,)),
        Case("hijacked-inner", inner(PAGES, half), "audited", fails=(injected,)),
    ]


def _connections() -> list[Case]:
    return [
        Case("dns-unknown", pages(PAGES), "dns-not-found", dns="unknown"),
        Case("dns-private", pages(PAGES), "dns-not-found", dns="private"),
        Case("dns-silent", pages(PAGES), "our-fault", dns="silent"),
        Case("refused", pages(PAGES), "connection-refused", port="refused"),
        Case("refused-tls", pages(PAGES), "connection-refused", port="refused", scheme="https"),
        Case("connect-timeout", pages(PAGES), "connection-timeout", port="full"),
        Case("resets", lambda r: a.resets, "broken-response"),
        Case("resets-midway", lambda r: a.resets_midway, "broken-response"),
        Case("hangs", lambda r: a.hangs, "connection-timeout"),
        Case("hangs-midway", home(a.hangs_midway), "connection-timeout"),
        Case("drips", home(a.drips), "connection-timeout"),
        Case("drips-tls", home(a.drips), "connection-timeout", scheme="https"),
        Case("resets-once", lambda r: a.resets if r.count == 1 else pages(PAGES)(r), "audited"),
        Case("home-fails-once", lambda r: a.resets if r.path == "/" and r.pages == 1 else pages(PAGES)(r), "audited"),
        Case("home-500-once", lambda r: Answer("x", 500) if r.path == "/" and r.pages == 1 else pages(PAGES)(r), "audited"),
    ]


def _tls() -> list[Case]:
    seen: tuple[Tls, ...] = ("expired", "wrong-name", "self-signed", "incomplete")
    unseen: tuple[Tls, ...] = ("old", "garbage", "closes", "resets", "plain")
    rule = ("gws2-sec-encryption",)
    return [
        *(Case(f"tls-{kind}", pages(PAGES), "audited", scheme="https", tls=kind, fails=rule) for kind in seen),
        *(Case(f"tls-{kind}", pages(PAGES), "tls-failed", scheme="https", tls=kind) for kind in unseen),
        Case("tls-hangs", pages(PAGES), "connection-timeout", scheme="https", tls="hangs"),
        # A site asked for over http is read there, whatever its https does.
        *(Case(f"http-beside-tls-{kind}", pages(PAGES), "audited", tls=kind, fails=rule) for kind in ("expired", "garbage", "closes")),
    ]


_BOMB = b"<html><body><p>" + b" " * 60_000_000
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6360000002000148afa4710000000049454e44ae426082"
)


def _bodies() -> list[Case]:
    gzipped, packed = gzip.compress(_BOMB, 1), brotli.compress(_BOMB, quality=1)
    return [
        Case("truncated", home(Answer(HOME, length=len(HOME.encode()) + 4000)), "broken-response"),
        Case("chunks-cut", home(a.writes(a.head(200, "Transfer-Encoding: chunked") + b"10\r\n<html><body>half")), "broken-response"),
        Case("length-short", lambda r: Answer(HOME + " " * 500, length=len(HOME.encode())) if r.path == "/" else pages(PAGES)(r), "audited"),
        Case("empty", home(Answer("")), "empty"),
        Case("no-content", home(Answer("", 204)), "empty"),
        Case("huge", home(Answer("<html>" + "ก" * 4_000_000)), "too-large"),
        Case("huge-streamed", home(a.streams(b"<p>never enough</p>" * 4000, 400)), "too-large"),
        Case("gzip-bomb", home(Answer(gzipped, headers=(("Content-Encoding", "gzip"),))), "too-large"),
        Case("brotli-bomb", home(Answer(packed, headers=(("Content-Encoding", "br"),))), "too-large"),
        Case("gzip-in-name", home(Answer(HOME, headers=(("Content-Encoding", "gzip"),))), "broken-response"),
        Case("gzip-cut", home(Answer(gzip.compress(HOME.encode())[:80], headers=(("Content-Encoding", "gzip"),))), "broken-response"),
        Case("not-http", lambda r: a.writes(b"SSH-2.0-OpenSSH_9.2\r\n"), "broken-response"),
        Case("no-answer", lambda r: a.writes(b""), "broken-response"),
        Case("headers-long", pages(PAGES, headers=tuple((f"X-{n}", "y" * 1000) for n in range(30))), "audited"),
        Case("status-line-odd", home(a.writes(b"HTTP/1.1 banana\r\n\r\n<html>")), "broken-response"),
        Case("status-999", always("<h1>No</h1>", 999), "server-error"),
        Case("status-300", home(Answer("<h1>Choose</h1>", 300)), "broken-response"),
        Case("json", home(Answer('{"status": "ok", "message": "this is an interface for programs"}', kind="application/json")), "not-html"),
        Case("pdf", home(Answer(_PDF, kind="application/pdf")), "not-html"),
        Case("picture", home(Answer(_PNG, kind="image/png")), "not-html"),
        Case("html-as-picture", home(Answer(HOME, kind="image/png")), "not-html"),
        Case("html-as-text", pages(PAGES, kind="text/plain"), "audited"),
        Case("html-as-download", pages(PAGES, kind="application/octet-stream"), "audited"),
        Case("html-without-type", pages(PAGES, kind=None), "audited"),
    ]  # fmt: skip


def _redirects() -> list[Case]:
    def loop(r: Request) -> Answer:
        return redirect("/a" if r.path != "/a" else "/b")

    def endless(r: Request) -> Answer:
        return redirect(f"/{r.count}")

    def leads(to: str) -> Handler:
        return home(redirect(to))

    def cookie(r: Request) -> Answer:
        if r.path == "/set":
            return Answer("", 302, headers=(("Location", "/"), ("Set-Cookie", "seen=1; Path=/")))
        return pages(PAGES)(r) if r.path != "/" or "seen=1" in r.headers.get("cookie", "") else redirect("/set")  # type: ignore[return-value]

    frames = '<html><head><title>อบต.</title></head><frameset rows="*"><frame src="http://elsewhere.example.com/"></frameset></html>'
    script = page("<script>location.replace('http://elsewhere.example.com/')</script>", menu=False)
    return [
        Case("redirect-loop", loop, "redirect-loop"),
        Case("redirect-self", lambda r: redirect("/"), "redirect-loop"),
        Case("redirect-endless", endless, "redirect-loop"),
        Case("redirect-elsewhere", leads("https://www.example.com/"), "redirected-elsewhere"),
        Case("redirect-everything-elsewhere", lambda r: redirect("https://www.example.com/"), "redirected-elsewhere"),
        Case("redirect-private", leads("http://169.254.169.254/latest/meta-data/"), "redirected-elsewhere"),
        Case("redirect-private-name", leads("http://intranet.redirect-private-name.go.th/"), "redirected-elsewhere"),
        Case("redirect-file", leads("file:///etc/passwd"), "redirected-elsewhere"),
        Case("redirect-javascript", leads("javascript:alert(1)"), "redirected-elsewhere"),
        Case("refresh-elsewhere", home(Answer(page("<p>ย้ายแล้ว</p>", menu=False, head='<meta http-equiv="refresh" content="0;url=https://www.example.com/">'))), "redirected-elsewhere"),
        Case("script-elsewhere", home(Answer(script)), "redirected-elsewhere"),
        Case("frame-elsewhere", home(Answer(frames)), "redirected-elsewhere"),
        Case("redirect-other-host", lambda r: redirect("http://www.redirect-other-host.go.th/") if not r.host.startswith("www.") else pages(PAGES)(r), "audited", reads=("/about",)),
        Case("cookie-redirect", cookie, "audited"),
        Case("robots-redirects-elsewhere", lambda r: redirect("https://www.example.com/robots.txt") if r.path == "/robots.txt" else pages(PAGES)(r), "audited", reads=("/about",)),
    ]  # fmt: skip


def _robots() -> list[Case]:
    def robots(text: str, status: int = 200) -> Handler:
        return lambda r: Answer(text, status, kind="text/plain") if r.path == "/robots.txt" else pages(PAGES)(r)

    return [
        Case("robots-disallow", robots("User-agent: *\nDisallow: /"), "robots-disallowed"),
        Case("robots-disallow-us", robots("User-agent: truat\nDisallow: /\n\nUser-agent: *\nAllow: /"), "robots-disallowed"),
        Case("robots-500", robots("", 500), "audited", unread=("/about",), not_failed=("gws2-about-history", "gws2-complaint-channel")),
        Case("robots-503-all", always("<h1>Busy</h1>", 503), "server-error"),
        Case("robots-hangs", lambda r: a.hangs if r.path == "/robots.txt" else pages(PAGES)(r), "audited", unread=("/about",)),
    ]


_NOT_FOUND = page("<h1>ขออภัย</h1><p>ไม่มีหน้าที่ท่านเปิด อาจถูกย้ายหรือลบไปแล้ว กลับไปหน้าแรกเพื่อค้นหาใหม่</p>", title="แจ้งเตือน")
_OFFERS = ("gws2-about-history", "gws2-about-structure", "gws2-svc-manual", "gws2-complaint-channel", "gws2-about-budget")


def _soft() -> list[Case]:
    def soft(r: Request) -> Answer:
        return Answer(HOME if r.path == "/" else _NOT_FOUND)

    def to_home(r: Request) -> Answer:
        return Answer(HOME) if r.path == "/" else redirect("/")

    def words(r: Request) -> Answer:
        return Answer(HOME if r.path == "/" else page("<h1>ไม่พบหน้าที่ท่านต้องการ</h1>", title="ไม่พบหน้า", menu=False))

    def half(r: Request) -> Answer:
        return Answer(PAGES[r.path] if r.path in PAGES and r.path not in ("/complaint", "/manual") else _NOT_FOUND)

    def calendar(r: Request) -> Answer:
        if not r.path.startswith("/calendar"):
            return Answer(site(plus='<a href="/calendar/2569/11/1">ปฏิทินกิจกรรม</a>').get(r.path, ""), 200 if r.path in PAGES else 404)
        day = r.count
        links = "".join(f'<a href="/calendar/2569/{n % 12}/{day + n}">วันถัดไป {n}</a>' for n in range(20))
        return Answer(page(f"<h1>ปฏิทินกิจกรรมวันที่ {day}</h1>{links}"))

    def session(r: Request) -> Answer:
        if r.path not in PAGES:
            return a.GONE
        body = PAGES[r.path]
        for path in MENU:
            body = body.replace(f'href="{path}"', f'href="{path}?s={r.count}ab{r.count * 7919 % 65536:04x}cdef"')
        return Answer(body)

    return [
        Case("soft-404", soft, "partly-audited", unread=("/about", "/complaint"), not_failed=_OFFERS),
        Case("soft-404-home", to_home, "partly-audited", not_failed=_OFFERS),
        Case("soft-404-words", words, "partly-audited", unread=("/about",), not_failed=_OFFERS),
        Case("soft-404-some", half, "audited", reads=("/about", "/plan"), unread=("/complaint", "/manual")),
        Case("calendar-trap", calendar, "audited", reads=("/about", "/news", "/plan", "/complaint", "/contact")),
        Case("session-trap", session, "audited"),  # the same pages under ever other addresses
    ]


def _app(script: str, *, more: str = "") -> str:
    return page(f'<div id="app"></div>{more}<script>{script}</script>', menu=False)


_DRAW = "document.getElementById('app').innerHTML=" + repr(
    "<nav>" + "".join(f'<a href="{p}">{n}</a>' for p, n in MENU.items()) + f"</nav>{WELCOME}"
)


def _scripts() -> list[Case]:
    app = {**PAGES, "/": _app(f"setTimeout(()=>{{{_DRAW}}},100)")}
    gone = page('<div id="app"></div><script src="/static/app.js"></script>', menu=False)
    restless = {
        **PAGES,
        "/": _app(
            f"{_DRAW};setInterval(()=>{{document.querySelector('main').appendChild(document.createElement('p')).textContent=Math.random()}},50)"
        ),
    }
    wide = WELCOME + "<p>ข้อ</p>" * 100_000
    deep = WELCOME + "<div>" * 6000 + "ลึก" + "</div>" * 6000
    alerts = "<script>for(let n=0;n<40;n++){alert('ประกาศ '+n)} confirm('?'); prompt('?')</script>"
    popups = "<script>for(let n=0;n<20;n++){window.open('/about?'+n)}</script>"
    download = "<script>location.href='/file.zip'</script><iframe src='/file.zip'></iframe>"

    def shells(r: Request) -> Answer:
        """Every address has the same shell; a script fills it by the address."""
        told = (
            "({"
            + ",".join(
                f"{p!r}:{t!r}" for p, t in [("/", WELCOME), *((p, INNER[p].partition("<main>")[2].partition("</main>")[0]) for p in MENU)]
            )
            + "})"
        )
        menu = "".join(f'<a href="{p}">{n}</a>' for p, n in MENU.items())
        script = f"document.getElementById('app').innerHTML={menu!r}+({told}[location.pathname]||'')"
        return Answer(_app(script)) if r.path == "/" or r.path in MENU else a.GONE

    def downloads(r: Request) -> Answer:
        if r.path == "/file.zip":
            return Answer(b"PK\x03\x04" * 100, kind="application/zip", headers=(("Content-Disposition", "attachment; filename=x.zip"),))
        return pages(site(home=page(WELCOME + download)))(r)  # type: ignore[return-value]

    return [
        Case("app", pages(app), "audited", reads=("/about",)),
        Case("app-of-shells", shells, "audited", reads=("/about", "/complaint")),
        Case("app-taken-over", pages(site(home=page(WELCOME + f"<script>document.body.innerHTML={_GAMBLING_PAGE!r};document.title='สล็อตเว็บตรง'</script>"))), "hijacked"),
        Case("app-cookie-reload", home(Answer("<html><body><script>document.cookie='ok='+Math.random();location.reload()</script></body></html>")), "blocked"),
        Case("app-without-script", pages({"/": gone}), "empty"),
        Case("app-restless", pages(restless), "audited"),
        Case("app-loops", pages({"/": _app("while(true){}")}), "empty"),
        Case("loops", pages(site(home=page(WELCOME + "<script>while(true){}</script>"))), "audited"),
        Case("alerts", pages(site(home=page(WELCOME + alerts))), "audited"),
        Case("popups", pages(site(home=page(WELCOME + popups))), "audited"),
        Case("downloads", downloads, "audited"),
        Case("wide", pages(site(home=page(wide))), "audited"),
        Case("deep", pages(site(home=page(deep))), "audited"),
    ]  # fmt: skip


def _scripted() -> list[Case]:
    return [replace(case, is_scripted=True) for case in _scripts()]


def _entrances() -> list[Case]:
    inside = {**PAGES, "/main": HOME}
    frameset = '<html><head><title>อบต.</title></head><frameset rows="*"><frame src="/main"></frameset></html>'
    refresh = page("", menu=False, head='<meta http-equiv="refresh" content="0; url=/main">')
    splash = page('<h1>ถวายพระพรชัยมงคล</h1><a href="/main"><img src="/enter.jpg" alt="เข้าสู่เว็บไซต์"></a>', menu=False)
    overlay = '<div id="cookie" style="position:fixed;inset:0"><p>เว็บไซต์นี้ใช้คุกกี้</p><button>ยอมรับทั้งหมด</button><a href="/privacy">อ่านนโยบาย</a></div>'
    refused = {"/": refresh}
    return [
        Case("frameset", pages({**inside, "/": frameset}), "audited", reads=("/main", "/about")),
        Case("meta-refresh", pages({**inside, "/": refresh}), "audited", reads=("/main", "/about")),
        Case("splash", pages({**inside, "/": splash}), "audited", reads=("/main", "/about")),
        Case("cookie-wall", pages(site(home=page(overlay + WELCOME))), "audited", reads=("/about",)),
        Case("refresh-blocked", lambda r: Answer("no", 403) if r.path == "/main" else pages(refused)(r), "blocked"),
    ]


_HUBS = page(
    '<h1>อบต.ทุ่งสว่าง</h1><nav><a href="/about-us">เกี่ยวกับเรา</a><a href="/services">บริการ</a><a href="/information">ข้อมูลหน่วยงาน</a></nav>'
    f"<p>{WELCOME}</p>",
    menu=False,
)


def _partly() -> list[Case]:
    def limited(r: Request) -> Answer:
        return Answer("", 429, headers=(("Retry-After", "60"),)) if r.pages > 3 else Answer(PAGES[r.path])

    def dated(r: Request) -> Answer:
        date = (("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"),)
        return Answer("", 503, headers=date) if r.pages > 3 else Answer(PAGES[r.path])

    def timid(r: Request) -> Answer:
        return Answer("", 429) if r.pages > 3 else Answer(PAGES[r.path])

    def challenged(r: Request) -> Answer:
        return Answer(BLOCKS["cloudflare-wait-bare"].html)

    hubs = dict.fromkeys(("/", "/about-us", "/services", "/information"), _HUBS)
    return [
        Case("inner-403", inner(PAGES, lambda r: Answer("no", 403)), "partly-audited", not_failed=_OFFERS),
        Case("inner-429-wait", inner(PAGES, limited), "partly-audited", not_failed=_OFFERS),
        Case("inner-503-until", inner(PAGES, dated), "partly-audited", not_failed=_OFFERS),
        Case("inner-429", inner(PAGES, timid), "partly-audited", not_failed=_OFFERS),
        Case("inner-500", inner(PAGES, lambda r: Answer("broken", 500)), "partly-audited", not_failed=_OFFERS),
        Case("inner-hangs", inner(PAGES, lambda r: a.hangs), "partly-audited", not_failed=_OFFERS),
        Case("inner-resets", inner(PAGES, lambda r: a.resets), "partly-audited", not_failed=_OFFERS),
        Case("inner-challenge", inner(PAGES, challenged), "partly-audited", unread=("/about",), not_failed=_OFFERS),
        *(
            Case(f"hubs-{kind}", inner(hubs, lambda r, answer=answer: answer), "partly-audited", not_failed=_OFFERS)
            for kind, answer in (("403", Answer("no", 403)), ("500", Answer("no", 500)), ("hang", a.hangs))
        ),
    ]


_NEWS = {
    "casino-news": "<h1>ข่าว</h1><p>ตำรวจบุกจับบ่อนพนันออนไลน์ ยึดเครื่องสล็อต 20 เครื่อง ผู้ต้องหารับเปิดเว็บพนัน บาคาร่า แทงบอล มาแล้ว 2 ปี</p>",
    "casino-policy": "<h1>รับฟังความคิดเห็นร่างพระราชบัญญัติสถานบันเทิงครบวงจร</h1><p>ประชาชนแสดงความเห็นต่อคาสิโนและการพนันได้ถึงสิ้นเดือน</p>",
    "maintenance-notice": "<h2>ประกาศ</h2><p>ระบบชำระภาษีออนไลน์ปิดปรับปรุงชั่วคราว วันที่ 5 ธันวาคม 2569 เวลา 20.00 ถึง 24.00 น. (system under maintenance)</p>",
    "road-works": "<h2>แจ้งเตือน</h2><p>ถนนสายบ้านโนนอยู่ระหว่างการปรับปรุง กรุณาใช้ทางเลี่ยง</p>",
    "challenge-script": '<p>ข่าว</p><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script><div class="cf-turnstile"></div>'
                        '<script src="https://www.google.com/recaptcha/api.js"></script>',
    "for-sale-auction": "<h2>ประกาศขายทอดตลาด</h2><p>ประกาศขายพัสดุชำรุด รถยนต์ราชการ 2 คัน (vehicles for sale by auction) ยื่นซองประมูลได้ที่กองคลัง</p>",
    "forbidden-article": "<h1>403 Forbidden คืออะไร</h1><p>เมื่อเข้าเว็บแล้วพบ Access Denied หรือ 404 Not Found ให้ตรวจสอบที่อยู่เว็บ แล้วแจ้งงานสารสนเทศ</p>",
    "firewall-procurement": "<h2>จัดซื้อจัดจ้าง</h2><p>ประกาศราคากลางจัดซื้อ FortiGate และ Web Application Firewall (F5, Imperva, Sucuri) จำนวน 1 ชุด ป้องกันการถูก hacked by ผู้ไม่หวังดี</p>",
    "drug-warning": "<h1>เตือนภัยยาปลอม</h1><p>อย. เตือนอย่าซื้อ Viagra Cialis ทาง online pharmacy ที่ไม่มีใบสั่งแพทย์ (no prescription) อาจเป็นยาปลอม</p>",
    "domain-notice": "<h2>แจ้งเปลี่ยนชื่อโดเมน</h2><p>โดเมนเดิมหมดอายุแล้ว ขอให้ใช้ชื่อใหม่ (the old domain has expired)</p>",
    "lottery-hall": "<h2>สลากกินแบ่ง</h2><p>รายงานผลการออกรางวัลสลากกินแบ่งรัฐบาลและหวยออนไลน์ผิดกฎหมาย</p>",
}  # fmt: skip


def _healthy() -> list[Case]:
    """Hard negatives: each is a sound site that has something of a fault about it."""
    clean = ("gws2-sec-no-injected-content",)
    short = page('<h1>อบต.ทุ่งสว่าง</h1><p>ยินดีต้อนรับ</p><p><a href="/about">เกี่ยวกับเรา</a> <a href="/contact">ติดต่อ</a></p>', menu=False)
    lone = page("<h1>ศาลเยาวชนและครอบครัว</h1><p>เปิดทำการวันจันทร์ถึงวันศุกร์ ติดต่อ 02-111-2222</p>", menu=False)
    construction = page(
        "<h1>กองช่าง เทศบาลทุ่งสว่าง</h1><p>สะพานข้ามคลองอยู่ระหว่างการปรับปรุง (under construction)</p>"
        + "".join(f'<a href="{p}">{n}</a>' for p, n in MENU.items()),
        menu=False,
    )

    def news_page(r: Request) -> Answer:
        return Answer(
            {**PAGES, "/news": page(_NEWS["forbidden-article"], title="403 Forbidden คืออะไร")}.get(r.path, "x"),
            200 if r.path in PAGES else 404,
        )

    return [
        Case("healthy", pages(PAGES), "audited", reads=tuple(MENU), not_failed=(*clean, *_OFFERS)),
        Case("healthy-tls", pages(PAGES), "audited", scheme="https"),
        *(Case(f"healthy-{name}", pages(site(home=page(WELCOME + text))), "audited", not_failed=clean) for name, text in _NEWS.items()),
        *(Case(f"bare-{name}", pages({"/": page(text, title="ข่าวเด่น", menu=False)}), "audited", not_failed=clean) for name, text in _NEWS.items() if name not in ("challenge-script", "maintenance-notice")),
        Case("healthy-short", pages(site(home=short)), "audited"),
        Case("healthy-lone", pages({"/": lone}), "audited"),
        Case("healthy-construction", pages(site(home=construction)), "audited"),
        Case("healthy-article-403", news_page, "audited", reads=("/news",)),
        Case("healthy-behind-cloudflare", pages(PAGES, headers=(("Server", "cloudflare"), ("CF-RAY", "8c1f0-BKK"))), "audited"),
        Case("healthy-sells-domains", pages(site(home=page(WELCOME + "<p>ศูนย์บริการจดทะเบียนโดเมน ราชการ domain parking ไม่อนุญาต</p>"))), "audited"),
    ]  # fmt: skip


CASES: Mapping[str, Case] = {
    case.id: case
    for group in (_scripted, _entrances, _connections, _partly, _blocks, _statuses, _standing, _hijacked, _tls, _bodies, _redirects, _robots, _soft, _healthy)
    for case in group()
}  # fmt: skip
