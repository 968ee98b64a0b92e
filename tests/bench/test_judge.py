from __future__ import annotations

from pathlib import Path

from bench.judge import DEMO, cost_of, demo, saved, stored
from crawler.capture import write_capture
from crawler.pipeline import load_rule_book
from crawler.session import rules_folder


def test_the_demo_site_can_be_measured_and_stored(tmp_path: Path) -> None:
    (capture,) = demo(DEMO)
    write_capture(capture, tmp_path / "a" / "capture", {})
    (again,) = stored(tmp_path)
    cost = cost_of(again, load_rule_book(rules_folder()))
    assert cost.pages == min(capture.max_pages, len(list(DEMO.glob("*.html"))))
    assert cost.kilobytes > 0
    assert cost.judging_ms > 0


def test_a_saved_page_under_two_addresses_counts_once(tmp_path: Path) -> None:
    folder = tmp_path / "a-site"
    folder.mkdir()
    (folder / "home.html").write_text("<p>บางดี</p>", encoding="utf-8")
    (folder / "site.yaml").write_text("host: www.bangdee.go.th\npages: {/: home.html, /th: home.html, /gone: gone.html}\n")
    (capture,) = saved(tmp_path)
    assert [f.url for f in capture.fetches] == ["http://www.bangdee.go.th/"]
    assert capture.home is not None
