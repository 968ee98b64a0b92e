"""Pages as Chromium shows them, friendly and hostile."""

import asyncio
import os
import re
import signal

import pytest

from crawler.rendering.browser import Browser
from crawler.rendering.engine import Engine
from tests.egress.net import says, self_signed, serving
from tests.rendering.site import Site, browsing, needs_chromium, rendered, show

pytestmark = needs_chromium

PAGE = "<!DOCTYPE html><html lang=th><meta charset=utf-8><title>หน้าแรก</title><body>{}</body></html>"


def text_of(dom):
    return re.sub(r"<script.*?</script>", "", dom.decode(), flags=re.S)


def test_a_page_that_renders_late_is_waited_for():
    script = "setTimeout(async () => { const r = await fetch('/data'); document.body.innerHTML = '<h1>' + await r.text() + '</h1>' }, 1200)"
    ((rendering, dom, picture), _) = rendered({"/": PAGE.format(f"<script>{script}</script>"), "/data": "ร้องเรียน"})
    assert rendering.ended == "settled"
    assert "<h1>ร้องเรียน</h1>" in dom.decode()
    assert dom.startswith(b"<!DOCTYPE html><html")
    assert rendering.subrequests == 1
    assert picture is None


def test_the_site_is_not_asked_again_for_a_document_that_is_given():
    given = PAGE.format(
        "<p id=p></p><script>document.getElementById('p').textContent = navigator.userAgent + document.contentType</script>"
    )
    ((rendering, dom, _), site) = rendered(
        {"/": "from the site"}, given=given, headers=(("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))
    )
    assert rendering.ended == "settled"
    assert "truat/test (+https://office.example)text/html" in dom.decode()
    assert site.seen == []
    assert rendering.subrequests == 0


def test_a_page_that_never_settles_is_timed_out_with_what_was_there():
    script = "setInterval(() => document.body.append(document.createElement('p'), 'more and more text '.repeat(20)), 20)"
    ((rendering, dom, _), _) = rendered({"/": PAGE.format(f"<h1>Here</h1><script>{script}</script>")}, limit_s=4)
    assert rendering.ended == "timed-out"
    assert "<h1>Here</h1>" in dom.decode()


def test_a_clock_does_not_keep_a_page_from_settling():
    script = "setInterval(() => { document.getElementById('c').innerHTML = '<b>' + Date.now() + '</b>' }, 50)"
    ((rendering, _, _), _) = rendered({"/": PAGE.format(f"<div id=c></div><script>{script}</script>")})
    assert rendering.ended == "settled"


@pytest.mark.parametrize(
    "script",
    ["while (true) {}", "setTimeout(() => { while (true) {} }, 200)", "document.addEventListener('DOMContentLoaded', () => { for (;;); })"],
)
def test_an_endless_loop_is_interrupted_and_the_page_read(script):
    ((rendering, dom, _), _) = rendered({"/": PAGE.format(f"<h1>Here</h1><script>{script}</script>")}, limit_s=4)
    assert rendering.ended == "timed-out"
    assert "<h1>Here</h1>" in dom.decode()


def test_a_storm_of_alerts_is_dismissed_and_counted():
    ((rendering, dom, _), _) = rendered(
        {"/": PAGE.format("<script>for (let i = 0; i < 30; i++) alert(i); confirm('?'); prompt('!')</script><h1>After</h1>")}
    )
    assert rendering.ended == "settled"
    assert rendering.dialogs == 32
    assert "<h1>After</h1>" in dom.decode()


def test_endless_alerts_end_at_the_limit():
    ((rendering, _, _), _) = rendered({"/": PAGE.format("<h1>Before</h1><script>for (;;) alert(1)</script>")}, limit_s=4)
    assert rendering.ended == "timed-out"
    assert rendering.dialogs > 0


def test_popups_and_downloads_come_to_nothing():
    script = "window.open('/popup'); window.open('/popup'); document.getElementById('d').click()"
    body = f"<a id=d href=/file.zip download>file</a><h1>Here</h1><script>{script}</script>"
    ((rendering, dom, _), site) = rendered({"/": PAGE.format(body), "/popup": "popup", "/file.zip": "PK"}, {"/file.zip": "application/zip"})
    assert rendering.ended == "settled"
    assert "<h1>Here</h1>" in dom.decode()
    assert "GET /popup" not in site.seen


def test_only_get_leaves_the_browser():
    script = "navigator.sendBeacon('/beacon', 'x'); fetch('/api', {method: 'POST', body: 'x'}).catch(() => {}); document.forms[0].submit()"
    ((rendering, dom, _), site) = rendered(
        {"/": PAGE.format(f"<h1>Here</h1><form method=post action=/form></form><script>{script}</script>")}
    )
    assert rendering.ended == "settled"
    assert "<h1>Here</h1>" in dom.decode()
    assert site.seen == ["GET /"]


def test_images_and_fonts_are_fetched_for_a_picture_only():
    body = "<style>@font-face{font-family:f;src:url(/f.woff)} p{font-family:f}</style><p>x</p><img src=/i.svg><video src=/v.mp4></video>"
    pages = {"/": PAGE.format(body), "/i.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"}
    types = {"/i.svg": "image/svg+xml"}
    ((_, _, no_picture), site) = rendered(dict(pages), types)
    assert (site.seen, no_picture) == (["GET /"], None)
    ((_, _, picture), site) = rendered(dict(pages), types, with_picture=True)
    assert {"GET /i.svg", "GET /f.woff"} <= set(site.seen)
    assert "GET /v.mp4" not in site.seen
    assert picture.startswith(b"\xff\xd8")
    assert len(picture) <= 250_000


def test_requests_stop_at_the_limit_and_where_they_may_not_go():
    scripts = "".join(f"<script src=/s{i}.js></script>" for i in range(6))
    pages = {"/": PAGE.format(scripts), **{f"/s{i}.js": "" for i in range(6)}}
    ((rendering, _, _), site) = rendered(pages, max_subrequests=3, may_request=lambda url: not url.endswith("/s0.js"))
    assert rendering.subrequests == 3
    assert sorted(site.seen) == ["GET /", "GET /s1.js", "GET /s2.js", "GET /s3.js"]
    assert [url[-6:] for url in rendering.scripts_failed] == ["/s0.js", "/s4.js", "/s5.js"]


def test_pictures_leave_room_for_scripts():
    pictures = "".join(f"<img src=/{i}.svg>" for i in range(9))
    pages = {"/": PAGE.format(f"{pictures}<script src=/a.js></script><script src=/b.js></script>"), "/a.js": "", "/b.js": ""}
    ((rendering, _, _), site) = rendered(pages, max_subrequests=6, with_picture=True)
    assert rendering.scripts_failed == ()
    assert sum(request.endswith(".svg") for request in site.seen) == 3


def test_a_page_that_replaces_the_basics_is_still_read():
    script = "JSON.stringify = Array.from = Document.prototype.querySelectorAll = null; Array.prototype.toJSON = () => 'no'"
    ((rendering, dom, _), _) = rendered({"/": PAGE.format(f"<h1>Here</h1><script>{script}</script>")})
    assert rendering.ended == "settled"
    assert "<h1>Here</h1>" in dom.decode()


def test_live_connections_are_closed():
    script = "const live = new WebSocket('ws://127.0.0.1:1/'); live.onclose = () => { document.body.innerHTML = '<h1>closed</h1>' }"
    ((_, dom, _), _) = rendered({"/": PAGE.format(f"<script>{script}</script>")})
    assert "<h1>closed</h1>" in dom.decode()


def test_a_page_behind_a_bad_certificate_is_read(tmp_path):
    page = PAGE.format("<h1>Here</h1>").encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (len(page), page)

    async def scenario():
        async with serving(says(answer), self_signed(tmp_path, "other.example")) as origin, browsing(Site({})) as browser:
            return await show(browser, Site({}, url=f"https://127.0.0.1:{origin.port}"))

    rendering, dom, _ = asyncio.run(scenario())
    assert rendering.ended == "settled"
    assert b"<h1>Here</h1>" in dom


def test_scripts_that_are_missing_are_named():
    ((rendering, _, _), site) = rendered({"/": PAGE.format("<script src=/gone.js></script><script src=/here.js></script>"), "/here.js": ""})
    assert rendering.scripts_failed == (f"{site.url}/gone.js",)


def test_a_script_that_never_arrives_is_named_and_times_out():
    ((rendering, dom, _), site) = rendered({"/": PAGE.format("<h1>Here</h1><script src=/slow.js></script>"), "/slow.js": None}, limit_s=4)
    assert rendering.ended == "timed-out"
    assert rendering.scripts_failed == (f"{site.url}/slow.js",)
    assert "<h1>Here</h1>" in dom.decode()


def test_elements_that_react_are_marked():
    body = """<a id=own href='#'>1</a><a id=prop href='#'>2</a><a id=attr href='#' onclick='go()'>3</a>
    <a id=none href='#' data-truat-listens>4</a>
    <div id=box><a href='#'>5</a></div><a id=other href='#'>6</a>
    <script>
      own.addEventListener('click', () => {}); prop.onclick = () => {}; box.addEventListener('keydown', {handleEvent() {}});
      other.addEventListener('focus', () => {}); none.addEventListener('click', null);
    </script>"""
    ((rendering, dom, _), _) = rendered({"/": PAGE.format(body)})
    marked = re.findall(r'id="(\w+)"[^>]*data-truat-listens', dom.decode())
    assert marked == ["own", "prop", "attr", "box"]
    assert rendering.delegated is False


@pytest.mark.parametrize(
    "script",
    ["document.addEventListener('click', () => {})", "addEventListener('pointerdown', () => {})", "document.body.onclick = () => {}"],
)
def test_listening_for_the_whole_page_is_recorded(script):
    ((rendering, dom, _), _) = rendered({"/": PAGE.format(f"<a href='#'>1</a><script>{script}</script>")})
    assert rendering.delegated is True
    assert "data-truat-listens" not in text_of(dom)


def test_what_is_not_displayed_is_marked_and_kept():
    ((_, dom, _), _) = rendered({"/": PAGE.format("<nav id=n style='display:none'><a href=/x>menu</a></nav><main id=m>text</main>")})
    assert re.search(r'<nav id="n"[^>]* data-truat-hidden="">', dom.decode())
    assert '<main id="m">' in dom.decode()


def test_shadow_content_is_written_down():
    script = """customElements.define('x-menu', class extends HTMLElement {
      constructor() { super(); this.attachShadow({mode: 'closed'}).innerHTML = '<a href="/complaint">ร้องเรียน</a>' } })"""
    ((_, dom, _), _) = rendered({"/": PAGE.format(f"<x-menu></x-menu><script>{script}</script>")})
    assert '<x-menu><div data-truat-shadow=""><a href="/complaint">ร้องเรียน</a></div></x-menu>' in dom.decode()


def test_frames_are_listed_and_not_merged():
    ((rendering, dom, _), site) = rendered({"/": PAGE.format("<iframe src=/inner></iframe>"), "/inner": PAGE.format("inside")})
    assert rendering.frames == (f"{site.url}/inner",)
    assert "inside" not in dom.decode()


def test_a_frame_that_never_arrives_does_not_hold_up_the_page():
    ((rendering, _, _), _) = rendered({"/": PAGE.format("<iframe src=/inner></iframe>"), "/inner": None}, limit_s=8)
    assert rendering.ended == "settled"


def test_a_page_that_sends_its_visitor_on_is_followed():
    ((rendering, dom, _), site) = rendered(
        {"/": PAGE.format("<script>location.href = '/home'</script>"), "/home": PAGE.format("<h1>Home</h1>")}
    )
    assert rendering.ended == "settled"
    assert rendering.final_url == f"{site.url}/home"
    assert "<h1>Home</h1>" in dom.decode()


def test_a_page_that_reloads_itself_for_ever_is_stopped():
    ((rendering, dom, _), site) = rendered({}, given=PAGE.format("<h1>Here</h1><script>location.reload()</script>"), limit_s=8)
    assert rendering.ended in ("settled", "timed-out")
    assert "<h1>Here</h1>" in dom.decode()
    assert site.seen == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "chrome://version", "data:text/html,x", "javascript:void(0)"])
