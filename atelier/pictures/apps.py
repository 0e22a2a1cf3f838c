"""Uploaded pictures, made safe, and their renditions."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "atelier.pictures"
    label = "pictures"
    verbose_name = "Pictures"
