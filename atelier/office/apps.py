"""The staff's admin site."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "atelier.office"
    label = "office"
