"""An audit as it comes out of a small local authority's site, made by hand: every outcome, level, and the usual reasons."""

from __future__ import annotations

from typing import Any

from reports.arithmetic import mean, weigh
from reports.view import PackWords, RuleWords

NOT_STATUSES = ("heading", "unjudged", "cause", "remedy", "detail")
HOME = "https://www.tambon-tuayang.go.th"
FIX = {
    "th": (
        "เพิ่มลิงก์ไว้ในเมนูหลัก ใช้ชื่อ `ร้องเรียน ร้องทุกข์` และให้เปิดไปยังหน้าที่มี\n- แบบฟอร์ม หรืออีเมลสำหรับรับเรื่อง\n- หมายเลขโทรศัพท์ และเวลาทำการ\n\n"
        '```html\n<nav aria-label="เมนูหลัก">\n  <a href="/complaint">ร้องเรียน ร้องทุกข์</a>\n</nav>\n```\nแล้วตรวจใหม่อีกครั้ง'
    ),
    "en": (
        "Add a link named `Complaints` to the main menu. The page has\n- a form or an e-mail address\n- a phone number and hours\n\n"
        '```html\n<nav aria-label="Main">\n  <a href="/complaint">Complaints</a>\n</nav>\n```\nThen audit again.'
    ),
}
WHY = {
    "th": "ประชาชนที่เดือดร้อนต้องหาทางติดต่อได้ทันที โดยไม่ต้องเดินทางมาที่สำนักงาน",
    "en": "A citizen in trouble needs a way in that does not start with a journey to the office.",
}
STANDARD = "มาตรฐานเว็บไซต์ภาครัฐ เวอร์ชัน 2.0 (Government Website Standard v2.0)"

MESSAGES = {
    "found": ("พบลิงก์ “{t}” ในเมนูหลักของหน้าแรก", "Found as a link in the main menu of the home page."),
    "not-found": (
        "อ่านหน้าแรก เมนู ส่วนท้าย และหน้าอื่นรวม 15 หน้าแล้ว ไม่พบ{t}",
        "Read the home page, menus, footer and other pages, 15 in all, and did not find it.",
    ),
    "link-goes-nowhere": ("มีคำว่า “{t}” ในเมนู แต่ลิงก์ไม่นำไปที่ใด (#)", "The words are in the menu, but their link leads nowhere (#)."),
    "found-unverified": ("มีลิงก์ “{t}” แต่ปลายทางไม่ตอบภายใน 15 วินาที", "There is a link, but its target did not answer within 15 s."),
    "not-enough-seen": ("ยังอ่านหน้าที่น่าจะมีเรื่องนี้ไม่ครบ จึงบอกไม่ได้ว่าไม่มี", "Not all likely pages were read, so we cannot say that it is missing."),
    "no-certificate": ("ใบรับรองหมดอายุเมื่อ 3 ตุลาคม 2569", "The certificate expired on 3 October 2026."),
    "needs-a-person": ("ข้อนี้ต้องให้คนตรวจ", "This one needs a person."),
    "no-open-data": ("เว็บไซต์ไม่มีหน้าข้อมูลเปิด ข้อนี้จึงไม่เกี่ยวข้อง", "There is no open data page, so this does not apply."),
    "site-not-seen": ("ไม่ได้เห็นเว็บไซต์", "The site was not seen."),
}

