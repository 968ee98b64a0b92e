"""Joins lists without doubling a host. The list named first wins; later ones fill what it leaves empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crawler.seeds import Seed, noted, site_key

_FILLED = ("name_en", "ministry", "province")


@dataclass(frozen=True)
class Merged:
    """`joined`: hosts that were in more than one list; `renamed`: codes that had to change because another host has them."""

    seeds: tuple[Seed, ...]
    joined: tuple[str, ...]
    renamed: tuple[str, ...]


def merge(lists: Iterable[Iterable[Seed]]) -> Merged:
    by_host: dict[str, Seed] = {}
    codes: dict[str, str] = {}
    joined: list[str] = []
    renamed: list[str] = []
    for seeds in lists:
        for seed in seeds:
            key = site_key(seed.url)
            if key in by_host:
                by_host[key] = _filled(by_host[key], seed)
                joined.append(seed.host)
                continue
            if codes.get(seed.code, key) != key:
                renamed.append(seed.code)
                seed = replace(seed, code=_free(seed.code, key, codes))
            codes[seed.code] = key
            by_host[key] = seed
    return Merged(tuple(by_host.values()), tuple(joined), tuple(renamed))


def _filled(first: Seed, later: Seed) -> Seed:
    """Addresses are taken over only from a row that may be mailed, or into one that may not: nobody unconfirmed becomes a recipient."""
    filled = replace(first, **{name: getattr(first, name) or getattr(later, name) for name in _FILLED})
    if not first.emails and later.emails and (later.may_mail or not first.may_mail):
        filled = noted(replace(filled, emails=later.emails), f"addresses from {later.notes or later.code}")
        filled = replace(filled, may_mail=first.may_mail)
    return filled


def _free(code: str, key: str, codes: dict[str, str]) -> str:
    if key not in codes:
        return key
    return next(name for n in range(2, 10_000) if (name := f"{code}-{n}") not in codes)
