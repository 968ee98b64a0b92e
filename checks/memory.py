"""Answers about one site that several rules ask for, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from crawler.reading.site_view import SiteView

P = ParamSpec("P")
T = TypeVar("T")


def once_a_site(function: Callable[Concatenate[SiteView, P], T]) -> Callable[Concatenate[SiteView, P], T]:
    """For functions of a site and hashable arguments whose result nobody changes."""

    @wraps(function)
    def answer(site: SiteView, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, tuple(kwargs.items()))
        if key not in site.answers:
            site.answers[key] = function(site, *args, **kwargs)
        found: T = site.answers[key]
        return found

    return answer
