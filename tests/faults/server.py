"""The fault server, a process of its own on 127.0.0.1: one handler a host name (`tests.faults.cases`).

    python -m tests.faults.server      prints its ports as one line of JSON, serves until its standard input ends

Ports by name: http, tls, and one each for old, garbage, closes, resets, hangs, plain (in the place of TLS), refused and full.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
import tempfile
from collections import Counter
from pathlib import Path
from ssl import SSLContext, SSLError, SSLObject

from tests.faults.answers import Answer, Request, Writer, reset
from tests.faults.cases import CASES
from tests.faults.certificates import contexts

_ASIDE = ("/robots.txt", "/favicon.ico", "/sitemap.xml")


class Server:
    """Counts what each host was asked for."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.pages: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: Writer) -> None:
        try:
            async with asyncio.timeout(30):
                head = await reader.readuntil(b"\r\n\r\n")
            request = self._read(head.decode("latin-1"))
            case = CASES.get(request.host.removeprefix("www.").removesuffix(".go.th"))
            answer = case.handle(request) if case else Answer("", 421)
            if isinstance(answer, Answer):
                await _write(answer, request, writer)
            else:
                await answer(request, writer)
        except (EOFError, OSError, TimeoutError, SSLError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # a client that had enough, or the end of the server
        finally:
            with contextlib.suppress(Exception):
                writer.close()

    def _read(self, head: str) -> Request:
        line, *rest = head.split("\r\n")
        method, target, _ = line.split(" ", 2)
        headers = {k.strip().lower(): v.strip() for k, _, v in (h.partition(":") for h in rest if h)}
        host = headers.get("host", "").partition(":")[0].lower()
        path, _, query = target.partition("?")
        self.asked[host] += 1
        if path not in _ASIDE and method == "GET" and not path.startswith("/truat-"):
            self.pages[host] += 1
        return Request(method, path, query, host, headers, self.asked[host], self.pages[host])


async def _write(answer: Answer, request: Request, writer: Writer) -> None:
    content = answer.content
    lines = [
        f"HTTP/1.1 {answer.status} Status",
        f"Content-Length: {len(content) if answer.length is None else answer.length}",
        "Connection: close",
    ]
    if answer.kind:
        lines.append(f"Content-Type: {answer.kind}")
    lines += [f"{k}: {v}" for k, v in answer.headers]
    writer.write("\r\n".join([*lines, "", ""]).encode("utf-8"))
    if request.method != "HEAD":
        writer.write(content)
    await writer.drain()


async def _garbage(reader: asyncio.StreamReader, writer: Writer) -> None:
    with contextlib.suppress(OSError):
        await reader.read(1)
        writer.write(b"\x00\x01\x02 this is no handshake \xff" * 4)
        await writer.drain()
    writer.close()


async def _plain(reader: asyncio.StreamReader, writer: Writer) -> None:
    with contextlib.suppress(OSError):
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
    writer.close()


async def _closes(reader: asyncio.StreamReader, writer: Writer) -> None:
    with contextlib.suppress(OSError):
        await reader.read(1)
    writer.close()


async def _resets(reader: asyncio.StreamReader, writer: Writer) -> None:
    with contextlib.suppress(OSError):
        await reader.read(1)
    reset(writer)


async def _hangs(reader: asyncio.StreamReader, writer: Writer) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while await reader.read(1000):
            pass
    writer.close()


def _by_name(made: dict[str, SSLContext]) -> SSLContext:
    """The context whose certificate fits the host that the client names."""

    def choose(channel: SSLObject, name: str | None, context: SSLContext) -> None:
        case = CASES.get((name or "").removeprefix("www.").removesuffix(".go.th"))
        channel.context = made[case.tls if case and case.tls in made and case.tls != "old" else "sound"]

    made["sound"].sni_callback = choose  # type: ignore[assignment]
    return made["sound"]


def _full() -> tuple[int, list[socket.socket]]:
    """A listener whose queue is full: the system answers no further connection."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    kept = [listener]
    for _ in range(4):
        client = socket.socket()
        client.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            client.connect(listener.getsockname())
        kept.append(client)
    return listener.getsockname()[1], kept


def _refusing() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


async def main() -> None:
    hosts = [name for case in CASES.values() for name in (case.host, f"www.{case.host}")]
    server = Server()
    with tempfile.TemporaryDirectory() as folder:
        made = contexts(Path(folder), hosts)
        listeners = {
            "http": await asyncio.start_server(server.serve, "127.0.0.1", 0, limit=1 << 17),
            "tls": await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=_by_name(made)),
            "old": await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=made["old"]),
            "garbage": await asyncio.start_server(_garbage, "127.0.0.1", 0),
            "plain": await asyncio.start_server(_plain, "127.0.0.1", 0),
            "closes": await asyncio.start_server(_closes, "127.0.0.1", 0),
            "resets": await asyncio.start_server(_resets, "127.0.0.1", 0),
            "hangs": await asyncio.start_server(_hangs, "127.0.0.1", 0),
        }
        full, kept = _full()
        ports = {name: listener.sockets[0].getsockname()[1] for name, listener in listeners.items()}
        print(json.dumps({**ports, "full": full, "refused": _refusing()}), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        for item in kept:
            item.close()


if __name__ == "__main__":
    asyncio.run(main())
