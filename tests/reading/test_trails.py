from __future__ import annotations

import pytest

from tests.reading.pages import page


@pytest.mark.parametrize(
    ("html", "trail"),
    [
        ("<ol class=breadcrumb><li><a href=/>หน้าแรก</a><li><a href=n>ข่าว</a><li>ประกาศ</ol>", "หน้าแรก > ข่าว > ประกาศ"),
        ("<nav aria-label=Breadcrumb><a href=/>Home</a><a href=n>News</a><span>Item</span></nav>", "Home > News > Item"),
        ("<div class=pathway><a href=/>หน้าแรก</a> <img src=arrow.png> ติดต่อเรา</div>", "หน้าแรก > ติดต่อเรา"),
        ("<ul itemscope itemtype='https://schema.org/BreadcrumbList'><li>หน้าหลัก<li>แผน</ul>", "หน้าหลัก > แผน"),
        ("<ul class=breadcrumbs><li><a href=/><i class='fa fa-home'></i></a><li>แผน</ul>", "home > แผน"),
        ("<section class=breadcrumb><h1>ข่าว</h1><div><ul><li><a href=/>หน้าแรก</a><li>ข่าว</ul></div></section>", "หน้าแรก > ข่าว"),
        ("<p><a href=/>หน้าแรก</a> » <a href=n>ข่าว</a> » ประกาศ</p>", "หน้าแรก > ข่าว > ประกาศ"),
        ("<td>คุณอยู่ที่: ข่าว > ประกาศ</td>", "ข่าว > ประกาศ"),
        ("<div>You are here: <a href=/>Home</a> / Contact</div>", "Home > Contact"),
    ],
)
def test_trail(html: str, trail: str) -> None:
    assert [trail] == [text for text, _ in page(html).breadcrumbs]


@pytest.mark.parametrize(
    "html",
    [
        "<ul class=menu><li><a href=/>หน้าแรก</a><li><a href=n>ข่าว</a></ul>",
        "<p>หน้าแรก | ข่าว | ติดต่อเรา</p>",
        "<nav>หน้าแรก > ข่าว</nav>",
        "<ol class=breadcrumb><li>หน้าแรก</ol>",
        "<p>ราคา > 500 บาท</p>",
        "<p>นิสิต / อาจารย์ / บุคลากร</p>",
    ],
)
def test_no_trail(html: str) -> None:
    assert page(html).breadcrumbs == ()
