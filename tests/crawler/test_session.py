"""What somebody types is understood as a site, or refused with words that help."""

from __future__ import annotations

import pytest

from crawler.config import CrawlOptions
from crawler.errors import ConfigurationError
from crawler.pipeline import refuse_private
from crawler.session import parse_site


@pytest.mark.parametrize(
    ("typed", "url", "host"),
    [
        ("www.example.go.th", "https://www.example.go.th/", "www.example.go.th"),
        ("www.example.go.th:8080/web", "https://www.example.go.th:8080/web", "www.example.go.th"),
        ("  HTTP://WWW.Example.go.th  ", "http://www.example.go.th/", "www.example.go.th"),
        ("http://www.example.go.th/about.html#history", "http://www.example.go.th/about.html", "www.example.go.th"),
        ("https://www.example.go.th:443", "https://www.example.go.th/", "www.example.go.th"),
        (
            "http://ตัวอย่าง.ไทย/หน้า",
            "http://xn--72c1a1bt4awk9o.xn--o3cw4h/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2",
            "xn--72c1a1bt4awk9o.xn--o3cw4h",
        ),
        ("http://192.0.2.10:81/", "http://192.0.2.10:81/", "192.0.2.10"),
    ],
)
def test_addresses_that_are_understood(typed: str, url: str, host: str) -> None:
    site = parse_site(typed)
    assert (url, host) == (site.url, site.host)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ftp://www.example.go.th", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("file:/etc/passwd", "only http and https"),
        ("https://user@www.example.go.th", "name and password"),
        ("https://:secret@www.example.go.th", "name and password"),
        ("javascript:alert(1)", "port"),
        ("http://www.example.go.th:99999", "port"),
        ("", "not a web address"),
        ("https://", "not a web address"),
        ("http:/www.example.go.th", "not a web address"),
        ("http://[::1", "not a web address"),
        ("www example", "not a web address"),
        ("www..go.th", "not a web address"),
        ("http://" + "a" * 64 + ".go.th", "not a web address"),
    ],
)
def test_addresses_that_are_refused(typed: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words) as refused:
        parse_site(typed)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.1.1", "100.64.0.1", "[::1]", "[fd00::1]", "2130706433", "0x7f.1"]
)
def test_private_addresses_are_refused_in_whatever_form(host: str) -> None:
    with pytest.raises(ConfigurationError, match="--allow-private"):
        refuse_private(parse_site(f"http://{host}/"), CrawlOptions())


def test_private_address_that_is_allowed() -> None:
    refuse_private(parse_site("http://10.1.2.3/"), CrawlOptions(allow_private=("10.0.0.0/8",)))
