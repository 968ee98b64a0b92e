"""One rule in words, for an official: what it asks, why, by which source, how it is decided, what it cannot see, how to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from checks.registry import CHECKS
from checks.rule import Rule
from checks.workbench.cases import CaseFile
from checks.workbench.check_words import CheckWords, blind_spots, method
from crawler.topics import Topic

HEADINGS = {
    "what": {"th": "ถามอะไร", "en": "What is asked"},
    "why": {"th": "ทำไมต้องมี", "en": "Why"},
    "source": {"th": "ที่มา", "en": "Source"},
    "level": {"th": "ระดับและน้ำหนัก", "en": "Level and weight"},
    "for": {"th": "ใช้กับ", "en": "Applies to"},
    "how": {"th": "ตัดสินอย่างไร", "en": "How it is decided"},
    "topic": {"th": "ถ้อยคำที่นับ", "en": "Wordings that count"},
    "friends": {"th": "คำที่คล้ายแต่ไม่นับ", "en": "What looks alike and does not count"},
    "blind": {"th": "กรณีที่ระบบบอกไม่ได้", "en": "When it cannot tell"},
    "never": {"th": "ผลที่ข้อนี้ไม่มี", "en": "What it never says"},
    "mend": {"th": "วิธีแก้", "en": "How to mend"},
    "question": {"th": "คำถามสำหรับเจ้าหน้าที่", "en": "Question for a person"},
    "cases": {"th": "ตัวอย่าง", "en": "Examples"},
    "related": {"th": "ข้อที่เกี่ยวข้อง", "en": "Related rules"},
}
LEVELS = {
    "mandatory": {"th": "บังคับ", "en": "mandatory"},
    "recommended": {"th": "ควรมี", "en": "recommended"},
    "unstated": {"th": "ต้นฉบับไม่ได้ระบุ", "en": "not stated by the source"},
}
CONFIDENCE = {
    "high": {"th": "อ่านต้นฉบับโดยตรง", "en": "source read directly"},
    "medium": {"th": "อ่านจากเอกสารที่อ้างต้นฉบับ", "en": "read in documents that restate it"},
    "low": {"th": "ยังไม่ได้อ่านต้นฉบับ", "en": "source not read"},
}
OUTCOMES = {
    "passed": {"th": "ผ่าน", "en": "passed"},
    "failed": {"th": "ไม่พบ/ไม่ผ่าน", "en": "failed"},
    "cantTell": {"th": "บอกไม่ได้", "en": "cannot tell"},
    "inapplicable": {"th": "ไม่ใช้กับกรณีนี้", "en": "inapplicable"},
    "untested": {"th": "ไม่ได้ตรวจ", "en": "untested"},
}
EVERY = {"th": "ทุกหน่วยงาน", "en": "every organisation"}
_TOPIC_KEYS = ("topic", "topics", "policy", "policies", "near", "accounts")
MAX_EXAMPLES = 8


def explain(rule: Rule, lang: str, words: CheckWords, topics: Mapping[str, Topic], cases: CaseFile) -> str:
    """Sections of plain text."""
    sections = [f"{rule.id} — {getattr(rule.title, lang)}"]
    for name, lines in _sections(rule, lang, words, topics, cases):
        text = "\n".join(f"  {line}" for part in lines for line in str(part).strip().splitlines())
        if text:
            sections.append(f"{HEADINGS[name][lang]}\n{text}")
    return "\n\n".join(sections)


def _sections(rule: Rule, lang: str, words: CheckWords, topics: Mapping[str, Topic], cases: CaseFile) -> Iterator[tuple[str, list[str]]]:
    source, named = rule.source, [topics[t] for t in _topics(rule) if t in topics]
    question = getattr(rule.parsed_options(), "question", None)
    yield "what", [f"{getattr(rule.title, lang)} ({rule.pack} {rule.component})", f"✗ {getattr(rule.failure_title, lang)}"]
    yield "why", [getattr(rule.why, lang)]
    yield "source", [f"{source.document}, {source.clause}", *([source.url] if source.url else []), source.read_on.isoformat()]
    yield "level", [*_weight(rule, lang)]
    yield "for", [", ".join({"all": EVERY[lang]}.get(t, t) for t in rule.applies_to.org_types)]
    yield "how", [method(rule, words, lang), *(f"{k}: {v}" for k, v in _options(rule, lang, words, topics))]
    yield "question", [getattr(question, lang)] if question is not None else []
    yield "topic", [line for topic in named for line in _wordings(topic, lang)]
    yield "friends", [f"{f.text} — {getattr(f.reason, lang)}" for t in named for f in t.not_]
    yield "blind", [f"- {line}" for line in blind_spots(rule, lang)]
    yield "never", [f"{OUTCOMES[n.never][lang]}: {n.because}" for n in cases.nevers]
    yield "mend", [getattr(rule.fix, lang)]
    yield "cases", [f"{OUTCOMES[c.expect.outcome][lang]}: {c.name}" for c in cases.cases[:MAX_EXAMPLES]]
    yield "related", [", ".join(rule.related)]


def _weight(rule: Rule, lang: str) -> Iterator[str]:
    yield f"{LEVELS[rule.level][lang]} · {CONFIDENCE[rule.confidence][lang]} · {rule.weight:g}"
    if rule.weight_reason is not None:
        yield getattr(rule.weight_reason, lang)


def _topics(rule: Rule) -> list[str]:
    found = list(getattr(CHECKS[rule.check], "TOPICS", ()))
    options = rule.parsed_options().model_dump()
    for key in _TOPIC_KEYS:
        value = options.get(key)
        found += [value] if isinstance(value, str) else list(value or ())
    return list(dict.fromkeys(found))


def _options(rule: Rule, lang: str, words: CheckWords, topics: Mapping[str, Topic]) -> Iterator[tuple[str, str]]:
    for key, value in rule.options.items():
        if key == "question":
            continue
        name = getattr(words.options[key], lang) if key in words.options else key
        yield name, _in_words(key, value, lang, words, topics)


def _in_words(key: str, value: Any, lang: str, words: CheckWords, topics: Mapping[str, Topic]) -> str:
    if isinstance(value, dict):
        return ", ".join(str(v) for v in value.get(lang) or value.get("th") or ())
    if isinstance(value, list):
        return ", ".join(_in_words(key, v, lang, words, topics) for v in value)
    if isinstance(value, bool):
        return {"th": ("ไม่ใช่", "ใช่"), "en": ("no", "yes")}[lang][value]
    if key in _TOPIC_KEYS and value in topics:
        return f"{getattr(topics[value].title, lang)} ({value})"
    return getattr(words.values[value], lang) if isinstance(value, str) and value in words.values else str(value)


def _wordings(topic: Topic, lang: str) -> Iterator[str]:
    alone = {"th": "เมื่อเป็นชื่อทั้งหมด", "en": "as the whole name"}[lang]
    inside = {"th": "ในเนื้อความ", "en": "in running text"}[lang]
    yield f"{getattr(topic.title, lang)}: {', '.join(topic.labels.all())}"
    for name, wordings in ((alone, topic.whole.all()), (inside, topic.page.all())):
        if wordings:
            yield f"{name}: {', '.join(wordings)}"
