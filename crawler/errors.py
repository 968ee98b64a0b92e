"""The crawler's errors.

CrawlerError
├── ConfigurationError   wrong use: an option, seed or setting that cannot work
└── OurFault             this machine is the problem, not the site
    └── BrowserMissing
"""

from __future__ import annotations


class CrawlerError(Exception):
    """Base of everything that this package raises on purpose; its text is one line for the user."""


class ConfigurationError(CrawlerError):
    """What was asked for cannot work; says what to do."""


class OurFault(CrawlerError):
    """Our network, disk, browser, proxy or code."""


class BrowserMissing(OurFault):
    """No Chromium was found on this machine."""
