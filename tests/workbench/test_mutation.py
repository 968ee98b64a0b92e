"""The mutants of `make mutate`: put in place, noticed, and taken away again."""

from __future__ import annotations

from checks import votes
from crawler.topics import FalseFriend, Lexicon, Text, Topic, Words
from tests.mutation.code import mutants
from tests.mutation.wordings import Overlay, dropped

BOTH = Text(th="ก", en="a")
TOPIC = Topic(
    id="site-map",
    title=BOTH,
    labels=Words(th=("แผนผังเว็บ", "แผนผังเว็บไซต์")),
    addresses=("sitemap",),
    not_=(FalseFriend(text="จัดทำแผนผังเว็บ", reason=BOTH), FalseFriend(text="โครงสร้าง", reason=BOTH)),
)


def test_a_mutant_is_in_place_only_while_it_is_asked_for() -> None:
    before = votes.is_vote.__code__
    mutant = next(m for m in mutants(votes) if m.function == "is_vote")
    with mutant.in_place():
        assert votes.is_vote.__code__ is mutant.code
    assert votes.is_vote.__code__ is before


def test_every_mutant_differs_from_its_function() -> None:
    found = list(mutants(votes))
    assert len({m.words for m in found}) == len(found) > 10
    assert all(m.code != getattr(votes, m.function).__code__ for m in found)


def test_wordings_that_others_say_too_are_redundant() -> None:
    assert {"แผนผังเว็บ": False, "แผนผังเว็บไซต์": True, "sitemap": False, "จัดทำแผนผังเว็บ": False, "โครงสร้าง": True} == {
        d.wording: d.is_redundant for d in dropped(TOPIC)
    }


def test_an_overlay_changes_one_topic() -> None:
    news = Topic(id="news", title=BOTH, labels=Words(th=("ข่าวสาร",)))
    below = Lexicon([TOPIC, news])
    over = Overlay(below, TOPIC.model_copy(update={"labels": Words(), "addresses": ()}))
    assert {"site-map", "news"} == below.topics_in("ข่าวสาร แผนผังเว็บ")
    assert {"news"} == over.topics_in("ข่าวสาร แผนผังเว็บ")
    assert (frozenset({"site-map"}), frozenset()) == (
        below.addressed("https://a.go.th/sitemap/"),
        over.addressed("https://a.go.th/sitemap/"),
    )
