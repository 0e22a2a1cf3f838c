"""What may come in at all: cheap checks in the web process, before anything is decoded."""

from django.core.files.uploadedfile import UploadedFile

from atelier.files.names import shown_name
from atelier.files.uploads import MAX_BYTES
from atelier.journal.refusals import Refusal
from atelier.pictures.headers import HEAD_BYTES, Header, read_header

MAX_PIXELS = 50_000_000


class UnusablePicture(Refusal):
    """The file cannot become a picture; the sentence names the file and says what would help."""

    code = "unusable-picture"


def screen(upload: UploadedFile) -> Header:
    """Return what the file says of itself; raise `UnusablePicture` for what we do not take."""
    name = f"“{shown_name(upload)}”"
    if not upload.size:
        raise UnusablePicture(f"{name} is empty. Please choose it again.")
    if upload.size > MAX_BYTES:
        raise UnusablePicture(f"{name} is larger than 20 MB. Please send a smaller copy.")
    header = read_header(_head_of(upload))
    if header is None:
        raise UnusablePicture(f"{name} is {_kind_of(upload)}. {_WE_TAKE}")
    if header.moves:
        raise UnusablePicture(f"{name} is a moving picture. Please send a still one.")
    if not 0 < header.width * header.height <= MAX_PIXELS:
        raise UnusablePicture(f"{name} is larger than 50 megapixels. Please send a smaller copy.")
    return header


_WE_TAKE = "Please send a photograph as JPEG, PNG, WebP or HEIC."


def _head_of(upload: UploadedFile) -> bytes:
    upload.seek(0)
    return upload.read(HEAD_BYTES)


def _kind_of(upload: UploadedFile) -> str:
    head = _head_of(upload)[:1024].lstrip().lower()
    if head.startswith(b"gif8"):
        return "a GIF"
    if b"<svg" in head:
        return "an SVG drawing"
    if head.startswith(b"%pdf"):
        return "a PDF document"
    return "not a picture we can read"