# id, component, Thai title, English title, level, confidence, outcome, reason
GWS2 = (
    ("gws2-domain-gov-suffix", "1", "ชื่อโดเมนภายใต้ .go.th", "Government domain suffix", "mandatory", "medium", "passed", "found"),
    ("gws2-domain-thai-idn", "1", "ชื่อโดเมนภาษาไทย", "Thai domain name", "recommended", "medium", "failed", "not-found"),
    ("gws2-about-history", "2", "ประวัติความเป็นมา", "History", "unstated", "low", "passed", "found"),
    ("gws2-about-structure", "2", "โครงสร้างหน่วยงาน", "Organisation structure", "unstated", "medium", "passed", "found"),
    ("gws2-about-budget", "2", "งบประมาณรายจ่ายประจำปี", "Annual budget", "unstated", "low", "failed", "link-goes-nowhere"),
    ("gws2-news-calendar", "2", "ปฏิทินกิจกรรม", "Calendar of activities", "unstated", "low", "failed", "not-found"),
    ("gws2-faq", "2", "คำถามที่พบบ่อย", "Frequently asked questions", "unstated", "low", "failed", "not-found"),
    ("gws2-od-section", "3", "ข้อมูลเปิดภาครัฐ", "Open data section", "recommended", "medium", "failed", "not-found"),
    ("gws2-od-machine-readable", "3", "ไฟล์ที่เครื่องอ่านได้", "Machine-readable files", "recommended", "medium", "inapplicable", "no-open-data"),
    ("gws2-svc-manual", "4", "คู่มือสำหรับประชาชน", "Citizen manual", "mandatory", "medium", "passed", "found"),
    ("gws2-svc-eservice", "4", "บริการออนไลน์ (e-Service)", "Online services", "unstated", "medium", "cantTell", "found-unverified"),
    ("gws2-svc-status-tracking", "4", "การติดตามสถานะคำขอ", "Tracking a request", "unstated", "low", "cantTell", "not-enough-seen"),
    ("gws2-complaint-channel", "5", "ช่องทางการรับเรื่องร้องเรียน", "Complaint channel", "unstated", "medium", "failed", "not-found"),
    ("gws2-online-poll", "5", "แบบสำรวจความคิดเห็น", "Opinion poll", "unstated", "low", "failed", "not-found"),
    ("gws2-social-network", "5", "เครือข่ายสังคมออนไลน์", "Social networks", "unstated", "medium", "passed", "found"),
    ("gws2-lang-two", "6", "เว็บไซต์สองภาษา", "A second language", "recommended", "medium", "failed", "link-goes-nowhere"),
    ("gws2-site-search", "6", "ระบบค้นหาข้อมูลในเว็บไซต์", "Site search", "recommended", "high", "passed", "found"),
    ("gws2-rss", "6", "RSS", "RSS feed", "unstated", "low", "failed", "not-found"),
    ("gws2-sec-encryption", "7", "การเข้ารหัสข้อมูล (HTTPS)", "Encryption (HTTPS)", "mandatory", "high", "failed", "no-certificate"),
    ("gws2-sec-logs", "7", "การเก็บบันทึกการเข้าใช้", "Access logs", "mandatory", "high", "untested", "needs-a-person"),
    ("gws2-sec-backup", "7", "การสำรองข้อมูล", "Backups", "recommended", "low", "untested", "needs-a-person"),
    ("gws2-policy-privacy", "8", "นโยบายการคุ้มครองข้อมูลส่วนบุคคล", "Privacy policy", "mandatory", "high", "failed", "not-found"),
    ("gws2-policy-website", "8", "นโยบายเว็บไซต์", "Website policy", "mandatory", "high", "passed", "found"),
)
DG2560 = (
    ("dg2560-complaint-online", "1.4", "รับเรื่องร้องเรียนออนไลน์", "Complaints online", "unstated", "high", "failed", "not-found"),
    ("dg2560-email-subscribe", "1.3", "สมัครรับข่าวสารทางอีเมล", "E-mail subscription", "unstated", "high", "failed", "not-found"),
    ("dg2560-mobile-app", "1.2", "แอปพลิเคชันบนมือถือ", "Mobile application", "unstated", "high", "cantTell", "not-enough-seen"),
    ("dg2560-text-to-speech", "1.1", "ระบบอ่านออกเสียง", "Read-aloud function", "recommended", "high", "passed", "found"),
)
WEIGHTS = {"mandatory": 3, "recommended": 2, "unstated": 1}
RULES = (*GWS2, *DG2560)


def packs() -> dict[str, PackWords]:
    def names(**titles: tuple[str, str]) -> dict[str, dict[str, str]]:
        return {key.strip("_").replace("_", "."): {"th": th, "en": en} for key, (th, en) in titles.items()}

    gws2 = names(
        _1=("การตั้งชื่อเว็บไซต์", "Website naming"),
        _2=("ข้อมูลพื้นฐานของหน่วยงาน", "Basic information"),
        _3=("ข้อมูลเปิดภาครัฐ", "Open government data"),
        _4=("บริการของหน่วยงาน", "Services"),
        _5=("การมีส่วนร่วมของประชาชน", "Participation"),
        _6=("คุณลักษณะที่ควรมี", "Recommended features"),
        _7=("ความมั่นคงปลอดภัยสำหรับเว็บไซต์", "Security"),
        _8=("การประกาศนโยบาย", "Policies"),
    )
    dg2560 = names(
        _1_1=("ข้อมูลและการเข้าถึง", "Information and access"),
        _1_2=("บริการ", "Services"),
        _1_3=("การสื่อสาร", "Communication"),
        _1_4=("การมีส่วนร่วม", "Participation"),
    )
    follows = {"th": "มีฉบับใหม่กว่าแล้ว คือ มสพร. 11-2566 (เวอร์ชัน 3.0)", "en": "followed by version 3.0 (DGA 11-2566)"}
    guidance = {"th": "เป็นแนวทาง ไม่ใช่ข้อบังคับ", "en": "guidance, not a regulation"}
    return {
        "gws2": PackWords({"th": STANDARD, "en": "Government Website Standard v2.0"}, "2026.11", follows, gws2),
        "dg2560": PackWords(
            {"th": "แนวทางการยกระดับความพร้อมรัฐบาลดิจิทัล 2560", "en": "Digital government readiness guidance 2560"}, "2026.11", guidance, dg2560
        ),
    }


