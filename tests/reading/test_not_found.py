"""A page that shows what an address that cannot exist shows is no page."""

from __future__ import annotations

from crawler.reading.not_found import NotFoundLook
from crawler.reading.page_view import PageView
from crawler.reading.read import read_html
from tests.faults.healthy import HOME, INNER, page


def view(html: str) -> PageView:
    return read_html(html.encode(), url="http://a.go.th/x", content_type="text/html; charset=utf-8", sha256="")


def lost(path: str, at: str = "10.15") -> str:
    return page(
        f"<h1>ขออภัย</h1><p>ไม่มีหน้า {path} ในระบบ เวลา {at}</p><p>กรุณากลับไปที่หน้าแรกแล้วลองใหม่</p><p>หรือติดต่องานสารสนเทศ</p>", title="แจ้งเตือน"
    )


LOOK = NotFoundLook(view(HOME), view(lost("/truat-1.html")))


def test_the_same_words_for_another_address() -> None:
    """The echoed address and the time differ, the rest is the same."""
    assert LOOK.resembles(view(lost("/complaint", "11.20")))


def test_pages_of_the_same_frame_are_pages() -> None:
    """Menu and footer are the same everywhere; what stands between them counts."""
    assert not any(LOOK.resembles(view(html)) for html in INNER.values())
    assert not LOOK.resembles(view(HOME))


def test_a_page_of_one_picture_is_a_page() -> None:
    """An organisation chart is often nothing but an image."""
    assert not LOOK.resembles(view(page('<img src="/chart.png">', title="แจ้งเตือน")))


def test_a_site_that_answers_everything_with_its_home() -> None:
    """Then whatever shows the home page and nothing else is no page of its own."""
    look = NotFoundLook(view(HOME), view(HOME))
    assert look.resembles(view(HOME))
    assert not look.resembles(view(INNER["/about"]))


def test_an_application_that_has_not_started_tells_nothing() -> None:
    """It answers every address with its shell, real ones too."""
    shell = view('<html><head><script src="/a.js"></script></head><body><div id="app"></div></body></html>')
    assert shell.is_shell
    assert not NotFoundLook(shell, shell).resembles(shell)
