"""What a handler of the fault server says: an answer, or bytes written in its own way."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Request:
    method: str
    path: str  # without its query
    query: str
    host: str
    headers: Mapping[str, str]
    count: int  # of requests to this host so far, this one included
    pages: int  # of those, not robots.txt, sitemaps and the like


@dataclass(frozen=True)
class Answer:
    body: str | bytes = ""
    status: int = 200
    kind: str | None = HTML
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = field(default=None)  # a Content-Length that lies

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


Writer = asyncio.StreamWriter
Raw = Callable[[Request, Writer], Awaitable[None]]
Handler = Callable[[Request], "Answer | Raw"]
GONE = Answer("<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>", 404)


def pages(texts: Mapping[str, str], **answer: object) -> Handler:
    """A site of these pages; everything else is 404."""
    return lambda r: Answer(texts[r.path], **answer) if r.path in texts else GONE  # type: ignore[arg-type]


def always(body: str | bytes, status: int = 200, **answer: object) -> Handler:
    """The same for every address, robots.txt included: what stands before a site stands before all of it."""
    return lambda r: Answer(body, status, **answer)  # type: ignore[arg-type]


def home(answer: Answer | Raw) -> Handler:
    """Only the home page; there is no robots.txt and nothing else."""
    return lambda r: answer if r.path == "/" else GONE


def inner(home_pages: Mapping[str, str], others: Callable[[Request], Answer | Raw]) -> Handler:
    """A home page that is fine, and something else behind its links."""
    return lambda r: Answer(home_pages["/"]) if r.path == "/" else GONE if r.path not in home_pages else others(r)


def redirect(to: str, status: int = 302) -> Answer:
    return Answer("", status, headers=(("Location", to),))


def reset(writer: Writer) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def head(status: int = 200, *lines: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} X", f"Content-Type: {HTML}", *lines, "", ""]).encode()


async def hangs(request: Request, writer: Writer) -> None:
    """Never a byte."""
    await asyncio.sleep(30)


async def hangs_midway(request: Request, writer: Writer) -> None:
    writer.write(head(200, "Content-Length: 5000") + b"<html><body><p>" + "ครึ่งหน้า".encode() * 20)
    await writer.drain()
    await asyncio.sleep(30)


async def drips(request: Request, writer: Writer) -> None:
    """One byte a second, for ever on its way."""
    writer.write(head(200, "Content-Length: 5000"))
    for byte in b"<html><body><p>" * 3:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(1)


async def resets(request: Request, writer: Writer) -> None:
    reset(writer)


async def resets_midway(request: Request, writer: Writer) -> None:
    writer.write(head(200, "Content-Length: 5000") + b"<html><body><p>half")
    await writer.drain()
    await asyncio.sleep(0.05)
    reset(writer)


def writes(data: bytes) -> Raw:
    async def raw(request: Request, writer: Writer) -> None:
        writer.write(data)
        await writer.drain()

    return raw


def streams(chunk: bytes, times: int) -> Raw:
    """Without a length, until the reader has had enough."""

    async def raw(request: Request, writer: Writer) -> None:
        writer.write(head(200, "Connection: close"))
        for _ in range(times):
            writer.write(chunk)
            await writer.drain()

    return raw
