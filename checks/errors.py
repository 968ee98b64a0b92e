"""The errors of the judging side.

ChecksError
└── RuleError   a rule, pack or case file is not what it should be
"""

from __future__ import annotations


class ChecksError(Exception):
    """Base of everything that this package raises on purpose; its text is one line for the user."""


class RuleError(ChecksError):
    """A file of the rules folder is not what it should be; names file, key and what is allowed."""
