from __future__ import annotations

import pytest

from tests.reading.pages import link, page, rendered


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<a href=x aria-label='ร้องเรียน'>คลิก</a>", "ร้องเรียน"),
        ("<b id=n>ศูนย์</b><a href=x aria-labelledby=n>คลิก</a>", "ศูนย์"),
        ("<a href=x>แจ้ง<b>เรื่อง</b> <img src=a.png alt='ร้องทุกข์'></a>", "แจ้งเรื่อง ร้องทุกข์"),
        ("<a href=x title='ติดต่อเรา'><i class='fa fa-phone'></i></a>", "ติดต่อเรา"),
        ("<a href=x><svg><title>ค้นหา</title><metadata>image/svg+xml</metadata></svg></a>", "ค้นหา"),
        ("<a href=x><script>var a = 1</script>ข่าว</a>", "ข่าว"),
        ("<a href=x><button>สมัคร</button></a>", "สมัคร"),
        ("<map><area href=x alt='แผนที่'></map>", "แผนที่"),
        ("<a href=x><img src=a.png></a>", ""),
    ],
)
def test_name(html: str, name: str) -> None:
    assert name == link(html).name


@pytest.mark.parametrize(
    ("html", "hint"),
    [
        ("<a href=x><img src='/img/ร้องเรียน-ร้องทุกข์.png'></a>", "ร้องเรียน ร้องทุกข์"),
        ("<a href=x><img src='/img/e_service_new.png'></a>", "e service new"),
        ("<a href=x><img src='/img/banner_01.jpg'></a>", ""),
        ("<a href=x><img src='/img/5f3a9c0be17d4a22.jpg'></a>", ""),
        ("<a href=x><i class='fab fa-facebook-f'></i></a>", "facebook f"),
        ("<div><a href=x><img src=1.png></a><p>ถาม-ตอบ</p></div>", "ถาม-ตอบ"),
        ("<a href=x title='แบบฟอร์มคำร้อง'>แบบฟอร์ม</a>", "แบบฟอร์มคำร้อง"),
        ("<a href=x><img src=complaint.png alt='ร้องเรียนออนไลน์'></a>", ""),
    ],
)
def test_hint(html: str, hint: str) -> None:
    assert hint == link(html).hint


@pytest.mark.parametrize(
    ("href", "target", "url"),
    [
        ("news.php?id=1#top", "page", "https://www.example.go.th/dir/news.php?id=1"),
        ("/a/plan.PDF", "file", "https://www.example.go.th/a/plan.PDF"),
        (" https://other.example.org/\n", "page", "https://other.example.org/"),
        ("", "none", None),
        ("#", "none", None),
        ("#!", "none", None),
        ("http://", "none", None),
        ("javascript:void(0)", "none", None),
        ("JavaScript:;", "none", None),
        ("javascript: void(0);", "none", None),
        ("javascript:openMenu()", "script", None),
        ("javascript:window.open('a.php')", "page", "https://www.example.go.th/dir/a.php"),
        ("#here", "fragment", None),
        ("#gone", "none", None),
        ("#/news", "script", None),
        ("{{ item.url }}", "script", None),
        ("mailto:a@example.go.th", "mail", None),
        ("tel:021234567", "phone", None),
        ("line://ti/p/x", "other", None),
        ("http://[bad", "none", None),
    ],
)
def test_target(href: str, target: str, url: str | None) -> None:
    found = link(f'<p id="here"></p><a href="{href}">x</a>')
    assert (target, url) == (found.target, found.url)


