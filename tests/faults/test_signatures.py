"""Signatures of what stands in a site's place: each on pages of its kind, all of them on pages that only speak of such things."""

# ruff: noqa: E501

from __future__ import annotations

import pytest

from crawler.artifacts import Fetch
from crawler.condition import Conditions, Seen, Signature, load_conditions
from crawler.reading.read import PageReader
from crawler.session import rules_folder
from tests.faults.healthy import INNER, MENU, WELCOME, page
from tests.faults.standing_pages import BLOCKS, STATIC

CONDITIONS = load_conditions(rules_folder() / "conditions")
Headers = tuple[tuple[str, str], ...]


def doc(title: str, body: str, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def seen(html: str, *, status: int = 200, headers: Headers = (), is_home: bool = True) -> Seen:
    fetch = Fetch(
        "http://a.go.th/",
        "page",
        "home",
        "http://a.go.th/",
        status=status,
        headers=(("Content-Type", "text/html"), *headers),
        sha256=str(hash(html)),
    )
    return Seen(fetch, html.encode(), PageReader().read(fetch, html.encode()), is_home)


# Further pages of each kind: signature to page.
OF: dict[str, tuple[str, ...]] = {
    "cloudflare-challenge": (
        doc("Checking your browser before accessing", "<form id='challenge-form' action='/?__cf_chl_f_tk=x'><h1>Please wait</h1></form><script src='/cdn-cgi/challenge-platform/h/b/orchestrate/jsch/v1'></script>"),
        doc("กำลังตรวจสอบ", "<h1>a.go.th</h1><p>กำลังตรวจสอบว่าคุณเป็นมนุษย์ การดำเนินการนี้อาจใช้เวลาไม่กี่วินาที</p><div id='cf-chl-widget'></div>"),
        doc("Attention Required! | Cloudflare", "<h1>One more step</h1><p>Please complete the security check to access</p><div class='cf-browser-verification'></div>"),
    ),
    "cloudflare-challenge-words": (doc("a.go.th", "<p>Verify you are human by completing the action below.</p><p>a.go.th needs to review the security of your connection before proceeding.</p><p>Ray ID: 8</p>"),),
    "cloudflare-block": (
        doc("Access denied | a.go.th used Cloudflare to restrict access", "<h1>Error 1020</h1><h2>Access denied</h2><p>What happened? This website is using a security service.</p><div class='cf-error-details'></div>"),
        doc("Access denied", "<h1>Error 1015</h1><h2>You are being rate limited</h2><div id='cf-error-details'></div>"),
        doc("Access denied", "<h1>Error 1009</h1><p>The owner of this website has banned the country your IP is in. /cdn-cgi/</p>"),
    ),
    "ddos-guard": (doc("DDOS-GUARD", "<p>Checking your browser before accessing</p><p>DDoS-Guard</p>"),),
    "cookie-reload": ("<html><head><script>document.cookie='k=1;path=/';window.location.reload();</script></head><body></body></html>",),
    "captcha-vendor": (
        "<html><head><title>a.go.th</title></head><body><p id='cmsg'>Please enable JS and disable any ad blocker</p><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
        doc("Access to this page has been denied", "<div id='px-captcha'></div>"),
    ),
    "imperva": (doc("", "<iframe src='//content.incapsula.com/jsTest.html'></iframe><script src='/_Incapsula_Resource?SWJIYLWA=5'></script>"),),
    "akamai": (doc("Error", "An error occurred while processing your request.<p>Reference&#32;&#35;97.abc"),),
    "f5": (doc("Request Rejected", "<p>The requested URL was rejected. Please consult with your administrator.</p><p>Your support ID is: 1</p>"),),
    "fortinet": (
        doc("Attack blocked", "<p>Web Application Firewall</p><p>This transfer is blocked.</p><p>Attack ID: 20000008</p><p>powered by FortiWeb</p>"),
        doc("FortiGate Application Control", "<h2>Web Page Blocked</h2><p>You have attempted to access a web page that is in violation of your internet usage policy.</p><p>Fortinet</p>"),
    ),
    "modsecurity": (doc("406 Not Acceptable", "<h1>Not Acceptable</h1><p>An appropriate representation of the requested resource / could not be found on this server.</p>"),),
    "other-products": (
        doc("Barracuda", "<h1>Request blocked</h1><p>Barracuda Networks Web Application Firewall</p>"),
        doc("Blocked", "<p>This request was blocked by the security rules</p><p>Your IP 1.2.3.4</p>"),
        doc("Web Page Blocked", "<h1>Web Page Blocked</h1><p>Access to the web page you were trying to visit has been blocked in accordance with company policy.</p>"),
        doc("Sorry...", "<p>Our systems have detected unusual traffic from your computer network. We're sorry.</p>"),
    ),
    "bot-check": (
        doc("Making sure you're not a bot!", "<p>Loading...</p><p>You are seeing this because the administrator has set up Anubis.</p>"),
        doc("Vercel Security Checkpoint", "<p>We're verifying your browser</p>"),
    ),
    "denied": (
        doc("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>"),
        doc("403 - Forbidden: Access is denied.", "<h2>403 - Forbidden: Access is denied.</h2><p>You do not have permission to view this directory or page using the credentials that you supplied.</p>"),
        doc("Request Blocked", "<p>Your request has been blocked. Incident ID: 5f3</p>"),
        doc("429 Too Many Requests", "<h1>Too Many Requests</h1>"),
    ),
    "denied-words": (
        doc("Notice", "<p>Sorry, your IP address has been blocked for security reasons.</p>"),
        doc("", "<p>Web firewall security policies have been contravened.</p>"),
        doc("a.go.th", "<p>This content is not available in your region.</p>"),
    ),
    "denied-thai": (
        doc("403", "<h1>ไม่อนุญาตให้เข้าถึง</h1><p>การเข้าถึงของท่านถูกปิดกั้นโดยระบบรักษาความปลอดภัย</p>"),
        doc("แจ้งเตือนความปลอดภัย", "<p>คำร้องขอของท่านถูกปฏิเสธ กรุณาติดต่อผู้ดูแลระบบ รหัสอ้างอิง 12345</p>"),
        doc("WAF", "<p>ระบบ ตรวจพบ การเข้าถึงที่ผิดปกติ จากเครื่องของท่าน</p>"),
    ),
    "iis-default": (doc("Microsoft Internet Information Services 8", "<img src='iis-8.png' alt='Microsoft Internet Information Services 8'>"), doc("IIS Windows", "<a href='https://go.microsoft.com/fwlink/?linkid=66138'><img src='iisstart.png' alt='IIS'></a>")),
    "iis-picture": (doc("", "<a href='http://go.microsoft.com/fwlink/?linkid=66138'><img src='iisstart.png'></a>"),),
    "apache-default": (doc("Apache HTTP Server Test Page powered by CentOS", "<h1>Testing 123..</h1><p>This page is used to test the proper operation of the Apache HTTP server after it has been installed.</p>"), doc("Apache2 Ubuntu Default Page: It works", "<p>Apache2 Default Page</p><p>It works!</p>")),
    "nginx-default": (doc("Test Page for the Nginx HTTP Server on Fedora", "<h1>Welcome to nginx on Fedora!</h1>"), doc("Welcome to OpenResty!", "<h1>Welcome to OpenResty!</h1>")),
    "panel-default": (doc("Domain Default page", "<h1>Domain Default page</h1><p>If you are seeing this message, the website is not available at this time.</p><p>This page is generated by Plesk</p>"), doc("Welcome", "<h1>Congratulations! The site is created successfully!</h1><p>This is the default index.html of this site</p>")),
    "cpanel-moved": (doc("", "<meta http-equiv='refresh' content='0;url=/cgi-sys/defaultwebpage.cgi'>"),),
    "installer": (doc("Joomla Installer", "<h1>Joomla! Installer</h1><h3>Setup Site Name</h3>"), doc("WordPress › Setup Configuration File", "<p>There doesn't seem to be a wp-config.php file.</p>")),
    "installer-markup": (doc("เริ่มต้น", "<form action='/installation/index.php'><p>ติดตั้งระบบ ฐานข้อมูล</p></form>"),),
    "suspended": (doc("แจ้ง", "<h1>เว็บไซต์นี้ถูกระงับการใช้งานชั่วคราว</h1><p>กรุณาติดต่อผู้ให้บริการ</p>"),),
    "parked": (
        doc("a.go.th - for sale", "<h1>This domain may be for sale!</h1><p>Inquire now</p>"),
        doc("a.go.th", "<p>โดเมนนี้หมดอายุแล้ว กรุณาต่ออายุกับผู้ให้บริการ</p>"),
        doc("Parked Domain", "<p>This web page is parked for FREE, courtesy of the registrar.</p>"),
    ),
    "parking-markup": (doc("a.go.th", "<div id='container'></div><script src='https://www.google.com/adsense/domains/caf.js'></script>"),),
    "maintenance-site": (
        doc("อบต.บางดี", "<img src='/m.jpg'><h2>ขออภัยค่ะ เว็บไซต์อยู่ระหว่างการบำรุงรักษา</h2><p>โทร 02-111-2222</p><a href='tel:021112222'>โทร</a>"),
        doc("Offline", "<p>Our website is currently under maintenance. Please check back later.</p>"),
    ),
    "maintenance": (doc("", "<img src='x.png'><p>อยู่ระหว่างปรับปรุง ขออภัยในความไม่สะดวก</p>"), doc("Coming Soon", "<h1>Coming Soon</h1>")),
    "maintenance-title": (doc("Maintenance Mode", "<h1>Sorry for the inconvenience</h1><p>Our office website will come back shortly with a fresh look for our citizens.</p>"),),
    "not-found-200": (doc("ไม่พบหน้าที่ต้องการ", "<h1>404</h1><p>ไม่พบหน้า</p>"), doc("Error 404 - Page not found", "<p>The page does not exist</p>")),
    "not-found-words": (doc("อบต.บางดี", "<p>ขออภัย ไม่พบหน้าเว็บที่ท่านต้องการ</p>"),),
    "error-200": (doc("Error", "<p>SQLSTATE[HY000] [2002] Connection refused</p>"), doc("WordPress › Error", "<p>There has been a critical error on this website.</p>")),
    "gambling": (
        doc("เว็บแทงบอลออนไลน์ UFABET เว็บตรง", "<h1>แทงบอลออนไลน์</h1><p>สมัครสมาชิก ฝากถอนไว โบนัสแรกเข้า 100% โปรโมชั่นทุกวัน คาสิโนสด</p>"),
        doc("Toto Togel 4D Resmi", "<p>Situs togel terpercaya, daftar bandar toto macau, deposit dana, bonus jackpot, slot gacor</p>"),
        doc("澳门娱乐城", "<p>博彩 百家乐 老虎机 注册送彩金 优惠</p>"),
    ),
    "gambling-text": (doc("", "<p>บาคาร่า คาสิโนออนไลน์ แทงบอล เครดิตฟรี เว็บตรง ไม่ผ่านเอเย่นต์ แจ็คพอต</p>"),),
    "pharmacy": (doc("Cheap pills", "<p>Buy tramadol, xanax and ambien at our online pharmacy, no prescription, free shipping</p>"),),
    "adult": (doc("หนังโป๊ออนไลน์", "<p>หนังเอวี คลิปหลุด หนังผู้ใหญ่ xxx porn</p>"),),
    "trade": (doc("Replica", "<p>Rolex, Gucci and Louis Vuitton replica watches</p>"),),
    "defaced": (doc("HaCkeD By Team", "<h1>HaCkeD By Nobody Cyber Team</h1>"),),
}  # fmt: skip
WITH_HEADERS: dict[str, tuple[str, Headers]] = {
    "challenge-header": (doc("a", "<p>x</p>"), (("cf-mitigated", "challenge"),)),
    "maintenance-503": (doc("503", "<h1>อยู่ระหว่างปรับปรุงเว็บไซต์</h1>" + "<p>รายละเอียด</p>" * 50), ()),
}
_TH = "".join(f"<a href='{path}'>{name}</a> " for path, name in MENU.items())
# Sound pages that have something of each kind about them.
SOUND: tuple[str, ...] = (
    page(WELCOME),
    *INNER.values(),
    page(f"<h1>เทศบาลตำบลบางดี</h1><p>ขออภัย ระบบ e-Service ปิดปรับปรุงวันเสาร์</p>{_TH}", menu=False),
    page(f"<h1>กำหนดการปิดปรับปรุงเว็บไซต์</h1><p>งานสารสนเทศจะปิดปรับปรุงเว็บไซต์วันที่ 5 ธันวาคม</p>{_TH}", menu=False),
    page("<h1>สำนักงานสลากกินแบ่งรัฐบาล</h1><p>ผลการออกรางวัลสลากกินแบ่งรัฐบาล หวยออนไลน์ แจ็คพอต การพนัน คาสิโน โบนัส เครดิตฟรี เป็นคำที่มิจฉาชีพใช้</p>"),
    page("<h1>ผลกระทบของสถานบันเทิงครบวงจร</h1><p>คาสิโน บาคาร่า สล็อต รูเล็ต การพนันออนไลน์ เดิมพัน แทงบอล ต่อเยาวชน รายงานการศึกษาของสำนักงาน</p>", title="คาสิโนกับสังคมไทย"),
    page("<h1>โรงพยาบาลบางดี</h1><p>คลินิกให้คำปรึกษา sildenafil tadalafil viagra cialis generic ต้องมีใบสั่งแพทย์</p>"),
    page("<h1>กรมธุรกิจการค้า</h1><p>ขึ้นทะเบียนโดเมน ตรวจสอบว่า domain for sale หรือ domain parking ก่อนทำธุรกรรม</p>"),
    page("<h1>ประมูลขายทอดตลาด</h1><p>Used vehicles for sale! ติดต่อกองคลัง</p>"),
    page("<h1>ศูนย์คอมพิวเตอร์</h1><p>เมื่อพบ 403 Forbidden หรือ Access Denied ให้ติดต่อ Helpdesk พร้อม Support ID</p>", title="แก้ปัญหา 403 Forbidden"),
    page("<p>ข่าว</p><script>window._cf_chl_opt</script><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"),
    page("<form><p>ยืนยันว่าท่านไม่ใช่หุ่นยนต์</p><div class='g-recaptcha'></div></form>"),
    page("<h1>Index of economic freedom</h1><p>Last modified 2026</p>", title="Index of publications"),
    page("<p>Powered by Apache. It works! โครงการ it works! สร้างงานสร้างอาชีพ</p>"),
    page("<p>Please wait... กรุณารอสักครู่ ระบบกำลังโหลดข่าว</p>"),
    page("<h1>อบรม Cyber Security</h1><p>กรณีศึกษาเว็บไซต์ที่ถูก Hacked by กลุ่ม Anonymous</p>"),
    page("<p>Coming soon: เปิดให้บริการเร็ว ๆ นี้ ศูนย์บริการร่วม under construction</p>"),
    page("<h1>ประกาศ 404/2569</h1><p>เรื่อง รายชื่อผู้มีสิทธิสอบ ไม่พบข้อมูลของผู้สมัครลำดับที่ 12</p>", title="ประกาศที่ 404"),
    page("<h1>ศาลแขวงบางดี</h1><p>ขายทอดตลาดทรัพย์ บังคับคดี โรงแรมและคาสิโนร้าง</p>"),
    page("<h1>Bang Dee Municipality</h1><p>Contact, procurement and complaint channels. Casino licences are not issued. Poker and slot machines are illegal.</p>"),
    page("<p>นโยบายการรักษาความมั่นคงปลอดภัย ใช้ Web Application Firewall ของ F5, FortiGate, Imperva ป้องกันการถูกบล็อก</p>"),
)  # fmt: skip


@pytest.mark.parametrize("signature", CONDITIONS.signatures, ids=lambda s: s.id)
def test_each_signature_knows_its_pages(signature: Signature) -> None:
    """Each signature by itself bears a page of its kind, and none of the sound ones."""
    alone = Conditions([signature])
    pages = [seen(html) for html in OF.get(signature.id, ())]
    if signature.id in WITH_HEADERS:
        html, headers = WITH_HEADERS[signature.id]
        pages.append(seen(html, headers=headers, status=503))
    pages += [seen(b.html, headers=b.headers) for b in BLOCKS.values()] + [seen(html) for _, html in STATIC.values()]
    assert any(alone.of(p) for p in pages)
    assert [p.view.title for p in map(seen, SOUND) if alone.of(p) and p.view] == []


@pytest.mark.parametrize(("signature", "html"), [(i, html) for i, pages in OF.items() for html in pages])
def test_pages_of_a_kind_are_known(signature: str, html: str) -> None:
    """Whichever signature comes first, it says the same."""
    kind = next(s.condition for s in CONDITIONS.signatures if s.id == signature)
    found = CONDITIONS.of(seen(html))
    assert found is not None
    assert found.condition == kind


def test_a_page_of_the_site_stays_one_inside() -> None:
    """What says something of a home page says nothing of an inner page: a notice of works is a page."""
    html = doc("ประกาศ", "<p>ปิดปรับปรุงระบบวันเสาร์</p>")
    assert CONDITIONS.of(seen(html)) is not None
    assert CONDITIONS.of(seen(html, is_home=False)) is None
