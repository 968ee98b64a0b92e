"""Topics rank what to fetch next; a sample seeded by the host follows."""

from __future__ import annotations

from crawler.frontier import MAX_SAME_KIND, Frontier
from crawler.reading.read import read_html
from crawler.topics import Lexicon, Text, Topic, Words

BOTH = Text(th="ก", en="a")
LEXICON = Lexicon(
    [
        Topic(id="complaint", title=BOTH, labels=Words(th=("ร้องเรียน",))),
        Topic(id="history", title=BOTH, labels=Words(th=("ประวัติ",))),
        Topic(id="about", title=BOTH, labels=Words(th=("เกี่ยวกับเรา",))),
    ]
)
HOME = "http://www.a.go.th/"


def page(body: str, url: str = HOME):
    return read_html(f"<html><body>{body}</body></html>".encode(), url=url, content_type="text/html; charset=utf-8", sha256="")


def frontier(body: str, *, max_pages: int = 10, wanted: tuple[str, ...] = ("complaint", "history")) -> Frontier:
    made = Frontier("www.a.go.th", LEXICON, wanted, max_pages)
    made.seen(HOME)
    made.add_page(page(body), 0)
    return made


def drawn(made: Frontier, count: int = 50) -> list[str]:
    found = []
    while len(found) < count and (candidate := made.next()):
        found.append(candidate.url.removeprefix(HOME))
    return found


def test_pages_of_wanted_topics_come_first_and_say_why() -> None:
    made = frontier("<nav><a href=x>ทั่วไป</a><a href=c>ร้องเรียน</a></nav>")
    first = made.next()
    assert first is not None
    assert first.url == HOME + "c"
    assert first.why == "topic: complaint"


def test_general_menus_come_before_ordinary_links() -> None:
    made = frontier("<nav><a href=x>ทั่วไป</a><a href=about>เกี่ยวกับเรา</a></nav>")
    assert drawn(made, 1) == ["about"]


def test_other_hosts_and_files_are_not_fetched() -> None:
    made = frontier("<a href=//b.go.th/>อื่น</a><a href=a.zip>ไฟล์</a><a href=mailto:a@a.go.th>m</a><a href=//a.go.th/ok>ok</a>")
    assert drawn(made) == ["http://a.go.th/ok"]


def test_a_sub_host_is_let_in_where_a_menu_uses_it_for_a_topic() -> None:
    made = frontier("<nav><a href=//complain.a.go.th/>ร้องเรียน</a><a href=//mail.a.go.th/>อีเมล</a></nav>")
    assert drawn(made) == ["http://complain.a.go.th/"]


def test_a_calendar_does_not_eat_the_budget() -> None:
    links = "".join(f"<a href='cal?month={n}'>เดือน {n}</a>" for n in range(40))
    made = frontier(links + "<a href=other>อื่น</a>")
    urls = drawn(made)
    assert len([u for u in urls if u.startswith("cal")]) == MAX_SAME_KIND
    assert "other" in urls


def test_the_sample_is_the_same_for_the_same_host() -> None:
    links = "".join(f"<a href=p{n}>หน้า {n}</a>" for n in range(30))
    assert drawn(frontier(links), 5) == drawn(frontier(links), 5)


def test_a_failed_page_leaves_its_topic_open() -> None:
    """The next page of the same topic is then worth as much as the first was, and comes before a topic that was answered."""
    links = "<nav><a href=c1>ร้องเรียน</a><a href=c2>ร้องเรียน</a><a href=h1>ประวัติ</a><a href=h2>ประวัติ</a></nav>"
    made = frontier(links)
    order = []
    for _ in range(3):
        candidate = made.next()
        assert candidate is not None
        order.append(next(iter(candidate.topics)))
        if len(order) == 1:
            made.failed(candidate)
    assert len(set(order)) == 2
    assert order.count(order[0]) == 2
