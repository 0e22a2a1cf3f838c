"""Keeps what one request can write to the disk within bounds, before any view is asked."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import reverse

# The most we take of one file, in bytes: a client's picture, or the staff's solid for the caster.
MAX_BYTES = 20 * 1024 * 1024
MAX_STAFF_BYTES = 60 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and drops what goes beyond the limit of one file.

    What is kept is still larger than we take, so the person is told in the form, not by an error.
    Who is not staff is turned away from the admin before a body is read, so only staff send more.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass the chunk on, or drop it."""
        return raw_data if start <= self._most() else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to the next handler."""
        return None

    def _most(self) -> int:
        in_office = bool(self.request and self.request.path.startswith(reverse("admin:index")))
        return MAX_STAFF_BYTES if in_office else MAX_BYTES
