"""What a link proves of the thing that it names (contract.md, Reasons)."""

from __future__ import annotations

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FAILED, FOUND, NOT_FOUND, UNVERIFIED, whole

DEAD = (FAILED, "link-goes-nowhere")
NAMED = '<a href="#">ร้องเรียนร้องทุกข์</a>'


def complaint(site: object) -> tuple[str, str]:
    return verdict("topic-offer", site, topic="complaint")  # type: ignore[arg-type]


def page_of(link: str) -> str:
    return f"<p>เทศบาลตำบลบางดี</p><p>{link}</p>"


@pytest.mark.parametrize("href", ["", "#", "#nothing", "javascript:void(0)", "javascript:;"])
def test_a_link_that_was_seen_to_do_nothing_leads_nowhere(href: str) -> None:
    link = f'<a href="{href}">ร้องเรียนร้องทุกข์</a>'
    assert complaint(whole(page_of(link), rendered=True)) == DEAD


@pytest.mark.parametrize(
    ("dom", "expected"),
    [
        (page_of("<a href='#' data-truat-listens>ร้องเรียนร้องทุกข์</a>"), UNVERIFIED),
        (f"<div data-truat-listens>{NAMED}</div>", UNVERIFIED),
        (page_of("<a href='#' data-toggle=modal>ร้องเรียนร้องทุกข์</a>"), UNVERIFIED),
        (f"<ul><li>{NAMED}<ul><li><a href=/news>ข่าว</a></ul></ul>", UNVERIFIED),
        (page_of(NAMED + " <a href='#' data-truat-listens>ร้องเรียนร้องทุกข์</a>"), UNVERIFIED),
        (page_of("<a href=/about>ร้องเรียนร้องทุกข์</a>"), FOUND),
        (page_of("<b>ข่าว</b>"), UNVERIFIED),
    ],
    ids=[
        "listens",
        "ancestor listens",
        "toggles",
        "submenu",
        "the other of two listens",
        "scripts gave it a target",
        "scripts took it away",
    ],
)
def test_what_the_browser_showed_of_it_decides(dom: str, expected: tuple[str, str]) -> None:
    assert complaint(whole(page_of(NAMED), rendered=dom)) == expected


@pytest.mark.parametrize("options", [{}, {"rendered": True, "ended": "timed-out"}, {"rendered": True, "scripts_failed": ("/a.js",)}])
def test_without_a_whole_rendering_nobody_knows_what_a_click_does(options: dict[str, object]) -> None:
    assert complaint(whole(page_of(NAMED), **options)) == UNVERIFIED


def test_the_rendering_of_another_page_proves_nothing() -> None:
    inner = page("/about", page_of(NAMED))
    assert complaint(whole(page_of("<b>ข่าว</b>"), inner, rendered=True)) == UNVERIFIED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("/x", status=404, attempts=2), DEAD),
        (page("/x", status=410, attempts=2), DEAD),
        (page("/x", fault="dns-not-found"), DEAD),
        (page("/x", status=404), UNVERIFIED),
        (page("/x", status=403), UNVERIFIED),
        (page("/x", status=503, attempts=2), UNVERIFIED),
        (page("/x", fault="timeout"), UNVERIFIED),
        (page("/x"), FOUND),
    ],
    ids=lambda v: f"{v.fetch.status or v.fetch.fault}x{v.fetch.attempts}" if hasattr(v, "fetch") else "",
)
@pytest.mark.parametrize("rendered", [False, True])
def test_a_target_that_was_asked_for(answer: object, expected: tuple[str, str], rendered: bool) -> None:
    subject = whole(page_of('<a href="/x">ร้องเรียนร้องทุกข์</a>'), answer, rendered=rendered)  # type: ignore[arg-type]
    assert complaint(subject) == expected


def test_nothing_named() -> None:
    assert complaint(whole(page_of("<b>ข่าว</b>"))) == NOT_FOUND
