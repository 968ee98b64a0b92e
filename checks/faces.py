"""Under which schemes a site answers, from everything that was fetched of it."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.artifacts import Fetch
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of, registrable


def is_own(site: SiteView, url: str) -> bool:
    """Of the domain that the site was asked for under."""
    return registrable(host_of(url)) == registrable(site.capture.site.host)


def arrives_at_https(fetch: Fetch) -> bool:
    """Where it ended, or was sent last when the way was not followed to its end."""
    return fetch.final_url.startswith("https:") or (
        fetch.fault is not None and fetch.redirects[-1:] != () and fetch.redirects[-1].location.startswith("https:")
    )


def https_answers(site: SiteView) -> tuple[Fetch, ...]:
    """Fetches that an own host answered over https, whatever the status."""
    return tuple(f for f in site.capture.fetches if f.status is not None and f.final_url.startswith("https:") and is_own(site, f.final_url))


def plain_looks(site: SiteView) -> tuple[Fetch, ...]:
    """The home page as asked for, or arrived at, over plain http: the given address, the other scheme, the bare or www name."""
    return tuple(f for f in site.capture.fetches if _is_home(f) and is_own(site, f.url) and "http:" in (f.url[:5], f.final_url[:5]))


def _is_home(fetch: Fetch) -> bool:
    return fetch.kind == "fact" or (fetch.kind == "page" and fetch.why == "home")


def is_redirected_by_script(site: SiteView, fetch: Fetch) -> bool:
    """A browser that opened this page ended on https."""
    rendering = site.capture.rendering_of(fetch)
    return rendering is not None and rendering.final_url.startswith("https:")


def good_answers(site: SiteView) -> Iterator[Fetch]:
    """Pages of the site that were answered with 2xx, home first."""
    home = site.capture.home
    if home is not None and home.is_ok:
        yield home
    yield from (f for f in site.capture.fetches if f.kind == "page" and f.is_ok and f is not home and is_own(site, f.final_url))
