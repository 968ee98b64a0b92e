"""Runs rules over a site: one finding a rule, whatever happens.

Nothing of ours becomes an agency's failure: a check that raises is cantTell `check-crashed`, a site that was not
seen is cantTell `site-not-seen`, except for rules decided by facts that were seen (FACTS).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace

from checks.base import CheckOptions
from checks.finding import Finding
from checks.memory import once_a_site
from checks.outcome import Outcome
from checks.reasons import COMMON, OUTCOMES
from checks.registry import CHECKS
from checks.result import Result
from checks.rule import Rule
from crawler.reading.site_view import SiteView

log = logging.getLogger(__name__)

# What a check may need that exists without a readable home page.
FACTS = frozenset({"site", "tls", "dns", "robots", "headers"})
_CONFIDENCE = ("low", "medium", "high")
_OFFERED = ("found", "found-unverified")


def run(rules: Iterable[Rule], site: SiteView, *, is_seen: bool, min_confidence: str = "low") -> tuple[Finding, ...]:
    """Judge every rule, bases before their qualities; the findings come in the rules' order."""
    if not is_seen:
        # An answer that stands in the site's place (a challenge, a parking page) is no page of the site.
        site = replace(site, pages=(), views=(), offsite=())
    ordered = sorted(rules, key=lambda r: r.base is not None)
    results: dict[str, Result] = {}
    for rule in ordered:
        results[rule.id] = _judge(rule, site, results, is_seen=is_seen, min_confidence=min_confidence)
    return tuple(_finding(rule, results[rule.id], site) for rule in rules)


def _judge(rule: Rule, site: SiteView, done: Mapping[str, Result], *, is_seen: bool, min_confidence: str) -> Result:
    if not rule.applies_to.includes(site.capture.site.org_type):
        return _common("not-for-this-type")
    if rule.is_manual:
        return _common("needs-a-person")
    if _CONFIDENCE.index(rule.confidence) < _CONFIDENCE.index(min_confidence):
        return _common("low-confidence")
    module = CHECKS[rule.check]
    if not is_seen and not (module.NEEDS and set(module.NEEDS) <= FACTS):
        return _common("site-not-seen")
    if rule.base is not None and is_seen:
        base = done[rule.base]
        if base.outcome is not Outcome.PASSED and base.reason not in _OFFERED:
            return _common("base-not-offered" if base.outcome is Outcome.FAILED else "base-not-known")
    return _run(rule, site, is_seen=is_seen)


def _run(rule: Rule, site: SiteView, *, is_seen: bool) -> Result:
    module = CHECKS[rule.check]
    missing = [need for need in module.NEEDS if need not in ("site", "headers") and getattr(site, need) is None]
    if missing:
        return _common(_reason_for_missing(missing, site, is_seen=is_seen))
    try:
        return _checked(site, rule.check, rule.parsed_options())
    except Exception:
        log.exception("check %s crashed on %s", rule.check, site.capture.site.host)
        return _common("check-crashed")


@once_a_site
def _checked(site: SiteView, check: str, options: CheckOptions) -> Result:
    """Two packs often ask the same; a check is pure, so one answer serves both."""
    return CHECKS[check].check(site, options)


def _reason_for_missing(missing: list[str], site: SiteView, *, is_seen: bool) -> str:
    if site.capture.is_behind_proxy and set(missing) & {"tls", "dns"}:
        return "behind-proxy"
    return "not-enough-seen" if is_seen else "site-not-seen"


def _common(reason: str) -> Result:
    return Result(OUTCOMES[reason], reason)


def _finding(rule: Rule, result: Result, site: SiteView) -> Finding:
    result = _held_to_the_contract(result)
    return Finding(
        rule=rule.id,
        rule_version=rule.version,
        pack=rule.pack,
        component=rule.component,
        level=rule.level,
        confidence=rule.confidence,
        weight=rule.weight,
        outcome=result.outcome,
        reason=result.reason,
        message=words(rule, result),
        evidence=result.evidence,
        looked_at=len(site.pages) if result.looked_at is None else result.looked_at,
        near_misses=result.near_misses,
    )


def _held_to_the_contract(result: Result) -> Result:
    """A pass without evidence is no pass: the check is at fault, not the site."""
    if result.outcome is Outcome.PASSED and not result.evidence:
        log.error("a check passed with reason %s and without evidence", result.reason)
        return replace(_common("check-crashed"), looked_at=result.looked_at)
    return result


def words(rule: Rule, result: Result) -> dict[str, str]:
    """The reason's words in both languages, filled with the result's facts. A missing fact shows as “?”."""
    module = CHECKS[rule.check]
    texts = module.REASONS.get(result.reason) or COMMON.get(result.reason) or {"th": result.reason, "en": result.reason}
    titles = {"th": rule.title.th, "en": rule.title.en}
    return {lang: texts[lang].format_map(_Facts({**result.facts, "title": titles[lang]})) for lang in ("th", "en")}


class _Facts(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"
