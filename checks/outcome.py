"""W3C EARL's outcome values, and how several combine into one."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """Spelled as in EARL 1.0 (https://www.w3.org/TR/EARL10-Schema/), as audit.json has them."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


# A property must hold everywhere: the worst page decides.
WORST_FIRST = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED, Outcome.INAPPLICABLE, Outcome.UNTESTED)
