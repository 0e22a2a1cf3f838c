"""Uploaded papers and solids (PDF, STL, GLB), kept as they were sent and served with care."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "atelier.files"
    label = "files"
    verbose_name = "Files"
