"""Clears files that a rolled-back change or a killed process left in the quarantine."""

from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from atelier.pictures.models import Picture, Rendition

FOLDERS = ("quarantine", "renditions")
# Younger files may belong to a change that is not committed yet.
GRACE = timedelta(days=1)


def clear() -> int:
    """Delete stored files older than a day that no record knows; return how many."""
    known = set(Picture.objects.exclude(original="").values_list("original", flat=True))
    known |= set(Rendition.objects.values_list("file", flat=True))
    before = timezone.now() - GRACE
    orphans = [name for folder in FOLDERS for name in _files(folder) if name not in known]
    old = [name for name in orphans if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)


def _files(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from _files(f"{folder}/{inner}")
