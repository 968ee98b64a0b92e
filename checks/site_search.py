"""Can a visitor search the site, or search it by several criteria?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide, sightings_of
from checks.parts import announced, home_views, known, shown, state_of, views_of
from checks.result import Result
from checks.search_forms import has_criteria, is_search_page, search_field
from crawler.reading.page_view import Form, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

# A custom search engine draws its box by script.
_ENGINES = re.compile(r"cse\.google\.com/cse|google\.com/cse/cse|cx=[\w:-]+.*cse|google\.search\.cse|gcse", re.I)


class Options(CheckOptions):
    """`advanced`: a search with more than one criterion is asked for."""

    advanced: bool = False


def check(site: SiteView, options: Options) -> Result:
    """A box, a custom search engine, or a link to a search page; a filter of one list or table is none of them."""
    if options.advanced:
        return decide(site, (*_advanced_forms(site), *_named(site, "advanced-search")), known(site, ("advanced-search",)))
    return decide(site, (*_boxes(site), *_engines(site), *_links(site)), known(site, ("search",)))


def _boxes(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for form in view.forms:
            field = search_field(form)
            if field is not None and _is_for_the_site(site, view, form):
                yield shown(view, form.locator, field.label or form.name or " ".join(form.buttons) or field.name)


def _is_for_the_site(site: SiteView, page: PageView, form: Form) -> bool:
    """On the home page, in what every page has, or on the site's own search page."""
    home = site.home
    is_home = home is not None and page.url == home.url
    if is_home or form.place in ("header", "nav", "footer"):
        return True
    return form.place == "aside" or (is_search_page(page) and len(form.visible_fields) >= 2)


def _engines(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        script = next((r.url for r in view.references if r.kind in ("script", "frame") and _ENGINES.search(r.url)), None)
        match = None if script else _ENGINES.search(view.inline_scripts)
        if script or match:
            yield shown(view, "script", script or (match[0] if match else ""))


def _links(site: SiteView) -> Iterator[Seen]:
    """Links on the home page, in menus, header or footer that are called search and open a page of this site."""
    home = {v.url for v in home_views(site)}
    for s in sightings_of(site, known(site, ("search",)), lambda s: s.kind == "link" and (s.place != "main" or s.page.url in home)):
        if s.link is not None and s.link.target in ("page", "none") and same_site(s.link.url or s.page.url, s.page.url):
            yield shown(s.page, s.locator, s.excerpt, state_of(site, s.link, s.page))


def _advanced_forms(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for form in view.forms:
            if is_search_page(view) and has_criteria(form):
                yield shown(view, form.locator, form.name or " ".join(form.buttons))


def _named(site: SiteView, topic: str) -> Iterator[Seen]:
    for sighting in sightings_of(site, known(site, (topic,)), lambda s: s.kind != "text" and s.strength == "label"):
        yield announced(site, sighting)
