"""HTTP/1 heads as bytes: what a client asks of a proxy, what is sent on, what is answered. Source: RFC 9112, RFC 9110 §7."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.artifacts import Fault

MAX_HEAD_BYTES = 64 * 1024
METHODS = ("GET", "HEAD", "CONNECT")

_REQUEST_LINE = re.compile(r"([A-Za-z]+) (\S+) HTTP/1\.[01]")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)")
_HOST = re.compile(r"[A-Za-z0-9._~%-]{1,253}|[0-9A-Fa-f:.]{2,45}")
_STATUS = re.compile(rb"HTTP/1\.\d (\d{3})")
_HOP_HEADERS = {"connection", "keep-alive", "te", "trailer", "upgrade", "host", "content-length", "transfer-encoding"}
_CONNECTION_LINES = re.compile(rb"(?im)^(?:connection|keep-alive|proxy-connection)[ \t]*:[^\n]*\n")


class BadRequest(Exception):
    """What a client sent that no well-behaved client sends; `status` is the answer to give."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class RequestHead:
    """`path` is the target in origin form, empty for CONNECT. `label`: user name of the client's Proxy-Authorization."""

    method: str
    host: str
    port: int
    path: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)
    label: str = ""

    def forwarded(self, *, absolute: bool, authorization: str | None = None) -> bytes:
        """The same request for the next hop, which is to close afterwards. Host is the target's, whatever the client wrote."""
        host = authority(self.host, self.port if self.port != 80 else None)
        lines = [f"{self.method} {f'http://{host}' if absolute else ''}{self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if absolute and authorization:
            lines.append(f"Proxy-Authorization: {authorization}")
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1")


def authority(host: str, port: int | None) -> str:
    name = f"[{host}]" if ":" in host else host
    return name if port is None else f"{name}:{port}"


def read_request(head: bytes) -> RequestHead:
    """Understand a request head, strictly: what two parsers could read in two ways is refused. Raises BadRequest."""
    line, *rest = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    found = _REQUEST_LINE.fullmatch(line)
    if not found:
        raise BadRequest("400 Bad Request")
    method, target = found[1].upper(), found[2]
    if method not in METHODS:
        raise BadRequest("405 Method Not Allowed")
    headers = [_header(text) for text in rest]
    if any(name.lower() == "transfer-encoding" or (name.lower() == "content-length" and value != "0") for name, value in headers):
        raise BadRequest("400 Bad Request")
    host, port, path = _connect_target(target) if method == "CONNECT" else _http_target(target)
    return RequestHead(method, host, port, path, _end_to_end(headers), _label(headers))


def _header(text: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(text)
    if not found or re.search(r"[\r\n\x00]", text):
        raise BadRequest("400 Bad Request")
    return found[1], found[2].strip()


def _end_to_end(headers: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    named = {n.strip().lower() for name, value in headers if name.lower() == "connection" for n in value.split(",")}
    dropped = _HOP_HEADERS | named
    return tuple((n, v) for n, v in headers if n.lower() not in dropped and not n.lower().startswith("proxy-"))


def _connect_target(target: str) -> tuple[str, int, str]:
    host, _, port = target.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not _HOST.fullmatch(host) or not port.isdecimal() or not 0 < int(port) < 65536:
        raise BadRequest("400 Bad Request")
    return host, int(port), ""


def _http_target(target: str) -> tuple[str, int, str]:
    try:
        url = urlsplit(target)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise BadRequest("400 Bad Request") from None
    if url.scheme.lower() != "http" or not _HOST.fullmatch(host):
        raise BadRequest("400 Bad Request")
    # The path is cut out, not put together again: a site must see what was asked for, odd as it may be.
    path = re.sub(r"^[^:]+://[^/?#]*", "", target).partition("#")[0]
    return host, port or 80, path if path.startswith("/") else f"/{path}"


def _label(headers: list[tuple[str, str]]) -> str:
    value = next((value for name, value in headers if name.lower() == "proxy-authorization"), "")
    scheme, _, coded = value.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(coded, validate=True).decode("utf-8").partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""


def connect_request(target: str, authorization: str | None) -> bytes:
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if authorization:
        lines.append(f"Proxy-Authorization: {authorization}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def status_of(head: bytes) -> int:
    """Status of a response head, 0 when it is not HTTP/1."""
    found = _STATUS.match(head)
    return int(found[1]) if found else 0


def wants_proxy_credentials(head: bytes) -> bool:
    """Whether a response is the upstream's own demand; a site may answer 407 too, but has no reason for the header."""
    return status_of(head) == 407 and b"\nproxy-authenticate:" in head.lower()


def closing(head: bytes) -> bytes:
    """A response head that says the connection ends with it; everything else is left as it came.

    Clients put a connection that does not say so back into their pool, and would send the next request, maybe for
    another site, into it.
    """
    line, newline, rest = head.partition(b"\n")
    return line + newline + b"Connection: close\r\n" + _CONNECTION_LINES.sub(b"", rest)


def own_answer(status: str, body: str, *, fault: Fault | None = None, token: str = "") -> bytes:
    """An answer of ours. The token, which no site can know, proves that a fault is ours to tell."""
    content = body.encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/plain; charset=utf-8", f"Content-Length: {len(content)}", "Connection: close"]
    if fault:
        lines += [f"X-Truat-Egress: {fault}", f"X-Truat-Token: {token}"]
    if status.startswith("405"):
        lines.append(f"Allow: {', '.join(METHODS)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content
