"""A web server on loopback that serves a bundle and misbehaves as it is told."""

from __future__ import annotations

import email.utils
import hashlib
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Misbehaviour = Callable[["Handler", str], bool]
"""Answers a request itself and returns True, or leaves it to the server."""

_START = time.time()


class Mirror:
    """Serves a folder with ETags, 304 and ranges. `behave` takes requests first; `seen` keeps them."""

    def __init__(self, folder: Path, tls: ssl.SSLContext | None = None) -> None:
        self.scheme = "https" if tls else "http"
        self.folder = folder
        self.behave: Misbehaviour = lambda handler, path: False
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.statuses: list[int] = []
        mirror = self

        class Bound(Handler):
            owner = mirror

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self._server.daemon_threads = True
        # A client that hangs up is no news.
        self._server.handle_error = lambda request, address: None  # type: ignore[method-assign,assignment]
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base address."""
        return f"{self.scheme}://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def paths(self, part: str = "") -> list[str]:
        """The paths asked for so far that contain `part`."""
        return [path for path, _ in self.seen if part in path]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    owner: Mirror
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer, or let the test misbehave."""
        path = self.path.split("?")[0]
        self.owner.seen.append((self.path, dict(self.headers)))
        try:
            if not self.owner.behave(self, path):
                self.serve(self.owner.folder / path.lstrip("/"))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def serve(self, file: Path, *, ranges: bool = True) -> None:
        """Serve a file as a good server does."""
        if not file.is_file():
            self.reply(404, b"not here")
            return
        content = file.read_bytes()
        tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        headers = {"ETag": tag, "Last-Modified": email.utils.formatdate(_START, usegmt=True)}
        if self.headers.get("If-None-Match") == tag:
            self.reply(304, b"", headers)
            return
        wanted = self.headers.get("Range", "")
        if ranges and wanted.startswith("bytes=") and self.headers.get("If-Range", tag) == tag:
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self.reply(206, content[start:], headers)
            return
        self.reply(200, content, headers)

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None, length: int | None = None) -> bool:
        """Send an answer; `length` may lie. True, so that a lambda can say that the request was answered."""
        self.owner.statuses.append(status)
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)
        if length is not None and length != len(body):
            self.wfile.flush()
            self.close_connection = True
            self.connection.shutdown(2)
        return True
