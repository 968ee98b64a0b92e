"""Telephone numbers in running text: hotlines of four digits, and whose they are."""

from __future__ import annotations

import re

from checks.words import keyed

# A number of its own: not the tail or the middle of a longer one, however that is grouped, and not an extension.
SHORT = re.compile(r"(?<![\d.,/:])(?<!\d[- ])(?<!ต่อ )(?<!ต่อ)(1\d{3}|191|199)(?![\d/:]|[- ]\d{3}|[-.,]\d)")
LONG = re.compile(r"(?<!\d)(?<!\d-)\(?0[\s-]?\d{1,4}\)?[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)|(?<!\d)0\d?[\s-]?\d{3}[\s-]?\d{4}(?!\d)")
HOTLINE = keyed(r"สายด่วน|ฮอตไลน์|ฮอทไลน์|คอลเซ็นเตอร์|คอลเซนเตอร์|คอลล์เซ็นเตอร์|(?<![a-z])(?:call|contact)[ -]?cent(?:er|re)|(?<![a-z])hot ?line")

# Lines that take complaints about any agency, and what they are called. Government Contact Centre; Damrongdham centres
# (Ministry of Interior); NACC; PACC; Ombudsman. Numbers as these bodies publish them.
OVERSIGHT: dict[str, re.Pattern[str]] = {
    "1111": keyed(r"สายด่วน|โทร|ศูนย์|รัฐบาล|ร้องทุกข์|ร้องเรียน|จุดบริการ|ทำเนียบ|gcc|hot ?line|call|tel"),
    "1567": keyed(r"สายด่วน|โทร|ดำรงธรรม|ร้องทุกข์|ร้องเรียน|hot ?line|call"),
    "1205": keyed(r"สายด่วน|โทร|ป\.?ป\.?ช|ทุจริต|hot ?line|nacc"),
    "1206": keyed(r"สายด่วน|โทร|ป\.?ป\.?ท|ทุจริต|hot ?line|pacc"),
    "1676": keyed(r"สายด่วน|โทร|ผู้ตรวจการแผ่นดิน|ร้องเรียน|hot ?line|ombudsman"),
}
EMERGENCY = frozenset({"191", "199"})  # police and fire, not a help line of an agency
ALL_DAY = keyed(r"24\s?(?:ชั่วโมง|ชม|hours?|hrs?|x\s?7|/\s?7|น\.)|24-hour|ตลอดเวลา|ทุกวันไม่มีวันหยุด|ไม่เว้นวันหยุด")