@pytest.mark.parametrize(
    ("html", "target", "url"),
    [
        ("<div onclick=\"window.location='a.php'\">แจ้ง</div>", "page", "https://www.example.go.th/dir/a.php"),
        ("<button onclick=\"location.href = '/b'\">แจ้ง</button>", "page", "https://www.example.go.th/b"),
        ("<a href='#' onclick=\"window.open('c.pdf')\">แจ้ง</a>", "file", "https://www.example.go.th/dir/c.pdf"),
        ("<a href='#' onclick=\"location.href='d?id='+id\">แจ้ง</a>", "none", None),
        ("<a routerLink='/news'>ข่าว</a>", "page", "https://www.example.go.th/news"),
        ("<a ng-href='/news'>ข่าว</a>", "page", "https://www.example.go.th/news"),
        ("<div data-href='/news'>ข่าว</div>", "page", "https://www.example.go.th/news"),
        (
            "<select onchange='window.open(this.value)'><option>เลือก<option value='https://x.go.th/'>กรม</select>",
            "page",
            "https://x.go.th/",
        ),
        ("<base href='/sub/'><a href=e>x</a>", "page", "https://www.example.go.th/sub/e"),
    ],
)
def test_links_by_other_means(html: str, target: str, url: str | None) -> None:
    found = link(html)
    assert (target, url) == (found.target, found.url)


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<a href='#' onclick='go()'>x</a>", "listens"),
        ("<div onclick='go()'><a href='#'>x</a></div>", "listens"),
        ("<a href='#' data-truat-listens>x</a>", "listens"),
        ("<a href='#' data-bs-toggle='dropdown'>x</a>", "toggles"),
        ("<a href='#' role='tab'>x</a>", "toggles"),
        ("<ul><li><a href='#'>x</a><ul><li><b>y</b><a href=z>z</a></ul></ul>", "opens"),
        ("<div><a href='#'>x</a><div class='sub-menu'><a href=z>z</a></div></div>", "opens"),
    ],
)
def test_a_dead_link_that_reacts_is_not_inert(html: str, what: str) -> None:
    first = page(html).links[0]
    assert getattr(first, what)
    assert not first.is_inert


def test_a_dead_link_is_inert() -> None:
    assert page("<body onload='x()'><ul><li><a href='#'>ประวัติ</a></li><li><a href=y>y</a></li></ul>").links[0].is_inert


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<ul><li><a href='#'>เกี่ยวกับเรา</a><ul><li><a href=x>ประวัติ</a></ul></ul>", ("เกี่ยวกับเรา",)),
        ("<ul><li>ก ข<ul><li><a href='#'>ค ง</a><ul><li><a href=x>จ</a></ul></ul></ul>", ("ก ข", "ค ง")),
        ("<div>ข้อมูลพื้นฐาน<div class=submenu><a href=w>a</a><a href=x>b</a></div></div>", ("ข้อมูลพื้นฐาน",)),
        ("<nav><button class=navbar-toggler>Menu</button><ul class='navbar-nav'><li><a href=x>ข่าว</a></ul></nav>", ()),
        ("<div><a href=v>หนึ่ง</a><div class=mega-menu><a href=w>สอง</a></div><div class=mega-menu><a href=x>สาม</a></div></div>", ()),
    ],
)
def test_menu_path(html: str, path: tuple[str, ...]) -> None:
    assert path == page(html).links[-1].path


def test_heading_ends_with_its_section() -> None:
    view = page("<section><h2>ข่าว</h2><p>สรุป</p><a href=a>หนึ่ง</a></section><a href=b>สอง</a>")
    assert [found.heading for found in view.links] == ["ข่าว", ""]


def test_heading_in_a_section_of_its_own_counts_for_what_follows() -> None:
    assert link("<section><h2>ข่าว</h2></section><div><a href=a>หนึ่ง</a></div>").heading == "ข่าว"


def test_mere_anchors_are_no_links() -> None:
    assert page("<a name=top></a><a id=x></a>").links == ()


def test_hidden_links_are_kept_and_marked() -> None:
    html = "<ul style='display:none'><li><a href=x>เมนู</a></ul><a href=y>ข่าว</a>"
    assert [found.is_hidden for found in rendered(html).links] == [True, False]


def test_controls() -> None:
    view = page("<button aria-label='เพิ่มขนาดตัวอักษร' onclick='a()'>ก+</button><img src=c.png alt='สีดำ' onclick='b()'><span>ก</span>")
    assert [control.name for control in view.controls] == ["เพิ่มขนาดตัวอักษร", "สีดำ"]
    assert all(control.listens for control in view.controls)


def test_listeners_of_the_document_are_a_fact_of_the_page() -> None:
    assert rendered("<a href='#'>x</a>", delegated=True).delegated


def test_a_flood_of_links_does_not_hide_the_footer() -> None:
    view = page("<p><a href=x>x</a></p>" * 4000 + "<footer><a href=privacy>นโยบาย</a></footer>")
    assert len(view.links) == 3001
    assert view.links[-1].name == "นโยบาย"
