"""What may come in at all: the first bytes say what a file is, never its name.

Nothing here decodes a file; a solid is read later, by a child with nothing to lose.
"""

import struct
from collections.abc import Collection

from django.core.files.uploadedfile import UploadedFile

from atelier.files.models import FileKind
from atelier.files.names import shown_name
from atelier.journal.refusals import Refusal

_MEGABYTE = 1024 * 1024
MAX_MEGABYTES = {FileKind.PDF: 20, FileKind.STL: 60, FileKind.GLB: 60}
_HEAD_BYTES = 1024
_NAMES = {FileKind.PDF: "a PDF", FileKind.STL: "an STL", FileKind.GLB: "a GLB"}


class UnusableFile(Refusal):
    """The file is not one we take here; the sentence names it and says what would help."""

    code = "unusable-file"


def screen(upload: UploadedFile, kinds: Collection[FileKind]) -> FileKind:
    """Return what a file is; raise `UnusableFile` when it is none of `kinds`, empty or too large.

    A PDF begins with its mark, a GLB with its own and its length, a binary STL is as long as its
    count of triangles says, and an ASCII STL names a solid and a facet.
    """
    name = f"“{shown_name(upload, 'file')}”"
    if not upload.size:
        raise UnusableFile(f"{name} is empty. Please choose it again.")
    largest = max(MAX_MEGABYTES[kind] for kind in kinds)
    if upload.size > largest * _MEGABYTE:
        raise _too_large(name, largest)
    kind = kind_of(_head_of(upload), upload.size)
    if kind is None or kind not in kinds:
        wanted = " or ".join(_NAMES[each] for each in FileKind if each in kinds)
        found = _NAMES[kind] if kind else "no file we can read here"
        raise UnusableFile(f"{name} is {found}. Please send {wanted}.")
    if upload.size > MAX_MEGABYTES[kind] * _MEGABYTE:
        raise _too_large(name, MAX_MEGABYTES[kind])
    return kind


def kind_of(head: bytes, size: int) -> FileKind | None:
    """Return what the first bytes of a file of `size` bytes say it is; None for anything else."""
    if head.startswith(b"%PDF-"):
        return FileKind.PDF
    if len(head) >= 12 and head.startswith(b"glTF"):
        version, length = struct.unpack_from("<II", head, 4)
        return FileKind.GLB if version == 2 and length == size else None
    return FileKind.STL if _is_binary_stl(head, size) or _is_text_stl(head) else None


def _is_binary_stl(head: bytes, size: int) -> bool:
    """Eighty bytes of anything, the count, fifty bytes a triangle: some begin with "solid" too."""
    if len(head) < 84:
        return False
    (triangles,) = struct.unpack_from("<I", head, 80)
    return triangles > 0 and size == 84 + 50 * triangles


def _is_text_stl(head: bytes) -> bool:
    text = head.lower()
    return text.startswith(b"solid") and b"facet" in text and b"\0" not in text


def _head_of(upload: UploadedFile) -> bytes:
    upload.seek(0)
    head = upload.read(_HEAD_BYTES)
    upload.seek(0)
    return head


def _too_large(name: str, megabytes: int) -> UnusableFile:
    return UnusableFile(f"{name} is larger than {megabytes} MB. Please send a smaller one.")
