"""What a sender called a file: only ever shown, never used as a path."""

import os

from django.core.files.uploadedfile import UploadedFile

_LENGTH = 160


def shown_name(upload: UploadedFile, otherwise: str = "picture") -> str:
    """Return the name the sender gave the file, fit to be shown: one line, no path."""
    name = os.path.basename((upload.name or "").replace("\\", "/"))
    return "".join(letter for letter in name if letter.isprintable())[:_LENGTH] or otherwise
