"""One pass finds every topic, in Thai as it is really written."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.errors import ConfigurationError
from crawler.topics import FalseFriend, Lexicon, Text, Topic, Words, load_lexicon, load_topic

BOTH = Text(th="ก", en="a")


def topic(id_: str = "news", **keys: object) -> Topic:
    return Topic(id=id_, title=BOTH, **keys)  # type: ignore[arg-type]


NEWS = topic(labels=Words(th=("ข่าว",), en=("news",)))
SITEMAP = topic("sitemap-page", labels=Words(th=("แผนผังเว็บไซต์",)), not_=(FalseFriend(text="จัดทำแผนผังเว็บไซต์", reason=BOTH),))
LAWS = topic("laws", whole=Words(th=("กฎหมาย",)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ข่าวประชาสัมพันธ์", {"news"}),
        ("ข้าวหอมมะลิ", set()),  # another mark is another word
        ("ขาว", set()),  # a short wording is not matched without its marks
        ("แผนผังเว็บไซต", {"sitemap-page"}),  # marks lost, as from a PDF
        ("เเผนผัง เว็บ ไซต์", {"sitemap-page"}),  # doubled sara e, spaces
        ("โครงการจัดทำแผนผังเว็บไซต์", set()),  # a false friend
        ("News", {"news"}),
        ("newsletter", set()),
        ("NEWS2567", set()),
        ("กฎหมาย", {"laws"}),
        ("» กฎหมาย", {"laws"}),
        ("กฎหมายที่น่ารู้", set()),  # whole: counts only alone
        ("", set()),
    ],
)
def test_names_announce_topics(text: str, expected: set[str]) -> None:
    assert expected == Lexicon([NEWS, SITEMAP, LAWS]).topics_in(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.go.th/news.php?id=1", {"news"}),
        ("http://a.go.th/page?view=map", {"map"}),
        ("http://a.go.th/mapping", set()),
        ("http://a.go.th/%E0%B8%A3%E0%B9%89%E0%B8%AD%E0%B8%87", {"thai"}),
        ("http://news.go.th/", set()),  # the host says nothing about a page
    ],
)
def test_addresses_hint_at_topics(url: str, expected: set[str]) -> None:
    lexicon = Lexicon([topic(addresses=("news",)), topic("map", addresses=("map",)), topic("thai", addresses=("ร้อง",))])
    assert expected == lexicon.addressed(url)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("id: a\ntitle: {th: ก, en: a}\nlables: {th: [ก]}", "lables"),
        ("id: b\ntitle: {th: ก, en: a}", "file's name"),
        ("id: a\ntitle: {th: ก}", "title.en"),
        ("- a", "mapping"),
        ("id: [", "YAML"),
    ],
)
def test_a_bad_topic_file_is_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigurationError, match=word) as caught:
        load_topic(write(tmp_path, "a.yaml", text))
    assert "a.yaml" in str(caught.value)


def test_an_unknown_parent_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "id: a\ntitle: {th: ก, en: a}\nparents: [nowhere]")
    with pytest.raises(ConfigurationError, match="nowhere"):
        load_lexicon(tmp_path)
