"""Serves many sites on 127.0.0.0/8, every page different, with latency and faults: what a night over Thai agencies is like.

    python -m bench.generator SITES [--latency 0.05-0.3] [--down 0.15] [--slow 0.1] [--spa 0.1] [--seed 1]

Prints one line of JSON (port, addresses, kinds), serves until standard input ends, and then prints how often what was asked for.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sys
from collections import Counter
from functools import lru_cache

MENU = [
    "หน้าแรก", "ประวัติความเป็นมา", "วิสัยทัศน์และพันธกิจ", "โครงสร้างองค์กร", "ผู้บริหาร", "อำนาจหน้าที่",
    "แผนยุทธศาสตร์", "งบประมาณประจำปี", "รายงานผลการดำเนินงาน", "ข่าวประชาสัมพันธ์", "ประกาศจัดซื้อจัดจ้าง",
    "รับสมัครงาน", "ปฏิทินกิจกรรม", "กฎหมายและระเบียบ", "คลังความรู้", "คำถามที่พบบ่อย", "แผนผังเว็บไซต์",
    "ศูนย์ข้อมูลข่าวสาร", "ข้อมูลเปิด", "คู่มือประชาชน", "ดาวน์โหลดแบบฟอร์ม", "บริการออนไลน์", "ร้องเรียนร้องทุกข์",
    "ติดต่อเรา", "แผนที่", "นโยบายเว็บไซต์", "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
]  # fmt: skip
WORDS = [
    "ประกาศ", "โครงการ", "การประชุม", "ตำบล", "อำเภอ", "จังหวัด", "ประชาชน", "เทศบาล", "งบประมาณ", "พัฒนา",
    "สิ่งแวดล้อม", "การศึกษา", "สาธารณสุข", "ถนน", "แหล่งน้ำ", "ผู้สูงอายุ", "เด็ก", "เยาวชน", "กองช่าง", "กองคลัง",
    "สำนักปลัด", "นายก", "สภา", "สมาชิก", "ภาษี", "ที่ดิน", "การเกษตร", "ท่องเที่ยว", "วัฒนธรรม", "ประเพณี", "กีฬา",
    "อบรม", "รณรงค์", "ป้องกัน", "ภัยแล้ง", "น้ำท่วม", "ขยะ", "พลังงาน", "ดิจิทัล", "บริการ",
]  # fmt: skip
SLOW_S = (1.5, 4.0)
HANGS_S = 120
FAULTS = ("refused", "refused", "hangs", "resets", "fails", "garbage")


class Site:
    """One site, the same for the same number and seed. `kind`: well, slow, spa, or one of FAULTS."""

    def __init__(self, number: int, kind: str, seed: int) -> None:
        self.number, self.kind, self.seed = number, kind, seed
        pick = random.Random(f"{seed} {number}")
        self.menu = pick.sample(range(len(MENU)), pick.randint(16, len(MENU)))
        self.pages = pick.randint(25, 60)
        self.weight = min(pick.lognormvariate(0, 0.6), 4.0)

    def page(self, path: str) -> str | None:
        name = path.strip("/").removesuffix(".html")
        if name and not (name.startswith("p") and name[1:].isdigit() and int(name[1:]) < self.pages):
            return None
        number = int(name[1:]) if name else -1
        return self._shell() if self.kind == "spa" and number < 0 else self._html(number)

    def _html(self, number: int) -> str:
        pick = random.Random(f"{self.seed} {self.number} {number}")
        title = MENU[self.menu[number % len(self.menu)]] if number >= 0 else "หน้าแรก"
        links = "".join(
            f'<li class="menu-item"><a href="/p{i}.html">{MENU[m]}</a><ul class="sub">'
            + "".join(f'<li><a href="/p{(i * 3 + j) % self.pages}.html">{MENU[m]} {text(pick, 2)}</a></li>' for j in range(3))
            + "</ul></li>"
            for i, m in enumerate(self.menu)
        )
        body = "".join(
            f'<article class="news-item card"><h3><a href="/p{pick.randrange(self.pages)}.html">{text(pick, 8)}</a></h3>'
            f'<img src="/i{pick.randrange(6)}.png" alt="{text(pick, 3)}" width="120" height="80"><p>{text(pick, 60)}</p>'
            f'<span class="date">{pick.randint(1, 28)} มกราคม 25{pick.randint(60, 69)}</span></article>'
            for _ in range(int((14 if number < 0 else 9) * self.weight) + 3)
        )
        return (
            f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{title} - เทศบาลตำบลที่ {self.number}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="stylesheet" href="/s.css"><script src="/s.js" defer></script></head>'
            f'<body><header><a href="/"><img src="/i0.png" alt="ตราสัญลักษณ์"></a><nav><ul>{links}</ul></nav></header>'
            f"<main><h1>{title}</h1>{body}</main><footer><p>เทศบาลตำบลที่ {self.number} ถนนสุขุมวิท โทรศัพท์ 0 2{number % 1000:03d} 1234 "
            "อีเมล saraban@example.go.th</p><p>สงวนลิขสิทธิ์ 2569</p></footer></body></html>"
        )

    def _shell(self) -> str:
        return (
            '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>เทศบาล</title></head><body><div id="app"></div>'
            '<script>fetch("/data.json").then(r=>r.text()).then(t=>{document.getElementById("app").innerHTML=t})</script></body></html>'
        )

    def answer(self, path: str) -> tuple[int, str, bytes]:
        if path == "/robots.txt":
            return 404, "text/plain", b"no"
        if path == "/data.json":
            return 200, "text/html", self._html(-1).partition("<body>")[2].partition("</body>")[0].encode()
        if path == "/s.css":
            return 200, "text/css", STYLE
        if path == "/s.js":
            return 200, "text/javascript", b"document.addEventListener('click',function(e){});" * 40
        if path.startswith("/i") and path.endswith(".png"):
            return 200, "image/png", PNG
        page = self.page(path)
        return (200, "text/html; charset=utf-8", page.encode()) if page is not None else (404, "text/html", b"<h1>404</h1>")


STYLE = b"body{font-family:sans-serif}.sub{display:none}nav li:hover .sub{display:block}.card{border:1px solid #ccc}" * 20
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f0005000201f5f0c1d80000000049454e44ae426082"
)


def text(pick: random.Random, words: int) -> str:
    return " ".join(pick.choices(WORDS, k=words))


def address(number: int) -> str:
    return f"127.{20 + number // 62500}.{number // 250 % 250}.{number % 250 + 1}"


def kind_of(number: int, shares: argparse.Namespace) -> str:
    pick = random.Random(f"{shares.seed} kind {number}")
    lot = pick.random()
    if lot < shares.down:
        return pick.choice(FAULTS)
    lot -= shares.down
    return "slow" if lot < shares.slow else "spa" if lot < shares.slow + shares.spa else "well"


class Generator:
    def __init__(self, shares: argparse.Namespace) -> None:
        self.shares = shares
        self.asked: Counter[str] = Counter()
        self.low, self.high = (float(part) for part in shares.latency.split("-"))

    @lru_cache(maxsize=512)  # noqa: B019 - one generator a process
    def site(self, number: int) -> Site:
        return Site(number, kind_of(number, self.shares), self.shares.seed)

    async def serve(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site = self.site(number)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                method, path, *_ = head.decode("latin-1").split(" ", 2)
                self.asked[f"{address(number)} {method} {path}"] += 1
                if not await self._answer(site, method, path, writer):
                    return
        except (EOFError, OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def _answer(self, site: Site, method: str, path: str, writer: asyncio.StreamWriter) -> bool:
        await asyncio.sleep(random.uniform(*SLOW_S) if site.kind == "slow" else random.uniform(self.low, self.high))
        if site.kind == "hangs":
            await asyncio.sleep(HANGS_S)
        if site.kind == "resets":
            writer.transport.abort()
            return False
        if site.kind == "garbage":
            writer.write(b"\x00\x01 nothing that a browser would know\n")
            return False
        status, kind, body = (503, "text/html", b"down") if site.kind == "fails" else site.answer(path)
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode())
        if method != "HEAD":
            writer.write(body)
        await writer.drain()
        return False


async def main(shares: argparse.Namespace) -> None:
    generator = Generator(shares)
    port = shares.port
    kinds: Counter[str] = Counter()
    sites: list[str] = []
    for number in range(shares.sites):
        kind = kind_of(number, shares)
        kinds[kind] += 1
        sites.append(address(number))
        if kind == "refused" and number:
            continue

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int = number) -> None:
            await generator.serve(number, reader, writer)

        server = await asyncio.start_server(serve, address(number), port, backlog=16)
        port = server.sockets[0].getsockname()[1]
    print(json.dumps({"port": port, "sites": sites, "kinds": kinds}), flush=True)
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    print(json.dumps(generator.asked), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("sites", type=int)
    parser.add_argument("--latency", default="0.05-0.3")
    parser.add_argument("--down", type=float, default=0.15)
    parser.add_argument("--slow", type=float, default=0.1)
    parser.add_argument("--spa", type=float, default=0.1)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asyncio.run(main(parser.parse_args()))
