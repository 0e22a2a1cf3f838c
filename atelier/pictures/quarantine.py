"""Clears files that a rolled-back change or a killed process left in the quarantine."""

from atelier.files.orphans import delete_orphans
from atelier.pictures.models import Picture, Rendition

FOLDERS = ("quarantine", "renditions")


def clear() -> int:
    """Delete stored files older than a day that no record knows; return how many."""
    known = set(Picture.objects.exclude(original="").values_list("original", flat=True))
    known |= set(Rendition.objects.values_list("file", flat=True))
    return sum(delete_orphans(folder, known) for folder in FOLDERS)
