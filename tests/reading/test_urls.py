from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.urls import absolute, extension, host_of, normalise, registrable, same_site


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://WWW.Example.GO.th:80/a/../b/./c#x", "http://www.example.go.th/b/c"),
        ("https://example.go.th:443", "https://example.go.th/"),
        ("https://example.go.th:8443/", "https://example.go.th:8443/"),
        ("http://a.go.th/?b=2&a=1", "http://a.go.th/?b=2&a=1"),
        ("http://a.go.th/x?PHPSESSID=abc&id=1&utm_source=f", "http://a.go.th/x?id=1"),
        ("http://a.go.th/x;jsessionid=AB12?y=1", "http://a.go.th/x?y=1"),
        ("http://a.go.th/x?sid=12", "http://a.go.th/x?sid=12"),
        ("http://a.go.th/x?sid=0123456789abcdef0123", "http://a.go.th/x"),
        ("http://a.go.th/%7euser/%e0%b8%81 b", "http://a.go.th/~user/%E0%B8%81%20b"),
        ("http://a.go.th/a%2fb", "http://a.go.th/a%2Fb"),
        ("https://เทศบาล.ไทย/ข่าว", "https://xn--o3cg7ak5c9d.xn--o3cw4h/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"),
        ("http://a.go.th/a/..", "http://a.go.th/"),
        ("mailto:x@example.go.th", "mailto:x@example.go.th"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_one_form(url: str, expected: str) -> None:
    assert expected == normalise(url)


@settings(max_examples=300)
@given(st.text(max_size=80) | st.text(max_size=60).map("http://a.go.th/".__add__))
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = normalise(url)
    assert once == normalise(once)


@pytest.mark.parametrize(
    ("href", "encoding", "expected"),
    [
        ("x.php", "utf-8", "http://a.go.th/d/x.php"),
        ("//b.go.th", "utf-8", "http://b.go.th/"),
        ("http:/b.go.th/", "utf-8", "http://b.go.th/"),
        ("?q=ก", "windows-874", "http://a.go.th/d/?q=%A1"),
        ("ก.html?q=ก", "windows-874", "http://a.go.th/d/%E0%B8%81.html?q=%A1"),
        ("?q=中", "windows-874", "http://a.go.th/d/?q=%E4%B8%AD"),
        ("javascript:x()", "utf-8", None),
        ("http://[::1", "utf-8", None),
    ],
)
def test_absolute(href: str, encoding: str, expected: str | None) -> None:
    assert expected == absolute("http://a.go.th/d/", href, encoding)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("http://a.go.th/", "https://www.a.go.th/x", True),
        ("http://a.go.th/", "http://b.a.go.th/", False),
        ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
        ("about:blank", "about:blank", False),
    ],
)
def test_same_site(a: str, b: str, expected: bool) -> None:
    assert expected is same_site(a, b)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.tambon.go.th", "tambon.go.th"),
        ("cs.u.ac.th", "u.ac.th"),
        ("go.th", "go.th"),
        ("127.0.0.1", "127.0.0.1"),
        ("a.in.th", "a.in.th"),
    ],
)
def test_registrable(host: str, expected: str) -> None:
    assert expected == registrable(host)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.go.th/b.PDF?x", "pdf"),
        ("http://a.go.th/d.php?f=r%20x.docx", "docx"),
        ("http://a.go.th/d.php?id=1.5", "php"),
        ("http://a.go.th/news", ""),
        ("http://a.go.th/.htaccess", ""),
    ],
)
def test_extension(url: str, expected: str) -> None:
    assert expected == extension(url)


def test_host_is_ascii() -> None:
    assert host_of("https://เทศบาล.ไทย:8080/") == "xn--o3cg7ak5c9d.xn--o3cw4h"
