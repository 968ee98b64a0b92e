"""Was template text left in an announced policy, where the agency's name or details should stand?"""

from __future__ import annotations

import re

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import WORST_FIRST, Outcome
from checks.policies import REASONS as POLICY_REASONS
from checks.policies import Policy, read_policy, without_text
from checks.result import Result
from checks.words import key, keyed
from crawler.reading.site_view import SiteView
from crawler.reading.text import cut, normalise

NEEDS = ("home",)
REASONS = {
    **POLICY_REASONS,
    "placeholder-left": {
        "th": "ในนโยบายยังมีข้อความตัวอย่างที่ไม่ได้กรอก คือ “{text}”",
        "en": "The policy still holds unfilled template text: “{text}”.",
    },
    "no-placeholder": {
        "th": "ไม่พบข้อความตัวอย่างที่ลืมกรอกในนโยบายที่อ่าน",
        "en": "No unfilled template text stands in the policies that were read.",
    },
}

_OPEN, _CLOSE = r"[\[({<]\s*", r"\s*[\])}>]"
_WHO = r"(?:ชื่อ)?(?:หน่วยงาน|องค์กร|ส่วนราชการ|เว็บไซต์|บริษัท|เทศบาล|กรม|สำนักงาน)"
_BRACKETED = keyed(
    rf"{_OPEN}(?:ใส่|ระบุ|กรอก)?{_WHO}(?:/{_WHO})?(?:ของท่าน|ของคุณ|ของตน)?{_CLOSE}"
    rf"|{_OPEN}(?:โปรด|กรุณา)?(?:ใส่|ระบุ|กรอก)(?:ชื่อ|หน่วยงาน|ที่อยู่|เบอร์|หมายเลข|โทร|อีเมล|วันที่|ตำแหน่ง|ช่องทาง|เว็บไซต์|url)[^\])}}>]{{0,60}}{_CLOSE}"
    rf"|{_OPEN}(?:agency|organi[sz]ation|company|website)(?:/website)?(?: name)?{_CLOSE}"
    rf"|{_OPEN}(?:your|insert|name of)\s[^\])}}>]{{1,40}}{_CLOSE}"
)
_WORDED = keyed(
    r"ชื่อ(?:หน่วยงาน|องค์กร|บริษัท|เว็บไซต์)ของ(?:ท่าน|คุณ)(?=[\s.,)\]]|$)|lorem ipsum"
    r"|(?<![\w.])x{3,}(?![\w.])|(?<![\d.])\d[\d-]*-?x{3,}(?:-?x{3,})?\b"
)
# A blank after what should be named; signature lines and contents pages have blanks of their own.
_BLANK = keyed(
    r"(?:หน่วยงาน|เว็บไซต์|กรม|สำนักงาน|เทศบาล|องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบต\.?|โรงเรียน|โทร(?:ศัพท์)?|อีเมล|เลขที่)"
    r"\s*:?\s*(?:…{2,}|\.{5,}|_{4,})(?!\s*\d)"
)
_SIGNATURE = re.compile("ลงชื่อ|ลายมือชื่อ|ผู้ให้ความยินยอม|signature")


SHOWN_CHARS = 100


class Options(CheckOptions):
    policies: tuple[str, ...]


def check(site: SiteView, options: Options) -> Result:
    """The worst of the policies that are offered decides."""
    results = [_judge(read_policy(site, topic)) for topic in options.policies]
    return min(results, key=lambda r: WORST_FIRST.index(r.outcome))


def _judge(policy: Policy) -> Result:
    if (early := without_text(policy)) is not None:
        return early
    for passage in policy.passages:
        if placeholder_in(passage.text) is not None:
            # Shown as it is written; what was matched has lost its tone marks.
            return Result(Outcome.FAILED, "placeholder-left", {"text": cut(normalise(passage.text), SHOWN_CHARS)}, (passage.evidence,))
    return Result(Outcome.PASSED, "no-placeholder", evidence=policy.evidence[:MAX_EVIDENCE])


def placeholder_in(text: str) -> str | None:
    """The template text left in a passage, None when there is none. It comes as compared, so tone marks may be missing."""
    in_text = key(text)
    if _SIGNATURE.search(in_text):
        return None
    for pattern in (_BRACKETED, _WORDED, _BLANK):
        if match := pattern.search(in_text):
            return match.group()[:60]
    return None
