"""Honest papers and solids, made on the spot, for this room's tests and others'."""

import json
import struct

from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.files.models import FileKind, StoredFile
from atelier.files.receiving import receive_file
from atelier.journal.actor import Actor

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
TEXT_STL = b"solid ring\nfacet normal 0 0 1\nouter loop\nendloop\nendfacet\nendsolid ring\n"


def upload(name: str = "report.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def stl(triangles: int = 2, header: bytes = b"made for a test") -> bytes:
    """A binary solid of so many flat triangles."""
    return header.ljust(80, b"\0") + struct.pack("<I", triangles) + bytes(50 * triangles)


def glb() -> bytes:
    """The smallest model: a head and one empty scene."""
    scene = json.dumps({"asset": {"version": "2.0"}}).encode().ljust(28)
    chunk = struct.pack("<I4s", len(scene), b"JSON") + scene
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunk)) + chunk


def store_file(name: str = "report.pdf", content: bytes = PDF) -> StoredFile:
    """A file received from the house itself."""
    return receive_file(upload(name, content), kinds=set(FileKind), by=Actor.system("Amélie"))
