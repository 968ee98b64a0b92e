"""Which pages are worth a browser."""

from __future__ import annotations

from typing import Literal

from crawler.reading.page_view import PageView


def needs_rendering(view: PageView, mode: Literal["auto", "always", "never"], is_home: bool) -> bool:
    """Whether a page, read as it was answered, is to be rendered too.

    auto: the home page, because scripts often make its menus, and pages with nearly nothing to read without their scripts.
    """
    if mode == "never" or view.source == "pdf":
        return False
    return mode == "always" or is_home or view.is_shell
