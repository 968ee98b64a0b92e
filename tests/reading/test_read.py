from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.artifacts import Capture, Fetch, Rendering, Site
from crawler.reading.read import PageReader, read_html, read_pdf, site_view
from tests.reading.pages import URL, page, rendered

HOME = "https://www.example.go.th/"


def test_head_of_a_page() -> None:
    view = page("""<!doctype html><html lang="th"><head><title> เทศบาล </title><meta name=Description content="เว็บไซต์">
      <meta name=generator content="Joomla!"><meta property="og:title" content="ก">
      <link rel=alternate type=application/rss+xml href=/feed><link rel=alternate hreflang=en href=/en/>
      <link rel=stylesheet href=a.css><script src="http://cdn.example.org/x.js"></script><script>var a</script></head>
      <body><!-- ลับ --><img src=p.png><iframe src=/map></iframe><iframe src=https://maps.example.com/></iframe>""")
    assert (view.lang, view.title, view.description, view.generator, view.has_doctype) == ("th", "เทศบาล", "เว็บไซต์", "Joomla!", True)
    assert ("og:title", "ก") in view.metas
    assert (view.feeds, view.alternates) == (("https://www.example.go.th/feed",), (("en", "https://www.example.go.th/en/"),))
    assert [r.kind for r in view.references] == ["stylesheet", "script", "image", "frame", "frame"]
    assert view.references[1].url == "http://cdn.example.org/x.js"
    assert (view.inline_scripts, view.comments, view.frames) == ("var a", " ลับ ", ("https://www.example.go.th/map",))
    assert [m.name for m in view.media] == [None, None, None]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0;url=/home", "https://www.example.go.th/home"),
        ("5; URL='th/'", "https://www.example.go.th/dir/th/"),
        ("300", None),
        ("0; http://a.go.th/", "http://a.go.th/"),
    ],
)
def test_refresh(content: str, expected: str | None) -> None:
    assert expected == page(f'<meta http-equiv=refresh content="{content}">').refresh


def test_frameset() -> None:
    view = page("<html><frameset cols='*'><frame src=menu.html><frame src=main.html></frameset></html>")
    assert view.frames == ("https://www.example.go.th/dir/menu.html", "https://www.example.go.th/dir/main.html")
    assert not view.is_shell


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div id=app></div><noscript>Enable JavaScript</noscript><script src=a.js></script>", True),
        ("<app-root>Loading...</app-root><script src=a.js></script>", True),
        ("<p>กำลังปรับปรุง</p>", False),
        ("<a href=home><img src=splash.jpg></a><script>ga()</script>", False),
        ("<form><input></form><script>ga()</script>", False),
        ("<p>" + "เนื้อหาของหน้า " * 30 + "</p><script src=a.js></script>", False),
    ],
)
def test_shell(html: str, expected: bool) -> None:
    assert expected is page(html).is_shell


def test_dates_carry_their_surroundings() -> None:
    (seen,) = page("<footer>ปรับปรุงล่าสุด 12 มี.ค. 2565</footer>").dates
    assert (seen.on.isoformat(), seen.text, seen.context, seen.place) == ("2022-03-12", "12 มี.ค. 2565", "ปรับปรุงล่าสุด 12 มี.ค. 2565", "footer")


def test_scripts_that_failed_are_said() -> None:
    assert rendered("<p>ก</p>").scripts_loaded is True
    assert rendered("<p>ก</p>", scripts_failed=("https://a.go.th/x.js",)).scripts_loaded is False
    assert page("<p>ก</p>").scripts_loaded is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 500,
        b"<" * 5000,
        b"<div>" * 20_000 + b"x",
        b"<font>" * 5000 + b"<a href=x>x</a>",
        b"<p>x</p>" * 30_000,
        b"<a href='" + b"x" * 1_000_000 + b"'>y</a>",
        b"<input>" * 5000,
        b"<!-- x -->" * 400,
        b"<table><form><tr><select><option><a href=x><ul><li></form></table>",
        b"<!DOCTYPE html SYSTEM 'file:///etc/passwd' [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;</p>",
    ],
    ids=["empty", "nul", "angles", "deep", "unclosed", "many", "huge-attribute", "inputs", "comments", "misnested", "entity"],
)
def test_broken_pages_are_read(body: bytes) -> None:
    view = read_html(body, url=URL, content_type="text/html", sha256="")
    assert "root:" not in view.text


