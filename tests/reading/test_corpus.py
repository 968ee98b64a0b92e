"""Every saved real page can be read; without the saved pages the test is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.reading.read import read_html
from tests.reading.pages import URL

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus/dev"
EVERY = 12  # each twelfth page: the whole takes as long as all other tests of reading together


@pytest.mark.skipif(not CORPUS.is_dir(), reason="shared/corpus/dev is not here")
def test_saved_pages_have_text_and_links() -> None:
    pages = sorted(CORPUS.rglob("*.html"))[::EVERY]
    views = [read_html(p.read_bytes(), url=URL, content_type="text/html", sha256="") for p in pages]
    assert all("\ufffd" * 3 not in view.text for view in views)
    assert sum(bool(view.links) for view in views) > 0.8 * len(views)
    assert sum(view.thai_share > 0.5 for view in views) > 0.7 * len(views)
