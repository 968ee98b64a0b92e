"""Outcome and reason of alt-text."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, site, verdict


def images(described: int, bare: int, decorative: int = 0) -> str:
    parts = [f'<img src="/d{n}.jpg" alt="นายกมอบถุงยังชีพ">' for n in range(described)]
    parts += [f'<img src="/b{n}.jpg">' for n in range(bare)]
    return "".join(parts) + "".join(f'<img src="/x{n}.png" alt="">' for n in range(decorative)) + FILLER


SHELL = '<!DOCTYPE html><html><head><title>ก</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
CASES = [
    (images(9, 1), ("passed", "described")),
    (images(1, 1, decorative=8), ("passed", "described")),
    (images(8, 2), ("failed", "not-described")),
    ('<img src="/upload/IMG_2041.jpg" alt="IMG_2041.jpg">' + FILLER, ("failed", "not-described")),
    (FILLER, ("inapplicable", "no-images")),
    (SHELL, ("cantTell", "not-enough-seen")),
]


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_share(html, expected):
    """The share decides; an empty alt counts as decoration, a file name as nothing."""
    assert expected == verdict("alt-text", site(home(html)))


def test_an_image_on_every_page_counts_once():
    """A logo in the frame does not outweigh the pages' own images."""
    logo = '<img src="/logo.png">'
    pages = [page(f"/{n}", f'{logo}<img src="/p{n}.jpg" alt="ภาพกิจกรรม">{FILLER}') for n in range(9)]
    assert ("passed", "described") == verdict("alt-text", site(home(logo + FILLER), *pages))


def test_share_asked_for():
    assert ("passed", "described") == verdict("alt-text", site(home(images(1, 1))), min_share=0.5)


def test_every_reason_is_reached():
    assert_every_reason("alt-text", {expected[1] for _, expected in CASES})