def rules() -> dict[str, RuleWords]:
    related = {"gws2-complaint-channel": ("dg2560-complaint-online",), "dg2560-complaint-online": ("gws2-complaint-channel",)}
    return {
        rule: RuleWords(
            title={"th": th, "en": en},
            failure_title={"th": f"ไม่พบ{th}", "en": f"{en}: not found"},
            why=WHY,
            fix=FIX,
            question={"th": f"หน่วยงานจัดให้มี{th}ตามระยะเวลาที่กฎหมายกำหนดหรือไม่", "en": f"{en}: kept for as long as the law asks?"},
            document=STANDARD,
            clause=f"2.{component}" if level != "unstated" else "",
            url="https://standard.dga.or.th/standard/dga-std/8091/",
            related=related.get(rule, ()),
        )
        for rule, component, th, en, level, *_ in RULES
    }


def finding(
    rule: str, component: str, th: str, en: str, level: str, confidence: str, outcome: str, reason: str, **more: Any
) -> dict[str, Any]:
    message = MESSAGES[reason]
    evidence = [{"url": f"{HOME}/about?id=3", "locator": "/html/body/nav/ul/li[4]/a", "excerpt": th, "sha256": "ab" * 32}]
    near = [{"url": f"{HOME}/contact", "excerpt": "แจ้งเรื่องถึงนายก", "similarity": 0.82}]
    is_seen = outcome in ("passed", "cantTell") or reason == "link-goes-nowhere"
    return {
        "rule": rule,
        "rule_version": 1,
        "pack": rule.split("-")[0],
        "component": component,
        "level": level,
        "confidence": confidence,
        "weight": WEIGHTS[level],
        "outcome": outcome,
        "reason": reason,
        "message": {"th": message[0].format(t=th), "en": message[1]},
        "evidence": evidence if is_seen else [],
        "looked_at": 0 if reason == "no-certificate" else 15,
        "near_misses": near if rule == "gws2-complaint-channel" else [],
        "waiver": None,
        **more,
    }


def findings() -> list[dict[str, Any]]:
    return [finding(*rule) for rule in RULES]


def unseen_findings() -> list[dict[str, Any]]:
    """Of a site that was not seen: only naming and encryption are decided."""
    decided = ("gws2-domain-gov-suffix", "gws2-sec-encryption")
    return [finding(*r) if r[0] in decided else finding(*r[:6], "cantTell", "site-not-seen", evidence=[]) for r in RULES]


def score(found: list[dict[str, Any]]) -> dict[str, Any]:
    sums = weigh(found)
    lines = [
        {"pack": pack, "component": c, "worst": w.worst, "best": w.best, "coverage": w.coverage} for (pack, c), w in sorted(sums.items())
    ]

    def end(name: str) -> float | None:
        by_pack = {line["pack"]: [x[name] for x in lines if x["pack"] == line["pack"]] for line in lines}
        return mean([mean(values) for values in by_pack.values()])

    return {"worst": end("worst"), "best": end("best"), "coverage": end("coverage"), "components": lines}


def audit(status: str = "audited", **changes: Any) -> dict[str, Any]:
    is_scored = status in ("audited", "partly-audited")
    found = changes.pop("findings", None) or (findings() if is_scored else unseen_findings())
    reason = {
        "th": "ติดต่อเครื่องแม่ข่ายไม่ได้ภายใน 15 วินาที สองครั้งติดต่อกัน\n- ตรวจว่าเครื่องแม่ข่ายเปิดอยู่\n- ตรวจว่าไฟร์วอลล์ไม่ได้กั้นผู้เข้าชมจากภายนอก",
        "en": "The server did not answer within 15 seconds, twice.\n- See that it is running.\n- See that the firewall lets visitors in.",
    }
    why = ("home", "topic:complaint", "topic:policy-privacy", "sample", "menu")
    pages = [
        {
            "url": HOME + ("/" if n == 0 else f"/page/{n}?t=%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7"),
            "status": 200,
            "rendered": n < 2,
            "why": why[n % 5],
        }
        for n in range(15)
    ]
    skipped = [{"url": f"{HOME}/calendar?month={n}", "reason": "trap"} for n in range(90)]
    return {
        "schema": "truat.audit/1",
        "tool": {"name": "truat", "version": "0.1.0"},
        "site": {
            "url": HOME,
            "final_url": f"{HOME}/th/index.php" if is_scored else None,
            "host": "www.tambon-tuayang.go.th",
            "name_th": "องค์การบริหารส่วนตำบลตัวอย่าง อำเภอเมือง จังหวัดตัวอย่าง",
            "org_type": "local",
        },
        "status": status,
        "status_reason": None if status == "audited" else reason,
        "started_at": "2026-11-24T18:30:05+00:00",
        "finished_at": "2026-11-24T18:30:21+00:00",
        "packs": [{"id": p, "version": "2026.11", "rules": sum(f["pack"] == p for f in found)} for p in ("gws2", "dg2560")],
        "score": score(found) if is_scored else None,
        "footprint": {"requests": 31, "subrequests": 12, "bytes": 812345, "pages": 15, "rendered": 2, "seconds": 9.8},
        "pages": pages if is_scored else [],
        "skipped": [*skipped, {"url": f"{HOME}/admin", "reason": "robots"}] if is_scored else [],
        "findings": found,
        **changes,
    }
