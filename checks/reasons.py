"""Reasons that every check uses alike (contract.md), and the words for them. {title} is the rule's title."""

from __future__ import annotations

from collections.abc import Mapping

from checks.outcome import Outcome

COMMON: Mapping[str, Mapping[str, str]] = {
    "found": {
        "th": "พบ “{title}” บนเว็บไซต์",
        "en": "“{title}” was found on the site.",
    },
    "found-unverified": {
        "th": "เว็บไซต์มีลิงก์หรือข้อความแจ้งว่ามี “{title}” แต่ระบบเปิดดูหน้าปลายทางไม่ได้ จึงยังยืนยันไม่ได้",
        "en": "The site announces “{title}”, but the page it leads to could not be seen.",
    },
    "link-goes-nowhere": {
        "th": "มีชื่อเมนู “{title}” แต่ลิงก์ไม่พาไปที่ใด กดแล้วไม่พบข้อมูล",
        "en": "“{title}” is named, but its link leads nowhere.",
    },
    "not-found": {
        "th": "ไม่พบ “{title}” ในหน้าที่ระบบเปิดดู",
        "en": "“{title}” was not found on the pages that were read.",
    },
    "not-enough-seen": {
        "th": "ระบบเปิดดูหน้าเว็บได้ไม่มากพอที่จะสรุปเรื่อง “{title}”",
        "en": "Not enough of the site was seen to decide on “{title}”.",
    },
    "site-not-seen": {
        "th": "ระบบเปิดดูเว็บไซต์ไม่ได้ จึงไม่มีการตัดสินเรื่องนี้",
        "en": "The site could not be seen, so nothing is decided.",
    },
    "behind-proxy": {
        "th": "ตรวจผ่านพร็อกซี จึงไม่เห็นข้อมูลที่ใช้ตัดสินเรื่องนี้",
        "en": "The look went through a proxy, which hides what decides this.",
    },
    "check-crashed": {
        "th": "ระบบตรวจขัดข้องเอง เว็บไซต์ไม่ได้ผิดพลาดในเรื่องนี้",
        "en": "Our own check broke; the site is not at fault.",
    },
    "needs-a-person": {
        "th": "เรื่องนี้มองจากภายนอกไม่เห็น ต้องให้เจ้าหน้าที่ตรวจเอง",
        "en": "This cannot be seen from outside; a person has to look.",
    },
    "not-for-this-type": {
        "th": "ข้อนี้ไม่ใช้กับหน่วยงานประเภทนี้",
        "en": "This does not apply to this type of organisation.",
    },
    "base-not-offered": {
        "th": "ข้อนี้ดูคุณภาพของสิ่งที่ยังไม่พบว่ามี จึงไม่นำมาตัดสิน",
        "en": "This is a quality of something that was not found, so it does not apply.",
    },
    "base-not-known": {
        "th": "ข้อนี้ดูคุณภาพของสิ่งที่ระบบยังไม่เห็น จึงไม่นำมาตัดสิน",
        "en": "This is a quality of something that was not seen, so it does not apply.",
    },
    "low-confidence": {
        "th": "แหล่งที่มาของข้อนี้อ่านได้ไม่ครบตามระดับที่กำหนด จึงไม่ตัดสิน",
        "en": "The source of this rule was read with less confidence than asked for, so it was not run.",
    },
}

# The one outcome that each common reason goes with.
OUTCOMES: Mapping[str, Outcome] = {
    "found": Outcome.PASSED,
    "found-unverified": Outcome.CANT_TELL,
    "link-goes-nowhere": Outcome.FAILED,
    "not-found": Outcome.FAILED,
    "not-enough-seen": Outcome.CANT_TELL,
    "site-not-seen": Outcome.CANT_TELL,
    "behind-proxy": Outcome.CANT_TELL,
    "check-crashed": Outcome.CANT_TELL,
    "needs-a-person": Outcome.UNTESTED,
    "not-for-this-type": Outcome.INAPPLICABLE,
    "base-not-offered": Outcome.INAPPLICABLE,
    "base-not-known": Outcome.INAPPLICABLE,
    "low-confidence": Outcome.UNTESTED,
}
