"""Hostile and honest files, made on the spot."""

import io
import struct
import zlib
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

HTML = b"<html><script>alert(1)</script></html>"
COMMENT = b"A-COMMENT-NOBODY-SHOULD-SEE"
CAMERA = "CAMERA-OF-A-CLIENT"
GPS = (40.0, 42.0, 51.0)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def drawing(width: int = 96, height: int = 64, mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right, so that a turn can be seen."""
    image = Image.new("RGB", (width, height), "blue")
    ImageDraw.Draw(image).rectangle((0, 0, width // 2, height), fill="red")
    return image.convert(mode)


def encoded(image: Image.Image, format_: str, **options: object) -> bytes:
    """The image as the bytes of a file."""
    file = io.BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def png(width: int = 96, height: int = 64) -> bytes:
    """An honest PNG."""
    return encoded(drawing(width, height), "PNG")


def polyglot() -> bytes:
    """A valid PNG that is also a web page."""
    return png() + HTML


def telling_jpeg(orientation: int = 6) -> bytes:
    """A JPEG with a comment, the camera, the place and an orientation."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = CAMERA, orientation
    exif.get_ifd(0x8825)[2] = GPS
    return encoded(drawing(), "JPEG", comment=COMMENT, exif=exif.tobytes())


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)


def bomb() -> bytes:
    """A PNG of 169 megapixels in a few kilobytes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 13000, 13000, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(13001) * 13000, 9))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")


def lying_heic() -> bytes:
    """It says HEIC and 10 × 10 px, and is nothing of the kind."""
    measures = struct.pack(">I4sIII", 20, b"ispe", 0, 10, 10)
    return b"\x00\x00\x00\x18ftypheic" + bytes(12) + measures + bomb()


def moving(format_: str) -> bytes:
    """An animation of two frames."""
    return encoded(
        drawing(), format_, save_all=True, append_images=[Image.new("RGB", (96, 64))], duration=99
    )


def heic() -> bytes:
    """A telephone's HEIC, 96 × 64 px with EXIF; kept as a file, as no encoder is at hand."""
    return (Path(__file__).parent / "files" / "telephone.heic").read_bytes()
