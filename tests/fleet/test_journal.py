"""What a site answered is not asked for again after a look was cut off."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request
from scrapy.http import Headers, Response

from crawler.fleet.journal import Journal


class Site:
    def __init__(self, status: int = 200, **headers: str) -> None:
        self.asked: list[str] = []
        self._status, self._headers = status, headers

    async def download(self, request: Request) -> Response:
        self.asked.append(request.url)
        headers = Headers({"Set-Cookie": [b"a=1", b"b=2"], **{k.replace("_", "-"): v for k, v in self._headers.items()}})
        return Response(request.url, self._status, headers, f"answer {len(self.asked)}\n\x00".encode(), ["dataloss"])


async def test_a_second_start_gets_the_same_answers(tmp_path: Path) -> None:
    site = Site(404)
    first = await Journal(tmp_path / "a").wrap(site.download)(Request("http://a.go.th/"))
    again = await Journal(tmp_path / "a").wrap(site.download)(Request("http://a.go.th/"))
    assert (again.status, again.body, again.flags, again.headers) == (first.status, first.body, first.flags, first.headers)
    assert len(site.asked) == 1


async def test_a_second_look_is_a_second_look(tmp_path: Path) -> None:
    site = Site()
    download = Journal(tmp_path / "a").wrap(site.download)
    answers = [(await download(Request("http://a.go.th/"))).body for _ in range(2)]
    assert answers[0] != answers[1]
    assert len(site.asked) == 2


async def test_our_own_answers_are_not_kept(tmp_path: Path) -> None:
    site = Site(502, X_Truat_Egress="timeout")
    for _ in range(2):
        await Journal(tmp_path / "a").wrap(site.download)(Request("http://a.go.th/"))
    assert len(site.asked) == 2


async def test_forgotten_and_damaged_entries_are_asked_for_again(tmp_path: Path) -> None:
    site = Site()
    journal = Journal(tmp_path / "a")
    await journal.wrap(site.download)(Request("http://a.go.th/"))
    for entry in (tmp_path / "a").iterdir():
        entry.write_bytes(b"{ half")
    await Journal(tmp_path / "a").wrap(site.download)(Request("http://a.go.th/"))
    journal.forget()
    await Journal(tmp_path / "a").wrap(site.download)(Request("http://a.go.th/"))
    assert len(site.asked) == 3
