"""Do the announced policies say when they were made or revised?"""

from __future__ import annotations

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import WORST_FIRST, Outcome
from checks.policies import REASONS as POLICY_REASONS
from checks.policies import Policy, read_policy, without_text
from checks.result import Evidence, Result
from checks.words import key, keyed
from crawler.reading.dates import find_dates
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    **POLICY_REASONS,
    "undated": {
        "th": "เปิดอ่าน “{policy}” แล้ว ไม่พบวันที่ประกาศหรือวันที่ปรับปรุง",
        "en": "“{policy}” was read and shows no date of announcement or revision.",
    },
    "date-not-seen": {
        "th": "อ่านนโยบายได้บางส่วน และยังไม่พบวันที่ในส่วนที่อ่านได้ จึงยังตัดสินไม่ได้",
        "en": "Only part of the policy could be read, and that part shows no date.",
    },
}
# A month or a year is enough where the words say what it is the date of.
_OF_POLICY = keyed(
    r"(?:ประกาศ(?:ใช้)?|ปรับปรุง|แก้ไข|จัดทำ|ทบทวน|มีผล(?:บังคับ)?(?:ใช้)?|ฉบับ|เวอร์ชัน|ณวันที่|updated?|effective|revised?|version)"
    r"[^.]{0,30}?(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค|คม|ยน|พันธ์|ปี|พ\.?\s?ศ\.?|[a-z]{3,9})\.?\s?,?\s?(?:25[5-8]\d|20[0-3]\d)(?!\d)"
)
_OF_A_LAW = keyed(r"พระราชบัญญัติ|พ\.?ร\.?บ\.?|พระราชกฤษฎีกา|act\b")


class Options(CheckOptions):
    policies: tuple[str, ...]


def check(site: SiteView, options: Options) -> Result:
    """The worst of the policies that are offered decides; any date in a policy's own text counts as its date."""
    results = [_judge(site, read_policy(site, topic)) for topic in options.policies]
    return min(results, key=lambda r: WORST_FIRST.index(r.outcome))


def _judge(site: SiteView, policy: Policy) -> Result:
    if (early := without_text(policy)) is not None:
        return early
    if dated := _dated(policy):
        return Result(Outcome.PASSED, "found", evidence=dated[:MAX_EVIDENCE])
    if policy.unread:
        return Result(Outcome.CANT_TELL, "date-not-seen", evidence=policy.unread[:MAX_EVIDENCE])
    title = site.lexicon.topics[policy.topic].title
    return Result(Outcome.FAILED, "undated", {"policy": title.th}, policy.evidence[:MAX_EVIDENCE])


def _dated(policy: Policy) -> tuple[Evidence, ...]:
    return tuple(p.evidence for p in policy.passages if find_dates(p.text) or _says_when(p.text))


def _says_when(text: str) -> bool:
    match = _OF_POLICY.search(key(text))
    return match is not None and not _OF_A_LAW.search(match.group())
