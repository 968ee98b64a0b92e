"""Small servers and clients on 127.0.0.1 for the egress tests."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawler.egress import Egress, EgressOptions

LOOPBACK = ("127.0.0.0/8",)
Handler = Callable[[bytes, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Origin:
    """A server that keeps the request heads it got and answers with `handler`."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.heads: list[bytes] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.heads.append(head)
                await self.handler(head, reader, writer)
                await writer.drain()
                if writer.is_closing():
                    break
        writer.close()


def says(answer: bytes, *, keep_open: bool = False) -> Handler:
    async def handler(head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        if not keep_open:
            writer.close()

    return handler


@contextlib.asynccontextmanager
async def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> AsyncIterator[Origin]:
    origin = Origin(handler)
    server = await asyncio.start_server(origin.serve, "127.0.0.1", 0, ssl=tls)
    origin.port = server.sockets[0].getsockname()[1]
    try:
        yield origin
    finally:
        server.close()


@contextlib.asynccontextmanager
async def running(options: EgressOptions | None = None, **settings: object) -> AsyncIterator[Egress]:
    egress = Egress(options or EgressOptions(allow_private=LOOPBACK), **settings)
    await egress.start()
    try:
        yield egress
    finally:
        await egress.close()


def port_of(egress: Egress) -> int:
    return int(egress.url.rsplit(":", 1)[1])


async def send(egress: Egress, request: bytes) -> bytes:
    """Everything that the proxy answers to these bytes, until it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port_of(egress))
    writer.write(request)
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()


async def get(egress: Egress, url: str, *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} {url} HTTP/1.1", "Host: ignored.example", *headers, "", ""]
    return await send(egress, "\r\n".join(lines).encode())


def fault_in(answer: bytes, egress: Egress) -> str | None:
    """The fault that the proxy itself reports in an answer."""
    lines = answer.split(b"\r\n\r\n")[0].decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    return headers.get("X-Truat-Egress") if headers.get("X-Truat-Token") == egress.token else None


def looked_up(*answers: tuple[str, ...]) -> Callable[[str], Awaitable[tuple[str, ...]]]:
    """A resolver that gives these answers one after another, the last one for ever."""
    left = list(answers)

    async def lookup(host: str) -> tuple[str, ...]:
        return left.pop(0) if len(left) > 1 else left[0]

    return lookup


async def unused_port() -> int:
    server = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


def self_signed(folder: Path, name: str) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=36500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
