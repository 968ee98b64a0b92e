"""Copies bytes between two ends until one has finished, and counts them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from crawler.egress.dial import Streams
from crawler.egress.wire import MAX_HEAD_BYTES, closing, status_of

CHUNK_BYTES = 64 * 1024
LINGER_S = 5.0  # how long the far end may still speak after the near end has finished
MAX_INTERIM = 5  # answers of the 1xx kind before the real one


@dataclass
class Traffic:
    """Bytes exchanged with sites. in: received from them, out: sent to them."""

    bytes_in: int = 0
    bytes_out: int = 0


class Idle(Exception):
    """Nothing moved in either direction for the idle limit."""


class Relay:
    """One connection between a client and a far end. `has_heard`: the far end has sent something."""

    def __init__(self, near: Streams, far: Streams, idle_s: float, count: Callable[[int, int], None]) -> None:
        self._near_reader, self._near_writer = near
        self._far_reader, self._far_writer = far
        self._idle_s = idle_s
        self._count = count
        self._moved_at = asyncio.get_running_loop().time()
        self.has_heard = False

    async def send(self, data: bytes) -> None:
        """To the far end."""
        self._count(0, len(data))
        await self._write(self._far_writer, data)

    async def both_ways(self) -> None:
        """Copy until the far end has finished, or the near end has and the far end had its time to answer."""
        up = asyncio.ensure_future(self._up())
        down = asyncio.ensure_future(self._down())
        try:
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
            if up.done() and not down.done() and up.exception() is None:
                with contextlib.suppress(OSError):
                    self._far_writer.write_eof()
                await asyncio.wait({down}, timeout=LINGER_S)
            for task in (down, up):
                if task.done():
                    task.result()
        finally:
            await _stop(up, down)

    async def answer(self) -> None:
        """Copy what remains of the far end's answer; anything more from the near end (or its leaving) ends it."""
        down = asyncio.ensure_future(self._down())
        more = asyncio.ensure_future(self._near_reader.read(1))
        try:
            await asyncio.wait({down, more}, return_when=asyncio.FIRST_COMPLETED)
            if down.done():
                down.result()
        finally:
            await _stop(down, more)

    async def head(self) -> bytes:
        """The head of the far end's answer and whatever came with it, interim answers dropped; empty when it said nothing at all."""
        data = b""
        for _ in range(MAX_INTERIM):
            data = await self._until_blank_line(data)
            head, blank, rest = data.partition(b"\r\n\r\n")
            if not blank or not 100 <= status_of(head) < 200:
                break
            data = rest
        return data

    async def deliver(self, data: bytes) -> None:
        """Give the near end what `head` returned, marked as the last answer on this connection."""
        head, blank, rest = data.partition(b"\r\n\r\n")
        if blank and status_of(head):
            data = closing(head + b"\r\n") + b"\r\n" + rest
        await self._write(self._near_writer, data)

    async def _until_blank_line(self, data: bytes) -> bytes:
        while b"\r\n\r\n" not in data and len(data) < MAX_HEAD_BYTES:
            chunk = await self._read(self._far_reader)
            if not chunk:
                break
            self._heard(chunk)
            data += chunk
        return data

    def _heard(self, data: bytes) -> None:
        self.has_heard = True
        self._count(len(data), 0)

    async def _up(self) -> None:
        while data := await self._read(self._near_reader):
            await self.send(data)

    async def _down(self) -> None:
        while data := await self._read(self._far_reader):
            self._heard(data)
            await self._write(self._near_writer, data)

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        loop = asyncio.get_running_loop()
        while True:
            limit = self._moved_at + self._idle_s
            try:
                async with asyncio.timeout_at(limit):
                    data = await reader.read(CHUNK_BYTES)
            except TimeoutError:
                if self._moved_at + self._idle_s <= loop.time():  # else the other direction moved meanwhile
                    raise Idle from None
                continue
            self._moved_at = loop.time()
            return data

    async def _write(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        try:
            async with asyncio.timeout(self._idle_s):
                await writer.drain()
        except TimeoutError:
            raise Idle from None


async def _stop(*tasks: asyncio.Future[object] | asyncio.Future[None] | asyncio.Future[bytes]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
