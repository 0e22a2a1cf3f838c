"""Reads what a picture file says of itself, without a decoder.

The web process looks at a few bytes only; every decoder runs in the sandbox (`decode`).
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass

# So much of a file is searched for its measures.
HEAD_BYTES = 512 * 1024
_STILL_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
# Start-of-frame markers; C4, C8 and CC in the same range are tables.
_JPEG_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = {0x01, *range(0xD0, 0xD8)}


@dataclass(frozen=True)
class Header:
    """Format as Pillow names it, measures in px as stored, and whether it moves."""

    format: str
    width: int
    height: int
    moves: bool = False


def read_header(head: bytes) -> Header | None:
    """Return what a file says of itself in its first `HEAD_BYTES`; None if we do not take it."""
    for recognises, read in _FORMATS:
        if recognises(head):
            try:
                return read(head)
            except (struct.error, IndexError, ValueError):
                return None
    return None


def _png(head: bytes) -> Header:
    width, height = struct.unpack(">II", head[16:24])
    return Header("PNG", width, height, moves=b"acTL" in head[: head.find(b"IDAT")])


def _jpeg(head: bytes) -> Header:
    at = 2
    while True:
        at = head.index(b"\xff", at)
        marker = head[at + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return Header("JPEG", width, height)
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_BARE:
            at += 2
        else:
            at += 2 + struct.unpack(">H", head[at + 2 : at + 4])[0]


def _webp(head: bytes) -> Header:
    kind, body = head[12:16], head[20:]
    if kind == b"VP8X":
        width = int.from_bytes(body[4:7], "little") + 1
        height = int.from_bytes(body[7:10], "little") + 1
        return Header("WEBP", width, height, moves=bool(body[0] & 2))
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return Header("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    width, height = struct.unpack("<HH", body[6:10])
    return Header("WEBP", width & 0x3FFF, height & 0x3FFF)


def _heif(head: bytes) -> Header:
    """The largest `ispe` box is the whole picture; smaller ones are its tiles and thumbnails."""
    sizes = []
    at = head.find(b"ispe")
    while at >= 0:
        sizes.append(struct.unpack(">II", head[at + 8 : at + 16]))
        at = head.find(b"ispe", at + 4)
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    return Header("HEIF", width, height)


_FORMATS: list[tuple[Callable[[bytes], bool], Callable[[bytes], Header]]] = [
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda head: head.startswith(b"\xff\xd8\xff"), _jpeg),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", _webp),
    (lambda head: head[4:8] == b"ftyp" and head[8:12] in _STILL_BRANDS, _heif),
]
