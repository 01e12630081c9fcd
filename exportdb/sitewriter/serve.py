"""Serves a folder to this machine alone."""

from __future__ import annotations

import contextlib
import functools
import gzip
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from exportdb.errors import ExportdbError

HOST = "127.0.0.1"


#: Kinds of files that are worth compressing, and from which size on.
_TEXTS, _WORTH = (".html", ".css", ".js", ".json", ".svg", ".xml", ".csv"), 2048


class _Quiet(SimpleHTTPRequestHandler):
    def send_head(self) -> BytesIO | BinaryIO | None:
        """Compressed, as every web server does it."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not wanted or path.suffix not in _TEXTS or not path.is_file() or path.stat().st_size < _WORTH:
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return BytesIO(data)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line each."""


def serve_folder(folder: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; ``ready`` is told the address. Raises ExportdbError when the port is taken."""
    handler = functools.partial(_Quiet, directory=str(folder))
    try:
        server = ThreadingHTTPServer((HOST, port), handler)
    except OSError as error:
        raise ExportdbError(
            f"port {port} cannot be used: {error.strerror}", hint="name another one with --port, or --port 0"
        ) from error
    with server, contextlib.suppress(KeyboardInterrupt):
        ready(f"http://{HOST}:{server.server_address[1]}/")
        server.serve_forever()