def test_other_schemes_are_not_gone_to(target):
    ((rendering, dom, _), _) = rendered(
        {"/": PAGE.format(f"<h1>Here</h1><script>try {{ location.href = '{target}' }} catch (e) {{}}</script>")}
    )
    assert rendering.ended == "settled"
    assert "<h1>Here</h1>" in dom.decode()


def test_private_addresses_are_out_of_reach():
    ((rendering, _, _), _) = rendered(
        {"/": PAGE.format("<script src=http://10.0.0.1/a.js></script><script src=http://localhost:1/a.js></script>")}
    )
    assert rendering.scripts_failed == ("http://10.0.0.1/a.js", "http://localhost:1/a.js")


def test_the_width_on_a_phone_is_measured():
    fluid = PAGE.format("<p>text</p>")
    fixed = PAGE.format("<div style='width:1000px'>table</div>")
    assert rendered({"/": fluid}, measure_360=True)[0][0].width_360 == 360
    assert rendered({"/": fixed}, measure_360=True)[0][0].width_360 >= 1000
    assert rendered({"/": fluid})[0][0].width_360 is None


def test_a_site_that_cannot_be_reached_failed():
    async def scenario():
        site = Site({})
        async with browsing(site) as browser:
            site.url = "http://nowhere.invalid"
            plain = await show(browser, site)
            site.url = "https://nowhere.invalid"
            return plain, await show(browser, site)

    for rendering, dom, _ in asyncio.run(scenario()):
        assert (rendering.ended, dom) == ("failed", None)


