"""The forward proxy on loopback that Scrapy and Chromium are given: GET and HEAD over plain http, and tunnels for https.

A connection carries one request. What we could not do is answered with 502 and a fault that carries our token, and
remembered for `last_fault`; everything else is the site's own answer, unchanged but for its connection headers.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections import OrderedDict

from crawler.artifacts import Fault
from crawler.egress.dial import Dialer, Link, Streams, hang_up
from crawler.egress.faults import EgressFault, FaultLog
from crawler.egress.lookup import Lookup, Resolver, system_lookup
from crawler.egress.options import EgressOptions, parse
from crawler.egress.relay import Idle, Relay, Traffic
from crawler.egress.wire import MAX_HEAD_BYTES, BadRequest, RequestHead, own_answer, read_request, wants_proxy_credentials

log = logging.getLogger(__name__)

MAX_LABELS = 10_000
LINGER_S = 1.0


class Egress:
    """The one way out. `token` is random, one a process: answers that carry it in X-Truat-Token are ours.

    Clients may say on whose behalf they ask with the user name of their proxy URL (`http://LABEL:@127.0.0.1:PORT`); `traffic`
    counts by it. `lookup` replaces the machine's resolver. Raises ConfigurationError for options that make no sense.
    """

    def __init__(
        self,
        options: EgressOptions,
        *,
        connect_timeout_s: float = 10.0,
        idle_timeout_s: float = 60.0,
        lookup_timeout_s: float = 10.0,
        max_connections: int = 1000,
        lookup: Lookup = system_lookup,
    ) -> None:
        routes = parse(options)
        self.token = secrets.token_hex(16)
        self.is_behind_proxy = routes.upstream is not None
        self.total = Traffic()
        self.traffic: OrderedDict[str, Traffic] = OrderedDict()
        self._dialer = Dialer(routes, Resolver(lookup, lookup_timeout_s), connect_timeout_s)
        self._idle_s = idle_timeout_s
        self._max_connections = max_connections
        self._faults = FaultLog()
        self._connections: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MAX_HEAD_BYTES)

    async def close(self) -> None:
        """End every connection. May be called again, and before start."""
        if self._server is not None:
            self._server.close()
        tasks = list(self._connections)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def url(self) -> str:
        """Where clients find the proxy. Known only between start and close."""
        if self._server is None or not self._server.sockets:
            raise RuntimeError("the egress is not running")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    @property
    def bytes_in(self) -> int:
        return self.total.bytes_in

    @property
    def bytes_out(self) -> int:
        return self.total.bytes_out

    def last_fault(self, host: str, port: int) -> tuple[Fault, str] | None:
        """Why the last connection to this host and port was not made, None when it was or the fault was cleared."""
        return self._faults.last(host, port)

    def clear_fault(self, host: str, port: int) -> None:
        self._faults.clear(host, port)

    async def resolve(self, host: str) -> tuple[str, ...]:
        """Addresses of a name by our own resolver, unjudged; empty behind a proxy. Raises EgressFault."""
        return await self._dialer.resolve(host)

    async def connect(self, host: str, port: int) -> Streams:
        """A raw connection for our own use, under the same rules. Raises EgressFault. The caller closes the writer."""
        link = await self._dial(host, port, is_plain=False)
        return link.reader, link.writer

    async def _dial(self, host: str, port: int, *, is_plain: bool) -> Link:
        try:
            link = await (self._dialer.plain(host, port) if is_plain else self._dialer.tunnel(host, port))
        except EgressFault as fault:
            self._faults.record(host, port, fault)
            raise
        self._faults.clear(host, port)
        return link

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client connection from start to end; nothing gets out of it."""
        try:
            if len(self._connections) > self._max_connections:
                await self._refuse(reader, writer, self._fault_answer(EgressFault("our-fault", "too many connections at once")))
                return
            async with asyncio.timeout(self._idle_s):
                head = await reader.readuntil(b"\r\n\r\n")
            await self._handle(read_request(head), (reader, writer))
        except BadRequest as bad:
            await self._refuse(reader, writer, own_answer(bad.status, "This proxy carries GET, HEAD and CONNECT only.\n"))
        except asyncio.LimitOverrunError:
            await self._refuse(reader, writer, own_answer("431 Request Header Fields Too Large", ""))
        except (EOFError, OSError):
            log.debug("a client left")
        except Exception:
            log.exception("egress connection failed")
            await self._say(writer, self._fault_answer(EgressFault("our-fault", "unexpected error in the egress")))
        finally:
            await hang_up(writer)

    async def _handle(self, request: RequestHead, near: Streams) -> None:
        is_plain = request.method != "CONNECT"
        try:
            link = await self._dial(request.host, request.port, is_plain=is_plain)
        except EgressFault as fault:
            await self._say(near[1], self._fault_answer(fault))
            return
        relay = Relay(near, (link.reader, link.writer), self._idle_s, self._counter(request.label))
        try:
            await (self._forward(request, link, relay, near[1]) if is_plain else self._tunnel(relay, near[1]))
        except EgressFault as fault:
            self._faults.record(request.host, request.port, fault)
            await self._say(near[1], self._fault_answer(fault))
        except (OSError, Idle) as error:
            # The client must not take this for a clean end, or half a page would pass for a whole one.
            # A tunnel that was used and then kept open for later is no fault.
            if isinstance(error, Idle) and (is_plain or not relay.has_heard):
                self._faults.record(request.host, request.port, EgressFault("timeout", f"nothing came for {self._idle_s:g} s"))
            await hang_up(near[1], abruptly=True)
        finally:
            await hang_up(link.writer)

    async def _tunnel(self, relay: Relay, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        await relay.both_ways()

    async def _forward(self, request: RequestHead, link: Link, relay: Relay, writer: asyncio.StreamWriter) -> None:
        authorization = link.via.authorization if link.via else None
        await relay.send(request.forwarded(absolute=link.via is not None, authorization=authorization))
        try:
            data = await relay.head()
        except Idle:
            raise EgressFault("timeout", f"no answer within {self._idle_s:g} s") from None
        except OSError as error:
            raise EgressFault("reset", f"the connection broke before an answer: {error.strerror or error}") from error
        if not data:
            raise EgressFault("reset", "the connection was closed without an answer")
        if link.via and wants_proxy_credentials(data):
            raise EgressFault("proxy", "the proxy wants other credentials (407)")
        await relay.deliver(data)
        await relay.answer()

    def _counter(self, label: str) -> _Counter:
        mine = self.traffic.setdefault(label[:200], Traffic())
        while len(self.traffic) > MAX_LABELS:
            self.traffic.popitem(last=False)
        return _Counter(self.total, mine)

    def _fault_answer(self, fault: EgressFault) -> bytes:
        return own_answer("502 Bad Gateway", f"{fault}\n", fault=fault.fault, token=self.token)

    async def _say(self, writer: asyncio.StreamWriter, answer: bytes) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            writer.write(answer)
            async with asyncio.timeout(self._idle_s):
                await writer.drain()

    async def _refuse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: bytes) -> None:
        """Answer, then read what the client still sends: closing over unread bytes would reset the connection and lose the answer."""
        await self._say(writer, answer)
        with contextlib.suppress(OSError, TimeoutError):
            writer.write_eof()
            async with asyncio.timeout(LINGER_S):
                while await reader.read(MAX_HEAD_BYTES):
                    pass


class _Counter:
    """Adds to the total and to one label's traffic."""

    def __init__(self, *counted: Traffic) -> None:
        self._counted = counted

    def __call__(self, bytes_in: int, bytes_out: int) -> None:
        for traffic in self._counted:
            traffic.bytes_in += bytes_in
            traffic.bytes_out += bytes_out
