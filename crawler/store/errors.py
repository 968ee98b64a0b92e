"""The store's errors, each one line for an operator.

CrawlerError
├── ConfigurationError
│   ├── StoreTooNew      made by a newer truat
│   └── RunRefused       the run cannot do that in its state
└── OurFault
    └── StoreFault       the database cannot be used
        ├── StoreLocked
        ├── StoreGone
        └── StoreFull
"""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from crawler.errors import ConfigurationError, OurFault


class StoreTooNew(ConfigurationError):
    pass


class RunRefused(ConfigurationError):
    pass


class StoreFault(OurFault):
    pass


class StoreLocked(StoreFault):
    pass


class StoreGone(StoreFault):
    pass


class StoreFull(StoreFault):
    pass


_FULL = ("database or disk is full", "no space left", "disk full", "could not extend file")
_LOCKED = ("database is locked", "database table is locked", "lock timeout", "deadlock detected", "could not serialize")


def translated(error: DBAPIError, where: str) -> StoreFault:
    """The fault that a driver's error is. `where` names the database without its password."""
    said = " ".join(str(error.orig).split())
    lowered = said.lower()
    if any(words in lowered for words in _FULL):
        return StoreFull(f"the database {where} has no space left; free some and start the run again: it goes on where it stopped")
    if any(words in lowered for words in _LOCKED):
        return StoreLocked(f"the database {where} is locked by another program; close that and start again")
    return StoreGone(
        f"the database {where} cannot be used ({said[:200]}); see that it is there and start again: a run goes on where it stopped"
    )
