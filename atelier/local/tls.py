"""gunicorn's configuration where it speaks TLS itself.

A context is read once for each certificate file: a renewed one serves from the next connection on.
"""

import ssl
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

# A tablet that walks out of the Wi-Fi in mid-handshake, or in mid-sentence, must not keep a thread.
_HANDSHAKE_SECONDS = 5.0
_SILENT_SECONDS = 30.0


class Patient(ssl.SSLSocket):
    """A connection on which nothing is waited for without end: no handshake, no request."""

    def do_handshake(self, block: bool = False) -> None:
        """Shake hands within five seconds. Raises `SSLEOFError`, which gunicorn passes over."""
        self.settimeout(_HANDSHAKE_SECONDS)
        try:
            super().do_handshake(block)
        except TimeoutError:
            raise ssl.SSLEOFError(ssl.SSL_ERROR_EOF, "no handshake") from None
        self.settimeout(_SILENT_SECONDS)

    def setblocking(self, flag: bool) -> None:
        """Wait at most half a minute for the next bytes where gunicorn would wait for ever.

        Every request of a connection that is kept open begins with this.
        """
        self.settimeout(_SILENT_SECONDS if flag else 0.0)


def ssl_context(conf: Any, default_ssl_context_factory: Callable[[], ssl.SSLContext]) -> Any:
    """Return the context of the present certificate; gunicorn asks at each connection."""
    return _context_of(conf.certfile, Path(conf.certfile).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _context_of(path: str, changed_at: int) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = Patient
    context.load_cert_chain(path)
    return context
