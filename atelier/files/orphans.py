"""Clears stored files that a rolled-back change or a killed process left behind."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from atelier.files.models import StoredFile

FOLDER = "files"
# Younger files may belong to a change that is not committed yet.
GRACE = timedelta(days=1)


def clear() -> int:
    """Delete what lies among the files and no record knows; return how many."""
    return delete_orphans(FOLDER, set(StoredFile.objects.values_list("file", flat=True)))


def delete_orphans(folder: str, known: Collection[str]) -> int:
    """Delete stored files under `folder` that are older than a day and not among the `known`."""
    before = timezone.now() - GRACE
    orphans = [name for name in _files(folder) if name not in known]
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
