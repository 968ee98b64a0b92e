"""axe-core in a rendered page: what it finds against WCAG 2.x A and AA. The script is the one that axe-playwright-python ships."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from crawler.artifacts import Violation

MAX_VIOLATIONS = 60
MAX_SAMPLES = 3
SAMPLE_CHARS = 200
LIMIT_S = 8.0
# Violations only, by rule, with a few places each: a page of a thousand pictures has one cause, not a thousand.
RUN = """
axe.run(document, {
  runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']},
  resultTypes: ['violations'], iframes: false
}).then(found => JSON.stringify(found.violations.map(v => ({
  rule: v.id, impact: v.impact || '', help: v.help, tags: v.tags, count: v.nodes.length,
  samples: v.nodes.slice(0, 3).map(n => String(n.target[0]) + ' | ' + n.html.slice(0, 160))
}))))
"""


@cache
def script() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def read(told: str) -> tuple[Violation, ...] | None:
    """What RUN told, None when it told nothing that can be read. Pages may tamper with it, so it is cut and typed here."""
    try:
        items = json.loads(told)
        return tuple(
            Violation(
                rule=str(item["rule"])[:80],
                impact=str(item["impact"])[:20],
                help=str(item["help"])[:SAMPLE_CHARS],
                tags=tuple(str(t)[:30] for t in item["tags"][:12]),
                count=int(item["count"]),
                samples=tuple(str(s)[:SAMPLE_CHARS] for s in item["samples"][:MAX_SAMPLES]),
            )
            for item in items[:MAX_VIOLATIONS]
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