def test_after_a_crash_the_next_page_gets_a_new_browser():
    async def scenario():
        site = Site({"/": PAGE.format("<h1>Here</h1>"), "/slow.js": None})
        async with browsing(site) as browser:
            await show(browser, site)
            engine = browser._engine
            waiting = asyncio.create_task(show(browser, site, given=PAGE.format("<script src=/slow.js></script>")))
            await site.asked_for("/slow.js")
            os.kill(engine._pids[0], signal.SIGKILL)
            (crashed, dom, _), (after, _, _) = await waiting, await show(browser, site)
            return crashed.ended, dom, after.ended, browser._engine is engine

    assert asyncio.run(scenario()) == ("crashed", None, "settled", False)


def test_the_browser_is_renewed_after_its_pages():
    async def scenario():
        site = Site({"/": PAGE.format("<h1>Here</h1>")})
        async with browsing(site, max_pages=2) as browser:
            engines, endings = [], []
            for _ in range(3):
                endings.append((await show(browser, site))[0].ended)
                engines.append(browser._engine)
            return endings, engines[1] is None, engines[2] is not engines[0]

    assert asyncio.run(scenario()) == (["settled"] * 3, True, True)


def test_pages_share_nothing():
    setting = PAGE.format("<script>document.cookie = 'a=1'; localStorage.a = 1</script>")
    reading = PAGE.format("<p id=p></p><script>p.textContent = '[' + document.cookie + localStorage.length + ']'</script>")

    async def scenario():
        site = Site({"/set": setting, "/get": reading})
        async with browsing(site) as browser:
            await show(browser, site, "/set")
            return (await show(browser, site, "/get"))[1].decode()

    assert '<p id="p">[0]</p>' in asyncio.run(scenario())


def test_a_browser_that_cannot_start_is_told_not_raised(monkeypatch):
    async def broken(executable, proxy):
        raise OSError("no memory")

    monkeypatch.setattr(Engine, "launch", broken)

    async def scenario():
        browser = Browser("http://127.0.0.1:1", "truat/test")
        return await show(browser, Site({}, url="http://site.example"))

    rendering, dom, picture = asyncio.run(scenario())
    assert (rendering.ended, dom, picture) == ("crashed", None, None)
    assert "no memory" in rendering.detail
