"""Keeps what one request can write to the disk within bounds, before any view is asked."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from atelier.pictures.screening import MAX_BYTES


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and drops what goes beyond the limit of one file.

    What is kept is still larger than we take, so the person is told in the form, not by an error.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass the chunk on, or drop it."""
        return raw_data if start <= MAX_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to the next handler."""
        return None
