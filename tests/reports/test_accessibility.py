"""The report meets the standard that it preaches, in Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.plain import Lang
from reports.render import render_report
from tests.reports import sample

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = os.environ.get("TRUAT_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CASES = [("audited", "th"), ("partly-audited", "en"), ("connection-timeout", "th"), ("our-fault", "en")]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as p:
        # as root, in a container, Chromium's own sandbox cannot start; the pages are ours
        started = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def open_report(browser: Any, folder: Path, status: str, lang: Lang, width: int) -> Any:
    audit = sample.audit(status)
    if status == "audited":
        audit["findings"][-3]["waiver"] = "ย้ายระบบ"
    file = folder / "report.html"
    file.write_text(render_report(audit, sample.rules(), sample.packs(), lang=lang, picture=None), "utf-8")
    # axe is injected by the test alone; the report's own policy would refuse it
    page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [1366, 360])
@pytest.mark.parametrize(("status", "lang"), CASES)
def test_axe_finds_nothing_with_everything_unfolded(browser: Any, tmp_path: Path, status: str, lang: Lang, width: int) -> None:
    page = open_report(browser, tmp_path, status, lang, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    result = axe.Axe().run(page, options={"runOnly": TAGS})
    page.close()
    found = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in result.response["violations"]]
    assert found == []


@pytest.mark.parametrize("lang", ["th", "en"])
def test_nothing_scrolls_sideways_on_a_phone(browser: Any, tmp_path: Path, lang: Lang) -> None:
    page = open_report(browser, tmp_path, "audited", lang, 360)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 360


def test_folded_gaps_are_printed_whole(browser: Any, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, "audited", "th", 800)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.gap .fix')].filter(f => !f.checkVisibility({contentVisibilityAuto: true})).length"
    )
    heights = page.evaluate("[...document.querySelectorAll('.gap .fix')].map(f => f.getBoundingClientRect().height)")
    page.close()
    assert hidden == 0
    assert min(heights) > 0


def test_the_skip_link_comes_first_and_leads_to_the_content(browser: Any, tmp_path: Path) -> None:
    page = open_report(browser, tmp_path, "audited", "th", 1366)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()
