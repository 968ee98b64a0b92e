"""Log-in forms and entrances, and which of them are for the agency's own staff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from checks.words import keyed
from crawler.reading.page_view import Form, Link, PageView
from crawler.reading.scan import MAX_NAMES, for_names
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key

_STAFF = tuple(
    match_key(w)
    for w in (
        "สำหรับเจ้าหน้าที่", "ระบบเจ้าหน้าที่", "เจ้าหน้าที่เข้าสู่ระบบ", "เข้าสู่ระบบเจ้าหน้าที่", "เข้าระบบเจ้าหน้าที่", "สำหรับบุคลากร", "สำหรับพนักงาน",
        "ผู้ดูแลระบบ", "ผู้ดูแลเว็บ", "หลังบ้าน", "สมาชิกภายใน", "เครือข่ายภายใน", "อินทราเน็ต",
    )
)  # fmt: skip
_STAFF_LATIN = re.compile(r"\b(?:admin(?:istrator)?|back[ -]?(?:office|end)|staff|officers?|intranet|webmaster|cms|e-?office)\b", re.I)
_ADMIN = tuple(match_key(w) for w in ("ผู้ดูแลระบบ", "ผู้ดูแลเว็บ", "หลังบ้าน"))
_ADMIN_LATIN = re.compile(r"\b(?:admin(?:istrator)?(?: (?:login|log in|panel|page))?|back[ -]?office|backend)\b", re.I)
# A name that says log-in and whose; one that names the public, too, is not the staff's alone.
_LOGS_IN = keyed(r"เข้าสู่ระบบ|เข้าระบบ|เข้าใช้ระบบ|เข้าใช้งาน|ล็อกอิน|ล็อคอิน|ลงชื่อเข้า|(?<![a-z])(?:log|sign)[ -]?(?:in|on)(?![a-z])")
_OF_STAFF = keyed(
    r"เจ้าหน้าที่|บุคลากร|พนักงาน|ข้าราชการ|ผู้ดูแล|แอดมิน|หลังบ้าน"
    r"|(?<![a-z])(?:staff|officers?|admin(?:istrator)?s?|employees?|back[ -]?(?:office|end))(?![a-z])"
)
_OF_PUBLIC = keyed(r"ประชาชน|สมาชิก|ผู้ใช้บริการ|ผู้รับบริการ|ผู้ประกอบการ|(?<![a-z])(?:citizen|public|member|customer)s?(?![a-z])")
# Someone to write to is no entrance.
_CONTACT = tuple(match_key(w) for w in ("ติดต่อ", "แจ้งผู้ดูแล", "อีเมล", "โทร", "สอบถาม"))
_CONTACT_LATIN = re.compile(r"\b(?:contact|e-?mail|mail to|ask)\b", re.I)
# Entrances that content systems come with.
_DEFAULT = re.compile(
    r"/(?:wp-login\.php|wp-admin(?:/(?:index\.php)?)?|administrator(?:/(?:index\.php)?)?|typo3(?:/(?:index\.php)?)?)$", re.I
)
_LIKELY = re.compile(
    r"/(?:(?:web?|my|site)?admin(?:panel)?|backend|back-?office|cpanel|phpmyadmin)(?:/(?:(?:index|login|default)(?:\.\w+)?)?)?$", re.I
)
# Where systems list what a writer wrote: “admin” there is a person's name.
_WRITER = re.compile(r"/(?:authors?|writers?|by|profiles?|members?|tags?)/[^/]+/?$", re.I)
_WROTE = r"(?:โดย|ผู้เขียน|ผู้โพสต์|ผู้ประกาศ|ผู้ลงข่าว|ผู้เผยแพร่|ผู้บันทึก|\b(?:by|author|poster|writer))\s*[:-]?\s*"
_WRITER_NAME = re.compile(rf"(?P<by>.{{0,20}}{_WROTE})?\W*(?:admin(?:istrator)?|web ?master|ผู้ดูแลระบบ|ผู้ดูแลเว็บไซต์)\W*\d*", re.I)
_WROTE_LAST = re.compile(rf"{_WROTE}$", re.I)
_LOG_IN = re.compile(r"/(?:(?:show)?log-?in(?:form)?|sign-?in|user/login)(?:\.\w+)?/?$", re.I)


def password_forms(page: PageView) -> Iterator[Form]:
    yield from (f for f in page.forms if any(field.kind == "password" for field in f.fields))


def log_in_pages(site: SiteView) -> tuple[tuple[PageView, Form], ...]:
    """Forms that ask for a password, for whomever they are."""
    return tuple((page, form) for page in site.pages for form in password_forms(page))


def is_staff_name(text: str) -> bool:
    """The words say that an entrance is for staff."""
    key = match_key(text)
    return any(w in key for w in _STAFF) or bool(_STAFF_LATIN.search(text))


@for_names
def is_staff_log_in(text: str) -> bool:
    """The words say log-in and staff, in whatever order and with whatever between them."""
    key = match_key(text)
    return bool(_LOGS_IN.search(key) and _OF_STAFF.search(key)) and not _OF_PUBLIC.search(key)


@for_names
def is_admin_name(text: str) -> bool:
    """The words name the administrators' entrance, and not a person to write to."""
    key = match_key(text)
    if any(w in key for w in _CONTACT) or _CONTACT_LATIN.search(text):
        return False
    return len(text) <= 60 and (any(w in key for w in _ADMIN) or bool(_ADMIN_LATIN.search(text)))


def is_default_entrance(url: str | None) -> bool:
    """The path at which a content system puts its administrators' log-in."""
    return bool(_DEFAULT.search(_path(url)))


def is_likely_entrance(url: str | None) -> bool:
    """A path that is often, but not always, the administrators'."""
    path = _path(url)
    return bool(_LIKELY.search(path)) and not _WRITER.search(path)


def may_be_entrance(page: PageView, link: Link) -> bool:
    """By its address, or named so and part of the page's frame: in a text, “admin” is who wrote it."""
    is_named = link.place != "main" and is_admin_name(link.name or link.hint)
    return (is_likely_entrance(link.url) or is_named) and not _is_writer(page, link)


def _is_writer(page: PageView, link: Link) -> bool:
    """A bare “admin” that says who wrote something: by its address, or by the words before it."""
    named = _WRITER_NAME.fullmatch(link.name)
    if named is None:
        return False
    if named["by"] or _WRITER.search(_path(link.url)) or "author" in (link.url or ""):
        return True
    around = (b.text for b in page.blocks if link.locator.startswith(b.locator) and link.name in b.text)
    return any(_WROTE_LAST.search(text[: text.rfind(link.name)]) for text in around)


def is_log_in_address(url: str | None) -> bool:
    """A log-in by its path, for whomever."""
    return bool(_LOG_IN.search(_path(url)))


def is_for_staff(page: PageView, *, link: Link | None = None, form: Form | None = None) -> bool:
    """Whether an entrance is for staff, by its own words, those around it and its address."""
    around = [page.title, page.name] if form else []
    words = [form.name, *form.path, *form.buttons] if form else []
    words += [link.name, link.hint, *link.path] if link else []
    urls = (link.url if link else None, page.url if form else None, form.url if form else None)
    # A title may hold the name of an agency for officials.
    is_named = any(map(is_staff_log_in, words)) or any(map(is_staff_name, (*around, *words)))
    return is_named or any(is_default_entrance(u) or is_likely_entrance(u) for u in urls)


@lru_cache(maxsize=MAX_NAMES)
def _path(url: str | None) -> str:
    return unquote(urlsplit(url).path) if url else ""
