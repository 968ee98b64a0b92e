"""Forms in which a visitor chooses one answer: votes, polls, ratings."""

from __future__ import annotations

from checks.words import key, keyed
from crawler.reading.page_view import Field, Form

VOTE = keyed(r"โหวต|โพล|ลงคะแนน|(?<![a-z])(?:vote|poll)(?![a-z])")
_ASKS = keyed(r"ความคิดเห็น|สำรวจ|สอบถามความ|แบบสอบถาม|(?<![a-z])survey(?![a-z])")
_ASSESSES = keyed(r"แบบประเมิน|evaluation|assessment")
SATISFIED = keyed(r"พึงพอใจ|พอใจ|satisf|ความประทับใจ")
# Settings and search options are radio buttons too.
_OTHER = keyed(r"ค้นหา|search|ขนาดตัวอักษร|font|สีพื้น|การแสดงผล|contrast|ภาษา|language|คุกกี้|cookie|คำนำหน้า|เพศ|รหัสผ่าน|เข้าสู่ระบบ|log ?in")
_SETTINGS = keyed(r"เล็ก|กลาง|ใหญ่|ปกติ|ไทย|ขาว|ดำ|เหลือง|สว่าง|มืด|small|medium|large|normal|thai|english|light|dark|a[+-]?|ก[+-]?|ชาย|หญิง")
MIN_QUESTION_CHARS = 8
MIN_CHOICES = 4  # of a question that stands outside its form


def words_of(form: Form) -> str:
    return " | ".join(t for t in (form.name, *form.buttons, *(f.label for f in form.fields)) if t)


def choices(form: Form) -> tuple[Field, ...]:
    """The questions of a form that has a visitor choose an answer; empty when it is for something else."""
    groups = tuple(f for f in _merged(form) if f.kind == "radio" and len(f.choices) >= 2)
    words = words_of(form)
    if not groups or _OTHER.search(key(words)):
        return ()
    if VOTE.search(key(words)) or _ASKS.search(key(words)) or _is_satisfaction(form, groups):
        return groups
    is_asked = bool(form.buttons) or len(groups[0].label) >= MIN_QUESTION_CHARS or len(groups[0].choices) >= MIN_CHOICES
    is_setting = all(_SETTINGS.fullmatch(key(c)) for c in groups[0].choices)
    return groups if is_asked and not is_setting and len(_merged(form)) == 1 else ()


def _merged(form: Form) -> tuple[Field, ...]:
    """The visible fields, with radio buttons that share no name taken as one question."""
    lone = tuple(f for f in form.visible_fields if f.kind == "radio" and not f.name and len(f.choices) < 2)
    if len(lone) < 2:
        return form.visible_fields
    return (Field("radio", "", "", tuple(f.label for f in lone)), *(f for f in form.visible_fields if f not in lone))


def is_vote(form: Form) -> bool:
    """One question and nothing else, or the word for it; a form that asks more, or an assessment, is a survey."""
    groups = choices(form)
    return bool(groups) and (
        bool(VOTE.search(key(words_of(form)))) or (len(_merged(form)) == 1 and not _ASSESSES.search(key(words_of(form))))
    )


def is_rating(form: Form) -> bool:
    """A form that asks how satisfied one is."""
    groups = choices(form)
    return bool(groups) and _is_satisfaction(form, groups)


def _is_satisfaction(form: Form, groups: tuple[Field, ...]) -> bool:
    answers = " ".join(c for g in groups for c in g.choices)
    return bool(SATISFIED.search(key(f"{words_of(form)} {answers}")))
