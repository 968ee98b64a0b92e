"""Words of planted spam, and words that show that a text is about such spam instead."""

from __future__ import annotations

import re

from crawler.reading.scan import for_names
from crawler.reading.text import match_key

_THAI = tuple(
    match_key(w)
    for w in (
        "สล็อต", "บาคาร่า", "คาสิโน", "เว็บพนัน", "พนันออนไลน์", "แทงบอล", "แทงหวย", "หวยออนไลน์", "เครดิตฟรี", "ฝากถอนออโต้",
        "ฝากถอนไม่มีขั้นต่ำ", "ไม่ผ่านเอเย่นต์",
        "ยิงปลา", "ไฮโลออนไลน์", "เกมสล็อต", "ทดลองเล่นสล็อต", "ไวอากร้า", "ยาปลุกเซ็กส์", "หนังโป๊", "คลิปหลุด",
    )
)  # fmt: skip
_LATIN = re.compile(
    r"\b(?:casino|baccarat|judi|togel|gacor|sbobet|ufabet\w*|pg ?slot\w*|slot ?(?:online|xo|gacor|88|pg|machine)s?|joker123|"
    r"toto ?macau|maxwin|rtp live|"
    r"viagra|cialis|levitra|tramadol|xanax|replica watch(?:es)?|payday loans?|porn\w*|xxx)\b",
    re.I,
)
_HOST = re.compile(
    r"slot|casino|baccarat|\bufa\w*\d|ufabet|bet\d{2,}\.|betflik|judi|togel|gacor|sbobet|joker\d|lsm\d|\d{2,}xo|huay(?:dd|vip|online|thai)|viagra|cialis|pharma?cy-?online|porn|xxx",
    re.I,
)
# Government bodies report on gambling: arrests, warnings, campaigns, laws.
_ABOUT = tuple(
    match_key(w)
    for w in (
        "จับกุม", "จับ", "ปราบ", "ทลาย", "บุก", "ตรวจค้น", "เตือน", "ระวัง", "ห้าม", "ต่อต้าน", "รณรงค์", "ป้องกัน", "ปิดกั้น",
        "เบาะแส", "ผิดกฎหมาย", "ผิดกม", "คดี", "ตำรวจ",
        "พ.ร.บ", "พระราชบัญญัติ", "กฎหมาย", "โทษ", "ภัย", "หยุดพนัน", "เลิกพนัน", "งดเล่น", "ปัญหา", "ผลกระทบ", "มิจฉาชีพ",
        "หลอกลวง", "ปลอม", "อันตราย", "ข่าวปลอม", "แจ้งความ", "ดำเนินคดี",
        "สอบสวน", "ยึดทรัพย์", "อายัด", "แก้ไข", "ศึกษา", "วิจัย", "สถานบันเทิงครบวงจร", "ถูกแฮก", "แฮ็ก", "สั่งปิด", "ปิดเว็บ", "ขอความร่วมมือ", "ประณาม",
    )
)  # fmt: skip
_ABOUT_LATIN = re.compile(
    r"\b(?:arrest\w*|crack ?down|illegal|warn\w*|ban(?:ned|s)?|police|raid\w*|fraud|scam\w*|against|"
    r"prevent\w*|hack\w*|law|act|bill|research|study)\b",
    re.I,
)

# Advertising's own words that hold one of those above (ภัย in ปลอดภัย).
_ADVERTISING = tuple(match_key(w) for w in ("ปลอดภัย", "ถูกกฎหมาย", "ไม่มีปัญหา", "ห้ามพลาด", "จับรางวัล", "จับฉลาก"))


@for_names
def spam_terms(text: str) -> frozenset[str]:
    """Distinct words of spam in a text that is not about such spam; empty otherwise."""
    key = match_key(text).replace(" ", "")
    terms = {w for w in _THAI if w in key} | {m.lower() for m in _LATIN.findall(text)}
    return frozenset(terms) if terms and not is_about(text) else frozenset()


@for_names
def is_about(text: str) -> bool:
    """The text reports on, warns of or forbids such things."""
    key = match_key(text).replace(" ", "")
    for phrase in _ADVERTISING:
        key = key.replace(phrase, "")
    return any(w in key for w in _ABOUT) or bool(_ABOUT_LATIN.search(text))


def is_spam_host(host: str) -> bool:
    return bool(_HOST.search(host))
