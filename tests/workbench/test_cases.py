"""Case files: what is refused, and what capture a case stands for."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.errors import RuleError
from checks.workbench.cases import load_cases
from checks.workbench.documents import GREETING, SITE_NAME
from checks.workbench.sites import UNREAD, capture_of
from crawler.artifacts import Capture
from crawler.reading.read import PageReader, site_view
from crawler.reading.site_view import SiteView
from tests.checks.build import lexicon

EXPECT = "  expect: {outcome: passed, reason: found}\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "some-rule.cases.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def captured(folder: Path, text: str) -> Capture:
    (case,) = load_cases(write(folder, f"- name: one\n{text}{EXPECT}")).cases
    return capture_of(case, PageReader())


def seen(folder: Path, text: str) -> SiteView:
    return site_view(captured(folder, text), lexicon(), PageReader())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("name: x", "list"),
        ("- [", "YAML"),
        (f"- name: a\n  page: x\n{EXPECT}", "pages"),
        ("- name: a\n  pages: x\n  expect: {outcome: maybe, reason: found}", "expect.outcome"),
        (f"- name: a\n  pages: {{}}\n{EXPECT}", "home page"),
        (f"- name: a\n  pages: {{/: x, /: y}}\n{EXPECT}", "twice"),
        (f"- name: a\n  pages: x\n{EXPECT}- name: a\n  pages: y\n{EXPECT}", "called"),
        (f"- name: a\n  each: [b]\n  pages: x\n{EXPECT}", "each"),
        (f"- name: a\n  pages: {{/: {{encoding: latin-1}}}}\n{EXPECT}", "encoding"),
        (f"- name: a\n  pages: x\n  facts: {{org_type: shop}}\n{EXPECT}", "org_type"),
        ("- never: failed", "because"),
    ],
)
def test_a_bad_case_file_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(RuleError, match=word) as caught:
        load_cases(write(tmp_path, text))
    assert "some-rule.cases.yaml" in str(caught.value)


def test_a_missing_file_has_no_cases(tmp_path: Path) -> None:
    assert load_cases(tmp_path / "some-rule.cases.yaml").cases == ()


def test_each_is_one_case_a_wording(tmp_path: Path) -> None:
    file = load_cases(write(tmp_path, f"- name: said\n  each: [ก, ข]\n  pages: <a href='/x'>{{each}}</a>\n{EXPECT}"))
    assert ["said [ก]", "said [ข]"] == [c.name for c in file.cases]
    assert "ข" in (file.cases[1].pages["/"].html or "")


def test_a_fragment_becomes_a_whole_page(tmp_path: Path) -> None:
    home = seen(tmp_path, "  pages: <h2>ข่าว</h2>\n").home
    assert home is not None
    assert (SITE_NAME, "th", True) == (home.title, home.lang, home.has_doctype)
    assert ["ข่าว"] == [h.text for h in home.headings]


def test_a_whole_document_stays_as_it_is(tmp_path: Path) -> None:
    capture = captured(tmp_path, "  pages: '<html><title>x</title><body>y</body></html>'\n")
    assert capture.home is not None
    assert capture.body(capture.home) == b"<html><title>x</title><body>y</body></html>"


def test_the_greeting_names_no_topic() -> None:
    """What stands on every page of every case must decide nothing."""
    assert not lexicon().matches(SITE_NAME)
    assert not lexicon().matches(GREETING)
    assert not lexicon().matches(UNREAD)


def test_enough_means_that_every_link_was_read(tmp_path: Path) -> None:
    site = seen(tmp_path, '  pages: \'<a href="/a">ก</a> <a href="/b.pdf">ข</a> <a href="https://other.example.org/">ค</a>\'\n')
    assert {"https://www.example.go.th/", "https://www.example.go.th/a"} == {p.url for p in site.pages}
    assert site.fetched["https://www.example.go.th/b.pdf"].is_ok
    assert "https://other.example.org/" not in site.fetched


def test_not_enough_leaves_a_link_unread(tmp_path: Path) -> None:
    site = seen(tmp_path, "  enough: false\n  pages: <a href='/a'>ก</a>\n")
    assert site.home is not None
    assert ["https://www.example.go.th/"] == [p.url for p in site.pages]
    assert any(k.url and k.url.endswith("/unread-page") for k in site.home.links)


def test_rendered_pages_had_their_scripts(tmp_path: Path) -> None:
    home = seen(tmp_path, "  rendered: true\n  pages: <a href='#'>ก</a>\n").home
    assert home is not None
    assert ("rendered", True) == (home.source, home.scripts_loaded)


def test_a_rendering_may_show_another_page(tmp_path: Path) -> None:
    text = "  pages: {/: {html: ก, rendered: {dom: <h1>ข</h1>, scripts_failed: [/a.js], width_360: 980}}}\n"
    site = seen(tmp_path, text)
    assert site.home is not None
    assert (["ข"], False) == ([h.text for h in site.home.headings], site.home.scripts_loaded)
    assert site.capture.renderings[0].width_360 == 980


def test_a_page_in_windows_874_is_read(tmp_path: Path) -> None:
    home = seen(tmp_path, "  pages: {/: {encoding: windows-874, html: <h1>ร้องเรียน</h1>}}\n").home
    assert home is not None
    assert "ร้องเรียน" == home.headings[0].text


def test_pdfs_with_and_without_text(tmp_path: Path) -> None:
    site = seen(tmp_path, "  pages: {/: ก, /a.pdf: {pdf: ประกาศใช้นโยบายคุ้มครองข้อมูลส่วนบุคคล}, /b.pdf: {pdf: ''}}\n")
    text, scan = (site.by_url[f"https://www.example.go.th/{name}.pdf"] for name in "ab")
    assert "นโยบายคุ้มครองข้อมูลส่วนบุคคล" in text.text
    assert (False, True) == (text.is_image_only, scan.is_image_only)


def test_faults_redirects_and_other_hosts(tmp_path: Path) -> None:
    text = "  pages: {/: ก, /slow: {fault: timeout}, /old: {arrives: /new}, 'https://other.example.org/': ข, /gone: {status: 404}}\n"
    site = seen(tmp_path, text)
    assert [("page", None), ("offsite", 200)] == [
        (f.kind, f.status) for f in (site.fetched["https://www.example.go.th/slow"], site.fetched["https://other.example.org/"])
    ]
    assert "https://www.example.go.th/new" == site.fetched["https://www.example.go.th/old"].final_url
    assert 2 == site.fetched["https://www.example.go.th/gone"].attempts


def test_facts_are_sound_unless_said_otherwise(tmp_path: Path) -> None:
    sound = captured(tmp_path, "  pages: ก\n")
    assert sound.tls is not None
    assert (None, ("www.example.go.th", "example.go.th")) == (sound.tls.verify_error, sound.tls.names)
    assert ["https://www.example.go.th/"] == [f.final_url for f in sound.fetches if f.kind == "fact"]
    odd = captured(
        tmp_path, "  pages: ก\n  facts: {tls: {verify_error: certificate has expired}, other_scheme: refused, org_type: local}\n"
    )
    assert odd.tls is not None
    assert "certificate has expired" == odd.tls.verify_error
    assert ["connection-refused"] == [f.fault for f in odd.fetches if f.kind == "fact"]
    assert "local" == odd.site.org_type
    hidden = captured(tmp_path, "  pages: ก\n  facts: {behind_proxy: true}\n")
    assert (None, None, True) == (hidden.tls, hidden.dns, hidden.is_behind_proxy)


def test_a_pdf_of_long_lines_is_read_whole(tmp_path: Path) -> None:
    """What a case writes in one line, or in very many, fits on the page."""
    long = " ".join(f"ข้อที่{n}ของนโยบาย" for n in range(150))
    site = seen(tmp_path, f"  pages:\n    /: <a href='/p.pdf'>นโยบาย</a>\n    /p.pdf: {{pdf: '{long}'}}\n")
    text = " ".join(v.text for v in site.views if v.source == "pdf")
    assert [n for n in range(150) if f"ข้อที่{n}ของ" not in text] == []
