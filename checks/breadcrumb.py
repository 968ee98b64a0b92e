"""Do inner pages show the path from the home page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.parts import shown, views_of
from checks.result import Result
from checks.words import key
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_HOME = frozenset(key(w) for w in ("หน้าแรก", "หน้าหลัก", "home", "กลับหน้าแรก", "กลับหน้าหลัก"))
FIRST_BLOCKS = 8
MAX_STEPS = 4


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """One inner page with a trail is enough: the template has it."""
    return decide(site, _trails(site), ())


def _trails(site: SiteView) -> Iterator[Seen]:
    home = site.home
    for view in views_of(site):
        if home is not None and view.url == home.url:
            continue
        for text, locator in view.breadcrumbs[:1]:
            yield shown(view, locator, text)
        if not view.breadcrumbs and (steps := _unmarked(view)):
            yield shown(view, steps[0].locator, " > ".join(k.name for k in steps))


def _unmarked(page: PageView) -> tuple[Link, ...]:
    """Links from the home page on that open the content, few and alone: separated by pictures or styles, and not a menu."""
    links = [k for k in page.links if k.place == "main" and k.name]
    blocks = [b for b in page.blocks if b.place == "main"][:FIRST_BLOCKS]
    first = next((at for at, b in enumerate(blocks) if key(b.text) in _HOME), None)
    if first is None or not links or key(links[0].name) not in _HOME:
        return ()
    names = {k.name for k in links}
    run = list(takewhile(lambda b: b.text in names, blocks[first:]))
    return tuple(links[: len(run)]) if 2 <= len(run) <= MAX_STEPS and first + len(run) < len(blocks) else ()
