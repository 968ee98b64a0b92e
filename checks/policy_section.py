"""Does an announced policy hold a section that it should hold?

Source: policy templates repeated on government sites, and the elements named by the rule that asks; wordings come from the rule.
"""

from __future__ import annotations

from itertools import zip_longest

from pydantic import Field

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.policies import REASONS as POLICY_REASONS
from checks.policies import Policy, read_policy, without_text
from checks.result import Evidence, Result
from checks.words import holds
from crawler.reading.site_view import SiteView
from crawler.topics import Words

NEEDS = ("home",)
REASONS = {
    **POLICY_REASONS,
    "section-not-found": {
        "th": "เปิดอ่านนโยบายแล้ว พบ {count} จาก {wanted} หัวข้อที่ควรมี",
        "en": "The policy was read; it holds {count} of the {wanted} sections asked for.",
    },
    "policy-partly-read": {
        "th": "อ่านนโยบายได้บางส่วน และยังไม่พบหัวข้อนี้ในส่วนที่อ่านได้ จึงยังตัดสินไม่ได้",
        "en": "Only part of the policy could be read, and the section is not in that part.",
    },
}


class Options(CheckOptions):
    """`section`: wordings of one section; with `at_least` above 1, one element of the policy a line, th[i] and en[i] being the same one."""

    policy: str
    section: Words
    at_least: int = Field(default=1, ge=1)

    def elements(self) -> tuple[tuple[str, ...], ...]:
        if self.at_least == 1:
            return (self.section.all(),)
        pairs = zip_longest(self.section.th, self.section.en)
        return tuple(tuple(w for w in pair if w) for pair in pairs)


def check(site: SiteView, options: Options) -> Result:
    """Look for the wordings in the headings and the running text of the policy; what could not be read is never missing."""
    policy = read_policy(site, options.policy)
    if (early := without_text(policy)) is not None:
        return early
    found = [seen for words in options.elements() if (seen := _seen(policy, words)) is not None]
    facts = {"count": len(found), "wanted": options.at_least}
    if len(found) >= options.at_least:
        return Result(Outcome.PASSED, "found", facts, tuple(found[:MAX_EVIDENCE]))
    if policy.unread:
        return Result(Outcome.CANT_TELL, "policy-partly-read", facts, policy.unread[:MAX_EVIDENCE])
    return Result(Outcome.FAILED, "section-not-found", facts, policy.evidence[:MAX_EVIDENCE])


def _seen(policy: Policy, wordings: tuple[str, ...]) -> Evidence | None:
    """The shortest block that says it: a heading rather than a paragraph that mentions it."""
    saying = [p for p in policy.passages if holds(p.text, wordings)]
    return min(saying, key=lambda p: len(p.text)).evidence if saying else None
