"""A small healthy site of a made-up sub-district office, and what its pages are made of."""

from __future__ import annotations

from html import escape

NAME = "องค์การบริหารส่วนตำบลทุ่งสว่าง"
MENU = {
    "/about": "ประวัติความเป็นมา",
    "/vision": "วิสัยทัศน์ พันธกิจ",
    "/structure": "โครงสร้างหน่วยงาน",
    "/executives": "คณะผู้บริหาร",
    "/news": "ข่าวประชาสัมพันธ์",
    "/procurement": "ประกาศจัดซื้อจัดจ้าง",
    "/plan": "แผนพัฒนาท้องถิ่น",
    "/budget": "ข้อบัญญัติงบประมาณ",
    "/manual": "คู่มือประชาชน",
    "/complaint": "ร้องเรียนร้องทุกข์",
    "/contact": "ติดต่อเรา",
}
_TOLD = {
    "/about": "ตำบลทุ่งสว่างแยกจากตำบลหนองหลวงเมื่อปี พ.ศ. 2537 มีพื้นที่ 48 ตารางกิโลเมตร แบ่งเป็น 11 หมู่บ้าน ราษฎรส่วนใหญ่ทำนาและปลูกอ้อย",
    "/vision": "ทุ่งสว่างน่าอยู่ คู่เกษตรปลอดภัย ใส่ใจผู้สูงอายุ พันธกิจคือดูแลถนน แหล่งน้ำ การศึกษาของเด็กเล็ก และสิ่งแวดล้อมของตำบล",
    "/structure": "แบ่งงานเป็นสำนักปลัด กองคลัง กองช่าง กองการศึกษา และกองสวัสดิการสังคม แต่ละกองมีผู้อำนวยการกองเป็นหัวหน้า",
    "/executives": "นายสมชาย ใจงาม นายกองค์การบริหารส่วนตำบล นางสาวมาลี ศรีทอง รองนายก นายประเสริฐ คำแก้ว ปลัดองค์การบริหารส่วนตำบล",
    "/news": "10 พฤศจิกายน 2569 เชิญร่วมงานลอยกระทงที่ท่าน้ำวัดทุ่งสว่าง 2 พฤศจิกายน 2569 ฉีดวัคซีนป้องกันโรคพิษสุนัขบ้าฟรีทุกหมู่บ้าน",
    "/procurement": "ประกาศประกวดราคาก่อสร้างถนนคอนกรีตหมู่ที่ 4 ราคากลาง 1,250,000 บาท ยื่นเสนอราคาวันที่ 20 พฤศจิกายน 2569",
    "/plan": "แผนพัฒนาท้องถิ่น พ.ศ. 2566 ถึง 2570 แก้ไขครั้งที่ 2 ประกอบด้วยโครงการด้านโครงสร้างพื้นฐาน 38 โครงการ ด้านสังคม 22 โครงการ",
    "/budget": "ข้อบัญญัติงบประมาณรายจ่ายประจำปี พ.ศ. 2570 ตั้งไว้ 42,600,000 บาท แยกเป็นงบกลาง งบบุคลากร งบดำเนินงาน และงบลงทุน",
    "/manual": "การขออนุญาตก่อสร้างอาคาร ใช้เวลา 15 วัน เอกสารที่ต้องใช้คือสำเนาโฉนดที่ดิน แบบแปลน และรายการคำนวณ ค่าธรรมเนียม 200 บาท",
    "/complaint": "แจ้งเรื่องร้องเรียนได้ที่งานนิติการ โทรศัพท์ 043-111-222 ทุกวันทำการ หรือกรอกแบบคำร้องที่สำนักงาน จะแจ้งผลภายใน 15 วัน",
    "/contact": "เลขที่ 99 หมู่ 3 ตำบลทุ่งสว่าง อำเภอเมือง จังหวัดขอนแก่น 40000 โทรศัพท์ 043-111-222 อีเมล saraban@thungsawang.go.th",
}


def page(body: str, *, title: str = NAME, head: str = "", menu: bool = True, attributes: str = "") -> str:
    """A whole document with the site's menu and footer around it."""
    links = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in MENU.items())
    nav = f'<header><p>{NAME}</p><nav><ul><li><a href="/">หน้าแรก</a></li>{links}</ul></nav></header>' if menu else ""
    footer = f"<footer><p>{NAME} เลขที่ 99 หมู่ 3 ตำบลทุ่งสว่าง โทรศัพท์ 043-111-222</p></footer>" if menu else ""
    return (
        f'<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>{head}</head><body {attributes}>{nav}<main>{body}</main>{footer}</body></html>"
    )


WELCOME = (
    f"<h1>{NAME}</h1><p>ยินดีต้อนรับสู่ตำบลทุ่งสว่าง อำเภอเมือง จังหวัดขอนแก่น เปิดให้บริการประชาชนวันจันทร์ถึงวันศุกร์ เวลา 08.30 ถึง 16.30 น.</p>"
    "<h2>ข่าวล่าสุด</h2><ul><li>เชิญร่วมงานลอยกระทงที่ท่าน้ำวัดทุ่งสว่าง</li><li>กำหนดออกหน่วยรับชำระภาษีที่ดินและสิ่งปลูกสร้าง</li></ul>"
)
HOME = page(WELCOME)
INNER = {path: page(f"<h1>{name}</h1><p>{_TOLD[path]}</p>", title=f"{name} - {NAME}") for path, name in MENU.items()}
PAGES = {"/": HOME, **INNER}


def site(**changed: str) -> dict[str, str]:
    """The healthy site; `home=` replaces its home page, `plus=` puts markup into every page's body."""
    pages = dict(PAGES)
    if home := changed.get("home"):
        pages["/"] = home
    if plus := changed.get("plus"):
        pages = {path: text.replace("</main>", f"</main>{plus}") for path, text in pages.items()}
    return pages