def test_unclosed_tags_do_not_hide_the_rest() -> None:
    html = "<font size=2>ข้อความ " * 3000 + "<a href=/complaint>ร้องเรียน</a>"
    assert "ร้องเรียน" in [found.name for found in page(html).links]


_PARTS = st.sampled_from(
    [
        *("<div>", "</div>", '<a href="#">', "</a>", "<ul>", "<li>", "</ul>", "<form>", "</form>", "<input type=radio name=q>", "<select>"),
        *(
            "<option value=//[>",
            "<table>",
            "<tr>",
            "<td>",
            "<h1>",
            "<p hidden>",
            "<noscript>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<map>",
        ),
        *(
            "<area>",
            "<label for=x>",
            "<button>",
            "<iframe src=http://[>",
            "<base href=//>",
            "<frameset>",
            "<svg>",
            "ร้องเรียน",
            "&#0;",
            "&#xD800;",
        ),
        *("<meta http-equiv=refresh content='0;url=//['>", "<meta charset=utf-16>", "12/03/2565", "<x:y>", "<html>", "<body class=footer>"),
        *("<b onclick=\"location='//['\">", "<div class=breadcrumb>", "<select onchange=open(this.value)>", "<a href='http://a:b/'>"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PARTS, max_size=60).map(" ".join).map(str.encode) | st.binary(max_size=300))
def test_no_bytes_raise(body: bytes) -> None:
    assert read_html(body, url=URL, content_type="text/html", sha256="").source == "static"
    assert read_html(body, url=URL, content_type="text/html", sha256="", rendered=True).source == "rendered"


def _pdf(content: bytes, *, annotations: bytes = b"") -> bytes:
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots[%s]>>" % annotations,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%sendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


@pytest.mark.parametrize(
    "after",
    [
        "<p>ท้ายหน้า <a href=/b>ติดต่อ</a></p>",
        "<title>อบต.</title></head><body><p>ท้ายหน้า</p><a href=/b>ติดต่อ</a></body></html>",
        "\n<!DOCTYPE html>\n<html lang=en><head><title>อบต.</title></head><BODY onload='go()'>ท้ายหน้า<a href=/b>ติดต่อ</a></BODY ></HTML>\n",
        "</div><!-- </body> --><script>document.write('</body></html>')</script>ท้ายหน้า<a href=/b>ติดต่อ</a>",
    ],
)
def test_a_page_goes_on_after_its_end_as_in_browsers(after: str) -> None:
    start = (
        "<!doctype html><html lang=th><head></head><body><p>ต้นหน้า</p><a href=/a>หน้าแรก</a><script>var a='</body>'</script></body></html>"
    )
    view = page(start + after)
    assert [k.name for k in view.links] == ["หน้าแรก", "ติดต่อ"]
    assert "ต้นหน้า" in view.text
    assert "ท้ายหน้า" in view.text
    assert "write" not in view.text
    assert view.lang == "th"
    assert "var a='</body>'" in view.inline_scripts
    assert view.title == ("อบต." if "title" in after else "")


def test_noframes_speaks_for_a_page_of_frames_only() -> None:
    for where in ("%s</frameset>", "</frameset>%s"):
        frames = (
            f"<html><frameset cols=20,80><frame src=menu.html>{where}</html>" % "<noframes><body>บางดี <a href=/a>ข่าว</a></body></noframes>"
        )
        view = page(frames)
        assert (view.text, [k.name for k in view.links], view.frames) == ("บางดี ข่าว", ["ข่าว"], ("https://www.example.go.th/dir/menu.html",))
    assert page("<body>ข่าว<noframes>ที่ไม่มีใครเห็น</noframes>").text == "ข่าว"


def test_players_without_attributes_are_media() -> None:
    view = page("<video><source src=a.mp4></video><audio></audio><iframe></iframe>")
    assert [(m.kind, m.url) for m in view.media] == [("video", "https://www.example.go.th/dir/a.mp4"), ("audio", None)]


def test_pdf_text() -> None:
    view = read_pdf(_pdf(b"BT /F 12 Tf 20 200 Td (Procurement plan 12 March 2022) Tj ET"), url=URL, sha256="")
    assert (
        view.source,
        view.text,
        view.blocks[0].locator,
        view.is_image_only,
    ) == ("pdf", "Procurement plan 12 March 2022", "page 1", False)
    assert [d.on.isoformat() for d in view.dates] == ["2022-03-12"]


def test_links_of_a_pdf_are_called_what_they_lie_on() -> None:
    annotation = b"<</Type/Annot/Subtype/Link/Rect[15 190 110 220]/A<</S/URI/URI(/complain?x=1)>>>>"
    inner = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoTo/D[3 0 R/Fit]>>>>"
    drawn = b"BT /F 12 Tf 20 200 Td (Complain here) Tj 150 0 Td (or stay) Tj ET"
    (link,) = read_pdf(_pdf(drawn, annotations=annotation + inner), url=URL, sha256="").links
    assert (link.name, link.url, link.target, link.locator) == ("Complain here", "https://www.example.go.th/complain?x=1", "page", "page 1")


def test_pdf_without_text_is_image_only() -> None:
    assert read_pdf(_pdf(b"0 0 100 100 re f"), url=URL, sha256="").is_image_only


@pytest.mark.parametrize("body", [b"", b"%PDF-1.4", b"%PDF-1.4\n" + b"\xff" * 300, b"<html>"])
def test_broken_pdf_is_empty(body: bytes) -> None:
    view = read_pdf(body, url=URL, sha256="")
    assert (view.blocks, view.is_image_only) == ((), False)


def _fetch(
    url: str, body: bytes, *, why: str = "menu", kind: str = "page", type_: str = "text/html", status: int = 200
) -> tuple[Fetch, bytes]:
    sha256 = hashlib.sha256(body).hexdigest()
    return Fetch(url, kind, why, url, status, headers=(("Content-Type", type_),), sha256=sha256), body


def _capture(*fetched: tuple[Fetch, bytes], renderings: tuple[Rendering, ...] = (), doms: dict[str, bytes] | None = None) -> Capture:
    bodies = {fetch.sha256: body for fetch, body in fetched} | (doms or {})
    return Capture(Site(HOME, "www.example.go.th"), "0", "", "", 15, tuple(f for f, _ in fetched), renderings, bodies=bodies)


def test_pages_are_what_was_read_home_first() -> None:
    capture = _capture(
        _fetch(HOME + "a", b"<p>a</p>"),
        _fetch(HOME, b"<p>home</p>", why="home"),
        _fetch(HOME + "a", b"<p>a again</p>"),
        _fetch(HOME + "gone", b"<p>gone</p>", status=404),
        _fetch(HOME + "x.zip", b"PK", type_="application/zip"),
        _fetch(HOME + "probe", b"<p>probe</p>", kind="probe"),
        _fetch("https://forms.example.com/", b"<form><input></form>", kind="offsite"),
    )
    site = site_view(capture, None, PageReader())
    assert [p.url for p in site.pages] == [HOME, HOME + "a"]
    assert site.pages[1].text == "a again"
    assert [p.url for p in site.offsite] == ["https://forms.example.com/"]
    assert site.home is site.pages[0]


def test_a_rendered_page_has_two_views() -> None:
    home = _fetch(HOME, b"<div id=app></div>", why="home")
    shown = Rendering(HOME, HOME + "#/start", "settled", dom_sha256="d")
    site = site_view(_capture(home, renderings=(shown,), doms={"d": "<p>ยินดีต้อนรับ</p>".encode()}), None, PageReader())
    assert [v.source for v in site.views] == ["static", "rendered"]
    assert (site.home.source, site.home.url, site.home.text) == ("rendered", HOME, "ยินดีต้อนรับ")


def test_a_crashed_rendering_leaves_the_static_page() -> None:
    home = _fetch(HOME, b"<p>home</p>", why="home")
    site = site_view(_capture(home, renderings=(Rendering(HOME, HOME, "crashed"),)), None, PageReader())
    assert [p.source for p in site.pages] == ["static"]


def test_each_body_is_read_once() -> None:
    reader = PageReader()
    fetch, body = _fetch(HOME, b"<p>home</p>")
    assert reader.read(fetch, body) is reader.read(replace(fetch), body)


@pytest.mark.parametrize(
    ("type_", "body", "source"),
    [
        ("text/html", b"x", "static"),
        ("application/xhtml+xml", b"<p>x", "static"),
        ("", b"<!DOCTYPE html><p>x", "static"),
        ("text/plain", b"plain words", None),
        ("application/json", b"<html>", None),
        ("application/octet-stream", b"%PDF-1.4 ...", "pdf"),
        ("text/html", b"", None),
    ],
)
def test_what_is_a_page(type_: str, body: bytes, source: str | None) -> None:
    fetch, _ = _fetch(HOME, body, type_=type_)
    view = PageReader().read(fetch, body)
    assert source == (view.source if view else None)
