"""Serves a folder of hand-written pages on this machine, as a site would.

with serving() as server:
    server.url          http://www.example.go.th:PORT/
    server.options      what makes truat find it

python -m tests.sites.serve [FOLDER]
"""

from __future__ import annotations

import contextlib
import mimetypes
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

DEMO = Path(__file__).parent / "demo"
HOST = "www.example.go.th"
TYPES = {".html": "text/html; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8"}
# These name the site's own address, which has the server's port in it.
WITH_ORIGIN = ("/robots.txt", "/sitemap.xml")


@dataclass
class Served:
    """A site that is being served. `seen`: method and path of each request, in order. `pause_s`: before each answer."""

    folder: Path
    port: int = 0
    host: str = HOST
    pause_s: float = 0.0
    seen: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    @property
    def options(self) -> list[str]:
        """Options with which truat reaches the site under its name, at once."""
        return ["--resolve", f"{self.host}:{self.port}:127.0.0.1", "--allow-private", "127.0.0.0/8", "--delay", "0"]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "demo", ""
    served: Served

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.answer(has_body=False)

    def do_GET(self) -> None:
        self.answer(has_body=True)

    def answer(self, *, has_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.served.seen.append(f"{self.command} {path}")
        time.sleep(self.served.pause_s)
        file = (self.served.folder / ("index.html" if path == "/" else path.lstrip("/"))).resolve()
        if not file.is_relative_to(self.served.folder.resolve()) or not file.is_file():
            return self.send(
                404, TYPES[".html"], "<!DOCTYPE html><html lang=th><title>ไม่พบหน้า</title><h1>ไม่พบหน้าที่ต้องการ</h1>".encode(), has_body
            )
        content = file.read_bytes()
        if path in WITH_ORIGIN:
            content = content.replace(b"{origin}", f"http://{self.headers.get('Host')}".encode())
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return self.send(200, kind, content, has_body)

    def send(self, status: int, kind: str, content: bytes, has_body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if has_body:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(content)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no news."""


@contextlib.contextmanager
def serving(folder: Path = DEMO, *, host: str = HOST, pause_s: float = 0.0) -> Iterator[Served]:
    """Serve the folder on a free port of 127.0.0.1 until the block ends."""
    served = Served(folder, host=host, pause_s=pause_s)
    server = Server(("127.0.0.1", 0), type("HandlerOfSite", (Handler,), {"served": served}))
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    with serving(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO) as served:
        print(f"http://127.0.0.1:{served.port}/", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
