"""Which addresses are an account on a social network, and not a share button, a single post or the network's front page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from crawler.reading.scan import MAX_NAMES

Kind = Literal["profile", "front-page"]

_NOT_NAMES = (
    r"sharer|share|dialog|plugins|login|tr|v\d|help|policies|policy|privacy|legal|ads|business|hashtag|watch|photo|photos|photo\.php|story\.php|permalink\.php|video\.php|events?|reel|sdk|"
    r"intent|home|search|i|settings|tos|explore|p|tv|stories|accounts|about|embed|tag|discover|badges"
)
_PROFILES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.me|fb\.gg)$"),
        re.compile(
            rf"^/(?:#!/)?(?:(?:profile\.php|pg/|pages/|groups/|people/|share/)|(?!(?:{_NOT_NAMES})(?:\.php)?(?:/|$))[\w.%-]+)/?", re.I
        ),
    ),
    (re.compile(r"(?:^|\.)(?:m\.me|messenger\.com)$"), re.compile(r"^/(?:t/)?[\w.-]+")),
    (
        re.compile(r"(?:^|\.)line\.me$"),
        re.compile(r"^/(?:ti/|r/ti/|r/(?:home|oamessage)/|r/profile/|@|[\w.@%-]{3,}$)(?!.*(?:msg|share))", re.I),
    ),
    (re.compile(r"^(?:lin\.ee|liff\.line\.me)$"), re.compile(r"^/[\w-]+")),
    (
        re.compile(r"(?:^|\.)youtube\.com$"),
        re.compile(
            r"^/(?:channel/|c/|user/|@|(?!(?:watch|embed|shorts|playlist|results|live|feed|redirect|t|about|player_api|iframe_api|v|s)(?:/|$|\?))[\w.%-]+/?$)",
            re.I,
        ),
    ),
    (re.compile(r"(?:^|\.)(?:twitter|x)\.com$"), re.compile(rf"^/(?:#!/)?(?!(?:{_NOT_NAMES})(?:/|$|\?))@?\w+/?(?:$|\?)", re.I)),
    (re.compile(r"(?:^|\.)instagram\.com$"), re.compile(rf"^/(?!(?:{_NOT_NAMES})(?:/|$))[\w.]+/?", re.I)),
    (re.compile(r"(?:^|\.)tiktok\.com$"), re.compile(r"^/@[\w.]+/?(?:$|\?)")),
)


@lru_cache(maxsize=MAX_NAMES)
def kind_of(url: str) -> Kind | None:
    """An account, the bare front page of a network, or neither."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    for hosts, path in _PROFILES:
        if hosts.search(host):
            rest = unquote(parts.path) + (f"#{parts.fragment}" if parts.fragment.startswith("!") else "")
            if rest in ("", "/") and not parts.query:
                return "front-page"
            if parts.scheme in ("http", "https") and _is_account(parts.path, parts.query, path, rest):
                return "profile"
    return None


def _is_account(path: str, query: str, pattern: re.Pattern[str], rest: str) -> bool:
    if re.search(r"/(?:posts|photos|videos|status|reels?|events)/", path) or re.search(r"(?:^|&)(?:u|url|text)=http", query, re.I):
        return False
    return bool(pattern.search(rest))


def of_plugin(url: str) -> str | None:
    """The account that an embedded page box shows, None for share and like buttons and for anything else."""
    if not re.search(r"facebook\.com/(?:v[\d.]+/)?plugins/(?:page|likebox|fan)", url):
        return None
    shown = parse_qs(urlsplit(url).query).get("href", [""])[0]
    return shown if shown and kind_of(shown) == "profile" else None
