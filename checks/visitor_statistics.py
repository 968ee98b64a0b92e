"""Are visits counted: a counter that visitors see, or a statistics service?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.parts import known, shown, views_of
from checks.result import Result
from crawler.reading.page_view import Block, PageView
from crawler.reading.scan import Scan, for_names
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_TOPIC = "visitor-stats"
_SERVICES = Scan(
    r"truehits\.(?:net|in\.th)|histats\.com|google-analytics\.com|googletagmanager\.com/(?:gtag|gtm)|\bgtag\(\s*['\"]config|\bga\(\s*['\"]create|_gaq\.push"
    r"|googletagmanager\.com/ns\.html|statcounter\.com|matomo\.|piwik\.|plausible\.io|clarity\.ms|hotjar\.com|amung\.us|flagcounter\.com|supercounters\.com"
    r"|smallcounter\.com|freecounterstat|hitwebcounter\.com|webcounter|counter\d*\.\w+\.(?:com|net|org)|easycounter\.com|besucherzaehler|stats\.in\.th"
    r"|static\.cloudflareinsights\.com|awstats|webalizer|umami|revolvermaps\.com|clustrmaps\.com|digits\.net|zonestat|stats\.wp\.com"
)
_COUNT = re.compile(
    r"ผู้(?:เข้า)?(?:เยี่ยม)?ช[มน]|ผู้เข้าเยี่ยมชม|(?:การ)?เข้าชม|เยี่ยมชม|ผู้เข้าใช้|ผู้ใช้งาน|ออนไลน์(?:อยู่|ขณะนี้)|ไปออนไลน์|สถิติ(?:ผู้|การเข้า|เว็บ)"
    r"|\bvisit(?:or)?s?\b|page ?views|\bhits\b|who'?s online|users? online|guests? online",
    re.I,
)
_NEAR_FIGURE = re.compile(rf"(?:{_COUNT.pattern})[^\d]{{0,25}}\d[\d,]*", re.I)
# Too general to be a counter's label unless a figure follows at once.
_BARE = frozenset(("สถิติ", "counter", "stat", "stats", "statistics", "hits"))
_FIGURE = re.compile(r"\d")
NEAR = 6  # cells: counters draw one digit a cell, or name several spans of time
LABEL_CHARS = 80
SHORT_CHARS = 20


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """How often one news item was read is not a counter of the site, so text counts on the home page and in footers alone."""
    return decide(site, (*_services(site), *_counters(site), *_pictures(site)), ())


def _services(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        addresses = (*(r.url for r in view.references), *(k.url or "" for k in view.links), *(m.url or "" for m in view.media))
        found = next((a for a in addresses if _is_service(a)), None)
        match = None if found else _SERVICES.search(view.inline_scripts)
        if found or match:
            yield shown(view, "script", found or (match[0] if match else ""))


@for_names
def _is_service(address: str) -> bool:
    return _SERVICES.search(address) is not None


def _counters(site: SiteView) -> Iterator[Seen]:
    home = site.home
    for view in views_of(site):
        blocks = view.blocks if home is not None and view.url == home.url else _repeated(view)
        for at, block in enumerate(blocks):
            if len(block.text) <= LABEL_CHARS and _is_counter(site, block.text):
                yield from _with_figure(view, blocks, at)
            elif len(block.text) > LABEL_CHARS and (match := _NEAR_FIGURE.search(block.text)):
                yield shown(view, block.locator, match[0])


def _is_counter(site: SiteView, text: str) -> bool:
    if text.casefold().strip(" :") in _BARE:
        return True
    is_said = bool(_COUNT.search(text))
    if _TOPIC in site.lexicon.topics_in(text, ("label", "whole", "page")):
        return is_said or bool(_FIGURE.search(text))
    return is_said and bool(_NEAR_FIGURE.search(text))


def _repeated(view: PageView) -> tuple[Block, ...]:
    """What every page has: footers and asides. The end of an inner page without a marked footer may be the news item itself."""
    return tuple(b for b in view.blocks if b.place in ("footer", "aside"))


def _with_figure(view: PageView, blocks: tuple[Block, ...], at: int) -> Iterator[Seen]:
    """With a figure in or beside it a counter; without one only its label, which a script may fill."""
    block = blocks[at]
    is_bare = block.text.casefold().strip(" :") in _BARE
    beside = blocks[at + 1 : at + 2] if is_bare else (*blocks[at + 1 : at + 1 + NEAR], *blocks[max(0, at - NEAR) : at])
    figure = next((b.text for b in (block, *beside) if _FIGURE.search(b.text) and (b is block or len(b.text) <= SHORT_CHARS)), None)
    if figure is not None:
        yield shown(view, block.locator, f"{block.text} {figure}" if figure != block.text else figure)
    elif not is_bare:
        yield shown(view, block.locator, block.text, "found-unverified")


def _pictures(site: SiteView) -> Iterator[Seen]:
    """Counters drawn as pictures, called so."""
    for view in views_of(site):
        for media in view.media:
            if media.name and not media.in_link and _TOPIC in known(site, (_TOPIC,)) and _TOPIC in site.lexicon.topics_in(media.name):
                yield shown(view, media.locator, media.name)
