"""Which status a capture has, where the fault server cannot easily bring it about."""

from __future__ import annotations

from typing import Any

import pytest

from checks.status import decide
from crawler.artifacts import Capture, Fault, Fetch, Hop, Rendering, Robots, Site, Skipped, Tls
from crawler.condition import Conditions
from crawler.marking import marked
from crawler.reading.read import PageReader, site_view
from crawler.topics import Lexicon
from tests.faults.healthy import HOME, page

URL = "https://www.bangdee.go.th/"
NO_TOPICS = Lexicon([])


def fetch(url: str = URL, *, why: str = "home", **ended: Any) -> Fetch:
    return Fetch(url=url, kind="page", why=why, final_url=ended.pop("final_url", url), headers=(("Content-Type", "text/html"),), **ended)


def status(*fetches: Fetch, bodies: dict[str, str] | None = None, **facts: Any) -> str:
    at = "2026-11-24T02:00:00+00:00"
    kept = {name: text.encode() for name, text in (bodies or {}).items()}
    capture = Capture(Site(URL, "www.bangdee.go.th"), "0", at, at, 15, fetches=fetches, bodies=kept, **facts)
    reader = PageReader()
    return decide(site_view(marked(capture, Conditions([]), reader), NO_TOPICS, reader)).status


def read(n: int) -> list[Fetch]:
    return [fetch(f"{URL}{i}", why="sample", status=200, sha256=f"p{i}") for i in range(n)]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("dns-not-found", "dns-not-found"), ("connection-refused", "connection-refused"), ("timeout", "connection-timeout"),
        ("reset", "broken-response"), ("truncated", "broken-response"), ("not-http", "broken-response"), ("tls", "tls-failed"),
        ("too-large", "too-large"), ("redirect-loop", "redirect-loop"), ("redirected-elsewhere", "redirected-elsewhere"),
        ("robots", "robots-disallowed"), ("proxy", "our-fault"), ("our-fault", "our-fault"), ("forbidden-address", "dns-not-found"),
    ],
)  # fmt: skip
def test_each_fault_of_the_home_page_has_its_status(fault: Fault, expected: str) -> None:
    assert status(fetch(fault=fault)) == expected


def test_a_redirect_to_a_private_address_leads_away() -> None:
    hop = Hop(URL, 302, "https://intranet.bangdee.go.th/")
    assert status(fetch(fault="forbidden-address", redirects=(hop,))) == "redirected-elsewhere"


@pytest.mark.parametrize(("tls", "expected"), [("reset", "tls-failed"), ("tls", "tls-failed"), (None, "broken-response")])
def test_hanging_up_on_the_handshake_is_no_handshake(tls: Fault | None, expected: str) -> None:
    assert status(fetch(fault="reset"), tls=Tls("www.bangdee.go.th", fault=tls)) == expected


def test_a_home_page_never_asked_for_is_our_fault_unless_robots_forbids_it() -> None:
    assert status() == "our-fault"
    assert status(robots=Robots(f"{URL}robots.txt", 200, None, allows_home=False)) == "robots-disallowed"


def test_a_browser_that_broke_on_a_shell_is_ours() -> None:
    """The page may be fine for people; a page that needs no browser is judged without one."""
    shell = page('<div id="app"></div><script src="/a.js"></script>', menu=False)
    home, broken = fetch(status=200, sha256="h"), Rendering(URL, URL, "crashed", detail="the browser or the page crashed")
    assert status(home, bodies={"h": shell}, renderings=(broken,)) == "our-fault"
    assert status(home, bodies={"h": shell}) == "our-fault"
    assert status(home, bodies={"h": HOME}, renderings=(broken,)) == "audited"


def test_a_page_with_nothing_on_it_is_empty() -> None:
    """With scripts only when a browser has seen that they show nothing either."""
    blank, shell = page("", menu=False), page('<div id="app">กำลังโหลดข้อมูล</div><script src="/a.js"></script>', menu=False)
    shown = Rendering(URL, URL, "settled", dom_sha256="d")
    assert status(fetch(status=200, sha256="h"), bodies={"h": blank}) == "empty"
    assert status(fetch(status=200, sha256="h"), bodies={"h": shell, "d": shell}, renderings=(shown,)) == "empty"


def test_three_quarters_read_is_audited() -> None:
    home = fetch(status=200, sha256="h")
    bodies = {"h": HOME, **{f"p{i}": page(f"<p>หน้าที่ {i} ของเว็บไซต์</p>") for i in range(8)}}
    failed = [fetch(f"{URL}f{i}", why="sample", fault="timeout") for i in range(3)]
    assert status(home, *read(8), *failed, bodies=bodies) == "audited"
    assert status(home, *read(7), *failed, bodies=bodies) == "partly-audited"


def test_pages_given_up_on_count_as_asked_for() -> None:
    """A site that sent us away after three pages was not seen, though all that was asked for was read but one."""
    bodies = {"h": HOME, **{f"p{i}": page(f"<p>หน้าที่ {i} ของเว็บไซต์</p>") for i in range(3)}}
    home, refused = fetch(status=200, sha256="h"), fetch(f"{URL}r", why="sample", status=429)
    assert status(home, *read(3), refused, bodies=bodies) == "audited"
    left = tuple(Skipped(f"{URL}left{i}", "slow") for i in range(9))
    assert status(home, *read(3), refused, bodies=bodies, skipped=left) == "partly-audited"
    budget = tuple(Skipped(f"{URL}left{i}", "budget") for i in range(9))
    assert status(home, *read(3), refused, bodies=bodies, skipped=budget) == "audited"
