"""A privacy policy long enough to be one, and ways in which a site shows it."""

from tests.checks.build import Answer, page

LINK = '<a href="/privacy">นโยบายการคุ้มครองข้อมูลส่วนบุคคล</a>'
BODY = "<p>หน่วยงานให้ความสำคัญกับข้อมูลส่วนบุคคลของประชาชนผู้ใช้บริการ และปฏิบัติตามกฎหมายที่เกี่ยวข้องอย่างเคร่งครัด</p>" * 5
COOKIES = "<h2>การใช้คุกกี้ (Cookies)</h2><p>เว็บไซต์จดจำการตั้งค่าของท่าน</p>"
NOTE = "<p>เว็บไซต์นี้ใช้คุกกี้เพื่อให้ท่านใช้งานได้สะดวก กรุณากดยอมรับ</p>"


def policy(more: str = "", *, body: str = BODY) -> Answer:
    return page("/privacy", f"<h1>นโยบายการคุ้มครองข้อมูลส่วนบุคคล</h1>{body}{more}")


def scan() -> Answer:
    """A PDF without a text layer."""
    return page("/privacy", body=ONE_EMPTY_PAGE, content_type="application/pdf")


ONE_EMPTY_PAGE = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""
