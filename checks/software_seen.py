"""Software that a site names with its version: in headers, in the generator, in the addresses of its libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from checks.faces import good_answers
from checks.result import Evidence
from crawler.artifacts import Fetch
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

_HEADERS = ("server", "x-powered-by", "x-generator", "x-aspnet-version", "x-aspnetmvc-version", "x-drupal-cache-version")
_PRODUCT = re.compile(r"([A-Za-z][A-Za-z.+!_-]*(?: Core)?)[/ ]v?(\d+(?:\.\d+)*)")
_BARE = {"x-aspnet-version": "ASP.NET", "x-aspnetmvc-version": "ASP.NET MVC"}
_NUMBER = re.compile(r"^\s*(\d+(?:\.\d+)+)")
_NAMES = {"joomla!": "Joomla", "drupal": "Drupal", "wordpress": "WordPress", "php": "PHP", "apache": "Apache", "openssl": "OpenSSL"}
# Only where file or folder carries the number: a "?v=1.2" is as often the site's own.
_LIBRARIES = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("jQuery", r"/jquery[-.](\d+\.\d+(?:\.\d+)?)(?:[.-](?:slim|min|pack|prod))*\.js"),
        ("jQuery", r"/jquery[/@](\d+\.\d+(?:\.\d+)?)/(?:dist/)?jquery(?:[.-](?:slim|min))*\.js"),
        ("Bootstrap", r"/bootstrap[-.](\d+\.\d+(?:\.\d+)?)(?:[.-](?:bundle|min))*\.(?:js|css)"),
        ("Bootstrap", r"/bootstrap[/@](\d+\.\d+(?:\.\d+)?)/"),
        ("AngularJS", r"/angular(?:js|\.js)?[/@](1\.\d+\.\d+)/angular"),
    )
)


@dataclass(frozen=True)
class Software:
    name: str
    version: str
    evidence: Evidence
    is_library: bool = False

    @property
    def text(self) -> str:
        return f"{self.name} {self.version}"


def software_seen(site: SiteView) -> tuple[Software, ...]:
    """Each product and version once, the home page's first."""
    found: dict[tuple[str, str], Software] = {}
    for item in _all(site):
        found.setdefault((item.name, item.version), item)
    return tuple(found.values())


def _all(site: SiteView) -> Iterator[Software]:
    home = site.capture.home
    answers = list(good_answers(site))
    if home is not None and home.status is not None and not home.is_ok:
        answers.insert(0, home)
    for fetch in answers:
        yield from _in_headers(fetch)
    for page in site.pages:
        yield from _in_page(page)


def _in_headers(fetch: Fetch) -> Iterator[Software]:
    for key, value in fetch.headers:
        name = key.lower()
        if name not in _HEADERS:
            continue
        seen = Evidence(fetch.final_url, key, f"{key}: {value}", fetch.sha256 or "")
        if name in _BARE and (number := _NUMBER.match(value)):
            yield Software(_BARE[name], number[1], seen)
        for product, version in _PRODUCT.findall(value):
            yield Software(_named(product), version, seen)


def _in_page(page: PageView) -> Iterator[Software]:
    for name, content in page.metas:
        if name == "generator":
            for product, version in _PRODUCT.findall(content):
                yield Software(_named(product), version, Evidence(page.url, "meta generator", content, page.sha256))
    for part in page.references:
        if part.kind in ("script", "stylesheet"):
            yield from _in_address(page, part.url, part.locator)


def _in_address(page: PageView, url: str, locator: str) -> Iterator[Software]:
    path = unquote(url.split("?")[0])
    for name, pattern in _LIBRARIES:
        if match := pattern.search(path):
            yield Software(name, match[1], Evidence(page.url, locator, url, page.sha256), is_library=True)
            return


def _named(product: str) -> str:
    return _NAMES.get(product.strip().lower(), product.strip())
