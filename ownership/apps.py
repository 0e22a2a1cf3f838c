"""Serial numbers, certificates and who owns a piece."""

from django.apps import AppConfig


class OwnershipConfig(AppConfig):
    name = "ownership"
    verbose_name = "Ownership"
