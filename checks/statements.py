"""Statements about a channel or service: how long it takes, by what steps, how the answer comes, how to follow it."""

from __future__ import annotations

from typing import Literal

from checks.words import key, keyed
from crawler.reading.page_view import Form

States = Literal["duration", "steps", "reply-channel", "tracking"]

NEAR_CHARS = 60  # between a time and the word that says of what it is one
_NUMBER = (
    r"(?:\d+(?:\s?-\s?\d+)?|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ|สามสิบ|หกสิบ|เก้าสิบ)"
    r"(?:เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?)"
)
_UNIT = (
    r"(?:วันทำการ|วันทำงาน|วัน(?!ที่|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|หยุด)|ชั่วโมง|ชม\.|นาที|สัปดาห์|เดือน"
    r"|(?:working |business )?(?:days?|hours?|minutes?|weeks?)\b)"
)
# "3 days ago" dates a post; "open 24 hours" and "hours a day" are opening times.
_TIME = keyed(rf"(?<!ตลอด)(?<!ตลอด )(?<![\d/.:]){_NUMBER}\s?{_UNIT}(?!\s?(?:ที่แล้ว|ก่อน|ที่ผ่านมา|ago\b|a day|ต่อสัปดาห์|/))")
_TAKES = keyed(
    r"ภายใน|ระยะเวลา|ไม่เกิน|ใช้เวลา|ตอบ|แจ้งผล|แจ้งกลับ|ติดต่อกลับ|ดำเนินการ(?!แก้ไข)|พิจารณา|แล้วเสร็จ|ให้บริการ"
    r"|within|repl|respon|answer|takes?\b|processing"
)
_STEPS = keyed(r"ขั้นตอน|กระบวนการ|ผังงาน|แผนผังการ|แผนภูมิการ|วิธีดำเนินการ|วิธีการดำเนินการ|flow ?chart|work ?flow|procedure|\bprocess\b|\bsteps?\b")
_REPLY = (
    r"(?:ตอบกลับ|แจ้งผล|แจ้งกลับ|ติดต่อกลับ|ส่งผล|ตอบคำถาม|แจ้งความคืบหน้า|แจ้งให้(?:ท่าน|ผู้ร้อง)|ช่องทาง(?:การ)?ตอบ"
    r"|reply|respond|contact you|get back to you)"
)
_BY = r"(?:อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์|ไปรษณีย์|จดหมาย|หนังสือ|sms|ไลน์|\bline\b|เว็บบอร์ด|กระดาน|phone|post|letter)"
_REPLY_BY = keyed(rf"{_REPLY}.{{0,80}}?{_BY}|(?:อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์\S{{0,12}}|ที่อยู่).{{0,25}}?{_REPLY}")
_TRACKING = keyed(
    r"ติดตาม(?:เรื่อง|สถานะ|ผล|ความคืบหน้า|คำ)|ตรวจสอบ(?:สถานะ|ผล|ความคืบหน้า)|เลขที่?(?:คำร้อง|คำขอ|รับเรื่อง|เรื่อง)"
    r"|รหัส(?:ติดตาม|เรื่อง)|\btrack|\bticket|check (?:the )?status"
)
_NAMES = {
    "duration": keyed(r"ระยะเวลา|กำหนดเวลา|duration|service level|\bsla\b"),
    "steps": _STEPS,
    "reply-channel": _REPLY_BY,
    "tracking": _TRACKING,
}
_ADDRESS_KINDS = ("email", "tel")
_ADDRESS = keyed(r"อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์โทร|มือถือ|phone|mobile|ที่อยู่")


def is_said(states: States, text: str, *, heading: str = "", page: str = "") -> bool:
    """A time needs a word that says of what it is one: close by, in its heading, or as a column of such times on the page."""
    words = key(text)
    if states != "duration":
        return bool(_NAMES[states].search(words))
    is_of_something = bool(_TAKES.search(key(heading))) or "ระยะเวลา" in page
    return any(
        is_of_something or _TAKES.search(words[max(0, m.start() - NEAR_CHARS) : m.end() + NEAR_CHARS]) for m in _TIME.finditer(words)
    )


def names(states: States, name: str) -> bool:
    """Whether the name of a link or picture promises the statement."""
    return bool(_NAMES[states].search(key(name)))


def asks_for_address(form: Form) -> bool:
    """An address and a message: a log-in or a search asks for no reply."""
    is_message = any(f.kind == "textarea" for f in form.visible_fields)
    return is_message and any(f.kind in _ADDRESS_KINDS or _ADDRESS.search(key(f"{f.label} {f.name}")) for f in form.visible_fields)
