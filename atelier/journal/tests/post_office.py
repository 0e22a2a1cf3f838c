"""A small SMTP server, as faulty as a test wants it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.message import Message


class PostOffice:
    """Listens on a free port and keeps every mail it accepted in `mails`.

    `mood` is "kind", "silent" (takes the connection and says nothing), "refusing" (no such
    person), "drops" (takes the mail, then dies before it says so) or "thinking" (takes the mail and
    does not answer). `pause` is how many seconds it thinks over each mail it has taken.
    """

    def __init__(self) -> None:
        self.mood = "kind"
        self.pause = 0.0
        self.mails: list[Message] = []
        self.connections = 0
        self.took_one = threading.Event()
        self.closing = threading.Event()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clerk)
        self._server.daemon_threads = True
        self._server.office = self  # type: ignore[attr-defined]
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "PostOffice":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()


class _Clerk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.office: PostOffice = self.server.office  # type: ignore[attr-defined]
        self.office.connections += 1
        if self.office.mood == "silent":
            self.office.closing.wait(30)
            return
        self.say("220 ready")
        while line := self.rfile.readline().strip().upper():
            if not self.answer(line):
                return

    def answer(self, line: bytes) -> bool:
        """Answer one command; False hangs up."""
        if line.startswith(b"RCPT") and self.office.mood == "refusing":
            self.say("550 no such person")
        elif line.startswith(b"DATA"):
            return self.take_mail()
        elif line.startswith(b"QUIT"):
            self.say("221 bye")
            return False
        else:
            self.say("250 fine")
        return True

    def take_mail(self) -> bool:
        self.say("354 go on")
        lines = list(self.lines())
        if lines[-1:] != [b".\r\n"]:
            # The sender died in the middle of it; half a mail was never taken.
            return False
        self.office.mails.append(message_from_bytes(b"".join(lines[:-1])))
        self.office.took_one.set()
        if self.office.mood == "drops":
            return False
        if self.office.mood == "thinking":
            self.office.closing.wait(5)
            return False
        if self.office.pause:
            self.office.closing.wait(self.office.pause)
        self.say("250 taken")
        return True

    def lines(self) -> Iterator[bytes]:
        """Yield what is sent up to the lone dot, or until the sender is gone."""
        with suppress(ConnectionError):
            while line := self.rfile.readline():
                yield line
                if line == b".\r\n":
                    return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
