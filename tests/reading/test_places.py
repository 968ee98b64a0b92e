from __future__ import annotations

import pytest

from tests.reading.pages import page

MANY = "<p>เนื้อหา</p>" * 80
MENU = "<a href=1>หน้าแรก</a> <a href=2>ข่าว</a> <a href=3>ติดต่อ</a> <a href=4>แผนที่</a>"


def places(html: str) -> dict[str, str]:
    return {found.name: found.place for found in page(html).links}


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<header><a href=x>X</a></header>", "header"),
        ("<header><nav><a href=x>X</a></nav></header>", "nav"),
        ("<header><ul class=main-menu><li><a href=x>X</a><li><a href=y>Y</a></ul></header>", "nav"),
        ("<div role=navigation><a href=x>X</a></div>", "nav"),
        ("<aside><a href=x>X</a></aside>", "aside"),
        ("<div id=sidebar><a href=x>X</a></div>", "aside"),
        (f"{MANY}<footer><nav><a href=x>X</a></nav></footer>", "footer"),
        (f"{MANY}<div class='siteFooter'><a href=x>X</a></div>", "footer"),
        (f"{MANY}<div class='card-footer'><a href=x>X</a></div>", "main"),
        ("<article><header><a href=x>X</a></header></article>", "main"),
        ("<section><header><h2>ข่าว</h2><a href=x>X</a></header></section>", "main"),
        ("<body class='page-header-fixed menu'><a href=x>X</a>", "main"),
        (f"<div class=header-wrapper><p>ก</p>{MANY}<a href=x>X</a></div>", "main"),
        (f"{MANY}<div><p>© 2565 เทศบาล</p><a href=x>X</a></div>", "footer"),
        (f"{MANY}<table><tr><td><a href=x>X</a></td><td>สงวนลิขสิทธิ์</td></tr></table>", "footer"),
    ],
)
def test_place(html: str, place: str) -> None:
    assert place == places(html)["X"]


def test_a_row_of_links_in_an_old_table_is_a_menu() -> None:
    html = f"<table><tr><td><img src=b.jpg></td></tr><tr><td>{MENU}</td></tr><tr><td>{MANY}<a href=x>X</a></td></tr></table>"
    found = places(html)
    assert (found["ข่าว"], found["X"]) == ("nav", "main")


def test_a_copyright_notice_in_mid_page_is_no_footer() -> None:
    html = f"<p>ลิขสิทธิ์ของกรม</p>{MANY}<a href=x>X</a>"
    assert places(html)["X"] == "main"
